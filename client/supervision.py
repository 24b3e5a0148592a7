"""Supervision entries: a worker writes, holders and consultants read and answer (protocol.md 11).

Sealing and opening are functions of their own; the classes join them with the API. No name and no
parameter here could hold a student: the tag is all that comes of a case.
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import crypto
from client.access import Person
from client.api import Json, b64, unb64
from client.author import or_uncertain, own_certificate
from client.keys import KeyRing
from crypto import BoxSecret, Random, Refused, wire
from crypto.wire import (
    ENTRY_READERS,
    Author,
    CertificateId,
    EntryAd,
    EntryWrap,
    Reply,
    SupervisionEntry,
    Team,
)

__all__ = [
    "EntryQueue",
    "EntryRow",
    "EntryWords",
    "EntryWriter",
    "OpenedEntry",
    "OpenedReply",
    "SealedEntry",
    "open_entry",
    "open_reply",
    "seal_entry",
    "seal_reply",
    "wrap_for_consultants",
]

_ID_BYTES: Final = 16
_KEY_BYTES: Final = 32


@dataclass(frozen=True, kw_only=True, repr=False)
class EntryWords:
    """What the worker wrote, after pseudonymising."""

    theme: str
    happened: str = ""
    wish: str = ""
    own: str = ""


@dataclass(frozen=True, kw_only=True)
class SealedEntry:
    """An entry as it is sent; `wraps` by role."""

    id: bytes
    tag: bytes
    term: str
    sealed: bytes
    wraps: Mapping[str, bytes]


@dataclass(frozen=True, kw_only=True)
class EntryRow:
    """An entry as the server shows it to one reader."""

    id: bytes
    tag: bytes
    term: str
    sealed: bytes
    wrap: bytes


@dataclass(frozen=True, kw_only=True, repr=False)
class OpenedEntry:
    """An entry read; `author` is None where it is not certain who wrote it."""

    entry: SupervisionEntry
    author: Author | None
    key: bytes


@dataclass(frozen=True, kw_only=True, repr=False)
class OpenedReply:
    """An answer read; `author` is None where it is not certain who wrote it."""

    reply: Reply
    author: Author | None


def seal_entry(
    words: EntryWords,
    *,
    ring: KeyRing,
    certificate: bytes,
    supervision: bytes,
    team: Team,
    now: int,
    random: Random = secrets.token_bytes,
) -> SealedEntry:
    """An entry for coordinator and manager; Refused while the roster lacks one.

    Draws the id (16), the key (32), the nonce (24), then an ephemeral secret for each wrap.
    """
    term = wire.term_of(now)
    tag = wire.supervision_tag(secret=supervision, term=term)
    name, key = random(_ID_BYTES), random(_KEY_BYTES)
    body = SupervisionEntry(
        id=name, tag=tag, term=term, written=now, certificate=certificate, **vars(words)
    )
    plaintext = crypto.pad(wire.signed(body, key=ring.sign).raw)
    ad = EntryAd(id=name, tag=tag, term=term).encode()
    sealed = crypto.seal(key=key, ad=ad, plaintext=plaintext, random=random)
    wraps = {}
    for role in ENTRY_READERS:
        holder = team.holder(role)
        if holder is None:
            raise Refused("The roster lacks a holder.")
        wrap = _wrap(name, to=role, version=holder.role_key_version, sealed=sealed, key=key)
        wraps[role] = crypto.box_to(recipient=holder.role_key, plaintext=wrap, random=random)
    return SealedEntry(id=name, tag=tag, term=term, sealed=sealed, wraps=wraps)


def open_entry(row: EntryRow, *, role: str, secret: BoxSecret, team: Team) -> OpenedEntry:
    """An entry, as this role's reader; Refused (or what reading raises) if parts do not fit."""
    wrap = EntryWrap.decode(crypto.box_open(secret=secret, boxed=row.wrap))
    if (wrap.id, wrap.to, wrap.sealed) != (row.id, role, wire.blob_hash(row.sealed)):
        raise Refused("The wrap is of another entry.")
    ad = EntryAd(id=row.id, tag=row.tag, term=row.term).encode()
    raw = crypto.unpad(crypto.open_sealed(key=wrap.key, ad=ad, sealed=row.sealed))
    entry = wire.open_signed(raw, SupervisionEntry)
    body = entry.body
    if (body.id, body.tag, body.term) != (row.id, row.tag, row.term):
        raise Refused("Another entry is inside.")
    author = or_uncertain(lambda: wire.check_entry(entry, team=team))
    return OpenedEntry(entry=body, author=author, key=wrap.key)


def wrap_for_consultants(
    opened: OpenedEntry,
    *,
    sealed: bytes,
    team: Team,
    now: int,
    random: Random = secrets.token_bytes,
) -> Mapping[CertificateId, bytes]:
    """Boxes for every consultant, of an entry that goes on the agenda. Draws 32 bytes for each."""
    wrap = _wrap(opened.entry.id, to="consultant", version=0, sealed=sealed, key=opened.key)
    return {
        name: crypto.box_to(recipient=consultant.box_key, plaintext=wrap, random=random)
        for name, consultant in team.consultants(now=now).items()
    }


def seal_reply(
    text: str,
    *,
    opened: OpenedEntry,
    ring: KeyRing,
    certificate: bytes,
    now: int,
    random: Random = secrets.token_bytes,
) -> bytes:
    """A holder's answer to the writer; Refused when it is not certain who that is."""
    if opened.author is None:
        raise Refused("It is not certain who wrote this entry.")
    body = Reply(entry=opened.entry.id, certificate=certificate, text=text, written=now)
    plaintext = crypto.pad(wire.signed(body, key=ring.sign).raw)
    box_key = opened.author.certificate.box_key
    return crypto.box_to(recipient=box_key, plaintext=plaintext, random=random)


def open_reply(boxed: bytes, *, entry: bytes, secret: BoxSecret, team: Team) -> OpenedReply:
    """An answer to this entry; Refused (or what reading raises) for another's."""
    raw = crypto.unpad(crypto.box_open(secret=secret, boxed=boxed))
    reply = wire.open_signed(raw, Reply)
    if reply.body.entry != entry:
        raise Refused("The answer is to another entry.")
    author = or_uncertain(lambda: wire.check_reply(reply, team=team))
    return OpenedReply(reply=reply.body, author=author)


@dataclass
class EntryWriter:
    """A worker's side: writes entries and reads the answers."""

    person: Person

    async def write(self, words: EntryWords, *, supervision: bytes) -> tuple[bytes, str]:
        """Send an entry; its id and the name that its tag has this term."""
        team = await self.person.team(in_conversation=True)
        made = seal_entry(
            words,
            ring=self.person.ring,
            certificate=own_certificate(team, ring=self.person.ring).raw,
            supervision=supervision,
            team=team,
            now=self.person.now(),
        )
        body: Json = {
            "id": b64(made.id),
            "tag": b64(made.tag),
            "term": made.term,
            "sealed": b64(made.sealed),
            "wraps": [{"role": role, "wrap": b64(wrap)} for role, wrap in made.wraps.items()],
        }
        answer = await self.person.api.post("/api/entries", body)
        return made.id, str(answer["name"])

    async def mine(self) -> list[Json]:
        """One's own entries: id, name, state, week and boxed replies."""
        return list((await self.person.api.get("/api/entries/mine"))["entries"])

    async def replies(self, entry: bytes) -> list[OpenedReply]:
        """The answers to one's own entry, opened."""
        team = await self.person.team()
        own = next((row for row in await self.mine() if unb64(row["id"]) == entry), None)
        boxes = [] if own is None else [unb64(item["box"]) for item in own["replies"]]
        secret = self.person.ring.box
        return [open_reply(box, entry=entry, secret=secret, team=team) for box in boxes]


@dataclass
class EntryQueue:
    """A reader's side: `role` is coordinator, manager or consultant, `secret` what opens wraps."""

    person: Person
    role: str
    secret: BoxSecret = field(repr=False)

    async def rows(self) -> list[Json]:
        """All rows that this reader is shown."""
        found: list[Json] = []
        path = "/api/entries"
        while True:
            page = await self.person.api.get(path)
            found += page["entries"]
            if not page.get("more") or not page["entries"]:
                return found
            path = f"/api/entries?after={page['cursor']}"

    async def open(self, row: Json) -> OpenedEntry:
        """An entry of the queue. Raises crypto.CryptoError when it does not belong together."""
        team = await self.person.team()
        return open_entry(_row(row), role=self.role, secret=self.secret, team=team)

    async def move(self, row: Json, event: str) -> Json:
        """Take, discuss, close or reopen. Raises api.Refused 409 with the row as it is."""
        body = {"event": event, "revision": row["revision"]}
        return await self.person.api.post(f"/api/entries/{row['id']}/state", body)

    async def put_on_agenda(self, row: Json, *, on: bool) -> Json:
        """On the agenda, boxed to every consultant; or off it."""
        wraps: Sequence[Json] = []
        if on:
            team = await self.person.team()
            opened = await self.open(row)
            sealed, now = unb64(row["sealed"]), self.person.now()
            made = wrap_for_consultants(opened, sealed=sealed, team=team, now=now)
            wraps = [{"certificate": b64(to), "wrap": b64(wrap)} for to, wrap in made.items()]
        body = {"on": on, "revision": row["revision"], "wraps": wraps}
        return await self.person.api.put(f"/api/entries/{row['id']}/agenda", body)

    async def reply(self, row: Json, text: str) -> None:
        """Answer the writer."""
        team = await self.person.team()
        boxed = seal_reply(
            text,
            opened=await self.open(row),
            ring=self.person.ring,
            certificate=own_certificate(team, ring=self.person.ring).raw,
            now=self.person.now(),
        )
        await self.person.api.post(f"/api/entries/{row['id']}/replies", {"box": b64(boxed)})


def _row(row: Json) -> EntryRow:
    return EntryRow(
        id=unb64(row["id"]),
        tag=unb64(row["tag"]),
        term=str(row["term"]),
        sealed=unb64(row["sealed"]),
        wrap=unb64(row["wrap"]),
    )


def _wrap(entry: bytes, *, to: str, version: int, sealed: bytes, key: bytes) -> bytes:
    return EntryWrap(
        id=entry, to=to, role_key_version=version, sealed=wire.blob_hash(sealed), key=key
    ).encode()
