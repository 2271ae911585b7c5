"""What lasts of training: skill over the months, with coaching and without."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import NDArray

from sim.population import YEAR
from sim.show.scale import keep_apart, line_height
from sim.show.style import LIGHT, Style, dress, write
from sim.show.words import count

Series = NDArray[np.float64]
"""A value a day."""

LAST = 28
"""Days of a December: the last four weeks."""
HALVES = ("Jan", "July")
LANE = 7.0
"""Of the scale, the height of the lane in which courses are marked."""


def lasting(
    ax: Axes,
    now: Series,
    without: Series,
    courses: Sequence[int],
    style: Style = LIGHT,
    *,
    title: str = "",
    named: str = "alone",
    ends: tuple[float, float] = (40.0, 100.0),
) -> None:
    """Draw the skill of the front line, day by day, with coaching and without.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where; 480 pixels wide and 240 high, or more.
    now, without : numpy.ndarray
        Skill of a hundred, a value a day: with the coaching that is shown, and without any.
    courses : sequence of int
        Days on which people are trained.
    style : Style
        Its colours.
    title : str
        What the picture says.
    named : str
        What stands beside the line without coaching.
    ends : tuple of float
        The ends of the scale, so that it stands still.
    """
    dress(ax, style, title)
    days = len(now)
    low, high = ends
    ax.set_xlim(0, days * 1.3)
    ax.set_ylim(low - LANE, high)
    ax.set_yticks(np.arange(low, high + 1, 20))
    half = YEAR / 2
    places = np.arange(0, days - LAST, half)
    names = [HALVES[turn % 2] for turn in range(len(places))]
    ax.set_xticks([*places, days - LAST / 2], [*names, "Dec"])
    ax.get_xticklabels()[0].set_horizontalalignment("left")
    ax.axhline(low, color=style.quiet, linewidth=1)
    ax.axvspan(days - LAST, days, color=style.deep, linewidth=0, zorder=0)
    ax.vlines(courses, low, high, color=style.quiet, linewidth=1, linestyle=":")
    lane = low - 0.5 * LANE
    ax.plot(courses, np.full(len(courses), lane), "^", color=style.good, markersize=11)
    write(ax, days + 8, lane, "courses" if len(courses) else "no course", style)

    x = np.arange(1, days + 1)
    same = bool(np.allclose(now, without))
    ax.plot(x, without, "--", color=style.poor, linewidth=2.5, zorder=3)
    if not same:
        ax.plot(x, now, "-", color=style.good, linewidth=3.5, zorder=4)
    said = [(december(without), named)]
    if not same:
        said.insert(0, (december(now), "coached"))
    line = line_height(ax)
    heights = keep_apart([value for value, _ in said], line, low + line / 2, high - line / 2)
    for (value, name), height in zip(said, heights, strict=True):
        write(ax, days + 8, height, f"{count(value)} {name}", style, bold=name == "coached")


def december(skill: Series) -> float:
    """Return the mean of the last four weeks.

    Examples
    --------
    >>> december(np.array([0.0] * 10 + [50.0] * 28))
    50.0
    """
    return float(np.mean(skill[-LAST:]))


def describe_lasting(now: Series, without: Series, courses: Sequence[int]) -> str:
    """Say what `lasting` shows."""
    trained = f"{len(courses)} course{'' if len(courses) == 1 else 's'}"
    first = min(courses, default=len(now)) - 1
    text = (
        f"Skill of the front line, of 100, over {len(now) / YEAR:g} years with {trained}: "
        f"{count(without[first])} before the first course, {count(december(without))} in the last "
        "December without coaching"
    )
    if np.allclose(now, without):
        return f"{text}."
    return f"{text}, {count(december(now))} with it."
