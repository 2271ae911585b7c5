"""Curves, maps, tornados and Morris bars say what the data say, and can be read."""

import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_rgba
from matplotlib.patches import Rectangle

import sim
from sim.show.style import SMALLEST, STYLES, new_figure
from sim.show.sweeping import (
    describe_heat_map,
    describe_response,
    heat_map,
    parameter_words,
    response,
    said,
)
from sim.show.tornado import (
    describe_morris_bars,
    describe_tornado,
    labels,
    morris_bars,
    reaches,
    tornado,
)
from sim.study.design import grid
from sim.study.kpis import KPIS
from sim.study.sensitivity import OneAtATime, Sensitivity
from sim.study.sweep import Sweep
from tests.show.reading import clipped, overlapping, smallest, words

SILENT, EASE, AGENTS = "voice.silent_per_complaint", "voice.ease", "desk.agents"
STYLE = pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)
SIZES = pytest.mark.parametrize("size", [(620, 360), (900, 500), (1280, 720)])
SHOP = sim.load("corner_shop")
LONG = (
    "moments.problems_per_customer_year",
    "loyalty.loyal_share_of_undisturbed",
    "touchpoints.returns.promised_wait_minutes",
    "departments.counter.background_minutes",
    "voice.share_of_voice_gap_causal",
    "desk.success",
)


def swept(values, of, n=4, kpi="profit"):
    """Make a sweep of which a figure is a function of the point, and of luck."""
    points = grid(values)
    nothing = dict.fromkeys((one.name for one in KPIS), float("nan"))
    luck = np.random.default_rng(1).normal(size=n)
    figures = tuple(nothing | {kpi: of(point, one)} for point in points for one in luck)
    return Sweep(SHOP, 26, n, tuple(points), figures)


def axis(style=STYLES[0], size=(900, 500), names=False):
    left = 0.38 if names else 0.16
    return new_figure(*size, style).add_axes((left, 0.24, 0.96 - left, 0.56))


def assert_readable(figure):
    assert clipped(figure) == []
    assert overlapping(figure) == []
    assert smallest(figure) >= SMALLEST - 1e-9


def curve():
    # 20 differs from 26 by a hair with the same luck each time; 30 does not at all
    values = {0: 90, 10: 70, 20: 60.5, 26: 60, 30: 60, 50: 58}
    return swept({SILENT: values}, lambda point, luck: 1000 * (values[point[SILENT]] + luck))


@STYLE
@SIZES
def test_the_curve_can_be_read(style, size):
    ax = axis(style, size)
    response(ax, curve(), "profit", style)
    assert_readable(ax.figure)
    assert "Income less cost, EUR a year" in words(ax.figure)
    assert "unhappy customers who" in words(ax.figure)
    assert SILENT not in words(ax.figure)


def test_points_that_differ_are_filled_and_the_reference_is_a_diamond():
    ax = axis()
    response(ax, curve(), "profit")
    marked = {line.get_marker(): line for line in ax.lines if line.get_marker() == "D"}
    assert marked["D"].get_xdata().tolist() == [26]
    filled, hollow = [line for line in ax.lines if line.get_marker() == "o"]
    assert to_rgba(hollow.get_markerfacecolor()) == to_rgba(STYLES[0].paper)
    assert filled.get_xdata().tolist() == [0, 10, 20, 50]
    assert hollow.get_xdata().tolist() == [30]
    assert "filled: differs clearly" in words(ax.figure)
    response(other := axis(), curve(), "profit", reference={SILENT: 0})
    assert "all differ clearly" in words(other.figure)


def test_the_curve_goes_through_the_means_in_order():
    ax = axis()
    done = curve()
    turned = Sweep(SHOP, 26, done.n, done.points[::-1], done.figures[::-1])
    response(ax, turned, "profit")
    line = next(line for line in ax.lines if line.get_linestyle() == "-")
    assert line.get_xdata().tolist() == [0, 10, 20, 26, 30, 50]
    mean = done.summary().query("kpi == 'profit'")["mean"]
    assert line.get_ydata().tolist() == pytest.approx(mean.tolist())


def test_the_curve_in_words():
    values = {20: 61_000, 26: 60_000, 30: 60_000}
    done = swept({SILENT: values}, lambda point, luck: values[point[SILENT]])
    text = describe_response(done, "profit")
    assert "complains (one ear): 61k at 20*, 60k at 26, 60k at 30. A star" in text
    assert "differs clearly from 26, over 4 runs" in text


@pytest.mark.parametrize("factor", [0.0, 1e-6, 1.0, 1e6])
def test_figures_of_any_size_can_be_read(factor):
    done = swept({EASE: [1, 2, 4]}, lambda point, luck: factor * (point[EASE] - 2 + luck))
    ax = axis()
    response(ax, done, "profit")
    assert_readable(ax.figure)


def test_a_figure_that_is_none_at_some_point_leaves_a_gap():
    done = swept({EASE: [1, 2, 4]}, lambda point, luck: np.nan if point[EASE] == 2 else luck)
    ax = axis()
    response(ax, done, "profit")
    assert_readable(ax.figure)
    assert "none at 2" in describe_response(done, "profit")


def plane(rows=3, columns=4):
    # agents do nothing; ease does
    values = {EASE: [1.0, 2.0, 4.0, 8.0, 16.0][:columns], AGENTS: range(1, rows + 1)}
    return swept(values, lambda point, luck: 5_000 * point[EASE] + 900 * luck)


@STYLE
@SIZES
def test_the_map_can_be_read(style, size):
    ax = axis(style, size)
    heat_map(ax, plane(), "profit", style)
    assert_readable(ax.figure)
    assert "people at the desk" in words(ax.figure).replace("\n", " ")


def test_the_map_has_every_number_in_its_place():
    ax = axis()
    done = plane()
    heat_map(ax, done, "profit")
    drawn = ax.images[0].get_array()
    means = done.summary().query("kpi == 'profit'")
    for column, ease in enumerate([1, 2, 4, 8]):
        for row in range(3):
            chosen = means[(means[EASE] == ease) & (means[AGENTS] == row + 1)]
            assert drawn[row, column] == pytest.approx(chosen["mean"].iloc[0])
    text = {t.get_position(): t.get_text() for t in ax.texts}
    assert text[(0, 1)].startswith("(")  # as the reference, but for agents, who do nothing
    assert not text[(1, 0)].startswith("(")
    (frame,) = [patch for patch in ax.patches if isinstance(patch, Rectangle)]
    assert frame.get_xy() == (-0.5, -0.5)
    assert "9 of the other 11 points differ clearly" in describe_heat_map(done, "profit")


def test_a_map_of_many_cells_tells_the_ends_of_its_scale():
    values = {EASE: np.arange(1.0, 41.0), AGENTS: range(1, 5)}
    done = swept(values, lambda point, luck: 100 * point[EASE] + luck)
    ax = axis()
    heat_map(ax, done, "profit")
    assert_readable(ax.figure)
    assert "from 100 to 4.0k; dots: not clearly other" in words(ax.figure)
    dots = [line.get_xydata()[0].tolist() for line in ax.lines]
    assert dots == [[0, 1], [0, 2], [0, 3]]


@pytest.mark.parametrize(
    ("draw", "made", "rule"),
    [
        (response, plane(), "of 2 parameters, but must be of one"),
        (heat_map, curve(), "of 1 parameters, but must be of two"),
    ],
)
def test_a_picture_of_the_wrong_sweep_is_refused(draw, made, rule):
    with pytest.raises(ValueError, match=rule):
        draw(axis(), made, "profit")
    with pytest.raises(ValueError, match="kpi is proft, but must be"):
        draw(axis(), curve() if draw is response else plane(), "proft")


def test_a_map_with_holes_is_refused():
    whole = plane()
    holed = Sweep(SHOP, 26, whole.n, whole.points[:-1], whole.figures[: -whole.n])
    with pytest.raises(ValueError, match="has 11 points, but must have 12"):
        heat_map(axis(), holed, "profit")


def ends(kpi="profit", factor=1.0):
    """One number after the other reaches further than the one before, its low end to the left."""
    rows = []
    for place, key in enumerate(LONG, start=1):
        for end, sign in (("low", -1), ("high", 0.5)):
            mean = factor * sign * place
            rows.append((key, "words", "assumption", end, 0.000123 * place, kpi, mean))
    columns = ["key", "words", "grade", "end", "value", "kpi", "mean"]
    table = pd.DataFrame(rows, columns=columns)
    reach = 0.2 * factor
    table = table.assign(low=table["mean"] - reach, high=table["mean"] + reach, n=5, is_clear=True)
    return OneAtATime(SHOP, 26, 5, pd.DataFrame(), table)


def screened(kpi="profit", factor=1.0):
    size = factor * np.arange(1.0, len(LONG) + 1)
    table = pd.DataFrame({"kpi": kpi, "key": LONG, "words": "words", "grade": "folklore"})
    table = table.assign(low=0.0, high=1.0, mu_star=size, mu_star_low=size * 0.9)
    table = table.assign(mu_star_high=size * 1.1, mu=-size, sigma=size[::-1])
    return Sensitivity(SHOP, 26, 10, 5, table)


@STYLE
@SIZES
@pytest.mark.parametrize(("kpi", "factor"), [("profit", 1e4), ("churn_rate", 0.01), ("nps", 0.0)])
def test_tornado_and_bars_can_be_read(style, size, kpi, factor):
    for draw, found in ((tornado, ends(kpi, factor)), (morris_bars, screened(kpi, factor))):
        ax = axis(style, size, names=True)
        most = 3 if size[1] < 400 else 4 if size[1] < 600 else 6
        draw(ax, found, kpi, style, most=most)
        assert_readable(ax.figure)
        shown = words(ax.figure)
        assert ("points;" in shown) == (kpi == "churn_rate")
        grade = "assumption" if draw is tornado else "folklore"
        assert shown.count(grade) == most or "…" in shown
        assert not any(key in shown for key in LONG)


def test_the_furthest_reach_is_on_top():
    table = reaches(ends(), "profit")
    assert list(table.index) == list(LONG[::-1])
    assert table["reach"].tolist() == [6, 5, 4, 3, 2, 1]
    ax = axis(names=True)
    tornado(ax, ends(), "profit", most=2)
    assert [text.get_text().split("\n")[0] for text in ax.get_yticklabels()] == [
        "success of desk",
        "share of voice gap causal",
    ]
    assert ax.get_ylim()[0] > ax.get_ylim()[1]  # the first row is the upper one
    widths = [bar.get_width() for bar in ax.patches]
    assert widths == [-6, -5, 3, 2.5]


def test_bars_are_the_table():
    ax = axis(names=True)
    morris_bars(ax, screened(), "profit", most=3)
    assert [bar.get_width() for bar in ax.patches] == [6, 5, 4]
    diamonds = next(line for line in ax.lines if line.get_marker() == "D")
    assert diamonds.get_xdata().tolist() == [1, 2, 3]


def test_tornado_and_bars_in_words():
    text = describe_tornado(ends("churn_rate", 0.01), "churn_rate", most=1)
    assert "success of desk (assumption), 0.000738 to 0.000738: −6 points to +3 points." in text
    text = describe_morris_bars(screened("churn_rate", 0.01), "churn_rate", most=1)
    assert "success of desk (folklore) 6 points, spread 1 points." in text
    for describe, found in ((describe_tornado, ends()), (describe_morris_bars, screened())):
        with pytest.raises(ValueError, match="kpi is nps, but must be one that was looked at"):
            describe(found, "nps")


def test_no_two_numbers_of_a_scenario_have_the_same_label():
    keys = [row.key for row in SHOP.parameters()]
    named = labels(keys)
    assert len(set(named)) == len(keys)
    assert not any("_" in name or "." in name for name in named)
    assert all(parameter_words(key) for key in keys)


def test_what_is_not_known_is_said_so():
    assert said(float("nan"), "share") == "none"
