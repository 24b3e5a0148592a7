"""Weekly numbers from workers' devices, and the tables made of them (protocol.md section 15).
Seals, opens and signs; which counters there are is policy's, when a period ends the server's."""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import crypto
from client.keys import KeyRing
from crypto import BoxSecret, CryptoError, Random, Refused, wire
from crypto.wire import Numbers, NumbersTable, Signed, TableCell, Team

__all__ = ["Summed", "open_numbers", "seal_numbers", "sign_table", "sign_tables", "sum_numbers"]


def seal_numbers(
    numbers: Numbers, *, ring: KeyRing, team: Team, random: Random = secrets.token_bytes
) -> bytes:
    """A week's counts for the coordinator; Refused while the roster has none. Draws 32 bytes."""
    coordinator = team.holder("coordinator")
    if coordinator is None:
        raise Refused("The roster lacks a holder.")
    plaintext = crypto.pad(wire.signed(numbers, key=ring.sign).raw)
    return crypto.box_to(recipient=coordinator.role_key, plaintext=plaintext, random=random)


def open_numbers(
    boxed: bytes, *, week: str, counters: int, secret: BoxSecret, team: Team
) -> Numbers:
    """The counts of this week by a listed worker; Refused (or what reading raises) otherwise."""
    return _open(boxed, week=week, counters=counters, secret=secret, team=team).body


def _open(
    boxed: bytes, *, week: str, counters: int, secret: BoxSecret, team: Team
) -> Signed[Numbers]:
    raw = crypto.unpad(crypto.box_open(secret=secret, boxed=boxed))
    numbers = wire.open_signed(raw, Numbers)
    listed = [item.body for item in team.certificates.values() if item.body.role == "worker"]
    if numbers.key not in [worker.sign_key for worker in listed]:
        raise Refused("The numbers are by nobody whom the roster lists.")
    if numbers.body.week != week or len(numbers.body.counts) != counters:
        raise Refused("The numbers are of another week, or of other counters.")
    return numbers


@dataclass(frozen=True, kw_only=True)
class Summed:
    """What workers counted in a period, and how many vectors are in it and had to be left out."""

    counts: tuple[int, ...]
    taken: int
    left_out: int


def sum_numbers(
    vectors: Iterable[tuple[str, bytes]], *, counters: int, secret: BoxSecret, team: Team
) -> Summed:
    """Add up boxed vectors by their weeks; those that do not open, or come twice, are left out."""
    counts, seen, left_out = [0] * counters, set(), 0
    for week, boxed in vectors:
        try:
            signed = _open(boxed, week=week, counters=counters, secret=secret, team=team)
        except CryptoError:
            left_out += 1
            continue
        if (signed.key, week) in seen:
            left_out += 1
            continue
        seen.add((signed.key, week))
        counts = [one + more for one, more in zip(counts, signed.body.counts, strict=True)]
    return Summed(counts=tuple(counts), taken=len(seen), left_out=left_out)


def sign_table(
    counts: Mapping[str, int], *, period: str, name: str, ring: KeyRing, now: int
) -> Signed[NumbersTable]:
    """A one-way table of true counts: what they were cannot be read back from it."""
    cells = tuple(
        TableCell(label=label, shown=wire.shown_count(count)) for label, count in counts.items()
    )
    total = wire.shown_count(sum(counts.values()))
    table = NumbersTable(period=period, name=name, cells=cells, total=total, made=now)
    return wire.signed(table, key=ring.sign)


def sign_tables(
    counts: Mapping[str, Mapping[str, int]],
    *,
    together: str,
    period: str,
    ring: KeyRing,
    now: int,
    refused: bool = False,
) -> tuple[Signed[NumbersTable], ...]:
    """A period's tables, put `together` where they would tell; all, once the service `refused`."""
    made = wire.fixed_tables(counts, together=together, refused=refused)
    return tuple(
        sign_table(cells, period=period, name=name, ring=ring, now=now)
        for name, cells in made.items()
    )
