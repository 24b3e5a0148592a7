"""All wording of a deployment, loaded and checked once. The words themselves are in policy/."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

import crypto
from bot.config import Config
from handlers.web.settings import CrisisLine, DirectoryLine, PolicyLine, SignpostLine
from policy.crisis import Contact, Crisis, load_crisis
from policy.profiles import Profile, ground_texts, load_profile
from policy.signposts import Directory, Signpost, load_directory, said
from policy.texts import Texts
from policy.wording import Terms, Variant, Wordings


@dataclass(frozen=True, kw_only=True)
class Words:
    """Texts, crisis contacts, signposts, the wordings people agree to, and the policy behind."""

    texts: Texts
    crisis: Crisis
    directory: Directory
    wordings: Wordings
    policy: str
    profile: Profile
    switched_on: frozenset[str]

    @classmethod
    def load(cls, config: Config) -> Self:
        """Read them all. Raises TextsError, CrisisError or SignpostsError, a line per fault."""
        texts = Texts.load(default=config.default_language)
        profile = load_profile(config.policy)
        texts.require({text: () for g in profile.grounds for text in ground_texts(g.code)})
        contacts = profile.contacts
        directory = load_directory(country=contacts.crisis, path=config.signposts_file)
        directory.require(contacts.signposts)
        on = config.switched_on
        wordings = Wordings.of(
            texts=texts,
            digest=lambda shown: crypto.digest("pl.wording", shown),
            terms=Terms(
                profile=config.policy,
                switches={name: name in on for name in sorted(profile.switch_names())},
                retention_days=config.retention_days,
            ),
        )
        return cls(
            texts=texts,
            crisis=load_crisis(config.crisis_file),
            directory=directory,
            wordings=wordings,
            policy=config.policy,
            profile=profile,
            switched_on=on,
        )

    def notices(self) -> Mapping[bytes, Variant]:
        """Every notice to students that is shown, by digest."""
        students = (Variant.ADULT, Variant.UNDER_18)
        shown = (self.wordings.show(v, name) for v in students for name in self.texts.languages)
        return {wording.digest: wording.variant for wording in shown}

    def policy_line(self) -> PolicyLine:
        """The policy as `GET /api/policy` gives it."""
        return PolicyLine(
            profile=self.policy,
            digest=self.wordings.policy(self.texts.default).digest,
            grounds=self.profile.ground_codes(on=self.switched_on),
            switches=tuple(sorted(self.switched_on)),
            recipients=self.profile.telling.recipients,
            statistics=self.profile.statistics.recipients,
        )

    def signpost_lines(self) -> DirectoryLine:
        """The directory as `GET /api/signposts` gives it."""
        language = self.texts.default
        return DirectoryLine(
            recheck_days=self.directory.recheck_days,
            signposts=tuple(_signpost(one, language) for one in self.directory.signpost),
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


def _signpost(one: Signpost, language: str) -> SignpostLine:
    return SignpostLine(
        code=one.code,
        category=one.category,
        name=said(one.name, language),
        what=said(one.what, language),
        hours=said(one.hours, language),
        where=said(one.where, language),
        country=one.country,
        call=one.call,
        text=one.text,
        text_word=one.word,
        page=one.page,
        checked=None if one.checked is None else one.checked.isoformat(),
    )


def _line(contact: Contact, language: str) -> CrisisLine:
    note = contact.note.get(language, "")
    if contact.page is not None:
        note = f"{note} · {contact.page}" if note else contact.page
    return CrisisLine(name=contact.name, hours="", note=note, call=contact.call)
