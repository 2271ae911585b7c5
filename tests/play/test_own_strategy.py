"""A team's own strategy from a file: its faults are said in a sentence, with their line."""

import pickle

import pytest

import sim
from sim.play.game import Game, GameError
from sim.play.game.own_strategy import own_strategy
from sim.play.game.strategies import entries_of


@pytest.fixture(scope="module")
def terms():
    shop = sim.load("corner_shop", changes={"market.customers": 60, "market.people": 150})
    return Game(shop, quarters=2).terms


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("import no_such_thing\n", "cannot be run in line 1: ModuleNotFoundError: No module"),
        ("\ndef decide(view)\n", "cannot be run in line 2: SyntaxError: expected ':'"),
        ("def decide(view):\n    return 1 / 0\n", "quarter 1: decide failed in line 2: ZeroDiv"),
        ("def decide(view):\n    raise SystemExit\n", "decide failed in line 2: SystemExit"),
        (
            "def decide():\n    return {}\n",
            "decide failed: TypeError: decide\\(\\) takes",
        ),
        ("def decide(view):\n    pass\n", "decide gives None, but must give decisions by name"),
        ("def decide(view):\n    return ['desk']\n", "decide gives \\['desk'\\], but must give"),
        ("def decide(view):\n    return {'tills': 3}\n", "decision is tills, but must be one of"),
        ("x = 1\n", "there is no function decide"),
    ],
)
def test_what_is_wrong_with_a_function_is_said_in_a_sentence(terms, tmp_path, text, sentence):
    _is_said(terms, tmp_path / "ours.py", text, sentence)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[[quarters]]\nquarter = 1\ntills = 3\n", "quarter 1: decision is tills, but must be one"),
        ("[[quarters]]\nquarter = 0\n", "quarter is 0, but must be a whole number from 1"),
        ("[[quarters]]\nquarter = 1\n[[quarters]]\nquarter = 1\n", "quarter is 1, but must be"),
        ("tills = 3\n", "tills is not understood, but a strategy is"),
        ("[[quarters\n", "this is no TOML"),
    ],
)
def test_what_is_wrong_with_a_toml_is_said_in_a_sentence(terms, tmp_path, text, sentence):
    _is_said(terms, tmp_path / "ours.toml", text, sentence)


def _is_said(terms, file, text, sentence):
    file.write_text(text)
    with pytest.raises(GameError, match=sentence) as found:
        entries_of(own_strategy(file), terms)
    assert "ours" in str(found.value) and "\n" not in str(found.value)


def test_a_file_that_is_not_there_is_the_system_s_to_name(tmp_path):
    with pytest.raises(FileNotFoundError):
        own_strategy(tmp_path / "none.toml")


def test_sent_to_another_process_it_is_guarded_there_too(terms, tmp_path):
    file = tmp_path / "ours.py"
    file.write_text("def decide(view):\n    return {'asking': 10} if view.quarter < 2 else None\n")
    there = pickle.loads(pickle.dumps(own_strategy(file)))
    assert there.looks and there.name == "ours"
    with pytest.raises(GameError, match="quarter 2: decide gives None"):
        entries_of(there, terms)
