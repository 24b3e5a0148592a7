"""Vectors of the team's file and of a holder's successor (protocol.md sections 18 and 21)."""

import crypto
from crypto import wire
from tests.vectors.book import draw
from tests.vectors.upward import bad_fields
from tests.vectors.world import DAY, HOLDERS, NOW, ROOT, WORKERS, World


def write(world: World) -> None:
    """A training, and what the others give a successor."""
    _training(world)
    _passing(world)


def _training(world: World) -> None:
    made = wire.Training(
        id=draw("training", 16),
        member=wire.SignPublic(WORKERS["Worker 1"].sign.public),
        what="Listening, and where it ends",
        by="The Nightline trainers",
        done=NOW - 30 * DAY,
        until=NOW + 335 * DAY,
        made=NOW,
    )
    world.book.signed("training", made, HOLDERS["coordinator"].sign)
    bad_fields(
        world,
        "training",
        made,
        {
            "in nothing": {2: ""},
            "in too many words": {2: "x" * 121},
            "by nobody": {3: ""},
            "over before it was done": {5: NOW - 30 * DAY},
        },
    )


def _passing(world: World) -> None:
    secret = HOLDERS["manager"].role
    to = HOLDERS["deputy"].role
    assert secret is not None
    assert to is not None
    first, second = crypto.split(secret.secret, lambda size: draw("half for a successor", size))
    given = (("whole", secret.secret, "manager"), ("first", first, "coordinator"))
    for piece, part, giver in (*given, ("second", second, "deputy")):
        made = wire.RolePass(
            role="manager", version=1, to=world.id_of("deputy"), piece=piece, secret=part
        )
        signed = world.book.signed(f"role-pass, {piece}", made, HOLDERS[giver].sign)
        world.book.boxed_bytes(f"role-pass, {piece}", crypto.pad(signed.raw), to)
    root = wire.RolePass(
        role="root", version=1, to=world.id_of("manager"), piece="second", secret=ROOT.seed
    )
    world.book.structure("role-pass of the root", root)
    bad_fields(
        world,
        "role-pass",
        root,
        {"of version 0": {1: 0}, "of a third": {3: "third"}, "of a worker": {0: "worker"}},
    )
