"""`python -m bot`: the same as the peerlink command."""

from bot.cli import main

main()
