"""Teams of a game: their rank by quarter, and their scores with what luck does to them."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from sim.show.style import LIGHT, SMALLEST, Style, dress, points, write
from sim.show.words import amount

MARKS = ("o", "s", "^", "D", "v", "P", "X", "*")
LINES = ("-", "--", "-.", ":")


class Placed(NamedTuple):
    """A team's score over the replays.

    Attributes
    ----------
    rank : int
        Ties share it.
    score, low, high : float
        The mean and its interval.
    least, most : float
        Over the replays.
    """

    rank: int
    score: float
    low: float
    high: float
    least: float
    most: float


def rank_lines(
    ax: Axes,
    ranks: Mapping[str, Sequence[int]],
    last: Mapping[str, int],
    style: Style = LIGHT,
) -> None:
    """Draw the teams' ranks by quarter, by what they report, and last by the score.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where; 760 pixels wide or more.
    ranks : mapping
        By team, its rank after each quarter.
    last : mapping
        By team, its rank by the score; ties share one.
    style : Style
        Its colours.
    """
    dress(ax, style, "Rank by the cash that each reports, and by the score")
    quarters = max(map(len, ranks.values()))
    ends = _apart({team: last[team] for team in ranks})
    ax.set_ylim(len(ranks) + 0.5, 0.5)
    ax.set_xlim(0.7, quarters + 1.2 + 0.5 * (quarters + 1))
    colours = (style.good, style.poor, style.money, style.other)
    for place, (team, line) in enumerate(ranks.items()):
        y = [*line, ends[team]]
        colour = colours[place % len(colours)]
        look: dict[str, Any] = {
            "color": colour,
            "linewidth": 3.5,
            "linestyle": LINES[place % len(LINES)],
        }
        mark: dict[str, Any] = {
            "marker": MARKS[place % len(MARKS)],
            "markersize": 13,
            "markeredgecolor": style.ink,
        }
        ax.plot(range(1, quarters + 2), y, zorder=3, **look, **mark)
        tied = sum(rank == last[team] for rank in last.values()) > 1
        text = f"{last[team]}{'=' if tied else ''} {team}"
        write(ax, quarters + 1.25, ends[team], text, style)
    ax.axvspan(quarters + 0.8, quarters + 1.2, color=style.deep, linewidth=0, zorder=0)
    marked = range(1, quarters + 1, -(-quarters // 8))
    if len(marked) > 1 and quarters + 1 - marked[-1] < -(-quarters // 8):
        marked = marked[:-1]  # no room beside the score
    names = [*(f"Q{quarter}" for quarter in marked), "score"]
    ax.set_xticks([*marked, quarters + 1], names)
    ax.set_yticks(range(1, len(ranks) + 1))
    ax.spines["bottom"].set_visible(False)
    ax.tick_params(length=0)


def describe_rank_lines(ranks: Mapping[str, Sequence[int]], last: Mapping[str, int]) -> str:
    """Say what `rank_lines` shows."""
    told = "; ".join(
        f"{team}: {', '.join(map(str, line))}, by the score {last[team]}"
        for team, line in ranks.items()
    )
    return f"Rank by reported cash after each quarter, and by the score in the end. {told}."


def scores(
    ax: Axes,
    teams: Mapping[str, Placed],
    style: Style = LIGHT,
    *,
    reached: float | None = None,
    currency: str = "",
) -> None:
    """Draw each team's score: the range over the replays, the interval of the mean, the mean.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where; 760 pixels wide or more.
    teams : mapping of Placed
        The best first.
    style : Style
        Its colours.
    reached : float, optional
        What a good policy would have reached: one dot.
    currency : str
        Of the score.
    """
    dress(ax, style, f"Score in {currency}: mean and range")
    rows = len(teams) + (reached is not None)
    ax.set_ylim(rows - 0.4, -0.6)
    for place, one in enumerate(teams.values()):
        ax.plot([one.least, one.most], [place] * 2, color=style.other, linewidth=3, zorder=2)
        ax.plot([one.low, one.high], [place] * 2, color=style.good, linewidth=9, zorder=3)
        ax.plot(one.score, place, "o", markersize=13, color=style.good, mec=style.ink, zorder=4)
    names = [f"{one.rank}  {team}" for team, one in teams.items()]
    if reached is not None:
        mark: dict[str, Any] = {"markersize": 15, "color": style.poor, "mec": style.ink}
        ax.plot(reached, rows - 1, "D", zorder=4, **mark)
        names.append("possible")
    ax.set_yticks(range(rows), names)
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)
    ax.margins(x=0.06)
    ax.xaxis.set_major_locator(MaxNLocator(nbins=5))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: amount(value)))
    for label in ax.get_yticklabels():
        label.set_fontsize(points(SMALLEST))


def describe_scores(
    teams: Mapping[str, Placed], reached: float | None = None, currency: str = ""
) -> str:
    """Say what `scores` shows."""
    told = "; ".join(
        f"{one.rank} {team} {amount(one.score, currency)}, {amount(one.least)} to "
        f"{amount(one.most)} over the replays"
        for team, one in teams.items()
    )
    best = "" if reached is None else f" A good policy reached {amount(reached, currency)}."
    return f"Score by team, the best first. {told}.{best}"


def _apart(last: Mapping[str, int]) -> dict[str, int]:
    """Give each team a row of its own in the end: those who are tied stand below each other.

    Examples
    --------
    >>> _apart({"a": 1, "b": 3, "c": 1})
    {'a': 1, 'c': 2, 'b': 3}
    """
    order = sorted(last, key=lambda team: last[team])
    return {team: place for place, team in enumerate(order, start=1)}
