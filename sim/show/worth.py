"""What a customer is worth: when the money that it took to win one has come back."""

from typing import Any

import numpy as np
from matplotlib.axes import Axes

from sim.show.scale import keep_apart, line_height
from sim.show.style import LIGHT, Style, dress, undress, write
from sim.show.words import amount, count, percent
from sim.study.worth import Worth


def worth(ax: Axes, found: Worth, style: Style = LIGHT, currency: str = "") -> None:
    """Draw what a customer won by marketing has earned, less what winning one cost.

    A dashed line shows what the calculated lifetime value foresees for the same time.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where.
    found : Worth
        The customers that were won.
    style : Style
        Its colours.
    currency : str
        Of the money.
    """
    dress(ax, style, _title(found))
    if not has_curve(found):
        undress(ax)
        text = f"{count(found.won)} won: too few, or too late, to follow"
        write(ax, 0.02, 0.6, text, style, in_axis=True)
        return
    days = found.table.index.to_numpy(dtype=float)
    measured = found.table["margin"].to_numpy() - found.acquisition
    formula = found.table["formula"].to_numpy() - found.acquisition
    low = min(measured.min(), formula.min(), -found.acquisition)
    high = max(measured.max(), formula.max(), 0.0)
    low -= 0.1 * max(high - low, 1e-9)
    late = found.break_even > 0.42 * days[-1]
    head = (4.0 if late else 2.6) * _line_share(ax)  # of the height, for lines of text
    ax.set_xlim(0, days[-1] * 1.5)
    ax.set_ylim(low, high + (high - low) * head / (1 - head))
    ax.set_xticks([0, days[-1]], ["joined", f"{count(days[-1] / 7)} weeks"])
    ax.get_xticklabels()[0].set_horizontalalignment("left")
    ax.axhline(0, color=style.quiet, linewidth=1.5, xmax=1 / 1.5)
    every = max(1, len(days) // 6)
    ax.plot(days, formula, "--", color=style.other, linewidth=3)
    ax.plot(days, measured, "o-", color=style.money, linewidth=3, markersize=8, markevery=every)
    line = line_height(ax)
    floor, top = ax.get_ylim()
    cost = found.acquisition
    ax.set_yticks([0], ["0"])
    if cost > 1.2 * line:
        ax.set_yticks([-cost, 0], [amount(-cost), "0"])
    life = found.lifetime_value - found.acquisition
    told = f"{count(found.won)} won, {percent(found.still / found.won)} still customers"
    write(ax, 0.02 * days[-1], top - 0.6 * line, told, style)
    write(
        ax,
        0.02 * days[-1],
        top - 1.6 * line,
        f"formula, whole life: {amount(life, currency)}",
        style,
    )
    texts = (f"lived: {amount(measured[-1], currency)}", f"formula: {amount(formula[-1])}")
    ends = [float(measured[-1]), float(formula[-1])]
    for height, text in zip(
        keep_apart(ends, line, floor + 0.6 * line, top - 2.8 * line), texts, strict=True
    ):
        write(ax, days[-1] * 1.03, height, text, style)
    if np.isfinite(found.break_even):
        even = found.break_even
        look: dict[str, Any] = {"marker": "D", "markersize": 15, "markeredgecolor": style.ink}
        ax.plot([even], [0], color=style.poor, zorder=5, clip_on=False, **look)
        text = f"paid back: visit {count(np.ceil(found.break_even_visit))}"
        if late:  # above, where the curve has not been
            place = max(even, 0.62 * days[-1])
            write(ax, place, 1.2 * line, text, style, across="right", on_paper=True)
        else:
            below = max(-1.2 * line, floor + 0.6 * line)
            write(ax, even + 0.05 * days[-1], below, text, style, on_paper=True)


def describe_worth(found: Worth, currency: str = "") -> str:
    """Say what `worth` shows."""
    if not has_curve(found):
        return (
            f"What a customer is worth cannot be told: marketing won {count(found.won)} after the "
            "warm-up, too few or too late to follow."
        )
    weeks = count(found.horizon / 7)
    text = (
        f"Marketing won {count(found.won)} customers, for {amount(found.acquisition, currency)} "
        f"each. In {weeks} weeks one of them has brought in "
        f"{amount(found.measured, currency)} on average, before wages and rent, those who left "
        "included; "
    )
    if np.isfinite(found.break_even):
        text += (
            f"the cost came back after {_time(found.break_even)}, by the time of visit "
            f"{count(np.ceil(found.break_even_visit))}. "
        )
    else:
        text += "that has not paid for the cost. "
    foreseen = float(found.table["formula"].iloc[-1])
    return text + (
        f"The formula foresees {amount(foreseen, currency)} for that time and "
        f"{amount(found.lifetime_value, currency)} for a whole life, the cost of winning not yet "
        "taken off, with the margin and the churn of all customers, old and new. "
        f"{percent(found.still / found.won)} of those won are still customers as the run ends, so "
        "that nobody has measured their whole lives."
    )


def has_curve(found: Worth) -> bool:
    """Tell whether there is anything to draw: customers, seen for a week or more, at a cost."""
    known = np.isfinite([found.acquisition, found.lifetime_value]).all()
    return bool(found.won and found.horizon and known)


def _line_share(ax: Axes) -> float:
    """Return the height of a line of text as a share of the axis."""
    low, high = ax.get_ylim()
    return line_height(ax) / abs(high - low)


def _title(found: Worth) -> str:
    if not has_curve(found):
        return "What is a customer worth?"
    if not np.isfinite(found.break_even):
        return f"Not paid back within {count(found.horizon / 7)} weeks"
    return f"A new customer pays off in {_time(found.break_even)}"


def _time(days: float) -> str:
    """Say how long it took; started weeks and days count whole."""
    if days == 0:
        return "no time"
    weeks, whole = int(np.ceil(days / 7)), int(np.ceil(days))
    if days > 14:
        return f"{count(weeks)} weeks"
    return "1 day" if whole == 1 else f"{count(whole)} days"
