"""Where managers and the front line answer the same question differently."""

import textwrap
from collections.abc import Sequence
from typing import NamedTuple

from matplotlib.axes import Axes

from sim.show.style import LIGHT, Style, dress, undress, write

LETTERS = 36
"""Letters of a line of a question."""
NAMES, FROM, TO = 0.0, 0.55, 0.97
ROW = 76
"""Pixels of a row."""


class Differing(NamedTuple):
    """A question with both sides' answers, from 0 (no, misery) to 1 (yes, magic)."""

    words: str
    managers: float
    front_line: float


def height_of(rows: int) -> int:
    """Return how many pixels a picture of so many rows is high.

    Examples
    --------
    >>> height_of(3)
    344
    """
    return 116 + ROW * rows


def gaps(ax: Axes, rows: Sequence[Differing], style: Style = LIGHT, title: str = "") -> None:
    """Draw a row a question: a circle for managers, a diamond for the front line, and the gap.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where; 800 pixels wide or more.
    rows : sequence of Differing
        From top to bottom.
    style : Style
        Its colours.
    title : str
        What the picture says.
    """
    dress(ax, style, title)
    undress(ax)
    ax.set_xlim(0, 1)
    ax.set_ylim(len(rows) - 0.4, -1.1)

    def at(score: float) -> float:
        return FROM + (TO - FROM) * score

    _mark(ax, 0.012, -0.85, True, style)
    write(ax, 0.03, -0.85, "managers", style)
    _mark(ax, 0.192, -0.85, False, style)
    write(ax, 0.212, -0.85, "front line", style)
    for score, words in ((0.0, "no"), (1.0, "yes")):
        write(ax, at(score), -0.85, words, style, across="center")
    for place, row in enumerate(rows):
        lines = textwrap.shorten(row.words, 2 * LETTERS - 4, placeholder=" …")
        write(ax, NAMES, place, "\n".join(textwrap.wrap(lines, LETTERS)), style)
        ends = [at(0.0), at(1.0)]
        ax.plot(ends, [place, place], color=style.quiet, linewidth=1, zorder=1)
        both = [at(row.front_line), at(row.managers)]
        ax.plot(both, [place, place], color=style.poor, linewidth=8, zorder=2, alpha=0.6)
        _mark(ax, at(row.managers), place, True, style)
        _mark(ax, at(row.front_line), place, False, style)


def describe_gaps(rows: Sequence[Differing]) -> str:
    """Say what `gaps` shows.

    Examples
    --------
    >>> describe_gaps([Differing("Do we call back?", 1.0, 0.25)])
    'From 0 (no) to 100 (yes). Do we call back? Managers say 100, the front line 25.'
    """
    told = [
        f"{row.words} Managers say {100 * row.managers:.0f}, the front line "
        f"{100 * row.front_line:.0f}."
        for row in rows
    ]
    return " ".join(["From 0 (no) to 100 (yes).", *told])


def _mark(ax: Axes, x: float, y: float, is_manager: bool, style: Style) -> None:
    form, colour = ("o", style.good) if is_manager else ("D", style.poor)
    ax.plot(x, y, form, color=colour, mec=style.ink, mew=1.5, markersize=13, zorder=5)
