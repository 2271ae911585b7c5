"""One customer's life on one line of time, to be looked at whole or step by step."""

from math import isfinite
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import NDArray

from sim.show.life_data import Life, so_far
from sim.show.scale import calendar
from sim.show.style import LIGHT, Style, dress, write
from sim.show.words import count, reason, several

LABELS, ROW = 216, 28
"""Pixels of the column of labels, and of a row."""


def life(ax: Axes, story: Life, style: Style = LIGHT, until: float | None = None) -> None:
    """Draw a customer's life up to a day: a row for each sort of thing, and the loyalty account.

    Its scales are those of the whole life, so that nothing jumps from step to step. It wants 700
    by 340 pixels or more.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where.
    story : Life
        As `life_data.life_of` gives it.
    style : Style
        Its colours.
    until : float, optional
        Day up to which it is drawn; the end of the run without it.

    Raises
    ------
    ValueError
        If the day is before the run or after it.
    """
    shown = so_far(story, until)
    now = story.days if until is None else until
    dress(ax, style, _title(shown))
    box = ax.get_window_extent()
    calendar(ax, story.days)
    ax.set_xlim(-LABELS * story.days / (box.width - LABELS), story.days * 1.01)
    ax.set_ylim(box.height, 0)
    ax.set_yticks([])
    ax.spines["left"].set_visible(False)
    if now < story.days:
        ax.plot([now, now], [0, box.height], color=style.ink, linewidth=1.5)
    _absence(ax, shown, now, style)
    _happenings(ax, shown, now, style)
    _account(ax, story, shown, now, style)


def describe_life(story: Life, until: float | None = None) -> str:
    """Say what `life` shows."""
    shown = so_far(story, until)
    if not shown.stays:
        return f"{_title(shown)}."
    words = len(shown.heard_good) + len(shown.heard_bad)
    text = (
        f"The life of customer {story.customer} "
        f"up to day {count(story.days if until is None else until)}: "
        f"{several(len(shown.visits), 'visit')}, {several(len(shown.magic), 'moment')} of magic, "
        f"{_failures(shown)}, {several(len(shown.complaints), 'complaint')} at the desk, "
        f"{several(words, 'word')} of mouth heard."
    )
    if len(shown.account):
        balance = float(shown.account[-1, 1])
        loyal = "loyal" if balance > story.threshold else "not loyal"
        text += f" The loyalty account last held {balance:.1f}, {loyal}".replace("-", "−")
        text += f" (loyal is above {story.threshold:.1f})."
    last = shown.stays[-1]
    return f"{text} Left: {reason(last.why)}." if isfinite(last.left) else f"{text} Still there."


def _absence(ax: Axes, shown: Life, now: float, style: Style) -> None:
    """Shade the time in which the person was no customer."""
    edges = [0.0]
    for stay in shown.stays:
        edges += [stay.joined, min(stay.left, now)]
    edges.append(now)
    for begin, end in zip(edges[::2], edges[1::2], strict=True):
        if end > begin:
            ax.axvspan(begin, end, color=style.other, alpha=0.25, linewidth=0)


def _happenings(ax: Axes, shown: Life, now: float, style: Style) -> None:
    """Draw a row for each sort of thing that happened."""
    unheard = np.array([one.time for one in shown.miseries if not one.heard])
    heard = np.array([one.time for one in shown.miseries if one.heard])
    good = {"color": style.good, "markeredgecolor": style.paper}
    poor = {"color": style.poor, "markeredgecolor": style.ink}
    rows: list[tuple[str, list[tuple[NDArray[np.float64], str, dict[str, str]]]]] = [
        ("visits", [(shown.visits, "|", {"color": style.good})]),
        ("moments of magic", [(shown.magic, "*", good)]),
        ("failures unheard", [(unheard, "D", poor | {"color": style.paper})]),
        ("failures heard", [(heard, "D", poor)]),
        ("complaint ● solved", []),
        ("told ▲ good ▼ bad", [(shown.told_good, "^", good), (shown.told_bad, "v", poor)]),
        ("heard ▲ good ▼ bad", [(shown.heard_good, "^", good), (shown.heard_bad, "v", poor)]),
    ]
    left = ax.get_xlim()[0]
    for place, (name, marks) in enumerate(rows):
        y = (place + 0.5) * ROW
        write(ax, left, y, name, style)
        ax.plot([0, ax.get_xlim()[1]], [y, y], color=style.quiet, linewidth=0.5, alpha=0.6)
        for times, marker, colours in marks:
            ax.plot(
                times,
                np.full(len(times), y),
                linestyle="none",
                marker=marker,
                markersize=15 if marker in "|*" else 10,
                zorder=4,
                label=name,
                **colours,  # type: ignore[arg-type]
            )
    y = 4.5 * ROW
    for one in shown.complaints:
        end = min(one.closed, now)
        ax.plot([one.opened, end], [y, y], color=style.poor, linewidth=9, solid_capstyle="butt")
        if isfinite(one.closed):
            solved = one.ending.startswith("resolved")
            ax.plot(
                [end],
                [y],
                marker="o" if solved else "X",
                markersize=12,
                color=style.good if solved else style.poor,
                markeredgecolor=style.ink,
                zorder=4,
                label=one.ending,
            )


def _account(ax: Axes, story: Life, shown: Life, now: float, style: Style) -> None:
    """Draw the loyalty account beneath, with the threshold, and say why the customer left."""
    top, foot = 8.0 * ROW, ax.get_ylim()[0] - 8
    held = story.account[:, 1] if len(story.account) else np.zeros(1)
    high, low = max(float(held.max()), 1.25 * story.threshold), min(float(held.min()), 0.0)

    def height(balance: Any) -> Any:
        return foot - (np.asarray(balance) - low) / ((high - low) or 1.0) * (foot - top)

    left, right = ax.get_xlim()[0], story.days
    line = float(height(story.threshold))
    ax.plot([0, right], [line, line], "--", color=style.ink, linewidth=2, label="threshold")
    ax.plot([0, right], [float(height(0.0))] * 2, color=style.quiet, linewidth=1)
    name = min(max(line, top + 0.5 * ROW), foot - 1.5 * ROW)
    write(ax, left, name, "loyal above", style)
    write(
        ax, left, min(max(name + ROW, float(height(0.0))), foot - 0.4 * ROW), "account at 0", style
    )
    for stay in shown.stays:
        times = shown.account[:, 0]
        during = shown.account[(times >= stay.joined) & (times <= stay.left)]
        ax.plot(during[:, 0], height(during[:, 1]), color=style.good, linewidth=3, label="account")
        if isfinite(stay.left):
            ax.plot([stay.left] * 2, [0, foot + 8], color=style.ink, linewidth=3, linestyle=":")
    if shown.stays and isfinite(shown.stays[-1].left):
        last = shown.stays[-1]
        late = last.left > 0.5 * story.days
        across, x = (
            ("right", last.left - 0.01 * right) if late else ("left", last.left + 0.01 * right)
        )
        write(
            ax,
            x,
            7.5 * ROW,
            f"left: {reason(last.why)}",
            style,
            across=across,
            bold=True,
            on_paper=True,
        )


def _title(shown: Life) -> str:
    """Say in short what sort of life it was."""
    if not shown.stays:
        return f"Customer {shown.customer} has never been a customer"
    text = f"Customer {shown.customer}: {_failures(shown)}"
    return f"{text}, then left" if isfinite(shown.stays[-1].left) else text


def _failures(shown: Life) -> str:
    """Count failures and those that somebody heard of."""
    failures, heard = len(shown.miseries), sum(one.heard for one in shown.miseries)
    if not failures:
        return "no failures"
    return f"{several(failures, 'failure')}, {count(heard) if heard else 'none'} heard"
