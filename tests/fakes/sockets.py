"""Sockets that remember what they were told."""

from people.accounts import AccountId
from people.sessions import SessionId


class RecordingSockets:
    """Implements people's `LiveSockets` and supervision's `TeamSockets`."""

    def __init__(self) -> None:
        self.sessions: list[SessionId] = []
        self.accounts: list[AccountId] = []
        self.team_changes = 0

    def end_session(self, session: SessionId) -> None:
        self.sessions.append(session)

    def end_account(self, account: AccountId) -> None:
        self.accounts.append(account)

    def team(self) -> None:
        self.team_changes += 1
