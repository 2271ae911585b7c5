"""What differs between scenarios, and how sure that is: a comparison, and a ranking."""

from collections.abc import Sequence
from math import ceil, floor, isfinite, log10

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from sim.show.intervals import draw_interval, lay_out, round_below
from sim.show.style import LIGHT, Style, dress
from sim.show.words import amount, count
from sim.study.compare import Comparison
from sim.study.kpis import KPIS, check_kpi

SHOWN = (
    "customers_end",
    "churn_rate",
    "loyal_share",
    "heard_share",
    "abandoned_share",
    "wait_minutes",
    "service_index",
    "profit",
)
"""The figures of a comparison that are drawn unless others are asked for."""

UNITS = {
    "share": " points",
    "per year": " points",
    "minutes": " minutes",
    "days": " days",
    "points": " points",
    "people": " people",
}
"""What stands behind a difference of each unit; nothing where the unit is not here."""

IN_HUNDREDTHS = ("share", "per year")
WIDEST = 100.0
"""Percent of the first mean beyond which a difference leaves the picture."""

MOST_PLACES = 6
LONGEST_NAME = 20
_UNIT_OF = {kpi.name: kpi.unit for kpi in KPIS}


def says(comparison: Comparison, kpi: str, confidence: float = 0.95) -> str:
    """Say in a sentence what a comparison found for a key figure.

    Parameters
    ----------
    comparison : Comparison
        What `sim.study.compare.compare` returned.
    kpi : str
        Which figure.
    confidence : float
        How sure the interval is, 0 to 1.

    Returns
    -------
    str
        Such as ``churn_rate: 2.1 points lower (1.0 to 3.2)``: by how much the second is lower
        than the first, and the interval of that.

    Raises
    ------
    ValueError
        If there is no such figure.
    """
    check_kpi(kpi)
    row = comparison.summary(confidence).loc[kpi]
    return sentence(kpi, row, comparison.a.money.currency)


def sentence(kpi: str, row: pd.Series, currency: str = "") -> str:
    """Say a row of a comparison's summary.

    Parameters
    ----------
    kpi : str
        Which figure it is.
    row : pandas.Series
        ``difference``, ``low``, ``high``, ``n``, ``distinguishable`` and ``would_tell``.
    currency : str
        What money is counted in.

    Examples
    --------
    >>> row = pd.Series({"difference": -0.021, "low": -0.032, "high": -0.010, "n": 30})
    >>> sentence("churn_rate", pd.concat([row, pd.Series({"distinguishable": True})]))
    'churn_rate: 2.1 points lower (1.0 to 3.2)'
    >>> unclear = pd.Series({"distinguishable": False, "would_tell": 237.0})
    >>> sentence("churn_rate", pd.concat([row, unclear]))
    'churn_rate: not distinguishable; about 240 replications would tell'
    """
    pairs, difference = int(row["n"]), float(row["difference"])
    if not pairs:
        return f"{kpi}: cannot be computed in any pair of replications"
    unit, reach = _UNIT_OF[kpi], _reach(row)
    places = _places(row, unit)
    way = "lower" if difference < 0 else "higher"
    size = _amount(abs(difference), places, unit, currency)
    if row["distinguishable"]:
        ends = sorted(abs(float(end)) for end in (row["low"], row["high"]))
        low, high = (_digits(end, places, unit) for end in ends)
        return f"{kpi}: {size} {way} ({low} to {high})"
    if difference == 0 and reach in (None, 0.0):
        many = f"all {count(pairs)} pairs" if pairs > 1 else "the one pair"
        return f"{kpi}: the same in {many} of replications"
    if reach is None:
        return f"{kpi}: {size} {way} in the one pair of replications, which cannot tell"
    return f"{kpi}: not distinguishable{_how_many(float(row['would_tell']))}"


def differences(
    ax: Axes,
    summary: pd.DataFrame,
    style: Style = LIGHT,
    kpis: Sequence[str] = SHOWN,
    currency: str = "",
    title: str = "",
) -> None:
    """Draw differences with their intervals, in percent of the first scenario's mean.

    A full mark is distinguishable from zero, a hollow one is not. What leaves the picture, or has
    a first mean of zero and so no percentage, is told in figures at the right all the same.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where; a row takes 28 pixels or more.
    summary : pandas.DataFrame
        `Comparison.summary`.
    style : Style
        Its colours.
    kpis : sequence of str
        Which figures, from top to bottom.
    currency : str
        What money is counted in.
    title : str
        What the picture says; unless given, how many figures are told apart.
    """
    rows = summary.loc[list(kpis)]
    dress(ax, style, title or _told_apart(rows))
    part = rows[["difference", "low", "high"]].div(rows["mean_a"].abs(), axis=0) * 100
    part = part.where(np.isfinite(part))
    widest = float(np.nanmax([1.0, *part.abs().to_numpy().ravel()]))
    edge = min(widest, WIDEST) * 1.05
    names = [kpi.replace("_", " ") for kpi in kpis]
    told = [_signed(str(kpi), row, currency) for kpi, row in rows.iterrows()]
    lay_out(ax, style, names, told, (-edge, edge))
    for place, (kpi, row) in enumerate(part.iterrows()):
        draw_interval(ax, place, row, edge, bool(rows.loc[kpi, "distinguishable"]), style)
    tick = round_below(edge)
    ax.set_xticks([-tick, 0, tick], [f"−{tick:g}%", "0", f"+{tick:g}%"])


def describe_differences(
    summary: pd.DataFrame, kpis: Sequence[str] = SHOWN, currency: str = ""
) -> str:
    """Say what `differences` shows."""
    rows = summary.loc[list(kpis)]
    clear = rows["distinguishable"].astype(bool)
    told = "; ".join(sentence(str(kpi), row, currency) for kpi, row in rows[clear].iterrows())
    text = f"{_told_apart(rows)}, the second scenario from the first"
    if told:
        text += f". {told}"
    if not clear.all():
        text += f". Not distinguishable: {', '.join(map(str, rows.index[~clear]))}"
    return f"{text}."


def ranking(
    ax: Axes, table: pd.DataFrame, kpi: str, style: Style = LIGHT, currency: str = ""
) -> None:
    """Draw how far each scenario is from the first of a ranking, with simultaneous intervals.

    A full mark is distinguishable from the first, a hollow one may be as good as that. The
    mean of each stands at the right.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where; a row takes 28 pixels or more.
    table : pandas.DataFrame
        `Ranking.table`.
    kpi : str
        The figure that was ranked by.
    style : Style
        Its colours.
    currency : str
        What money is counted in.
    """
    dress(ax, style, _may_be_best(table, kpi))
    unit = _UNIT_OF[kpi]
    hundred = 100 if unit in IN_HUNDREDTHS else 1
    away = table[["difference", "low", "high"]].astype(float) * hundred
    ends = np.nan_to_num(away.to_numpy())
    low, high = float(min(ends.min(), 0.0)), float(max(ends.max(), 0.0))
    pad = 0.05 * (high - low or 1.0)
    names = [_short(str(name)) for name in table.index]
    told = _means(table, unit, currency)
    lay_out(ax, style, names, told, (low - pad, high + pad))
    ax.plot(0, 0, "D", markersize=11, color=style.good, zorder=6)
    for place, (name, row) in enumerate(away.iterrows()):
        if place:
            told_apart = not table.loc[name, "maybe_best"]
            draw_interval(ax, place, row, float("inf"), told_apart, style)
    far = high if high >= -low else low
    ticks, said = [0.0], ["0"]
    if far:
        tick = round_below(abs(far))
        ticks.append(tick if far > 0 else -tick)
        said.append(("+" if far > 0 else "−") + _tick(tick, unit, currency))
    ax.set_xticks(ticks, said)


def describe_ranking(table: pd.DataFrame, kpi: str, currency: str = "") -> str:
    """Say what `ranking` shows."""
    means = _means(table, _UNIT_OF[kpi], currency)
    told = ", ".join(f"{name} {mean}" for name, mean in zip(table.index, means, strict=True))
    names = [str(name) for name in table.index[table["maybe_best"].astype(bool)]]
    rest = f"; not distinguishable from it: {', '.join(names[1:])}" if names[1:] else ""
    return f"{_may_be_best(table, kpi)}. In order: {told}{rest}."


def _may_be_best(table: pd.DataFrame, kpi: str) -> str:
    able = int(table["maybe_best"].sum())
    name = kpi.replace("_", " ")
    return f"{name}: {able} of {len(table)} may be best" if able > 1 else f"{name}: one is best"


def _means(table: pd.DataFrame, unit: str, currency: str) -> list[str]:
    """Write the means of a ranking, all with the decimals of the surest difference."""
    places = max(_places(row, unit) for _, row in table.iloc[1:].iterrows())
    return [_mean(float(mean), places, unit, currency) for mean in table["mean"]]


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…"


def _tick(size: float, unit: str, currency: str) -> str:
    """Write a round size, in hundredths already where the unit is."""
    if unit.startswith("currency"):
        return amount(size, currency) if size >= 1 else f"{currency} {size:g}".strip()
    return f"{size:,g}{UNITS.get(unit, '')}"


def _told_apart(rows: pd.DataFrame) -> str:
    clear = int(rows["distinguishable"].sum())
    return f"{clear} of {len(rows)} figures are told apart"


def _how_many(would_tell: float) -> str:
    """Say how many replications would tell, to two digits: it is itself a guess."""
    if not isfinite(would_tell):
        return ""
    if would_tell >= 1e6:
        return "; not even a million replications would tell"
    step = 10 ** max(0, floor(log10(would_tell)) - 1)
    return f"; about {count(round(would_tell / step) * step)} replications would tell"


def _reach(row: pd.Series) -> float | None:
    reach = (float(row["high"]) - float(row["low"])) / 2
    return reach if isfinite(reach) else None


def _places(row: pd.Series, unit: str) -> int:
    """Return how many decimals the figures of a row deserve, less than none for round numbers.

    As many as show one or two digits of how far the interval reaches: two up to 35, where
    rounding to one would change it by much. An end that is not zero is not written as zero.
    """
    hundred = 100 if unit in IN_HUNDREDTHS else 1
    reach = (_reach(row) or 0.0) * hundred
    if not reach:
        size = abs(float(row["difference"])) * hundred
        return min(2 - floor(log10(size)), MOST_PLACES) if isfinite(size) and size else 0
    power = floor(log10(reach))
    places = (1 if reach / 10.0**power < 3.5 else 0) - power
    if row["low"] * row["high"] > 0:
        nearer = min(abs(float(row["low"])), abs(float(row["high"]))) * hundred
        places = max(places, ceil(-log10(2 * nearer)))
    return min(places, MOST_PLACES)


def _digits(value: float, places: int, unit: str) -> str:
    """Write a number, a share in hundredths."""
    hundred = 100 if unit in IN_HUNDREDTHS else 1
    return f"{round(value * hundred, places):,.{max(places, 0)}f}".replace("-", "−")


def _amount(value: float, places: int, unit: str, currency: str) -> str:
    """Write the size of a difference with its unit."""
    number = _digits(value, places, unit)
    if unit.startswith("currency"):
        money = f"{currency} {number}".strip()
        return f"{money} a year" if unit.endswith("/year") else money
    return number + UNITS.get(unit, "")


def _mean(value: float, places: int, unit: str, currency: str) -> str:
    """Write a mean with its unit: a share in percent."""
    if not isfinite(value):
        return "unknown"
    if unit in IN_HUNDREDTHS:
        return _digits(value, places, unit) + "%"
    return _amount(value, places, unit, currency).removesuffix(" a year")


def _signed(kpi: str, row: pd.Series, currency: str) -> str:
    """Write a difference in short, or that it is unclear."""
    difference = float(row["difference"])
    if not row["distinguishable"]:
        return "unclear" if difference else "the same"
    sign = "−" if difference < 0 else "+"
    unit = _UNIT_OF[kpi]
    size = _amount(abs(difference), _places(row, unit), unit, currency)
    return sign + size.removesuffix(" a year")
