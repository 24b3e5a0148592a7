"""Puts something of the tests in the place of what the service has, for as long as a process lives.

For processes that are no tests, and so have no monkeypatch.
"""


def replace_in(owner: object, name: str, stand_in: object) -> None:
    """Let a module's or class's name stand for this from now on; it must be there already."""
    assert hasattr(owner, name), name
    setattr(owner, name, stand_in)
