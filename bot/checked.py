"""What `doctor` says of whom people are sent to: sets that nobody compared, or not for a year (R8).

Names of sets and how many; never a name, a number or a word of an entry.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

from bot.config import Config
from policy.crisis import (
    ELSEWHERE,
    Checked,
    Contacts,
    CrisisError,
    countries,
    load_contacts,
    load_crisis,
    load_listing,
)
from policy.profiles import load_profile
from policy.signposts import load_directory

YEAR: Final = timedelta(days=365)
SKEW: Final = timedelta(days=1)
"""A day that is still to come, but for another zone's, is no day on which somebody looked."""


@dataclass(frozen=True, kw_only=True)
class Set:
    """One file's entries, or some of them: `never` and `old` of `total`, and how to mend it."""

    name: str
    total: int
    never: int
    old: int
    mend: str = ""

    @property
    def well(self) -> bool:
        """Whether somebody vouches for all of it."""
        return not (self.never or self.old)

    @property
    def counts(self) -> str:
        """As `3 of 6 never checked, 1 not for over a year`."""
        never = f"{self.never} of {self.total} never checked" if self.never else ""
        old = f"{self.old} of {self.total} not checked for over a year" if self.old else ""
        return ", ".join(part for part in (never, old) if part)


def contact_lines(config: Config, *, now: float) -> Iterator[tuple[str, bool]]:
    """A line for each set, and whether all is well with it; other countries in one. `now`: Unix."""
    today = datetime.fromtimestamp(now, UTC).date()
    for one in (_own(config, today), *_signposts(config, today)):
        if one.well:
            yield f"{one.name}: all {one.total} were checked within a year.", True
        else:
            yield f"{one.name}: {one.counts}. {one.mend}", False
    others = [one for one in _others(config, today) if not one.well]
    if others:
        named = "; ".join(f"{one.name} {one.counts}" for one in others)
        yield (
            (
                f"Whom to call elsewhere: {named}. Compare them and write the day into `checked` "
                "in policy/crisis; delete the file of a country that you cannot vouch for."
            ),
            False,
        )


def _own(config: Config, today: date) -> Set:
    contacts = load_crisis(config.crisis_file, country=config.crisis_country)
    file = "CRISIS_FILE" if config.crisis_file else f"policy/crisis/{config.crisis_country}.toml"
    return _counted(
        f"Whom to call here ({'CRISIS_FILE' if config.crisis_file else config.crisis_country})",
        _of(contacts),
        today,
        mend=f"Compare each with what the service says of itself now, and write the day into "
        f"`checked` in {file}.",
    )


def _signposts(config: Config, today: date) -> Iterator[Set]:
    contacts = load_profile(config.policy).contacts
    found = load_directory(country=contacts.crisis, path=config.signposts_file)
    file = "SIGNPOSTS_FILE" if config.signposts_file else f"policy/signposts/{contacts.crisis}.toml"
    mend = f"Compare them and write the day into `checked` in {file}."
    named = [one.checked for one in found.signpost if one.code in contacts.signposts]
    name = f"Who else can help, as the policy {config.policy} names it"
    yield _counted(name, named, today, mend=mend)
    yield _counted("Who else can help", [one.checked for one in found.signpost], today, mend=mend)


def _others(config: Config, today: date) -> Iterator[Set]:
    here = None if config.crisis_file else config.crisis_country
    for code in countries():
        if code != here:
            yield _counted(code, _of(_load(code)), today)
    yield _counted(ELSEWHERE, [load_listing().checked], today)


def _load(code: str) -> Contacts:
    try:
        return load_contacts(code)
    except CrisisError as error:
        raise CrisisError(
            "; ".join(f"{code}: {line}" for line in str(error).splitlines())
        ) from None


def _of(contacts: Contacts) -> Sequence[Checked]:
    written = [] if contacts.write is None else [contacts.write.checked]
    more = [each.checked for each in contacts.more]
    return [contacts.emergency.checked, contacts.talk.checked, *written, *more]


def _counted(name: str, days: Iterable[Checked | None], today: date, *, mend: str = "") -> Set:
    known = [None if isinstance(day, str) else day for day in days]
    looked = [day for day in known if day is not None and day <= today + SKEW]
    old = sum(day < today - YEAR for day in looked)
    return Set(name=name, total=len(known), never=len(known) - len(looked), old=old, mend=mend)
