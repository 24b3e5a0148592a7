"""The root of what ends a command with a line for whoever gave it. Nothing else lives here.

It imports nothing, so that a command that fails early need not import what may fail late.
"""


class Shown(Exception):
    """`str` is made to be shown as it is; the command then ends with exit code 2."""
