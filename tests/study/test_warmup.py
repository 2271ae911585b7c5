"""MSER-5: on series of which it is known where they settle, and on days that were lived."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

import sim
from sim.study.warmup import Advice, batch_means, mser5, series_of, warm_up_advice


@pytest.fixture(scope="module")
def shop():
    return sim.load("corner_shop", changes={"time.days": 120, "time.warm_up_days": 30})


@pytest.fixture(scope="module")
def runs(shop):
    return [sim.run(shop, replication=number, keep_events=False) for number in range(3)]


def by_definition(values):
    """MSER-5 as the papers put it, a sum at a time."""
    means = [sum(values[k : k + 5]) / 5 for k in range(0, len(values) - 4, 5)]
    errors = []
    for dropped in range(len(means) - 4):
        kept = means[dropped:]
        centre = sum(kept) / len(kept)
        errors.append(sum((one - centre) ** 2 for one in kept) / len(kept) ** 2)
    best = min(range(len(errors)), key=errors.__getitem__)
    return 5 * best if best <= len(means) / 2 else None


def autocorrelated(rng, days, of=0.6):
    noise = rng.normal(0, 1, days)
    for day in range(1, days):
        noise[day] += of * noise[day - 1]
    return noise


def test_a_series_worked_by_hand():
    # batch means 9 1 2 1 2 1 2 1 2 1; nothing dropped: 53.6 / 10² = 0.536; one: 2.22 / 9² = 0.0274;
    # two: 2 / 8² = 0.03125, and more from there on
    assert mser5(np.repeat([9, 1, 2, 1, 2, 1, 2, 1, 2, 1], 5)) == 5


@given(st.integers(0, 2**32), st.integers(50, 160))
def test_it_is_what_its_definition_says(seed, days):
    values = autocorrelated(np.random.default_rng(seed), days)
    assert mser5(values) == by_definition(list(values))


@given(arrays(float, 75, elements=st.floats(-100, 100).map(lambda x: round(x, 2))))
def test_neither_unit_nor_origin_matters(values):
    found = mser5(values)
    assert found is None or 0 <= found <= 40
    assert mser5(4 * values) == found  # exact in binary, so that ties stay ties
    assert mser5(-values) == found


@pytest.mark.parametrize("value", [0.0, 0.1, -7e9])
def test_a_constant_series_needs_no_warm_up(value):
    assert mser5([value] * 100) == 0
    noise = np.random.default_rng(26).uniform(-1e-15, 1e-15, 100)
    assert mser5(value * (1 + noise)) == 0


@pytest.mark.parametrize("step", [5, 20, 50])
@pytest.mark.parametrize("level", [-3.3, 1e-6, 1e6])
def test_a_step_is_found(step, level):
    assert mser5([level] * step + [0.3] * (100 - step)) == step


def test_a_step_within_a_batch_takes_the_batch_with_it():
    assert mser5([9.0] * 22 + [1.0] * 78) == 25


def test_a_step_in_the_second_half_is_not_decided():
    assert mser5([9.0] * 60 + [1.0] * 40) is None


def test_a_transient_is_dropped_until_it_is_lost_in_the_noise():
    # it starts 20 above and halves every 21 days; averaged over ten replications the noise has a
    # standard deviation of 0.33, and the transient is as small as that after 123 days
    rng = np.random.default_rng(26)
    days = np.arange(728)
    found = []
    for _ in range(50):
        noise = np.mean([autocorrelated(rng, 728, of=0.3) for _ in range(10)], axis=0)
        found.append(mser5(20 * np.exp(-days / 30) + noise))
    assert None not in found
    assert min(found) >= 90
    assert max(found) <= 220
    assert 115 <= np.median(found) <= 150


def test_noise_alone_needs_little():
    rng = np.random.default_rng(26)
    found = [mser5(rng.normal(5, 1, 728)) for _ in range(200)]
    settled = [days for days in found if days is not None]
    assert len(settled) >= 198
    assert np.median(settled) <= 5
    assert np.quantile(settled, 0.95) <= 50


@pytest.mark.parametrize("slope", [-1.0, 0.01])
def test_a_trend_never_settles(slope):
    noise = np.random.default_rng(26).normal(0, abs(slope), 400)
    assert mser5(slope * np.arange(400) + noise) is None


def test_too_short_to_tell():
    assert mser5([]) is None
    assert mser5([1.0] * 49) is None
    assert mser5([1.0] * 50) == 0


def test_the_last_days_fill_no_batch_and_are_left_out():
    values = [9.0] * 20 + [1.0] * 80
    assert mser5([*values, 50.0, -50.0, 1e9]) == mser5(values) == 20
    assert list(batch_means(range(13))) == [2.0, 7.0]


@pytest.mark.parametrize("hole", [float("nan"), float("inf")])
def test_a_hole_is_refused(hole):
    with pytest.raises(ValueError, match=f"value 3 is {hole}, but must be a finite number"):
        mser5([1.0, 2.0, 3.0, hole] * 20)


def test_series_are_averaged_over_replications(runs):
    series = series_of([one.daily for one in runs])
    assert len(series) == 120
    assert list(series) == [
        "customers",
        "loyal_share",
        "open_cases",
        "failures_per_visit",
        "morale",
    ]
    day = series.loc[77]
    dailies = [one.daily.loc[77] for one in runs]
    assert day["customers"] == pytest.approx(np.mean([one["customers"] for one in dailies]))
    failures = sum(one["misery_minor"] + one["misery_serious"] for one in dailies)
    assert day["failures_per_visit"] == pytest.approx(failures / sum(d["visit"] for d in dailies))


def test_days_without_visits_or_customers_have_no_holes(runs):
    daily = runs[0].daily.copy()
    daily.loc[[0, 50, 51], "visit"] = 0
    daily.loc[60:, "loyal_share"] = float("nan")
    series = series_of([daily])
    assert np.isfinite(series.to_numpy()).all()
    assert series.loc[51, "failures_per_visit"] == series.loc[49, "failures_per_visit"]
    assert series.loc[100, "loyal_share"] == series.loc[59, "loyal_share"]


def test_advice_on_lived_days_is_that_on_their_series(runs, shop):
    advice = warm_up_advice(runs)
    series = series_of([one.daily for one in runs])
    assert advice.warm_up_days == shop.time.warm_up_days
    assert advice.settles == {name: mser5(series[name]) for name in series}
    alone = warm_up_advice(runs[0])
    assert alone == warm_up_advice(runs[:1])
    assert alone.says.endswith(("(MSER-5)", "by the middle of the run"))


def test_a_world_that_starts_upside_down_needs_a_warm_up(runs):
    daily = runs[0].daily.copy()
    daily["open_cases"] += 40 * np.exp(-np.arange(120) / 8)  # below a fifth of a case at day 43
    steady = series_of([daily.assign(customers=1000.0)])
    advice = Advice(30, {name: mser5(steady[name]) for name in ("customers", "open_cases")})
    assert advice.series == "open_cases"
    assert 35 <= advice.needed_days <= 60
    assert advice.too_short


@pytest.mark.parametrize(
    ("warm_up", "settles", "sentence"),
    [
        (
            30,
            {"customers": 40, "loyal_share": 120},
            "the warm-up of 30 days looks too short: loyal_share settles after about 120 days "
            "(MSER-5)",
        ),
        (
            120,
            {"customers": 40, "loyal_share": 120},
            "the warm-up of 120 days looks long enough: loyal_share settles after about 120 days "
            "(MSER-5)",
        ),
        (0, {"a": 5}, "doing without a warm-up looks wrong: a settles after about 5 days (MSER-5)"),
        (0, {"a": 0}, "doing without a warm-up looks right: no series needs any (MSER-5)"),
        (
            30,
            {"a": None, "b": 10, "c": None},
            "the warm-up of 30 days looks long enough for what settles at all: b settles after "
            "about 10 days (MSER-5); a and c have not settled by the middle of the run",
        ),
        (
            1,
            {"a": None, "b": 10},
            "the warm-up of 1 day looks too short: b settles after about 10 days (MSER-5); "
            "a has not settled by the middle of the run",
        ),
        (30, {"a": None}, "a has not settled by the middle of the run"),
    ],
)
def test_advice_in_a_sentence(warm_up, settles, sentence):
    advice = Advice(warm_up, settles)
    assert advice.says == sentence
    assert advice.too_short == ("too short" in sentence or "wrong" in sentence)
    assert advice.unsettled == tuple(name for name, days in settles.items() if days is None)


def test_advice_where_nothing_settles():
    advice = Advice(30, {"a": None})
    assert (advice.needed_days, advice.series, advice.too_short) == (None, None, False)


def test_runs_of_several_scenarios_or_of_none_are_refused(runs, shop):
    other = sim.run(shop.with_({"time.warm_up_days": 10}), keep_events=False)
    with pytest.raises(ValueError, match="must be replications of one scenario"):
        warm_up_advice([*runs, other])
    with pytest.raises(ValueError, match="runs is empty, but must hold 1 or more"):
        warm_up_advice([])
