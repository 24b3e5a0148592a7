"""What tests/rewriting.py keeps is what pytest would have made, and found by it."""

from pathlib import Path

import pytest
from _pytest.assertion import rewrite

from tests import rewriting


def test_what_is_kept_is_what_pytest_would_make(
    pytestconfig: pytest.Config, tmp_path: Path
) -> None:
    test = tmp_path / "test_it.py"
    test.write_text("def test_it():\n    assert (1, 2) == (1, 3)\n")
    rewriting.rewrite(test)
    found = rewrite._read_pyc(test, rewriting.kept(test))
    assert found == rewrite._rewrite_test(test, pytestconfig)[1]
    test.write_text("def test_it():\n    assert False\n")
    assert rewrite._read_pyc(test, rewriting.kept(test)) is None
    rewriting.rewrite(test)
    assert rewrite._read_pyc(test, rewriting.kept(test)) not in {None, found}
