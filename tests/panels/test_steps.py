"""The buttons of what is gone through step by step, and what a slow page may not do."""

import pytest

from sim.panels.steps import Steps

TOLD = [(f"day {day}", f"On day {day}.") for day in range(5)]


@pytest.fixture
def steps():
    made = Steps("A life")
    made.begin(TOLD, marks=[2, 3], landmark=2, landmark_name="The failure")
    return made


def test_each_button_goes_where_it_says(steps):
    assert steps.position == 0
    steps.forward()
    assert (steps.position, steps.when, steps.text) == (1, "day 1", "On day 1.")
    steps.end()
    assert steps.position == 4
    steps.back()
    assert steps.position == 3
    steps.to_landmark()
    assert steps.position == 2
    steps.first()
    assert steps.position == 0


def test_it_goes_no_further_than_its_ends(steps):
    steps.back()
    assert steps.position == 0
    steps.end()
    steps.forward()
    assert steps.position == 4
    steps.position = 99
    assert steps.position == 4


def test_without_a_landmark_its_button_does_nothing(steps):
    steps.begin(TOLD)
    steps.forward()
    steps.to_landmark()
    assert steps.position == 1


def test_a_hand_on_the_page_moves_it_without_a_new_turn(steps):
    turn = steps.turn
    steps.asked = [turn, 3]
    assert (steps.position, steps.turn) == (3, turn)
    steps.asked = [turn, 77]
    assert steps.position == 4


def test_what_the_page_asked_for_before_it_knew_counts_no_more(steps):
    turn = steps.turn
    steps.begin(TOLD[:3])
    steps.asked = [turn, 2]  # was on its way when something else began
    assert steps.position == 0
    steps.forward()
    assert steps.turn > turn + 1
    steps.asked = [steps.turn, 2]
    assert steps.position == 2


def test_beginning_anew_stops_playing_and_nothing_is_drawn_yet(steps):
    steps.playing = True
    steps.end()
    steps.drawn()
    assert steps.shown == 4
    steps.begin(TOLD[:2])
    assert (steps.playing, steps.position, steps.shown, steps.marks) == (False, 0, -1, [])
