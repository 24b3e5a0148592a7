"""All wording of a deployment, loaded and checked once. The words themselves are in policy/."""

from dataclasses import dataclass
from typing import Self

import crypto
from bot.config import Config
from handlers.web.settings import CrisisLine
from policy.crisis import Contact, Crisis, load_crisis
from policy.texts import Texts
from policy.wording import Wordings


@dataclass(frozen=True, kw_only=True)
class Words:
    """Texts, crisis contacts and the wordings that people agree to."""

    texts: Texts
    crisis: Crisis
    wordings: Wordings

    @classmethod
    def load(cls, config: Config) -> Self:
        """Read them all. Raises TextsError or CrisisError with one line per fault."""
        texts = Texts.load(default=config.default_language)
        wordings = Wordings.of(
            texts=texts,
            digest=lambda shown: crypto.digest("pl.wording", shown),
            retention_days=config.retention_days,
        )
        return cls(texts=texts, crisis=load_crisis(config.crisis_file), wordings=wordings)

    def crisis_lines(self) -> tuple[CrisisLine, ...]:
        """The contacts as `GET /api/service` gives them, the most urgent first."""
        crisis, language = self.crisis, self.texts.default
        always = self.texts.render("crisis-hours-always", language)
        emergency = CrisisLine(
            name=self.texts.render("crisis-emergency-name", language),
            hours=always,
            note="",
            call=crisis.emergency.call,
        )
        talk = CrisisLine(name=crisis.talk.name, hours=always, note="", call=crisis.talk.call)
        write = CrisisLine(
            name=crisis.write.name,
            hours=always,
            note="",
            text=crisis.write.number,
            text_word=crisis.write.word,
        )
        return (emergency, talk, write, *(_line(contact, language) for contact in crisis.more))


def _line(contact: Contact, language: str) -> CrisisLine:
    note = contact.note.get(language, "")
    if contact.page is not None:
        note = f"{note} · {contact.page}" if note else contact.page
    return CrisisLine(name=contact.name, hours="", note=note, call=contact.call)
