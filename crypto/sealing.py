"""The committing AEAD (protocol.md section 1.2): one ciphertext, one key, one purpose.
No keys are made or kept here."""

import secrets

from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_ABYTES as TAG_BYTES,
)
from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_decrypt as aead_open,
)
from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_encrypt as aead_seal,
)
from nacl.exceptions import CryptoError as SodiumError

from crypto.errors import DoesNotOpen
from crypto.hashing import Random, derive, equal

__all__ = ["SEAL_OVERHEAD", "message_key", "open_sealed", "open_with_message_key", "seal"]

_NONCE_BYTES = 24
_COMMITMENT_BYTES = 32
_INNER_BYTES = 32
_MESSAGE_KEY_BYTES = _INNER_BYTES + _COMMITMENT_BYTES
SEAL_OVERHEAD = _NONCE_BYTES + _COMMITMENT_BYTES + TAG_BYTES
"""How many bytes longer than its plaintext a sealed text is."""


def seal(*, key: bytes, ad: bytes, plaintext: bytes, random: Random = secrets.token_bytes) -> bytes:
    """nonce (24) ‖ commitment (32) ‖ XChaCha20-Poly1305 of `plaintext`.

    `key` is 32 bytes (else BadKey); `ad` an encoded structure. Draws 24 bytes: the nonce.
    """
    nonce = random(_NONCE_BYTES)
    inner, commitment = _expand(key=key, ad=ad, nonce=nonce)
    return nonce + commitment + aead_seal(plaintext, ad, nonce, inner)


def open_sealed(*, key: bytes, ad: bytes, sealed: bytes) -> bytes:
    """The plaintext, or DoesNotOpen: wrong key, wrong purpose and damage look alike."""
    if len(sealed) < SEAL_OVERHEAD:
        raise DoesNotOpen
    nonce = sealed[:_NONCE_BYTES]
    expanded = _expand(key=key, ad=ad, nonce=nonce)
    return open_with_message_key(message_key=b"".join(expanded), ad=ad, sealed=sealed)


def message_key(*, key: bytes, ad: bytes, sealed: bytes) -> bytes:
    """The 64-byte key of this one sealed text, to be shown to somebody else (section 17).

    Raises DoesNotOpen unless `key` opens it: a key that opens nothing is not handed on.
    """
    open_sealed(key=key, ad=ad, sealed=sealed)
    return b"".join(_expand(key=key, ad=ad, nonce=sealed[:_NONCE_BYTES]))


def open_with_message_key(*, message_key: bytes, ad: bytes, sealed: bytes) -> bytes:
    """The plaintext of one sealed text, or DoesNotOpen.

    The commitment is compared with what was handed on, not with a key that made it: whoever
    sealed the text could have made it open in two ways (section 17 says what that means).
    """
    if len(sealed) < SEAL_OVERHEAD or len(message_key) != _MESSAGE_KEY_BYTES:
        raise DoesNotOpen
    nonce, inner = sealed[:_NONCE_BYTES], message_key[:_INNER_BYTES]
    commitment = sealed[_NONCE_BYTES : _NONCE_BYTES + _COMMITMENT_BYTES]
    if not equal(message_key[_INNER_BYTES:], commitment):
        raise DoesNotOpen
    try:
        return aead_open(sealed[_NONCE_BYTES + _COMMITMENT_BYTES :], ad, nonce, inner)
    except SodiumError:
        raise DoesNotOpen from None


def _expand(*, key: bytes, ad: bytes, nonce: bytes) -> tuple[bytes, bytes]:
    """The AEAD's own key and the commitment to key, purpose and nonce."""
    data = len(ad).to_bytes(4, "big") + ad + nonce
    expanded = derive("pl.seal", key=key, data=data, size=_MESSAGE_KEY_BYTES)
    return expanded[:_INNER_BYTES], expanded[_INNER_BYTES:]
