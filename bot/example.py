"""`.env.example` written from the settings themselves, so that it cannot drift from them."""

import textwrap

from bot.config import Config
from bot.handing_settings import HandingSettings

HEAD = """\
# Copy to .env and set what you need. Nothing here is required to try the service: with no token
# it runs in the sandbox on this machine. What BOT_TOKEN makes required says so.
"""


def env_example() -> str:
    """The text of `.env.example`: every setting, explained, commented out at its default."""
    blocks = [HEAD]
    last = HandingSettings.model_fields
    for name, field in sorted(Config.model_fields.items(), key=lambda each: each[0] in last):
        words = textwrap.wrap(field.description or "", width=96)
        comment = "\n".join(f"# {line}" for line in words)
        blocks.append(f"{comment}\n#{name.upper()}={field.default or ''}\n")
    return "\n".join(blocks)
