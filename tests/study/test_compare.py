"""Comparisons and rankings: as sure as they say, on figures of which the truth is known."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from scipy import stats

import sim
from sim.study.compare import Comparison, compare, pair_up, would_tell
from sim.study.kpis import KPIS
from sim.study.rank import Ranking, rank
from sim.study.replicate import interval, replicate

REPEATS = 2_000
FEW_DAYS = {"time.days": 90, "time.warm_up_days": 30}


@pytest.fixture(scope="module")
def two_tills():
    return sim.load("corner_shop", changes={**FEW_DAYS, "departments.till.staff": 2})


@pytest.fixture(scope="module")
def one_till(two_tills):
    return two_tills.with_({"departments.till.staff": 1})


@pytest.fixture(scope="module")
def fewer_staff(two_tills, one_till):
    return compare(two_tills, one_till, n=6)


def pairs(rng, difference, n=12):
    """Two figures that share most of their luck, the second higher by a difference."""
    luck = rng.normal(10, 3, n)
    a, b = (luck + rng.normal(0, 1, n) for _ in range(2))
    return pd.Series(a), pd.Series(b + difference)


def within_chance(hits, of, share):
    low, high = stats.binom.interval(0.999, of, share)
    return low <= hits <= high


def test_intervals_cover_the_truth_as_often_as_they_say():
    rng = np.random.default_rng(26)
    found = [pair_up(*pairs(rng, 0.5)) for _ in range(REPEATS)]
    covered = sum(one.low <= 0.5 <= one.high for one in found)
    assert within_chance(covered, REPEATS, 0.95)


def test_one_in_twenty_is_told_apart_by_mere_luck():
    rng = np.random.default_rng(26)
    told = sum(pair_up(*pairs(rng, 0.0)).distinguishable for _ in range(REPEATS))
    assert within_chance(told, REPEATS, 0.05)


def test_the_confidence_asked_for_is_the_one_given():
    rng = np.random.default_rng(26)
    told = sum(pair_up(*pairs(rng, 0.0), 0.8).distinguishable for _ in range(REPEATS))
    assert within_chance(told, REPEATS, 0.2)


# Cohen's one-sample t test, two-sided 5%, power 80%: what tables of power give; and beyond them
@pytest.mark.parametrize(("effect", "n"), [(0.2, 199), (0.5, 34), (0.8, 15), (2, 5), (7, 3)])
def test_so_many_replications_would_tell_in_four_of_five_cases(effect, n):
    assert would_tell(effect, 1.0) == n
    assert would_tell(-3 * effect, 3.0) == n
    rng = np.random.default_rng(26)
    for enough, size in ((True, n), (False, n - 1)):
        differences = rng.normal(effect, 1.0, (REPEATS, size))
        told = int((stats.ttest_1samp(differences, 0.0, axis=1).pvalue < 0.05).sum())
        low, high = stats.binom.interval(0.999, REPEATS, 0.8)
        assert told >= low if enough else told <= high


def test_would_tell_has_an_answer_at_the_extremes():
    assert would_tell(0.0, 1.0) == np.inf
    assert would_tell(1.0, 0.0) == 2
    # two differences tell where their spread is below 1.28 of what it is on average: 16.3 / √2
    assert [would_tell(effect, 1.0) for effect in (11.2, 11.8, 30.0, 1e3, 1e9)] == [3, 2, 2, 2, 2]
    assert np.isnan(would_tell(1.0, np.nan))
    assert np.isnan(would_tell(np.nan, 1.0))
    tiny = ((stats.norm.ppf(0.975) + stats.norm.ppf(0.8)) / 1e-6) ** 2
    assert would_tell(1e-6, 1.0) == pytest.approx(tiny)


values = st.floats(-1e6, 1e6).map(lambda value: round(value, 3))


@given(st.lists(st.tuples(values, values), min_size=2, max_size=30))
@example([(0.0, -910_053.0), (744_746.0, 0.0)])
def test_what_is_not_told_apart_takes_more_replications(given_pairs):
    a, b = (pd.Series(side) for side in zip(*given_pairs, strict=True))
    found = pair_up(a, b)
    assert found.low <= found.difference <= found.high
    assert found.distinguishable == (found.low > 0 or found.high < 0)
    if not found.distinguishable:
        assert found.would_tell > found.n


def test_a_comparison_worked_by_hand():
    found = pair_up(pd.Series([1.0, 2.0, 3.0]), pd.Series([2.0, 3.5, 4.0]))
    # differences 1, 1.5, 1; standard deviation 0.2887; t with two degrees of freedom 4.3027
    assert found[:6] == pytest.approx((2.0, 19 / 6, 7 / 6, 0.4495, 1.8838, 3), abs=1e-4)
    assert found.distinguishable


def test_as_many_would_tell_as_the_spread_of_the_pairs_asks_for():
    differences = [1.0, 2.0, 3.0, 6.0]
    found = pair_up(pd.Series([0.0] * 4), pd.Series(differences))
    assert found.would_tell == would_tell(3.0, np.std(differences, ddof=1)) == 7


def test_a_pair_without_the_figure_is_left_out():
    nan = float("nan")
    a, b = pd.Series([1.0, nan, 3.0, 9.0]), pd.Series([2.0, 50.0, 6.0, nan])
    assert pair_up(a, b) == pair_up(a[[0, 2]], b[[0, 2]])
    found = pair_up(a, b)
    assert (found.mean_a, found.mean_b, found.difference, found.n) == (2.0, 4.0, 2.0, 2)


def test_where_there_is_no_spread():
    ones = pd.Series([1.0] * 5)
    same, more, single, none = (
        pair_up(ones, ones),
        pair_up(ones, ones + 0.5),
        pair_up(ones[:1], ones[:1] + 0.5),
        pair_up(ones[:0], ones[:0]),
    )
    assert (same.difference, same.low, same.high, same.would_tell) == (0, 0, 0, np.inf)
    assert not same.distinguishable
    assert (more.difference, more.low, more.high, more.would_tell) == (0.5, 0.5, 0.5, 2)
    assert more.distinguishable
    assert single.difference == 0.5
    assert np.isnan([single.low, single.high, single.would_tell]).all()
    assert not single.distinguishable
    assert none.n == 0
    assert np.isnan([none.mean_a, none.difference, none.would_tell]).all()
    assert not none.distinguishable


def test_fewer_staff_let_people_wait(fewer_staff):
    row = fewer_staff.summary().loc["wait_minutes"]
    assert row["distinguishable"]
    assert row["difference"] > 0
    assert row["n"] == 6
    assert row["mean_b"] - row["mean_a"] == pytest.approx(row["difference"])


def test_each_side_is_what_it_is_alone(fewer_staff, two_tills, one_till):
    assert fewer_staff.figures_a == replicate(two_tills, n=6).figures
    assert fewer_staff.figures_b == replicate(one_till, n=6).figures
    differences = (
        replicate(one_till, n=6).replications["miseries"]
        - replicate(two_tills, n=6).replications["miseries"]
    )
    assert (fewer_staff.replications["miseries"] == differences).all()


def test_the_other_way_round_signs_turn(fewer_staff, two_tills, one_till):
    back = compare(one_till, two_tills, n=6)
    pd.testing.assert_frame_equal(back.replications, -fewer_staff.replications)
    there, again = fewer_staff.summary(), back.summary()
    assert np.allclose(there["low"], -again["high"], equal_nan=True)
    assert (there["distinguishable"] == again["distinguishable"]).all()


def test_more_confidence_is_wider(fewer_staff):
    loose, sure = fewer_staff.summary(0.8), fewer_staff.summary(0.99)
    assert sure.loc["wait_minutes", "low"] < loose.loc["wait_minutes", "low"]
    assert sure["distinguishable"].sum() < loose["distinguishable"].sum()


def test_the_same_luck_tells_with_fewer_runs(two_tills):
    a_nudge = two_tills.with_({"voice.silent_per_complaint": 13.0})
    found = compare(two_tills, a_nudge, n=8)
    paired = found.replications["customers_end"].var()
    apart = replicate(two_tills, n=8).replications["customers_end"].var()
    assert paired < apart  # with luck of its own on each side it would be twice that


def test_a_scenario_does_not_differ_from_itself(one_till):
    found = compare(one_till, one_till.with_({}), n=3)
    summary = found.summary()
    known = summary["n"] > 0
    assert known.sum() > 35
    assert (summary.loc[known, ["difference", "low", "high"]] == 0).all(axis=None)
    assert not summary["distinguishable"].any()
    assert (summary.loc[summary["n"] > 1, "would_tell"] == np.inf).all()
    assert list(summary.index) == [kpi.name for kpi in KPIS]


def test_one_replication_has_differences_and_no_verdict(two_tills, one_till):
    done = []
    found = compare(two_tills, one_till, n=1, on_progress=done.append)
    assert done == [1, 2]
    summary = found.summary()
    assert summary.loc["wait_minutes", "difference"] > 0
    assert not summary["distinguishable"].any()
    assert summary["low"].isna().all()


@pytest.mark.parametrize(
    ("changes", "n", "sentence"),
    [
        ({}, 0, "replications is 0, but must be 1 or more"),
        ({"time.days": 91}, 1, "time.days is 90 in a (corner_shop) and 91 in b (corner_shop)"),
        ({"time.warm_up_days": 29}, 1, "time.warm_up_days is 30 in a (corner_shop) and 29 in b"),
        ({"money.currency": "XYZ"}, 1, "and XYZ in b (corner_shop), but must be the same"),
    ],
)
def test_what_cannot_be_compared_is_refused(one_till, changes, n, sentence):
    with pytest.raises(ValueError) as refused:
        compare(one_till, one_till.with_(changes), n=n)
    assert sentence in str(refused.value)


def ranking_of(scenario, columns, best="high"):
    figures = {
        name: tuple({"profit": float(v)} for v in column) for name, column in columns.items()
    }
    return Ranking(dict.fromkeys(columns, scenario), "profit", best, 26, figures)


def test_a_ranking_of_two_is_a_comparison(two_tills, one_till, fewer_staff):
    found = rank({"two": two_tills, "one": one_till}, "wait_minutes", n=6, best="low")
    row = found.pairs().loc[("two", "one")]
    wanted = fewer_staff.summary().loc["wait_minutes", list(row.index)]
    assert list(row) == pytest.approx(list(wanted))
    table = found.table()
    assert list(table.index) == ["two", "one"]
    assert list(table["maybe_best"]) == [True, False]


def test_all_pairs_hold_at_once(one_till):
    rng = np.random.default_rng(26)
    rankings, somebody, uncorrected = 200, 0, 0
    for _ in range(rankings):
        luck = rng.normal(0, 3, 8)
        found = ranking_of(one_till, {name: luck + rng.normal(0, 1, 8) for name in "abcd"})
        somebody += bool(found.pairs()["distinguishable"].any())
        uncorrected += bool(found.pairs(1 - 6 * 0.05)["distinguishable"].any())
    allowed = stats.binom.ppf(0.999, rankings, 0.05)
    assert somebody <= allowed
    assert uncorrected > allowed  # each pair at 95%: what Bonferroni is there for


def test_the_corrected_interval_by_hand(one_till):
    columns = {"a": [1.0, 2.0, 3.0], "b": [2.0, 3.5, 4.0], "c": [9.0, 9.0, 9.5]}
    found = ranking_of(one_till, columns)
    assert list(found.table().index) == ["c", "b", "a"]
    difference = pd.Series(columns["a"]) - pd.Series(columns["b"])
    _, low, high, _ = interval(difference, 1 - 0.05 / 3)
    row = found.pairs().loc[("b", "a")]
    assert (row["low"], row["high"]) == pytest.approx((low, high))


def test_who_is_not_told_apart_is_named(one_till):
    rng = np.random.default_rng(26)
    luck = rng.normal(0, 5, 20)
    means = {"worst": 0.0, "poor": 0.2, "good": 5.0, "best": 9.0}
    columns = {name: mean + luck + rng.normal(0, 1, 20) for name, mean in means.items()}
    table = ranking_of(one_till, columns).table()
    assert list(table.index[:2]) == ["best", "good"]
    assert table.loc["poor", "not_distinguishable_from"] == ("worst",)
    assert table.loc["worst", "not_distinguishable_from"] == ("poor",)
    assert table.loc["best", "not_distinguishable_from"] == ()
    assert list(table.index[table["maybe_best"]]) == ["best"]
    assert table.loc["good", "difference"] == pytest.approx(
        np.mean(columns["good"] - columns["best"])
    )
    upside_down = ranking_of(one_till, columns, "low").table()
    assert set(upside_down.index[upside_down["maybe_best"]]) == {"worst", "poor"}
    assert list(upside_down.index) == list(table.index[::-1])


def test_the_truly_best_is_among_those_that_may_be(one_till):
    rng = np.random.default_rng(26)
    missed = 0
    for _ in range(200):
        columns = {
            name: rng.normal(mean, 1, 6) for name, mean in zip("abc", (0, 0, 0.3), strict=True)
        }
        missed += not ranking_of(one_till, columns).table().loc["c", "maybe_best"]
    assert missed <= stats.binom.ppf(0.999, 200, 0.05)


@pytest.mark.parametrize(
    ("names", "kpi", "n", "best", "sentence"),
    [
        ("a", "profit", 2, "high", "scenarios is 1 of them, but must be 2 or more"),
        ("ab", "profit", 1, "high", "replications is 1, but must be 2 or more"),
        ("ab", "profit", 2, "most", "best is most, but must be high or low"),
        ("ab", "churn", 2, "low", "did you mean churn_rate?"),
        ("ab", "xyzzy", 2, "low", "such as customers_end"),
    ],
)
def test_what_cannot_be_ranked_is_refused(one_till, names, kpi, n, best, sentence):
    with pytest.raises(ValueError) as refused:
        rank(dict.fromkeys(names, one_till), kpi, n=n, best=best)
    assert sentence in str(refused.value)


def test_different_lengths_are_not_ranked(one_till):
    longer = one_till.with_({"time.days": 120})
    with pytest.raises(ValueError, match=r"90 in short .* and 120 in long"):
        rank({"short": one_till, "long": longer}, "profit", n=2)


def test_a_comparison_is_a_value(fewer_staff):
    again = Comparison(**{name: getattr(fewer_staff, name) for name in fewer_staff.__match_args__})
    assert again == fewer_staff
    with pytest.raises(AttributeError):
        fewer_staff.seed = 1
