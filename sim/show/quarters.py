"""Management's dashboard of a game: customers, complaints and cash, quarter after quarter."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from sim.show.style import LIGHT, Style, dress
from sim.show.words import amount, count

Days = Sequence[float]
"""A value a day of a quarter."""

DAYS = 91
WEEK = 7
LEFT, RIGHT = 0.11, 0.985
"""Where the time begins and ends, in shares of the picture's width."""


def quarters(
    figure: Figure,
    customers: Sequence[Days],
    complaints: Sequence[Days],
    cash: Sequence[Days],
    style: Style = LIGHT,
    *,
    number: int = 8,
    currency: str = "",
    drawn: int | None = None,
) -> None:
    """Draw what management has seen: three strips over one time.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
        An empty one, 840 pixels wide and 340 high, or more.
    customers, complaints, cash : sequence of sequences
        By quarter, a value a day; the quarter before the start first.
    style : Style
        Its colours.
    number : int
        Quarters of the game, so that there is room for those to come.
    currency : str
        Of the cash.
    drawn : int, optional
        How many of the quarters are drawn, if not all; the scales have room for the others too.
    """
    strips = [figure.add_axes((LEFT, low, RIGHT - LEFT, 0.18)) for low in (0.725, 0.405, 0.085)]
    seen = len(customers) if drawn is None else drawn
    x = np.arange(1, DAYS * seen + 1) / DAYS - 1
    people = np.concatenate([np.asarray(one, dtype=float) for one in customers])
    said = f"Customers: {count(customers[seen - 1][-1])}"
    _line(strips[0], x, people, style.good, style, said, whole=True)
    weekly = np.concatenate([_weeks(one) for one in complaints])
    last = count(sum(complaints[seen - 1]))
    dress(strips[1], style, f"Complaints a week: {last} in the last quarter")
    shown = weekly[: seen * DAYS // WEEK]
    middle = (np.arange(len(shown)) + 0.5) * WEEK / DAYS - 1
    wide = 0.85 * WEEK / DAYS
    strips[1].bar(middle, shown, wide, color=style.poor, edgecolor=style.ink, linewidth=0.5)
    strips[1].set_ylim(0, max(4.0, 1.15 * float(weekly.max(initial=0))))
    money = np.concatenate([np.asarray(one, dtype=float) for one in cash])
    said = f"Cash: {amount(cash[seen - 1][-1], currency)}"
    _line(strips[2], x, money, style.money, style, said, whole=False)
    for place, ax in enumerate(strips):
        ax.set_xlim(-1, number)
        ax.yaxis.set_major_locator(MaxNLocator(nbins=2, integer=True))
        ax.yaxis.set_major_formatter(FuncFormatter(_money if place == 2 else _number))
        step = -(-number // 10)
        names = [f"Q{quarter}" if quarter % step == 0 else "" for quarter in range(number + 1)]
        names[0] = "before" if step == 1 else "Q0"
        ax.set_xticks(np.arange(number + 1) - 0.5, names if place == 2 else [""] * (number + 1))
        ax.tick_params(axis="x", length=0, pad=3)
        for edge in range(number):
            ax.axvline(edge, color=style.quiet, linewidth=1, linestyle="-" if not edge else ":")


def describe_quarters(
    customers: Sequence[Days],
    complaints: Sequence[Days],
    cash: Sequence[Days],
    currency: str = "",
) -> str:
    """Say what `quarters` shows."""
    last = len(customers) - 1
    when = f"quarter {last}" if last else "the quarter before the start"
    return (
        f"Management's dashboard, day by day, up to {when}: {count(customers[-1][-1])} customers at"
        f" its end, {count(sum(complaints[-1]))} complaints in it, cash "
        f"{amount(cash[-1][-1], currency)}."
    )


def reach(quarter: int, number: int) -> tuple[float, float]:
    """Return where a quarter begins and ends on the picture, in shares of its width.

    Examples
    --------
    >>> reach(0, 8)[0], reach(8, 8)[1]
    (0.11, 0.985)
    """
    wide = (RIGHT - LEFT) / (number + 1)
    return LEFT + quarter * wide, LEFT + (quarter + 1) * wide


def _line(
    ax: Axes,
    x: np.ndarray,
    values: np.ndarray,
    colour: str,
    style: Style,
    title: str,
    whole: bool,
) -> None:
    """Draw a line over the days; a scale that may fall below zero shows where zero is.

    The scale has room for all values, also for those after the last day that is drawn.
    """
    dress(ax, style, title)
    ax.plot(x, values[: len(x)], color=colour, linewidth=3)
    low, high = float(values.min()), float(values.max())
    room = max(0.12 * (high - low), 0.01 * max(abs(high), 1.0))
    ax.set_ylim(low - room, high + room)
    if not whole and low < 0 < high:
        ax.axhline(0, color=style.ink, linewidth=1.5, linestyle="--")


def _number(value: float, _: int) -> str:
    return count(value)


def _money(value: float, _: int) -> str:
    return amount(value)


def _weeks(days: Days) -> np.ndarray:
    return np.asarray(days, dtype=float).reshape(-1, WEEK).sum(axis=1)
