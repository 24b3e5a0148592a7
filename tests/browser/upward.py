"""One hostile text in everything that goes upward, by the reference client, for desks to show.

Here: a flag with events, a note with its answer, a disclosure, a letter. Never here: a browser.
"""

from dataclasses import dataclass
from typing import Final

from client.api import Json, b64
from client.contacts import write_letter
from client.disclosing import DisclosureWords
from client.disclosure_desk import HolderDisclosures, TellStudent
from client.flag_desk import FlagInbox, send_flag
from client.flags import FlagStep, FlagSubject, FlagWords, OpenedFlag
from client.holder import Holder
from client.supervision import EntryQueue, EntryWords, EntryWriter
from crypto import wire
from tests.browser.disclosing import reference_holder
from tests.browser.pairs import Pair
from tests.browser.team import Team

GROUND: Final = "safeguarding"


@dataclass(frozen=True, kw_only=True)
class Upward:
    """Who writes it: a worker in conversation, the coordinator and the manager.

    `long` stands where a text may be long, `short` where it may not.
    """

    pair: Pair
    coordinator: Holder
    manager: Holder
    long: str
    short: str

    @classmethod
    async def of(cls, team: Team, pair: Pair, *, long: str, short: str) -> "Upward":
        manager = await reference_holder(team.town, "manager")
        return cls(pair=pair, coordinator=team.coordinator, manager=manager, long=long, short=short)

    @property
    def _about(self) -> FlagSubject:
        intake = self.pair.worker.letters[self.pair.room.case][0]
        return FlagSubject(
            case=self.pair.room.case,
            intake=wire.intake_hash(intake),
            sign_key=intake.body.sign_key,
            box_key=intake.body.box_key,
        )

    async def raise_flag(self, *, quotes: tuple[str, ...]) -> None:
        """A concern with every field filled, and a note behind it."""
        words = FlagWords(
            ground=GROUND,
            urgent=True,
            said=self.long,
            quotes=quotes,
            wants=self.long,
            told=self.long,
            called=self.short,
        )
        await send_flag(self.pair.worker.person, words, about=self._about)
        inbox, flag = FlagInbox(holder=self.manager), await self._flag(self.manager)
        await inbox.act(flag, FlagStep(kind="acknowledge"))
        await inbox.act(flag, FlagStep(kind="note", note=self.long))

    async def _flag(self, holder: Holder) -> OpenedFlag:
        inbox = FlagInbox(holder=holder)
        return await inbox.open((await inbox.rows())[0])

    async def write_note(self) -> None:
        """For supervision, taken into review and answered."""
        words = EntryWords(theme=self.short, happened=self.long, wish=self.long, own=self.long)
        secret = self.pair.room.conversation.joined.supervision
        await EntryWriter(person=self.pair.worker.person).write(words, supervision=secret)
        manager = self.manager
        queue = EntryQueue(person=manager.person, role="manager", secret=manager.role_key)
        await queue.reply(await queue.move((await queue.rows())[0], "take"), self.long)

    async def ask_to_disclose(self) -> None:
        """The coordinator asks, the manager approves; opening the identity is left."""
        asks, decides = HolderDisclosures(holder=self.coordinator), self._decides
        flag = await self._flag(self.coordinator)
        path = f"/api/disclosures/capsules/{b64(flag.flag.case)}"
        words = DisclosureWords(
            ground=GROUND,
            outline=self.long,
            aim=self.long,
            recipients=(self.short,),
            fields=("name", "phone", "place", "someone"),
            consulted=self.long,
            told="told",
            wishes=self.long,
        )
        await asks.record(
            words,
            flag=flag,
            capsule_version=(await asks.person.api.get(path))["version"],
            approver="manager",
            student=TellStudent(why=self.long),
        )
        row = await self._row(decides)
        await decides.decide(row, "approve", self.long, flag=await self._flag(self.manager))

    async def write_letter(self) -> None:
        """The manager's to the student."""
        await write_letter(self.manager.person, about=self._about, first=self.long)

    @property
    def _decides(self) -> HolderDisclosures:
        return HolderDisclosures(holder=self.manager)

    async def _row(self, desk: HolderDisclosures) -> Json:
        return (await desk.rows())[0]
