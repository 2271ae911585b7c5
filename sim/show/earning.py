"""What the business earns."""

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from sim import facts
from sim.show.scale import BLOCK, blocks, calendar, keep_apart, line_height, span
from sim.show.style import LIGHT, Style, dress, write
from sim.show.words import amount


def money(ax: Axes, daily: pd.DataFrame, style: Style = LIGHT, currency: str = "") -> None:
    """Draw income, cost and profit, a point for each four weeks.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where.
    daily : pandas.DataFrame
        `Run.daily`.
    style : Style
        Its colours.
    currency : str
        Whose money it is.
    """
    table = earnings(daily)
    total = float(table["profit"].sum())
    word = "Profit" if total >= 0 else "Loss"
    dress(ax, style, f"{word} in {span(len(daily))}: {amount(abs(total), currency)}")
    days = table.index.to_numpy(dtype=float)
    size = min(BLOCK, len(daily))
    ax.bar(
        days,
        table["profit"],
        width=0.8 * size,
        color=style.money,
        hatch="..",
        edgecolor=style.paper,
        linewidth=0,
    )
    few: dict[str, Any] = {
        "linewidth": 3,
        "markersize": 9,
        "markevery": max(1, len(days) // 6),
    }
    ax.plot(days, table["income"], "o-", color=style.good, **few)
    ax.plot(days, table["cost"], "s--", color=style.poor, **few)
    ax.plot([0, len(daily)], [0, 0], color=style.quiet, linewidth=1)
    values = table[["income", "cost", "profit"]].to_numpy(dtype=float)
    low, high = min(0.0, float(values.min())), max(1.0, float(values.max()))
    ax.set_ylim(low - 0.12 * (high - low), high + 0.12 * (high - low))
    calendar(ax, len(daily), room=0.62)
    top = _round(high)
    ax.set_yticks([0, top], ["0", amount(top)])

    line = line_height(ax)
    bottom, ceiling = ax.get_ylim()
    ends = [float(table[name].iloc[-1]) for name in ("income", "cost", "profit")]
    places = keep_apart(ends, line, bottom + line / 2, ceiling - line / 2)
    for name, end, height in zip(("income", "cost", "profit"), ends, places, strict=True):
        write(ax, len(daily) * 1.03, height, f"{name} {amount(end)}", style)


def describe_money(daily: pd.DataFrame, currency: str = "") -> str:
    """Say what `money` shows."""
    total = earnings(daily).sum()
    return (
        f"Money by four weeks over {span(len(daily))}: income "
        f"{amount(total['income'], currency)}, cost {amount(total['cost'], currency)}, "
        f"profit {amount(total['profit'], currency)} in all."
    )


def earnings(daily: pd.DataFrame) -> pd.DataFrame:
    """Add up ``income``, ``cost`` and ``profit`` of each four weeks.

    Parameters
    ----------
    daily : pandas.DataFrame
        `Run.daily`.

    Returns
    -------
    pandas.DataFrame
        By the day in the middle of the four weeks.
    """
    income = daily[[facts.KINDS[kind].name for kind in facts.INCOME]].sum(axis=1)
    cost = daily[[facts.KINDS[kind].name for kind in facts.COSTS]].sum(axis=1)
    return blocks(pd.DataFrame({"income": income, "cost": cost, "profit": income - cost}))


def _round(value: float) -> float:
    """Return the largest of 1, 2, 5 times a power of ten that is not above a value."""
    power = 10.0 ** np.floor(np.log10(value))
    return float(max(step * power for step in (1, 2, 5) if step * power <= value))
