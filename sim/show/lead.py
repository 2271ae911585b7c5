"""Who is ahead: cash against a business that changes nothing, quarter by quarter."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from sim.show.scale import line_height
from sim.show.style import LIGHT, Style, dress, write
from sim.show.words import amount


def lead(
    ax: Axes,
    ahead: Sequence[float],
    style: Style = LIGHT,
    *,
    title: str = "",
    currency: str = "",
    reach: float = 0.0,
) -> None:
    """Draw a lead in cash at the end of each quarter: bars up where it is ahead, down behind.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where; 700 pixels wide or more.
    ahead : sequence of float
        Cash less that of the business that changes nothing, by quarter.
    style : Style
        Its colours.
    title : str
        What the picture says.
    currency : str
        Of the cash.
    reach : float
        How far behind there is room for at least, so that the scale stands still.
    """
    dress(ax, style, title)
    x = np.arange(1, len(ahead) + 1)
    values = np.asarray(ahead, dtype=float)
    low = min(float(values.min()), -abs(reach))
    high = max(float(values.max()), -0.3 * low, 1.0)
    ax.set_xlim(0.4, len(values) + 0.6)
    ax.set_ylim(1.2 * low, 1.2 * high)
    for sign, colour, hatch in ((1, style.good, ""), (-1, style.poor, "//")):
        chosen = np.where(sign * values > 0, values, 0.0)
        ax.bar(x, chosen, 0.7, color=colour, hatch=hatch, edgecolor=style.ink, linewidth=1)
    ax.axhline(0, color=style.ink, linewidth=2)
    ax.set_xticks(x, [f"Q{quarter}" for quarter in x])
    ax.tick_params(axis="x", length=0)
    ax.yaxis.set_major_locator(MaxNLocator(nbins=5))
    ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: amount(value)))
    best = int(values.argmax())
    line = line_height(ax)
    for place in {best, len(values) - 1}:
        if abs(values[place]) < 1:
            continue
        up = values[place] > 0
        height = values[place] + (0.15 if up else -0.15) * line
        said = amount(values[place], currency)
        side = "bottom" if up else "top"
        write(ax, x[place], height, said, style, across="center", up=side, bold=True)


def describe_lead(ahead: Sequence[float], currency: str = "") -> str:
    """Say what `lead` shows.

    Examples
    --------
    >>> describe_lead([500.0, 200.0, -900.0], "EUR").split(": ")[1]
    'EUR 500 after quarter 1, EUR 200 after quarter 2, −EUR 900 after quarter 3.'
    """
    told = ", ".join(
        f"{amount(value, currency)} after quarter {quarter}"
        for quarter, value in enumerate(ahead, start=1)
    )
    return f"Ahead of the business that changes nothing, in cash: {told}."
