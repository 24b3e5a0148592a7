"""What tests of later epochs ask of the house. Making epochs is tests/fakes/epochs.py's."""

import pytest

from intake import papers
from intake.errors import Conflict
from intake.requests import Case
from tests.fakes.epochs import Made, caller
from tests.fakes.house import House, Person, Talk


async def make(house: House, talk: Talk, by: Person, made: Made) -> None:
    """Send it by this member."""
    await house.next_epochs.make(caller(by), talk.case, made.sent)


async def case_of(house: House, talk: Talk) -> Case:
    """The case as it stands."""
    found = await house.cases.find(talk.case)
    assert found is not None
    return found


async def write(house: House, talk: Talk, by: Person, message: bytes) -> object:
    """What the server says of this message."""
    return (await house.rooms.write(by.account.id, talk.case, message)).verdict


async def refused(house: House, talk: Talk, by: Person, made: Made, error: type[Exception]) -> str:
    """A refusal changes nothing: neither case nor papers. The code of a conflict."""
    before = await case_of(house, talk)
    names = frozenset({papers.epoch(n) for n in range(1, 5)})
    kept = await house.cases.papers(talk.case, names)
    with pytest.raises(error) as raised:
        await make(house, talk, by, made)
    assert await case_of(house, talk) == before
    assert await house.cases.papers(talk.case, names) == kept
    return raised.value.code if isinstance(raised.value, Conflict) else ""
