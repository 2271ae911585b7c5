"""Two lives of one customer, one above the other on one line of time: where they part, and how."""

from math import isfinite
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import NDArray

from sim.show.life_data import Life, so_far
from sim.show.scale import calendar
from sim.show.style import LIGHT, Style, dress, write
from sim.show.two_lives_data import TwoLives, parting_sentence
from sim.show.words import count, reason, several

LABELS, LINE, GAP = 176, 25, 8
"""Pixels of the column of labels, of a line of a life, and between the two lives."""


def two_lives(ax: Axes, both: TwoLives, style: Style = LIGHT, until: float | None = None) -> None:
    """Draw a customer's two lives up to a day, one above the other.

    Its scales are those of the whole lives, so that nothing jumps from step to step. It wants 800
    by 250 pixels or more.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where.
    both : TwoLives
        As `two_lives_data.two_lives_of` gives it.
    style : Style
        Its colours.
    until : float, optional
        Day up to which they are drawn; the end of the run without it.

    Raises
    ------
    ValueError
        If the day is before the run or after it.
    """
    days = both.lives[0].days
    now = float(days) if until is None else until
    shown = [so_far(story, until) for story in both.lives]
    parted = both.parting is not None and both.parting.time <= now
    dress(ax, style, _title(both, parted))
    box = ax.get_window_extent()
    calendar(ax, days)
    ax.set_xlim(-LABELS * days / (box.width - LABELS), days * 1.01)
    ax.set_ylim(box.height, 0)
    ax.set_yticks([])
    ax.spines["left"].set_visible(False)
    high = (box.height - GAP) / 2
    limits = _limits(both.lives)
    for place, (name, story, life) in enumerate(zip(both.names, shown, both.lives, strict=True)):
        top = place * (high + GAP)
        if place:
            ax.plot(ax.get_xlim(), [top - GAP / 2] * 2, color=style.quiet, linewidth=1)
        _life(ax, name, story, life.threshold, limits, (top, top + high), now, style)
    marked = [(both.parting.time, "--", "they part")] if parted and both.parting else []
    marked += [(now, "-", "now")] if now < days else []
    for day, line, name in marked:
        for top in (0.0, high + GAP):
            ax.plot([day, day], [top + LINE, top + high], line, color=style.ink, label=name)


def describe_two_lives(both: TwoLives, until: float | None = None) -> str:
    """Say what `two_lives` shows."""
    days = both.lives[0].days
    now = float(days) if until is None else until
    text = (
        f"The life of customer {both.customer}, twice with the same luck, up to day {count(now)}."
    )
    for name, story in zip(both.names, both.lives, strict=True):
        text += f" {name}: {_told(so_far(story, until))}."
    if both.parting is not None and both.parting.time > now:
        return f"{text} There is no difference yet."
    return f"{text} {parting_sentence(both)}"


def _title(both: TwoLives, parted: bool) -> str:
    who = f"Customer {both.customer}, twice with the same luck"
    if both.parting is None:
        return f"{who}: no difference"
    return f"{who}: they part on day {int(both.parting.time)}" if parted else f"{who}: so far alike"


def _limits(lives: tuple[Life, Life]) -> tuple[float, float]:
    """Return the lowest and the highest that either account ever holds."""
    held = np.concatenate([np.zeros(1), *(life.account[:, 1] for life in lives if life.stays)])
    return float(held.min()), max(float(held.max()), 1.25 * lives[0].threshold)


def _life(
    ax: Axes,
    name: str,
    shown: Life,
    threshold: float,
    limits: tuple[float, float],
    span: tuple[float, float],
    now: float,
    style: Style,
) -> None:
    """Draw one life between two heights: how it goes, visits and magic, failures, the account."""
    left, right = ax.get_xlim()[0], float(shown.days)
    top, foot = span
    first, second = top + 1.5 * LINE, top + 2.5 * LINE
    _absence(ax, shown, now, (top + LINE, foot), style)
    write(ax, left, top + 0.5 * LINE, f"{name}: {_ending(shown)}", style, bold=True)
    write(ax, left, first, "visits ★ magic", style)
    write(ax, left, second, "failures ◆ heard", style)
    for y in (first, second):
        ax.plot([0, right], [y, y], color=style.quiet, linewidth=0.5, alpha=0.6)
    _marks(ax, shown.visits, first, "|", style, color=style.other)
    _marks(ax, shown.magic, first, "*", style, color=style.good, markeredgecolor=style.paper)
    for one in shown.complaints:
        end = min(one.closed, now)
        ax.plot(
            [one.opened, end],
            [second, second],
            color=style.poor,
            linewidth=9,
            solid_capstyle="butt",
            label="complaint",
        )
    for heard in (False, True):
        times = np.array([one.time for one in shown.miseries if one.heard == heard])
        colour = style.poor if heard else style.paper
        name_of = "failures heard" if heard else "failures unheard"
        _marks(ax, times, second, "D", style, name_of, color=colour, markeredgecolor=style.ink)
    _account(ax, shown, threshold, limits, (top + 3 * LINE + 4, foot - 4), style)


def _account(
    ax: Axes,
    shown: Life,
    threshold: float,
    limits: tuple[float, float],
    span: tuple[float, float],
    style: Style,
) -> None:
    """Draw the loyalty account, and the threshold above which a customer is loyal."""
    top, foot = span
    low, high = limits

    def height(balance: Any) -> Any:
        return foot - (np.asarray(balance) - low) / ((high - low) or 1.0) * (foot - top)

    line = float(height(threshold))
    ax.plot([0, shown.days], [line, line], "--", color=style.ink, linewidth=1.5, label="threshold")
    label = min(max(line, top + 0.5 * LINE), foot - 0.5 * LINE)
    write(ax, ax.get_xlim()[0], label, "loyal above", style)
    for stay in shown.stays:
        times = shown.account[:, 0]
        during = shown.account[(times >= stay.joined) & (times <= stay.left)]
        ax.plot(during[:, 0], height(during[:, 1]), color=style.good, linewidth=3, label="account")


def _absence(ax: Axes, shown: Life, now: float, span: tuple[float, float], style: Style) -> None:
    """Shade the time in which the person was no customer, and mark how it began."""
    edges = [0.0]
    for stay in shown.stays:
        edges += [stay.joined, min(stay.left, now)]
        if isfinite(stay.left):
            ax.plot([stay.left] * 2, span, ":", color=style.ink, linewidth=3, label="left")
    edges.append(now)
    for begin, end in zip(edges[::2], edges[1::2], strict=True):
        if end > begin:
            ax.fill_between([begin, end], *span, color=style.other, alpha=0.25, linewidth=0)


def _marks(
    ax: Axes,
    times: NDArray[np.float64],
    y: float,
    marker: str,
    style: Style,
    name: str = "",
    **colours: str,
) -> None:
    ax.plot(
        times,
        np.full(len(times), y),
        linestyle="none",
        marker=marker,
        markersize={"|": 13, "*": 14, "D": 10}[marker],
        zorder=4,
        label=name or {"|": "visits", "*": "moments of magic"}[marker],
        **colours,  # type: ignore[arg-type]
    )


def _ending(shown: Life) -> str:
    """Say in short how it goes so far."""
    if not shown.stays:
        return "no customer yet"
    last = shown.stays[-1]
    if isfinite(last.left):
        return f"left on day {int(last.left)}: {reason(last.why)}"
    return f"a customer, {several(len(shown.visits), 'visit')} so far"


def _told(shown: Life) -> str:
    if not shown.stays:
        return "no customer yet"
    heard = sum(one.heard for one in shown.miseries)
    gone = isfinite(shown.stays[-1].left)
    return (
        f"{several(len(shown.visits), 'visit')}, {several(len(shown.magic), 'moment')} of magic, "
        f"{several(len(shown.miseries), 'failure')}, {count(heard) if heard else 'none'} heard; "
        f"{_ending(shown) if gone else 'a customer'}"
    )
