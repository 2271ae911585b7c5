"""What one more customer kept costs, and one more won, as the next money is moved."""

from collections.abc import Mapping, Sequence
from math import inf, isfinite, log10
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes

from sim.show.style import LIGHT, SMALLEST, Style, dress, points, write
from sim.show.words import count

SCALE = (40.0, 2_600.0)
"""Money for one more customer: what the vertical scale shows, each step ten times the last."""
TOP = 1_500.0
"""Whoever costs more stands at the top with an arrow: so few are to be had there."""
NEAR = 2.0
"""Splits that lie no further apart are joined."""
TICKS = (50, 100, 200, 500, 1_000)


class Cost(NamedTuple):
    """What one more costs, and the interval; infinite where none could be told from luck."""

    mean: float
    low: float
    high: float

    @property
    def is_known(self) -> bool:
        """Whether there is anybody more to be had."""
        return isfinite(self.mean)


def cost_of(money: float, more: float, low: float, high: float) -> Cost:
    """Return what one more costs where so much money brings so many more.

    Parameters
    ----------
    money : float
        The money.
    more, low, high : float
        How many more customers it brings, and the interval.

    Examples
    --------
    >>> cost_of(1000, 10, 8, 20)
    Cost(mean=100.0, low=50.0, high=125.0)
    >>> cost_of(1000, 0.5, -1, 2).mean, cost_of(1000, 0.5, -1, 2).low
    (inf, 500.0)
    """
    if more <= 0 or low <= 0:  # it could be none at all
        return Cost(inf, money / high if high > 0 else inf, inf)
    return Cost(money / more, money / high, money / low)


def marginal(
    ax: Axes,
    kept: Mapping[float, Cost],
    won: Mapping[float, Cost],
    style: Style = LIGHT,
    *,
    across: str = "",
    ends: tuple[float, float] = (0, 10),
    now: float | None = None,
    currency: str = "",
) -> None:
    """Draw what one more customer costs, kept and won, along the split of the next money.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where.
    kept, won : mapping of Cost
        What one more costs, by how much of the money goes to keeping.
    style : Style
        Its colours.
    across : str
        What goes from left to right.
    ends : tuple of float
        From where to where.
    now : float, optional
        The split that is shown at the moment.
    currency : str
        Of the money.
    """
    dress(ax, style, f"One more costs, in {currency}" if currency else "One more costs")
    reach = ends[1] - ends[0]
    ax.set_xlim(ends[0] - 0.05 * reach, ends[1] + 0.05 * reach)
    ax.set_yscale("log")
    ax.set_ylim(*SCALE)
    ax.set_yticks(TICKS, [count(tick) for tick in TICKS])
    ax.minorticks_off()
    ax.set_xticks(np.linspace(*ends, 6))
    ax.xaxis.set_major_formatter("{x:g}")
    ax.set_xlabel(across, color=style.ink, fontsize=points(SMALLEST), labelpad=6)
    if now is not None:
        ax.axvline(now, ymax=0.78, color=style.ink, linewidth=1.5, linestyle=":")
    looks = ((won, style.money, "s", "--", -0.012), (kept, style.good, "o", "-", 0.012))
    for costs, colour, marker, line, aside in looks:
        _draw(ax, costs, colour, marker, line, aside * reach)
    _write(ax, "kept", kept, now, 0, style)
    _write(ax, "won", won, now, 1, style)


def describe_marginal(
    kept: Mapping[float, Cost], won: Mapping[float, Cost], now: float | None = None
) -> str:
    """Say what `marginal` shows."""
    if not kept:
        return "What one more customer costs: nothing is known yet."
    told = [
        f"with {split:g} for keeping, one more kept costs {_said(kept[split])} and one more won "
        f"{_said(won[split])}"
        for split in dict.fromkeys([min(kept), now if now in kept else min(kept), max(kept)])
        if split is not None
    ]
    return f"{'; '.join(told)}.".capitalize()


def _draw(
    ax: Axes, costs: Mapping[float, Cost], colour: str, marker: str, line: str, aside: float
) -> None:
    """Draw one line of costs; where hardly anybody is to be had, an arrow at the top."""
    x = np.array(sorted(costs), dtype=float)
    known = np.array([costs[one] for one in x], dtype=float).reshape(-1, 3)
    mean, low, high = np.clip(known.T, SCALE[0], TOP)
    beyond = known[:, 0] > TOP if len(known) else np.zeros(0, dtype=bool)
    ax.vlines(x + aside, low, high, color=colour, linewidth=3, alpha=0.45)
    for place in np.flatnonzero(np.diff(x) <= NEAR):  # over a gap a line would tell a lie
        pair = slice(place, place + 2)
        ax.plot(x[pair] + aside, mean[pair], line, color=colour, linewidth=2.5)
    ax.plot(x[~beyond] + aside, mean[~beyond], marker, color=colour, markersize=8)
    ax.plot(x[beyond] + aside, mean[beyond], "^", color=colour, markersize=12)


def _write(
    ax: Axes, name: str, costs: Mapping[float, Cost], now: float | None, row: int, style: Style
) -> None:
    """Say what one more costs at the split that is shown, with the mark of the line before it."""
    low, high = ax.get_ylim()
    share = 1.35 * SMALLEST / ax.get_window_extent().height
    up = 1 - (0.55 + row) * share
    height = 10 ** (log10(low) + up * (log10(high) - log10(low)))
    first, last = ax.get_xlim()
    place = first + 0.03 * (last - first)
    colour, marker = (style.good, "o") if name == "kept" else (style.money, "s")
    ax.plot([place], [height], marker, color=colour, markersize=9)
    said = _said(costs[now]) if now is not None and now in costs else "…"
    write(ax, place + 0.03 * (last - first), height, f"{name}: {said}", style, bold=True)


def _said(cost: Cost) -> str:
    if cost.is_known:
        return count(cost.mean)
    return f"over {count(_rounded(cost.low))}" if isfinite(cost.low) else "nobody to be had"


def _rounded(value: float) -> float:
    """Round down to two digits: it is the end of an interval."""
    step = 10 ** max(0, int(log10(max(value, 1.0))) - 1)
    return value // step * step


def steps(stops: Sequence[float]) -> list[tuple[float, float, float]]:
    """Return for each stop the stops before and after it between which the money is moved.

    Examples
    --------
    >>> steps([0, 1, 2, 3])
    [(0, 0, 1), (1, 0, 2), (2, 1, 3), (3, 2, 3)]
    """
    known = sorted(stops)
    last = len(known) - 1
    return [
        (stop, known[max(place - 1, 0)], known[min(place + 1, last)])
        for place, stop in enumerate(known)
    ]
