"""What management hears, beside what customers lived."""

from collections.abc import Mapping
from math import isfinite
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Polygon

from sim.show.scale import blocks, calendar, keep_apart, line_height
from sim.show.style import LIGHT, Style, dress, undress, write
from sim.show.words import count, percent

ICE = np.array(
    [
        (0.05, 1.0),
        (0.16, 0.86),
        (0.40, 0.70),
        (0.95, 0.48),
        (1.00, 0.26),
        (0.62, 0.06),
        (0.10, 0.0),
        (-0.55, 0.08),
        (-1.00, 0.30),
        (-0.90, 0.52),
        (-0.38, 0.72),
        (-0.12, 0.88),
    ]
)
"""The outline of the iceberg; its height is 1."""

MIDDLE = 0.3
"""Where it floats: to the right, so that there is room to write above the water."""


def iceberg(
    ax: Axes,
    kpis: Mapping[str, float],
    style: Style = LIGHT,
    lifted: bool = True,
    heard_are: str = "complaints",
) -> None:
    """Draw failures as an iceberg: above the water what management heard, in proportion.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where.
    kpis : mapping
        Key figures by name: ``miseries`` and ``complaints``.
    style : Style
        Its colours.
    lifted : bool
        Whether one sees below the water, as management does not.
    heard_are : str
        What those above the water are.
    """
    lived, heard = kpis["miseries"], kpis["complaints"]
    dress(ax, style, _title(kpis, lifted))
    undress(ax)
    ax.set_xlim(-1.5, 1.5)
    ax.set_ylim(-0.06, 1.3)
    water = waterline(heard / lived if lived else 0.0)
    ax.axhspan(-0.06, water, color=style.deep, linewidth=0, zorder=1 if lifted else 3.5)
    ax.axhline(water, color=style.good, linewidth=3, zorder=4)
    ice = ICE + np.array([MIDDLE, 0.0])
    ax.add_patch(
        Polygon(ice, facecolor=style.paper, edgecolor=style.ink, linewidth=2, zorder=3, label="ice")
    )
    below = min(max(water / 2, 0.16), 0.34)
    line = line_height(ax)
    above = max(water + 0.3 * line, below + 1.6 * line)
    text = heard_are.removesuffix("s") if round(heard) == 1 else heard_are
    told = f"{count(heard)} {text}"
    write(ax, -1.48, above, told, style, up="bottom", bold=True, on_paper=water < 0.6)
    if not lifted:
        write(ax, MIDDLE, below, "What lies below?", style, across="center")
        return
    told = f"{count(round(lived) - round(heard))} it never heard of"
    write(ax, MIDDLE, below + 0.55 * line, told, style, across="center", bold=True, on_paper=True)
    write(ax, MIDDLE, below - 0.55 * line, _silent(kpis), style, across="center", on_paper=True)


def describe_iceberg(
    kpis: Mapping[str, float], lifted: bool = True, heard_are: str = "complaints"
) -> str:
    """Say what `iceberg` shows."""
    lived, heard = kpis["miseries"], kpis["complaints"]
    if not lived:
        return "An iceberg that is not there: no customer lived through a failure."
    above = f"An iceberg. Above the water {count(heard)} {heard_are} that reached management"
    if not lifted:
        return f"{above}; what lies below the water is not seen."
    unheard = count(round(lived) - round(heard))
    return (
        f"{above}, {percent(heard / lived)} of all failures; below it {unheard} failures that "
        f"customers lived through and management never heard of: {_silent(kpis)}."
    )


def waterline(share: float) -> float:
    """Return how high the water stands, for that share of the iceberg's area to lie above it.

    Parameters
    ----------
    share : float
        0 to 1.

    Examples
    --------
    >>> waterline(0.0), waterline(1.0)
    (1.0, 0.0)
    """
    if share <= 0:
        return 1.0
    if share >= 1:
        return 0.0
    whole, low, high = area_above(0.0), 0.0, 1.0
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if area_above(middle) > share * whole else (low, middle)
    return (low + high) / 2


def area_above(height: float) -> float:
    """Return the area of the iceberg above a height."""
    kept = []
    for (x0, y0), (x1, y1) in zip(ICE, np.roll(ICE, -1, axis=0), strict=True):
        if y0 >= height:
            kept.append((x0, y0))
        if (y0 > height) != (y1 > height) and y0 != y1:
            kept.append((x0 + (x1 - x0) * (height - y0) / (y1 - y0), height))
    if len(kept) < 3:
        return 0.0
    x, y = np.array(kept).T
    return float(abs(x @ np.roll(y, -1) - y @ np.roll(x, -1)) / 2)


def heard_and_lived(ax: Axes, daily: pd.DataFrame, style: Style = LIGHT) -> None:
    """Draw the service index that management records beside the one that customers lived.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where.
    daily : pandas.DataFrame
        `Run.daily`.
    style : Style
        Its colours.
    """
    index = service_index(daily)
    recorded, lived = index["recorded"], index["lived"]
    title = f"Good visits in 100: {count(recorded.mean())} reported, {count(lived.mean())} lived"
    dress(ax, style, title)
    days = index.index.to_numpy(dtype=float)
    ax.fill_between(days, lived, recorded, facecolor=style.other, alpha=0.35, linewidth=0)
    few: dict[str, Any] = {
        "linewidth": 3,
        "markersize": 9,
        "markevery": max(1, len(days) // 6),
    }
    ax.plot(days, recorded, "s--", color=style.poor, **few)
    ax.plot(days, lived, "o-", color=style.good, **few)
    lowest = float(np.nanmin([lived.min(), recorded.min(), 100.0]))
    floor = max(0.0, 10 * np.floor((lowest - 5) / 10))
    ax.set_ylim(floor, 101)
    ax.set_yticks([floor, 100])
    calendar(ax, len(daily), room=0.45)
    line = line_height(ax)
    ends = [float(recorded.iloc[-1]), float(lived.iloc[-1])]
    heights = keep_apart(ends, line, floor + line / 2, 101 - line / 2)
    for height, text in zip(heights, ("in the reports", "as lived"), strict=True):
        write(ax, len(daily) * 1.02, height, text, style)


def describe_heard_and_lived(daily: pd.DataFrame) -> str:
    """Say what `heard_and_lived` shows."""
    index = service_index(daily)
    recorded, lived = index["recorded"].mean(), index["lived"].mean()
    return (
        f"Good visits in a hundred, by four weeks: {recorded:.0f} on average in management's "
        f"reports, {lived:.0f} as customers lived them."
    )


def service_index(daily: pd.DataFrame) -> pd.DataFrame:
    """Compute the index for each four weeks, as recorded and as lived.

    Parameters
    ----------
    daily : pandas.DataFrame
        `Run.daily`.

    Returns
    -------
    pandas.DataFrame
        ``recorded`` and ``lived``, 0 to 100, by the day in the middle of the four weeks.
    """
    sums = blocks(daily[["visit", "spoiled", "spoiled_on_record"]])
    visits = sums["visit"].where(sums["visit"] > 0)
    return pd.DataFrame(
        {
            "recorded": 100 * (1 - sums["spoiled_on_record"] / visits),
            "lived": 100 * (1 - sums["spoiled"] / visits),
        }
    )


def _title(kpis: Mapping[str, float], lifted: bool) -> str:
    heard = f"Management heard {count(kpis['complaints'])}"
    return f"{heard} of {count(kpis['miseries'])} failures" if lifted else f"{heard} failures"


def _silent(kpis: Mapping[str, float]) -> str:
    lived, heard = kpis["miseries"], kpis["complaints"]
    if not lived:
        return "no failures"
    silent = (lived - heard) / heard if heard else float("nan")
    if not isfinite(silent):
        return "all silent"
    many = count(silent) if silent >= 2.5 else f"{silent:.1f}"
    return f"{many} silent for each complaint"
