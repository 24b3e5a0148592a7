"""Vectors of consents in a conversation, and what follows from them (protocol.md section 20)."""

from collections.abc import Sequence
from dataclasses import replace

import crypto
from crypto import wire
from crypto.wire.dispute import DISPUTE_WORDS, DisputeWord
from crypto.wire.sharing import AskHash, ask_hash, word_hash
from tests.vectors.book import draw
from tests.vectors.upward import bad_fields
from tests.vectors.world import CASE, DAY, NOW, STUDENT, WORKERS, Person, World

WORDING = "I agree that my worker passes this on to the named service, and to nobody else."
WORKER = WORKERS["Worker 1"]
Said = tuple[bool, bytes]


def ask(**more: object) -> wire.ShareAsk:
    """What a worker asks: to pass something on, for 30 days."""
    body = wire.ShareAsk(
        case=CASE,
        purpose="referral",
        what="That they sleep badly, and how to reach them.",
        recipient="The Sleep Clinic",
        wording=WORDING,
        language="en",
        nature="room",
        spoken=0,
        until=NOW + 30 * DAY,
        made=NOW,
    )
    return replace(body, **more)  # type: ignore[arg-type]


def receipt(action: str, *, given: int, by: Person = STUDENT, **more: object) -> wire.Consent:
    """A receipt about the ask."""
    body = wire.Consent(
        action=action,
        scope="referral",
        recipient="The Sleep Clinic",
        wording=wire.wording_digest(WORDING),
        language="en",
        given=given,
        sign_key=wire.SignPublic(by.sign.public),
    )
    return replace(body, **more)  # type: ignore[arg-type]


def word(
    on: bytes, consent: wire.Consent, *, whom: str = "", by: Person = STUDENT
) -> wire.ConsentWord:
    """A word with its receipt, by the person that the receipt names."""
    agrees = bool(on) and consent.action == "agree"
    avoid = ("named" if whom else "nobody") if agrees else ""
    signed = wire.signed(consent, key=by.sign).raw
    return wire.ConsentWord(case=CASE, ask=on, avoid=avoid, whom=whom, consent=signed)


def write(world: World) -> None:
    """Asks, words and deeds; what they come to; what must be refused."""
    book = world.book
    asked = book.signed("share-ask", ask(), WORKER.sign)
    hashed = ask_hash(asked)
    book.digest("ask hash", "pl.consent", asked.raw, hashed)
    spoken = book.signed(
        "share-ask of what was spoken", ask(nature="phone", spoken=NOW - 60), WORKER.sign
    )
    says = {
        "agree": word(hashed, receipt("agree", given=NOW + 1)),
        "agree, but for one": word(
            hashed, receipt("agree", given=NOW + 2), whom="My parents; the  SLEEP\nclinic."
        ),
        "refuse": word(hashed, receipt("refuse", given=NOW + 3)),
        "withdraw": word(hashed, receipt("withdraw", given=NOW + 4)),
        "agree again": word(hashed, receipt("agree", given=NOW + 5)),
        "no supervision": word(b"", receipt("withdraw", given=NOW + 6, scope="supervision")),
        "supervision": word(b"", receipt("agree", given=NOW + 7, scope="supervision")),
        "no statistics": word(b"", receipt("withdraw", given=NOW + 8, scope="statistics")),
    }
    words = {}
    for name, body in says.items():
        inner = wire.open_signed(body.consent, wire.Consent).body
        book.signed(f"receipt: {name}", inner, STUDENT.sign)
        words[name] = book.signed(f"consent-word: {name}", body, STUDENT.sign)
    deed = wire.ShareDone(
        case=CASE,
        ask=hashed,
        word=word_hash(words["agree"]),
        done="A letter, by post.",
        made=NOW + 10,
    )
    done = book.signed("share-done", deed, WORKER.sign)
    first: Said = (False, asked.raw)

    def said(*names: str) -> list[Said]:
        return [first, *((True, words[name].raw) for name in names)]

    _row(world, "nothing said", said(), hashed, may="unanswered")
    _row(world, "spoken elsewhere", [(False, spoken.raw)], ask_hash(spoken), may="unanswered")
    _row(world, "agreed", said("agree"), hashed, may="may")
    _row(world, "not spoken with", said("agree"), hashed, may="unspoken", spoken=False)
    _row(world, "avoided", said("agree, but for one"), hashed, may="avoided")
    _row(world, "refused", said("refuse"), hashed, may="refused")
    _row(world, "withdrawn", said("agree", "withdraw"), hashed, may="withdrawn")
    _row(world, "again", said("agree", "withdraw", "agree again"), hashed, may="may")
    twice = said("agree", "withdraw", "agree")
    _row(world, "the same word twice", twice, hashed, may="withdrawn")
    _row(world, "at its end", said("agree"), hashed, may="expired", now=NOW + 30 * DAY)
    _row(world, "before its end", said("agree"), hashed, may="may", now=NOW + 30 * DAY - 1)
    _row(
        world,
        "no supervision",
        said("no supervision"),
        hashed,
        may="unanswered",
        not_for=["supervision"],
    )
    _row(
        world, "supervision again", said("no supervision", "supervision"), hashed, may="unanswered"
    )
    _row(
        world,
        "no statistics",
        said("no statistics"),
        hashed,
        may="unanswered",
        not_for=["statistics"],
    )
    _row(world, "done", [*said("agree"), (False, done.raw)], hashed, may="may", done=1)
    _disputes(world, hashed)
    _bad(world, asked, words["agree"].body, deed)


def _disputes(world: World, on: bytes) -> None:
    """A dispute with the union's own services: who said what, and what it comes to."""
    sides = {"student": STUDENT.sign, "worker": WORKER.sign}
    word = DisputeWord(case=CASE, word="dispute", made=NOW)
    says: dict[tuple[str, str], bytes] = {}
    for side, key in sides.items():
        for said in DISPUTE_WORDS:
            body = replace(word, word=said)
            signed = world.book.signed(f"dispute-word: {said} by the {side}", body, key)
            says[side, said] = signed.raw
    told = {
        "content before it was raised": ("none", ["student content", "worker content"]),
        "raised by the student": ("asked", ["student dispute"]),
        "raised by the worker": ("asked", ["worker dispute"]),
        "one is content": ("asked", ["student dispute", "student content"]),
        "both are content": ("content", ["student content", "worker dispute", "worker content"]),
        "the worker is not": ("stopped", ["worker dispute", "student content", "worker stop"]),
        "the student is not": ("stopped", ["worker dispute", "student stop"]),
        "the student is after all": (
            "content",
            ["worker dispute", "student stop", "worker content", "student content"],
        ),
    }
    for name, (state, order) in told.items():
        pairs = [(each.partition(" ")[0], each.partition(" ")[2]) for each in order]
        row = [(side == "student", says[side, said]) for side, said in pairs]
        _row(world, f"dispute: {name}", row, on, may="unanswered", dispute=state)
    elsewhere = wire.signed(replace(word, case=wire.CaseId(draw("x", 16))), key=STUDENT.sign).raw
    wrong = {
        "in another case": (True, elsewhere),
        "in the other's direction": (False, says["student", "dispute"]),
        "by another worker": (False, wire.signed(word, key=WORKERS["Worker 2"].sign).raw),
    }
    for name, unread in wrong.items():
        _row(world, f"dispute: {name}", [unread], on, may="unanswered", unread=1)
    bad_fields(world, "dispute-word", word, {"another word": {1: "because"}})


def _row(
    world: World,
    name: str,
    said: Sequence[Said],
    on: bytes,
    *,
    may: str,
    spoken: bool = True,
    now: int = NOW + 100,
    not_for: Sequence[str] = (),
    unread: int = 0,
    done: int = 0,
    dispute: str = "none",
) -> None:
    world.book.add(
        "sharing",
        name=name,
        fits="nothing" if unread else "all",
        case=CASE,
        student=[STUDENT.sign.public],
        other=WORKER.sign.public,
        said=[{"student": by, "signed": data} for by, data in said],
        ask=on,
        spoken=spoken,
        now=now,
        may=may,
        not_for=list(not_for),
        unread=unread,
        done=done,
        dispute=dispute,
    )


def _bad(
    world: World,
    asked: wire.Signed[wire.ShareAsk],
    agreed: wire.ConsentWord,
    deed: wire.ShareDone,
) -> None:
    hashed, other = ask_hash(asked), WORKERS["Worker 2"]
    elsewhere = wire.CaseId(draw("x", 16))
    first: Said = (False, asked.raw)

    def forged(body: wire.Structure, by: crypto.SigningKey = STUDENT.sign) -> bytes:
        return wire.signed(body, key=by).raw

    def given(consent: wire.Consent, by: Person = STUDENT) -> bytes:
        return forged(word(hashed, consent, by=by))

    wrong: dict[str, Sequence[Said]] = {
        "an agreement by the worker": [
            first,
            (
                True,
                forged(
                    word(hashed, receipt("agree", given=NOW, by=WORKER), by=WORKER), WORKER.sign
                ),
            ),
        ],
        "an agreement in the worker's direction": [first, (False, forged(agreed))],
        "an agreement in another case": [first, (True, forged(replace(agreed, case=elsewhere)))],
        "with somebody else's receipt": [
            first,
            (True, given(receipt("agree", given=NOW, by=other), by=other)),
        ],
        "to another recipient": [
            first,
            (True, given(receipt("agree", given=NOW, recipient="The Dean"))),
        ],
        "to another purpose": [first, (True, given(receipt("agree", given=NOW, scope="contact")))],
        "on another wording": [
            first,
            (True, given(receipt("agree", given=NOW, wording=bytes(32)))),
        ],
        "an agreement before its ask": [(True, forged(agreed))],
        "not a statement": [first, (True, b"agree")],
    }
    for name, said in wrong.items():
        _row(world, name, said, hashed, may="unanswered", unread=1)
    strange = [(False, forged(asked.body, other.sign)), (True, forged(agreed))]
    _row(world, "an ask by another worker", strange, hashed, may="unanswered", unread=2)
    there = wire.signed(replace(asked.body, case=elsewhere), key=WORKER.sign)
    on_there = replace(agreed, ask=ask_hash(there))
    said_there = [(False, there.raw), (True, forged(on_there))]
    _row(world, "an ask in another case", said_there, ask_hash(there), may="unanswered", unread=2)
    by_student = [(True, forged(asked.body)), (True, forged(agreed))]
    _row(world, "an ask by the student", by_student, hashed, may="unanswered", unread=2)
    good: Said = (True, forged(agreed))
    deeds = {
        "done by the student": (True, forged(deed)),
        "done by another worker": (False, forged(deed, other.sign)),
        "done in another case": (False, forged(replace(deed, case=elsewhere), WORKER.sign)),
        "done on no ask": (
            False,
            forged(replace(deed, ask=AskHash(draw("x"))), WORKER.sign),
        ),
    }
    for name, last in deeds.items():
        _row(world, name, [first, good, last], hashed, may="may", unread=1)
    _bad_fields(world, agreed, deed)


def _bad_fields(world: World, agreed: wire.ConsentWord, deed: wire.ShareDone) -> None:
    bad_fields(
        world,
        "share-ask",
        ask(),
        {
            "for anything": {1: "anything"},
            "about nothing": {2: ""},
            "to nobody": {3: ""},
            "without words": {4: ""},
            "spoken in the room": {7: NOW - 1},
            "spoken at no time": {6: "phone"},
            "spoken after it was noted": {6: "phone", 7: NOW + 1},
            "that has ended": {8: NOW},
            "without an end": {8: NOW + 366 * DAY + 1},
        },
    )
    refused = wire.signed(receipt("refuse", given=NOW), key=STUDENT.sign).raw
    standing = wire.signed(
        receipt("withdraw", given=NOW, scope="supervision"), key=STUDENT.sign
    ).raw
    unsure = wire.signed(receipt("perhaps", given=NOW), key=STUDENT.sign).raw
    bad_fields(
        world,
        "consent-word",
        agreed,
        {
            "not asked whom not to contact": {2: ""},
            "named nobody": {2: "named"},
            "nobody, and somebody": {3: "My parents"},
            "a refusal that names": {4: refused, 3: "My parents", 2: "named"},
            "on an ask about supervision": {4: standing, 2: ""},
            "about a referral without an ask": {1: b"", 2: ""},
            "neither yes nor no": {4: unsure, 2: ""},
            "without a receipt": {4: b""},
        },
    )
    bad_fields(world, "share-done", deed, {"nothing": {3: ""}})
