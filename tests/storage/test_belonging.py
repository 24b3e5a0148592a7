"""A data directory belongs to the sandbox or to a real service, and never changes over."""

from pathlib import Path

import pytest

from storage.belonging import OtherData, belong
from storage.layout import Layout
from storage.opening import open_core
from tests.fakes.clock import FixedClock


@pytest.mark.parametrize("sandboxed", [True, False])
async def test_data_of_one_kind_is_refused_to_the_other(tmp_path: Path, *, sandboxed: bool) -> None:
    layout = Layout.at(tmp_path / "data")
    for _ in range(2):
        core = await open_core(layout=layout, clock=FixedClock())
        await belong(core.store, sandboxed=sandboxed)
        with pytest.raises(OtherData, match="DATA_DIR"):
            await belong(core.store, sandboxed=not sandboxed)
        await core.close()
