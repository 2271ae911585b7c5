"""What a customer is worth can be read at any size, and shows what was measured."""

from math import nan

import numpy as np
import pandas as pd
import pytest

import sim
from sim.show.style import LIGHT, SMALLEST, STYLES, new_figure
from sim.show.worth import describe_worth, has_curve, worth
from sim.study.worth import Worth
from sim.study.worth import worth as worth_of
from tests.show.reading import clipped, overlapping, smallest, words

SIZES = ((620, 320, (0.14, 0.14, 0.83, 0.7)), (900, 500, (0.1, 0.12, 0.87, 0.75)))


def axis(style=LIGHT, size=SIZES[0]):
    width, height, place = size
    return new_figure(width, height, style).add_axes(place)


def assert_readable(figure):
    assert clipped(figure) == []
    assert overlapping(figure) == []
    assert smallest(figure) >= SMALLEST - 1e-9


def found(end=228.0, foreseen=330.0, cost=104.0, weeks=61, bend=1.0, won=187, life=1090.0):
    """A curve that ends at a height, straight where the bend is 1, steep at first below it."""
    share = np.arange(weeks + 1) / max(weeks, 1)
    table = pd.DataFrame(
        {
            "observed": won,
            "margin": end * share**bend,
            "visits": 70 * share,
            "formula": foreseen * share,
        },
        index=pd.RangeIndex(0, 7 * weeks + 1, 7, name="day"),
    )
    return Worth(table, acquisition=cost, won=won, still=won * 6 // 7, lifetime_value=life)


CURVES = {
    "usual": found(),
    "steep": found(bend=0.2, cost=214.0, foreseen=226.0),
    "at once": found(bend=0.05, cost=10.0),
    "late": found(bend=3.0, cost=225.0),
    "never": found(cost=500.0, foreseen=1000.0),
    "neither": found(cost=5000.0),
    "alike": found(end=330.0),
    "at a loss": found(end=-50.0, foreseen=-60.0, life=-400.0),
    "free": found(cost=0.0),
    "nothing": found(end=0.0, foreseen=0.0, cost=0.0, life=0.0),
    "large": found(end=2.5e6, foreseen=1.25e6, cost=9e5, life=3.75e7, won=12_345),
    "short": found(weeks=1, won=10),
    "long": found(weeks=520),
    "no time": found(weeks=0),
    "nobody": found(weeks=0, won=0, cost=nan),
    "unknown": found(life=nan, foreseen=nan),
}


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size[0]))
@pytest.mark.parametrize("name", CURVES)
def test_every_curve_can_be_read(name, size, style):
    ax = axis(style, size)
    worth(ax, CURVES[name], style, "EUR")
    assert_readable(ax.figure)
    assert describe_worth(CURVES[name], "EUR").endswith(".")


def test_the_lines_start_at_the_cost_and_the_mark_is_where_it_has_come_back():
    one = CURVES["usual"]
    ax = axis()
    worth(ax, one, currency="EUR")
    _, formula, measured, mark = ax.lines
    assert measured.get_ydata()[0] == formula.get_ydata()[0] == -104
    assert measured.get_ydata()[-1] == pytest.approx(124)
    assert formula.get_ydata()[-1] == pytest.approx(226)
    assert (mark.get_xdata()[0], mark.get_ydata()[0]) == (one.break_even, 0)
    even = one.break_even
    assert np.interp(even, measured.get_xdata(), measured.get_ydata()) == pytest.approx(0, abs=1e-9)
    text = words(ax.figure)
    assert "pays off in 28 weeks" in text  # 61 · 104/228 = 27.8
    assert "paid back: visit 32" in text  # 70 · 104/228 = 31.9
    assert "lived: EUR 124" in text
    assert "formula: 226" in text
    assert "formula, whole life: EUR 986" in text
    assert "187 won, 86% still customers" in text


def test_what_never_pays_back_says_so():
    ax = axis()
    worth(ax, CURVES["never"], currency="EUR")
    assert len(ax.lines) == 3  # no mark
    assert "Not paid back within 61 weeks" in words(ax.figure)
    assert "has not paid for the cost" in describe_worth(CURVES["never"])


@pytest.mark.parametrize("name", ["no time", "nobody", "unknown"])
def test_what_cannot_be_told_is_not_drawn(name):
    ax = axis()
    worth(ax, CURVES[name])
    assert not has_curve(CURVES[name])
    assert len(ax.lines) == 0
    assert "cannot be told" in describe_worth(CURVES[name])


def test_the_words_own_up_to_what_the_run_has_not_seen():
    text = describe_worth(CURVES["usual"], "EUR")
    assert "86% of those won are still customers" in text
    assert "nobody has measured their whole lives" in text
    assert "before wages and rent" in text


@pytest.mark.parametrize("name", ["corner_shop", "software_subscription"])
def test_a_trade_can_be_drawn(name):
    trade = sim.load(name, changes={"time.days": 182, "time.warm_up_days": 28})
    one = worth_of(sim.run(trade))
    assert has_curve(one)
    ax = axis()
    worth(ax, one, currency=trade.money.currency)
    assert_readable(ax.figure)
