"""Which number matters most: the tornado of one at a time, and the bars of a Morris screening.

Beside each number stands the grade of its evidence: what reaches far and is weakly known is
worth measuring first.
"""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from sim.show.style import LIGHT, SMALLEST, Style, dress, points
from sim.show.sweeping import LETTER, broken, figure, figure_words, label_of, said, tick, title_of
from sim.study.sensitivity import OneAtATime, Sensitivity

SHARES = ("share", "per year")
"""Units whose differences are told in points, as per cent of per cent mislead."""

MOST = 8
"""Numbers on a picture; the ones that reach furthest."""


def tornado(ax: Axes, found: OneAtATime, kpi: str, style: Style = LIGHT, most: int = MOST) -> None:
    """Draw what each number does at the low and at the high end of its range, furthest first.

    Each end has a bar with the interval of its difference to the scenario as it stands; the
    hatched bar is that of the low end. The names stand to the left of the axis: leave some 340
    pixels for them.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where.
    found : OneAtATime
        What `sim.study.sensitivity.one_at_a_time` gave.
    kpi : str
        The key figure.
    style : Style
        Its colours.
    most : int
        Numbers to show.

    Raises
    ------
    ValueError
        If the key figure was not looked at.
    """
    table = reaches(found, kpi).head(most)
    unit = figure(kpi).unit
    words = figure_words(kpi, found.scenario.money.currency)
    dress(ax, style, title_of(ax, words))
    places = np.arange(len(table), dtype=float)
    for end, face, hatch, step in (("low", style.poor, "//", -0.2), ("high", style.good, "", 0.2)):
        mean = table[f"{end}_mean"].to_numpy(dtype=float)
        arms = np.stack([mean - table[f"{end}_from"], table[f"{end}_to"] - mean]).astype(float)
        ax.barh(
            places + step,
            mean,
            height=0.38,
            color=face,
            hatch=hatch,
            edgecolor=style.paper,
            linewidth=0,
        )
        ax.errorbar(
            mean,
            places + step,
            xerr=np.nan_to_num(arms),
            fmt="none",
            ecolor=style.ink,
            elinewidth=2,
            capsize=4,
        )
    ax.axvline(0.0, color=style.ink, linewidth=1.5)
    names = [
        (row["label"], f"{_plain(row['low'])} to {_plain(row['high'])}, {row['grade']}")
        for _, row in table.iterrows()
    ]
    _rows(ax, names)
    _scale(ax, unit, "change at the low end (hatched) and high end", style)


def describe_tornado(found: OneAtATime, kpi: str, most: int = MOST) -> str:
    """Say what `tornado` shows."""
    table, unit = reaches(found, kpi).head(most), figure(kpi).unit
    told = "; ".join(
        f"{row['label']} ({row['grade']}), {_plain(row['low'])} to {_plain(row['high'])}: "
        f"{_difference(row['low_mean'], unit)} to {_difference(row['high_mean'], unit)}"
        for _, row in table.iterrows()
    )
    return (
        f"{figure_words(kpi)}: what one number changes, set to the low and to the high end of "
        f"its range, the furthest reach first. {told}."
    )


def morris_bars(
    ax: Axes, found: Sensitivity, kpi: str, style: Style = LIGHT, most: int = MOST
) -> None:
    """Draw how strongly each number moves a key figure, and how much that depends on the others.

    A bar is mu*, the mean size of what the whole range of the number does, with its interval; the
    diamond is sigma, by how much that differs from place to place.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where.
    found : Sensitivity
        What `sim.study.sensitivity.morris` gave.
    kpi, style, most
        As for `tornado`.

    Raises
    ------
    ValueError
        If the key figure was not looked at.
    """
    table = _screened(found, kpi).head(most)
    unit = figure(kpi).unit
    words = figure_words(kpi, found.scenario.money.currency)
    dress(ax, style, title_of(ax, words))
    places = np.arange(len(table), dtype=float)
    size = table["mu_star"].to_numpy(dtype=float)
    arms = np.stack([size - table["mu_star_low"], table["mu_star_high"] - size]).astype(float)
    ax.barh(places, size, height=0.56, color=style.good, linewidth=0)
    ax.errorbar(size, places, xerr=arms, fmt="none", ecolor=style.ink, elinewidth=2, capsize=4)
    sigma = table["sigma"].to_numpy(dtype=float)
    ax.plot(
        sigma,
        places,
        "D",
        color=style.poor,
        markersize=11,
        markeredgecolor=style.ink,
        markeredgewidth=1.5,
        zorder=5,
    )
    _rows(ax, list(zip(table["label"], table["grade"], strict=True)))
    _scale(ax, unit, "bar: mean effect, diamond: its spread", style)
    ax.set_xlim(left=0.0)


def describe_morris_bars(found: Sensitivity, kpi: str, most: int = MOST) -> str:
    """Say what `morris_bars` shows."""
    table, unit = _screened(found, kpi).head(most), figure(kpi).unit
    told = "; ".join(
        f"{row['label']} ({row['grade']}) {_size(row['mu_star'], unit)}, "
        f"spread {_size(row['sigma'], unit)}"
        for _, row in table.iterrows()
    )
    return (
        f"{figure_words(kpi)}: how far each number moves it over its whole range, on average over "
        f"{found.trajectories} walks through the ranges, and the spread of that, the strongest "
        f"first. {told}."
    )


def reaches(found: OneAtATime, kpi: str) -> pd.DataFrame:
    """Put both ends of each number in one row, the one that reaches furthest first.

    Parameters
    ----------
    found : OneAtATime
        What `sim.study.sensitivity.one_at_a_time` gave.
    kpi : str
        The key figure.

    Returns
    -------
    pandas.DataFrame
        By the number's dotted key: ``label``, ``words`` and ``grade``; ``low`` and ``high`` of its
        range; the mean difference at each end and its interval, ``low_mean``, ``low_from``,
        ``low_to``, ``high_mean``, ``high_from``, ``high_to``; and ``reach``, the larger of the two
        differences, whatever its sign.

    Raises
    ------
    ValueError
        If the key figure was not looked at.
    """
    table = _of(found.table, kpi)
    rows = {}
    for key, ends in table.groupby("key", sort=False):
        low, high = (ends[ends["end"] == end].iloc[0] for end in ("low", "high"))
        rows[key] = {
            "words": low["words"],
            "grade": low["grade"],
            "low": low["value"],
            "high": high["value"],
            **{f"low_{name}": low[of] for name, of in _ENDS},
            **{f"high_{name}": high[of] for name, of in _ENDS},
            "reach": float(np.nanmax(np.abs([low["mean"], high["mean"], 0.0]))),
        }
    wide = pd.DataFrame(rows).T.rename_axis("key")
    wide.insert(0, "label", labels(list(wide.index)))
    return wide.sort_values("reach", ascending=False, kind="stable")


_ENDS = (("mean", "mean"), ("from", "low"), ("to", "high"))


def labels(keys: list[str]) -> list[str]:
    """Name parameters shortly: by place where they have one, by section where two are alike.

    Examples
    --------
    >>> labels(["desk.success", "touchpoints.till.use", "voice.silent_per_complaint"])
    ['success of desk', 'use of till', 'silent per complaint']
    >>> labels(["voice.asking_cost", "talk.asking_cost"])
    ['asking cost of voice', 'asking cost of talk']
    """
    last = [key.rpartition(".")[2] for key in keys]
    named = []
    for key, name in zip(keys, last, strict=True):
        part, *place, _ = key.split(".")
        alone = last.count(name) == 1 and "_" in name  # one word says too little by itself
        of = place[0] if place else "" if alone else part
        named.append((f"{name} of {of}" if of else name).replace("_", " "))
    return named


def _screened(found: Sensitivity, kpi: str) -> pd.DataFrame:
    table = _of(found.table, kpi)
    table.insert(0, "label", labels(list(table["key"])))
    return table.sort_values("mu_star", ascending=False, kind="stable")


def _of(table: pd.DataFrame, kpi: str) -> pd.DataFrame:
    chosen = table[table["kpi"] == kpi].copy()
    if chosen.empty:
        known = ", ".join(table["kpi"].unique())
        raise ValueError(f"kpi is {kpi}, but must be one that was looked at: {known}")
    return chosen


def _rows(ax: Axes, names: list[tuple[str, str]]) -> None:
    """Name the rows, the first on top: what it is, and below it what is known of it."""
    letters = (ax.get_window_extent().x0 - 10) / (LETTER * SMALLEST)
    lines = ["\n".join(broken(line, letters, 1) for line in pair) for pair in names]
    ax.set_yticks(range(len(lines)), lines, linespacing=1.15)
    ax.set_ylim(len(lines) - 0.4, -0.6)
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)


def _scale(ax: Axes, unit: str, note: str, style: Style) -> None:
    """Mark the differences: of a share, in points."""
    in_points = unit in SHARES
    ax.xaxis.set_major_locator(MaxNLocator(nbins=4))
    ax.xaxis.set_major_formatter(
        FuncFormatter(lambda value, _: _plain(100 * value) if in_points else tick(value, unit))
    )
    ax.margins(x=0.06)
    text = label_of(ax, f"points; {note}" if in_points else note)
    ax.set_xlabel(text, color=style.ink, fontsize=points(SMALLEST), labelpad=6)


def _plain(value: float) -> str:
    text = f"{value:.3g}" if abs(value) < 1000 else f"{value:,.0f}"
    return text.replace("-", "−")


def _difference(value: float, unit: str) -> str:
    """Say a difference; that of two shares in points.

    Examples
    --------
    >>> _difference(0.012, "share"), _difference(-1234.0, "currency"), _difference(0.0, "share")
    ('+1.2 points', '−1.2k', '0 points')
    """
    text = f"{_plain(float(f'{100 * value:.2g}'))} points" if unit in SHARES else said(value, unit)
    return f"+{text}" if value > 0 else text


def _size(value: float, unit: str) -> str:
    return _difference(value, unit).removeprefix("+")
