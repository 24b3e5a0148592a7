"""The policy's text and the wordings that people agree to, each with its digest.

One built-in wording per variant and language, as the service shows it under one profile. A notice
names the policy's version, so a changed policy changes what is agreed to (R28). No consent is
recorded here and nobody's age is known here; intake keeps the receipts.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from policy.profiles import load_profile
from policy.texts import Argument, Texts

Digest = Callable[[bytes], bytes]
"""UTF-8 of what was shown → 32 bytes: H("pl.wording", ·) of protocol.md §5, given by the wiring."""


class Variant(StrEnum):
    """Which wording: the two notices at intake (R24) and what staff sign (R29)."""

    ADULT = "adult"
    UNDER_18 = "under-18"
    STAFF = "staff"


TEXT_OF: Mapping[Variant, str] = MappingProxyType(
    {
        Variant.ADULT: "notice-adult",
        Variant.UNDER_18: "notice-under-18",
        Variant.STAFF: "staff-agreement",
    }
)


@dataclass(frozen=True, kw_only=True)
class Wording:
    """One wording exactly as shown. `digest` is 32 bytes over `text` in UTF-8.

    `language` is that of the text: English where a reader's own has none that was reviewed.
    """

    variant: Variant
    language: str
    text: str
    digest: bytes

    @property
    def version(self) -> str:
        """Eight hexadecimal digits to tell wordings apart in conversation (R28)."""
        return self.digest[:4].hex()


@dataclass(frozen=True, kw_only=True)
class PolicyText:
    """A profile's policy in our own words, exactly as shown. `digest` is 32 bytes over `text`."""

    language: str
    text: str
    digest: bytes

    @property
    def version(self) -> str:
        """Eight hexadecimal digits, as `Wording.version` (R28)."""
        return self.digest[:4].hex()


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What a deployment decided: its profile, what is switched on there, how long it keeps (R14).

    `switches` are all that the profile has, with whether each is on.
    """

    profile: str
    switches: Mapping[str, bool] = field(default_factory=dict)
    retention_days: int

    def arguments(self) -> dict[str, Argument]:
        """What the profile's texts can need."""
        turned: dict[str, Argument] = {n: "on" if on else "off" for n, on in self.switches.items()}
        later = load_profile(self.profile).retention.rule == "after-degree"
        turned["after_degree"] = "on" if later else "off"
        return {"retention_days": self.retention_days, **turned}


@dataclass(frozen=True, kw_only=True)
class Wordings:
    """Every wording this deployment shows, rendered once at start."""

    _all: Mapping[tuple[Variant, str], Wording] = field(repr=False)
    _policies: Mapping[str, PolicyText] = field(repr=False)
    _named: Mapping[str, Mapping[str, Argument]] = field(repr=False)
    _default: str

    @classmethod
    def of(cls, *, texts: Texts, digest: Digest, terms: Terms) -> "Wordings":
        """Render them all. Raises `policy.texts.TextsError` when one is missing."""
        rendered, policies, named = {}, {}, {}
        said = _Said(texts=texts, profile=terms.profile, arguments=terms.arguments())
        for language in texts.languages:
            policies[language] = said.policy(language, digest)
        shown = {policy.language: policy for policy in policies.values()}
        for language in texts.languages:
            parts = said.parts(language)
            named[language] = {"policy": policies[language].version, **parts}
            for variant, text_id in TEXT_OF.items():
                # What is agreed to names the policy that goes with it: the text in its language.
                spoken = texts.spoken(text_id, language)
                version = shown.get(spoken, policies[texts.source]).version
                given = {**said.arguments, **parts, "policy": version}
                text = texts.render(text_id, language, **given)
                rendered[variant, language] = Wording(
                    variant=variant,
                    language=spoken,
                    text=text,
                    digest=digest(text.encode("utf-8")),
                )
        return cls(
            _all=MappingProxyType(rendered),
            _policies=MappingProxyType(policies),
            _named=MappingProxyType(named),
            _default=texts.default,
        )

    def policy(self, language: str) -> PolicyText:
        """The policy's text in a language, or in the default where there is none in it."""
        return self._policies.get(language) or self._policies[self._default]

    def policies(self) -> Mapping[str, bytes]:
        """The digest of the policy's text by each language that it may be shown in."""
        return {policy.language: policy.digest for policy in self._policies.values()}

    def named(self, language: str) -> Mapping[str, Argument]:
        """What other texts say of the policy: `union`, `team`, `short`, the limits, `policy`."""
        return self._named.get(language) or self._named[self._default]

    def show(self, variant: Variant, language: str) -> Wording:
        """The wording in a language, or in the default where there is none in it."""
        return self._all.get((variant, language)) or self._all[variant, self._default]

    def find(self, digest: bytes) -> Wording | None:
        """The wording that a consent names, or None when this deployment never showed it."""
        return next((w for w in self._all.values() if w.digest == digest), None)


_PARTS: Mapping[str, str] = MappingProxyType(
    {
        "union": "union",
        "team": "team",
        "short": "short",
        "limits": "limits",
        "limits_under_18": "limits-under-18",
    }
)


@dataclass(frozen=True, kw_only=True)
class _Said:
    """What a profile's texts say under a deployment's terms, which are read once."""

    texts: Texts
    profile: str
    arguments: Mapping[str, Argument]

    def policy(self, language: str, digest: Digest) -> PolicyText:
        name = f"policy-{self.profile}"
        whole = self.texts.render(name, language, **self.arguments)
        spoken = self.texts.spoken(name, language)
        return PolicyText(language=spoken, text=whole, digest=digest(whole.encode("utf-8")))

    def parts(self, language: str) -> dict[str, Argument]:
        """The profile's own sentences in texts that all profiles share, by argument."""
        return {
            argument: self.texts.render(f"policy-{self.profile}-{part}", language, **self.arguments)
            for argument, part in _PARTS.items()
        }
