"""Module 01: good per contact is not good per customer, and worst for the best ones."""

from itertools import pairwise

import pytest

from sim.lessons import lesson
from sim.lessons.answers import Answers
from sim.lessons.moments import hurt_by_stop, hurt_of_100
from sim.lessons.scoring import score
from tests.lessons.trying import assert_readable, assert_sound, shown_at

LESSON = lesson("01")
RUNS = LESSON.replications


@pytest.fixture(scope="module")
def answers():
    return Answers(LESSON)


def test_it_is_whole():
    assert_sound(LESSON)


@pytest.mark.parametrize("preset", ["slogans", "published"])
def test_more_contacts_hurt_more_customers_and_less_and_less_so(answers, preset):
    stops = (20, 80, 140, 200)
    lived = [answers.lived({"contacts": stop}, RUNS, preset) for stop in stops]
    steps = [after.against(before, hurt_of_100) for before, after in pairwise(lived)]
    assert all(step.low > 0 for step in steps)
    assert steps[0].difference > steps[-1].difference


def test_the_share_of_contacts_that_go_wrong_stays_as_it_is(answers):
    for stop in (20, 240):
        wrong = answers.at(contacts=stop).spread("wrong")
        assert wrong.low < 0.215
        assert wrong.high > 0.185


@pytest.mark.parametrize("preset", ["slogans", "published"])
def test_of_100_regulars_about_thirty_are_hurt(answers, preset):
    prediction = LESSON.prediction
    lived = [answers.lived(setting, RUNS, preset) for setting in prediction.settings]
    truth = prediction.truth(lived)
    assert score(prediction, 2, truth) == ((2,), 0)
    # alike customers would be hurt with 1 - 0.998^200 = 33%; unlike ones, some of whom leave, less
    assert 25 < truth.mean < 33


def test_those_who_come_most_often_are_hurt_most(answers):
    regular = answers.at(contacts=200)
    more = regular.column("hurt_often") - regular.column("hurt_seldom")
    assert (more > 0).all()


def test_waits_have_no_part_in_it(answers):
    assert answers.at(contacts=240).mean("wait_minutes") < 0.1


def test_what_is_told_comes_from_the_runs(answers):
    first, second, third, last = LESSON.told(answers.at)
    regular = answers.at(contacts=200)
    assert "gets 998 of 1,000 contacts right" in first
    assert f"{regular.mean(hurt_of_100):.0f} (" in first
    assert f"with 200 {regular.mean(hurt_of_100):.0f}." in second
    assert f"{regular.mean('hurt_often'):.0f} of 100" in third
    assert "got lost from" in last


@pytest.mark.parametrize("view", [0, 1])
@pytest.mark.parametrize("setting", [{}, {"contacts": 240}, {"contacts": 240, "wrong": 8}])
def test_the_whole_picture_can_be_read(answers, setting, view):
    shown = shown_at(answers, map=view, **setting)
    assert_readable(LESSON, shown)
    assert ("journey" in LESSON.describe(shown)) == bool(view)


def test_the_picture_says_how_many_are_hurt(answers):
    shown = shown_at(answers, contacts=240)
    number = round(shown.answer.mean(hurt_of_100))
    assert f"of whom {number} lived through" in LESSON.describe(shown)
    assert hurt_by_stop(shown)[240].mean == pytest.approx(shown.answer.mean(hurt_of_100))


def test_the_challenge_can_be_met_and_is_not_met_by_doing_nothing(answers):
    assert not LESSON.challenge.done(shown_at(answers))
    assert not LESSON.challenge.done(shown_at(answers, contacts=200))
    assert LESSON.challenge.done(shown_at(answers, 8, contacts=200, wrong=0.5))
