"""Talking again with the same worker, over the network (protocol.md section 25).

What is derived is crypto's; which epoch it is, the room's. Nothing is kept here.
"""

import secrets
from collections.abc import Collection
from dataclasses import dataclass, field

from client.access import Person
from client.api import Json, b64, unb64
from client.epochs import Joined
from crypto import wire
from crypto.wire import CaseId, CertificateId, Direction
from crypto.wire.again import again_tag, again_word
from crypto.wire.handover import Wish

__all__ = ["AskFirst", "met", "say_again", "take_back"]


@dataclass(frozen=True, kw_only=True)
class AskFirst:
    """One worker to be asked first: by whom (the epoch in which both met), and what otherwise.

    `otherwise` is `after` (with `hours`), `shift` or `wait`.
    """

    worker: CertificateId
    tag: bytes = field(repr=False)
    otherwise: str
    hours: int | None = None

    def body(self, person: Person, case: CaseId) -> Json:
        """As the API takes it with a new request."""
        wish = wire.signed(Wish(case=case, certificate=self.worker), key=person.ring.sign)
        found: Json = {"wish": b64(wish.raw), "tag": b64(self.tag), "otherwise": self.otherwise}
        return found | ({} if self.hours is None else {"hours": self.hours})


def _keys(joined: Joined) -> tuple[bytes, bytes]:
    tag = again_tag(epoch_key=joined.key, record=joined.record)
    return tag, again_word(epoch_key=joined.key, record=joined.record)


async def say_again(person: Person, joined: Joined, *, yes: bool, instead: bytes = b"") -> bytes:
    """Whether one would talk again with the other of this epoch; the tag that was sent.

    A no is sent, too, as random bytes: the service cannot tell them apart.
    """
    tag, word = _keys(joined) if yes else (secrets.token_bytes(16), secrets.token_bytes(32))
    body: Json = {"tag": b64(tag)}
    if joined.me is Direction.FROM_WORKER:
        body["word"] = b64(word)
    if instead:
        body["instead"] = b64(instead)
    await person.api.put("/api/again", body)
    return tag


async def take_back(person: Person, tag: bytes) -> None:
    """Forget one's own answer."""
    await person.api.delete(f"/api/again/{b64(tag)}")


async def met(person: Person, rooms: Collection[Joined]) -> list[Joined]:
    """Those of a student's conversations whose worker would talk again, too, and may be asked.

    Only where the word is the one that this device derives: nobody else can say a worker's yes.
    """
    known = {_keys(joined)[0]: joined for joined in rooms}
    answer = await person.api.post("/api/again/met", {"tags": [b64(tag) for tag in known]})
    found = {unb64(line["tag"]): unb64(line["word"]) for line in answer["met"]}
    return [
        joined
        for tag, joined in known.items()
        if found.get(tag) is not None and found[tag] == _keys(joined)[1]
    ]
