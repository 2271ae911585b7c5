"""The changes that would matter most: a bar each, how sure it is, and where bars overlap."""

import textwrap
from collections.abc import Sequence
from math import isfinite
from typing import NamedTuple

from matplotlib.axes import Axes

from sim.show.intervals import lay_out
from sim.show.style import LIGHT, Style, dress, write
from sim.show.words import amount

LETTERS = 27
"""Letters of a line of a name."""


class Bar(NamedTuple):
    """A change.

    Attributes
    ----------
    name : str
        What one would do.
    gain, low, high : float
        What it brings, and the interval; the ends are not numbers while there is none.
    note : str
        What else is to be said of it, such as that somebody expected it.
    """

    name: str
    gain: float
    low: float
    high: float
    note: str = ""


def three_bars(
    ax: Axes,
    bars: Sequence[Bar],
    style: Style = LIGHT,
    title: str = "",
    ends: tuple[float, float] | None = None,
) -> None:
    """Draw what changes bring, the best on top, with the stretch that the first two share.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where; 800 pixels wide or more.
    bars : sequence of Bar
        From top to bottom.
    style : Style
        Its colours.
    title : str
        What the picture says.
    ends : tuple of float, optional
        Between which values the scale goes; left out, between those of the bars.
    """
    dress(ax, style, title)
    names = [_named(bar) for bar in bars]
    lay_out(ax, style, names, [""] * len(names), ends or _ends(bars))
    ax.set_xticks([])
    rows = max(len(bars), 4)
    band = shared(bars)
    if band is not None:
        ax.axvspan(*band, ymax=1, ymin=1 - len(bars) / rows, color=style.quiet, alpha=0.3, lw=0)
        middle = sum(band) / 2
        write(ax, middle, len(bars) - 0.25, "here the first two overlap", style, across="center")
    for place, bar in enumerate(bars):
        clear = not isfinite(bar.low) or bar.low > 0 or bar.high < 0
        face = style.good if clear else style.other
        ax.barh(
            place,
            bar.gain,
            height=0.5,
            color=face,
            hatch="" if clear else "//",
            edgecolor=style.paper,
            linewidth=0,
            zorder=2,
        )
        if isfinite(bar.low) and isfinite(bar.high):
            ax.plot([bar.low, bar.high], [place, place], color=style.ink, linewidth=3, zorder=4)
            for end in (bar.low, bar.high):
                ax.plot([end] * 2, [place - 0.14, place + 0.14], color=style.ink, lw=3, zorder=4)


def shared(bars: Sequence[Bar]) -> tuple[float, float] | None:
    """Return the stretch that the intervals of the first two bars share.

    Examples
    --------
    >>> shared([Bar("a", 9, 6, 12), Bar("b", 7, 5, 8)])
    (6, 8)
    >>> shared([Bar("a", 9, 8, 12), Bar("b", 6, 5, 7)]) is None
    True
    """
    if len(bars) < 2 or not all(isfinite(end) for bar in bars[:2] for end in bar[2:4]):
        return None
    low, high = max(bar.low for bar in bars[:2]), min(bar.high for bar in bars[:2])
    return (low, high) if low < high else None


def describe_three_bars(bars: Sequence[Bar], title: str) -> str:
    """Say what `three_bars` shows.

    Examples
    --------
    >>> describe_three_bars([Bar("Ask", 9e3, 6e3, 12e3), Bar("Win", 7e3, 5e3, 8e3)], "Gains")
    'Gains. Ask: 9.0k, 6.0k to 12k. Win: 7.0k, 5.0k to 8.0k. The first two overlap.'
    """
    told = [
        f"{bar.name}: {amount(bar.gain)}"
        + (f", {amount(bar.low)} to {amount(bar.high)}" if isfinite(bar.low) else "")
        + (f" ({bar.note})" if bar.note else "")
        for bar in bars
    ]
    over = " The first two overlap." if shared(bars) else ""
    return f"{title}. {'. '.join(told)}.{over}"


def _named(bar: Bar) -> str:
    name = textwrap.fill(textwrap.shorten(bar.name, 2 * LETTERS, placeholder=" …"), LETTERS)
    return "\n".join([name, *([bar.note] if bar.note else [])])


def _ends(bars: Sequence[Bar]) -> tuple[float, float]:
    known = [value for bar in bars for value in bar[1:4] if isfinite(value)]
    low, high = min([0.0, *known]), max([0.0, *known])
    room = 0.06 * (high - low or 1.0)
    return low - (room if low < 0 else 0.0), high + room
