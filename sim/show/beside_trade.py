"""A company beside its trade: key figures of both, each with its interval."""

from collections.abc import Sequence
from math import isfinite
from typing import NamedTuple

from matplotlib.axes import Axes

from sim.show.style import LIGHT, Style, dress, undress, write

NAME, TRADE, OURS, FROM, TO = 0.0, 0.5, 0.66, 0.7, 0.99


class Row(NamedTuple):
    """A key figure of the trade and of the company, and how each is said."""

    name: str
    trade: float
    trade_low: float
    trade_high: float
    ours: float
    low: float
    high: float
    trade_said: str
    ours_said: str

    @property
    def differs(self) -> bool:
        """Whether the two intervals leave each other out."""
        return self.low > self.trade_high or self.high < self.trade_low


def beside_trade(ax: Axes, rows: Sequence[Row], style: Style = LIGHT, title: str = "") -> None:
    """Draw a row a figure: the trade as a hollow circle, the company as a full one.

    Each row has a scale of its own, from 0 to the larger of the two.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where; 800 pixels wide or more.
    rows : sequence of Row
        From top to bottom.
    style : Style
        Its colours.
    title : str
        What the picture says.
    """
    dress(ax, style, title)
    undress(ax)
    ax.set_xlim(0, 1)
    ax.set_ylim(len(rows) - 0.4, -1.5)
    for place, head in ((TRADE, "trade ○"), (OURS, "yours ●")):
        write(ax, place, -1.0, head, style, across="right", bold=True)
    for place, row in enumerate(rows):
        write(ax, NAME, place, row.name, style)
        write(ax, TRADE, place, row.trade_said, style, across="right")
        write(ax, OURS, place, row.ours_said, style, across="right", bold=row.differs)
        low, high = _scale(row)

        def at(value: float, low: float = low, high: float = high) -> float:
            return FROM + (TO - FROM) * (value - low) / (high - low)

        ax.plot([FROM, TO], [place, place], color=style.quiet, linewidth=1, zorder=1)
        for middle, ends, full in (
            (row.trade, (row.trade_low, row.trade_high), False),
            (row.ours, (row.low, row.high), True),
        ):
            if not isfinite(middle):
                continue
            colour = style.good if full else style.poor
            step = 0.12 if full else -0.12
            if all(map(isfinite, ends)):
                ax.plot([at(end) for end in ends], [place + step] * 2, color=colour, linewidth=5)
            ax.plot(
                at(middle),
                place + step,
                "o",
                color=colour,
                markerfacecolor=colour if full else style.paper,
                markeredgewidth=3,
                markersize=11,
                zorder=5,
            )


def describe_beside_trade(rows: Sequence[Row]) -> str:
    """Say what `beside_trade` shows.

    Examples
    --------
    >>> describe_beside_trade([Row("Stay", 80, 79, 81, 70, 69, 71, "80%", "70%")])
    'Stay: trade 80%, yours 70%, which differs.'
    """
    told = [
        f"{row.name}: trade {row.trade_said}, yours {row.ours_said}"
        + (", which differs" if row.differs else "")
        for row in rows
    ]
    return f"{'; '.join(told)}."


def _scale(row: Row) -> tuple[float, float]:
    known = [one for one in row[1:7] if isfinite(one)]
    low, high = min([0.0, *known]), max([0.0, *known])
    room = 0.04 * (high - low or 1.0)
    return low - room, high + room
