"""By which ways a student may be reached outside this service (protocol.md section 5.1): R5.
One short text and its only values; where it is sealed is asking.py's and handover.py's."""

from typing import Final

from crypto.wire.structure import require

__all__ = ["NO_WAY", "WAYS", "check_ways"]

WAYS: Final = ("call", "voicemail", "text", "letter")
"""Their phone rung, a message left on it, a text message to it, a letter to where they live."""
NO_WAY: Final = "none"


def check_ways(said: str) -> None:
    """Some of the ways, once each in their order, or `none`; MalformedStructure otherwise."""
    if said == NO_WAY:
        return
    words = said.split(" ")
    require(all(word in WAYS for word in words), "A way is one of the few there are.")
    places = [WAYS.index(word) for word in words]
    require(places == sorted(set(places)), "Ways stand once each, in their order.")
    require("voicemail" not in words or "call" in words, "A voicemail begins with a call.")
