"""The complaint desk: how old complaints grow, against the promise, and who gives up meanwhile."""

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from sim import facts
from sim.outcome import Outcome
from sim.show.intervals import lay_out
from sim.show.scale import calendar, span
from sim.show.style import LIGHT, SMALLEST, Style, dress, points, write
from sim.show.words import count, percent, several
from sim.study.run import facts_kept

OUTCOMES = {
    "in_time": "put right in time",
    "late": "put right late",
    "unresolved": "answer did not help",
    "withdrawn": "left before the answer",
}
"""How a complaint ends, and how that is said."""

CLOSING = {
    facts.RESOLVED_FAST: "in_time",
    facts.RESOLVED_LATE: "late",
    facts.UNRESOLVED: "unresolved",
    facts.WITHDRAWN: "withdrawn",
}
REFUSING = (facts.QUITS_VOICED, facts.QUITS_AGAIN)
FAILING = (facts.MISERY_MINOR, facts.MISERY_SERIOUS)

BARS = (1, 2, 7, 14, 28, 91, 182, 364)
"""Days that a bar may stand for; the first stands for fewer if one is to begin at the promise."""
MOST_BARS = 48
TALLEST = 0.8
"""How much of its row the tallest bar takes."""


def desk_cases(outcome: Outcome, start: float = 0.0) -> pd.DataFrame:
    """List the complaints that came to the desk, and what became of each.

    Parameters
    ----------
    outcome : Outcome
        Of a run whose events were kept.
    start : float
        The first day that counts; complaints opened before it are left out.

    Returns
    -------
    pandas.DataFrame
        A row a complaint, in the order of their opening: ``who``, the customer; ``opened`` and
        ``closed``, days of the run; ``days``, from opening to closing; ``outcome``, a key of
        `OUTCOMES` or ``open`` where it is open as the run ends; ``lost``, days from opening until
        the customer refused to give a second chance because of this complaint, whether they then
        left or were held. What did not come to be is not a number.

    Raises
    ------
    ValueError
        If the run has not kept its events.
    """
    record = facts_kept(outcome)
    kinds = (facts.CASE_OPENED, *CLOSING, *REFUSING, *FAILING)
    told = record[np.isin(record["kind"], kinds)]
    told = told[np.isin(told["who"], told["who"][told["kind"] == facts.CASE_OPENED])]
    cases: list[dict[str, Any]] = []
    latest: dict[int, dict[str, Any]] = {}  # the complaint of each customer
    failed: dict[int, float] = {}  # when a customer was failed anew since that complaint
    for fact in told:
        kind, who, time = int(fact["kind"]), int(fact["who"]), float(fact["time"])
        if kind == facts.CASE_OPENED:
            latest[who] = {"who": who, "opened": time, "closed": np.nan, "outcome": "open"}
            latest[who]["lost"] = np.nan
            failed.pop(who, None)
            cases.append(latest[who])
        elif who not in latest:
            continue
        elif kind in FAILING:
            failed[who] = time
        elif kind in CLOSING:
            latest[who] |= {"closed": time, "outcome": CLOSING[kind]}
        elif failed.get(who) != time:  # a refusal over another failure comes in its very moment
            latest[who]["lost"] = time - latest[who]["opened"]
    table = pd.DataFrame(cases, columns=["who", "opened", "closed", "outcome", "lost"])
    table = table.astype({"opened": float, "closed": float, "lost": float})
    table.insert(3, "days", table["closed"] - table["opened"])
    return table[table["opened"] >= start].reset_index(drop=True)


def desk(ax: Axes, cases: pd.DataFrame, promise: float, style: Style = LIGHT) -> None:
    """Draw how old complaints were when they were closed, a row for each way to end.

    A dashed line is the promise. The last row shows after how many days customers gave up; they
    are among the complaints of the rows above. All rows are on one scale.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where; 800 pixels wide and 300 high, or more, with room beneath for the scale's name.
    cases : pandas.DataFrame
        What `desk_cases` gives.
    promise : float
        Days within which an answer is promised: `desk.promise_days` of the scenario.
    style : Style
        Its colours.
    """
    ended = _by_outcome(cases)
    lost = cases["lost"].dropna()
    dress(ax, style, _finding(cases))
    oldest = max(days.max() for days in (*ended.values(), lost, pd.Series([4.0])) if len(days))
    reach = max(oldest, 1.5 * promise)
    wide = next((days for days in BARS if reach / days <= MOST_BARS), BARS[-1])
    before, after = -int(promise // wide) - 1, int((reach - promise) // wide) + 2
    edges = promise + wide * np.arange(before, after)  # no bar lies on both sides of the promise
    edges = np.concatenate([[0.0], edges[edges > 0]])
    reach = float(edges[-1])
    names = ["", *(OUTCOMES[name] for name in ended), "customers who gave up"]
    told = [
        "",
        *(_of(len(days), len(cases)) for days in ended.values()),
        _of(len(lost), len(cases)),
    ]
    lay_out(ax, style, names, told, (0.0, reach))
    looks = ((style.good, None), (style.poor, "//"), (style.other, "xx"), (style.other, None))
    rows = [*zip(ended.values(), looks, strict=True), (lost, (style.ink, None))]
    bars = [np.histogram(days.round(6), edges)[0] for days, _ in rows]
    most = max(1, *(int(row.max()) for row in bars))
    for place, (heights, (_, (colour, hatch))) in enumerate(zip(bars, rows, strict=True), start=1):
        foot = place + 0.42
        some = heights > 0
        ax.bar(
            edges[:-1][some],
            -TALLEST * heights[some] / most,
            width=np.diff(edges)[some] - 0.08 * wide,
            bottom=foot,
            align="edge",
            color=colour,
            hatch=hatch,
            edgecolor=style.paper,
            linewidth=0,
            zorder=3,
        )
        ax.plot([0, reach], [foot, foot], color=style.quiet, linewidth=1)
    ax.plot([promise, promise], [0.35, len(rows) + 0.45], "--", color=style.ink, linewidth=2.5)
    text = f"promise: {promise:g} day{'' if promise == 1 else 's'}"
    write(ax, min(promise, 0.6 * reach), 0.0, text, style, bold=True)
    ticks = MaxNLocator(nbins=6, steps=[1, 2, 5, 10], integer=True).tick_values(0, reach)
    ax.set_xticks([tick for tick in ticks if 0 <= tick <= reach])
    ax.set_xlabel("Days since the complaint was made", color=style.ink, fontsize=points(SMALLEST))


def describe_desk(cases: pd.DataFrame, promise: float) -> str:
    """Say what `desk` shows."""
    if cases.empty:
        return "No complaint came to the desk."
    ended = _by_outcome(cases)
    told = ", ".join(f"{OUTCOMES[name]} {count(len(days))}" for name, days in ended.items())
    still = int((cases["outcome"] == "open").sum())
    lost = cases["lost"].dropna()
    gave_up = f"{count(len(lost))} of these customers gave up"
    if len(lost):
        gave_up += f", half of them within {lost.median():.1f} days"
    return (
        f"{several(len(cases), 'complaint')} with an answer promised within {promise:g} days: "
        f"{told}, still open {count(still)}. {gave_up}."
    )


def open_cases(ax: Axes, daily: pd.DataFrame, style: Style = LIGHT) -> None:
    """Draw how many complaints are open at the end of each day.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where.
    daily : pandas.DataFrame
        `Run.daily`.
    style : Style
        Its colours.
    """
    number = daily["open_cases"].to_numpy(dtype=float)
    most, mean = number.max(), number.mean()
    dress(ax, style, f"Open complaints: {_few(mean)} on average, {count(most)} at most")
    days = np.arange(len(number) + 1)
    ax.stairs(number, days, fill=True, facecolor=style.poor, edgecolor=style.poor, linewidth=1)
    ax.plot([0, len(number)], [mean, mean], "--", color=style.ink, linewidth=2.5)
    top = max(1.0, most)
    ax.set_ylim(0, 1.12 * top)
    ax.set_yticks([0, top], ["0", count(top)])
    calendar(ax, len(number), room=0.2)
    write(ax, 1.02 * len(number), max(mean, 0.07 * top), "average", style)


def describe_open_cases(daily: pd.DataFrame) -> str:
    """Say what `open_cases` shows."""
    number = daily["open_cases"]
    none = float((number == 0).mean())
    return (
        f"Complaints that are open at the end of the day over {span(len(number))}: "
        f"{_few(number.mean())} on average, {count(number.max())} at most, none on "
        f"{percent(none)} of the days."
    )


def _by_outcome(cases: pd.DataFrame) -> dict[str, pd.Series]:
    return {name: cases.loc[cases["outcome"] == name, "days"] for name in OUTCOMES}


def _finding(cases: pd.DataFrame) -> str:
    if cases.empty:
        return "No complaint came to the desk"
    in_time = int((cases["outcome"] == "in_time").sum())
    still = int((cases["outcome"] == "open").sum())
    said = f"{count(in_time)} of {several(len(cases), 'complaint')} put right in time"
    return f"{said}, {count(still)} still open" if still else said


def _of(some: int, of: int) -> str:
    return f"{count(some)} ({percent(some / of)})" if of else count(some)


def _few(number: float) -> str:
    return f"{number:.1f}" if number < 9.95 else count(number)
