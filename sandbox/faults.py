"""Faults that a test or the page can switch on.

Here: which call or delivery goes wrong next, and how. Never here: the doing of it.
"""

import secrets
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Final

from sandbox.errors import Misuse
from sandbox.limits import FAULT_SECONDS_MAX, FAULTS_MAX
from sandbox.rows import Json, Rows

UPDATES: Final = "updates"  # the pseudo-method of faults in the delivery of updates


class FaultKind(StrEnum):
    """How a call, or the delivery of updates, goes wrong."""

    FLOOD = "429"
    ERROR = "500"
    GATEWAY = "502"
    TIMEOUT = "timeout"
    DROP = "drop"
    DUPLICATE = "duplicate"
    REORDER = "reorder"


DELIVERY: Final = frozenset({FaultKind.DUPLICATE, FaultKind.REORDER})


@dataclass(frozen=True, kw_only=True)
class Fault:
    """The next `remaining` calls of `method` ("*": of any but getUpdates) go wrong.

    `after_effect`: the call is carried out first and only its answer is lost, the case in
    which a sender that simply retries sends twice.
    """

    id: str
    method: str
    kind: FaultKind
    remaining: int
    retry_after: int = 1
    seconds: float = 30.0
    after_effect: bool = False


class Faults:
    """The faults switched on now, taken one call at a time."""

    def __init__(self, *, rows: Rows) -> None:
        self._rows = rows
        self._faults = {
            key: Fault(**{**body, "kind": FaultKind(body["kind"])})
            for key, body in rows.load(kind="fault").items()
        }

    def __iter__(self) -> Iterator[Fault]:
        return iter(tuple(self._faults.values()))

    def install(
        self,
        *,
        kind: str,
        method: str = "*",
        times: int = 1,
        retry_after: int = 1,
        seconds: float = 30.0,
        after_effect: bool = False,
    ) -> Fault:
        """Switch a fault on; raises Misuse for one that makes no sense.

        Duplicate and reorder concern the delivery of updates, whatever `method` says.
        """
        if kind not in set(FaultKind):
            raise Misuse("There is no such fault.")
        if times < 1 or retry_after < 1 or not 0 < seconds <= FAULT_SECONDS_MAX:
            raise Misuse("A fault counts from 1 and lasts at most two minutes.")
        if len(self._faults) >= FAULTS_MAX:
            raise Misuse("Too many faults at once.")
        known = FaultKind(kind)
        fault = Fault(
            id=secrets.token_hex(4),
            method=UPDATES if known in DELIVERY else method.lower(),
            kind=known,
            remaining=times,
            retry_after=retry_after,
            seconds=seconds,
            after_effect=after_effect,
        )
        self._put(fault)
        return fault

    def _put(self, fault: Fault) -> None:
        if fault.remaining > 0:
            self._faults[fault.id] = fault
            self._rows.put(kind="fault", key=fault.id, body=asdict(fault))
        else:
            self._faults.pop(fault.id, None)
            self._rows.remove(kind="fault", key=fault.id)

    def take(self, method: str, *, kind: FaultKind | None = None) -> Fault | None:
        """The fault that this call meets, counted down; None when it meets none."""
        for fault in self:
            # "*" means every call but polling, which would eat the fault before the call meant.
            fits = fault.method == method.lower() or (
                fault.method == "*" and method.lower() not in {UPDATES, "getupdates"}
            )
            if fits and kind in {None, fault.kind}:
                self._put(replace(fault, remaining=fault.remaining - 1))
                return fault
        return None

    def clear(self) -> None:
        """Switch every fault off."""
        for fault in self:
            self._put(replace(fault, remaining=0))


def public(fault: Fault) -> Json:
    """What the page is told about a fault."""
    return asdict(fault)
