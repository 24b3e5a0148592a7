"""A handover over the real service: who is asked, who goes on, a certificate renewed in between."""

from functools import partial
from pathlib import Path

import pytest

from client.api import Refused, b64, unb64
from client.handed_record import earlier_entries, hand_on, read_handed_on
from client.record_heads import RecordHead
from client.recording import CaseRecorder, RecordWords
from client.seeking import seek, take, wanted, willing
from client.socket import Socket
from crypto import CryptoError
from tests.client.test_again import another
from tests.client.test_gone_workers import in_conversation
from tests.service import running


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.mark.parametrize("when", ["before the answer", "after the answer"])
async def test_a_handover_under_way_outlives_a_renewed_certificate(data: Path, when: str) -> None:
    async with running(data) as run:
        talk = await in_conversation(run)
        coordinator, student = talk.holders["coordinator"], talk.student
        colleague = await another(run, talk)
        third = await another(run, talk, number=3)
        old = await colleague.name()
        await seek(student, talk.room, asked=[old], topic="Nights")
        if when == "after the answer":
            await take(colleague, talk.case)
            assert await willing(student, talk.case) == old
        await coordinator.renew("Worker 2")
        await coordinator.sign_roster()
        new = await colleague.name()
        assert new != old
        (offer,) = await wanted(colleague)
        assert (offer.case, offer.card.topic) == (talk.case, "Nights")
        # Nobody else gets anything by it.
        assert await wanted(third) == []
        with pytest.raises(Refused):
            await take(third, talk.case)
        await take(colleague, talk.case)
        assert await willing(student, talk.case) == new
        await student.hand_over(talk.room, to=new)
        room = await colleague.enter(talk.case)
        assert room.conversation.joined.epoch.body.worker.certificate == new
        assert await willing(student, talk.case) is None


async def test_the_record_goes_along_where_the_student_hands_it_on(data: Path) -> None:
    async with running(data) as run:
        talk = await in_conversation(run)
        student, colleague = talk.student, await another(run, talk)
        recorder = CaseRecorder(person=talk.worker.person)
        day = talk.worker.person.now() // 86_400
        for text in ("A call on Monday.", "The sleep clinic."):
            words = RecordWords(kind="agreed", day=day, text=text)
            await recorder.add(words, joined=talk.theirs.joined)
        kept = await student.person.api.get(f"/api/cases/{b64(talk.case)}/record")
        items = [unb64(item) for item in kept["entries"]]
        await student.hand_over(talk.room, to=await colleague.name())
        papers = hand_on(items, case=talk.case, joined=talk.room.joined, most=2)
        up = await Socket.open(url=run.socket_url, token=student.person.api.token)
        for paper in papers:
            await talk.room.hand_in(up, paper)
        await up.close()

        room = await colleague.enter(talk.case)
        found = await colleague.person.api.get(f"/api/cases/{b64(talk.case)}/record")
        assert (found["entries"], found["count"]) == ([], 2)
        entries = earlier_entries([paper.paper for paper in room.papers], case=talk.case)
        head = RecordHead(count=2, hash=unb64(found["head"]))
        team = await colleague.person.team()
        read_by = partial(read_handed_on, case=talk.case, own=[], head=head, team=team)
        # Whoever begins without it reads none of it.
        assert read_by([]) == []
        read = read_by(entries)
        assert [each.entry.text for each in read] == ["A call on Monday.", "The sleep clinic."]
        assert {each.author.certificate.name for each in read if each.author} == {"Worker 1"}
        # A first entry that the student kept back shows.
        with pytest.raises(CryptoError):
            read_by(entries[1:])
        # The next one writes on behind it.
        theirs = CaseRecorder(person=colleague.person)
        await theirs.add(RecordWords(kind="closed", day=day), joined=room.joined)
        found = await colleague.person.api.get(f"/api/cases/{b64(talk.case)}/record")
        own = [unb64(found["entries"][0])]
        assert len(read_by(entries, own=own, head=RecordHead(count=3))) == 2
