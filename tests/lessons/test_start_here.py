"""Module 00: a tenth of the hours more than doubles the wait, and a short line may be bad news."""

from dataclasses import replace
from itertools import pairwise

import pytest

from sim.lessons import lesson
from sim.lessons.answers import Answers
from sim.lessons.lesson import Shown
from sim.lessons.scoring import score
from sim.lessons.start_here import in_line, waits
from tests.lessons.trying import assert_readable, assert_sound, shown_at

LESSON = lesson("00")
RUNS = LESSON.replications


@pytest.fixture(scope="module")
def answers():
    return Answers(LESSON)


def test_it_is_whole():
    assert_sound(LESSON)


@pytest.mark.parametrize("preset", ["slogans", "published"])
def test_the_wait_bends_up_over_the_whole_slider(answers, preset):
    stops = (0, 10, 20, 30, 40, 50)
    lived = [answers.lived({"taken": stop}, RUNS, preset) for stop in stops]
    steps = [after.against(before, "wait_minutes") for before, after in pairwise(lived)]
    assert all(step.low > 0 for step in steps)
    added = [step.difference for step in steps]
    assert added == sorted(added), "each tenth of the hours costs more than the one before"


@pytest.mark.parametrize("preset", ["slogans", "published"])
def test_a_tenth_of_the_hours_more_than_doubles_the_wait(answers, preset):
    prediction = LESSON.prediction
    lived = [answers.lived(setting, RUNS, preset) for setting in prediction.settings]
    assert score(prediction, 4, prediction.truth(lived)) == ((4,), 0)


def test_where_customers_may_leave_the_line_is_short_because_they_have_gone(answers):
    patient, real = answers.at(taken=50), answers.at(taken=50, leave=1)
    shorter = real.against(patient, "wait_minutes")
    fewer = real.against(patient, "customers_end")
    assert shorter.high < 0
    assert fewer.high < -100


def test_what_is_told_comes_from_the_runs(answers):
    first, _, last = LESSON.told(answers.at)
    assert f"wait {answers.at(taken=0).mean('wait_minutes'):.1f} minutes" in first
    assert f"they wait {answers.at(taken=10).mean('wait_minutes'):.1f}" in first
    assert f"is then only {answers.at(taken=50, leave=1).mean('wait_minutes'):.1f}" in last


def test_the_till_gives_the_hours_that_the_slider_says(answers):
    scenario = answers.scenarios({"taken": 30})["now"]
    assert scenario.value("departments.till.background_hours") == pytest.approx(3.6)
    real = answers.scenarios({"taken": 30, "leave": 1})["now"]
    assert real.value("moments.wait_effect") == answers.base("slogans").moments.wait_effect


@pytest.mark.parametrize("setting", [{}, {"taken": 5}, {"taken": 50}, {"taken": 50, "leave": 1}])
def test_the_whole_picture_can_be_read(answers, setting):
    shown = shown_at(answers, **setting)
    assert_readable(LESSON, shown)
    assert f"Shown: {shown.setting['taken']:g}%" in LESSON.describe(shown)


def test_every_stop_that_is_known_is_a_point(answers):
    shown = shown_at(answers, taken=20)
    table = waits(shown)
    assert table.index.to_list() == [0, 20, 50]
    assert table.loc[20, "mean"] == pytest.approx(shown.answer.mean("wait_minutes"))
    alone = Shown(shown.setting, shown.answer)
    assert waits(alone).index.to_list() == [20]


def test_the_challenge_can_be_met_and_is_not_met_by_doing_nothing(answers):
    assert not LESSON.challenge.done(shown_at(answers))
    assert not LESSON.challenge.done(shown_at(answers, taken=50))
    assert LESSON.challenge.done(shown_at(answers, taken=50, leave=1))


def test_erlangs_formula_is_the_one_of_theory():
    assert [in_line(busy) for busy in (0, 50, 80, 90)] == [0, 1, 4, 9]


def test_another_day_length_draws_as_well():
    short = replace(LESSON, changes={"time.days": 28, "time.warm_up_days": 7, "time.open_hours": 6})
    assert_readable(short, shown_at(Answers(short), taken=25))
