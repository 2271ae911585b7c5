"""What the teams of a class decided, and what they report: a row a team."""

from collections.abc import Sequence
from typing import NamedTuple

from matplotlib.axes import Axes

from sim.show.style import LIGHT, Style, dress, undress, write
from sim.show.words import amount

ROW = 44
"""Pixels of a row."""
HEAD = 62
FROM, TO, CASH = 0.225, 0.89, 0.998
"""Between where the decisions stand, and where the cash ends, in shares of the width."""
LETTERS = 17
"""Letters of a team's name."""


class Choice(NamedTuple):
    """A decision of a team: in words, and as a share of the way from the least to the most."""

    words: str
    share: float


class Decided(NamedTuple):
    """A team.

    Attributes
    ----------
    name : str
        What it is called.
    ran : int
        Quarters that it has run.
    choices : tuple of Choice
        Its decisions, on average over those quarters.
    cash : float
        What it reports.
    """

    name: str
    ran: int
    choices: tuple[Choice, ...]
    cash: float


def height_of(teams: int) -> int:
    """Return how many pixels a picture of so many teams is high.

    Examples
    --------
    >>> height_of(4)
    238
    """
    return HEAD + ROW * max(teams, 1)


def teams(
    ax: Axes,
    heads: Sequence[str],
    rows: Sequence[Decided],
    style: Style = LIGHT,
    *,
    currency: str = "",
) -> None:
    """Draw a row a team: each decision as a number and a bar under it, and the cash.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where; 1,100 pixels wide, and `height_of` high.
    heads : sequence of str
        What the decisions are called, shortly.
    rows : sequence of Decided
        From top to bottom.
    style : Style
        Its colours.
    currency : str
        Of the cash.
    """
    dress(ax, style)
    undress(ax)
    ax.set_xlim(0, 1)
    ax.set_ylim(len(rows) - 0.5, -0.5 - HEAD / ROW)
    wide = (TO - FROM) / len(heads)
    write(ax, 0.0, -1.0, "team, quarters", style)
    for place, words in enumerate(heads):
        write(ax, FROM + wide * place, -1.0, words, style)
    said = f"cash, {currency}" if currency else "cash"
    write(ax, CASH, -1.0, said, style, across="right")
    for row, team in enumerate(rows):
        ax.plot([0, 1], [row - 0.5, row - 0.5], color=style.quiet, linewidth=1)
        write(ax, 0.0, row, _short(team.name), style)
        write(ax, FROM - 0.012, row, str(team.ran), style, across="right", bold=True)
        for place, choice in enumerate(team.choices):
            x = FROM + wide * place
            write(ax, x, row - 0.12, choice.words, style)
            _bar(ax, x, row, 0.82 * wide, choice.share, style)
        write(ax, CASH, row, amount(team.cash), style, across="right", bold=True)


def describe_teams(heads: Sequence[str], rows: Sequence[Decided], currency: str = "") -> str:
    """Say what `teams` shows.

    Examples
    --------
    >>> describe_teams(["staff"], [Decided("Aces", 2, (Choice("5", 0.5),), 12_000.0)], "EUR")
    'Aces, 2 quarters: staff 5; cash EUR 12k.'
    """
    told = []
    for team in rows:
        chosen = ", ".join(
            f"{head} {choice.words}" for head, choice in zip(heads, team.choices, strict=True)
        )
        cash = amount(team.cash, currency)
        told.append(f"{team.name}, {team.ran} quarters: {chosen}; cash {cash}.")
    return " ".join(told) or "No team has run a quarter yet."


def _bar(ax: Axes, x: float, row: int, wide: float, share: float, style: Style) -> None:
    """Draw a thin bar under a number: how far from the least that may be chosen to the most."""
    for length, colour in ((1.0, style.deep), (min(max(share, 0.0), 1.0), style.good)):
        ax.barh(row + 0.33, wide * length, 0.14, left=x, color=colour, zorder=3)


def _short(name: str) -> str:
    return name if len(name) <= LETTERS else f"{name[: LETTERS - 1]}…"
