"""Module 03: a perfect desk saves next to nobody while nobody listens, and a dozen in 100 then."""

import numpy as np
import pytest

from sim.lessons import lesson
from sim.lessons.answers import Answers
from sim.lessons.scoring import score
from sim.lessons.second_chances import AS_IS, more, stay
from tests.lessons.trying import assert_readable, assert_sound, shown_at

LESSON = lesson("03")
RUNS = LESSON.replications
PERFECT = {"hours": 25, "better": 100}


@pytest.fixture(scope="module")
def answers():
    return Answers(LESSON)


def gain(answers, preset="slogans", **setting):
    return answers.lived(setting, RUNS, preset).gain(stay, AS_IS)


def test_it_is_whole():
    assert_sound(LESSON)


@pytest.mark.parametrize("hours", [15, 25])
def test_while_nobody_listens_more_hours_save_nobody(answers, hours):
    found = gain(answers, hours=hours)
    assert abs(found.difference) < 0.5
    assert found.high < 1


@pytest.mark.parametrize("preset", ["slogans", "published"])
def test_a_perfect_desk_saves_fewer_than_one_in_100_of_the_deaf(answers, preset):
    prediction = LESSON.prediction
    lived = [answers.lived(setting, RUNS, preset) for setting in prediction.settings]
    truth = prediction.truth(lived)
    assert score(prediction, 0, truth) == ((0,), 0)
    assert truth.low > 0


def test_who_listens_keeps_more_and_floods_the_desk(answers):
    assert gain(answers, listen=1).low > 5
    before, after = answers.at(), answers.at(listen=1)
    assert after.gain("open", AS_IS).low > 10
    assert after.mean("resolution_days") > 2 * before.mean("resolution_days")


def test_only_then_hours_and_answers_count(answers):
    flooded, fast = answers.at(listen=1), answers.at(listen=1, **PERFECT)
    assert fast.against(flooded, stay).low > 2
    assert gain(answers, listen=1, **PERFECT).low > 10


def test_authority_does_what_the_desk_does_without_one_more_hour(answers):
    assert gain(answers, listen=1, authority=100).low > 10
    assert answers.at(listen=1, authority=100).mean("open") < 1


def test_research_leaves_less_to_asking_and_more_to_the_front_line(answers):
    assert gain(answers, "published", listen=1).high < gain(answers, listen=1).low
    assert gain(answers, "published", authority=100).low > 10
    assert gain(answers, authority=100).high < 1


def test_what_is_told_comes_from_the_runs(answers):
    first, second, third, _ = LESSON.told(answers.at)
    assert f"{gain(answers, **PERFECT).difference:.1f} (" in first
    assert f"{gain(answers, listen=1).difference:.1f} (" in second
    assert f"{gain(answers, listen=1, **PERFECT).difference:.1f} (" in third


def test_the_followed_hundred_are_those_of_the_figure(answers):
    one = answers.at(listen=1, **PERFECT).first(1)
    assert one.seen["now"]["fates"].stay[-1] == pytest.approx(one.mean(stay), abs=3)


@pytest.mark.parametrize(
    "setting",
    [
        {},
        {"hours": 25},
        PERFECT,
        {"listen": 1},
        {"listen": 1, "authority": 100},
        {"listen": 1} | PERFECT,
    ],
)
def test_the_whole_picture_can_be_read(answers, setting):
    assert_readable(LESSON, shown_at(answers, **setting))


def test_the_whole_picture_can_be_read_under_what_research_supports(answers):
    assert_readable(LESSON, shown_at(answers, 2, "published", listen=1, authority=100))


def test_the_curve_begins_where_nothing_was_changed(answers):
    stops = more(shown_at(answers))
    assert stops[5][:3] == (0, 0, 0)
    assert np.isfinite(stops[25].low)


def test_the_challenge_can_be_met_and_is_not_met_by_doing_nothing(answers):
    assert not LESSON.challenge.done(shown_at(answers))
    assert not LESSON.challenge.done(shown_at(answers, listen=1, **PERFECT))
    assert LESSON.challenge.done(shown_at(answers, 4, listen=1, authority=100))


def test_answers_are_mended_by_degrees(answers):
    found = {better: answers.scenarios({"better": better})["now"].desk for better in (0, 50, 100)}
    base = answers.base("slogans").desk
    assert found[0] == base
    assert found[100].success == 1
    assert found[100].escalation_share == 0
    assert base.success < found[50].success < 1
