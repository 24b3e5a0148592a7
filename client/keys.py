"""A person's own keys: the bundle, and the secrets that wrap its key (protocol.md section 2).
Holds and seals; nothing here talks to a server or decides what to trust."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Self

import crypto
from crypto import BoxSecret, Random, SigningKey, Wrapping, wire
from crypto.wire import Bundle, BundleAd, Entry, Wrapped

__all__ = [
    "SECRET_BYTES",
    "KeyRing",
    "Secret",
    "WrappedKey",
    "open_bundle",
    "seal_bundle",
    "unwrap",
    "wrap",
]

SECRET_BYTES: Final = 16
"""Of a secret of kind `words`, `cloud` or `kit`."""
_KEY_BYTES: Final = 32
_OLD: Final = "old/"
"""Former keys: sign public key, box secret (section 6)."""


@dataclass(frozen=True, kw_only=True, repr=False)
class KeyRing:
    """The bundle in memory: one side of one person. Changing gives a new one."""

    side: str
    sign: SigningKey
    box: BoxSecret
    others: Mapping[str, bytes]

    @classmethod
    def generate(cls, *, side: str, random: Random = secrets.token_bytes) -> Self:
        """New keys. Draws 32 bytes for `sign`, then 32 for `box`."""
        sign = SigningKey.generate(random)
        return cls(side=side, sign=sign, box=BoxSecret.generate(random), others={})

    @classmethod
    def from_bundle(cls, bundle: Bundle) -> Self:
        """From an opened bundle; MalformedStructure without its two keys."""
        entries = {entry.name: entry.value for entry in bundle.entries}
        try:
            sign, box = entries.pop("sign"), entries.pop("box")
        except KeyError:
            raise crypto.MalformedStructure("A bundle holds two keys.") from None
        return cls(side=bundle.side, sign=SigningKey(sign), box=BoxSecret(box), others=entries)

    def to_bundle(self) -> Bundle:
        """Sorted, as it is sealed."""
        entries = {**self.others, "sign": self.sign.seed, "box": self.box.secret}
        named = sorted(entries.items(), key=lambda item: item[0].encode())
        made = tuple(Entry(name=name, value=value) for name, value in named)
        return Bundle(side=self.side, entries=made)

    def with_entry(self, name: str, value: bytes) -> Self:
        """The same with one more entry, or another value for it."""
        return replace(self, others={**self.others, name: value})

    def renewed(self, *, random: Random = secrets.token_bytes) -> Self:
        """New keys, with the former ones kept for reading. Draws as `generate`."""
        fresh = type(self).generate(side=self.side, random=random)
        count = sum(name.startswith(_OLD) for name in self.others)
        former = self.sign.public + self.box.secret
        return replace(fresh, others={**self.others, f"{_OLD}{count + 1}": former})

    @property
    def identities(self) -> Sequence[tuple[bytes, BoxSecret]]:
        """Every sign public key this person has had, with its box secret; the newest first."""
        kept = sorted(
            (int(name.removeprefix(_OLD)), value)
            for name, value in self.others.items()
            if name.startswith(_OLD)
        )
        former = [
            (value[:_KEY_BYTES], BoxSecret(value[_KEY_BYTES:])) for _, value in reversed(kept)
        ]
        return [(self.sign.public, self.box), *former]

    @property
    def pinned_root(self) -> wire.SignPublic | None:
        """The root this person trusts, if any yet."""
        root = self.others.get("root")
        return None if root is None else wire.SignPublic(root)

    @property
    def newest_roster(self) -> wire.RosterPin | None:
        """The newest roster this person has accepted."""
        kept = self.others.get("roster")
        if kept is None:
            return None
        return wire.RosterPin(version=crypto.read_u64(kept[:8]), hash=wire.RosterHash(kept[8:]))

    def accepted(self, team: wire.Team) -> Self:
        """Remember root and roster of a team that was accepted."""
        pin = team.pin
        kept = self.with_entry("root", team.roster.body.root)
        if "root-checked" not in kept.others:
            kept = kept.with_entry("root-checked", b"\0")
        return kept.with_entry("roster", crypto.u64(pin.version) + pin.hash)

    def __repr__(self) -> str:
        return "<KeyRing>"


@dataclass(frozen=True, kw_only=True, repr=False)
class Secret:
    """What a person keeps: its kind and its bytes (a passphrase's as section 2.2 says)."""

    kind: str
    value: bytes

    @classmethod
    def passphrase(cls, text: str) -> Self:
        """Of what somebody typed."""
        return cls(kind="passphrase", value=crypto.passphrase_bytes(text))

    @classmethod
    def from_words(cls, text: str, *, kind: str = "words") -> Self:
        """Of twelve words (`words` or `kit`)."""
        return cls(kind=kind, value=crypto.secret_from_words(text))

    @classmethod
    def generate(cls, kind: str, *, random: Random = secrets.token_bytes) -> Self:
        """A new one of kind `words`, `cloud` or `kit`. Draws 16 bytes."""
        return cls(kind=kind, value=random(SECRET_BYTES))

    def keys(self, *, salt: bytes, wrapping: Wrapping) -> tuple[bytes, bytes]:
        """The wrap key and the fetch key."""
        master = crypto.argon2id(secret=self.value, salt=salt, wrapping=wrapping)
        data = self.kind.encode()
        return (
            crypto.derive("pl.wrap", key=master, data=data),
            crypto.derive("pl.fetch", key=master, data=data),
        )

    def __repr__(self) -> str:
        return "<Secret>"


@dataclass(frozen=True, kw_only=True, repr=False)
class WrappedKey:
    """What the server keeps of one secret."""

    kind: str
    salt: bytes
    verifier: bytes
    wrapped: bytes


def wrap(
    secret: Secret,
    *,
    side: str,
    bundle_key: bytes,
    random: Random = secrets.token_bytes,
) -> WrappedKey:
    """The bundle key under a secret. Draws 16 bytes of salt, then 24 of nonce."""
    wrapping = Wrapping()
    salt = random(SECRET_BYTES)
    wrap_key, fetch_key = secret.keys(salt=salt, wrapping=wrapping)
    ad = _ad(secret.kind, side=side, salt=salt, wrapping=wrapping)
    wrapped = crypto.seal(key=wrap_key, ad=ad, plaintext=bundle_key, random=random)
    verifier = wire.verifier(fetch_key)
    return WrappedKey(kind=secret.kind, salt=salt, verifier=verifier, wrapped=wrapped)


def unwrap(secret: Secret, *, side: str, salt: bytes, wrapping: Wrapping, wrapped: bytes) -> bytes:
    """The bundle key, or DoesNotOpen. `wrapping` has refused weak parameters already."""
    wrap_key, _ = secret.keys(salt=salt, wrapping=wrapping)
    ad = _ad(secret.kind, side=side, salt=salt, wrapping=wrapping)
    key = crypto.open_sealed(key=wrap_key, ad=ad, sealed=wrapped)
    if len(key) != _KEY_BYTES:
        raise crypto.BadKey
    return key


def seal_bundle(
    ring: KeyRing, *, bundle_key: bytes, revision: int, random: Random = secrets.token_bytes
) -> bytes:
    """The blob of this revision. Draws 24 bytes of nonce."""
    ad = BundleAd(side=ring.side, revision=revision).encode()
    plaintext = crypto.pad(ring.to_bundle().encode())
    return crypto.seal(key=bundle_key, ad=ad, plaintext=plaintext, random=random)


def open_bundle(blob: bytes, *, bundle_key: bytes, side: str, revision: int) -> KeyRing:
    """The person's keys from the blob of exactly this revision and side, or DoesNotOpen."""
    ad = BundleAd(side=side, revision=revision).encode()
    bundle = Bundle.decode(crypto.unpad(crypto.open_sealed(key=bundle_key, ad=ad, sealed=blob)))
    if bundle.side != side:
        raise crypto.DoesNotOpen
    return KeyRing.from_bundle(bundle)


def _ad(kind: str, *, side: str, salt: bytes, wrapping: Wrapping) -> bytes:
    return Wrapped(
        side=side,
        kind=kind,
        salt=salt,
        memory=wrapping.memory,
        passes=wrapping.passes,
        lanes=wrapping.lanes,
    ).encode()
