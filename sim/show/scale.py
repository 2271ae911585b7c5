"""What the pictures of a run share: its calendar, its four-week blocks, labels that keep apart."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from sim.population import YEAR
from sim.show.style import SMALLEST

BLOCK = 28
"""Days that a point of a line stands for: four weeks."""


def blocks(daily: pd.DataFrame) -> pd.DataFrame:
    """Add up whole blocks of four weeks; a remainder is left out unless there is nothing else.

    Parameters
    ----------
    daily : pandas.DataFrame
        A row a day, as in `Run.daily`.

    Returns
    -------
    pandas.DataFrame
        A row a block, by the day in its middle.
    """
    number = np.arange(len(daily)) // BLOCK
    whole = max(len(daily) // BLOCK, 1)
    table = daily.groupby(number).sum().iloc[:whole]
    size = min(BLOCK, len(daily))
    table.index = pd.Index((np.arange(whole) + 0.5) * size, name="day")
    return table


def calendar(ax: Axes, days: int, room: float = 0.0) -> None:
    """Mark the years of a run, or the weeks of a short one.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where.
    days : int
        How long the run is.
    room : float
        Space to the right for labels, as a share of the run.
    """
    ax.set_xlim(0, days * (1 + room))
    if days >= YEAR:
        years = np.arange(int(days // YEAR) + 1)
        years = years[:: max(1, len(years) // 4)]
        names = ["start", *(f"{year} year{'s' if year > 1 else ''}" for year in years[1:])]
        places = years * YEAR
    else:
        weeks = np.array([0, days // 7]) if days >= 14 else np.array([0])
        names = ["start", f"{days // 7} weeks"][: len(weeks)]
        places = weeks * 7
    ax.set_xticks(places, names)
    labels = ax.get_xticklabels()
    labels[0].set_horizontalalignment("left")
    if len(labels) > 1 and room < 0.1 and places[-1] > 0.9 * days:
        labels[-1].set_horizontalalignment("right")


def span(days: int) -> str:
    """Say how long a run is.

    Examples
    --------
    >>> span(728), span(364), span(91)
    ('2 years', '1 year', '13 weeks')
    """
    if days >= YEAR:
        years = round(days / YEAR, 1)
        return f"{years:g} year{'s' if years > 1 else ''}"
    return f"{days // 7} weeks" if days >= 14 else f"{days} days"


def line_height(ax: Axes) -> float:
    """Return the height of a line of text, in the data of the vertical axis."""
    low, high = ax.get_ylim()
    return abs(high - low) * 1.35 * SMALLEST / ax.get_window_extent().height


def keep_apart(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Move labels as little as needs be, so that they keep a gap and stay within bounds.

    Parameters
    ----------
    wanted : sequence of float
        Where they would like to be.
    gap : float
        Least distance between two.
    low, high : float
        Bounds of their centres.

    Returns
    -------
    list of float
        Where they are, in the order given.

    Examples
    --------
    >>> keep_apart([5.0, 5.5, 1.0], 2.0, 0.0, 6.0)
    [4.0, 6.0, 1.0]
    """
    order = np.argsort(np.asarray(wanted, dtype=float), kind="stable")
    placed = np.asarray(wanted, dtype=float)[order]
    for place in range(len(placed)):
        floor = placed[place - 1] + gap if place else low
        placed[place] = max(placed[place], floor)
    for place in range(len(placed) - 1, -1, -1):
        ceiling = placed[place + 1] - gap if place + 1 < len(placed) else high
        placed[place] = min(placed[place], ceiling)
    found = np.empty(len(placed))
    found[order] = placed
    return [float(value) for value in found]
