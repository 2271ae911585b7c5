"""The two votes of a class on one question, side by side, answer by answer."""

import textwrap
from collections.abc import Sequence
from typing import NamedTuple

from matplotlib.axes import Axes

from sim.show.style import LIGHT, Style, dress, points, undress, write

LETTERS = 30
"""Letters of a line of an answer."""
LABELS, FROM, TO = 0.035, 0.39, 0.83
"""Where the answers are written, and between where the bars lie, in shares of the width."""
THICK = 0.34
"""Of a bar, in rows."""
LEAST = 6
"""Votes that the scale reaches to at least, so that the first one is no landslide."""


class Ballot(NamedTuple):
    """What the picture is drawn from.

    Attributes
    ----------
    answers : tuple of str
        The answers, in words.
    first, second : tuple of int
        How many chose each, before and after they talked.
    people : int
        How many could have voted.
    right : tuple of int, or None
        The first and the last answer that hold; None while nobody is to know.
    covered : bool
        Whether only the number of votes is to be seen, as nobody is to follow the others.
    """

    answers: tuple[str, ...]
    first: tuple[int, ...]
    second: tuple[int, ...]
    people: int
    right: tuple[int, int] | None = None
    covered: bool = False

    def holds(self, answer: int) -> bool:
        """Whether an answer is marked as one that holds."""
        return (
            not self.covered and self.right is not None and self.right[0] <= answer <= self.right[1]
        )


def ballot(ax: Axes, votes: Ballot, style: Style = LIGHT) -> None:
    """Draw the votes: a row an answer, the first vote hatched above the second, which is filled.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where; 1,000 pixels wide and 400 high, or more.
    votes : Ballot
        The votes.
    style : Style
        Its colours.
    """
    dress(ax, style)
    undress(ax)
    rows = len(votes.answers)
    ax.set_xlim(0, 1)
    ax.set_ylim(rows - 0.45, -1.25)
    for x, number, vote in ((0.0, sum(votes.first), 1), (0.5, sum(votes.second), 2)):
        _bar(ax, x, -0.95, 0.035, vote, style)
        write(
            ax, x + 0.045, -0.95, f"{_called(vote)}: {number} of {votes.people}", style, bold=True
        )
    most = max(*votes.first, *votes.second, LEAST)
    for row, words in enumerate(votes.answers):
        counts = () if votes.covered else (votes.first[row], votes.second[row])
        _row(ax, row, words, counts, most, style)
        if votes.holds(row):
            _mark(ax, row, style)


def describe_ballot(votes: Ballot) -> str:
    """Say what `ballot` shows.

    Examples
    --------
    >>> describe_ballot(Ballot(("less", "more"), (3, 1), (1, 3), 5, (1, 1)))
    'First vote: 4 of 5; second vote: 4 of 5. less: 3, then 1; more: 1, then 3, this holds.'
    """
    said = (
        f"First vote: {sum(votes.first)} of {votes.people}; second vote: {sum(votes.second)} of "
        f"{votes.people}."
    )
    if votes.covered:
        return f"{said} The answers are covered."
    told = [
        f"{words}: {first}, then {second}{', this holds' if votes.holds(row) else ''}"
        for row, (words, first, second) in enumerate(
            zip(votes.answers, votes.first, votes.second, strict=True)
        )
    ]
    return f"{said} {'; '.join(told)}."


def _called(vote: int) -> str:
    return "First vote, alone" if vote == 1 else "Second vote, after talking"


def _row(ax: Axes, row: int, words: str, counts: Sequence[int], most: int, style: Style) -> None:
    ax.plot([0, 1], [row - 0.5, row - 0.5], color=style.quiet, linewidth=1)
    lines = textwrap.wrap(textwrap.shorten(words, 2 * LETTERS, placeholder=" …"), LETTERS)
    write(ax, 0.005, row, "ABCDE"[row : row + 1], style, bold=True)
    write(ax, LABELS, row, "\n".join(lines), style)
    for vote, number in enumerate(counts, start=1):
        middle = row + (vote - 1.5) * (THICK + 0.06)
        wide = (TO - FROM) * number / most
        if number:
            _bar(ax, FROM, middle, wide, vote, style)
        said = write(ax, FROM + wide + 0.01, middle, str(number), style, bold=vote == 2)
        said.set_fontsize(points(22))


def _bar(ax: Axes, x: float, middle: float, wide: float, vote: int, style: Style) -> None:
    """Draw a bar of a vote: the first is hatched, the second filled."""
    ax.barh(
        middle,
        wide,
        THICK,
        left=x,
        color=style.paper if vote == 1 else style.good,
        hatch="///" if vote == 1 else None,
        edgecolor=style.ink,
        linewidth=1.5,
        zorder=3,
    )


def _mark(ax: Axes, row: int, style: Style) -> None:
    """Mark an answer that holds: by a band, and in words."""
    ax.axhspan(row - 0.48, row + 0.48, color=style.deep, zorder=0)
    said = write(ax, 0.99, row, "✓ holds", style, across="right", bold=True)
    said.set_fontsize(points(24))
