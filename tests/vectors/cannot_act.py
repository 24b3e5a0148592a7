"""Vectors of the word that the service cannot act (protocol.md section 22)."""

from dataclasses import replace

from crypto import wire
from crypto.wire.cannot_act import CannotAct
from tests.vectors.book import draw
from tests.vectors.requests import Asked
from tests.vectors.upward import bad_fields
from tests.vectors.world import CASE, DAY, HOLDERS, NOW, WORKERS, World


def write(world: World, asked: Asked) -> None:
    """The deputy says so; what the student's device refuses."""
    deputy, worker = HOLDERS["deputy"], WORKERS["Worker 1"]
    body = CannotAct(
        case=CASE, intake=wire.intake_hash(asked.intake), certificate=world.id_of("deputy")
    )
    notice = world.book.signed("cannot-act", body, deputy.sign)
    _row(world, asked, "the service cannot act", notice, "all")
    others = {
        "about another case": (replace(body, case=wire.CaseId(draw("x", 16))), deputy),
        "about another request": (replace(body, intake=wire.RecordHash(draw("x"))), deputy),
        "signed by another holder": (body, HOLDERS["manager"]),
        "signed by a worker": (replace(body, certificate=world.id_of("Worker 1")), worker),
        "signed by a worker with a holder's certificate": (body, worker),
        "with a certificate that is not listed": (
            replace(body, certificate=wire.CertificateId(draw("x"))),
            deputy,
        ),
    }
    for name, (changed, someone) in others.items():
        signed = wire.signed(changed, key=someone.sign)
        _row(world, asked, f"notice {name}", signed, "nothing")
    ended = NOW + 150 * DAY
    for name, now, fits in (
        ("in the 14 days after its holder's certificate ran out", ended + 13 * DAY, "all"),
        ("later than that", ended + 15 * DAY, "nothing"),
    ):
        _row(world, asked, f"notice {name}", notice, fits, now)
    bad_fields(world, "cannot-act", body, {"about no request": {1: bytes(32)}})


def _row(
    world: World,
    asked: Asked,
    name: str,
    notice: wire.Signed[CannotAct],
    fits: str,
    now: int = NOW,
) -> None:
    """As the student's device is given it, with its own newest request."""
    world.book.add(
        "cannot_act",
        name=name,
        do="notice",
        fits=fits,
        now=now,
        intake=asked.intake.raw,
        notice=notice.raw,
    )
