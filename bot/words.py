"""All wording of a deployment, loaded and checked once. The words themselves are in policy/."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

import crypto
from bot.config import Config
from handlers.web.settings import ComplaintsLine, PolicyDigest, PolicyLine
from policy.crisis import Crisis, load_crisis
from policy.profiles import Profile, ground_texts, load_profile
from policy.signposts import Directory, load_directory
from policy.texts import Texts
from policy.wording import Terms, Variant, Wordings


@dataclass(frozen=True, kw_only=True)
class Words:
    """Texts, crisis contacts, signposts, the wordings people agree to, and the policy behind.

    `country`: whose crisis contacts these are; None where the deployment gave its own.
    """

    texts: Texts
    crisis: Crisis
    country: str | None
    directory: Directory
    wordings: Wordings
    policy: str
    profile: Profile
    switched_on: frozenset[str]
    complaints: ComplaintsLine | None = None

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
            crisis=load_crisis(config.crisis_file, country=config.crisis_country),
            country=None if config.crisis_file else config.crisis_country,
            directory=directory,
            wordings=wordings,
            policy=config.policy,
            profile=profile,
            switched_on=on,
            complaints=complaints_of(config),
        )

    def notices(self) -> Mapping[bytes, Variant]:
        """Every notice to students that is shown, by digest."""
        students = (Variant.ADULT, Variant.UNDER_18)
        shown = (self.wordings.show(v, name) for v in students for name in self.texts.languages)
        return {wording.digest: wording.variant for wording in shown}

    def agreements(self) -> frozenset[bytes]:
        """Digests of the staff's agreement as it is shown, in each language (R29)."""
        shown = (self.wordings.show(Variant.STAFF, name) for name in self.texts.languages)
        return frozenset(wording.digest for wording in shown)

    def policy_line(self) -> PolicyLine:
        """The policy as `GET /api/policy` gives it."""
        return PolicyLine(
            profile=self.policy,
            digest=self.wordings.policy(self.texts.default).digest,
            texts=tuple(
                PolicyDigest(language=language, digest=digest)
                for language, digest in sorted(self.wordings.policies().items())
            ),
            grounds=self.profile.ground_codes(on=self.switched_on),
            switches=tuple(sorted(self.switched_on)),
            recipients=self.profile.telling.recipients,
            statistics=self.profile.statistics.recipients,
            cannot_act=self.profile.conflicts is not None,
            after_degree=self.profile.retention.rule == "after-degree",
        )


def complaints_of(config: Config) -> ComplaintsLine | None:
    """Who outside the team hears complaints about it; None where nobody is named (R25, R31)."""
    if not config.complaints_name:
        return None
    return ComplaintsLine(name=config.complaints_name, contact=config.complaints_contact)
