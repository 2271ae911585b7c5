"""The front line over time: what is told is what happened, and it can be read."""

import numpy as np
import pandas as pd
import pytest

from sim.show.style import SMALLEST, STYLES, new_figure
from sim.show.workforce import describe_workforce, workforce, workforce_of
from tests.show.reading import clipped, overlapping, smallest, words

SIZES = [(800, 400), (900, 500), (1280, 720)]
DAILY = pd.DataFrame(
    {
        "skill": [0.5, 0.5, 0.6, 0.58, 0.55],
        "morale": [0.7, 0.7, 0.69, 0.7, 0.698],
        "trained": [0, 0, 4, 0, 1],
        "quit": [0, 2, 0, 1, 0],
    }
)


def table(days, **columns):
    start = {"skill": 0.5, "morale": 0.5, "trained": 0, "quit": 0}
    return pd.DataFrame(start | columns, index=pd.RangeIndex(days, name="day"))


WORLDS = {
    "hand-worked": DAILY,
    "one day": table(1),
    "one line upon the other": table(400),
    "lowest": table(91, skill=0.0, morale=0.0),
    "highest": table(91, skill=1.0, morale=1.0),
    "far apart": table(1092, skill=1.0, morale=0.0, quit=3, trained=12),
    "nobody there": table(28, skill=np.nan, morale=np.nan),
}


def axis(style, size):
    return new_figure(*size, style).add_axes((0.08, 0.12, 0.89, 0.74))


def assert_readable(figure):
    assert clipped(figure) == []
    assert overlapping(figure) == []
    assert smallest(figure) >= SMALLEST - 1e-9


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)
@pytest.mark.parametrize("name", WORLDS)
def test_the_front_line_can_be_read(style, size, name):
    ax = axis(style, size)
    workforce(ax, WORLDS[name], style)
    assert_readable(ax.figure)


def test_a_run_of_the_shop_can_be_read(one):
    ax = axis(STYLES[0], SIZES[1])
    workforce(ax, one.daily)
    assert_readable(ax.figure)
    assert len(workforce_of(one.daily).quit) == one.daily["quit"].sum()


def test_days_of_training_and_each_who_quits_are_found():
    told = workforce_of(DAILY)
    assert told.trained.tolist() == [2, 4]
    assert told.quit.tolist() == [1, 1, 3]


def test_curves_are_the_table_and_marks_lie_below_them():
    ax = axis(STYLES[0], SIZES[1])
    workforce(ax, DAILY)
    by_marker = {line.get_marker(): line for line in ax.lines}
    curves = [line for line in ax.lines if len(line.get_ydata()) == len(DAILY)]
    skill, morale = (np.asarray(line.get_ydata()) for line in curves)
    assert np.allclose(skill, 100 * DAILY["skill"])
    assert np.allclose(morale, 100 * DAILY["morale"])
    assert curves[0].get_linestyle() != curves[1].get_linestyle()
    assert list(by_marker["^"].get_xdata()) == [2, 4]
    assert list(by_marker["X"].get_xdata()) == [1, 1, 3]
    assert max(by_marker["X"].get_ydata()) < max(by_marker["^"].get_ydata()) < min(skill)
    assert "Skill rose from 50 to 55, morale stayed at 70" in words(ax.figure)


def test_where_nothing_happened_there_is_no_mark():
    ax = axis(STYLES[0], SIZES[1])
    workforce(ax, table(28))
    assert not {"^", "X"} & {line.get_marker() for line in ax.lines}
    assert "never trained" in words(ax.figure)
    assert "nobody quit" in words(ax.figure)


def test_the_front_line_is_told_in_words():
    assert describe_workforce(DAILY) == (
        "The front line over 5 days, of 100: skill rose from 50 to 55, morale stayed at 70; "
        "trained on 2 days, 3 people quit."
    )
    falls = table(2, skill=[0.6, 0.5], quit=[0, 1], trained=[1, 0])
    assert "skill fell from 60 to 50" in describe_workforce(falls)
    assert "trained on 1 day, 1 person quit." in describe_workforce(falls)
    assert "skill unknown" in describe_workforce(WORLDS["nobody there"])
