"""A hundred failures, and who gives no second chance on which day after.

Most of it is settled at once: whoever says nothing makes up their mind on the spot, and so does
whoever is helped on the spot. Those who wait for an answer of the complaint desk do it later.
"""

from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import NDArray

from sim import facts
from sim.outcome import Outcome
from sim.show.desk import FAILING, desk_cases
from sim.show.scale import line_height
from sim.show.style import LIGHT, SMALLEST, Style, dress, points, write
from sim.show.words import count
from sim.study.run import facts_kept

STAYING = (facts.STAYS_SILENT, facts.STAYS_VOICED, facts.STAYS_AGAIN)
QUITTING = (facts.QUITS_SILENT, facts.QUITS_VOICED, facts.QUITS_AGAIN)


class Fates(NamedTuple):
    """What became of failures, in customers of 100, at the end of each day from the first on."""

    lost: NDArray[np.float64]
    """Gave no second chance so far."""
    waiting: NDArray[np.float64]
    """Still wait for an answer."""
    failures: int
    """How many were looked at."""

    @property
    def stay(self) -> NDArray[np.float64]:
        """Gave a second chance so far."""
        return 100.0 - self.lost - self.waiting


def fates_of(outcome: Outcome, start: float, days: int) -> Fates:
    """Follow failures until their customers have made up their minds.

    Parameters
    ----------
    outcome : Outcome
        Of a run whose events were kept.
    start : float
        The first day that counts.
    days : int
        For how many days each is followed. Day 0 is the moment of the failure; what is settled
        during the first day counts from day 1 on.

    Returns
    -------
    Fates
        Arrays of length ``days + 1``. Left out are those who left for another reason before they
        had made up their minds, and failures so late that they could not be followed for so long.
    """
    record = facts_kept(outcome)
    last = len(outcome.counts) - days
    quit_now, stay_now = _at_once(record, start, last)
    cases = desk_cases(outcome, start)
    cases = cases[cases["opened"] < last]
    gave_up = cases["lost"].notna()
    lost_after = cases.loc[gave_up, "lost"].to_numpy()
    settled = ~gave_up & ~cases["outcome"].isin(["withdrawn", "open"])
    stays_after = cases.loc[settled, "days"].to_numpy()
    open_still = int((~gave_up & (cases["outcome"] == "open")).sum())
    failures = quit_now + stay_now + len(lost_after) + len(stays_after) + open_still
    each = 100.0 / failures if failures else 0.0
    day = np.arange(days + 1)[:, np.newaxis]
    lost = quit_now + (lost_after <= day).sum(axis=1)
    waiting = (lost_after > day).sum(axis=1) + (stays_after > day).sum(axis=1) + open_still
    return Fates(each * lost, each * waiting, failures)


def fates(ax: Axes, found: Fates, style: Style = LIGHT, promise: float | None = None) -> None:
    """Draw who gave no second chance, who still waits and who stays, day by day after a failure.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where; 400 pixels wide and 220 high, or more, with room beneath for the scale's name.
    found : Fates
        As `fates_of` gives it.
    style : Style
        Its colours.
    promise : float, optional
        Days within which the desk promises an answer: a dashed line.
    """
    dress(ax, style, "Of 100 unhappy, in one run")
    days = len(found.lost) - 1
    day = np.arange(days + 1)
    top = found.lost + found.waiting
    bands = (
        (np.zeros(days + 1), found.lost, style.poor, "//"),
        (found.lost, top, style.other, "xx"),
        (top, np.full(days + 1, 100.0), style.good, None),
    )
    for low, high, colour, hatch in bands:
        ax.fill_between(
            day,
            low,
            high,
            facecolor=colour,
            hatch=hatch,
            edgecolor=style.paper,
            linewidth=1.0,
        )
    ax.set_xlim(0, days)
    ax.set_ylim(0, 100)
    ax.set_yticks([0, 50, 100])
    ax.set_xticks(range(0, days + 1, 7))
    ax.set_xlabel("Days after the failure", color=style.ink, fontsize=points(SMALLEST), labelpad=6)
    if promise is not None:
        ax.plot([promise, promise], [0, 100], "--", color=style.ink, linewidth=2)
        text = f"promised: {promise:g} days"
        write(ax, promise + 0.02 * days, 2.4 * line_height(ax), text, style, on_paper=True)
    line = line_height(ax)
    end = len(day) - 1
    stays = f"{count(found.stay[end])} give a second chance"
    write(ax, 0.97 * days, 100 - line, stays, style, across="right", bold=True, on_paper=True)
    lost = f"{count(found.lost[end])} do not: {count(found.lost[0])} at once"
    write(ax, 0.97 * days, line, lost, style, across="right", bold=True, on_paper=True)
    if found.waiting.max() >= 0.5:
        _say_who_waits(ax, found, style)


def describe_fates(found: Fates) -> str:
    """Say what `fates` shows."""
    days = len(found.lost) - 1
    if not found.failures:
        return "Nobody was unhappy."
    return (
        f"What became of 100 unhappy customers. At once {count(found.lost[0])} give no second "
        f"chance, {count(found.stay[0])} do, and {count(found.waiting[0])} wait for an answer. "
        f"After {days} days {count(found.lost[-1])} are lost, {count(found.waiting[-1])} still "
        f"wait, and {count(found.stay[-1])} stay."
    )


def _say_who_waits(ax: Axes, found: Fates, style: Style) -> None:
    """Write in the band of those who wait, or above it with a stroke where it is thin."""
    days = len(found.lost) - 1
    line = line_height(ax)
    text = f"{count(found.waiting[0])} wait for an answer"
    wide = 0.62 * SMALLEST * len(text) / ax.get_window_extent().width * days
    under = found.waiting[: int(np.ceil(wide)) + 1]
    if under.min() > 1.2 * line:
        middle = found.lost[0] + found.waiting[0] / 2
        write(ax, 0.03 * days, middle, text, style, on_paper=True)
        return
    foot = float(found.lost[0] + found.waiting[0])
    y = min(max(foot + 1.1 * line, 3.6 * line), 100 - 2.2 * line)  # clear of the other labels
    ax.plot([0.4, 0.06 * days], [foot - found.waiting[0] / 2, y], color=style.ink, linewidth=2)
    write(ax, 0.05 * days, y, text, style, on_paper=True)


def _at_once(record: NDArray[np.void], start: float, last: float) -> tuple[int, int]:
    """Count who made up their mind in the very moment of the failure: left, and stayed."""
    record = record[(record["time"] >= start) & (record["time"] < last)]
    failing = record[np.isin(record["kind"], FAILING)]
    moments = set(zip(failing["who"].tolist(), failing["time"].tolist(), strict=True))

    def settled(kinds: tuple[int, ...]) -> int:
        told = record[np.isin(record["kind"], kinds)]
        each = zip(told["who"].tolist(), told["time"].tolist(), strict=True)
        return sum(one in moments for one in each)

    return settled(QUITTING), settled(STAYING)
