"""Levers with their price: what each costs, how many customers it keeps, and what it earns."""

from collections.abc import Callable, Sequence
from math import isfinite
from typing import NamedTuple

from matplotlib.axes import Axes

from sim.show.style import LIGHT, Style, dress, undress, write
from sim.show.words import amount

UNCLEAR = "not sure"
"""What is written for a difference that could be chance."""


class Gain(NamedTuple):
    """A difference with its interval; the interval is not a number while there is one run."""

    mean: float
    low: float
    high: float

    @property
    def is_clear(self) -> bool:
        """Whether zero is outside the interval."""
        return self.low > 0 or self.high < 0


class Pulled(NamedTuple):
    """What a lever does, fully pulled.

    Attributes
    ----------
    name : str
        Of the lever.
    price : float
        What it adds to the yearly cost of what a manager buys.
    kept : Gain
        How many more of 1,000 customers stay through a year.
    profit, long_run : Gain
        What it adds to the profit of a year, and to profit in the long run.
    """

    name: str
    price: float
    kept: Gain
    profit: Gain
    long_run: Gain


NAME, PRICE, FROM, TO, YEARLY, LONG = 0.0, 0.38, 0.415, 0.69, 0.845, 1.0
"""Where the columns stand, as shares of the width."""
HEADS = ("lever", "price a year", "more stay, of 1,000", "profit", "long run")


def levers(ax: Axes, rows: Sequence[Pulled], style: Style = LIGHT, title: str = "") -> None:
    """Draw levers, a row each: price, customers kept with their interval, and two profits.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where; 800 pixels wide or more.
    rows : sequence of Pulled
        The levers, from top to bottom.
    style : Style
        Its colours.
    title : str
        What the picture says.
    """
    dress(ax, style, title)
    undress(ax)
    ax.set_xlim(0, 1)
    ax.set_ylim(len(rows) - 0.4, -1.6)
    low, high = scale_of(rows)

    def at(value: float) -> float:
        return FROM + (TO - FROM) * (value - low) / (high - low)

    places = (NAME, PRICE, (FROM + TO) / 2, YEARLY, LONG)
    sides = ("left", "right", "center", "right", "right")
    for place, side, head in zip(places, sides, HEADS, strict=True):
        write(ax, place, -1.1, head, style, across=side)
    ax.plot([0, 1], [-0.6, -0.6], color=style.quiet, linewidth=1)
    ax.plot([at(0), at(0)], [-0.5, len(rows) - 0.5], color=style.quiet, linewidth=2, zorder=1)
    for place, row in enumerate(rows):
        write(ax, NAME, place, row.name, style)
        write(ax, PRICE, place, amount(row.price), style, across="right")
        _mark(ax, place, row.kept, at, style)
        for column, money in ((YEARLY, row.profit), (LONG, row.long_run)):
            write(ax, column, place, said(money), style, across="right", bold=money.is_clear)


def scale_of(rows: Sequence[Pulled]) -> tuple[float, float]:
    """Return the ends of the scale of customers kept, with room for their figures.

    Examples
    --------
    >>> scale_of([Pulled("one", 0.0, Gain(40.0, 30.0, 50.0), *(Gain(0.0, 0.0, 0.0),) * 2)])
    (-5.0, 75.0)
    """
    known = [value for row in rows for value in row.kept if isfinite(value)]
    low, high = min([0.0, *known]), max([10.0, *known])
    reach = high - low
    return low - 0.1 * reach, high + 0.5 * reach


def said(gain: Gain) -> str:
    """Say a gain in money, or that it could be chance.

    Examples
    --------
    >>> said(Gain(34e3, 20e3, 48e3)), said(Gain(-54e3, -60e3, -48e3)), said(Gain(1.0, -2.0, 4.0))
    ('+34k', '−54k', 'not sure')
    """
    if not gain.is_clear:
        return UNCLEAR
    return f"{'+' if gain.mean > 0 else ''}{amount(gain.mean)}"


def describe_levers(rows: Sequence[Pulled], currency: str) -> str:
    """Say what `levers` shows."""
    told = []
    for row in rows:
        kept = f"{row.kept.mean:+.0f}".replace("-", "−") if row.kept.is_clear else UNCLEAR
        told.append(
            f"{row.name}: price {amount(row.price)}, kept {kept}, profit {said(row.profit)}, "
            f"long run {said(row.long_run)}"
        )
    return (
        f"What each lever does, fully pulled, in {currency}: its price a year, how many more of "
        f"1,000 customers stay a year, and what it adds to the profit of a year and of the long "
        f"run. {'; '.join(told)}."
    )


def _mark(ax: Axes, place: int, gain: Gain, at: Callable[[float], float], style: Style) -> None:
    if not isfinite(gain.mean):
        return
    clear = gain.is_clear
    colour = style.good if clear else style.other
    if isfinite(gain.low):
        ends = [at(gain.low), at(gain.high)]
        ax.plot(ends, [place, place], color=colour, linewidth=5 if clear else 3, zorder=4)
    face = colour if clear else style.paper
    ax.plot(
        at(gain.mean),
        place,
        "o",
        color=colour,
        markerfacecolor=face,
        markeredgewidth=3,
        markersize=10,
        zorder=5,
    )
    text = f"{gain.mean:+.0f}".replace("-", "−") if clear else UNCLEAR
    beside = at(max(gain.mean, gain.high if isfinite(gain.high) else gain.mean)) + 0.02
    write(ax, beside, place, text, style, bold=clear)
