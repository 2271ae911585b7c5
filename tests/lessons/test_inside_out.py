"""Module 07: a course fades, coaching keeps it, and neither touches morale."""

from itertools import pairwise

import numpy as np
import pytest

from sim.assumptions.policy import ICARE
from sim.lessons import lesson
from sim.lessons.answers import Answers
from sim.lessons.icare import ALL, AS_IS, LEVERS, rows
from sim.lessons.inside_out import stops
from sim.lessons.scoring import score
from sim.lessons.who_sees_what import PERCEPTION, sides
from sim.show.lasting import december
from tests.lessons.trying import assert_aside_readable, assert_readable, assert_sound, shown_at

LESSON = lesson("07")
RUNS = LESSON.replications


@pytest.fixture(scope="module")
def answers():
    return Answers(LESSON)


@pytest.fixture(scope="module")
def pulled(answers):
    return answers.aside(LEVERS)


def test_it_is_whole():
    assert_sound(LESSON)


@pytest.mark.parametrize("preset", ["slogans", "published"])
def test_the_more_coaching_the_more_is_left_and_less_and_less_so(answers, preset):
    lived = [answers.lived({"coaching": stop}, RUNS, preset) for stop in (0, 2, 10, 20, 40)]
    steps = [after.against(before, "skill") for before, after in pairwise(lived)]
    assert all(step.low > 0 for step in steps)
    whole = lived[-1].against(lived[0], "skill")
    assert 0.12 < whole.low < whole.high < 0.17
    assert lived[3].against(lived[0], "skill").difference > 0.6 * whole.difference


@pytest.mark.parametrize("preset", ["slogans", "published"])
def test_without_coaching_december_is_back_near_the_start(answers, preset):
    prediction = LESSON.prediction
    lived = [answers.lived(setting, RUNS, preset) for setting in prediction.settings]
    assert score(prediction, 1, prediction.truth(lived)) == ((1,), 0)
    lifted = lived[0].values("after") - lived[0].values("before")
    assert 17 < lifted.mean() < 23, "the question says some 20 points"


def test_a_sawtooth_alone_and_a_staircase_with_coaching(answers):
    alone, coached = (answers.at(coaching=hours).average("skill_by_day") for hours in (0, 40))
    just_before = [181, 363, 545, 727]
    assert np.ptp(alone[just_before]) < 5
    assert all(later > earlier for earlier, later in pairwise(coached[just_before]))
    assert coached[727] - coached[181] > 14


def test_the_figure_of_the_panel_is_december(answers):
    answer = answers.at(coaching=20)
    last = december(answer.average("skill_by_day"))
    assert last == pytest.approx(100 * answer.mean("skill"), abs=0.2)


@pytest.mark.parametrize("preset", ["slogans", "published"])
def test_coaching_moves_failures_and_the_long_run_but_not_morale(answers, preset):
    alone, some = (answers.lived({"coaching": hours}, RUNS, preset) for hours in (0, 20))
    assert some.against(alone, "whole_miseries").high < 0
    assert some.against(alone, "whole_profit_npv").low > 0
    assert abs(some.against(alone, "whole_morale").difference) < 0.005
    recognised = answers.lived({"recognition": 100}, RUNS, preset)
    assert recognised.against(alone, "whole_morale").low > 0.1


def test_the_year_judges_coaching_worse_than_the_long_run(answers):
    alone, much = answers.at(coaching=0), answers.at(coaching=40)
    assert much.against(alone, "whole_profit").high < 0
    assert much.against(alone, "whole_profit_npv").low > 0


def test_coaching_without_training_keeps_nothing(answers):
    nothing = answers.at(coaching=40, training=0).against(answers.at(training=0), "skill")
    assert (nothing.difference, nothing.low, nothing.high) == (0, 0, 0)


def test_half_the_training_and_coaching_for_the_rest_leaves_more(answers):
    courses = answers.scenarios({"coaching": 0, "training": 80})["now"].workforce
    both = answers.scenarios({"coaching": 30, "training": 40})["now"].workforce
    spent = [
        one.training_hours * one.training_cost + one.coaching_hours * one.coaching_cost
        for one in (courses, both)
    ]
    assert spent[0] == spent[1]
    better = answers.at(coaching=30, training=40).against(answers.at(coaching=0), "skill")
    assert better.low > 0


def test_what_is_told_comes_from_the_runs(answers):
    first, second, third, fourth, fifth, *_, last = LESSON.told(answers.at)
    alone, some = answers.at(coaching=0), answers.at(coaching=20)
    assert f"skill is {alone.mean('before'):.0f} of 100" in first
    assert f"back at {100 * alone.mean('skill'):.0f}." in first
    assert f"December finds it at {100 * some.mean('skill'):.0f}" in second
    assert f"{10 * alone.mean('whole_staff_turnover'):.0f} of 10" in third
    fewer = some.against(alone, "whole_miseries")
    assert f"{-fewer.difference:.0f} (" in fourth
    assert "could not be chance" in fifth
    assert "566 companies" in last
    assert "84 in 100" in last


@pytest.mark.parametrize("who", [0, 1])
@pytest.mark.parametrize(
    "setting",
    [
        {},
        {"coaching": 40},
        {"coaching": 40, "training": 160},
        {"coaching": 20, "training": 0},
        {"coaching": 20, "recognition": 100, "attitude": 90},
        {"attitude": 30},
    ],
)
def test_the_whole_picture_can_be_read(answers, setting, who):
    shown = shown_at(answers, who=who, **setting)
    assert_readable(LESSON, shown)
    assert ("quit" in LESSON.describe(shown)) == bool(who)


def test_every_stop_that_is_known_is_a_point(answers):
    shown = shown_at(answers, coaching=20)
    assert sorted(stops(shown)) == [0, 20, 40]
    assert stops(shown)[20].mean == pytest.approx(100 * shown.answer.mean("skill"))


def test_the_challenge_can_be_met_and_is_not_met_by_doing_nothing(answers):
    assert not LESSON.challenge.done(shown_at(answers))
    assert not LESSON.challenge.done(shown_at(answers, coaching=20))
    assert LESSON.challenge.done(shown_at(answers, coaching=20, training=0))


def test_each_lever_has_its_price_and_its_effect(pulled):
    found = {row.name: row for row in rows(pulled)}
    assert list(found) == [*(lever.title for lever in ICARE), ALL]
    hours = pulled.scenarios[AS_IS].with_({"workforce.training_hours": 0.0}).workforce
    assert found["Ideal service"].price > 60 * hours.training_cost * 10 * 0.9
    for name in ("Ideal service", "Culture of service", "Attentive", "Empowered"):
        assert found[name].kept.low > 0
        assert found[name].long_run.low > 0
    assert not found["Responsive"].kept.is_clear
    assert found["Responsive"].profit.high < 0
    alone = sum(row.kept.mean for name, row in found.items() if name != ALL)
    assert found[ALL].kept.mean > max(row.kept.mean for row in found.values()) - 1e-9
    assert found[ALL].kept.mean < 1.5 * alone


def test_morale_carries_the_lever_that_earns_most(pulled):
    said = " ".join(LEVERS.told(pulled))
    assert "Empowered earns most" in said
    assert "lifts morale" in said
    assert "49 in 100 companies name low morale, and 36" in said
    assert pulled.gain("morale", AS_IS, "Ideal service").difference < 0.01


def test_the_gap_opens_between_the_top_and_the_front_line(answers):
    top, front, lived, loyal = sides(answers.aside(PERCEPTION))
    assert top.low > front.high > front.low > loyal.high
    assert abs(front.mean - lived.mean) < 2
    assert (top.asked, front.asked, lived.asked) == ((55, 80), (36,), (8,))


@pytest.mark.parametrize("aside", LESSON.asides, ids=lambda aside: aside.title)
@pytest.mark.parametrize("runs", [1, 16])
def test_the_other_pictures_can_be_read(answers, aside, runs):
    assert_aside_readable(aside, answers.aside(aside).first(runs))
