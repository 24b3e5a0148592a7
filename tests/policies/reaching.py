"""What holds of the ways by which a student may be reached (R5), for the check of it.

Here: an answer, and what follows from it. Never here: a server's database, a switch.
"""

from crypto import CryptoError
from crypto.wire.handover import SharedField
from tests.fakes.house import House
from tests.policies.setting import refuses


async def reached_as_they_said(house: House) -> None:
    """None is sent from a no on until a yes; what is said of a number has words of its own."""
    talk = await house.talk()
    assert house.memory is not None
    student, worker = talk.student, talk.worker
    for action, told in (("withdraw", False), ("agree", True)):
        for row in await house.memory.due(now=house.clock.now()):
            await house.memory.done(row.id)
        said = student.device.consent(bytes(32), action=action, scope="contact")
        await house.accounts.add_consent(student.account.id, said)
        house.notices.back(student.account.id)
        await house.rooms.write(worker.account.id, talk.case, talk.by_worker.next())
        assert (student.device.telegram in {row.chat for row in await house.owed()}) == told
    for ways, refused in (("none", False), ("text letter", False), ("ring me", True)):
        field = SharedField(what="ways", value=ways)
        assert refuses(CryptoError, field.encode) == refused
