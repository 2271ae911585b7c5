"""Who is there, and why others left."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from sim import facts
from sim.show.scale import calendar, keep_apart, line_height, span
from sim.show.style import LIGHT, Style, dress, undress, write
from sim.show.words import REASONS, SERVICE_REASONS, count, percent, reason

MOST_REASONS = 6


def two_years(ax: Axes, daily: pd.DataFrame, style: Style = LIGHT) -> None:
    """Draw the customers over time: the loyal, and on top those who are retained only.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where.
    daily : pandas.DataFrame
        `Run.daily`.
    style : Style
        Its colours.
    """
    customers = daily["customers"].to_numpy(dtype=float)
    loyal = np.nan_to_num(customers * daily["loyal_share"].to_numpy(dtype=float))
    days = np.arange(1, len(daily) + 1)
    dress(ax, style, f"Customers: {count(_at_start(daily))} became {count(customers[-1])}")
    ax.fill_between(days, 0, loyal, facecolor=style.good, edgecolor="none")
    ax.fill_between(
        days, loyal, customers, facecolor=style.poor, edgecolor=style.paper, hatch="//", linewidth=0
    )
    ax.plot(days, customers, color=style.ink, linewidth=2)
    ax.set_ylim(0, max(1.0, customers.max()) * 1.32)
    calendar(ax, len(daily))
    ax.set_yticks([0, round(_at_start(daily))])
    ax.set_yticklabels(["0", count(_at_start(daily))])

    line = line_height(ax)
    middle = len(daily) // 2
    low, high = loyal[middle] / 2, (loyal[middle] + customers[middle]) / 2
    low, high = keep_apart([low, high], 1.2 * line, 0.7 * line, max(customers[middle], 3 * line))
    shares = daily["loyal_share"].iloc[-1]
    texts = (f"loyal: {percent(shares)} at the end", f"retained only: {percent(1 - shares)}")
    for height, text in zip((low, high), texts, strict=True):
        write(ax, len(daily) / 2, height, text, style, across="center", on_paper=True)
    joined, left = _joined_and_left(daily)
    text = f"{count(joined)} joined, {count(left)} left"
    write(ax, 0.98, 0.98, text, style, across="right", up="top", in_axis=True)


def describe_two_years(daily: pd.DataFrame) -> str:
    """Say what `two_years` shows."""
    joined, left = _joined_and_left(daily)
    shares = daily["loyal_share"]
    return (
        f"Customers over {span(len(daily))}: {count(_at_start(daily))} at the start, "
        f"{count(joined)} joined, {count(left)} left, {count(daily['customers'].iloc[-1])} at the "
        f"end. Loyal among them: {percent(shares.iloc[0])} at first, {percent(shares.iloc[-1])} "
        "at the end; the rest are retained only."
    )


def reasons(ax: Axes, daily: pd.DataFrame, style: Style = LIGHT) -> None:
    """Draw why customers left, a bar a reason, what service could have changed set apart.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where.
    daily : pandas.DataFrame
        `Run.daily`.
    style : Style
        Its colours.
    """
    found = left_because(daily)
    total = sum(found.values())
    dress(ax, style, f"{count(total)} customers left. Why?")
    undress(ax)
    most = max([1.0, *found.values()])
    ax.set_xlim(-1.2 * most, 2.15 * most)
    ax.set_ylim(max(len(found), 4) - 0.4, -1.5)
    ours = sum(n for name, n in found.items() if name in SERVICE_REASONS)
    key = f"striped: about service, {percent(ours / total)}" if total else "nobody has left"
    write(ax, 0.0, 0.99, key, style, up="top", in_axis=True)
    for place, (name, number) in enumerate(found.items()):
        about_service = name in SERVICE_REASONS
        ax.barh(
            place,
            number,
            height=0.7,
            color=style.poor if about_service else style.other,
            hatch="//" if about_service else None,
            edgecolor=style.paper if about_service else "none",
            linewidth=0,
        )
        write(ax, -0.04 * most, place, reason(name), style, across="right")
        share = percent(number / total) if total else "0%"
        write(ax, number + 0.04 * most, place, f"{count(number)} ({share})", style)


def describe_reasons(daily: pd.DataFrame) -> str:
    """Say what `reasons` shows."""
    found = left_because(daily)
    total = sum(found.values())
    if not total:
        return f"Nobody left in {span(len(daily))}."
    told = ", ".join(
        f"{reason(name)} {count(number)} ({percent(number / total)})"
        for name, number in found.items()
    )
    return f"Why {count(total)} customers left in {span(len(daily))}: {told}."


def left_because(daily: pd.DataFrame) -> dict[str, float]:
    """Count departures by reason, the most frequent first, the rarest taken together.

    Parameters
    ----------
    daily : pandas.DataFrame
        `Run.daily`.

    Returns
    -------
    dict
        Counts by the name of the fact; ``left_other_reasons`` where there were too many reasons.
        A reason that never happened is left out, but for those of `words.REASONS` that tell of
        waiting and failures.
    """
    kinds = [facts.KINDS[kind].name for kind in facts.LEAVING]
    found = {name: float(daily[name].sum()) for name in kinds}
    always = [name for name in REASONS if name in ("left_failure", "left_waiting")]
    found = {name: number for name, number in found.items() if number or name in always}
    ordered = sorted(found.items(), key=lambda item: -item[1])
    if len(ordered) > MOST_REASONS:
        rest = sum(number for _, number in ordered[MOST_REASONS - 1 :])
        ordered = [*ordered[: MOST_REASONS - 1], ("left_other_reasons", rest)]
    return dict(ordered)


def _joined_and_left(daily: pd.DataFrame) -> tuple[float, float]:
    joining = [k for k in facts.JOINING if k != facts.STARTED_AS_CUSTOMER]
    joined = sum(float(daily[facts.KINDS[kind].name].sum()) for kind in joining)
    left = sum(float(daily[facts.KINDS[kind].name].sum()) for kind in facts.LEAVING)
    return joined, left


def _at_start(daily: pd.DataFrame) -> float:
    joined, left = _joined_and_left(daily)
    return float(daily["customers"].iloc[-1]) - joined + left
