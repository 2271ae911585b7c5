"""Replications until an interval is narrow: the rule, and that nothing else moves the number."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

import sim
from sim.study import precision as study
from sim.study.precision import half_widths, look_ahead, parse_precision, stopping, until_precise
from sim.study.replicate import interval, replicate
from sim.study.work import Lived

NAN = float("nan")


@pytest.fixture(scope="module")
def shop():
    return sim.load("corner_shop", changes={"time.days": 60, "time.warm_up_days": 0})


def made_of(values):
    """A runner that hands out a value a replication instead of living it."""

    def lived(pieces, jobs, engine, on_progress, finished, keep):
        for place, piece in enumerate(pieces):
            if place not in finished:
                finished[place] = Lived({"profit": float(values[piece.replication])}, {})
                if on_progress is not None:
                    on_progress(place + 1)
        return tuple(finished[place].figures for place in range(len(pieces)))

    return lived


def test_widths_are_those_of_the_interval_at_every_number():
    rng = np.random.default_rng(26)
    values = rng.normal(-4e6, 3.0, 60)
    values[[0, 7, 8, 31]] = NAN
    widths = half_widths(values, 0.9)
    assert np.isinf(widths[:2]).all()
    for n in range(3, 61):
        mean, low, high, _ = interval(pd.Series(values[:n]), 0.9)
        assert widths[n - 1] == pytest.approx((high - low) / 2 / abs(mean), rel=1e-6)


def test_widths_where_there_is_nothing_to_divide_by():
    assert np.isinf(half_widths([NAN, NAN, 1.0])).all()
    assert np.isinf(half_widths([0.0, 0.0])).all()
    assert np.isinf(half_widths([1.0, -1.0])).all()
    assert list(half_widths([5.0, 5.0, 5.0])) == [np.inf, 0.0, 0.0]
    assert len(half_widths([])) == 0


def test_a_lucky_moment_is_looked_beyond():
    widths = np.full(40, 0.2)
    widths[9:12] = 0.04  # narrow after 10, 11 and 12, and wide again after 13
    widths[19:] = 0.04
    assert stopping(widths, 0.05, floor=10) == 25
    assert stopping(widths[:24], 0.05, floor=10) is None
    assert stopping(widths, 0.05, floor=22) == 27
    widths[24] = 0.2  # the last one looked ahead to
    assert stopping(widths, 0.05, floor=10) == 31


def test_looking_ahead_goes_further_for_many():
    assert [look_ahead(n) for n in (2, 100, 119, 120, 1000)] == [5, 5, 5, 6, 50]


@pytest.mark.parametrize("batch", [1, 2, 7, 500])
def test_the_size_of_batches_makes_no_difference(shop, monkeypatch, batch):
    values = np.random.default_rng(26).normal(100, 30, 1_000)
    monkeypatch.setattr(study, "lived", made_of(values))
    usual = until_precise(shop, "profit", 0.05)
    monkeypatch.setattr(study, "_likely", lambda width, precision, n: n + batch)
    found = until_precise(shop, "profit", 0.05)
    assert found == usual
    n = len(found.experiment.figures)
    widths = half_widths(values[:n])
    kept = [(widths[k - 1 : k + look_ahead(k)] <= 0.05).all() for k in range(10, n)]
    first = 10 + kept.index(True)
    assert first + look_ahead(first) == n


def test_the_interval_on_which_one_stops_covers_the_truth(shop, monkeypatch):
    rng = np.random.default_rng(26)
    repeats, covered, numbers = 600, 0, []
    for _ in range(repeats):
        monkeypatch.setattr(study, "lived", made_of(rng.normal(100, 20, 500)))
        found = until_precise(shop, "profit", 0.05)
        assert found.reached
        known = [one["profit"] for one in found.experiment.figures]
        numbers.append(len(known))
        covered += abs(np.mean(known) - 100) <= found.half_width * np.mean(known)
    low, high = stats.binom.interval(0.999, repeats, 0.95)
    assert low - 0.01 * repeats <= covered <= high  # a point for stopping when it looks narrow
    by_theory = (stats.norm.ppf(0.975) * 0.2 / 0.05) ** 2 + look_ahead(10)
    assert np.mean(numbers) == pytest.approx(by_theory, rel=0.1)


def test_work_stops_at_the_ceiling_and_says_so(shop, monkeypatch):
    monkeypatch.setattr(study, "lived", made_of(np.tile([1.0, 100.0], 50)))
    found = until_precise(shop, "profit", 0.01, ceiling=37)
    assert len(found.experiment.figures) == 37
    assert not found.reached
    assert found.half_width > 0.01
    last = until_precise(shop, "profit", 0.9, floor=12, ceiling=12)
    assert len(last.experiment.figures) == 12
    assert last.reached


def test_progress_counts_all_replications(shop, monkeypatch):
    monkeypatch.setattr(study, "lived", made_of(np.random.default_rng(1).normal(100, 30, 500)))
    done = []
    found = until_precise(shop, "profit", 0.05, on_progress=done.append)
    assert done == list(range(1, len(done) + 1))
    assert len(found.experiment.figures) <= len(done) < 2 * len(found.experiment.figures)


def test_what_is_lived_is_what_replicate_lives(shop):
    found = until_precise(shop, "wait_minutes", 0.1, floor=3)
    n = len(found.experiment.figures)
    assert found.reached
    assert found.experiment == replicate(shop, n)
    mean, low, high, _ = found.experiment.summary().loc["wait_minutes"]
    assert found.half_width == pytest.approx((high - low) / 2 / mean)
    tighter = until_precise(shop, "wait_minutes", 0.05, floor=3, jobs=2)
    assert len(tighter.experiment.figures) > n
    assert tighter.experiment.figures[:n] == found.experiment.figures


@pytest.mark.parametrize(
    ("value", "words"), [(0.0, "is 0 in each of"), (NAN, "cannot be computed")]
)
def test_a_share_of_nothing_is_refused(shop, monkeypatch, value, words):
    monkeypatch.setattr(study, "lived", made_of([value] * 20 + [1.0] * 20))
    with pytest.raises(ValueError, match=f"profit {words}.* first 12 replications"):
        until_precise(shop, "profit", floor=12)


@pytest.mark.parametrize(
    ("how", "sentence"),
    [
        ({"kpi": "wait"}, "kpi is wait, but must be the name of a key figure"),
        ({"precision": 0}, "precision is 0, but must be above 0 and below 1"),
        ({"precision": 5.0}, "precision is 5.0, but must be above 0 and below 1"),
        ({"floor": 1}, "floor is 1, but must be 2 or more"),
        ({"ceiling": 9}, "ceiling is 9, but must be at least the floor, which is 10"),
        ({"confidence": 95}, "confidence is 95, but must be above 0 and below 1"),
    ],
)
def test_what_makes_no_sense_is_refused(shop, how, sentence):
    with pytest.raises(ValueError) as refused:
        until_precise(shop, **{"kpi": "profit", **how})
    assert sentence in str(refused.value)


@pytest.mark.parametrize(
    ("text", "share"),
    [("5%", 0.05), ("0.05", 0.05), (" 2.5 % ", 0.025), ("1e-3", 0.001), (".5", 0.5)],
)
def test_a_precision_is_read(text, share):
    assert parse_precision(text) == pytest.approx(share, rel=1e-15)


@pytest.mark.parametrize("text", ["", "%", "five", "5%%", "5", "100%", "0", "-5%", "nan", "inf%"])
def test_a_precision_that_is_none_is_refused(text):
    with pytest.raises(ValueError, match=r"^precision is .*, but must be "):
        parse_precision(text)
