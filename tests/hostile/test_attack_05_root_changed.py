"""Attack 5: a later root is followed by its predecessor's word, and by no other (protocol.md 3.3).

The server itself shows no change yet; whoever stands in front of it here does.
"""

import pytest

import crypto
from client.api import b64, unb64
from client.asking import Story
from client.team import change_root
from crypto import SigningKey, wire
from tests.hostile.forging import certificates, of_holders, signed_over
from tests.hostile.proxy import Answer, Call
from tests.hostile.town import LETTER, Stage

TEAM = "GET /api/roster"
SEALED = "(POST|PUT) /api/(requests|cases).*"


class Move:
    """The same team under a new root, with changes that may lead to it."""

    def __init__(self, on: Stage) -> None:
        self.rings = {role: on.town.rings[role] for role in wire.HOLDERS}
        self.old = SigningKey(self.rings["coordinator"].others["root-seed"])
        self.new = SigningKey.generate()
        self.changes = [change_root(old=self.old, new=self.new, number=1).raw]
        self.holders = of_holders(self.rings, by=self.new)

    def shown(self, _: Call, answer: Answer) -> Answer:
        """Instead of the team as it is."""
        workers = [one for one in certificates(answer) if not one.body.is_holder]
        by = self.rings["coordinator"].sign
        moved = signed_over(answer, [*self.holders, *workers], by=by, root=self.new.public)
        return moved.but(root_changes=[b64(change) for change in self.changes])


async def test_attack_05_a_root_that_the_pinned_one_signed_takes_its_place(on: Stage) -> None:
    liar, move = await on.liar(), Move(on)
    student = await on.student(via=liar)
    await student.person.team()
    checked = student.person.ring.with_entry("root-checked", b"\1")
    student.person.change(checked)
    assert student.person.ring.pinned_root == move.old.public
    liar.on_answer(TEAM, move.shown)
    team = await student.person.team()
    assert team.roster.body.root == student.person.ring.pinned_root == move.new.public
    assert student.person.ring.others["root-checked"] == b"\1"
    # The root before it has no more to say, and the same changes lead nowhere else.
    liar.repent()
    with pytest.raises(crypto.Refused, match="another root"):
        await student.ask(Story(text=LETTER))
    assert liar.asked(SEALED) == []
    liar.on_answer(TEAM, move.shown)
    assert (await student.person.team()).pin == team.pin


@pytest.mark.parametrize("given", ["nothing", "another's word", "to another root", "a bit flipped"])
async def test_attack_05_no_other_word_moves_the_pin(on: Stage, given: str) -> None:
    liar, move = await on.liar(), Move(on)
    student = await on.student(via=liar)
    await student.person.team()
    pinned = dict(student.person.ring.others)
    stranger = SigningKey.generate()
    body = wire.open_signed(move.changes[0], wire.RootChange).body
    move.changes = {
        "nothing": [],
        "another's word": [wire.signed(body, key=stranger).raw],
        "to another root": [change_root(old=move.old, new=stranger, number=1).raw],
        "a bit flipped": [bytes([*move.changes[0][:-1], move.changes[0][-1] ^ 1])],
    }[given]
    liar.on_answer(TEAM, move.shown)
    with pytest.raises(crypto.CryptoError):
        await student.ask(Story(text=LETTER))
    assert liar.asked(SEALED) == []
    assert dict(student.person.ring.others) == pinned


async def test_an_earlier_certificate_that_cannot_be_read_stops_nobody(on: Stage) -> None:
    """It would have told a name in an old conversation, and nothing more."""
    liar = await on.liar()
    student = await on.student(via=liar)

    def spoilt(_: Call, answer: Answer) -> Answer:
        whole = unb64(answer.json()["certificates"][0])
        parts = [b"", b"no certificate", bytes([*whole[:-1], whole[-1] ^ 1]), whole]
        return answer.but(earlier=[b64(part) for part in parts])

    liar.on_answer(TEAM, spoilt)
    team = await student.person.team()
    assert len(team.earlier) == 1
    case = await student.ask(Story(text=LETTER))
    assert [offer.case for offer in await (await on.worker()).queue()] == [case]
