"""Rows of intervals: what pictures of comparisons and rankings are made of."""

from collections.abc import Sequence
from math import floor, isfinite, log10
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.text import Text

from sim.show.style import Style, write

GAP = 14
"""Pixels between a text and what is drawn beside it."""


def lay_out(
    ax: Axes,
    style: Style,
    names: Sequence[str],
    told: Sequence[str],
    between: tuple[float, float],
) -> None:
    """Give an axis its rows: names at the left, figures at the right, a line of zero between.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where; dressed already.
    style : Style
        Its colours.
    names, told : sequence of str
        What stands at the left and at the right of each row, from top to bottom.
    between : tuple of float
        The least and the greatest value that there is to be room for; zero among them.
    """
    rows = max(len(names), 4)
    ax.set_ylim(rows - 0.5, -0.5)
    ax.set_yticks([])
    ax.spines["left"].set_visible(False)
    ax.spines["bottom"].set_visible(False)
    written: tuple[list[Text], list[Text]] = ([], [])
    for place, pair in enumerate(zip(names, told, strict=True)):
        up = 1 - (place + 0.5) / rows
        for side, text in enumerate(pair):
            across = ("left", "right")[side]
            written[side].append(write(ax, side, up, text, style, across=across, in_axis=True))
    left, right = (max(text.get_window_extent().width for text in side) + GAP for side in written)
    low, high = between
    middle = max(ax.get_window_extent().width - left - right, 1.0)
    scale = (high - low) / middle
    ax.set_xlim(low - left * scale, high + right * scale)
    ax.plot([0, 0], [len(names) - 0.5, -0.5], color=style.quiet, linewidth=2, zorder=1)


def draw_interval(
    ax: Axes, place: int, row: pd.Series, edge: float, is_clear: bool, style: Style
) -> None:
    """Draw a difference and its interval into a row.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where; laid out already.
    place : int
        The row, from 0 at the top.
    row : pandas.Series
        ``difference``, ``low`` and ``high``; nothing is drawn where there is no difference.
    edge : float
        How far from zero there is room. A difference beyond it is an arrow at the edge.
    is_clear : bool
        Whether the mark is full, because zero is outside the interval, or hollow.
    style : Style
        Its colours.
    """
    middle, low, high = (float(row[name]) for name in ("difference", "low", "high"))
    if not isfinite(middle):
        return
    colour = style.good if is_clear else style.other
    if isfinite(low) and low < edge and high > -edge:
        ends = [max(low, -edge), min(high, edge)]
        ax.plot(ends, [place, place], color=colour, linewidth=5 if is_clear else 3, zorder=4)
    mark: dict[str, Any] = {"color": colour, "markersize": 10, "zorder": 5}
    if abs(middle) > edge:  # an arrow to where it would be
        ax.plot(np.sign(middle) * edge, place, ">" if middle > 0 else "<", **mark)
        return
    face = colour if is_clear else style.paper
    ax.plot(middle, place, "o", markerfacecolor=face, markeredgewidth=3, **mark)


def round_below(edge: float) -> float:
    """Return a round number that is not beyond the edge.

    Examples
    --------
    >>> round_below(105.0), round_below(37.0), round_below(0.95)
    (100.0, 30.0, 0.8)
    """
    power = 10.0 ** floor(log10(edge))
    return max(step for step in (1, 2, 3, 4, 5, 6, 8) if step * power <= edge) * power
