"""What a lying server can make by itself: certificates, rosters, epochs under keys of its own.

Sound in shape, signed by whoever it likes; no test lives here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import crypto
from client.api import b64, unb64
from client.keys import KeyRing
from client.team import Applicant, certify, make_roster
from crypto import SigningKey, wire
from crypto.wire import SignPublic
from tests.hostile.proxy import Answer
from tests.hostile.town import START, WORKERS


def certificates(answer: Answer) -> list[wire.Signed[wire.Certificate]]:
    found = [unb64(c) for c in answer.json()["certificates"]]
    return [wire.open_signed(raw, wire.Certificate) for raw in found]


def signed_over(
    answer: Answer,
    listed: Sequence[wire.Signed[wire.Certificate]],
    *,
    by: SigningKey,
    root: bytes | None = None,
) -> Answer:
    """The roster answer with these certificates, under a roster of the next version."""
    newest = wire.open_signed(unb64(answer.json()["roster"]), wire.Roster)
    made = make_roster(
        listed,
        root=newest.body.root if root is None else SignPublic(root),
        before=wire.RosterPin(version=newest.body.version, hash=wire.roster_hash(newest)),
        audit=(0, bytes(32)),
        by=by,
        now=START,
    )
    in_order = sorted(listed, key=wire.certificate_id)
    more = {} if root is None else {"root": b64(root)}
    return answer.but(
        roster=b64(made.raw), certificates=[b64(item.raw) for item in in_order], **more
    )


def of_worker(ring: KeyRing, *, by: SigningKey) -> wire.Signed[wire.Certificate]:
    """A certificate for a false worker."""
    false = Applicant(
        role="worker",
        name=WORKERS[0],
        sign_key=ring.sign.public,
        box_key=ring.box.public,
        under18=True,
    )
    return certify(false, by=by, now=START)


def of_holders(
    rings: Mapping[str, KeyRing], *, by: SigningKey
) -> list[wire.Signed[wire.Certificate]]:
    return [
        certify(
            Applicant(
                role=role,
                name=role.capitalize(),
                sign_key=ring.sign.public,
                box_key=ring.box.public,
                role_key=crypto.BoxSecret.generate().public,
                role_key_version=1,
            ),
            by=by,
            now=START,
        )
        for role, ring in rings.items()
    ]


def with_worker(body: wire.Epoch, **changed: bytes) -> tuple[wire.Member, wire.Member]:
    return body.student, replace(body.worker, **changed)  # type: ignore[arg-type]


def boxed(body: wire.Epoch, *, supervision: bytes) -> tuple[wire.Epoch, list[bytes]]:
    """An epoch's wraps for whoever is in it, and the record that names them."""
    key = crypto.random_bytes(32)
    wraps = [
        crypto.box_to(
            recipient=member.box_key,
            plaintext=wire.EpochWrap(
                case=body.case,
                number=body.number,
                sign_key=member.sign_key,
                epoch_key=key,
                supervision=supervision,
            ).encode(),
        )
        for member in body.members
    ]
    return replace(body, wraps=tuple(wire.blob_hash(wrap) for wrap in wraps)), wraps
