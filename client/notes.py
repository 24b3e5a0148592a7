"""What a student is told of a disclosure, and by whom (protocol.md section 13).
Seals and opens; from when on it is handed to them is the server's."""

import secrets

import crypto
from client.author import or_uncertain
from client.keys import KeyRing
from crypto import BoxSecret, Random, Refused, wire
from crypto.wire import Author, BoxPublic, DisclosureNote, SignPublic, Team

__all__ = ["open_note", "seal_note"]


def seal_note(
    note: DisclosureNote,
    *,
    student: BoxPublic,
    ring: KeyRing,
    random: Random = secrets.token_bytes,
) -> bytes:
    """What the student is told, from `tell` on. Draws 32 bytes."""
    plaintext = crypto.pad(wire.signed(note, key=ring.sign).raw)
    return crypto.box_to(recipient=student, plaintext=plaintext, random=random)


def open_note(
    boxed: bytes, *, disclosure: bytes, secret: BoxSecret, team: Team
) -> tuple[DisclosureNote, Author | None]:
    """A note of this disclosure, and the listed holder who signed it, if it is one."""
    note = wire.open_signed(
        crypto.unpad(crypto.box_open(secret=secret, boxed=boxed)), DisclosureNote
    )
    if note.body.id != disclosure:
        raise Refused("The note is of another disclosure.")
    return note.body, or_uncertain(lambda: _listed_holder(note.key, team=team))


def _listed_holder(key: SignPublic, *, team: Team) -> Author:
    for held in team.certificates.values():
        if held.body.is_holder and held.body.sign_key == key:
            return Author(certificate=held.body, listed=True)
    raise Refused("The note is signed by no holder.")
