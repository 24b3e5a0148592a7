"""People in memory: every port that people/ needs of a store, under the same contract."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from people.accounts import Account, AccountId, AccountState, Contact, Side, TelegramId
from people.enrolment import NewAccount, first_bundle
from people.errors import Exists, Last, NotFound, Stale
from people.keys import Bundle, Kind, WrappedKey
from people.launch import Binding
from people.sessions import Session, SessionId, Standing
from tests.fakes.clock import FixedClock
from tests.fakes.team import MemoryInvites


class MemoryPeople:
    """Implements `Accounts`, `EnrolmentStore`, `Bindings` and `KeyStore`."""

    def __init__(self, *, clock: FixedClock, invites: MemoryInvites) -> None:
        self._clock = clock
        self._invites = invites
        self.news: dict[AccountId, NewAccount] = {}
        self.accounts: dict[AccountId, Account] = {}
        self.receipts: dict[AccountId, list[bytes]] = {}
        self._keys: dict[tuple[AccountId, Kind], WrappedKey] = {}
        self._bundles: dict[AccountId, Bundle] = {}
        self.sessions: dict[SessionId, Session] = {}
        self._bindings: dict[bytes, Binding] = {}
        self.blocked: set[int] = set()

    async def get(self, account: AccountId) -> Account | None:
        return self.accounts.get(account)

    async def find(self, *, side: Side, telegram: TelegramId) -> Account | None:
        for account in self.accounts.values():
            theirs = account.side is side and self.news[account.id].telegram == telegram
            if theirs and account.state is not AccountState.LOST:
                return account
        return None

    async def contact(self, account: AccountId) -> Contact | None:
        known = self.accounts.get(account)
        if known is None or known.state is AccountState.LOST:
            return None
        chat = self.news[account].telegram
        return Contact(
            chat=chat,
            language=self.accounts[account].language,
            reachable=chat not in self.blocked,
        )

    async def other_side(self, account: AccountId) -> AccountId | None:
        known = self.accounts.get(account)
        if known is None or known.state is AccountState.LOST:
            return None
        side = known.side
        other = Side.STAFF if side is Side.STUDENT else Side.STUDENT
        found = await self.find(side=other, telegram=self.news[account].telegram)
        return None if found is None else found.id

    async def speak(self, account: AccountId, language: str) -> None:
        known = self.accounts.get(account)
        if known is None or not known.state.usable:
            raise NotFound
        self.accounts[account] = replace(known, language=language)

    async def consents(self, account: AccountId) -> Sequence[bytes]:
        return list(self.receipts.get(account, []))

    async def add_consent(self, account: AccountId, signed: bytes) -> None:
        if account not in self.accounts:
            raise NotFound
        self.receipts[account].append(signed)

    async def enrol(self, new: NewAccount) -> None:
        account = new.account
        found = await self.find(side=account.side, telegram=new.telegram)
        if (None if found is None else found.id) != new.replaces:
            raise Exists
        if new.invite is not None and not self._invites.use(new.invite, now=int(self._clock.now())):
            raise NotFound
        if new.replaces is not None:
            self._lose(new.replaces)
        self.news[account.id] = new
        self.accounts[account.id] = account
        self.receipts[account.id] = [new.consent]
        if new.keys is not None:
            for key in new.keys.wrapped:
                self._keys[account.id, key.kind] = key
            self._bundles[account.id] = first_bundle(new.keys)
        await self.bind(new.binding)

    def _lose(self, account: AccountId) -> None:
        self.accounts[account] = replace(self.accounts[account], state=AccountState.LOST)
        self.sessions = {i: s for i, s in self.sessions.items() if s.account != account}
        self._keys = {place: k for place, k in self._keys.items() if place[0] != account}
        self._bundles.pop(account, None)

    async def bind(self, binding: Binding) -> None:
        now = self._clock.now()
        self._bindings = {i: b for i, b in self._bindings.items() if b.until >= now}
        self._bindings.setdefault(binding.id, binding)

    async def binding(self, id_: bytes) -> Binding | None:
        return self._bindings.get(id_)

    async def stored(
        self, *, side: Side, telegram: TelegramId, kind: Kind
    ) -> tuple[AccountState, WrappedKey, Bundle | None] | None:
        account = await self.find(side=side, telegram=telegram)
        key = None if account is None else self._keys.get((account.id, kind))
        if account is None or key is None:
            return None
        return account.state, key, self._bundles.get(account.id)

    async def kinds(self, account: AccountId) -> Sequence[Kind]:
        return sorted(kind for owner, kind in self._keys if owner == account)

    async def revision(self, account: AccountId) -> int:
        bundle = self._bundles.get(account)
        return 0 if bundle is None else bundle.revision

    async def put(
        self, account: AccountId, key: WrappedKey, *, but: SessionId
    ) -> Sequence[SessionId]:
        self._known(account)
        replaced = (account, key.kind) in self._keys
        self._keys[account, key.kind] = key
        return self.end_others(account, but=but) if replaced else []

    async def drop(
        self, account: AccountId, kind: Kind, *, keep_one: bool, but: SessionId
    ) -> Sequence[SessionId] | None:
        self._known(account)
        kinds = await self.kinds(account)
        if kind not in kinds:
            return None
        if keep_one and len(kinds) == 1:
            raise Last
        del self._keys[account, kind]
        return self.end_others(account, but=but)

    def end_others(self, account: AccountId, *, but: SessionId) -> Sequence[SessionId]:
        """What both `KeyStore` and `SessionStore` do to an account's other sessions."""
        ended = [i for i, s in self.sessions.items() if s.account == account and i != but]
        for id_ in ended:
            del self.sessions[id_]
        return ended

    async def save(self, account: AccountId, bundle: Bundle) -> None:
        self._known(account)
        if bundle.revision != await self.revision(account) + 1:
            raise Stale
        self._bundles[account] = bundle

    def _known(self, account: AccountId) -> None:
        if account not in self.accounts:
            raise NotFound

    def set_state(self, account: AccountId, state: AccountState) -> None:
        """What the team's store does to an account."""
        self.accounts[account] = replace(self.accounts[account], state=state)
        if state is AccountState.SUSPENDED:
            kept = {i: s for i, s in self.sessions.items() if s.account != account}
            self.sessions = kept


class MemorySessions:
    """Implements `SessionStore` over the same people."""

    def __init__(self, people: MemoryPeople) -> None:
        self._people = people
        self._away: dict[tuple[AccountId, bytes], None] = {}

    async def send_away(self, account: AccountId, devices: Collection[bytes], *, most: int) -> None:
        for device in sorted(devices):
            self._away.setdefault((account, device))
        own = [place for place in self._away if place[0] == account]
        for place in own[:-most]:
            del self._away[place]

    async def is_away(self, account: AccountId, device: bytes) -> bool:
        return (account, device) in self._away

    async def let_back(self, account: AccountId, device: bytes) -> None:
        self._away.pop((account, device), None)

    async def add(self, session: Session, *, most: int) -> Sequence[SessionId]:
        self._people.sessions[session.id] = session
        others = [
            s
            for s in self._people.sessions.values()
            if s.account == session.account and s.id != session.id
        ]
        others.sort(key=lambda s: (-s.started, -s.used, s.id))
        beyond = [s.id for s in others[most - 1 :]]
        for id_ in beyond:
            del self._people.sessions[id_]
        return beyond

    async def get(self, session: SessionId) -> tuple[Session, Account] | None:
        found = self._people.sessions.get(session)
        return None if found is None else (found, self._people.accounts[found.account])

    def standings_at_once(self, sessions: Collection[SessionId]) -> Mapping[SessionId, Standing]:
        found = ((session, self._standing(session)) for session in sessions)
        return {session: standing for session, standing in found if standing is not None}

    async def standing(self, session: SessionId) -> Standing | None:
        return self._standing(session)

    def _standing(self, session: SessionId) -> Standing | None:
        kept = self._people.sessions.get(session)
        if kept is None:
            return None
        account = self._people.accounts[kept.account]
        return Standing(
            side=account.side, state=account.state, started=kept.started, used=kept.used
        )

    async def of(self, account: AccountId) -> Sequence[Session]:
        return [s for s in self._people.sessions.values() if s.account == account]

    async def touch(self, session: SessionId, *, used: int) -> None:
        found = self._people.sessions.get(session)
        if found is not None and found.used < used:
            self._people.sessions[session] = replace(found, used=used)

    async def end(self, session: SessionId) -> None:
        self._people.sessions.pop(session, None)

    async def end_others(self, account: AccountId, *, but: SessionId) -> Sequence[SessionId]:
        return self._people.end_others(account, but=but)

    async def prune(self, *, started_before: int, used_before: int) -> int:
        old = [
            i
            for i, s in self._people.sessions.items()
            if s.started < started_before or s.used < used_before
        ]
        for id_ in old:
            del self._people.sessions[id_]
        return len(old)
