"""The waterline of a game: what management heard, quarter by quarter, and what lies below."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from sim.show.scale import keep_apart, line_height
from sim.show.style import LIGHT, Style, dress, write
from sim.show.words import amount, count


class Heard(NamedTuple):
    """A quarter in both views.

    Attributes
    ----------
    quarter : int
        From 1.
    complaints, told : int
        Failures that reached management unasked, and because somebody asked.
    silent : int
        Failures that nobody in the business heard of.
    recorded, lived : float
        The service index on record, and as customers lived it.
    """

    quarter: int
    complaints: int
    told: int
    silent: int
    recorded: float
    lived: float


def lifted(
    figure: Figure,
    seen: Sequence[Heard],
    style: Style = LIGHT,
    *,
    under_water: bool = True,
) -> None:
    """Draw failures above and below the waterline, and beside them the two service indexes.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
        An empty one, 800 pixels wide and 320 high, or more.
    seen : sequence of Heard
        The quarters of a game.
    style : Style
        Its colours.
    under_water : bool
        Whether one sees what management does not. Everything else stays in its place.
    """
    _failures(figure.add_axes((0.085, 0.1, 0.475, 0.77)), seen, style, under_water)
    _indexes(figure.add_axes((0.655, 0.1, 0.335, 0.77)), seen, style, under_water)


def describe_lifted(seen: Sequence[Heard], under_water: bool = True) -> str:
    """Say what `lifted` shows."""
    heard = sum(one.complaints + one.told for one in seen)
    first, last = seen[0], seen[-1]
    text = (
        f"Above the waterline {count(heard)} failures that management heard of in {len(seen)} "
        f"quarters; the service index on record goes from {first.recorded:.1f} to "
        f"{last.recorded:.1f}."
    )
    if not under_water:
        return text
    silent = count(sum(one.silent for one in seen))
    return (
        f"{text} Below it {silent} failures that nobody heard of; the index that customers lived "
        f"goes from {first.lived:.1f} to {last.lived:.1f}."
    )


def _failures(ax: Axes, seen: Sequence[Heard], style: Style, under_water: bool) -> None:
    silent = sum(one.silent for one in seen)
    heard = sum(one.complaints + one.told for one in seen)
    title = f"{count(heard)} heard, {count(silent)} unheard" if under_water else "Failures, heard"
    dress(ax, style, title)
    x = np.array([one.quarter for one in seen], dtype=float)
    complaints = np.array([one.complaints for one in seen], dtype=float)
    told = np.array([one.told for one in seen], dtype=float)
    below = np.array([one.silent for one in seen], dtype=float)
    top = 1.25 * max(float((complaints + told).max()), 0.2 * float(below.max()), 1.0)
    bottom = -1.15 * max(float(below.max()), 1.0)
    ax.set_xlim(x[0] - 0.6, x[-1] + 0.6)
    ax.set_ylim(bottom, top)
    ax.axhspan(bottom, 0, color=style.deep, linewidth=0, zorder=0)
    edge: dict[str, Any] = {"edgecolor": style.ink, "linewidth": 1}
    ax.bar(x, complaints, 0.7, color=style.poor, zorder=3, **edge)
    ax.bar(x, told, 0.7, bottom=complaints, color=style.paper, hatch="//", zorder=3, **edge)
    ax.axhline(0, color=style.good, linewidth=3, zorder=4)
    step = -(-len(x) // 8)
    ax.set_xticks(x[::step], [f"Q{quarter:.0f}" for quarter in x[::step]])
    ax.tick_params(axis="x", length=0)
    ax.yaxis.set_major_locator(MaxNLocator(nbins=5, integer=True))
    ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: amount(abs(value))))
    if under_water:
        ax.bar(x, -below, 0.7, color=style.other, zorder=3, **edge)
        return
    write(ax, float(x.mean()), 0.5 * bottom, "What lies below?", style, across="center")


def _indexes(ax: Axes, seen: Sequence[Heard], style: Style, under_water: bool) -> None:
    dress(ax, style, "Service index")
    x = [one.quarter for one in seen]
    recorded, lived = [one.recorded for one in seen], [one.lived for one in seen]
    low, high = min(*recorded, *lived), max(*recorded, *lived)
    room = max(0.15 * (high - low), 0.2)
    ax.set_ylim(low - room, high + room)
    wide = max(x[-1] - x[0], 1)
    ax.set_xlim(x[0] - 0.15 * wide, x[-1] + 1.3 * wide)
    ax.plot(x, recorded, "-o", color=style.poor, linewidth=3, markersize=8)
    ends = [(recorded[-1], f"{recorded[-1]:.1f} record")]
    if under_water:
        ax.plot(x, lived, "--s", color=style.good, linewidth=3, markersize=8)
        ends.append((lived[-1], f"{lived[-1]:.1f} lived"))
    ax.set_xticks([x[0], x[-1]] if len(x) > 1 else x)
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"Q{value:.0f}"))
    ax.yaxis.set_major_locator(MaxNLocator(nbins=4))
    line = line_height(ax)
    bottom, top = ax.get_ylim()
    heights = keep_apart([value for value, _ in ends], line, bottom + line / 2, top - line / 2)
    for (_, text), height in zip(ends, heights, strict=True):
        write(ax, x[-1] + 0.12 * wide, height, text, style)
