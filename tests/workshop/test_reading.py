"""The trainer's file: what it says is read, and every kind of mistake is told with its line."""

import re
from pathlib import Path

import pytest
from pydantic import ValidationError

from sim.workshop import (
    Workshop,
    WorkshopError,
    check_workshop,
    is_workshop,
    read_workshop,
)

EXAMPLES = Path(__file__).resolve().parents[2] / "docs" / "examples"

BROKEN = """\
title = 7
scenario = "corner_shopp"
preset = "slogan"
seed = 12345
modules = ["00", "2", "12"]
seats = ["anna", "trainer", "Ben Z"]
analysts = ["ana"]
password = "abc"
memory_limit = 12
idle_minutes = 0.5
port = 80
wrong_names = "no"
colour = "blue"
modul = 3
[module.02]
locked = ["asked", "easy"]
hidden = ["asked_share", 4]
start = { ease = 2.5, lifted = 3, wrong = 1 }
reveal = "me"
lock = ["ease"]
[module.77]
locked = []
[module.03]
locked = "hours"
start = { hours = "five" }
[module.05]
reveal = 5
[game]
quarters = 40
minutes = [12, 0]
budget = -5
seed = -1
shocks = "some"
quarter = 8
"""
SAID = {
    1: "title is 7, but must be text",
    2: "scenario: there is no bundled scenario and no file",
    3: 'preset is "slogan", but must be "slogans" or "published"',
    4: "seed is 12345, but must be 9999 or less",
    5: 'modules: there is no module "2": did you mean "02"?',
    6: '"trainer" is the trainer\'s own seat',
    7: 'analysts: there is no seat "ana": did you mean "anna"?',
    8: 'password is "abc", but must have at least 4 characters',
    9: "memory_limit is 12, but must be 256 or more",
    10: "idle_minutes is 0.5, but must be a whole number",
    11: "port is 80, but must be 1024 or more",
    12: 'wrong_names is "no", but must be true or false',
    13: "there is no setting colour",
    14: "there is no setting modul: did you mean module?",
    16: 'module.02.locked: module 02 has no slider "easy": did you mean ease?',
    17: "module.02: asked_share is both locked and hidden: choose one",
    18: "module.02.start: ease is 2.5, but must be from 0 to 4 in steps of 1",
    19: 'module.02.reveal is "me", but must be "seat" or "trainer"',
    20: "there is no setting module.02.lock: did you mean module.02.locked?",
    21: 'there is no module "77"',
    24: 'module.03.locked is "hours", but must be a list of texts',
    25: "module.03.start is a table, but must be a table of numbers",
    27: 'module.05.reveal is 5, but must be "seat" or "trainer"',
    29: "game.quarters is 40, but must be 20 or less",
    30: "game.minutes is a list, but must be minutes",
    31: "game.budget is -5, but must be more than 0",
    32: "game.seed is -1, but must be 0 or more",
    33: 'game.shocks is "some", but must be "scenario", "seed" or "none"',
    34: "there is no setting game.quarter: did you mean game.quarters?",
}


def write(folder: Path, text: str) -> Path:
    file = folder / "workshop.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_every_kind_of_mistake_is_told_at_once_each_with_its_line(tmp_path):
    file = write(tmp_path, BROKEN)
    told = check_workshop(file)
    for line, words in SAID.items():
        at = [one for one in told if one.startswith(f"{file}:{line}: ")]
        assert any(words in one for one in at), (line, words, told)
    lines = [int(re.match(r".*?:(\d+): ", one)[1]) for one in told]
    assert set(lines) == set(SAID)
    assert lines == sorted(lines)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 1, "the file is empty, but must describe a workshop"),
        ("# nothing\n", 1, "the file says nothing, but must describe a workshop"),
        ("title = \n", 1, "this is not TOML"),
        ("modules = [00, 02]\n", 1, "this is not TOML"),
        ("seats = 0\n", 1, "seats is 0, but must be from 1 to 200"),
        ("seats = true\n", 1, "seats is true, but must be how many, or a list of names"),
        ("seats = []\n", 1, "seats is a list, but must have from 1 to 200 names"),
        ('seats = ["a", "a"]\n', 1, "seats is a list, but must name a once only"),
        ("modules = []\n", 1, "modules is a list, but must name one module or more"),
        ('modules = [2, "02"]\n', 1, "modules is a list, but must be a list of texts"),
        ('module = "02"\n', 1, 'module is "02", but must be'),
        ("game = 8\n", 1, "game is 8, but must be a table of parameters"),
        ("[game]\nminutes = []\n", 2, "game.minutes is a list, but must be minutes"),
        ('seats = 3\nanalysts = ["seat04"]\n', 2, 'there is no seat "seat04"'),
        (
            'seats = 999999999999\nanalysts = ["a"]\n',
            1,
            "seats is 999999999999, but must be from 1",
        ),
        ('scenario = "ours.toml"\n', 1, "ours.toml: there is no such file"),
        (f'scenario = "{"x" * 300}"\n', 1, "there is no bundled scenario and no file"),
        ('scenario = "hotel"\npreset = ["published"]\n', 2, "preset is a list, but must be"),
        ('password = "   x "\n', 1, "but must have at least 4 characters"),
        (f"module.02.start = {{ asked = 1{'0' * 400} }}\n", 1, "asked is a number of more than 40"),
        ("[module.02.start]\nlifted = 3\n", 2, "lifted is 3, but must be 0 (What management sees)"),
    ],
)
def test_a_mistake_alone(tmp_path, text, line, words):
    file = write(tmp_path, text)
    (told, *_) = check_workshop(file)
    assert told.startswith(f"{file}:{line}: ")
    assert words in told


def test_a_file_that_is_not_there_is_told_in_a_sentence(tmp_path):
    with pytest.raises(WorkshopError, match="there is no such file"):
        read_workshop(tmp_path / "none.toml")


def test_faults_of_the_scenario_are_told_with_its_own_line_too(tmp_path):
    (tmp_path / "ours.toml").write_text('based_on = "hotel"\n[voice]\nease = "much"\n')
    told = check_workshop(write(tmp_path, 'seed = 3\nscenario = "ours.toml"\n'))
    assert len(told) == 1
    assert ":2: scenario: " in told[0]
    assert "ours.toml:3: voice.ease" in told[0]


def test_the_example_says_what_each_line_says():
    one = read_workshop(EXAMPLES / "workshop.toml")
    assert (one.title, one.scenario, one.preset, one.seed) == (
        "Service day",
        "corner_shop",
        "slogans",
        26,
    )
    assert one.modules == ("00", "01", "02", "04", "05", "10")
    assert one.seat_names[0] == "seat01"
    assert one.seat_names[-1] == one.analysts[0] == "seat12"
    assert (one.password, one.memory_limit, one.idle_minutes, one.port) == (
        "open waters",
        1024,
        60,
        8000,
    )
    assert one.wrong_names is False
    assert one.terms("02").locked == ("ease",)
    assert one.terms("02").hidden == ("seed",)
    assert dict(one.terms("02").start) == {"asked": 0.0}
    assert one.terms("02").reveal == one.terms("05").reveal == "trainer"
    assert one.terms("04").reveal == "seat"
    assert (one.game.quarters, one.game.minutes, one.game.shocks) == (8, (12.0, 6.0), "scenario")
    assert one.game.budget is one.game.seed is None


def test_the_example_shows_every_setting():
    text = (EXAMPLES / "workshop.toml").read_text(encoding="utf-8")
    one = Workshop()
    for model in (one, one.game, one.terms("02")):
        for name in type(model).model_fields:
            assert re.search(rf"^(# |\[)?{name}\b", text, re.MULTILINE), name


def test_a_scenario_file_is_found_beside_it_and_says_the_preset(tmp_path):
    (tmp_path / "ours.toml").write_text('based_on = "hotel"\npreset = "published"\n')
    one = read_workshop(write(tmp_path, 'scenario = "ours.toml"\n'))
    assert one.scenario == str(tmp_path / "ours.toml")
    assert one.preset == "published"
    other = read_workshop(write(tmp_path, 'scenario = "ours.toml"\npreset = "slogans"\n'))
    assert other.preset == "slogans"


def test_a_password_has_no_spaces_at_its_ends_as_nobody_types_them(tmp_path):
    assert read_workshop(write(tmp_path, 'password = " two words "\n')).password == "two words"


def test_what_was_read_cannot_be_changed(tmp_path):
    one = read_workshop(write(tmp_path, "seats = 3\n"))
    with pytest.raises(ValidationError):
        one.seats = 4


def test_a_file_is_known_as_a_workshop_or_as_a_scenario():
    assert is_workshop(EXAMPLES / "workshop.toml")
    assert not is_workshop(EXAMPLES / "our_shop.toml")
    assert not is_workshop(EXAMPLES / "none.toml")
