"""What a little more of something does to several figures, against what is claimed of it."""

from collections.abc import Mapping, Sequence
from math import inf, isfinite, nan
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import MultipleLocator

from sim.show.curve import Point
from sim.show.scale import line_height
from sim.show.style import LIGHT, SMALLEST, Style, dress, points, undress, write
from sim.show.verdicts import MARKERS, SIGNS, colour
from sim.show.words import count

ENDS = (-20.0, 160.0)
"""Percent that the scale reaches from and to; what lies beyond is an arrow at its end."""


class Reading(NamedTuple):
    """A reading of a claim.

    Attributes
    ----------
    name : str
        What is measured.
    figure, low, high : float
        The rise in percent and its interval; not a number where there is none.
    verdict : str
        One of `sim.study.trial.verdict.VERDICTS`.
    why : str
        What is written in place of a figure, where there is none.
    """

    name: str
    figure: float
    low: float
    high: float
    verdict: str
    why: str = ""


def readings(
    ax: Axes,
    rows: Sequence[Reading],
    claimed: tuple[float, float],
    style: Style = LIGHT,
    title: str = "",
) -> None:
    """Draw readings, two lines a row: name and verdict, and below them the figure on a scale.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where; 460 pixels wide, and 64 high for each row, or more.
    rows : sequence of Reading
        From top to bottom.
    claimed : tuple of float
        From how much to how much is claimed.
    style : Style
        Its colours.
    title : str
        What the picture says.
    """
    dress(ax, style, title)
    undress(ax)
    ax.set_xlim(*ENDS)
    ax.set_ylim(len(rows), -0.42)
    ax.fill_between(
        claimed, -0.05, len(rows), facecolor=style.deep, edgecolor=style.quiet, linewidth=0
    )
    for edge in claimed:
        ax.plot([edge, edge], [-0.05, len(rows)], color=style.quiet, linewidth=1.5, zorder=1)
        write(ax, edge, -0.08, f"{edge:g}%", style, across="center", up="bottom")
    write(ax, sum(claimed) / 2, -0.08, "claimed", style, across="center", up="bottom")
    for place, row in enumerate(rows):
        write(ax, ENDS[0], place + 0.22, row.name, style)
        verdict = f"{SIGNS[row.verdict]} {row.verdict}"
        write(ax, ENDS[1], place + 0.22, verdict, style, across="right", bold=True)
        height = place + 0.66
        ax.plot(ENDS, [height, height], color=style.quiet, linewidth=1, zorder=1)
        if isfinite(row.figure):
            _mark(ax, height, row, style)
        else:
            write(ax, ENDS[0], height, row.why or "no figure", style, on_paper=True)


def describe_readings(rows: Sequence[Reading], claimed: tuple[float, float]) -> str:
    """Say what `readings` shows.

    Examples
    --------
    >>> describe_readings([Reading("Profit", 12.0, 9.0, 15.0, "not reproduced")], (25.0, 100.0))
    'Claimed: 25 to 100% more. Profit: 12% (not reproduced).'
    """
    told = [
        f"{row.name}: {_said(row) if isfinite(row.figure) else row.why} ({row.verdict})"
        for row in rows
    ]
    return f"Claimed: {claimed[0]:g} to {claimed[1]:g}% more. {'; '.join(told)}."


def _said(row: Reading) -> str:
    return f"{count(row.figure)}%"


def _mark(ax: Axes, height: float, row: Reading, style: Style) -> None:
    low, high = ENDS
    at = min(max(row.figure, low), high)
    marker = "<" if row.figure < low else ">" if row.figure > high else MARKERS[row.verdict]
    if isfinite(row.low) and row.low < high and row.high > low:
        ends = [max(row.low, low), min(row.high, high)]
        ax.plot(ends, [height, height], color=style.ink, linewidth=3, zorder=3)
    ax.plot(
        [at],
        [height],
        marker,
        markersize=13,
        markerfacecolor=colour(row.verdict, style),
        markeredgecolor=style.ink,
        markeredgewidth=1.5,
        clip_on=False,
        zorder=4,
    )
    beside = 6.0 if at < high - 40 else -6.0
    across = "left" if beside > 0 else "right"
    reach = (row.high if beside > 0 else row.low) if isfinite(row.low) else at
    start = min(max(reach, low), high) if abs(reach - at) < 30 else at
    start = max(start, at) if beside > 0 else min(start, at)
    write(ax, start + beside, height, _said(row), style, across=across, on_paper=True)


def rises(
    ax: Axes,
    lines: Mapping[str, Mapping[float, Point]],
    claimed: tuple[float, float],
    style: Style = LIGHT,
    *,
    title: str = "",
    across: str = "",
    ends: tuple[float, float],
    step: float = inf,
    now: float | None = None,
) -> None:
    """Draw rises at the stops of a slider, a line each, across the band that is claimed.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where; 240 pixels wide or more.
    lines : mapping of mapping of Point
        By a short name, what is known by the value of the slider; up to three lines.
    claimed : tuple of float
        From how much to how much is claimed.
    style : Style
        Its colours.
    title, across : str
        What the lines are, and what the slider is.
    ends : tuple of float
        The slider's ends, so that the scale stands still.
    step : float
        Stops that lie no further apart than this are joined.
    now : float, optional
        Where the slider is.
    """
    dress(ax, style, title)
    first, last = ends
    reach = last - first
    ax.set_xlim(first - 0.04 * reach, last + 0.04 * reach)
    ax.set_ylim(*ENDS)
    ax.set_yticks([0, *claimed], ["0", *(f"{edge:g}" for edge in claimed)])
    ax.xaxis.set_major_locator(MultipleLocator(10))
    ax.set_xlabel(across, color=style.ink, fontsize=points(SMALLEST), labelpad=6)
    ax.axhspan(*claimed, facecolor=style.deep, linewidth=0, zorder=0)
    looks = ((style.good, "-", "o"), (style.poor, "--", "s"), (style.money, "-.", "D"))
    line = line_height(ax)
    for turn, ((name, stops), look) in enumerate(zip(lines.items(), looks, strict=False)):
        shade, kind, marker = look
        height = ENDS[1] - (0.6 + 1.05 * turn) * line
        key = first + np.array([0.29, 0.35, 0.41]) * reach
        ax.plot(key, [height] * 3, kind, color=shade, linewidth=3, zorder=9)
        ax.plot(key[1], height, marker, color=shade, markersize=9, zorder=9)
        write(ax, key[2] + 0.03 * reach, height, name, style, on_paper=True)
        x = np.array(sorted(stop for stop in stops if isfinite(stops[stop].mean)), dtype=float)
        y = np.array([min(stops[stop].mean, 2 * ENDS[1]) for stop in x], dtype=float)
        gaps = np.flatnonzero(np.diff(x) > step) + 1  # a straight line over one would tell a lie
        ax.plot(np.insert(x, gaps, nan), np.insert(y, gaps, nan), kind, color=shade, linewidth=3)
        ax.plot(x, y, marker, color=shade, markersize=5)
        here = None if now is None else stops.get(now)
        if here is not None and now is not None and isfinite(here.mean):
            at = min(max(here.mean, ENDS[0]), ENDS[1])
            ax.plot(
                now, at, marker, color=shade, mec=style.ink, markersize=13, clip_on=False, zorder=5
            )
    if now is not None:
        ax.axvline(now, color=style.ink, linewidth=1.5, linestyle=":", zorder=1)


def describe_rises(
    lines: Mapping[str, Mapping[float, Point]], title: str, across: str, now: float | None = None
) -> str:
    """Say what `rises` shows."""
    told = []
    for name, stops in lines.items():
        known = [stop for stop in sorted(stops) if isfinite(stops[stop].mean)]
        if not known:
            told.append(f"{name}: no figure")
            continue
        first, last = known[0], known[-1]
        text = (
            f"{name}: {count(stops[first].mean)}% at {first:g}, "
            f"{count(stops[last].mean)}% at {last:g}"
        )
        here = None if now is None else stops.get(now)
        if here is not None and isfinite(here.mean):
            text += f", {count(here.mean)}% at {now:g}, where the slider is"
        told.append(text)
    return f"{title}, by {across[:1].lower()}{across[1:]}. {'; '.join(told)}."
