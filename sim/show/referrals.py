"""How many customers there are in all, by how many each one brings."""

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from sim.show.curve import Point
from sim.show.scale import line_height
from sim.show.style import LIGHT, SMALLEST, Style, dress, points, write
from sim.show.words import count

ADDED, GROWN = "just added up", "in theory"


def in_all(
    ax: Axes,
    won: float,
    stops: Mapping[float, Point],
    style: Style = LIGHT,
    *,
    now: float | None = None,
    widest: float | None = None,
    top: float | None = None,
    kept: Point | None = None,
) -> None:
    """Draw the customers in all against how many each one brings in a lifetime.

    A dotted line shows what comes out if everybody won brings their own, and that is all; a
    dashed one what theory says if everybody who is brought brings others, until the last has left.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where.
    won : float
        How many were won at first.
    stops : mapping of Point
        The customers in all, by how many each one brings.
    style : Style
        Its colours.
    now : float, optional
        What is shown at the moment: one of the keys.
    widest, top : float, optional
        The ends of the scales, so that nothing jumps.
    kept : Point, optional
        The run that was kept, drawn as a level.
    """
    dress(ax, style, f"In all, from {count(won)} won")
    x = np.array(sorted(stops), dtype=float)
    known = np.array([stops[one] for one in x], dtype=float).reshape(-1, 3)
    mean, low, high = known.T
    widest = max(widest or 0.0, float(x.max(initial=0.0)), 0.5)
    top = max(top or 0.0, float(np.nanmax(mean, initial=0.0)), 2 * won)
    ax.set_xlim(-0.04 * widest, 1.06 * widest)
    ax.set_ylim(0, top * 1.14)
    ax.set_xticks(np.arange(0, widest + 1e-9, 0.25 if widest <= 1.3 else 0.5))
    ax.xaxis.set_major_formatter("{x:g}")
    across = "How many each one brings"
    ax.set_xlabel(across, color=style.ink, fontsize=points(SMALLEST), labelpad=6)
    ax.yaxis.set_major_locator(MaxNLocator(nbins=4))
    line = np.linspace(0, widest, 241)
    ax.plot(line, [added(won, one) for one in line], ":", color=style.ink, linewidth=2.5)
    under = line[line < 1]
    ax.plot(under, [grown(won, one) for one in under], "--", color=style.quiet, linewidth=2.5)
    ax.vlines(x, low, high, color=style.good, linewidth=3, alpha=0.55)
    ax.plot(x, mean, "o", color=style.good, markersize=7)
    _name_lines(ax, style)
    if kept is not None and np.isfinite(kept.mean):
        beside = stops[now].high if now is not None and now in stops else 0.0
        _draw_kept(ax, kept.mean, widest, beside, style)
    if now is None or now not in stops:
        return
    shown = stops[now]
    if np.isfinite(shown.low):
        ax.plot([now, now], [shown.low, shown.high], color=style.ink, linewidth=2)
    ax.plot([now], [shown.mean], "D", markersize=14, color=style.poor, mec=style.ink, clip_on=False)
    _say(ax, won, now, shown, style)


def describe_in_all(won: float, stops: Mapping[float, Point], now: float | None = None) -> str:
    """Say what `in_all` shows."""
    if not stops:
        return "Customers in all: nothing is known yet."
    known = sorted(stops)
    chosen = dict.fromkeys([known[0], known[len(known) // 2], known[-1]])
    told = ", ".join(f"{count(stops[one].mean)} where each brings {one:.2f}" for one in chosen)
    text = f"Customers in all, from {count(won)} won: {told}."
    if now is None or now not in stops:
        return text
    only = count(added(won, now))
    return f"{text} Shown: {count(stops[now].mean)}; just added up it would be {only}."


def added(won: float, brings: float) -> float:
    """Return how many there are if those who were won bring others, and these nobody.

    Examples
    --------
    >>> added(100, 0.5), added(100, 0.75)
    (150.0, 175.0)
    """
    return won * (1 + brings)


def grown(won: float, brings: float) -> float:
    """Return how many there are if everybody brings others, below 1 each, until nobody is left.

    The sum of a family's generations: each is so many times the one before it (Galton and Watson).

    Examples
    --------
    >>> grown(100, 0.5), grown(100, 0.75)
    (200.0, 400.0)
    """
    return won / (1 - brings)


def _name_lines(ax: Axes, style: Style) -> None:
    """Write what the two lines are, up at the left, where no line ever comes."""
    share = 1.35 * SMALLEST / ax.get_window_extent().height
    for row, (name, line, colour) in enumerate(
        ((GROWN, "--", style.quiet), (ADDED, ":", style.ink))
    ):
        height = 1 - (0.55 + row) * share
        ax.plot(
            [0.02, 0.12], [height] * 2, line, color=colour, lw=2.5, transform=ax.transAxes, zorder=5
        )
        write(ax, 0.15, height, name, style, in_axis=True)


def _draw_kept(ax: Axes, level: float, widest: float, beside: float, style: Style) -> None:
    """Draw the level of the kept run; its name goes below it where a figure may stand above."""
    ax.axhline(level, color=style.ink, linewidth=1.5, linestyle="--")
    up = "top" if abs(level - beside) < 2 * line_height(ax) else "bottom"
    write(ax, widest, level, "kept", style, across="right", up=up, on_paper=True)


def _say(ax: Axes, won: float, now: float, here: Point, style: Style) -> None:
    """Write the figure up and to the left of its point, where no line has been."""
    line = line_height(ax)
    low, high = ax.get_xlim()
    said = count(here.mean)
    width = 0.62 * SMALLEST * len(said) / ax.get_window_extent().width * (high - low)
    place = max(now - 0.04 * (high - low), low + width)
    below = grown(won, min(place, 0.95)) if place > now else 0.0  # of the text: the line of theory
    height = max(float(np.nanmax([here.mean, here.high])), below) + 0.8 * line
    height = min(height, ax.get_ylim()[1] - line)
    write(ax, place, height, said, style, across="right", bold=True, on_paper=True)
