"""Golden files are current: `make golden` writes them anew."""

import pytest

from tests.golden import COMMANDS, FOLDER, answer


@pytest.mark.parametrize("name", COMMANDS)
def test_the_command_still_prints_this(name):
    assert answer(name) == (FOLDER / name).read_text(encoding="utf-8")


def test_no_golden_file_is_left_over():
    assert {file.name for file in FOLDER.iterdir()} == set(COMMANDS)
