"""The front line over time: skill and morale, days of training, and who quits."""

from typing import NamedTuple

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from sim.show.scale import calendar, keep_apart, line_height, span
from sim.show.style import LIGHT, Style, dress, write
from sim.show.words import count, several

LANE = 36
"""Pixels of the height of the lane of training, and of the lane of quitting."""
MOST_LINES = 30
"""Days of training up to which each is drawn through the curves."""


class Workforce(NamedTuple):
    """What is told of the front line.

    Attributes
    ----------
    skill, morale : pandas.Series
        Means of those on duty, by day, of a hundred.
    trained : numpy.ndarray
        Days on which somebody was trained.
    quit : numpy.ndarray
        A day for each who quit.
    """

    skill: pd.Series
    morale: pd.Series
    trained: np.ndarray
    quit: np.ndarray


def workforce_of(daily: pd.DataFrame) -> Workforce:
    """Read off the daily table what there is to tell of the front line.

    Parameters
    ----------
    daily : pandas.DataFrame
        `Run.daily`.
    """
    day = np.arange(len(daily))
    return Workforce(
        100 * daily["skill"],
        100 * daily["morale"],
        day[daily["trained"].to_numpy() > 0],
        np.repeat(day, daily["quit"].to_numpy().astype(int)),
    )


def workforce(ax: Axes, daily: pd.DataFrame, style: Style = LIGHT) -> None:
    """Draw skill and morale of the front line, with training and quitting marked beneath.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where; 700 pixels wide and 280 high, or more.
    daily : pandas.DataFrame
        `Run.daily`.
    style : Style
        Its colours.
    """
    told = workforce_of(daily)
    skill, morale = _course(told.skill), _course(told.morale)
    dress(ax, style, f"Skill {skill}, morale {morale}")
    both = pd.concat([told.skill, told.morale]).dropna()
    low = 5 * np.floor(both.min() / 5 - 0.2) if len(both) else 0.0
    high = 5 * np.ceil(both.max() / 5 + 0.2) if len(both) else 100.0
    tall = ax.get_window_extent().height
    lane = (high - low) * LANE / max(tall - 2 * LANE, LANE)
    ax.set_ylim(low - 2 * lane, high)
    ax.set_yticks([low, high], [count(low), count(high)])
    ax.axhline(low, color=style.quiet, linewidth=1)
    calendar(ax, len(daily), room=0.42)

    days = np.arange(1, len(daily) + 1)
    ax.plot(days, told.skill, "-", color=style.good, linewidth=3, zorder=4)
    ax.plot(days, told.morale, "--", color=style.poor, linewidth=3, zorder=4)
    places = {"trained": low - 0.5 * lane, "quit": low - 1.5 * lane}
    if len(told.trained) <= MOST_LINES:
        ax.vlines(told.trained, low, high, color=style.quiet, linewidth=1, linestyle=":")
    _marks(ax, told.trained, places["trained"], "^", style.good)
    _marks(ax, told.quit, places["quit"], "X", style.poor)

    right, line = 1.02 * len(daily), line_height(ax)
    ends = [_last(told.skill, low), _last(told.morale, low)]
    heights = keep_apart(ends, line, low + line / 2, high - line / 2)
    for height, text in zip(heights, ("skill", "morale (dashed)"), strict=True):
        write(ax, right, height, text, style)
    write(ax, right, places["trained"], _trained(told), style)
    write(ax, right, places["quit"], _quit(told), style)


def describe_workforce(daily: pd.DataFrame) -> str:
    """Say what `workforce` shows."""
    told = workforce_of(daily)
    return (
        f"The front line over {span(len(daily))}, of 100: skill {_course(told.skill)}, morale "
        f"{_course(told.morale)}; {_trained(told)}, {_quit(told)}."
    )


def _marks(ax: Axes, days: np.ndarray, height: float, shape: str, colour: str) -> None:
    if len(days):
        ax.plot(days, np.full(len(days), height), shape, color=colour, markersize=11, zorder=3)


def _course(series: pd.Series) -> str:
    """Say whence and whither, in whole numbers, as they are written."""
    known = series.dropna()
    if known.empty:
        return "unknown"
    first, last = round(known.iloc[0]), round(known.iloc[-1])
    if first == last:
        return f"stayed at {last}"
    return f"{'rose' if last > first else 'fell'} from {first} to {last}"


def _last(series: pd.Series, otherwise: float) -> float:
    known = series.dropna()
    return float(known.iloc[-1]) if len(known) else otherwise


def _trained(told: Workforce) -> str:
    days = len(told.trained)
    return f"trained on {several(days, 'day')}" if days else "never trained"


def _quit(told: Workforce) -> str:
    people = len(told.quit)
    if not people:
        return "nobody quit"
    return f"{count(people)} {'person' if people == 1 else 'people'} quit"
