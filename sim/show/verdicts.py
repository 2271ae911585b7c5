"""Claims on trial: each reading's interval against what is claimed, and the verdicts counted."""

from math import isfinite, isinf, isnan, log10
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.show.style import (
    LIGHT,
    PROJECTOR,
    SMALLEST,
    Style,
    dress,
    new_figure,
    points,
    style_of,
    undress,
    write,
)
from sim.study.trial.reading import AS_IS, BY_ARITHMETIC
from sim.study.trial.verdict import VERDICTS

SIGNS = {
    "reproduced": "✓",
    "not reproduced": "✗",
    "true by definition": "=",
    "cannot be told": "?",
}
MARKERS = {
    "reproduced": "o",
    "not reproduced": "s",
    "true by definition": "D",
    "cannot be told": "P",
}
HATCHES = {
    "reproduced": "",
    "not reproduced": "//",
    "true by definition": "..",
    "cannot be told": "xx",
}
SHORT = {
    "C07": "won: 6-7 times kept",
    "C11": "55 at the top, 36 below",
    "C14": "won: 5 times kept",
    "C15": "+5% kept, +25-100%",
    "C16": "+1% kept, +4%",
    "C28": "70 of 100 unattended",
    "C30": "80 believe, 8 agree",
    "C33": "earns on coming back",
}
"""What each outcome claim says, in the fewest words."""
FARTHEST = 1.0
"""How far beyond the claimed range the axis goes, in widths of its band."""
MOST = 12
"""Rows that can be read on one picture."""


def colour(verdict: str, style: Style) -> str:
    """Return the colour of a verdict; its sign, marker or hatch goes with it."""
    colours = (style.good, style.poor, style.money, style.other)
    return colours[[str(one) for one in VERDICTS].index(verdict)]


def place(value: float, low: float, high: float) -> float:
    """Return where a value lies on the axis: from 0 to 1 within what is claimed.

    Outside, the distance in widths of the claimed range is put on a logarithmic scale and kept
    within `FARTHEST`: near misses are told from far ones, and far ones stay on the picture.

    Parameters
    ----------
    value : float
        A figure; infinite is the farthest.
    low, high : float
        The claimed range; above an end that is infinite there is no outside.

    Examples
    --------
    >>> place(25, 25, 100), place(62.5, 25, 100), place(100, 25, 100)
    (0.0, 0.5, 1.0)
    >>> place(2, 1, float("inf")), place(float("inf"), 6, 7)
    (0.5, 2.0)
    """
    if isinf(high) and value >= low:
        return 1.0 - low / value
    width = abs(low) if isinf(high) else high - low
    if value < low:
        return -_squeezed((low - value) / width)
    if value > high:
        return 1.0 + _squeezed((value - high) / width)
    return (value - low) / width


def _squeezed(widths: float) -> float:
    if isinf(widths):
        return FARTHEST
    return min(FARTHEST, log10(1 + 5 * widths) / 2.6)


def verdicts(ax: Axes, table: pd.DataFrame, style: Style = LIGHT, title: str = "") -> None:
    """Draw readings, a row each: name, interval against the claimed band, figure and verdict.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where; it should be as wide as the page.
    table : pandas.DataFrame
        Some rows of `Trial.table`, `MOST` or fewer.
    style : Style
        Its colours.
    title : str
        What the picture says.

    Raises
    ------
    ValueError
        If there is no row, or more than can be read.
    """
    if not 1 <= len(table) <= MOST:
        raise ValueError(f"rows is {len(table)}, but must be from 1 to {MOST}")
    dress(ax, style, title)
    undress(ax)
    ax.set_xlim(-3.25, 5.5)
    rows = len(table)
    ax.set_ylim(rows + 0.1, -0.95)
    ax.fill_between([0, 1], -0.45, rows - 0.45, facecolor=style.deep, linewidth=0, zorder=0)
    for edge in (0, 1):
        ax.plot([edge, edge], [-0.45, rows - 0.45], color=style.quiet, linewidth=1.5, zorder=1)
    write(ax, 0.5, -0.5, "claimed", style, across="center", up="bottom")
    write(ax, -0.1, -0.5, "less", style, across="right", up="bottom")
    write(ax, 1.1, -0.5, "more", style, up="bottom")
    for row, one in enumerate(table.itertuples(index=False)):
        write(ax, -3.25, row, _label(one), style)
        _mark(ax, row, one, style)
        write(ax, 2.2, row, SIGNS[str(one.verdict)], style, across="center", bold=True)
        write(ax, 2.35, row, str(one.verdict), style, bold=True)
        write(ax, 5.5, row, _figure(one), style, across="right")


def verdicts_figure(
    table: pd.DataFrame, claim: str, reading: str | None = None, dark: bool = False
) -> Figure:
    """Draw the readings of a claim on a page.

    Parameters
    ----------
    table : pandas.DataFrame
        `Trial.table`.
    claim : str
        Which claim, as ``"C15"``.
    reading : str, optional
        Only this reading of it: where there are more than `MOST` rows, it has to be said.
    dark : bool
        Whether on dark paper.
    """
    rows = of_claim(table, claim, reading)
    style = style_of(dark)
    height = 130 + 46 * len(rows)
    figure = new_figure(PROJECTOR[0], height, style)
    top = 1 - 95 / height
    ax = figure.add_axes((0.015, 20 / height, 0.97, top - 20 / height))
    verdicts(ax, rows, style)
    said = sorted(set(rows["claimed"]), key=list(rows["claimed"]).index)
    title = f"{claim}{f', {reading}' if reading else ''}: claimed {said[0]}"
    if len(said) > 1:
        title = f"{claim}: each reading against what is claimed"
    big, small = points(SMALLEST + 4), points(SMALLEST)
    at = 1 - 12 / height
    figure.text(0.015, at, title, color=style.ink, fontsize=big, fontweight="bold", va="top")
    trades = " and ".join(dict.fromkeys(rows["trade"])).replace("_", " ")
    worlds = f"{trades[0].upper()}{trades[1:]}, {rows['preset'].iloc[0]}"
    under = 1 - 48 / height
    text = f"Mark and line: figure and 95% interval, squeezed outside the band. {worlds}."
    figure.text(0.015, under, text, color=style.ink, fontsize=small, va="top")
    return figure


def describe_verdicts(table: pd.DataFrame) -> str:
    """Say what came of readings: how many of each verdict, and which.

    Parameters
    ----------
    table : pandas.DataFrame
        `Trial.table`, or some of its rows.
    """
    if not len(table):
        return "No claim is on trial."
    counted = table["verdict"].value_counts()
    parts = []
    for verdict in VERDICTS:
        if verdict in counted:
            names = dict.fromkeys(table.loc[table["verdict"] == verdict, "claim"])
            parts.append(f"{counted[verdict]} {verdict} ({', '.join(names)})")
    readings = "1 reading" if len(table) == 1 else f"{len(table)} readings"
    return f"{readings} on trial: {'; '.join(parts)}."


def counted(ax: Axes, table: pd.DataFrame, style: Style = LIGHT) -> None:
    """Draw how the readings of each claim were judged, a bar a claim.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where.
    table : pandas.DataFrame
        `Trial.table`.
    style : Style
        Its colours.
    """
    dress(ax, style)
    undress(ax)
    counts = pd.crosstab(table["claim"], table["verdict"]).reindex(
        columns=list(VERDICTS), fill_value=0
    )
    most = int(counts.to_numpy().sum(axis=1).max())
    rows = np.arange(len(counts))
    before = np.zeros(len(counts))
    for verdict in VERDICTS:
        number = counts[verdict].to_numpy()
        ax.barh(
            rows,
            number,
            left=before,
            height=0.62,
            color=colour(verdict, style),
            hatch=HATCHES[verdict],
            edgecolor=style.paper,
            linewidth=1,
            label=f"{SIGNS[verdict]} {verdict}",
        )
        for row, (count, start) in enumerate(zip(number, before, strict=True)):
            text = f"{SIGNS[verdict]} {count}" if count >= 0.06 * most else str(count)
            if count >= 0.025 * most:
                write(ax, start + count / 2, row, text, style, across="center", on_paper=True)
        before = before + number
    left = -0.36 * most
    ax.set_xlim(left, most)
    ax.set_ylim(len(counts) - 0.5, -0.5)
    for row, claim in enumerate(counts.index):
        write(ax, left, row, str(claim), style, bold=True)
        write(ax, left + 0.065 * most, row, SHORT.get(str(claim), ""), style)


def counted_figure(table: pd.DataFrame, dark: bool = False) -> Figure:
    """Draw on a page how the readings of each claim were judged."""
    style = style_of(dark)
    figure = new_figure(*PROJECTOR, style)
    counted(figure.add_axes((0.015, 0.1, 0.97, 0.76)), table, style)
    title = f"{len(table)} readings of {table['claim'].nunique()} claims on trial"
    big, small = points(SMALLEST + 6), points(SMALLEST)
    figure.text(0.015, 0.98, title, color=style.ink, fontsize=big, fontweight="bold", va="top")
    presets = " and ".join(dict.fromkeys(table["preset"]))
    figure.text(
        0.985, 0.975, f"preset {presets}", color=style.ink, fontsize=small, va="top", ha="right"
    )
    key = figure.axes[0].legend(
        loc="lower left",
        bbox_to_anchor=(0, 1.0),
        ncols=len(VERDICTS),
        frameon=False,
        fontsize=small,
        labelcolor=style.ink,
        borderaxespad=0.2,
        handlelength=1.4,
        columnspacing=1.6,
    )
    key.set_zorder(10)
    text = describe_most(table)
    figure.text(0.015, 0.03, text, color=style.ink, fontsize=small, va="bottom")
    return figure


def describe_most(table: pd.DataFrame) -> str:
    """Say of how many claims every reading agrees."""
    agreed = table.groupby("claim")["verdict"].nunique()
    alone = int((agreed == 1).sum())
    return (
        f"{alone} of {len(agreed)} claims get the same verdict however they are read; "
        "the others depend on the reading."
    )


def of_claim(table: pd.DataFrame, claim: str, reading: str | None = None) -> pd.DataFrame:
    """Return the rows of a claim, or of one reading of it.

    Parameters
    ----------
    table : pandas.DataFrame
        `Trial.table`.
    claim : str
        Which claim.
    reading : str, optional
        One of its readings; or ``"by arithmetic"`` for all that need no run.

    Raises
    ------
    ValueError
        If there is no such row.
    """
    rows = table[table["claim"] == claim]
    if not len(rows):
        raise ValueError(f"claim is {claim}, but must be one of {_listed(table['claim'])}")
    if reading is None:
        return rows
    found = rows[(rows["reading"] == reading) | (rows["means"] == reading)]
    if not len(found):
        raise ValueError(f"reading is {reading}, but must be one of {_listed(rows['reading'])}")
    return found


def _listed(names: pd.Series) -> str:
    return ", ".join(dict.fromkeys(names))


def _label(one: Any) -> str:
    return str(one.reading) if one.means in (AS_IS, BY_ARITHMETIC) else str(one.means)


def _mark(ax: Axes, row: int, one: Any, style: Style) -> None:
    """Draw an interval and its figure; an arrow where it leaves the axis."""
    if isnan(one.figure):
        return
    verdict, claim = str(one.verdict), (one.claimed_low, one.claimed_high)
    at = place(one.figure, *claim)
    if isfinite(one.low) and isfinite(one.high):
        ends = [place(one.low, *claim), place(one.high, *claim)]
        ax.plot(ends, [row, row], color=style.ink, linewidth=3, solid_capstyle="butt", zorder=3)
    ax.plot(
        [at],
        [row],
        marker=_marker(at, verdict),
        markersize=11,
        markerfacecolor=colour(verdict, style),
        markeredgecolor=style.ink,
        markeredgewidth=1.5,
        linestyle="none",
        zorder=4,
    )


def _marker(at: float, verdict: str) -> str:
    if at <= -FARTHEST:
        return "<"
    return ">" if at >= 1 + FARTHEST else MARKERS[verdict]


def _figure(one: Any) -> str:
    """Write a figure and its interval, as shortly as it can be read.

    A ratio to what costs less than nothing has no end.
    """
    unit = "%" if one.unit == "%" else ""
    if isnan(one.figure):
        return "no figure"
    if isinf(one.figure):
        return "without end"
    if isnan(one.low) or one.low == one.high:
        return f"{_number(one.figure, _digits(one.figure))}{unit}"
    digits = _digits(one.figure)
    if one.high - one.low < 2 * 10**-digits:
        digits += 1
    figure, low, high = (_number(value, digits) for value in (one.figure, one.low, one.high))
    return f"{figure}{unit} ({low} to {high})"


def _digits(value: float) -> int:
    size = abs(value)
    return 0 if size >= 9.95 else 1 if size >= 0.995 else 2


def _number(value: float, digits: int) -> str:
    """Write a number.

    Examples
    --------
    >>> _number(45.14, 0), _number(-0.371, 2), _number(-1234.0, 0)
    ('45', '−0.37', '−1,234')
    """
    return f"{value:,.{digits}f}".replace("-", "−")
