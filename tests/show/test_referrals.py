"""Customers in all: the lines are the sums by hand, and everything can be read."""

import pytest

from sim.show.curve import Point
from sim.show.referrals import added, describe_in_all, grown, in_all
from sim.show.style import LIGHT, SMALLEST, STYLES, new_figure
from tests.show.reading import clipped, overlapping, smallest, words

KNOWN = {
    0.0: Point(100, 100, 100),
    0.5: Point(194, 178, 210),
    0.8: Point(400, 350, 450),
    1.05: Point(1_040, 910, 1_170),
}


def test_theory_is_the_sum_of_all_generations():
    for brings in (0.0, 0.3, 0.9):
        assert grown(100, brings) == pytest.approx(sum(100 * brings**n for n in range(2_000)))
        assert added(100, brings) == pytest.approx(100 + 100 * brings)


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)
@pytest.mark.parametrize("now", [None, *KNOWN])
@pytest.mark.parametrize("scale", [1, 5])
def test_it_can_be_read(now, scale, style):
    known = {
        one: Point(*(100 + scale * (value - 100) for value in point))
        for one, point in KNOWN.items()
    }
    figure = new_figure(840, 380, style)
    ax = figure.add_axes((0.55, 0.215, 0.435, 0.665))
    in_all(ax, 100, known, style, now=now, kept=Point(300, 280, 320))
    assert clipped(figure) == []
    assert overlapping(figure) == []
    assert smallest(figure) >= SMALLEST - 1e-9
    if now is not None:
        assert f"{known[now].mean:,.0f}" in words(figure)


def test_one_run_has_no_interval():
    figure = new_figure(840, 380, LIGHT)
    nan = float("nan")
    in_all(figure.add_axes((0.1, 0.2, 0.4, 0.6)), 100, {0.5: Point(180, nan, nan)}, LIGHT, now=0.5)
    assert "180" in words(figure)


def test_it_says_what_is_seen():
    text = describe_in_all(100, KNOWN, 0.5)
    assert "1,040 where each brings 1.05" in text
    assert text.endswith("Shown: 194; just added up it would be 150.")
    assert describe_in_all(100, {}) == "Customers in all: nothing is known yet."
