"""Addresses of the Mini App, built in this one place. Nothing about a person is in them."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from urllib.parse import urlencode

CARRIED: Final = re.compile(r"[ri]_[A-Za-z0-9_-]{22}", re.ASCII)
"""What the Mini App knows: `r_` and a root fingerprint (protocol.md §3.3), `i_` and an invite."""


class Go(StrEnum):
    """Which screen the Mini App opens first."""

    ROOM = "room"
    DESK = "desk"
    RECORD = "record"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, kw_only=True)
class Links:
    """`base` is the public origin without a trailing slash, or None where there is none yet."""

    base: str | None

    def to(self, go: Go, *, start: str = "", language: str = "") -> str | None:
        """The address of a screen; `start` goes along if it has a known shape, else it is dropped.

        `language`: one of ours, to be shown from now on on the device that opens it.

        None when the service has no public address: then there is nothing to open.
        """
        if self.base is None:
            return None
        query = {"go": go.value}
        if CARRIED.fullmatch(start):
            query["p"] = start
        if language:
            query["lang"] = language
        return f"{self.base}/app/?{urlencode(query)}"
