"""Audits of case records on a file: which ones are due to end."""

from dataclasses import replace
from pathlib import Path

import pytest

from crypto.wire import CertificateId
from intake.errors import Conflict, NotFound
from intake.quality import QualityAudit
from people.accounts import Role
from storage.opening import Core
from storage.recordaudits import SqlRecordAudits
from tests.fakes.cabinet import TERMS
from tests.fakes.house import on_sqlite


def audits_on(core: Core) -> SqlRecordAudits:
    """Over an open core."""
    return SqlRecordAudits(
        store=core.store, fields=core.fields, audit=core.audit, clock=core.clock, terms=TERMS
    )


async def test_those_are_due_whose_time_is_over_and_whose_wraps_are_kept(tmp_path: Path) -> None:
    async with on_sqlite(tmp_path) as house:
        assert house.core is not None
        core = house.core
        audits = audits_on(core)
        certificate = CertificateId(b"c" * 32)
        for name, until in ((b"a", 100), (b"b", 200), (b"c", 300)):
            kept = QualityAudit(id=name * 16, certificate=certificate, by=Role.MANAGER, until=until)
            await audits.keep(kept, most=3)
        assert [each.id for each in await audits.due(now=99)] == []
        assert [each.id for each in await audits.due(now=200)] == [b"a" * 16, b"b" * 16]
        await audits.change(b"a" * 16, lambda found: replace(found, ended=True))
        assert [each.id for each in await audits.due(now=200)] == [b"b" * 16]


async def test_audits_are_found_paged_and_bounded_for_each_role(tmp_path: Path) -> None:
    async with on_sqlite(tmp_path) as house:
        assert house.core is not None
        core = house.core
        audits = audits_on(core)

        later = int(core.clock.now()) + 9

        def made(name: bytes, by: Role = Role.MANAGER) -> QualityAudit:
            certificate = CertificateId(b"c" * 32)
            return QualityAudit(id=name * 16, certificate=certificate, by=by, until=later)

        names = [b"a", b"b", b"c"]
        for name in names:
            await audits.keep(made(name), most=3)
        await audits.keep(made(b"c"), most=3)  # the same again
        with pytest.raises(Conflict) as refused:
            await audits.keep(made(b"d"), most=3)
        assert refused.value.code == "full"
        await audits.keep(made(b"l", Role.COORDINATOR), most=3)
        await audits.change(b"a" * 16, lambda found: replace(found, ended=True))
        await audits.keep(made(b"d"), most=3)
        assert [each.id[:1] for each in await audits.running()] == [b"d", b"l", b"c", b"b"]
        first = await audits.page(before=None, limit=2)
        assert [each.id[:1] for each in first] == [b"d", b"l"]
        rest = await audits.page(before=first[-1].id, limit=9)
        assert [each.id[:1] for each in rest] == [b"c", b"b", b"a"]
        with pytest.raises(NotFound):
            await audits.page(before=b"x" * 16, limit=2)
        assert await audits.find(b"x" * 16) is None
        found = await audits.find(b"a" * 16)
        assert found is not None
        assert found.ended
