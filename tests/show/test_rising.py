"""Pictures of module 09: readings against what is claimed, at a stop and along the slider."""

import numpy as np
import pandas as pd
import pytest

from sim.show.curve import Point
from sim.show.rising import ENDS, Reading, describe_readings, describe_rises, readings, rises
from sim.show.style import LIGHT, SMALLEST, STYLES, new_figure
from sim.show.tally import counted, describe_tally, tally
from sim.study.trial.verdict import VERDICTS
from tests.show.reading import clipped, overlapping, smallest, words

NONE = float("nan")
CLAIMED = (25.0, 100.0)
WHY = "no sure profit to begin with"
ROWS = [
    Reading("Time that customers stay", 106.0, 98.0, 113.0, "cannot be told"),
    Reading("Worth of a new customer", 34.8, 33.0, 36.0, "reproduced"),
    Reading("Profit of a year", 18.5, 17.0, 20.0, "not reproduced"),
    Reading("Profit in the long run", NONE, NONE, NONE, "cannot be told", WHY),
]
FAR = [
    Reading("Time that customers stay", 532.0, 480.0, 584.0, "not reproduced"),
    Reading("Worth of a new customer", -145.0, -210.0, -80.0, "not reproduced"),
    Reading("Profit of a year", 155.0, -20.0, 900.0, "cannot be told"),
    Reading("Profit in the long run", -19.0, NONE, NONE, "cannot be told"),
]


def assert_readable(figure):
    assert clipped(figure) == []
    assert overlapping(figure) == []
    assert smallest(figure) >= SMALLEST - 1e-9


def axis(style, place=(0.015, 0.02, 0.575, 0.87), size=(840, 380)):
    return new_figure(*size, style).add_axes(place)


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)
@pytest.mark.parametrize("rows", [ROWS, FAR], ids=["near", "far"])
def test_readings_can_be_read(style, rows):
    ax = axis(style)
    readings(ax, rows, CLAIMED, style, "Five points more stay")
    assert_readable(ax.figure)


def test_each_figure_stands_at_its_value_and_an_arrow_says_that_it_lies_beyond():
    ax = axis(LIGHT)
    readings(ax, ROWS, CLAIMED)
    marks = {line.get_marker(): np.ravel(line.get_xdata())[0] for line in ax.lines}
    assert marks["o"] == 34.8
    assert marks["s"] == 18.5
    assert marks["P"] == 106.0
    far = axis(LIGHT)
    readings(far, FAR, CLAIMED)
    arrows = {line.get_marker(): np.ravel(line.get_xdata())[0] for line in far.lines}
    assert arrows[">"] == ENDS[1]
    assert arrows["<"] == ENDS[0]
    shown = words(ax.figure)
    assert WHY in shown
    assert "✓ reproduced" in shown
    assert "✗ not reproduced" in shown


def test_readings_are_told_in_words():
    assert describe_readings(ROWS, CLAIMED) == (
        "Claimed: 25 to 100% more. Time that customers stay: 106% (cannot be told); Worth of a "
        "new customer: 35% (reproduced); Profit of a year: 18% (not reproduced); Profit in the "
        f"long run: {WHY} (cannot be told)."
    )


def point(value):
    return Point(value, value - 2, value + 2)


LINES = {
    "time": {60: point(19.0), 62.5: point(20.0), 75: point(29.0), 92.5: point(205.0)},
    "profit": {60: point(NONE), 62.5: point(250.0), 75: point(45.0), 92.5: point(18.0)},
}
HOW = {"title": "Percent more", "across": "Stay a year, of 100", "ends": (60, 92.5)}


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)
@pytest.mark.parametrize("now", [60, 75, 92.5, None])
@pytest.mark.parametrize("lines", [LINES, {"time": {}, "profit": {}}], ids=["known", "unknown"])
def test_rises_can_be_read(style, now, lines):
    ax = axis(style, (0.67, 0.225, 0.32, 0.665))
    rises(ax, lines, CLAIMED, style, now=now, **HOW)
    assert_readable(ax.figure)
    assert ax.get_ylim() == ENDS


def test_lines_are_what_is_known_and_no_line_goes_over_a_gap():
    ax = axis(LIGHT, (0.67, 0.225, 0.32, 0.665))
    rises(ax, LINES, CLAIMED, step=2.5, now=75, **HOW)
    y = next(y for line in ax.lines if np.isnan(y := np.asarray(line.get_ydata(), float)).any())
    assert y[:2].tolist() == [19.0, 20.0]
    assert np.isnan(y[2])
    here = [line for line in ax.lines if np.ravel(line.get_xdata()).tolist() == [75]]
    assert sorted(float(np.ravel(line.get_ydata())[0]) for line in here) == [29.0, 45.0]
    assert len({line.get_marker() for line in here}) == 2


def test_rises_are_told_in_words():
    assert describe_rises(LINES, "Percent more", "Stay a year, of 100", 75) == (
        "Percent more, by stay a year, of 100. time: 19% at 60, 205% at 92.5, 29% at 75, where "
        "the slider is; profit: 250% at 62.5, 18% at 92.5, 45% at 75, where the slider is."
    )
    assert "time: no figure" in describe_rises({"time": {}}, "x", "y")


TABLE = pd.DataFrame(
    [
        *[("C07", "not reproduced")] * 3,
        ("C07", "cannot be told"),
        *[("C15", "cannot be told")] * 21,
        *[("C15", "true by definition")] * 5,
        ("C33", "reproduced"),
    ],
    columns=["claim", "verdict"],
)


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)
def test_the_tally_can_be_read(style):
    ax = axis(style, (0.02, 0.02, 0.96, 0.88), (840, 430))
    tally(ax, TABLE, style, "31 readings of 3 claims")
    assert_readable(ax.figure)


def test_the_tally_counts_and_marks_the_most_frequent():
    counts = counted(TABLE)
    assert list(counts.columns) == list(VERDICTS)
    assert counts.to_numpy().sum() == len(TABLE)
    ax = axis(LIGHT, (0.02, 0.02, 0.96, 0.88), (840, 430))
    tally(ax, TABLE)
    marks = [line.get_marker() for line in ax.lines if len(np.ravel(line.get_xdata())) == 1]
    assert marks == ["s", "P", "o"]
    assert describe_tally(TABLE) == (
        "31 readings on trial. C07, won: 6-7 times kept: 3 not reproduced, 1 cannot be told; C15, "
        "+5% kept, +25-100%: 5 true by definition, 21 cannot be told; C33, earns on coming back: "
        "1 reproduced."
    )
