"""What holders see of a concern, of what is written to a student, and of a note: looked at.

Here: the way through them. Never here: what is found on them (looking.py).
"""

from client.access import Person
from client.flags import FlagWords
from client.supervision import EntryWords, EntryWriter
from tests.browser.contact import WritingHolder, raise_concern
from tests.browser.pairs import Pair
from tests.browser.phones import SLOW_MS
from tests.browser.ways import Way, no_answer

URGENT = FlagWords(
    ground="safeguarding",
    urgent=True,
    called="The porter, at nine.",
    said="Somebody at home hits them.",
    quotes=("He hit me again.",),
    wants="Somebody to ring them.",
    told="That I would say so.",
)
NOTE = EntryWords(
    theme="Nights",
    happened="Person A cannot sleep. " * 12,
    wish="What do I say when they write at night?",
    own="Tired.",
)


async def concerns(way: Way, pair: Pair) -> None:
    """The inbox, a flag, each step with it, and what others did meanwhile."""
    await raise_concern(pair, URGENT)
    await way.staff.tab("now")
    await way.at("now-inbox").wait_for(timeout=SLOW_MS)
    await way.see("holder-now", "concern")
    await way.staff.tab("inbox")
    await way.see("flag")
    await way.tap("flag-open")
    await way.see("flag-screen", "sent")
    async with way.answering("**/api/flags/*/events", no_answer):
        await way.tap("flag-do-acknowledge")
        await way.see("flag-trouble")
    holder = WritingHolder(phone=way.phone)
    await holder.do("acknowledge", state="acknowledged")
    await holder.do("note", note="They were rung.")
    await holder.thread(2)
    await way.see("flag-screen", "acknowledged")
    await way.over("keeping-this", "keeping-this-confirm", "keeping-this-confirm-no")


async def writing(way: Way) -> None:
    """A letter to the student, the room that waits for them, and the list of such."""
    await way.tap("contact-write")
    await way.see("contact-form")
    await way.fill(contact_text="May we talk?")
    await way.tap("contact-send")
    await way.see("holder-room", "waiting")
    await way.over("room-menu", "side-sheet", "side-close")
    await way.tap("back")
    await way.at("flag-screen").wait_for()
    await way.see("flag-screen", "written")
    await way.tap("back")
    await way.see("contacts")
    await way.tap("flag-open")
    holder = WritingHolder(phone=way.phone)
    await holder.do("discuss", state="discussing")
    await holder.do("decide", outcome="consent", note="They agree.")
    await way.see("flag-no-consent")
    await holder.do("decide", outcome="none", state="decided")
    await holder.do("close", state="closed")
    await way.see("flag-screen", "closed")
    await way.tap("back")
    await way.see("holder-inbox", "closed")


async def note_of(pair: Pair) -> None:
    """The worker writes to supervision, by the reference client."""
    person: Person = pair.worker.person
    secret = pair.room.conversation.joined.supervision
    await EntryWriter(person=person).write(NOTE, supervision=secret)


async def supervising(way: Way, pair: Pair) -> None:
    """The queue, a note open, answered, and the agenda."""
    await note_of(pair)
    await way.staff.tab("supervision")
    await way.see("entry", "new")
    await way.tap("entry-fold-toggle")
    await way.see("entry", "open")
    await way.tap("entry-take")
    await way.at("entry-reply").wait_for(timeout=SLOW_MS)
    await way.see("entry", "taken")
    await way.fill(entry_reply="Ask them in the afternoon.")
    await way.tap("entry-reply-send")
    await way.at("entry-replied").wait_for(timeout=SLOW_MS)
    await way.see("entry", "answered")
    await way.tap("entry-agenda-on")
    await way.at("entry-agenda-off").wait_for(timeout=SLOW_MS)
    await way.see("entry", "agenda")
    await way.tap("entries-by-theme")
    await way.see("entry-group", "theme")
    await way.tap("agenda-open")
    await way.see("agenda")
    await way.tap("agenda-full")
    await way.see("agenda", "full")
    await way.tap("agenda-back")


async def of_the_inbox(way: Way, pair: Pair) -> None:
    """From a concern that comes in to a note that is answered."""
    await concerns(way, pair)
    await writing(way)
    await supervising(way, pair)
