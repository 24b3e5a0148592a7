"""What people do on their phones, one person at a time.

Here: the public surface, Phone. Never here: what the bot does.
"""

from sandbox.acts.phone import Phone

__all__ = ["Phone"]
