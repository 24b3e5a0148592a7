"""Becoming somebody here, and showing later that one is: challenges, enrolment, sign-in (§4).

A person proves that they hold the keys they name. What the keys open is not this file's matter.
"""

from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Final, Protocol

from crypto import CryptoError, wire
from people.accounts import (
    Account,
    AccountId,
    Accounts,
    AccountState,
    PublicKeys,
    Role,
    Side,
    TelegramId,
)
from people.clock import Clock, Random
from people.consents import Notice, Notices, read_agreement
from people.errors import Exists, Malformed, NotFound, SignedOut
from people.invites import Invite, InviteId, UsableInvites, token_digest
from people.keys import KINDS, Bundle, WrappedKey
from people.launch import Binding, Launch
from people.names import clean

CHALLENGE_SECONDS: Final = 300
CHALLENGE_BYTES: Final = 32
CHALLENGES_KEPT: Final = 20_000


@dataclass(frozen=True, kw_only=True)
class NewKeys:
    """A first bundle and the secrets that its key is wrapped under."""

    blob: bytes = field(repr=False)
    wrapped: tuple[WrappedKey, ...] = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class Enrolling:
    """What a device sends to enrol. `proof` and `consent` are signed structures."""

    proof: bytes = field(repr=False)
    consent: bytes = field(repr=False)
    invite: bytes | None = field(default=None, repr=False)
    name: str | None = field(default=None, repr=False)
    keys: NewKeys | None = field(default=None, repr=False)
    start_over: bool = False


@dataclass(frozen=True, kw_only=True)
class NewAccount:
    """All that enrolment stores, in one transaction. `replaces` is the account that was lost."""

    account: Account
    telegram: TelegramId = field(repr=False)
    consent: bytes = field(repr=False)
    binding: Binding = field(repr=False)
    keys: NewKeys | None = field(default=None, repr=False)
    invite: InviteId | None = None
    under18: bool = False
    replaces: AccountId | None = None


class EnrolmentStore(Protocol):
    """Where new accounts go."""

    async def enrol(self, new: NewAccount) -> None:
        """Keep an account with everything about it, and use its invite up, at once.

        With `replaces` that account is lost in the same step: found and contacted no more,
        its wrapped keys, bundle and sessions gone; its receipts stay, and what else ends with
        it (its live case) is joined in by the wiring. Raises Exists when that Telegram account
        has another one on the side, NotFound when the invite was used or withdrawn meanwhile.
        """
        ...

    async def bind(self, binding: Binding) -> None:
        """Remember which device used some launch data."""
        ...


class Challenges:
    """Challenges given out: each good once, for five minutes, for the launch that asked."""

    def __init__(self, *, clock: Clock, random: Random, kept: int = CHALLENGES_KEPT) -> None:
        self._clock = clock
        self._random = random
        self._kept = kept
        self._open: OrderedDict[bytes, tuple[Binding, float]] = OrderedDict()

    def give(self, launch: Launch) -> bytes:
        """A fresh challenge (32 bytes)."""
        while len(self._open) >= self._kept:
            self._open.popitem(last=False)
        challenge = self._random(CHALLENGE_BYTES)
        self._open[challenge] = (launch.binding, self._clock.now() + CHALLENGE_SECONDS)
        return challenge

    def take(self, challenge: bytes, launch: Launch) -> bool:
        """Use a challenge up; whether it was this launch's and still good."""
        binding, until = self._open.pop(challenge, (None, 0.0))
        return binding == launch.binding and self._clock.now() <= until


class Enrolment:
    """Enrols students and staff, and signs them in."""

    def __init__(
        self,
        *,
        store: EnrolmentStore,
        accounts: Accounts,
        invites: UsableInvites,
        challenges: Challenges,
        notices: Notices,
        clock: Clock,
        random: Random,
    ) -> None:
        self._store = store
        self._accounts = accounts
        self._invites = invites
        self._challenges = challenges
        self._notices = notices
        self._clock = clock
        self._random = random

    def challenge(self, launch: Launch) -> bytes:
        """A challenge to sign."""
        return self._challenges.give(launch)

    async def sign_in(self, launch: Launch, proof: bytes) -> Account:
        """The account whose key signed the challenge. Raises SignedOut, whatever the reason."""
        try:
            signed = wire.open_signed(proof, wire.SignIn)
        except CryptoError:
            raise SignedOut from None
        body, key = signed.body, signed.key
        fresh = self._challenges.take(body.challenge, launch)
        account = await self._accounts.find(side=launch.side, telegram=launch.telegram)
        named = (body.side, body.device_key, body.sign_key)
        if not fresh or named != (launch.side.value, launch.device_key, key):
            raise SignedOut
        if account is None or account.keys.sign != key:
            raise SignedOut
        if not account.state.usable:
            raise SignedOut
        await self._store.bind(launch.binding)
        return account

    async def enrol(self, launch: Launch, request: Enrolling) -> Account:
        """Make the launch's person an account, active for students, waiting for staff.

        A student who lost every key starts over: the new account takes the old one's place.
        Raises SignedOut (the proof), Malformed (keys, consent), BadName, NotFound (the invite)
        or Exists. Nothing is stored then.
        """
        keys = self._proven(launch, request.proof)
        before = await self._accounts.find(side=launch.side, telegram=launch.telegram)
        # Staff come back by passphrase or kit: their keys are in certificates that others rely on.
        if before is not None and not (request.start_over and launch.side is Side.STUDENT):
            raise Exists
        invite = await self._invite(launch.side, request.invite)
        role = Role.STUDENT if invite is None else invite.role
        if bool(keys.role) != role.holds:
            raise Malformed
        notice = read_agreement(
            request.consent, sign_key=keys.sign, side=launch.side, notices=self._notices
        )
        _check_new_keys(launch.side, request.keys)
        account = self._account(role, keys, request.name, notice)
        await self._store.enrol(
            NewAccount(
                account=account,
                telegram=launch.telegram,
                consent=request.consent,
                binding=launch.binding,
                keys=request.keys,
                invite=None if invite is None else invite.id,
                under18=invite is not None and invite.under18,
                replaces=None if before is None else before.id,
            )
        )
        return account

    def _proven(self, launch: Launch, proof: bytes) -> PublicKeys:
        try:
            signed = wire.open_signed(proof, wire.Enrol)
        except CryptoError:
            # Bad keys are refused where the structure is read.
            raise SignedOut from None
        body, key = signed.body, signed.key
        fresh = self._challenges.take(body.challenge, launch)
        if not fresh or (body.side, body.sign_key) != (launch.side.value, key):
            raise SignedOut
        return PublicKeys(sign=body.sign_key, box=body.box_key, role=body.role_key)

    async def invited(self, launch: Launch, token: bytes) -> Invite:
        """What an invite is for, so that a device makes the keys that its role has.

        Raises NotFound for one that cannot be used, and for students' launches.
        """
        if launch.side is not Side.STAFF:
            raise NotFound
        invite = await self._invites.usable(token_digest(token), now=int(self._clock.now()))
        if invite is None:
            raise NotFound
        return invite

    async def _invite(self, side: Side, token: bytes | None) -> Invite | None:
        if side is Side.STUDENT:
            if token is not None:
                raise Malformed
            return None
        if token is None:
            raise NotFound
        invite = await self._invites.usable(token_digest(token), now=int(self._clock.now()))
        if invite is None:
            raise NotFound
        return invite

    def _account(self, role: Role, keys: PublicKeys, name: str | None, notice: Notice) -> Account:
        student = role is Role.STUDENT
        if student and name is not None:
            raise Malformed  # what a student is called is inside their sealed card
        return Account(
            id=AccountId(self._random(16)),
            role=role,
            state=AccountState.ACTIVE if student else AccountState.WAITING,
            keys=keys,
            name="" if student else clean(name or ""),
            language=notice.language,
        )


def _check_new_keys(side: Side, keys: NewKeys | None) -> None:
    kinds = [] if keys is None else [key.kind for key in keys.wrapped]
    if len(set(kinds)) != len(kinds) or not set(kinds) <= KINDS[side]:
        raise Malformed
    # Staff must be able to come back: passphrase and kit, both from the start.
    if side is Side.STAFF and set(kinds) != KINDS[side]:
        raise Malformed


FIRST_REVISION: Final = 1


def first_bundle(keys: NewKeys) -> Bundle:
    """The bundle as enrolment stores it."""
    return Bundle(blob=keys.blob, revision=FIRST_REVISION)
