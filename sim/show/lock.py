"""Two businesses that keep as many, one by loyalty and one by a lock, before and after a rival."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import NDArray

from sim.population import YEAR
from sim.show.curve import Point
from sim.show.scale import BLOCK, keep_apart, line_height
from sim.show.style import LIGHT, SMALLEST, Style, dress, points, write
from sim.show.words import count

RIVAL = "a rival opens"
SCALE = (20, 110)
"""Of 100 guests: what the vertical scales show."""
TICKS = (20, 40, 60, 80, 100)
BEFORE, AFTER = "before", "after"


class Kept(NamedTuple):
    """Of 100 customers at the start, how many are left, every four weeks."""

    loyal: NDArray[np.float64]
    locked: NDArray[np.float64]

    @property
    def years(self) -> float:
        """How long they were followed."""
        return (len(self.loyal) - 1) * BLOCK / YEAR


def left_of(ax: Axes, kept: Kept, opens: float, style: Style = LIGHT) -> None:
    """Draw how many of 100 customers are left as time passes, of either business.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where.
    kept : Kept
        The two lines.
    opens : float
        When the rival opens, in years.
    style : Style
        Its colours.
    """
    dress(ax, style, "Of 100 guests, still guests")
    years = np.arange(len(kept.loyal)) * BLOCK / YEAR
    ax.set_xlim(0, kept.years * 1.62)
    ax.set_ylim(*SCALE)
    ax.set_yticks(TICKS)
    ax.set_xticks([0, opens, kept.years], ["start", f"year {opens:g}", f"year {kept.years:g}"])
    ax.get_xticklabels()[0].set_horizontalalignment("left")
    ax.axvline(opens, ymax=0.88, color=style.ink, linewidth=2, linestyle=":")
    write(ax, opens, SCALE[1], RIVAL, style, across="center", up="top", bold=True)
    ax.plot(years, kept.loyal, "o-", color=style.good, linewidth=3, markersize=8, markevery=5)
    ax.plot(years, kept.locked, "s--", color=style.poor, linewidth=3, markersize=8, markevery=5)
    line = line_height(ax)
    ends = [float(kept.loyal[-1]), float(kept.locked[-1])]
    heights = keep_apart(ends, line, SCALE[0] + line / 2, SCALE[1] - 2 * line)
    for height, end, name in zip(heights, ends, ("by loyalty", "by a lock"), strict=True):
        write(ax, kept.years * 1.03, height, f"{name}: {count(end)}", style)
    here = round(opens * YEAR / BLOCK)
    low = min(kept.loyal[here], kept.locked[here])
    text = f"{count(kept.loyal[here])} and {count(kept.locked[here])}"
    write(ax, opens - 0.04, low - 1.1 * line, text, style, across="right")


def describe_left_of(kept: Kept, opens: float) -> str:
    """Say what `left_of` shows."""
    here = round(opens * YEAR / BLOCK)
    return (
        f"Of 100 guests at the start, {count(kept.loyal[here])} are left after {opens:g} year where"
        f" loyalty keeps them, and {count(kept.locked[here])} where a lock does. Then a rival "
        f"opens. After {kept.years:g} years {count(kept.loyal[-1])} and {count(kept.locked[-1])} "
        "are left."
    )


def by_lock(
    ax: Axes,
    before: Mapping[float, Point],
    after: Mapping[float, Point],
    loyal: float,
    style: Style = LIGHT,
    *,
    across: str = "",
    ends: tuple[float, float] = (0, 100),
    step: float = np.inf,
    now: float | None = None,
    kept: float | None = None,
) -> None:
    """Draw how many of 100 stay a year, before and after the rival, by how many are locked in.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where.
    before, after : mapping of Point
        Kept in the year before and in the year after, by the share that is locked in.
    loyal : float
        What the other business, without a lock, keeps in the year after.
    style : Style
        Its colours.
    across : str
        What the share is.
    ends : tuple of float
        From where to where it goes.
    step : float
        Shares that lie no further apart than this are joined.
    now : float, optional
        The share that is shown at the moment.
    kept : float, optional
        What the run that was kept for comparison keeps in the year after, drawn as a level.
    """
    dress(ax, style, "Kept a year, of 100 guests")
    reach = ends[1] - ends[0]
    ax.set_xlim(ends[0] - 0.05 * reach, ends[1] + 0.05 * reach)
    ax.set_ylim(*SCALE)
    ax.set_yticks(TICKS)
    ax.set_xticks(np.linspace(*ends, 5))
    ax.xaxis.set_major_formatter("{x:g}")
    ax.set_xlabel(across, color=style.ink, fontsize=points(SMALLEST), labelpad=6)
    ax.axhline(loyal, color=style.good, linewidth=2, linestyle="-.")
    looks = ((before, style.other, "^"), (after, style.poor, "s"))
    for stops, colour, marker in looks:
        x = np.array(sorted(stops), dtype=float)
        known = np.array([stops[one] for one in x], dtype=float).reshape(-1, 3)
        for at in np.flatnonzero(np.diff(x) <= step):  # over a gap a line would tell a lie
            pair = slice(at, at + 2)
            low, high = known[pair, 1], known[pair, 2]
            ax.fill_between(x[pair], low, high, color=colour, alpha=0.25, linewidth=0)
            ax.plot(x[pair], known[pair, 0], color=colour, linewidth=2.5)
        ax.plot(x, known[:, 0], marker, color=colour, markersize=7)
    line = line_height(ax)
    if kept is not None and np.isfinite(kept):
        ax.axhline(kept, color=style.ink, linewidth=1.5, linestyle="--")
        write(ax, ends[0], kept - 0.65 * line, "kept", style, on_paper=True)
    if now is None or now not in after:
        return
    left, right = ends[0] + 0.2 * reach, ends[1] - 0.2 * reach
    both = before[now].mean, after[now].mean
    ax.plot([now, now], both, color=style.ink, linewidth=2, zorder=4)
    for mean, name, way in zip(both, (BEFORE, AFTER), (1, -1), strict=True):
        ax.plot([now], [mean], "D", markersize=14, color=style.poor, mec=style.ink, clip_on=False)
        text, height = f"{name}: {count(mean)}", mean + way * 1.1 * line
        place = min(max(now, left), right)
        write(ax, place, height, text, style, across="center", bold=True, on_paper=True)
    at_left = now > (ends[0] + ends[1]) / 2
    place = ends[0] if at_left else ends[1]
    text = f"loyal, {AFTER}: {count(loyal)}"
    way = 1 if both[1] > loyal - 0.6 * line else -1  # away from what is written of the locked
    height, across = loyal + way * 0.6 * line, "left" if at_left else "right"
    write(ax, place, height, text, style, across=across, on_paper=way > 0)


def describe_by_lock(
    before: Mapping[float, Point],
    after: Mapping[float, Point],
    loyal: float,
    now: float | None = None,
) -> str:
    """Say what `by_lock` shows."""
    if not after:
        return "What a lock keeps: nothing is known yet."
    first, last = min(after), max(after)
    text = (
        f"With {first:g} to {last:g} in 100 locked in, {count(before[first].mean)} to "
        f"{count(before[last].mean)} of 100 stay in the year before the rival, and "
        f"{count(after[first].mean)} to {count(after[last].mean)} in the year after; of the loyal "
        f"without a lock it is {count(loyal)} in the year after."
    )
    if now is None or now not in after:
        return text
    return (
        f"{text} Shown: {now:g} locked in, {count(before[now].mean)} before and "
        f"{count(after[now].mean)} after."
    )
