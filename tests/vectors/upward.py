"""What the vectors of the coordinator's side share: other roles, role keys and wraps.
What is written and sealed is in the files beside this one."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

import crypto
from crypto import wire
from tests.vectors.book import Book, list_item
from tests.vectors.negative import refuse
from tests.vectors.world import (
    DAY,
    HOLDERS,
    NOW,
    ROOT,
    Person,
    World,
    certificate,
    person,
    roster,
)

OTHERS = {role: person(role) for role in ("consultant", "auditor")}
_DAYS = {"consultant": 200, "auditor": 31}


@dataclass(frozen=True)
class Boxes:
    """A sealed text and the boxes with its key, by role."""

    sealed: bytes
    wraps: dict[str, bytes]
    key: bytes


def quiet(world: World) -> World:
    """The same world, writing into a book that nobody reads: for what is only to be refused."""
    return World(Book({}), world.certificates, world.roster)


def role_secret(role: str) -> crypto.BoxSecret:
    """A holder's role secret, or another's box secret."""
    if role in OTHERS:
        return OTHERS[role].box
    secret = HOLDERS[role].role
    assert secret is not None
    return secret


def role_version(role: str) -> int:
    """1 for holders, 0 for those without a role key."""
    return int(role in HOLDERS)


def certify_others(world: World) -> None:
    """A consultant and an auditor, certified by the coordinator, and a roster with them."""
    book, signer = world.book, HOLDERS["coordinator"].sign
    made = []
    for role, someone in OTHERS.items():
        body = replace(
            certificate(someone, role=role, under18=False),
            not_after=NOW - DAY + _DAYS[role] * DAY,
        )
        made.append(book.signed(f"certificate of {role}", body, signer))
        world.certificates[role] = made[-1]
        _no(world, f"{role} for a day too long", replace(body, not_after=body.not_after + 1))
        _no(world, f"{role} with a role key", replace(body, role_key=someone.box.public))
    team = [wire.certificate_id(item) for item in world.certificates.values()]
    listed = roster(team, version=2, previous=world.roster_pin.hash)
    raw = book.signed("roster with a consultant and an auditor", listed, signer)
    book.add(
        "rosters",
        name="with a consultant and an auditor",
        root=ROOT.public,
        certificates=[item.raw for item in world.certificates.values()],
        newest={"version": 1, "hash": world.roster_pin.hash},
        now=NOW,
        roster=raw.raw,
        hash=wire.roster_hash(raw),
    )


def _no(world: World, name: str, body: wire.Certificate) -> None:
    """A certificate that contradicts itself, written without our own checks."""
    data = crypto.encode(
        "certificate",
        body.serial,
        body.role,
        body.name,
        body.sign_key,
        body.box_key,
        body.role_key,
        body.role_key_version,
        body.under18,
        body.not_before,
        body.not_after,
    )
    refuse(world.book, f"certificate: {name}", "decode", label="certificate", data=data)


def bad_fields(
    world: World, label: str, good: wire.Structure, cases: Mapping[str, Mapping[int, object]]
) -> None:
    """Structures of this label with some fields (by place) replaced, written without checks."""
    kind: Any = good
    # Not `__dataclass_fields__`, which has the label too: each would be refused for one more field.
    spelled = [getattr(good, each.name) for each in fields(kind)]
    for name, changes in cases.items():
        values = [changes.get(place, value) for place, value in enumerate(spelled)]
        data = crypto.encode(label, *[_plain(value) for value in values])
        refuse(world.book, f"{label}: {name}", "decode", label=label, data=data)


def _plain(value: object) -> crypto.codec.Plain:
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, tuple):
        return [list_item(item) for item in value]
    assert isinstance(value, bytes | str | int)
    return value


def worker_certificate(world: World, name: str = "Worker 1") -> bytes:
    """A worker's signed certificate."""
    return world.certificates[name].raw


def stranger(name: str, *, role: str, by: crypto.SigningKey) -> tuple[Person, bytes]:
    """Somebody certified by this key, and their signed certificate."""
    someone = person(name, holder=role in wire.HOLDERS)
    body = certificate(someone, role=role, under18=role != "auditor")
    if role == "auditor":
        body = replace(body, not_after=body.not_before + _DAYS[role] * DAY)
    return someone, wire.signed(body, key=by).raw


def words_of(tag: bytes, count: int) -> str:
    """A tag's name."""
    return " ".join(crypto.tag_name(tag, count=count))
