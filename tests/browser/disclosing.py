"""Disclosures as holders and an auditor use them at a phone, and a flag to begin from.

Here: what is tapped and typed, and what is waited for. Never here: expectations of a story.
"""

from dataclasses import dataclass
from typing import Final

from playwright.async_api import Locator, expect

from client.api import Json, b64, unb64
from client.disclosing import DisclosureWords
from client.disclosure_desk import Done, HolderDisclosures, TellStudent
from client.flag_desk import FlagInbox, send_flag
from client.flags import FlagSubject, FlagWords, OpenedFlag
from client.holder import Holder
from client.keys import Secret
from client.worker import Worker
from crypto import wire
from tests.browser.filling import fill
from tests.browser.phones import SLOW_MS, Phone, Student
from tests.browser.staff import Staff
from tests.browser.team import PASSPHRASE, Team
from tests.browser.town import Town

SANDBOX_PASSPHRASE: Final = "sandbox passphrase"
GROUND: Final = "safeguarding"
OTHER_GROUND: Final = "harm-unable"


@dataclass(frozen=True, kw_only=True)
class Record:
    """What is typed into a record. `telling`: chosen where the student was not told."""

    ground: str = GROUND
    outline: str = "The student told their worker that somebody at home hits them."
    aim: str = "That somebody who may act knows where to go."
    recipients: tuple[str, ...] = ("Director of Student Support",)
    fields: tuple[str, ...] = ("name", "phone")
    consulted: str = "The head of the advice service, by phone today."
    wishes: str = "They wish that it stops, and are afraid of what comes."
    why_not: str = ""
    telling: str = ""
    note: str = "We were afraid for you, and told one person who can act."
    closed: str = ""
    approver: str = "manager"


async def raise_concern(worker: Worker, *, said: str, left_out: str = "") -> None:
    """A flag about the worker's only open case, by the reference client."""
    cases = (await worker.person.api.get("/api/cases"))["cases"]
    (case,) = [each["case"] for each in cases if each["state"] == "open"]
    found = await worker.person.api.get(f"/api/cases/{case}")
    intake = wire.open_signed(unb64(found["intake"]), wire.Intake)
    about = FlagSubject(
        case=wire.CaseId(unb64(case)),
        intake=wire.intake_hash(intake),
        sign_key=intake.body.sign_key,
        box_key=intake.body.box_key,
    )
    words = FlagWords(ground=GROUND, said=said, wants="Somebody to help.", left_out=left_out)
    await send_flag(worker.person, words, about=about)


async def student_in_a_room(
    phone: Phone, worker: Worker, *, name: str, identity: dict[str, str]
) -> Student:
    """Who wrote, said in the card who they are, and was answered."""
    student = Student(phone=phone)
    await student.come_in(name)
    await student.send_letter("I would like to talk about home.")
    await student.card("someone", ways=("call", "voicemail"), **identity)
    (offer,) = await worker.queue()
    await worker.claim(offer.case)
    await worker.accept(offer.case, "Thank you for writing.")
    await student.room()
    return student


async def see_accesses(student: Student) -> None:
    """From the room to who came to what is theirs, in *My record*."""
    await student.at("room-menu").click()
    await student.at("record-open").click()
    await student.at("record-accesses-toggle").click()


@dataclass(frozen=True, kw_only=True)
class Discloser(Staff):
    """A holder, or an auditor, at one phone."""

    async def unlock_as(self, name: str, town: Town) -> None:
        """Hand the phone to a holder, and open their desk."""
        await self.phone.give_to(name)
        await self.phone.open_link(town.link("desk"))
        await self.unlock(PASSPHRASE if name == "Coordinator" else SANDBOX_PASSPHRASE)
        later, tab = self.at("kit-later"), self.at("tab-inbox")
        await later.or_(tab).first.wait_for(timeout=SLOW_MS)
        if await later.count():
            await later.click()
        await tab.wait_for()

    # A record

    async def prepare(self, said: str) -> None:
        """Open the flag that says this, acknowledge it if nobody has, begin a record."""
        await self.tab("inbox")
        up, rows = self.at("flag-screen"), self.at("flag-open")
        await up.or_(rows).first.wait_for(timeout=SLOW_MS)
        if await up.count():
            await self.at("back").click()
            await rows.first.wait_for()
        for row in await rows.all():
            await row.click()
            await up.wait_for()
            if await self.at("flag-said").inner_text() == said:
                break
            await self.at("back").click()
        acknowledge, begin = self.at("flag-do-acknowledge"), self.at("disclosure-prepare")
        await acknowledge.or_(begin).first.wait_for(timeout=SLOW_MS)
        if await acknowledge.count():
            await acknowledge.click()
        await begin.click()
        await self.at("disclosure-form-screen").wait_for()

    async def write(self, record: Record) -> None:
        """Fill in the form; ends on it."""
        await self.at(f"ground-{record.ground}").check()
        for name in ("outline", "aim", "consulted", "note"):
            await fill(self.at(f"disclosure-{name}"), getattr(record, name))
        for recipient in record.recipients:
            await fill(self.at("recipient-name"), recipient)
            await self.at("recipient-add").click()
        for name in record.fields:
            await self.at(f"field-{name}").check()
        if record.why_not:
            await self.at("told-not-told").check()
            await fill(self.at("disclosure-why-not"), record.why_not)
            await self.at(f"telling-{record.telling}").check()
        else:
            await self.at("told-told").check()
            await fill(self.at("disclosure-wishes"), record.wishes)
        await self.at(f"approver-{record.approver}").check()
        if record.closed:
            await self.at(f"closed-{record.closed}").check()

    async def sign(self) -> None:
        """Read it through, sign and send; ends on the record, or where it was refused."""
        await self.at("disclosure-review-go").click()
        await self.at("disclosure-review").wait_for()
        await self.at("disclosure-send").click()
        await self.at("disclosure-send-confirm-yes").click()
        await (
            self.at("disclosure-screen")
            .or_(self.at("disclosure-problem"))
            .first.wait_for(timeout=SLOW_MS)
        )

    # One that is there

    def listed(self, state: str) -> Locator:
        """Those in the list that stand like this."""
        return self.phone.app.locator(f'[data-testid="disclosure"][data-state="{state}"]')

    async def show(self, state: str) -> None:
        """Open the first in the list that stands like this; ends on it."""
        if await self.at("disclosure-screen").count():
            await self.at("back").click()
        await self.tab("disclosures")
        await self.listed(state).first.get_by_test_id("disclosure-open").click(timeout=SLOW_MS)
        await self.at("disclosure-screen").wait_for()

    async def decide(self, what: str, reasons: str) -> None:
        """`approve` or `refuse`, and yes."""
        await fill(self.at("decide-reasons"), reasons)
        await self.at(f"disclosure-{what}").click()
        await self.at(f"{what}-confirm-yes").click()
        await self.at("disclosure-decision").wait_for(timeout=SLOW_MS)

    async def open_identity(self) -> None:
        """Open it, and yes, on record."""
        await self.at("disclosure-open-identity").click(timeout=SLOW_MS)
        await self.at("open-confirm-yes").click()
        await self.at("disclosure-identity").wait_for(timeout=SLOW_MS)

    async def shown(self) -> dict[str, str]:
        """The identity on the screen, by field."""
        found = await self.at("disclosure-identity").locator("dd").all()
        return {
            (await one.get_attribute("data-testid") or "").removeprefix("identity-"): (
                await one.inner_text()
            )
            for one in found
        }

    async def stands(self, state: str) -> None:
        """Wait until the one on the screen stands like this."""
        mark = self.at("disclosure-screen").get_by_test_id("disclosure-state")
        await expect(mark).to_have_attribute("data-state", state, timeout=SLOW_MS)


async def auditor_at(phone: Phone, team: Team, name: str) -> Discloser:
    """An auditor at a phone: invited and certified by the reference client, enrolled by hand."""
    auditor = Discloser(phone=phone)
    token = await team.coordinator.invite("auditor", label=name)
    await phone.give_to(name)
    await phone.open_link(team.town.link(f"i_{token}"))
    await auditor.enrol(name)
    await auditor.at("own-words").wait_for()
    await team.certify(name)
    await auditor.at("auditor-audit").wait_for(timeout=SLOW_MS)
    return auditor


async def reference_holder(town: Town, role: str) -> Holder:
    """The manager or the deputy, whom the sandbox set up, with the reference client."""
    person = town.person(role.title(), side="staff")
    await person.recover(Secret.passphrase(SANDBOX_PASSPHRASE))
    return Holder(person=person, role=role)


async def opened_by_reference(team: Team, said: str) -> HolderDisclosures:
    """The coordinator's, of the flag that says this: asked, approved by the manager, opened."""
    roles = (team.coordinator, await reference_holder(team.town, "manager"))
    flags = [await _flag(holder, said) for holder in roles]
    asks, decides = (HolderDisclosures(holder=holder) for holder in roles)
    words = DisclosureWords(
        ground=GROUND,
        outline=Record.outline,
        aim=Record.aim,
        recipients=Record.recipients,
        fields=Record.fields,
        consulted=Record.consulted,
        told="told",
        wishes=Record.wishes,
    )
    case = f"/api/disclosures/capsules/{b64(flags[0].flag.case)}"
    name = await asks.record(
        words,
        flag=flags[0],
        capsule_version=(await asks.person.api.get(case))["version"],
        approver="manager",
        student=TellStudent(why=Record.note),
    )
    await decides.decide(await _row(decides, name), "approve", "It is urgent.", flag=flags[1])
    await asks.open(await _row(asks, name), flag=flags[0])
    done = Done(done="Rang the director.", by="Coordinator", at=asks.person.now())
    await asks.complete(await _row(asks, name), done)
    return asks


async def _flag(holder: Holder, said: str) -> OpenedFlag:
    inbox = FlagInbox(holder=holder)
    opened = [await inbox.open(row) for row in await inbox.rows()]
    (found,) = [flag for flag in opened if flag.flag.said == said]
    return found


async def _row(desk: HolderDisclosures, name: bytes) -> Json:
    (found,) = [row for row in await desk.rows() if row["id"] == b64(name)]
    return found
