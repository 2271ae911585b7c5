"""A hundred people, and how many of them something has happened to."""

import numpy as np
from matplotlib.axes import Axes

from sim.show.queue import person
from sim.show.style import DPI, LIGHT, Style, dress, undress
from sim.show.words import count

ACROSS = 10
"""People in a row."""


def hundred(ax: Axes, number: float, style: Style = LIGHT, *, title: str = "") -> None:
    """Draw a hundred little figures, the first of them struck.

    Who is struck is filled, and of another colour; the others are outlines.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where; 300 pixels or more each way.
    number : float
        How many of the hundred.
    style : Style
        Its colours.
    title : str
        What it says.
    """
    dress(ax, style, title)
    undress(ax)
    ax.set_xlim(-0.6, ACROSS - 0.4)
    ax.set_ylim(ACROSS - 0.4, -0.6)
    place = np.arange(100)
    x, y = place % ACROSS, place // ACROSS
    struck = place < round(number)
    box = ax.get_window_extent()
    size = (0.7 * min(box.width, box.height) / ACROSS * 72 / DPI) ** 2
    for some, fill, edge in ((~struck, style.paper, style.good), (struck, style.poor, style.ink)):
        ax.scatter(
            x[some],
            y[some],
            s=size,
            marker=person(),
            facecolor=fill,
            edgecolor=edge,
            linewidth=1.8,
            zorder=3,
        )


def describe_hundred(number: float, what: str) -> str:
    """Say what `hundred` shows.

    Examples
    --------
    >>> describe_hundred(30.4, "were hurt")
    'A hundred people, of whom 30 were hurt.'
    """
    return f"A hundred people, of whom {count(number)} {what}."
