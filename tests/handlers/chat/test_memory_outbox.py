"""The fake outbox keeps the contract that the real one keeps."""

import pytest

from tests.contracts.outbox_contract import OutboxContract
from tests.fakes.outbox import MemoryOutbox


class TestMemoryOutbox(OutboxContract):
    @pytest.fixture
    def ports(self) -> MemoryOutbox:
        return MemoryOutbox()
