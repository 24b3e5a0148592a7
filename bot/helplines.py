"""Whom to call and who else can help, as the web edge gives them: in every language there is.

A device shows its own language's words, and nobody is told which that is. Here: putting lines
together. The words and numbers are in policy/.
"""

from collections.abc import Callable
from typing import Any

from handlers.web.settings import (
    CountryLine,
    CrisisLine,
    CrisisSaid,
    DirectoryLine,
    ElsewhereLine,
    SignpostLine,
    SignpostSaid,
)
from policy.crisis import (
    Checked,
    Contact,
    Contacts,
    Talk,
    Text,
    countries,
    load_contacts,
    load_listing,
    note_of,
)
from policy.signposts import ALWAYS, Directory, Signpost, said
from policy.texts import Texts


def crisis_lines(contacts: Contacts, texts: Texts) -> tuple[CrisisLine, ...]:
    """The most urgent first; in a language where its crisis texts were reviewed, else English."""
    lines = [_emergency(contacts, texts), _talk(contacts.talk, texts)]
    if contacts.write is not None:
        lines.append(_write(contacts.write, texts))
    return (*lines, *(_more(contact, texts) for contact in contacts.more))


def elsewhere_line(texts: Texts, *, here: str | None) -> ElsewhereLine:
    """All countries but the deployment's own. Raises `policy.crisis.CrisisError`."""
    listing = load_listing()
    return ElsewhereLine(
        name=listing.name,
        page=listing.page,
        countries=tuple(
            CountryLine(country=code, crisis=crisis_lines(load_contacts(code), texts))
            for code in countries()
            if code != here
        ),
    )


def directory_line(directory: Directory, texts: Texts) -> DirectoryLine:
    """The directory as `GET /api/signposts` gives it."""
    return DirectoryLine(
        recheck_days=directory.recheck_days,
        signposts=tuple(_signpost(one, texts) for one in directory.signpost),
    )


def _emergency(contacts: Contacts, texts: Texts) -> CrisisLine:
    def say(reader: str) -> CrisisSaid:
        name = texts.render("crisis-emergency-name", reader)
        return _always(texts, reader, name=name)

    one = contacts.emergency
    return _line(texts, say, call=one.call, checked=_day(one.checked))


def _talk(one: Talk, texts: Texts) -> CrisisLine:
    def say(reader: str) -> CrisisSaid:
        return _always(texts, reader, name=one.name, free=one.free)

    return _line(texts, say, call=one.call, checked=_day(one.checked))


def _write(one: Text, texts: Texts) -> CrisisLine:
    def say(reader: str) -> CrisisSaid:
        return _always(texts, reader, name=one.name, free=one.free)

    return _line(texts, say, text=one.number, text_word=one.word, checked=_day(one.checked))


def _more(contact: Contact, texts: Texts) -> CrisisLine:
    def say(reader: str) -> CrisisSaid:
        note, language = note_of(contact, texts.spoken("crisis-call-note", reader))
        shown = " · ".join(part for part in (note, contact.page) if part)
        return CrisisSaid(language=language, name=contact.name, hours="", note=shown)

    return _line(texts, say, call=contact.call, checked=_day(contact.checked))


def _always(texts: Texts, reader: str, *, name: str, free: bool = True) -> CrisisSaid:
    hours = "crisis-hours-always" if free else "crisis-hours-any"
    language = texts.spoken(hours, reader)
    return CrisisSaid(language=language, name=name, hours=texts.render(hours, reader), note="")


def _line(
    texts: Texts,
    say: Callable[[str], CrisisSaid],
    **ways: Any,  # noqa: ANN401 - the line's own fields
) -> CrisisLine:
    first = say(texts.default)
    others = (say(reader) for reader in texts.languages[1:])
    return CrisisLine(
        language=first.language,
        name=first.name,
        hours=first.hours,
        note=first.note,
        said=tuple({o.language: o for o in others if o.language != first.language}.values()),
        **ways,
    )


def _signpost(one: Signpost, texts: Texts) -> SignpostLine:
    def say(reader: str) -> SignpostSaid:
        return SignpostSaid(
            language=reader if reader in one.what else ALWAYS,
            name=said(one.name, reader),
            what=said(one.what, reader),
            hours=said(one.hours, reader),
            where=said(one.where, reader),
        )

    first = say(texts.default)
    others = (say(reader) for reader in texts.languages[1:])
    return SignpostLine(
        code=one.code,
        category=one.category,
        language=first.language,
        name=first.name,
        what=first.what,
        hours=first.hours,
        where=first.where,
        said=tuple({o.language: o for o in others if o.language != first.language}.values()),
        country=one.country,
        call=one.call,
        text=one.text,
        text_word=one.word,
        page=one.page,
        checked=None if one.checked is None else one.checked.isoformat(),
    )


def _day(checked: Checked) -> str | None:
    return None if isinstance(checked, str) else checked.isoformat()
