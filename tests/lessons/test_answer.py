"""Answers agree with what the study says of the same runs."""

import numpy as np
import pandas as pd
import pytest

import sim
from sim.lessons.answer import Answer, Rise, spread_of
from sim.study.compare import pair_up
from sim.study.replicate import interval
from sim.study.trial.estimate import estimate

NONE = float("nan")


@pytest.mark.parametrize(
    "values", [[1.0, 2.0, 4.0], [1.0, NONE, 3.0, 3.5], [5.0], [NONE], [], [2.0, 2.0]]
)
def test_the_interval_is_that_of_the_study(values):
    wanted = interval(pd.Series(values, dtype=float)).to_list()
    assert list(spread_of(np.array(values))) == pytest.approx(wanted, nan_ok=True)


@pytest.fixture(scope="module")
def answer():
    small = sim.load("corner_shop", changes={"time.days": 56, "time.warm_up_days": 7})
    pair = {"deaf": small, "listening": small.with_({"voice.asked_share": 0.5})}
    figures = {name: sim.replicate(one, n=5).figures for name, one in pair.items()}
    figures["listening"] += figures["listening"][:1]
    return Answer(pair, figures, {}, 26)


def test_the_last_variant_is_the_one_of_the_sliders(answer):
    assert answer.now == "listening"
    assert answer.n == 5, "as many as every variant has"
    assert answer.first(2).n == 2


def test_differences_are_paired(answer):
    of = "heard_share"
    wanted = pair_up(answer.column(of, "deaf"), answer.column(of))
    found = answer.gain(of, "deaf")
    assert found == pytest.approx((wanted.difference, wanted.low, wanted.high, 5))
    assert found.distinguishable == wanted.distinguishable
    assert answer.against(answer.first(3), of)[:3] == (0.0, 0.0, 0.0)


def test_a_figure_may_be_computed(answer):
    both = answer.values(lambda figures: figures["miseries"] + figures["complaints"])
    assert (both == answer.values("miseries") + answer.values("complaints")).all()


def test_the_experiment_is_the_one_of_the_study(answer):
    wanted = sim.replicate(answer.scenarios["deaf"], n=5).replications
    assert answer.experiment("deaf").replications.equals(wanted)


def test_a_rise_is_that_of_the_means_with_the_interval_of_the_trial(answer):
    tables = [answer.experiment(name).replications for name in ("deaf", "listening")]
    wanted = estimate(
        lambda a, b: 100 * (b["heard_share"] / a["heard_share"] - 1), ["heard_share"], *tables
    )
    found = answer.spread(Rise("heard_share", "deaf"))
    assert found[:3] == pytest.approx(tuple(wanted))
    alone = answer.first(1).spread(Rise("miseries", "deaf"))
    assert alone.mean == pytest.approx(100 * (tables[1] / tables[0] - 1).loc[0, "miseries"])
    assert np.isnan(alone.low)


def test_over_nothing_there_is_no_rise(answer):
    nothing = Rise(lambda _: 0.0, "deaf")
    assert np.isnan(answer.spread(nothing).mean)
    assert np.isnan(answer.first(1).spread(nothing).mean)


def test_a_rise_over_itself_is_nothing(answer):
    assert answer.spread(Rise("heard_share", "listening"))[:3] == (0.0, 0.0, 0.0)


def test_series_are_averaged_over_as_many_runs_as_the_answer_has(answer):
    kept = {"listening": [{"line": np.array([turn, 1.0])} for turn in range(6)]}
    with_series = Answer(answer.scenarios, answer.figures, {}, 26, kept)
    assert with_series.average("line").tolist() == [2.0, 1.0]
    assert with_series.first(2).average("line").tolist() == [0.5, 1.0]
