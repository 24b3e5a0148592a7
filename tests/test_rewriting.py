"""What tests/rewriting.py keeps is what pytest and Hypothesis would make and look for."""

import sys
from pathlib import Path

import pytest
from _pytest.assertion import rewrite
from hypothesis.internal.constants_ast import constants_from_module, is_local_module_file

import bot.listener
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


def test_the_constants_are_what_hypothesis_would_find() -> None:
    file = bot.listener.__file__
    assert is_local_module_file(file)
    assert len(constants_from_module(bot.listener))
    assert rewriting.read_constants(Path(file)) == constants_from_module(bot.listener)


def test_no_module_is_left_for_each_process_to_read() -> None:
    root = rewriting.TESTS.parent
    files = [getattr(module, "__file__", None) for module in list(sys.modules.values())]
    local = {Path(file) for file in files if file and is_local_module_file(file)}
    read = {path for path in local if root in path.parents}
    assert read
    assert read <= set(rewriting.modules())
