"""A figure along a slider: every stop that is known, with its interval, and where the slider is."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from sim.show.scale import line_height
from sim.show.style import LIGHT, SMALLEST, Style, dress, points, write


class Point(NamedTuple):
    """A mean and its interval; an interval that is not known is not a number."""

    mean: float
    low: float
    high: float


def curve(
    ax: Axes,
    stops: Mapping[float, Point],
    style: Style = LIGHT,
    *,
    title: str = "",
    across: str = "",
    ends: tuple[float, float] | None = None,
    top: float | None = None,
    bottom: float = 0.0,
    now: float | None = None,
    said: str = "",
    kept: float | None = None,
    step: float = np.inf,
    ticks: Sequence[float] | None = None,
) -> None:
    """Draw a figure at the stops of a slider.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where.
    stops : mapping of Point
        What is known, by the value of the slider.
    style : Style
        Its colours.
    title, across : str
        What the figure is, and what the slider is.
    ends : tuple of float, optional
        The slider's ends, so that the scale stands still.
    top, bottom : float, optional
        The ends of the figure's scale; `top` is a little above the highest interval without it.
    now : float, optional
        Where the slider is.
    said : str
        The figure there, in words.
    kept : float, optional
        A value of the figure to compare with: a dashed line.
    step : float
        Stops that lie no further apart than this are joined.
    ticks : sequence of float, optional
        Where the slider's scale is marked.
    """
    dress(ax, style, title)
    x = np.array(sorted(stops), dtype=float)
    known = np.array([stops[stop] for stop in sorted(stops)], dtype=float).reshape(-1, 3)
    mean, low, high = known.T
    first, last = ends or (x.min(), x.max())
    reach = max(last - first, 1e-9)
    if top is None:
        top = float(np.nanmax(np.append(known, bottom)))
    if top <= bottom:  # all that is known lies at the foot
        top = bottom + 1.0
    ax.set_xlim(first - 0.05 * reach, last + 0.05 * reach)
    ax.set_ylim(bottom, bottom + (top - bottom) * 1.22)
    ax.yaxis.set_major_locator(MaxNLocator(nbins=4))
    if ticks is not None:
        ax.set_xticks(list(ticks))
    else:
        ax.xaxis.set_major_locator(MaxNLocator(nbins=5))
    ax.set_xlabel(across, color=style.ink, fontsize=points(SMALLEST), labelpad=6)
    gaps = np.flatnonzero(np.diff(x) > step) + 1  # a straight line over one would tell a lie
    along, line, under, over = (np.insert(one, gaps, np.nan) for one in (x, mean, low, high))
    ax.fill_between(along, under, over, color=style.good, alpha=0.25, linewidth=0)
    ax.plot(along, line, color=style.good, linewidth=2.5)
    ax.plot(x, mean, "o", color=style.good, markersize=5)
    if kept is not None and np.isfinite(kept):
        ax.axhline(kept, color=style.ink, linewidth=1.5, linestyle="--")
        write(ax, last, kept, "kept", style, across="right", up="bottom", on_paper=True)
    if now is None or now not in stops or not np.isfinite(stops[now].mean):
        return
    here = stops[now]
    if np.isfinite(here.low):
        ax.plot([now, now], [here.low, here.high], color=style.ink, linewidth=2)
    ax.plot([now], [here.mean], "D", markersize=14, color=style.poor, mec=style.ink, clip_on=False)
    if said:
        _say(ax, now, here, said, style)


def describe_curve(
    stops: Mapping[float, Point], title: str, across: str, now: float | None = None, said: str = ""
) -> str:
    """Say what `curve` shows."""
    if not stops:
        return f"{title}: nothing is known yet."
    first, last = min(stops), max(stops)
    text = (
        f"{title}, by {across[:1].lower()}{across[1:]}: from {stops[first].mean:.3g} at {first:g} "
        f"to {stops[last].mean:.3g} at {last:g}."
    )
    return f"{text} Shown: {said} at {now:g}." if said and now is not None else text


def _say(ax: Axes, now: float, here: Point, said: str, style: Style) -> None:
    """Write the figure above its point, or below it where there is no room above."""
    line = line_height(ax)
    bottom, top = ax.get_ylim()
    upper = float(np.nanmax([here.mean, here.high])) + 0.5 * line
    height, up = upper, "bottom"
    if upper + line > top:
        lower = float(np.nanmin([here.mean, here.low])) - 0.5 * line
        height, up = max(lower, bottom + line), "top"
    first, last = ax.get_xlim()
    width = 0.62 * SMALLEST * len(said) / ax.get_window_extent().width * (last - first)
    middle = min(max(now, first + width / 2), last - width / 2)
    write(ax, middle, height, said, style, across="center", up=up, bold=True, on_paper=True)
