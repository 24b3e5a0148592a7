"""Who wrote a signed text, by the certificate that it carries (protocol.md sections 11 to 13).
Needs no secret. Whether the text is about the right thing is its own file's question."""

from collections.abc import Collection
from dataclasses import dataclass

from crypto.errors import Refused
from crypto.wire.ids import HOLDERS, SignPublic
from crypto.wire.roster import Team
from crypto.wire.structure import Signed, open_signed
from crypto.wire.team import Certificate, certificate_id

__all__ = ["Author", "holder_author", "worker_author"]


@dataclass(frozen=True, kw_only=True)
class Author:
    """A certificate that stands for a signature; `listed`: the accepted roster has it today."""

    certificate: Certificate
    listed: bool


def worker_author(certificate: bytes, *, key: SignPublic, team: Team) -> Author:
    """The worker whose sign key this is, certified by the root or by a listed holder.

    Raises Refused, or what reading raises: then it is not certain who wrote it.
    """
    opened = open_signed(certificate, Certificate)
    holders = [team.holder(role) for role in HOLDERS]
    issuers = [team.roster.body.root, *[holder.sign_key for holder in holders if holder]]
    if opened.body.role != "worker" or opened.key not in issuers:
        raise Refused("The author is no certified worker.")
    return _author(opened, key=key, team=team)


def holder_author(
    certificate: bytes, *, key: SignPublic, team: Team, roles: Collection[str] = HOLDERS
) -> Author:
    """The holder, in one of these roles, whose sign key this is, certified by the root.

    Raises Refused, or what reading raises. A former holder is one with `listed` False.
    """
    opened = open_signed(certificate, Certificate)
    if not opened.body.is_holder or opened.body.role not in roles:
        raise Refused("The author is no holder who may.")
    if opened.key != team.roster.body.root:
        raise Refused("The author is no certified holder.")
    return _author(opened, key=key, team=team)


def _author(opened: Signed[Certificate], *, key: SignPublic, team: Team) -> Author:
    if opened.body.sign_key != key:
        raise Refused("The text is signed by somebody else.")
    listed = certificate_id(opened) in team.certificates
    return Author(certificate=opened.body, listed=listed)
