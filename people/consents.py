"""Receipts of what people agreed to (R3): signed by them, checked here, kept with the account.

The words themselves are policy's; a receipt names them by digest. What follows from a consent
is decided where it matters (intake/).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from crypto import CryptoError, wire
from people.accounts import Account, Accounts, Side
from people.errors import Malformed, TooMany
from policy.wording import TEXT_OF, Variant, Wordings

AGREE: Final = "agree"
SCOPE: Final[Mapping[Side, str]] = {Side.STUDENT: "conversation", Side.STAFF: "confidentiality"}
NOTICES: Final = "contact"
"""The scope of a student's receipts about being sent notices (R5)."""
VARIANTS: Final[Mapping[Side, frozenset[Variant]]] = {
    Side.STUDENT: frozenset({Variant.ADULT, Variant.UNDER_18}),
    Side.STAFF: frozenset({Variant.STAFF}),
}
MAX_CONSENTS: Final = 200
MAX_WORD: Final = 40
MAX_RECIPIENT: Final = 200


@dataclass(frozen=True, kw_only=True)
class Notice:
    """A wording that this deployment shows. `digest` = H("pl.wording", its UTF-8)."""

    variant: Variant
    language: str
    digest: bytes

    @property
    def id(self) -> str:
        """The name of its text in policy/locales."""
        return TEXT_OF[self.variant]


Notices = Mapping[bytes, Notice]
"""Every known wording by its digest."""


def notices_of(wordings: Wordings, languages: Iterable[str]) -> Notices:
    """The wordings in these languages (those that have them), by digest."""
    shown = [wordings.show(variant, language) for language in languages for variant in Variant]
    return {
        w.digest: Notice(variant=w.variant, language=w.language, digest=w.digest) for w in shown
    }


def read(signed: bytes, *, sign_key: bytes) -> wire.Consent:
    """A receipt signed by `sign_key` that names it, with plain words in it. Raises Malformed."""
    try:
        paper = wire.open_signed(signed, wire.Consent)
    except CryptoError:
        raise Malformed from None
    consent = paper.body
    if (paper.key, consent.sign_key) != (sign_key, sign_key):
        raise Malformed
    for word in (consent.action, consent.scope, consent.language):
        if not (1 <= len(word) <= MAX_WORD and word.isascii() and word.isprintable()):
            raise Malformed
    if len(consent.recipient) > MAX_RECIPIENT or not consent.recipient.isprintable():
        raise Malformed
    return consent


def read_agreement(signed: bytes, *, sign_key: bytes, side: Side, notices: Notices) -> Notice:
    """The notice agreed to at enrolment. Raises Malformed unless it is one of that side's.

    Nothing begins without it (R1; staff: R29). The text that was read has one language: a receipt
    that names another does not say what was agreed to (protocol.md §5).
    """
    consent = read(signed, sign_key=sign_key)
    notice = notices.get(consent.wording)
    if (consent.action, consent.scope) != (AGREE, SCOPE[side]):
        raise Malformed
    if notice is None or notice.variant not in VARIANTS[side]:
        raise Malformed
    if consent.language != notice.language:
        raise Malformed
    return notice


class Consents:
    """Adds receipts to an account: given, changed or withdrawn, each a new one."""

    def __init__(self, *, accounts: Accounts, notices: Notices) -> None:
        self._accounts = accounts
        self.notices = notices

    async def add(self, account: Account, signed: bytes) -> None:
        """Keep a receipt. Raises Malformed, or TooMany beyond 200: what was agreed to can be
        taken back then, too, and nothing agreed to anew.
        """
        consent = read(signed, sign_key=account.keys.sign)
        known = SCOPE[account.side]
        if (consent.action, consent.scope) == (AGREE, known):
            read_agreement(
                signed, sign_key=account.keys.sign, side=account.side, notices=self.notices
            )
        given = await self._accounts.consents(account.id)
        if signed in given:
            return
        if len(given) >= MAX_CONSENTS and not _takes_back(consent, given):
            raise TooMany
        await self._accounts.add_consent(account.id, signed)


def _takes_back(consent: wire.Consent, given: Sequence[bytes]) -> bool:
    """Whether it ends what stands: each scope's once, so that these are bounded, too."""
    said = [wire.open_signed(signed, wire.Consent).body for signed in given]
    newest = next((each for each in reversed(said) if each.scope == consent.scope), None)
    stands = consent.scope == NOTICES if newest is None else newest.action == AGREE
    return stands and consent.action != AGREE
