"""A person's device as the server meets it: launch data, keys, signed structures.

The keys are real; nothing is sealed to anybody.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import crypto
from crypto import wire
from people.accounts import Account, AccountId, AccountState, PublicKeys, Role, Side, TelegramId
from people.keys import Kind, WrappedKey
from people.launch import Binding, Launch
from tests.fakes.launchdata import launch_data

BOT_TOKEN = "7000000001:AAtests-only"
DAY = 24 * 3600


@dataclass(frozen=True)
class Device:
    """One person on one side, with one installation."""

    telegram: int
    side: Side = Side.STUDENT
    role: Role = Role.STUDENT
    installation: crypto.SigningKey = field(default_factory=crypto.SigningKey.generate)
    sign: crypto.SigningKey = field(default_factory=crypto.SigningKey.generate)
    box: crypto.BoxSecret = field(default_factory=crypto.BoxSecret.generate)
    role_box: crypto.BoxSecret = field(default_factory=crypto.BoxSecret.generate)

    @classmethod
    def staff(cls, telegram: int, role: Role) -> "Device":
        return cls(telegram, Side.STAFF, role)

    @property
    def role_key(self) -> bytes:
        return self.role_box.public if self.role.holds else b""

    @property
    def keys(self) -> PublicKeys:
        return PublicKeys(sign=self.sign.public, box=self.box.public, role=self.role_key)

    def another(self) -> "Device":
        """The same person on another installation."""
        return replace(self, installation=crypto.SigningKey.generate())

    def init_data(self, *, at: float, token: str = BOT_TOKEN) -> str:
        return launch_data(self.telegram, at=int(at), token=token)

    def launch_proof(self, init_data: str, *, side: Side | None = None) -> bytes:
        body = wire.Launch(
            init=wire.init_hash(init_data),
            side=(side or self.side).value,
            device_key=wire.SignPublic(self.installation.public),
        )
        return wire.signed(body, key=self.installation).raw

    def sign_in(self, challenge: bytes, *, key: crypto.SigningKey | None = None) -> bytes:
        key = key or self.sign
        body = wire.SignIn(
            challenge=challenge,
            side=self.side.value,
            sign_key=wire.SignPublic(key.public),
            device_key=wire.SignPublic(self.installation.public),
        )
        return wire.signed(body, key=key).raw

    def enrol(self, challenge: bytes, *, role_key: bytes | None = None) -> bytes:
        body = wire.Enrol(
            challenge=challenge,
            side=self.side.value,
            sign_key=wire.SignPublic(self.sign.public),
            box_key=wire.BoxPublic(self.box.public),
            role_key=self.role_key if role_key is None else role_key,
        )
        return wire.signed(body, key=self.sign).raw

    def consent(
        self,
        digest: bytes,
        *,
        action: str = "agree",
        scope: str = "",
        recipient: str = "",
        language: str = "en",
    ) -> bytes:
        usual = "conversation" if self.side is Side.STUDENT else "confidentiality"
        body = wire.Consent(
            action=action,
            scope=scope or usual,
            recipient=recipient,
            wording=digest,
            language=language,
            given=1_800_000_000,
            sign_key=wire.SignPublic(self.sign.public),
        )
        return wire.signed(body, key=self.sign).raw

    def account(self, *, name: str = "", state: AccountState = AccountState.ACTIVE) -> Account:
        """This person as an account that the server might have."""
        id_ = AccountId(crypto.digest("pl.init", self.sign.public)[:16])
        return Account(id=id_, role=self.role, state=state, keys=self.keys, name=name)

    def launch(self, *, at: int = 1_800_000_000) -> Launch:
        """A launch as the server would have checked it."""
        return Launch(
            telegram=TelegramId(self.telegram),
            side=self.side,
            binding=Binding(
                id=crypto.random_bytes(32),
                spelling=crypto.random_bytes(32),
                device_key=self.installation.public,
                until=at + 3600,
            ),
            language="en",
        )


def certificate(
    member: Device,
    *,
    name: str,
    by: crypto.SigningKey,
    now: int,
    days: int | None = None,
    under18: bool = False,
    starts: int = 0,
    version: int = 1,
) -> bytes:
    """A certificate for a member's keys; as long as its role's may well be unless said."""
    days = days or (31 if member.role is Role.AUDITOR else 100)
    body = wire.Certificate(
        serial=crypto.random_bytes(16),
        role=member.role.value,
        name=name,
        sign_key=wire.SignPublic(member.sign.public),
        box_key=wire.BoxPublic(member.box.public),
        role_key=member.role_key,
        role_key_version=version if member.role.holds else 0,
        under18=under18,
        not_before=now + starts,
        not_after=now + starts + days * DAY,
    )
    return wire.signed(body, key=by).raw


def certificate_id(signed: bytes) -> wire.CertificateId:
    """The id of a signed certificate."""
    return wire.certificate_id(wire.open_signed(signed, wire.Certificate))


def roster(
    certificates: Sequence[bytes],
    *,
    root: bytes,
    by: crypto.SigningKey,
    now: int,
    version: int = 1,
    previous: bytes = bytes(32),
    days: int = 35,
    audit: tuple[int, bytes] = (0, bytes(32)),
) -> bytes:
    """A signed roster of these certificates."""
    body = wire.Roster(
        version=version,
        previous=previous,
        issued=now,
        expires=now + days * DAY,
        root=wire.SignPublic(root),
        certificates=tuple(sorted(certificate_id(signed) for signed in certificates)),
        audit_row=audit[0],
        audit_head=audit[1],
    )
    return wire.signed(body, key=by).raw


def roster_hash(signed: bytes) -> bytes:
    """The hash of a signed roster."""
    return wire.roster_hash(wire.open_signed(signed, wire.Roster))


def wrapped(kind: Kind, *, fetch_key: bytes = b"f" * 32) -> WrappedKey:
    """A wrapped key whose fetch key is known."""
    return WrappedKey(
        kind=kind,
        salt=crypto.random_bytes(16),
        verifier=crypto.digest("pl.verifier", fetch_key),
        wrapped=crypto.random_bytes(120),
    )
