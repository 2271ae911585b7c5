"""What a sweep found: a curve over one parameter, a map over two."""

from collections.abc import Mapping
from math import isfinite
from textwrap import wrap
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap, to_hex
from matplotlib.patches import Rectangle
from matplotlib.ticker import FuncFormatter, MaxNLocator

from sim.assumptions.keys import field_of
from sim.show.style import LIGHT, SMALLEST, Style, contrast, dress, points, write
from sim.show.words import amount
from sim.study.kpis import KPIS, Kpi
from sim.study.sweep import Sweep

LETTER, BOLD = 0.57, 0.65
"""Width of an average letter, plain and bold, in heights of the text."""


def response(
    ax: Axes,
    sweep: Sweep,
    kpi: str,
    style: Style = LIGHT,
    reference: int | Mapping[str, Any] | None = None,
    confidence: float = 0.95,
) -> None:
    """Draw a key figure over one parameter: points, their intervals as a band, and what is clear.

    A point is filled where it differs clearly from the reference, replication by replication, and
    hollow where it does not; the reference is a diamond.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where.
    sweep : Sweep
        Of one parameter that is a number.
    kpi : str
        The key figure.
    style : Style
        Its colours.
    reference : int or mapping, optional
        The point to compare with; see `Sweep.against`.
    confidence : float
        Of all intervals, 0 to 1.

    Raises
    ------
    ValueError
        If the sweep is of several parameters, or there is no such key figure or reference.
    """
    key, table = _curve(sweep, kpi, reference, confidence)
    unit = figure(kpi).unit
    dress(ax, style, title_of(ax, figure_words(kpi, sweep.scenario.money.currency)))
    x = table[key].to_numpy(dtype=float)
    mean, low, high = (table[name].to_numpy(dtype=float) for name in ("mean", "low", "high"))
    ax.fill_between(x, low, high, facecolor=style.deep, linewidth=0)
    ax.plot(x, mean, "-", color=style.good, linewidth=3)
    clear, unclear, is_base = (table[f"is_{of}"] for of in ("clear", "unclear", "reference"))
    mark: dict[str, Any] = {"markersize": 11, "markeredgewidth": 2.5, "linestyle": "none"}
    for chosen, face in ((clear, style.good), (unclear, style.paper)):
        ax.plot(
            x[chosen], mean[chosen], "o", color=style.good, markerfacecolor=face, zorder=4, **mark
        )
    mark |= {"markersize": 15, "markeredgecolor": style.ink}
    ax.plot(x[is_base], mean[is_base], "D", color=style.poor, zorder=5, **mark)
    bottom, top = _room(np.concatenate([mean, low, high]))
    # Above the curve there is a line of text.
    line = 1.6 * SMALLEST / max(1.0, ax.get_window_extent().height)
    ax.set_ylim(bottom, bottom + (top - bottom) / max(0.3, 1 - line))
    width = (x.max() - x.min()) or 1.0
    ax.set_xlim(x.min() - 0.05 * width, x.max() + 0.05 * width)
    ax.xaxis.set_major_locator(MaxNLocator(nbins=5))
    ax.yaxis.set_major_locator(MaxNLocator(nbins=4))
    ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: tick(value, unit)))
    ax.set_xlabel(label_of(ax, parameter_words(key)), color=style.ink, fontsize=points(SMALLEST))
    write(ax, 0.02, 0.985, _legend(ax, table), style, up="top", in_axis=True)


def describe_response(
    sweep: Sweep,
    kpi: str,
    reference: int | Mapping[str, Any] | None = None,
    confidence: float = 0.95,
) -> str:
    """Say what `response` shows."""
    key, table = _curve(sweep, kpi, reference, confidence)
    unit = figure(kpi).unit
    told = ", ".join(
        f"{said(row['mean'], unit)} at {row[key]:g}" + ("*" if row["is_clear"] else "")
        for _, row in table.iterrows()
    )
    at = table.loc[table["is_reference"], key].iloc[0]
    return (
        f"{figure_words(kpi)}, by {parameter_words(key)}: {told}. "
        f"A star marks what differs clearly from {at:g}, over {sweep.n} runs with the same luck."
    )


def heat_map(
    ax: Axes,
    sweep: Sweep,
    kpi: str,
    style: Style = LIGHT,
    reference: int | Mapping[str, Any] | None = None,
    confidence: float = 0.95,
) -> None:
    """Draw a key figure over two parameters: the deeper the colour, the higher, with its number.

    The reference has a frame; a number in brackets does not differ clearly from it. Where cells
    are too small for numbers, the ends of the scale are told above, and a dot stands for the
    brackets.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where.
    sweep : Sweep
        Of every combination of two parameters; the first goes across.
    kpi, style, reference, confidence
        As for `response`.

    Raises
    ------
    ValueError
        If the sweep is not of every combination of two parameters, or there is no such key figure
        or reference.
    """
    (across, up), table = _cells(sweep, kpi, reference, confidence)
    unit = figure(kpi).unit
    title = title_of(ax, figure_words(kpi, sweep.scenario.money.currency), lines_below=1)
    dress(ax, style)
    look = {"color": style.ink, "fontsize": points(SMALLEST + 2), "fontweight": "bold"}
    ax.set_title(title, look, loc="left", pad=8 + points(1.4 * SMALLEST))  # above the note
    columns, rows = list(table[across].unique()), list(table[up].unique())
    means = table["mean"].to_numpy(dtype=float).reshape(len(columns), len(rows)).T
    ramp = LinearSegmentedColormap.from_list("ramp", [style.paper, style.good])
    least, most = np.nanmin(means), np.nanmax(means)
    ax.imshow(means, origin="lower", aspect="auto", cmap=ramp, vmin=least, vmax=most)
    ax.set_xticks(range(len(columns)), _thinned(ax, columns))
    ax.set_yticks(range(len(rows)), [_short(value) for value in rows])
    ax.set_xlabel(label_of(ax, parameter_words(across)), color=style.ink, fontsize=points(SMALLEST))
    ax.set_ylabel(
        label_of(ax, parameter_words(up), standing=True),
        color=style.ink,
        fontsize=points(SMALLEST),
    )
    texts = [
        f"({said(row['mean'], unit)})" if row["is_unclear"] else said(row["mean"], unit)
        for _, row in table.iterrows()
    ]
    box = ax.get_window_extent()
    longest = max(map(len, texts)) * LETTER * SMALLEST
    fits = longest < 0.95 * box.width / len(columns) and box.height / len(rows) > 1.3 * SMALLEST
    for place, (_, row) in enumerate(table.iterrows()):
        x, y = divmod(place, len(rows))
        level = (row["mean"] - least) / (most - least) if most > least else 0.0
        ink = _readable(to_hex(ramp(level)), style)
        if row["is_reference"]:
            frame = Rectangle((x - 0.5, y - 0.5), 1, 1, fill=False, linewidth=4)
            frame.set(edgecolor=style.poor, zorder=6, clip_on=False)
            ax.add_patch(frame)
        if fits:
            text = write(ax, x, y, texts[place], style, across="center", bold=row["is_reference"])
            text.set_color(ink)
        elif row["is_unclear"]:
            ax.plot([x], [y], "o", color=ink, markersize=4)
    note = "(in brackets)" if fits else f"from {said(least, unit)} to {said(most, unit)}; dots"
    note += ": not clearly other than the frame"
    if not table["is_unclear"].any():
        note = "all clearly other than the frame"
    write(ax, 0.0, 1.03, note, style, up="bottom", in_axis=True)


def describe_heat_map(
    sweep: Sweep,
    kpi: str,
    reference: int | Mapping[str, Any] | None = None,
    confidence: float = 0.95,
) -> str:
    """Say what `heat_map` shows."""
    (across, up), table = _cells(sweep, kpi, reference, confidence)
    unit = figure(kpi).unit
    ends = []
    for word, place in (("lowest", "idxmin"), ("highest", "idxmax")):
        row = table.loc[getattr(table["mean"], place)()]
        at = f"{_short(row[across])} and {_short(row[up])}"
        ends.append(f"{word} at {at}, {said(row['mean'], unit)}")
    clear = int(table["is_clear"].sum())
    return (
        f"{figure_words(kpi)}, by {parameter_words(across)} and {parameter_words(up)}: "
        f"{' and '.join(ends)}. {clear} of the other {len(table) - 1} points differ clearly from "
        f"the reference, over {sweep.n} runs with the same luck."
    )


def figure(name: str) -> Kpi:
    """Return what is known of a key figure.

    Raises
    ------
    ValueError
        If there is none of that name.
    """
    for kpi in KPIS:
        if kpi.name == name:
            return kpi
    raise ValueError(f"kpi is {name}, but must be a key figure")


def figure_words(name: str, currency: str = "") -> str:
    """Say a key figure's meaning as a title.

    Examples
    --------
    >>> figure_words("complaints")
    'Complaints that reached management unprompted'
    >>> figure_words("profit", "EUR")
    'Income less cost, EUR a year'
    """
    kpi = figure(name)
    words = kpi.meaning[:1].upper() + kpi.meaning[1:]
    if not kpi.unit.startswith("currency"):
        return words
    unit = f"{currency} a year" if kpi.unit.endswith("/year") else currency
    return f"{words}, {unit.strip()}".rstrip(", ")


def parameter_words(key: str) -> str:
    """Say what a parameter is, with the place where it holds.

    Examples
    --------
    >>> parameter_words("voice.silent_per_complaint")
    'unhappy customers who say nothing for each one who complains (one ear)'
    >>> parameter_words("departments.till.staff")
    'till: employees on duty'
    """
    part, *place, last = key.split(".")
    words = field_of((part, last)).description or last.replace("_", " ")
    return f"{place[0].replace('_', ' ')}: {words}" if place else words


def said(value: float, unit: str) -> str:
    """Say a figure in its unit, shortly.

    Examples
    --------
    >>> said(0.2, "per year"), said(-1234.5, "currency/year"), said(12.34, "people")
    ('20.0%', '−1.2k', '12.3')
    """
    if not isfinite(value):
        return "none"
    if unit in ("share", "per year"):
        text = f"{100 * value:.1f}%" if abs(value) >= 0.01 or not value else f"{100 * value:.2g}%"
    elif unit.startswith("currency") or abs(value) >= 10_000:
        text = amount(value)
    else:
        text = f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"
    return text.replace("-", "−")


def tick(value: float, unit: str) -> str:
    """Say a round figure on a scale.

    Examples
    --------
    >>> tick(0.2, "share"), tick(0.225, "share"), tick(0.0, "currency")
    ('20%', '22.5%', '0')
    """
    text = said(value, unit) if value else "0"
    return text.replace(".0%", "%")


def title_of(ax: Axes, words: str, lines_below: int = 0) -> str:
    """Break a title into as many lines as have room above an axis, two at most."""
    box, page = ax.get_window_extent(), ax.figure.bbox
    size = SMALLEST + 2
    room = int((page.y1 - box.y1 - 12) / (1.3 * size)) - lines_below
    return broken(words, box.width / (BOLD * size), room)


def label_of(ax: Axes, words: str, standing: bool = False) -> str:
    """Break the name of a scale into as many lines as have room beside an axis, two at most."""
    box = ax.get_window_extent()
    room = int((box.y0 - 1.8 * SMALLEST) / (1.3 * SMALLEST))
    length = box.height if standing else box.width
    return broken(words, length / (LETTER * SMALLEST), 2 if standing else room)


def broken(words: str, letters: float, lines: int) -> str:
    r"""Break words into lines, two at most; what has no room is cut off, and a mark says so.

    Examples
    --------
    >>> broken("customers who say nothing", 14, 2), broken("customers who say nothing", 14, 1)
    ('customers who\nsay nothing', 'customers …')
    """
    return "\n".join(
        wrap(words, max(12, int(letters)), max_lines=max(1, min(lines, 2)), placeholder=" …")
    )


def _curve(
    sweep: Sweep, kpi: str, reference: int | Mapping[str, Any] | None, confidence: float
) -> tuple[str, pd.DataFrame]:
    """Return the key of what is varied, and its points in their order."""
    if len(sweep.keys) != 1:
        rule = "must be of one to be drawn as a curve"
        raise ValueError(f"the sweep is of {len(sweep.keys)} parameters, but {rule}")
    table = _compared(sweep, kpi, reference, confidence)
    return sweep.keys[0], table.sort_values(sweep.keys[0], kind="stable")


def _cells(
    sweep: Sweep, kpi: str, reference: int | Mapping[str, Any] | None, confidence: float
) -> tuple[list[str], pd.DataFrame]:
    """Return the two keys, and the points column by column."""
    if len(sweep.keys) != 2:
        rule = "must be of two to be drawn as a map"
        raise ValueError(f"the sweep is of {len(sweep.keys)} parameters, but {rule}")
    table = _compared(sweep, kpi, reference, confidence)
    columns, rows = (table[key].nunique() for key in sweep.keys)
    if columns * rows != len(table):
        rule = f"must have {columns * rows}, every combination, to be drawn as a map"
        raise ValueError(f"the sweep has {len(table)} points, but {rule}")
    return sweep.keys, table.sort_values(sweep.keys, kind="stable", ignore_index=True)


def _compared(
    sweep: Sweep, kpi: str, reference: int | Mapping[str, Any] | None, confidence: float
) -> pd.DataFrame:
    """Put the mean of each point beside whether it differs clearly from the reference."""
    figure(kpi)
    table = sweep.summary(confidence, [kpi])
    table["is_clear"] = sweep.against(reference, confidence, [kpi])["is_clear"]
    table["is_reference"] = table.index == sweep.place(reference)
    table["is_unclear"] = ~table["is_clear"] & ~table["is_reference"]
    return table


def _legend(ax: Axes, table: pd.DataFrame) -> str:
    if not table["is_unclear"].any():
        return "all differ clearly from the diamond"
    if not table["is_clear"].any():
        return "none differs clearly from the diamond"
    whole = "filled: differs clearly from the diamond"
    fits = len(whole) * LETTER * SMALLEST < 0.95 * ax.get_window_extent().width
    return whole if fits else "filled: clear difference"


def _room(values: np.ndarray) -> tuple[float, float]:
    """Return limits that leave some room around values; from 0 where that is near."""
    known = values[np.isfinite(values)]
    low, high = (float(known.min()), float(known.max())) if len(known) else (0.0, 1.0)
    if 0 < low < 0.5 * high:
        low = 0.0
    reach = (high - low) or max(abs(high), 1.0)
    return (low if low == 0.0 else low - 0.08 * reach), high + 0.08 * reach


def _short(value: Any) -> str:
    return f"{value:g}".replace("-", "−") if isinstance(value, int | float) else str(value)


def _thinned(ax: Axes, values: list[Any]) -> list[str]:
    """Return the labels of columns, as many as have room."""
    texts = [_short(value) for value in values]
    room = ax.get_window_extent().width / len(texts)
    step = int(np.ceil((max(map(len, texts)) + 1) * LETTER * SMALLEST / room))
    return [text if place % step == 0 else "" for place, text in enumerate(texts)]


def _readable(ground: str, style: Style) -> str:
    """Return ink or paper, whichever can be read better on a ground."""
    return max((style.ink, style.paper), key=lambda colour: contrast(colour, ground))
