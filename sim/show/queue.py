"""The floor with its queue, and how the wait bends."""

from math import ceil

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.path import Path
from matplotlib.ticker import MaxNLocator

from sim import facts
from sim.outcome import Outcome
from sim.show.style import LIGHT, SMALLEST, Style, dress, points, write

MOST_FIGURES = 10
"""Little figures in a column; where the line is longer, one stands for several people."""


def queue_bend(
    ax: Axes,
    table: pd.DataFrame,
    style: Style = LIGHT,
    now: float | None = None,
    limits: tuple[float, float] | None = None,
    across: str = "Other work takes this % of the till's hours",
    step: float = np.inf,
) -> None:
    """Draw the wait against the hours that are missing, with its interval.

    A dashed line shows what many expect: as many per cent longer as there are fewer hours.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where.
    table : pandas.DataFrame
        By the percentage of hours that are missing: ``mean``, ``low``, ``high`` of the wait in
        minutes.
    style : Style
        Its colours.
    now : float, optional
        The row that is shown at the moment, drawn larger and with its number.
    limits : tuple of float, optional
        Largest percentage and largest wait of the scales, so that nothing jumps.
    across : str
        What the percentage is.
    step : float
        Points that lie no further apart than this are joined.
    """
    dress(ax, style, "Minutes in line, on average")
    table = table.sort_index()
    widest, longest = limits or (float(table.index.max()), float(table["mean"].max()))
    ax.set_xlim(-0.06 * widest, 1.08 * widest)
    ax.set_ylim(0, max(longest, 0.1) * 1.25)
    ax.set_xticks(np.linspace(0, widest, 6 if widest % 5 == 0 else 3))
    ax.yaxis.set_major_locator(MaxNLocator(nbins=4, integer=longest > 4))
    ax.set_xlabel(across, color=style.ink, fontsize=points(SMALLEST), labelpad=6)
    x = table.index.to_numpy(dtype=float)
    mean = table["mean"].to_numpy(dtype=float)
    reach = np.nan_to_num(np.stack([mean - table["low"], table["high"] - mean]).astype(float))
    ax.errorbar(x, mean, reach, color=style.good, linewidth=2.5, fmt="o", markersize=7, capsize=5)
    for place in np.flatnonzero(np.diff(x) <= step):  # a straight line over a gap would tell a lie
        pair = slice(place, place + 2)
        ax.plot(x[pair], mean[pair], color=style.good, linewidth=2.5)
    if 0 in table.index:
        believed = float(table.loc[0, "mean"]) * (1 + widest / 100)
        ax.plot([0, widest], [float(table.loc[0, "mean"]), believed], "--", color=style.quiet)
        text = "in proportion"
        write(ax, 1.06 * widest, believed, text, style, across="right", up="bottom")
    if now is None or now not in table.index:
        return
    here = float(table.loc[now, "mean"])
    ax.plot([now], [here], marker="D", markersize=15, color=style.poor, markeredgecolor=style.ink)
    text = f"{here:.1f} minutes"
    left, right = ax.get_xlim()
    half = 0.34 * SMALLEST * len(text) / ax.get_window_extent().width * (right - left)
    middle = min(max(now - 0.05 * widest, left + half), right - half)
    beneath = np.abs(x - middle) <= half + 0.04 * widest  # it is written over the line, not on it
    height = max(here, *(mean + reach[1])[beneath]) if now < 0.9 * widest else here
    lift = 0.04 if height > here else 0.09
    y = height + lift * ax.get_ylim()[1]
    write(ax, middle, y, text, style, across="center", up="bottom", bold=True, on_paper=True)


def describe_queue_bend(table: pd.DataFrame, now: float | None = None) -> str:
    """Say what `queue_bend` shows."""
    table = table.sort_index()
    told = ", ".join(f"{float(row['mean']):.1f} at {x:g}%" for x, row in table.iterrows())
    text = f"Minutes in line by the share of hours that is missing: {told}."
    if now is not None and now in table.index:
        text += f" Shown: {now:g}%."
    return text


def floor(ax: Axes, line: pd.Series, style: Style = LIGHT, longest: float | None = None) -> None:
    """Draw how many people stand in line, hour by hour, as little figures.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where.
    line : pandas.Series
        People in line by the hour of the business day, as `line_by_hour` gives it.
    style : Style
        Its colours.
    longest : float, optional
        Longest line of the scale, so that nothing jumps.
    """
    top = max(float(line.max()) if longest is None else longest, 1.0)
    each = max(1, ceil(top / MOST_FIGURES))
    dress(ax, style, "People in line")
    hours = len(line)
    ax.set_xlim(-0.7, hours - 0.3)
    ax.set_ylim(0, each * MOST_FIGURES * 1.16)
    ax.set_yticks([0, each * MOST_FIGURES])
    ax.set_xticks([0, hours - 1], ["opening", "closing"])
    first, last = ax.get_xticklabels()
    first.set_horizontalalignment("left")
    last.set_horizontalalignment("right")
    ax.bar(range(hours), line, width=0.86, color=style.deep, edgecolor=style.quiet, linewidth=1)
    places = [
        (hour, (step + 0.5) * each)
        for hour, people in enumerate(line)
        for step in range(round(people / each))
    ]
    if places:
        x, y = zip(*places, strict=True)
        ax.scatter(x, y, s=170, marker=person(), color=style.good, edgecolor="none", zorder=3)
    if each > 1:
        text = f"each figure: {each} people"
        write(ax, 0.02, 0.985, text, style, up="top", in_axis=True)


def describe_floor(line: pd.Series) -> str:
    """Say what `floor` shows."""
    worst = int(line.to_numpy().argmax())
    return (
        f"People in line by the hour: {float(line.mean()):.1f} on average, most in hour "
        f"{worst + 1} of {len(line)}, {float(line.iloc[worst]):.1f}."
    )


def line_by_hour(
    outcome: Outcome, touchpoint: int, days: int, open_hours: float, start: int = 0
) -> pd.Series:
    """Count the people in line for each hour of the business day, on average over the days.

    Parameters
    ----------
    outcome : Outcome
        Of a run whose events were kept.
    touchpoint : int
        The number of the touchpoint they wait at.
    days : int
        How long the run was.
    open_hours : float
        Business hours in a day.
    start : int
        The first day that counts.

    Returns
    -------
    pandas.Series
        People in line by the hour from opening, from 0.
    """
    told = outcome.facts
    waited = np.isin(told["kind"], (facts.STARTED, facts.WALKED_OUT))
    told = told[waited & (told["where"] == touchpoint) & (told["amount"] > 0)]
    ends = np.sort(told["time"])
    begins = np.sort(told["time"] - told["amount"])
    hours = max(1, round(open_hours))
    edges = np.linspace(start, days, (days - start) * hours + 1)
    person_time = np.diff(_time_since(begins, edges) - _time_since(ends, edges))
    people = np.maximum(person_time.reshape(days - start, hours).mean(axis=0) * hours, 0.0)
    return pd.Series(people, index=pd.RangeIndex(hours, name="hour"), name="people")


def _time_since(moments: np.ndarray, edges: np.ndarray) -> np.ndarray:
    """Sum, at each edge, the time that has gone by since each of the moments before it."""
    before = np.searchsorted(moments, edges)
    sums = np.concatenate([[0.0], np.cumsum(moments)])
    return before * edges - sums[before]


def person() -> Path:
    """Return the outline of a little figure: a head and a body."""
    head = Path.circle((0.0, 0.62), 0.3)
    body = Path([(-0.45, -1.0), (0.45, -1.0), (0.32, 0.25), (-0.32, 0.25), (-0.45, -1.0)])
    return Path.make_compound_path(head, body)
