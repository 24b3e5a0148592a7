"""Weekly numbers from workers' devices, and the tables made of them (protocol.md section 15).
Seals, opens and signs; which counters there are is policy's, when a period ends the server's."""

import secrets
from collections.abc import Mapping

import crypto
from client.keys import KeyRing
from crypto import BoxSecret, Random, Refused, wire
from crypto.wire import Numbers, NumbersTable, Signed, TableCell, Team

__all__ = ["open_numbers", "seal_numbers", "sign_table"]


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
    raw = crypto.unpad(crypto.box_open(secret=secret, boxed=boxed))
    numbers = wire.open_signed(raw, Numbers)
    listed = [item.body for item in team.certificates.values() if item.body.role == "worker"]
    if numbers.key not in [worker.sign_key for worker in listed]:
        raise Refused("The numbers are by nobody whom the roster lists.")
    if numbers.body.week != week or len(numbers.body.counts) != counters:
        raise Refused("The numbers are of another week, or of other counters.")
    return numbers.body


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
