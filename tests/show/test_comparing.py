"""Pictures of comparisons, rankings and warm-ups: what the figures say, and nothing clipped."""

import numpy as np
import pandas as pd
import pytest

import sim
from sim.show.comparing import (
    SHOWN,
    describe_differences,
    describe_ranking,
    differences,
    ranking,
    says,
    sentence,
)
from sim.show.intervals import round_below
from sim.show.style import SMALLEST, STYLES, new_figure
from sim.show.warming_up import describe_warming_up, warming_up
from sim.study.compare import compare
from sim.study.kpis import KPIS
from sim.study.rank import rank
from sim.study.warmup import Advice, series_of, warm_up_advice
from tests.show.reading import clipped, overlapping, smallest, words

NAN = float("nan")
SIZES = {"quarter": (620, 340), "projector": (1280, 720)}
styles = pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)
sizes = pytest.mark.parametrize("size", SIZES)


@pytest.fixture(scope="module")
def shops():
    shop = sim.load("corner_shop", changes={"time.days": 180, "time.warm_up_days": 90})
    return {
        "one till": shop,
        "two tills": shop.with_({"departments.till.staff": 2}),
        "three tills at the counter": shop.with_({"departments.till.staff": 3}),
    }


@pytest.fixture(scope="module")
def comparison(shops):
    return compare(shops["one till"], shops["two tills"], n=5)


@pytest.fixture(scope="module")
def table(shops):
    return rank(shops, "wait_minutes", n=5, best="low").table()


def axis(style=STYLES[0], size="quarter"):
    return new_figure(*SIZES[size], style).add_axes((0.05, 0.14, 0.92, 0.72))


def assert_readable(ax):
    assert clipped(ax.figure) == []
    assert overlapping(ax.figure) == []
    assert smallest(ax.figure) >= SMALLEST - 1e-9


def summary_of(**rows):
    """A summary of a comparison: mean_a, difference, low and high by figure."""
    made = {}
    for kpi, (mean, difference, low, high) in rows.items():
        clear = low > 0 or high < 0
        made[kpi] = {"mean_a": mean, "difference": difference, "low": low, "high": high}
        made[kpi] |= {"n": 9, "distinguishable": clear, "would_tell": NAN}
    return pd.DataFrame.from_dict(made, orient="index")


def marks(ax):
    """By row: where the mark is, and whether it is full."""
    found = {}
    for line in ax.lines:
        if line.get_marker() not in ("None", None, ""):
            (x,), (y,) = line.get_xdata(), line.get_ydata()
            full = line.get_markerfacecolor() != ax.get_facecolor() and (
                line.get_markerfacecolor() == line.get_color()
            )
            found[int(y)] = (float(x), full, line.get_marker())
    return found


def bars(ax):
    """By row: from where to where the interval goes."""
    return {
        int(line.get_ydata()[0]): tuple(line.get_xdata())
        for line in ax.lines
        if len(line.get_xdata()) == 2 and line.get_ydata()[0] == line.get_ydata()[1]
    }


@styles
@sizes
def test_a_comparison_can_be_read(comparison, style, size):
    ax = axis(style, size)
    differences(ax, comparison.summary(), style, currency="EUR")
    assert_readable(ax)
    for kpi in SHOWN:
        assert kpi.replace("_", " ") in words(ax.figure)


@styles
@sizes
def test_a_ranking_can_be_read(table, style, size):
    ax = axis(style, size)
    ranking(ax, table, "wait_minutes", style)
    assert_readable(ax)
    assert "two tills" in words(ax.figure)


@pytest.mark.parametrize("kpi", {kpi.unit: kpi.name for kpi in KPIS}.values())
def test_a_figure_of_any_unit_and_size_can_be_ranked_by(table, kpi):
    for factor in (1e-3, 1e5):
        scaled = table.copy()
        scaled[["mean", "difference", "low", "high"]] *= factor
        ax = axis(size="projector")
        ranking(ax, scaled, kpi, currency="EUR")
        assert_readable(ax)


def test_marks_stand_where_the_figures_are():
    summary = summary_of(
        churn_rate=(0.2, -0.02, -0.03, -0.01),
        profit=(-400.0, 40.0, -20.0, 100.0),
        wait_minutes=(1.0, 0.5, 0.3, 0.7),
    )
    ax = axis()
    differences(ax, summary, kpis=summary.index)
    found = marks(ax)
    assert [found[row][0] for row in range(3)] == pytest.approx([-10, 10, 50])
    assert [found[row][1] for row in range(3)] == [True, False, True]
    assert bars(ax)[0] == pytest.approx((-15, -5))
    assert bars(ax)[1] == pytest.approx((-5, 25))
    text = words(ax.figure)
    assert "2 of 3 figures are told apart" in text
    assert "−2.0 points" in text
    assert "+0.50 minutes" in text
    assert "unclear" in text


def test_what_leaves_the_picture_is_an_arrow_at_its_edge():
    summary = summary_of(
        churn_rate=(0.1, 0.5, 0.4, 0.6),
        loyal_share=(0.1, -0.35, -0.55, -0.15),
        heard_share=(0.1, 0.09, -0.4, 0.58),
    )
    ax = axis()
    differences(ax, summary, kpis=summary.index)
    found = marks(ax)
    assert (found[0][2], found[1][2], found[2][2]) == (">", "<", "o")
    assert found[0][0] == -found[1][0] == 105
    assert bars(ax)[2] == (-105, 105)
    assert "+50 points" in words(ax.figure)
    assert_readable(ax)


def test_what_has_no_percentage_is_told_in_figures():
    summary = summary_of(
        complaints=(0.0, 7.0, 5.0, 9.0),
        resolution_days=(NAN, NAN, NAN, NAN),
        miseries=(3.0, 0.0, 0.0, 0.0),
    )
    summary.loc["resolution_days", "n"] = 0
    ax = axis()
    differences(ax, summary, kpis=summary.index)
    assert list(marks(ax)) == [2]
    text = words(ax.figure)
    assert "+7" in text
    assert "the same" in text
    assert_readable(ax)


def test_the_description_names_every_figure(comparison):
    text = describe_differences(comparison.summary(), currency="EUR")
    assert text.endswith(".")
    assert all(kpi in text for kpi in SHOWN)
    clear = comparison.summary().loc[list(SHOWN), "distinguishable"].sum()
    assert text.startswith(f"{clear} of 8 figures are told apart")


@pytest.mark.parametrize(
    ("kpi", "row", "said"),
    [
        ("churn_rate", (-0.021, -0.032, -0.010), "2.1 points lower (1.0 to 3.2)"),
        ("wait_minutes", (0.2228, 0.2102, 0.2354), "0.223 minutes higher (0.210 to 0.235)"),
        (
            "profit",
            (187_064.5, 155_150.6, 218_978.4),
            "EUR 187,000 a year higher (155,000 to 219,000)",
        ),
        ("profit_npv", (-7.0, -9.0, -5.0), "EUR 7.0 lower (5.0 to 9.0)"),
        ("customers_end", (89.9, 72.6, 107.2), "90 people higher (73 to 107)"),
        ("told_ratio", (0.5, 0.5, 0.5), "0.500 higher (0.500 to 0.500)"),
        ("nps", (10.0, 0.004, 19.996), "10.000 points higher (0.004 to 19.996)"),
        (
            "churn_rate",
            (0.01, -0.02, 0.04),
            "not distinguishable; about 240 replications would tell",
        ),
        ("churn_rate", (0.0, -0.02, 0.02), "not distinguishable"),
        ("churn_rate", (0.0, 0.0, 0.0), "the same in all 30 pairs of replications"),
    ],
)
def test_a_figure_in_a_sentence(kpi, row, said):
    difference, low, high = row
    given = {"difference": difference, "low": low, "high": high, "n": 30}
    given["distinguishable"] = low > 0 or high < 0
    given["would_tell"] = 237.0 if difference else float("inf")
    assert sentence(kpi, pd.Series(given), "EUR") == f"{kpi}: {said}"


@pytest.mark.parametrize(
    ("would_tell", "said"),
    [(12.0, "about 12 "), (1749.0, "about 1,700 "), (4e7, "not even a million "), (NAN, "able")],
)
def test_how_many_would_tell_is_told_roughly(would_tell, said):
    given = {"difference": 1.0, "low": -1.0, "high": 3.0, "n": 9, "distinguishable": False}
    text = sentence("nps", pd.Series(given | {"would_tell": would_tell}))
    assert said in text
    assert text.endswith("replications would tell") == np.isfinite(would_tell)


def test_without_an_interval_nothing_is_claimed():
    given = {"low": NAN, "high": NAN, "distinguishable": False, "would_tell": NAN}
    none = sentence("nps", pd.Series(given | {"difference": NAN, "n": 0}))
    assert none == "nps: cannot be computed in any pair of replications"
    one = sentence("nps", pd.Series(given | {"difference": -3.0, "n": 1}))
    assert one == "nps: 3.00 points lower in the one pair of replications, which cannot tell"
    same = sentence("nps", pd.Series(given | {"difference": 0.0, "n": 1}))
    assert same == "nps: the same in the one pair of replications"


def test_a_comparison_says_what_it_found(comparison, shops):
    assert says(comparison, "wait_minutes").startswith("wait_minutes: 0.")
    assert " minutes lower (0." in says(comparison, "wait_minutes")
    itself = compare(shops["one till"], shops["one till"], n=2)
    assert says(itself, "profit") == "profit: the same in all 2 pairs of replications"
    with pytest.raises(ValueError, match="kpi is waiting"):
        says(comparison, "waiting")


def test_a_ranking_shows_who_may_be_best(table):
    doubtful = table.copy()
    second = doubtful.index[1]
    doubtful.loc[second, ["low", "high", "maybe_best"]] = [-1.0, 1.0, True]
    ax = axis()
    ranking(ax, doubtful, "wait_minutes")
    found = marks(ax)
    assert found[0][:1] == (0.0,)
    assert found[0][2] == "D"
    assert (found[1][1], found[2][1]) == (False, True)
    assert found[2][0] == pytest.approx(table["difference"].iloc[2])
    assert bars(ax)[1] == (-1.0, 1.0)
    assert "2 of 3 may be best" in words(ax.figure)
    text = describe_ranking(doubtful, "wait_minutes")
    assert f"not distinguishable from it: {second}." in text
    doubtful.loc[second, "maybe_best"] = False
    text = describe_ranking(doubtful, "wait_minutes")
    assert text.startswith("wait minutes: one is best. In order: three tills at the counter 0.")


def test_a_ranking_of_those_that_are_alike(table):
    alike = table.copy()
    alike[["difference", "low", "high"]] = 0.0
    alike["maybe_best"] = True
    ax = axis()
    ranking(ax, alike, "wait_minutes")
    assert_readable(ax)
    assert "3 of 3 may be best" in words(ax.figure)


@pytest.mark.parametrize(("edge", "found"), [(105, 100), (1.0, 1), (0.0299, 0.02), (7.9, 6)])
def test_ticks_are_round(edge, found):
    assert round_below(edge) == pytest.approx(found)


@styles
@sizes
def test_a_warm_up_can_be_read(shops, style, size):
    one = sim.run(shops["one till"], keep_events=False)
    advice = warm_up_advice(one)
    ax = (
        axis(style, "projector")
        if size == "projector"
        else new_figure(620, 440, style).add_axes((0.05, 0.12, 0.92, 0.76))
    )
    warming_up(ax, series_of([one.daily]), advice, style)
    assert_readable(ax)
    assert describe_warming_up(advice).endswith(".")


def test_a_warm_up_shows_where_each_series_settles():
    days = np.arange(100)
    series = pd.DataFrame(
        {"open_cases": np.where(days < 20, 9.0, 1.0), "customers": 1000.0 + days, "morale": 0.5}
    )
    advice = Advice(10, {"open_cases": 20, "customers": None, "morale": 0})
    ax = axis()
    warming_up(ax, series, advice)
    upright = [
        line.get_xdata()[0]
        for line in ax.lines
        if len(line.get_xdata()) == 2 and line.get_xdata()[0] == line.get_xdata()[1]
    ]
    assert upright == [20, 0]
    (shade,) = ax.patches
    assert shade.get_x() + shade.get_width() == 10
    text = words(ax.figure)
    assert "Warm-up 10 days, but 20 are needed" in text
    assert "open cases: settled after 20 days" in text
    assert "customers: not settled" in text
    assert "morale: settled throughout" in text
    assert_readable(ax)
    longer = axis()
    warming_up(longer, series, Advice(30, {**advice.settles}))
    assert "Warm-up 30 days: 1 series not settled" in words(longer.figure)
    settled = axis()
    warming_up(settled, series[["morale"]], Advice(30, {"morale": 0}))
    assert "Warm-up 30 days: long enough" in words(settled.figure)
