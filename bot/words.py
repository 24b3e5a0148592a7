"""All wording of a deployment, loaded and checked once. The words themselves are in policy/."""

from dataclasses import dataclass
from typing import Self

import crypto
from bot.config import Config
from handlers.web.settings import CrisisLine, PolicyLine
from policy.crisis import Contact, Crisis, load_crisis
from policy.profiles import Profile, ground_texts, load_profile
from policy.texts import Texts
from policy.wording import Wordings


@dataclass(frozen=True, kw_only=True)
class Words:
    """Texts, crisis contacts, the wordings that people agree to, and the policy behind them."""

    texts: Texts
    crisis: Crisis
    wordings: Wordings
    policy: str
    profile: Profile

    @classmethod
    def load(cls, config: Config) -> Self:
        """Read them all. Raises TextsError or CrisisError with one line per fault."""
        texts = Texts.load(default=config.default_language)
        wordings = Wordings.of(
            texts=texts,
            digest=lambda shown: crypto.digest("pl.wording", shown),
            retention_days=config.retention_days,
        )
        profile = load_profile(config.policy)
        texts.require({text: () for code in profile.ground_codes() for text in ground_texts(code)})
        return cls(
            texts=texts,
            crisis=load_crisis(config.crisis_file),
            wordings=wordings,
            policy=config.policy,
            profile=profile,
        )

    def policy_line(self) -> PolicyLine:
        """The policy as `GET /api/policy` gives it."""
        said = self.profile.model_dump_json().encode("utf-8")
        return PolicyLine(
            profile=self.policy,
            digest=crypto.digest("pl.wording", said),
            grounds=self.profile.ground_codes(),
        )

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
