"""Answers agree with what the study says of the same runs."""

import numpy as np
import pandas as pd
import pytest

import sim
from sim.lessons.answer import Answer, spread_of
from sim.study.compare import pair_up
from sim.study.replicate import interval

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
