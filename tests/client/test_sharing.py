"""Consents in a conversation by the reference client, through the real server (R1, R3, R4, R6)."""

from pathlib import Path

import pytest

from client.asking import Story
from client.export import open_export
from client.sharing import Asking, Refusal, answer, ask_to_share, done, ledger_of, stand
from client.student import Student
from tests.client.test_export import fetched
from tests.client.test_starting_over import a_worker
from tests.client.test_whole_path import LETTER, socket_of
from tests.service import running

CANARY = "The canary clinic"


async def test_a_referral_is_asked_for_answered_made_and_taken_back(tmp_path: Path) -> None:
    async with running(tmp_path / "data") as run:
        worker = await a_worker(run)
        student = Student(person=run.person(5001))
        await student.agree()
        case = await student.ask(Story(text=LETTER))
        await worker.queue()
        await worker.claim(case)
        theirs = await worker.accept(case, "I'm here.")
        mine = await student.enter(case)
        up, down = await socket_of(run, student), await socket_of(run, worker)
        asking = Asking(
            what="That I sleep badly.",
            recipient=CANARY,
            wording=f"I agree that this goes to {CANARY}, and to nobody else.",
            until=theirs.now() + 86_400,
        )
        ring, own = worker.person.ring, student.person.ring
        with pytest.raises(Refusal) as silent:
            ask_to_share(theirs, asking, ring=ring)
        assert silent.value.why == "unspoken"
        await mine.say(up, "Thank you.")
        await theirs.catch_up()
        await theirs.state(down, ask_to_share(theirs, asking, ring=ring))
        await mine.catch_up()
        (row,) = ledger_of(mine).asks
        with pytest.raises(Refusal) as early:
            done(theirs, row.hash, "A letter.", ring=ring)
        assert early.value.why == "unanswered"
        yes = answer(row, "agree", ring=own, now=mine.now(), whom="My parents")
        await mine.state(up, yes)
        await theirs.catch_up()
        await theirs.state(down, done(theirs, row.hash, "A letter.", ring=ring))
        await mine.catch_up()
        (row,) = ledger_of(mine).asks
        assert [deed.done for deed in row.done] == ["A letter."]
        await mine.state(up, answer(row, "withdraw", ring=own, now=mine.now()))
        no = stand(
            ledger_of(mine),
            "supervision",
            "withdraw",
            case=case,
            wording="It may be talked about in supervision.",
            ring=own,
            now=mine.now(),
        )
        await mine.state(up, no)
        await theirs.catch_up()
        with pytest.raises(Refusal) as late:
            done(theirs, row.hash, "Another letter.", ring=ring)
        assert late.value.why == "withdrawn"
        assert not ledger_of(theirs).agrees("supervision")
        assert ledger_of(theirs).agrees("statistics")
        _, text = await fetched(run, student.person)
        assert CANARY not in text
        (kept,) = (await open_export(text, ring=own)).conversations
        (found,) = kept.consents.asks
        actions = [word.consent.action for word in found.words]
        assert (found.ask.recipient, actions) == (CANARY, ["agree", "withdraw"])
        assert kept.whole
        await up.close()
        await down.close()
