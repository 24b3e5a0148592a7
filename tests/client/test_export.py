"""A student's whole record in one sealed bundle, opened with their keys and no others (R13)."""

from pathlib import Path

import pytest

from client.access import Person
from client.export import open_export
from client.keys import KeyRing
from client.student import Student
from crypto import CryptoError
from crypto.wire import Direction
from tests.client.test_erasing import ask_again
from tests.client.test_starting_over import LETTER, a_worker, in_conversation
from tests.service import Running, running


async def fetched(run: Running, person: Person) -> tuple[int, str]:
    headers = {"Authorization": f"Bearer {person.api.token}"}
    answer = await run.http[-1].get(f"{run.url}/api/me/export", headers=headers)
    return answer.status_code, answer.text


async def test_everything_opens_with_ones_own_keys_alone(tmp_path: Path) -> None:
    async with running(tmp_path / "data") as run:
        worker = await a_worker(run)
        student, first = await in_conversation(run, worker)
        await student.close(first)
        second = await ask_again(run, student, worker)
        other = Student(person=run.person(5002))
        await other.agree()
        status, text = await fetched(run, student.person)
        assert status == 200
        assert "canary" not in text
        found = await open_export(text, ring=student.person.ring)
        assert [each.case for each in found.conversations] == [second, first]
        newest, oldest = found.conversations
        assert newest.whole
        assert oldest.whole
        assert (newest.letter, oldest.letter) == ("The canary sings at night.", LETTER)
        assert (Direction(0), "And in the morning, too.") in newest.said
        assert found.me["role"] == "student"
        assert found.accesses["accesses"]
        with pytest.raises(CryptoError):
            await open_export(text, ring=KeyRing.generate(side="student"))
        for cut in ("", text[:-5], text[: text.rindex("\n", 0, -1)], "[]\n"):
            with pytest.raises(CryptoError):
                await open_export(cut, ring=student.person.ring)
        _, nothing = await fetched(run, other.person)
        assert (await open_export(nothing, ring=other.person.ring)).conversations == []
        assert (await fetched(run, worker.person))[0] == 404
        await student.erase_everything()
        assert (await fetched(run, student.person))[0] == 401
