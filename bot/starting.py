"""The team's first links, printed for the operator or shown on the sandbox's page.

A token is shown once, when it is made; nothing here stores one.
"""

from base64 import urlsafe_b64encode
from collections.abc import Callable, Mapping

from people.accounts import Role

Say = Callable[[str], None]


def invite_link(*, bot: str, token: bytes) -> str:
    """The one-time link that opens the set-up in Telegram."""
    code = urlsafe_b64encode(token).rstrip(b"=").decode("ascii")
    return f"https://t.me/{bot}?start=i_{code}"


def links_of(*, bot: str, tokens: Mapping[Role, bytes]) -> list[tuple[str, str]]:
    """(who it is for, link), in the holders' order."""
    return [(role.value.capitalize(), invite_link(bot=bot, token=t)) for role, t in tokens.items()]


def print_links(links: list[tuple[str, str]], *, say: Say) -> None:
    """One line per link, with what to do."""
    if not links:
        return
    say("One-time links (good for seven days; give each to its person, and to nobody else):")
    for label, url in links:
        say(f"  {label}: {url}")
