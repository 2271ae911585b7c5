"""What one more customer costs: worked by hand, and readable at both ends."""

from math import inf, isfinite, nan

import pytest

from sim.show.marginal import TOP, Cost, cost_of, describe_marginal, marginal, steps
from sim.show.style import SMALLEST, STYLES, new_figure
from tests.show.reading import clipped, overlapping, smallest, words

WON = {stop: cost_of(2000, 14 + stop, 12 + stop, 17 + stop) for stop in range(11)}
KEPT = {stop: cost_of(2000, 16 - stop, 12 - 2 * stop, 20) for stop in range(11)}


def test_costs_by_hand():
    assert cost_of(2000, 10, 8, 16) == Cost(200, 125, 250)
    assert cost_of(2000, 0.1, -3, 5) == Cost(inf, 400, inf)  # it may be none
    assert cost_of(2000, -2, -4, -1) == Cost(inf, inf, inf)  # rather fewer
    assert isfinite(cost_of(2000, 5, nan, nan).mean)  # a single pair


def test_each_step_is_between_the_neighbours():
    assert steps([4, 0, 2]) == [(0, 0, 2), (2, 0, 4), (4, 2, 4)]
    assert steps([3]) == [(3, 3, 3)]


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)
@pytest.mark.parametrize("now", [None, 0, 5, 10])
def test_it_can_be_read(now, style):
    figure = new_figure(840, 380, style)
    ax = figure.add_axes((0.585, 0.225, 0.4, 0.645))
    marginal(ax, KEPT, WON, style, across="For keeping, of 10", now=now, currency="EUR")
    assert clipped(figure) == []
    assert overlapping(figure) == []
    assert smallest(figure) >= SMALLEST - 1e-9
    if now is not None:
        assert f"won: {WON[now].mean:,.0f}" in words(figure)


def test_whoever_cannot_be_had_stands_at_the_top():
    figure = new_figure(840, 380, STYLES[0])
    ax = figure.add_axes((0.585, 0.225, 0.4, 0.645))
    marginal(ax, {0: Cost(100, 90, 110), 1: Cost(inf, 340, inf)}, {}, STYLES[0], now=1)
    arrows = [line for line in ax.lines if line.get_marker() == "^" and len(line.get_xdata())]
    assert [line.get_ydata()[0] for line in arrows] == [TOP]
    assert "kept: over 340" in words(figure)


def test_nothing_known_is_said():
    figure = new_figure(840, 380, STYLES[0])
    marginal(figure.add_axes((0.5, 0.2, 0.4, 0.6)), {}, {}, STYLES[0], now=3)
    assert "kept: …" in words(figure)
    assert describe_marginal({}, {}) == "What one more customer costs: nothing is known yet."


def test_it_says_what_is_seen():
    text = describe_marginal(KEPT, WON, 5)
    assert "with 5 for keeping, one more kept costs 182 and one more won 105" in text
    assert text.startswith("With 0 for keeping, one more kept costs 125")
