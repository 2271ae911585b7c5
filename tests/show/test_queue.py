"""The queue at the till: counted right, and drawn on scales that stand still."""

import numpy as np
import pandas as pd
import pytest

import sim
from sim.show.queue import describe_floor, describe_queue_bend, floor, line_by_hour, queue_bend
from sim.show.style import SMALLEST, STYLES, new_figure
from tests.show.reading import clipped, overlapping, smallest, words

WAITS = pd.DataFrame(
    {
        "mean": [0.6, 1.1, 2.5, 4.8],
        "low": [0.5, 1.0, 2.3, 4.4],
        "high": [0.7, 1.2, 2.7, 5.2],
        "n": 5.0,
    },
    index=[0, 10, 30, 50],
)


def axis(style):
    return new_figure(500, 400, style).add_axes((0.12, 0.2, 0.85, 0.68))


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)
@pytest.mark.parametrize("now", [None, 0, 10, 30, 50])
def test_the_bend_can_be_read_at_every_stop(style, now):
    ax = axis(style)
    queue_bend(ax, WAITS, style, now)
    assert clipped(ax.figure) == []
    assert overlapping(ax.figure) == []
    assert smallest(ax.figure) >= SMALLEST - 1e-9
    if now is not None:
        assert f"{WAITS.loc[now, 'mean']:.1f} minutes" in words(ax.figure)


def test_points_are_the_table():
    ax = axis(STYLES[0])
    queue_bend(ax, WAITS.iloc[::-1])
    curve = ax.lines[0]
    assert list(curve.get_xdata()) == list(WAITS.index)
    assert list(curve.get_ydata()) == list(WAITS["mean"])


def test_given_limits_nothing_jumps():
    scales = []
    for rows in (1, 3):
        ax = axis(STYLES[0])
        queue_bend(ax, WAITS.iloc[:rows], now=0, limits=(50.0, 4.8))
        scales.append((ax.get_xlim(), ax.get_ylim()))
    assert scales[0] == scales[1]


def test_words_hold_every_point():
    text = describe_queue_bend(WAITS, 10)
    assert "1.1 at 10%" in text
    assert "Shown: 10%" in text


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)
@pytest.mark.parametrize("longest", [0.0, 0.4, 10.0, 47.0])
def test_the_floor_can_be_read(style, longest):
    line = pd.Series(np.linspace(0, longest, 12))
    ax = axis(style)
    floor(ax, line, style)
    assert clipped(ax.figure) == []
    assert overlapping(ax.figure) == []
    drawn = sum(len(collection.get_offsets()) for collection in ax.collections)
    each = 1 if longest <= 10 else 5
    assert drawn == sum(round(people / each) for people in line)
    assert ("each figure: 5 people" in words(ax.figure)) == (each == 5)
    assert "hour 12 of 12" in describe_floor(line) or longest == 0


def test_the_line_is_counted_as_littles_law_says():
    shop = sim.load("corner_shop", changes={"time.days": 28, "time.warm_up_days": 0})
    one = sim.run(shop)
    names = [place.name for place in shop.touchpoints]
    line = line_by_hour(one.outcome, names.index("till"), 28, shop.time.open_hours)
    events = one.events
    waited = events["kind"].isin(["started", "walked_out"]) & (
        events["where"] == names.index("till")
    )
    assert len(line) == round(shop.time.open_hours)
    assert line.mean() == pytest.approx(events.loc[waited, "amount"].sum() / 28, rel=1e-6)


@pytest.mark.parametrize(("step", "joined"), [(5, 0), (10, 1), (20, 3), (np.inf, 3)])
def test_points_are_joined_only_where_nothing_lies_between(step, joined):
    ax = axis(STYLES[0])
    queue_bend(ax, WAITS, step=step)
    between = [
        line for line in ax.lines if len(line.get_xdata()) == 2 and line.get_linestyle() == "-"
    ]
    assert len(between) == joined
