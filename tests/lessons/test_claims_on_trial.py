"""Module 09: the same five points get another verdict for each figure and each starting point."""

from itertools import pairwise
from math import isnan

import pytest

import sim
from sim.lessons import lesson
from sim.lessons.answers import Answers
from sim.lessons.claims_on_trial import AFTER, BEFORE, CLAIM, judged, lines, rise, stay
from sim.lessons.headless import headless
from sim.lessons.scoring import score
from sim.lessons.whole_trial import TRIAL, WAYS, judged_so_far, ways
from sim.study.trial.arithmetic import lifetime_rise
from sim.study.trial.verdict import VERDICTS
from tests.lessons.trying import assert_aside_readable, assert_readable, assert_sound, shown_at

LESSON = lesson("09")
RUNS = LESSON.replications


@pytest.fixture(scope="module")
def answers():
    return Answers(LESSON)


@pytest.fixture(scope="module")
def trial(answers):
    return answers.aside(TRIAL)


def test_it_is_whole():
    assert_sound(LESSON)


def test_as_many_stay_as_the_slider_says(answers):
    for start in (60, 75, 92.5):
        answer = answers.at(start=start)
        kept, more = (answer.spread("retention_rate", name) for name in (BEFORE, AFTER))
        assert kept.low - 0.003 < start / 100 < kept.high + 0.003
        assert more.low - 0.003 < start / 100 + 0.05 < more.high + 0.003


@pytest.mark.parametrize("preset", ["slogans", "published"])
def test_customers_stay_the_longer_the_more_stayed_before(answers, preset):
    starts = (60, 75, 85, 92.5)
    lived = [answers.lived({"start": start}, RUNS, preset) for start in starts]
    of = LESSON.measure.of
    assert all(after.against(before, of).low > 0 for before, after in pairwise(lived))
    for start, answer in zip(starts, lived, strict=True):
        paper = lifetime_rise(start / 100, 0.05)
        assert rise(answer, stay).mean == pytest.approx(paper, rel=0.32)


def verdict(answers, row, **setting):
    return judged(answers.at(**setting))[row].verdict


def test_the_verdict_on_the_time_that_customers_stay_flips_twice(answers):
    found = [verdict(answers, 0, start=start) for start in (60, 75, 85, 92.5)]
    assert found == ["not reproduced", "reproduced", "reproduced", "not reproduced"]


def test_the_verdict_on_the_years_profit_flips_the_other_way(answers):
    assert verdict(answers, 2, start=60) == "cannot be told"
    assert verdict(answers, 2, start=75) == "reproduced"
    assert verdict(answers, 2, start=92.5) == "not reproduced"


def test_the_money_is_much_the_same_and_the_percentage_is_not(answers):
    few, many = answers.at(start=75), answers.at(start=90)
    money = [one.gain("profit", BEFORE).difference for one in (few, many)]
    assert 0.75 < money[0] / money[1] < 1.35
    assert rise(few, "profit").low > rise(many, "profit").high


def test_fixed_costs_alone_move_the_percentage(answers):
    lean, dear = (answers.at(start=85, fixed=costs) for costs in (0, 150))
    assert rise(lean, "profit").high < rise(dear, "profit").low
    same = dear.gain("profit", BEFORE).difference - lean.gain("profit", BEFORE).difference
    assert same == pytest.approx(0, abs=1)
    assert rise(lean, stay) == rise(dear, stay)


def test_five_percent_is_less_than_five_points(answers):
    points, percent = answers.at(start=75), answers.at(start=75, percent=1)
    assert rise(percent, stay).high < rise(points, stay).low
    assert percent.mean("retention_rate") == pytest.approx(0.7875, abs=0.004)


def test_where_there_is_no_sure_profit_there_is_no_percentage(answers):
    answer = answers.at(start=60)
    assert isnan(rise(answer, "profit").mean)
    assert judged(answer)[2].verdict == "cannot be told"


def test_the_prediction_is_scored_by_the_runs(answers):
    prediction = LESSON.prediction
    lived = answers.all_lived(prediction.settings)
    assert score(prediction, 4, prediction.truth(lived)) == ((4,), 0)
    at_75 = rise(lived[0], stay)
    assert prediction.bins[2].low < at_75.low < at_75.high < prediction.bins[2].high


def test_what_is_told_comes_from_the_runs(answers):
    first, second, third, fourth, fifth, sources, last = LESSON.told(answers.at)
    few, many = answers.at(start=75), answers.at(start=90)
    assert f"stay {rise(few, stay).mean:.0f}% (" in first
    assert f"{rise(many, stay).mean:.0f}% (" in first
    assert "The sum says 25 and 100" in first
    assert f"{rise(few, 'profit').mean:.0f}% (" in second
    assert f"{rise(many, 'profit_npv').mean:.0f}% (" in third
    assert f"“{CLAIM.low:.0f} to {CLAIM.high:.0f}%”" in fourth
    assert "10% more profit in the first year, and 67% over ten" in fifth
    assert "Reichheld and Sasser (1990)" in sources
    assert "4% more profit" in last


@pytest.mark.parametrize("setting", [{"start": 60}, {}, {"start": 92.5, "percent": 1}])
@pytest.mark.parametrize("fixed", [0, 150])
@pytest.mark.parametrize("runs", [1, 2])
def test_the_whole_picture_can_be_read(answers, setting, fixed, runs):
    assert_readable(LESSON, shown_at(answers, runs, fixed=fixed, **setting))


def test_every_stop_that_is_known_is_a_point(answers):
    shown = shown_at(answers, RUNS, start=75)
    found = lines(shown)
    assert sorted(found["time"]) == [60, 75, 92.5]
    assert found["time"][75].mean == pytest.approx(shown.answer.mean(LESSON.measure.of))
    assert isnan(found["profit"][60].mean)


def test_the_challenge_can_be_met_and_is_not_met_by_doing_nothing(answers):
    assert not LESSON.challenge.done(shown_at(answers, RUNS))
    assert not LESSON.challenge.done(shown_at(answers, RUNS, start=92.5))
    assert LESSON.challenge.done(shown_at(answers, RUNS, start=77.5, percent=1, fixed=0))


def test_the_command_compares_and_gives_the_same_mark(answers):
    answer = answers.lived({"start": 77.5}, 2)
    command, mark = headless(answer)
    assert command.startswith("silent26 compare direct_sales --set lock.convenience_share=1")
    assert command.endswith("--replications 2 --seed 26")
    before, after = (answer.scenarios[name] for name in (BEFORE, AFTER))
    assert f"--set-b exits.moving_per_year={after.exits.moving_per_year}" in command
    found = sim.compare(before, after, n=2)
    of_lives = found.summary().loc["churn_rate"]
    assert of_lives["mean_a"] == answer.mean("churn_rate", BEFORE)
    assert of_lives["mean_b"] == answer.mean("churn_rate", AFTER)
    assert len(mark) == 64


def test_the_whole_trial_is_the_one_of_the_command(trial):
    few = trial.first(2)
    whole = sim.claims_on_trial("slogans", "direct_sales", n=2)
    assert judged_so_far(few).equals(whole.table)
    assert set(whole.table["verdict"]) <= set(VERDICTS)


def test_more_runs_give_more_verdicts(trial):
    few, many = (judged_so_far(trial.first(runs))["verdict"] for runs in (2, trial.n))
    untold = [(one == "cannot be told").sum() for one in (few, many)]
    assert untold[1] < untold[0]
    table = judged_so_far(trial)
    assert set(table.loc[table["claim"] == "C33", "verdict"]) == {"reproduced"}
    assert "reproduced" not in set(table.loc[table["claim"] == "C07", "verdict"])


def test_how_people_are_kept_matters(answers):
    found = {row.name: row for row in ways(answers.aside(WAYS))}
    assert len(found) == 9
    assert found["recognition"].low > found["gift: none moves"].high
    assert found["faster desk"].verdict == "cannot be told"
    assert any("out of reach" in name for name in found)


@pytest.mark.parametrize("aside", LESSON.asides, ids=lambda aside: aside.title)
@pytest.mark.parametrize("runs", [2, 8])
def test_the_other_pictures_can_be_read(answers, aside, runs):
    assert_aside_readable(aside, answers.aside(aside).first(runs))
