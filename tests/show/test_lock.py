"""Two businesses before and after a rival: readable wherever the lines go, and said in words."""

import numpy as np
import pytest

from sim.show.curve import Point
from sim.show.lock import Kept, by_lock, describe_by_lock, describe_left_of, left_of
from sim.show.style import SMALLEST, STYLES, new_figure
from tests.show.reading import clipped, overlapping, smallest, words


def line(first, second):
    """A line from 100 to what is left after a year, and after two."""
    return np.concatenate([np.linspace(100, first, 14), np.linspace(first, second, 14)[1:]])


CASES = {
    "alike, then apart": Kept(line(82, 53), line(81, 42)),
    "one above, then below": Kept(line(82, 53), line(91, 47)),
    "the same": Kept(line(80, 60), line(80, 60)),
    "nearly all gone": Kept(line(60, 25), line(50, 21)),
    "nobody leaves": Kept(line(100, 100), line(100, 99)),
}


def assert_readable(figure):
    assert clipped(figure) == []
    assert overlapping(figure) == []
    assert smallest(figure) >= SMALLEST - 1e-9


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)
@pytest.mark.parametrize("name", CASES)
def test_the_lines_can_be_read(name, style):
    figure = new_figure(840, 380, style)
    kept = CASES[name]
    left_of(figure.add_axes((0.06, 0.135, 0.42, 0.745)), kept, 1, style)
    assert_readable(figure)
    assert f"by a lock: {kept.locked[-1]:.0f}" in words(figure)


def test_the_lines_are_said():
    text = describe_left_of(CASES["alike, then apart"], 1)
    assert "82 are left after 1 year" in text
    assert "After 2 years 53 and 42 are left" in text


BEFORE = {lock: Point(70 + lock / 4, 69 + lock / 4, 71 + lock / 4) for lock in range(0, 81, 4)}
AFTER = {lock: Point(53 - lock / 40, 51, 55) for lock in range(0, 81, 4)}


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)
@pytest.mark.parametrize("loyal", [45, 52, 65, 72])
@pytest.mark.parametrize("now", [None, 0, 40, 80])
def test_the_curves_can_be_read(now, loyal, style):
    figure = new_figure(840, 380, style)
    ax = figure.add_axes((0.565, 0.215, 0.425, 0.665))
    by_lock(ax, BEFORE, AFTER, loyal, style, across="Locked in", ends=(0, 80), step=4, now=now)
    assert_readable(figure)
    if now is not None:
        assert f"loyal, after: {loyal}" in words(figure)


def test_stops_that_lie_apart_are_not_joined():
    figure = new_figure(840, 380, STYLES[0])
    ax = figure.add_axes((0.565, 0.215, 0.425, 0.665))
    few = {stop: AFTER[stop] for stop in (0, 4, 80)}
    by_lock(ax, few, few, 65, STYLES[0], ends=(0, 80), step=4)
    joined = [one.get_xdata().tolist() for one in ax.lines if one.get_linestyle() == "-"]
    assert [0, 4] in joined
    assert [4, 80] not in joined


def test_the_curves_are_said():
    text = describe_by_lock(BEFORE, AFTER, 65, 40)
    assert "70 to 90 of 100 stay in the year before" in text
    assert text.endswith("Shown: 40 locked in, 80 before and 52 after.")
    assert describe_by_lock({}, {}, 65) == "What a lock keeps: nothing is known yet."
