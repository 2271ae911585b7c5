"""The perception gap: what each side has to go by, beside what surveys heard from people."""

from collections.abc import Sequence
from math import isfinite
from typing import NamedTuple

from matplotlib.axes import Axes

from sim.show.intervals import lay_out
from sim.show.style import LIGHT, Style, dress, write
from sim.show.words import count

BESIDE = 3.0
"""From a mark to its figure, in hundredths of the scale."""


class Side(NamedTuple):
    """A side of the gap.

    Attributes
    ----------
    name : str
        Who, and by what.
    mean, low, high : float
        How many of a hundred customers are content by what this side has to go by, and the
        interval.
    asked : tuple of float
        What surveys heard from people of this side, of a hundred.
    """

    name: str
    mean: float
    low: float
    high: float
    asked: tuple[float, ...] = ()


def perception(ax: Axes, sides: Sequence[Side], style: Style = LIGHT, title: str = "") -> None:
    """Draw the sides, a row each: what they have to go by here, and what surveys heard.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where; 800 pixels wide or more.
    sides : sequence of Side
        From top to bottom.
    style : Style
        Its colours.
    title : str
        What the picture says.
    """
    dress(ax, style, title)
    names = ["content, of 100", *(side.name for side in sides)]
    lay_out(ax, style, names, [""] * len(names), (-4.0, 108.0))
    ax.set_xticks([])
    _mark(ax, 3, 0, True, style)
    write(ax, 3 + BESIDE, 0, "here", style)
    _mark(ax, 30, 0, False, style)
    write(ax, 30 + BESIDE, 0, "people asked in surveys", style)
    for place, side in enumerate(sides, start=1):
        ax.plot([0, 100], [place, place], color=style.quiet, linewidth=1, zorder=1)
        for value in side.asked:
            _mark(ax, value, place, False, style)
            write(ax, value + BESIDE, place, count(value), style, on_paper=True)
        if not isfinite(side.mean):
            continue
        if isfinite(side.low):
            ax.plot([side.low, side.high], [place, place], color=style.good, linewidth=6, zorder=4)
        _mark(ax, side.mean, place, True, style)
        write(ax, side.mean + BESIDE, place, count(side.mean), style, bold=True, on_paper=True)


def describe_perception(sides: Sequence[Side]) -> str:
    """Say what `perception` shows.

    Examples
    --------
    >>> describe_perception([Side("Management", 99.0, 98.0, 100.0, (80.0, 55.0))])
    'Content customers, of 100. Management: 99; surveys heard 80 and 55.'
    """
    told = []
    for side in sides:
        asked = " and ".join(count(value) for value in side.asked)
        told.append(f"{side.name}: {count(side.mean)}{f'; surveys heard {asked}' if asked else ''}")
    return f"Content customers, of 100. {'. '.join(told)}."


def _mark(ax: Axes, value: float, place: int, is_here: bool, style: Style) -> None:
    if is_here:
        ax.plot(value, place, "o", color=style.good, markersize=13, zorder=5)
    else:
        ax.plot(value, place, "D", color=style.poor, mec=style.ink, markersize=10, zorder=3)
