"""README.md tells the truth: its answers are the commands', its examples run, its links hold."""

import doctest
import re
import tomllib

from sim.assumptions import check
from tests.readme import ANSWER, README, renewed

TEXT = README.read_text(encoding="utf-8")


def test_the_answers_are_what_the_commands_say():
    assert ANSWER.search(TEXT)["shown"].count("\n") > 20
    assert renewed(TEXT) == TEXT, "README.md is stale: make golden"


def test_the_python_examples_run():
    result = doctest.testfile(str(README), module_relative=False)
    assert result.attempted >= 7
    assert result.failed == 0


def test_the_example_scenario_is_valid(tmp_path):
    (example,) = re.findall(r"```toml\n(.*?)```", TEXT, re.DOTALL)
    file = tmp_path / "our_shop.toml"
    file.write_text(example)
    assert tomllib.loads(example)["based_on"] == "corner_shop"
    assert check(file) == []


def test_what_it_names_is_there():
    places = re.findall(r"^\| `([^`]+)`", TEXT.split("## Where things are")[1], re.MULTILINE)
    assert len(places) > 8
    for place in places:
        assert (README.parent / place).exists(), place
    for link in re.findall(r"\]\(([^)]+)\)", TEXT):
        assert (README.parent / link).exists(), link
