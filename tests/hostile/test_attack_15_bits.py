"""Attack 15: every bit of what the real service serves, flipped: nothing opens, nothing is sent.

The vectors' bits are flipped in tests/crypto and miniapp/test; here it is a living conversation.
"""

from collections.abc import Callable, Iterator

import pytest

from client.api import b64, unb64
from client.asking import Story, open_card, open_letter
from client.epochs import accept_first
from client.keys import KeyRing
from client.rooms import Conversation
from client.tracks import Broken
from crypto import CryptoError, wire
from tests.hostile.town import HELLO, LETTER, Stage


def flips(data: bytes) -> Iterator[bytes]:
    """The data with each of its bits flipped in turn."""
    changed = bytearray(data)
    for place in range(len(data)):
        for bit in range(8):
            changed[place] ^= 1 << bit
            yield bytes(changed)
            changed[place] ^= 1 << bit


def opened(data: bytes, open_: Callable[[bytes], object]) -> int:
    """How many of the flipped ones are taken; the true one must be."""
    open_(data)
    count = 0
    for flipped in flips(data):
        try:
            open_(flipped)
            count += 1
        except CryptoError:
            continue
    return count


async def test_attack_15_no_part_of_a_request_opens_with_a_bit_flipped(on: Stage) -> None:
    student, worker = await on.student(), await on.worker()
    case = await student.ask(Story(text=LETTER))
    (offer,) = await worker.person.api.queue()
    me, box = await worker.name(), worker.person.ring.box
    found = await worker.person.api.post(f"/api/queue/{b64(case)}/claim")
    card, wrap, letter = unb64(offer["card"]), unb64(offer["wrap"]), unb64(found["letter"])
    letter_wrap = unb64(found["wraps"]["letter"])
    signed = unb64(offer["intake"])
    intake = wire.open_signed(signed, wire.Intake)

    assert opened(signed, lambda x: wire.open_signed(x, wire.Intake)) == 0
    assert opened(card, lambda x: open_card(x, wrap=wrap, intake=intake, box=box, me=me)) == 0
    assert opened(wrap, lambda x: open_card(card, wrap=x, intake=intake, box=box, me=me)) == 0
    assert (
        opened(letter, lambda x: open_letter(x, wrap=letter_wrap, intake=intake, box=box, me=me))
        == 0
    )


async def test_attack_15_no_epoch_and_no_message_opens_with_a_bit_flipped(on: Stage) -> None:
    student, worker = await on.student(), await on.worker()
    case = await student.ask(Story(text=LETTER))
    await worker.claim(case)
    await worker.accept(case, HELLO)
    found = await student.person.api.case(case)
    epoch = found["epochs"][0]
    record, wrap = unb64(epoch["record"]), unb64(epoch["wrap"])
    team, asked = await student.person.team(), student.asked
    assert asked is not None

    def accept(record: bytes, wrap: bytes) -> object:
        return accept_first(
            record,
            wrap=wrap,
            ring=student.person.ring,
            asked=asked,
            team=team,
            now=int(on.clock.now()),
        )

    assert opened(record, lambda x: accept(x, wrap)) == 0
    assert opened(wrap, lambda x: accept(record, x)) == 0

    room = await student.enter(case)
    page = await student.person.api.messages(case, epoch=1, after=(0, 0))
    message = unb64(page["messages"][0]["message"])
    read = 0
    for flipped in flips(message):
        reader = Conversation(room.conversation.joined)
        read += not isinstance(reader.receive(flipped), Broken)
    assert read == 0
    assert room.findings == []


@pytest.mark.parametrize("part", ["root", "roster", "certificates"])
async def test_attack_15_no_team_is_accepted_with_a_bit_flipped(on: Stage, part: str) -> None:
    student = await on.student()
    root, _, roster, certificates, _ = await student.person.api.roster()
    now = int(on.clock.now())

    def accept(flipped: bytes) -> object:
        chosen = [flipped, *certificates[1:]] if part == "certificates" else certificates
        return wire.accept_roster(
            roster=flipped if part == "roster" else roster,
            certificates=chosen,
            root=wire.SignPublic(flipped) if part == "root" else wire.SignPublic(root),
            newest=None,
            now=now,
        )

    data = {"root": root, "roster": roster, "certificates": certificates[0]}[part]
    assert opened(data, accept) == 0
    assert KeyRing.generate(side="student").pinned_root is None
