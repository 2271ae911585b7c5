"""The end of a class, handed from the trainer's seat to the others in plain values."""

import json

import pytest

import sim
from sim.play.game import Game
from sim.play.game.ending import Ending
from sim.play.game.handed import PARTS, hand_out, ready, take
from sim.play.game.seat import rivals

SMALL = {"market.customers": 60, "market.people": 150}


@pytest.fixture(scope="module")
def logs():
    game = Game(sim.load("corner_shop", changes=SMALL), 1, caretaker=1)
    game.decide(training=60, asking=10)
    game.advance()
    return game.terms, {"Aces": game.entries, "Kings": rivals(game.terms)["Listen"]}


@pytest.fixture(scope="module")
def whole(logs):
    ending = Ending(*logs, replays=2, lives=2)
    ending.work()
    return ending


def waiting(logs):
    ending = Ending(*logs, replays=2, lives=2, alone=False)
    ending.wait()
    return ending


def test_what_comes_over_the_board_is_what_was_worked_out(logs, whole):
    there = waiting(logs)
    assert not there.complete and there.ends and ready(there) == ()
    for name in ready(whole):
        take(there, json.loads(json.dumps(hand_out(whole, name), allow_nan=False)))
    assert ready(there) == PARTS and there.complete
    assert there.debrief().teams == whole.debrief().teams
    assert there.reached == whole.reached
    for name, found in whole.readings.items():
        assert there.readings[name].scores.equals(found.scores)
        assert there.readings[name].table().equals(found.table())
    assert there.lived == len(logs[1]), "nothing but what nobody could see is lived again"


@pytest.mark.parametrize(
    "change",
    [
        {"teams": ["Aces"]},
        {"part": "luck"},
        {"said": None},
        {"said": {"Aces": {"first": 1}}},
    ],
)
def test_a_part_of_others_or_one_that_cannot_be_read_is_left_alone(logs, whole, change):
    there = waiting(logs)
    take(there, {**hand_out(whole, PARTS[0]), **change})
    assert ready(there) == () and not there.complete and there.fault is None


def test_after_a_restart_only_what_is_missing_is_worked_out(logs, whole):
    again = Ending(*logs, replays=2, lives=2)
    for name in PARTS[:-1]:
        take(again, hand_out(whole, name))
    again.wait()
    assert again.complete and again.reached == whole.reached
    assert again.debrief().teams == whole.debrief().teams
    assert again.lived < whole.lived
