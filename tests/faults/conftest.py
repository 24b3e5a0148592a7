"""What every fault test starts from: one team per run, copied for each test."""

import pytest

from tests.faults.scene import Team, make_team


@pytest.fixture(scope="session")
def team(tmp_path_factory: pytest.TempPathFactory) -> Team:
    return make_team(tmp_path_factory.mktemp("team") / "data")
