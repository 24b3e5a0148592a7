"""Making the next epoch over the network: a new key, a student's new keys, another worker.

Records are made and judged in epochs.py; whoever is not first follows who was (protocol.md 6).
"""

import secrets
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Final

from client.access import KEY_BYTES, Person, wrapped_json
from client.api import Json, Refused, b64
from client.epochs import (
    Joined,
    MadeEpoch,
    acknowledge,
    agree_to_worker,
    change_keys,
    make_next,
    worker_member,
)
from client.history import noted
from client.keys import KeyRing, Secret, seal_bundle, wrap
from client.live import LiveRoom
from crypto import wire
from crypto.wire import BoxPublic, CertificateId, Changes, Member, SignPublic

__all__ = ["hand_over", "new_keys", "renew"]

TRIES: Final = 3


@dataclass(frozen=True, kw_only=True, repr=False)
class _Next:
    """An epoch to send, with what goes along, and what to do once it is taken."""

    made: MadeEpoch
    more: Json
    done: Callable[[], Awaitable[None]]


async def renew(person: Person, room: LiveRoom) -> None:
    """The same two under a fresh key, and the worker by their newest certificate."""

    async def make(before: Joined, team: wire.Team) -> _Next:
        last = before.epoch.body
        members = (last.student, _named_today(last.worker, team))
        made = make_next(
            ring=person.ring, before=before, members=members, team=team, now=person.now()
        )
        return _Next(made=made, more={}, done=lambda: _remember(person, made.joined))

    await _send(person, room, make)


async def hand_over(person: Person, room: LiveRoom, *, to: CertificateId) -> None:
    """The student takes another worker, who reads what is written from now on."""

    async def make(before: Joined, team: wire.Team) -> _Next:
        change = agree_to_worker(before, certificate=to, ring=person.ring)
        made = make_next(
            ring=person.ring,
            before=before,
            members=(before.epoch.body.student, worker_member(team, to)),
            team=team,
            now=person.now(),
            changes=Changes(worker=change.raw),
        )
        more: Json = {"member_change": b64(change.raw)}
        return _Next(made=made, more=more, done=lambda: _remember(person, made.joined))

    await _send(person, room, make)


async def new_keys(person: Person, room: LiveRoom, *, kept: Sequence[Secret] = ()) -> None:
    """The student's keys change: account, bundle, secrets and conversation in one step.

    `kept` are new secrets, in place of all before; needed when anything is kept at the server.
    """

    async def make(before: Joined, team: wire.Team) -> _Next:
        old, new = person.ring, person.ring.renewed()
        change = change_keys(before, old=old, new=new)
        made = make_next(
            ring=old,
            before=before,
            members=(_student(new), before.epoch.body.worker),
            team=team,
            now=person.now(),
            changes=Changes(student=change.raw),
        )
        ring = noted(new, made.joined)
        ack = acknowledge(made.joined, ring=new)
        sent: Json = {"statement": b64(change.raw), "ack": b64(ack.raw)}
        bundle_key = secrets.token_bytes(KEY_BYTES)
        if kept:
            sent["keys"] = _kept(person, ring, bundle_key=bundle_key, kept=kept)

        async def done() -> None:
            person.change(ring)
            if kept:
                person.bundle_key = bundle_key
                person.revision += 1

        return _Next(made=made, more={"key_change": sent}, done=done)

    await _send(person, room, make)


async def _send(
    person: Person, room: LiveRoom, make: Callable[[Joined, wire.Team], Awaitable[_Next]]
) -> None:
    """Send it, or follow who was first and try again. Raises api.Refused."""
    for attempt in range(TRIES):
        team = await person.team(in_conversation=True)
        following = await make(room.conversation.joined, team)
        body: Json = {
            "record": b64(following.made.joined.epoch.raw),
            "wraps": [b64(wrap) for wrap in following.made.wraps],
        }
        try:
            await person.api.post(f"/api/cases/{b64(room.case)}/epochs", body | following.more)
        except Refused as refused:
            if refused.code != "stale" or attempt == TRIES - 1:
                raise
            await room.move_on()
            continue
        await following.done()
        await room.catch_up()
        await room.go_on(following.made.joined)
        return


async def _remember(person: Person, joined: Joined) -> None:
    person.change(noted(person.ring, joined))
    if person.revision:
        await person.save()


def _kept(person: Person, ring: KeyRing, *, bundle_key: bytes, kept: Sequence[Secret]) -> Json:
    revision = person.revision + 1
    blob = seal_bundle(ring, bundle_key=bundle_key, revision=revision)
    wraps = [wrap(secret, side=person.side, bundle_key=bundle_key) for secret in kept]
    return {
        "revision": revision,
        "blob": b64(blob),
        "wrapped": [wrapped_json(item) for item in wraps],
    }


def _student(ring: KeyRing) -> Member:
    return Member(
        role="student",
        certificate=b"",
        sign_key=SignPublic(ring.sign.public),
        box_key=BoxPublic(ring.box.public),
    )


def _named_today(worker: Member, team: wire.Team) -> Member:
    """The same worker by the certificate that the roster lists now, where there is another."""
    for identity, held in team.certificates.items():
        same = (held.body.sign_key, held.body.box_key) == (worker.sign_key, worker.box_key)
        if same and held.body.role == "worker":
            return worker_member(team, identity)
    return worker
