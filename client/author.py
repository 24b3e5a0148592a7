"""Under which certificate this device signs, and who signed what it reads (protocol.md 11-13).
Nothing here seals or talks to a server."""

from collections.abc import Callable

from client.keys import KeyRing
from crypto import CryptoError, Refused
from crypto.wire import Author, Certificate, Signed, Team

__all__ = ["or_uncertain", "own_certificate"]


def own_certificate(team: Team, *, ring: KeyRing) -> Signed[Certificate]:
    """One's own listed certificate; Refused when the roster has none."""
    for certificate in team.certificates.values():
        if certificate.body.sign_key == ring.sign.public:
            return certificate
    raise Refused("The roster does not list this person.")


def or_uncertain(judge: Callable[[], Author]) -> Author | None:
    """The author, or None where it is not certain who wrote: shown all the same."""
    try:
        return judge()
    except CryptoError:
        return None
