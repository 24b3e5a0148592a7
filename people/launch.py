"""Launch data: Telegram's word for who opened the Mini App (protocol.md §4).

Checks it, binds it to the first device key that uses it and hands out short-lived launch tokens,
all in memory: before somebody has agreed to something, the server stores nothing about them.
"""

from collections import Counter, OrderedDict, deque
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final, Protocol

from init_data_py import InitData, errors, validate_by_hash

from crypto import CryptoError, digest, wire
from people.accounts import Side, TelegramId
from people.clock import Clock, Random
from people.errors import Full, SignedOut, SlowDown

MAX_AGE_SECONDS: Final = 3600
MAX_AHEAD_SECONDS: Final = 60
MAX_INIT_DATA: Final = 4096
MAX_TELEGRAM_ID: Final = 2**52
"""The Bot API: at most 52 significant bits."""
TOKEN_SECONDS: Final = 900
TOKEN_BYTES: Final = 32
KEPT: Final = 50_000
PER_PERSON: Final = 60
"""Launches of one person within an hour; each is a press of a button in Telegram."""
TOKENS_PER_PERSON: Final = 16
"""Launch tokens of one person at a time: the same launch data may ask again and again, and must
not crowd out other people's."""


@dataclass(frozen=True, kw_only=True)
class Binding:
    """Some launch data and the one device key that may use it, until it is too old anyway.

    `id` comes from Telegram's own hash over the sorted fields, so that a re-ordered or otherwise
    re-spelled copy is the same launch data; `spelling` is the hash of the bytes first used, and
    any other spelling is refused.
    """

    id: bytes = field(repr=False)
    spelling: bytes = field(repr=False)
    device_key: bytes = field(repr=False)
    until: int


@dataclass(frozen=True, kw_only=True)
class Launch:
    """A checked launch: who, on which side, from which device."""

    telegram: TelegramId = field(repr=False)
    side: Side
    binding: Binding
    language: str

    @property
    def device_key(self) -> bytes:
        """The Ed25519 key of the installation that opened the Mini App."""
        return self.binding.device_key


class Bindings(Protocol):
    """Bindings of launch data by which somebody enrolled or signed in.

    Enrolment and signing in write them: memory alone would forget them at a restart.
    """

    async def binding(self, id_: bytes) -> Binding | None:
        """The stored binding of some launch data, or None."""
        ...


class Launches:
    """Checks launch data and remembers, in bounded memory, which device used it."""

    def __init__(
        self,
        *,
        bot_token: str,
        bindings: Bindings,
        clock: Clock,
        random: Random,
        kept: int = KEPT,
        per_person: int = PER_PERSON,
    ) -> None:
        self._bot_token = bot_token
        self._bindings = bindings
        self._clock = clock
        self._random = random
        self._kept = kept
        self._per_person = per_person
        self._bound: OrderedDict[bytes, tuple[Binding, TelegramId]] = OrderedDict()
        self._people: Counter[TelegramId] = Counter()
        self._tokens: OrderedDict[bytes, tuple[Launch, float]] = OrderedDict()
        self._given: dict[TelegramId, deque[bytes]] = {}

    async def open(self, *, init_data: str, side: Side, device_key: bytes, proof: bytes) -> bytes:
        """Check launch data with its proof and return a launch token (32 bytes).

        Raises SignedOut for any fault of the data, the proof or the device, SlowDown when one
        person launches too often, Full when too many did.
        """
        data = self._authentic(init_data)
        spelling = wire.init_hash(init_data)
        self._check_proof(proof, spelling=spelling, side=side, device_key=device_key)
        user = data.user
        if user is None or user.is_bot or not 0 < user.id < MAX_TELEGRAM_ID:
            raise SignedOut
        binding = Binding(
            id=digest("pl.init", bytes.fromhex(data.hash)),
            spelling=spelling,
            device_key=device_key,
            until=data.auth_date + MAX_AGE_SECONDS,
        )
        telegram = TelegramId(user.id)
        await self._bind(binding, telegram)
        language = user.language_code or "en"
        return self._token(
            Launch(telegram=telegram, side=side, binding=binding, language=language[:8])
        )

    def check(self, token: bytes) -> Launch:
        """The launch that a token came from. Raises SignedOut when it is unknown or run out."""
        launch, until = self._tokens.get(digest("pl.init", token), (None, 0.0))
        if launch is None or self._clock.now() > until:
            raise SignedOut
        return launch

    def _authentic(self, init_data: str) -> InitData:
        now = self._clock.now()
        if len(init_data) > MAX_INIT_DATA:
            raise SignedOut
        try:
            data = validate_by_hash(
                init_data,
                self._bot_token,
                expires_in=MAX_AGE_SECONDS,
                now=datetime.fromtimestamp(now, UTC),
            )
        except (errors.InvalidInitDataError, ValueError, RecursionError):
            # It reads JSON before it checks the hash, so nesting can exhaust it; and its
            # messages quote the data: nothing of them is passed on.
            raise SignedOut from None
        if data.auth_date > now + MAX_AHEAD_SECONDS:
            raise SignedOut
        return data

    @staticmethod
    def _check_proof(proof: bytes, *, spelling: bytes, side: Side, device_key: bytes) -> None:
        try:
            signed = wire.open_signed(proof, wire.Launch)
        except CryptoError:
            raise SignedOut from None
        body = signed.body
        if (signed.key, body.device_key) != (device_key, device_key):
            raise SignedOut
        if (body.side, body.init) != (side.value, spelling):
            raise SignedOut

    async def _bind(self, binding: Binding, telegram: TelegramId) -> None:
        self._drop_old()
        stored = await self._bindings.binding(binding.id)
        # Read after the await: of two devices at the same moment, the second one finds the first.
        held = self._bound.get(binding.id)
        first = held[0] if held is not None else stored
        if first is not None:
            same = (first.device_key, first.spelling) == (binding.device_key, binding.spelling)
            if not same:
                raise SignedOut
            return
        if self._people[telegram] >= self._per_person:
            raise SlowDown(retry_after=60)
        # A full memory refuses: dropping a binding would let a second device use its data.
        if len(self._bound) >= self._kept:
            raise Full
        self._bound[binding.id] = (binding, telegram)
        self._people[telegram] += 1

    def _drop_old(self) -> None:
        now = self._clock.now()
        # Order of arrival is close to order of age, and each is at most an hour away from it.
        for id_ in [id_ for id_, (held, _) in self._bound.items() if held.until < now]:
            _, telegram = self._bound.pop(id_)
            self._people[telegram] -= 1
            if not self._people[telegram]:
                del self._people[telegram]

    def _token(self, launch: Launch) -> bytes:
        now = self._clock.now()
        while self._tokens:
            oldest = next(iter(self._tokens))
            if self._tokens[oldest][1] >= now and len(self._tokens) < self._kept:
                break
            self._drop(oldest)
        own = self._given.setdefault(launch.telegram, deque())
        if len(own) >= TOKENS_PER_PERSON:
            del self._tokens[own.popleft()]
        token = self._random(TOKEN_BYTES)
        key = digest("pl.init", token)
        own.append(key)
        self._tokens[key] = (launch, now + TOKEN_SECONDS)
        return token

    def _drop(self, key: bytes) -> None:
        launch, _ = self._tokens.pop(key)
        own = self._given[launch.telegram]
        own.remove(key)
        if not own:
            del self._given[launch.telegram]
