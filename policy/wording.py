"""The wordings that people agree to, each with the digest that goes into their consent.

One built-in wording per variant and language, as the service shows it. No consent is recorded
here and nobody's age is known here; intake keeps the receipts.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

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
    """One wording exactly as shown. `digest` is 32 bytes over `text` in UTF-8."""

    variant: Variant
    language: str
    text: str
    digest: bytes

    @property
    def version(self) -> str:
        """Eight hexadecimal digits to tell wordings apart in conversation (R28)."""
        return self.digest[:4].hex()


@dataclass(frozen=True, kw_only=True)
class Wordings:
    """Every wording this deployment shows, rendered once at start."""

    _all: Mapping[tuple[Variant, str], Wording] = field(repr=False)
    _default: str

    @classmethod
    def of(cls, *, texts: Texts, digest: Digest, retention_days: int) -> "Wordings":
        """Render them all. Raises `policy.texts.TextsError` when one is missing."""
        arguments: dict[str, Argument] = {"retention_days": retention_days}
        rendered = {}
        for language in texts.languages:
            for variant, text_id in TEXT_OF.items():
                text = texts.render(text_id, language, **arguments)
                rendered[variant, language] = Wording(
                    variant=variant,
                    language=language,
                    text=text,
                    digest=digest(text.encode("utf-8")),
                )
        return cls(_all=MappingProxyType(rendered), _default=texts.default)

    def show(self, variant: Variant, language: str) -> Wording:
        """The wording in a language, or in the default where there is none in it."""
        return self._all.get((variant, language)) or self._all[variant, self._default]

    def find(self, digest: bytes) -> Wording | None:
        """The wording that a consent names, or None when this deployment never showed it."""
        return next((w for w in self._all.values() if w.digest == digest), None)
