"""A conversation's later epochs: a new key, a student's new keys, another worker (docs/api.md).

The shapes only; which record may follow is intake's and crypto's.
"""

from typing import Annotated

from fastapi import APIRouter
from pydantic import Field

from crypto.wire import CaseId
from handlers.web.auth import Member
from handlers.web.desk import DeskDep
from handlers.web.fields import Blob, Id, Shape, Small
from handlers.web.me import KeptKey
from intake.next_epochs import NewKeys, NextEpoch
from people.keys import Bundle, Kind, WrappedKey
from people.rekeying import KeptKeys

router = APIRouter()


class KeptBody(Shape):
    """The next revision of the bundle under a new key, in place of everything kept before."""

    revision: Annotated[int, Field(ge=1, lt=2**53)]
    blob: Blob
    wrapped: Annotated[list[KeptKey], Field(min_length=1, max_length=2)]

    def kept(self) -> KeptKeys:
        """As people take it."""
        return KeptKeys(
            bundle=Bundle(blob=self.blob, revision=self.revision),
            wrapped=tuple(
                WrappedKey(
                    kind=Kind(key.kind), salt=key.salt, verifier=key.verifier, wrapped=key.wrapped
                )
                for key in self.wrapped
            ),
        )


class KeyChangeBody(Shape):
    """A signed key-change by the old key, and the epoch-ack by the new one."""

    statement: Small
    ack: Small
    keys: KeptBody | None = None


class NextEpochBody(Shape):
    """A later epoch with its wraps (the student's, the worker's) and statements."""

    record: Blob
    wraps: Annotated[list[Small], Field(min_length=2, max_length=2)]
    member_change: Small | None = None
    key_change: KeyChangeBody | None = None

    def sent(self) -> NextEpoch:
        """As intake takes it."""
        change = self.key_change
        new_keys = None
        if change is not None:
            kept = None if change.keys is None else change.keys.kept()
            new_keys = NewKeys(statement=change.statement, ack=change.ack, kept=kept)
        return NextEpoch(
            record=self.record,
            wraps=(self.wraps[0], self.wraps[1]),
            member_change=self.member_change,
            new_keys=new_keys,
        )


@router.post("/api/cases/{case}/epochs", status_code=201)
async def make(caller: Member, desk: DeskDep, case: Id, body: NextEpochBody) -> None:
    """Keep a later epoch; 409 `stale` (with `head`), `roster`, `revision` or `full`."""
    await desk.next_epochs.make(caller, CaseId(case), body.sent())
