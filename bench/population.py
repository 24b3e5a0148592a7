"""Pairs of reference clients in conversation, made through the real HTTP API before a run.

The clients' own functions seal, sign and judge; only what would cost minutes for hundreds of
people is shared: one wrapped key for all workers, one reading of the roster for all students.
"""

import asyncio
import hashlib
import hmac
import json
import secrets
import time
import urllib.parse
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Final, TypeVar

import httpx

import crypto
from bench.common import BOT_TOKEN
from bench.hurry import AS_IT_GOES, Hurry
from client.access import Person, notice_digest
from client.api import Api, Json, b64, unb64
from client.asking import Asked, Story, ask, open_letter
from client.capsules import Identity
from client.epochs import Joined, accept_first, acknowledge, make_first
from client.holder import HOLDERS, Holder, fresh_kit
from client.keys import Secret
from client.rooms import Conversation
from client.student import request_body
from client.team import Applicant, certify
from crypto import wire
from crypto.wire import CaseId, CertificateId

T = TypeVar("T")
R = TypeVar("R")

AT_ONCE: Final = 8
PASSPHRASE: Final = "correct horse battery"  # noqa: S105 - of nobody


@dataclass(frozen=True, kw_only=True)
class Pair:
    """An open conversation: tokens of both, and both ends of epoch 1 after the first message."""

    case: CaseId
    student_token: str
    worker_token: str
    by_student: Joined
    by_worker: Joined
    first: bytes

    def conversations(self) -> tuple[Conversation, Conversation]:
        """Fresh devices of student and worker, each having read the worker's first message."""
        both = (Conversation(self.by_student), Conversation(self.by_worker))
        for each in both:
            each.receive(self.first)
        return both


def launch_data(telegram: int, *, at: float) -> str:
    """Signed initData of a user of the bench's bot, made `at` (Unix seconds)."""
    pairs = {
        "query_id": "AA" + secrets.token_hex(8),
        "user": json.dumps({"id": telegram, "first_name": "Person", "language_code": "en"}),
        "auth_date": str(int(at)),
    }
    lines = "\n".join(f"{name}={value}" for name, value in sorted(pairs.items()))
    key = hmac.digest(b"WebAppData", BOT_TOKEN.encode(), hashlib.sha256)
    pairs["hash"] = hmac.digest(key, lines.encode(), hashlib.sha256).hex()
    return urllib.parse.urlencode(pairs)


class Town:
    """Everybody who comes to one server, over a few kept connections."""

    def __init__(self, http: httpx.AsyncClient, *, clock: Hurry = AS_IT_GOES) -> None:
        self._http = http
        self._clock = clock
        self._keys: Json | None = None

    def person(self, telegram: int, *, side: str = "student") -> Person:
        """Somebody with an empty device."""
        return Person(
            api=Api(self._http),
            side=side,
            launches=lambda: launch_data(telegram, at=self._clock.now()),
            now=lambda: int(self._clock.now()),
        )

    async def holders(self, links: Mapping[str, str]) -> Holder:
        """The three holders, certified; returns the coordinator."""
        found: dict[str, Holder] = {}
        for number, role in enumerate(HOLDERS):
            holder = Holder(person=self.person(9_000 + number, side="staff"), role=role)
            await holder.set_up(
                invite=links[role],
                name=role.capitalize(),
                kept=[Secret.passphrase(PASSPHRASE), fresh_kit()],
            )
            found[role] = holder
        for role in ("manager", "deputy"):
            ring = found[role].person.ring
            words = crypto.comparison_words(
                sign_key=ring.sign.public,
                box_key=ring.box.public,
                role_key=found[role].role_key.public,
            )
            await found["coordinator"].certify(role.capitalize(), words=words)
        return found["coordinator"]

    async def worker(self, coordinator: Holder, number: int) -> Person:
        """A certified worker, not yet in a roster."""
        name = f"Worker {number}"
        invite = await coordinator.invite_worker(label=name)
        worker = self.person(20_000 + number, side="staff")
        notice = await notice_digest(worker.api, notice="staff-agreement")
        if self._keys is None:
            self._keys = worker.kept([Secret.passphrase(PASSPHRASE), fresh_kit()])
        more: Json = {"invite": invite, "name": name, "keys": self._keys}
        await worker.enrol(notice=notice, more=more)
        applicant = Applicant(
            role="worker",
            name=name,
            sign_key=worker.ring.sign.public,
            box_key=worker.ring.box.public,
            role_key=b"",
            role_key_version=0,
            under18=False,
        )
        now = int(self._clock.now())
        signed = certify(applicant, by=coordinator.person.ring.sign, now=now)
        await coordinator.person.api.post(
            "/api/team/certificates", {"certificate": b64(signed.raw)}
        )
        await coordinator.record_training(signed.body.sign_key)
        return worker

    async def student(self, number: int) -> Person:
        """An enrolled student."""
        student = self.person(100_000 + number)
        await student.enrol(notice=await notice_digest(student.api, notice="notice-adult"))
        return student


async def at_once(
    work: Callable[[T], Awaitable[R]], items: Sequence[T], *, limit: int = AT_ONCE
) -> list[R]:
    """`work` on every item, a few at a time; the results in order."""
    gate = asyncio.Semaphore(limit)

    async def one(item: T) -> R:
        async with gate:
            return await work(item)

    return list(await asyncio.gather(*(one(item) for item in items)))


async def populate(url: str, links: Mapping[str, str], *, pairs: int) -> list[Pair]:
    """`pairs` open conversations, each between two people of its own."""
    async with AsyncExitStack() as stack:
        http = await stack.enter_async_context(httpx.AsyncClient(base_url=url, timeout=60))
        town = Town(http)
        coordinator = await town.holders(links)
        workers = await at_once(lambda n: town.worker(coordinator, n), range(pairs))
        await coordinator.sign_roster()
        team = await coordinator.person.team()
        students = await at_once(town.student, range(pairs))
        names = _certificates(team, workers)
        everybody = frozenset(names)

        async def meet(number: int) -> Pair:
            mine = names[number]
            return await _meet(students[number], workers[number], team, mine, everybody - {mine})

        return await at_once(meet, range(pairs))


def _certificates(team: wire.Team, workers: Sequence[Person]) -> list[CertificateId]:
    by_key = {each.body.sign_key: identity for identity, each in team.certificates.items()}
    return [by_key[wire.SignPublic(worker.ring.sign.public)] for worker in workers]


async def _meet(
    student: Person,
    worker: Person,
    team: wire.Team,
    name: CertificateId,
    avoid: frozenset[CertificateId],
) -> Pair:
    now = int(time.time())
    asked = ask(
        Story(text="A letter of the bench."),
        ring=student.ring,
        team=team,
        now=now,
        avoid=avoid,
        identity=Identity(telegram_id=""),
    )
    await student.api.request(case=asked.case, body=request_body(asked.request), revised=False)
    claimed = await worker.api.post(f"/api/queue/{b64(asked.case)}/claim")
    by_worker, first = await _accept(worker, team, name, asked, claimed)
    case = await student.api.case(asked.case)
    by_student = accept_first(
        unb64(case["epochs"][-1]["record"]),
        wrap=unb64(case["epochs"][-1]["wrap"]),
        ring=student.ring,
        asked=asked,
        team=team,
        now=now,
    )
    ack = acknowledge(by_student, ring=student.ring)
    await student.api.post(f"/api/cases/{b64(asked.case)}/ack", {"ack": b64(ack.raw)})
    return Pair(
        case=asked.case,
        student_token=student.api.token,
        worker_token=worker.api.token,
        by_student=by_student,
        by_worker=by_worker,
        first=first,
    )


async def _accept(
    worker: Person, team: wire.Team, name: CertificateId, asked: Asked, claimed: Json
) -> tuple[Joined, bytes]:
    letter = open_letter(
        unb64(claimed["letter"]),
        wrap=unb64(claimed["wraps"]["letter"]),
        intake=asked.intake,
        box=worker.ring.box,
        me=name,
    )
    made = make_first(
        ring=worker.ring,
        me=name,
        intake=asked.intake,
        supervision=letter.supervision,
        team=team,
        now=int(time.time()),
    )
    first = Conversation(made.joined).write("I'm here.", now=int(time.time()))
    body: Json = {
        "record": b64(made.joined.epoch.raw),
        "wraps": [b64(wrap) for wrap in made.wraps],
        "message": b64(first.message),
    }
    await worker.api.post(f"/api/cases/{b64(asked.case)}/accept", body)
    return made.joined, first.message
