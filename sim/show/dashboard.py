"""Management's dashboard, beside what customers lived."""

from collections.abc import Mapping
from math import inf, isfinite, nan
from typing import NamedTuple

from matplotlib.axes import Axes

from sim.show.intervals import lay_out
from sim.show.style import LIGHT, Style, dress, write
from sim.show.words import count


class Row(NamedTuple):
    """A figure of which there are two views.

    Attributes
    ----------
    name : str
        What it is, in words.
    reported, lived : str
        The key figures that are management's view of it and the truth.
    hundred : float
        What they are multiplied with to be of a hundred; 0 for a number of failures.
    """

    name: str
    reported: str
    lived: str
    hundred: float


ROWS = (
    Row("visits that went well", "service_index", "service_index_lived", 1.0),
    Row("customers without trouble", "perceived_quality", "lived_quality", 100.0),
    Row("satisfied customers", "survey_satisfied", "satisfied", 100.0),
    Row("customers who stay", "repeat_rate", "retention_rate", 100.0),
    Row("failures, in number", "complaints", "miseries", 0.0),
)
"""The rows, from top to bottom."""

BESIDE = 20
"""Pixels from the middle of a mark to the figure beside it."""
DIGIT = 13
"""Pixels of the width of a digit."""


def dashboard(
    ax: Axes, kpis: Mapping[str, float], style: Style = LIGHT, as_reported: bool = False
) -> None:
    """Draw what management reads and what customers lived, two marks a row.

    The first rows are of a hundred; the last is scaled to all failures.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where; 800 pixels wide or more.
    kpis : mapping
        Key figures by name, as in `Run.kpis`; one that is missing counts as not known.
    style : Style
        Its colours.
    as_reported : bool
        Show management's marks only. Everything stays in its place when the truth is shown.
    """
    pairs = [values(row, kpis) for row in ROWS]
    gaps = [gap(row, *pair) for row, pair in zip(ROWS, pairs, strict=True)]
    dress(ax, style, "What the reports say" if as_reported else _finding(kpis))
    gaps = ["the gap", *gaps]
    lay_out(ax, style, ["of every 100", *(row.name for row in ROWS)], gaps, (0.0, 1.0))
    ax.set_xticks([])
    pixel = _make_room(ax, *(len(count(number)) for number in pairs[-1]))
    if as_reported:
        for text in [text for text in ax.texts if text.get_text() in gaps]:
            text.remove()
    _mark(ax, 20 * pixel, 0, True, style)
    write(ax, (20 + BESIDE) * pixel, 0, "reported", style)
    if not as_reported:
        _mark(ax, 180 * pixel, 0, False, style)
        write(ax, (180 + BESIDE) * pixel, 0, "lived", style)
    for place, (row, (reported, lived)) in enumerate(zip(ROWS, pairs, strict=True), start=1):
        full = 100.0 if row.hundred else lived if isfinite(lived) else inf
        shown = (reported, nan if as_reported else lived)
        _draw_row(ax, place, shown, max(full, 1.0), BESIDE * pixel, style)


def describe_dashboard(kpis: Mapping[str, float], as_reported: bool = False) -> str:
    """Say what `dashboard` shows."""
    told = []
    for row in ROWS:
        reported, lived = values(row, kpis)
        text = f"{row.name} {_said(reported)} reported"
        told.append(
            text if as_reported else f"{text}, {_said(lived)} lived ({gap(row, reported, lived)})"
        )
    head = "Management's figures alone" if as_reported else "Management's figures beside the truth"
    return f"{head}, of every 100: {'; '.join(told[:-1])}. And {told[-1]}."


def values(row: Row, kpis: Mapping[str, float]) -> tuple[float, float]:
    """Return a row's figures as they are written: reported and lived, of 100 or in number.

    Examples
    --------
    >>> values(ROWS[1], {"perceived_quality": 0.994, "lived_quality": 0.879})
    (99, 88)
    """
    reported, lived = (float(kpis.get(name, nan)) for name in (row.reported, row.lived))
    scale = row.hundred or 1.0
    return _whole(scale * reported), _whole(scale * lived)


def gap(row: Row, reported: float, lived: float) -> str:
    """Say how far the reports are from what was lived.

    Examples
    --------
    >>> gap(ROWS[0], 94, 91), gap(ROWS[3], 82, 87), gap(ROWS[0], 90, 90), gap(ROWS[4], 13, 512)
    ('3 too high', '5 too low', 'as lived', '499 unheard')
    """
    if not (isfinite(reported) and isfinite(lived)):
        return "not known"
    if not row.hundred:
        return f"{count(lived - reported)} unheard" if lived > reported else "all heard"
    if reported == lived:
        return "as lived"
    return f"{count(abs(reported - lived))} too {'high' if reported > lived else 'low'}"


def _finding(kpis: Mapping[str, float]) -> str:
    pairs = [(row, *values(row, kpis)) for row in ROWS]
    known = [one for one in pairs if isfinite(one[1]) and isfinite(one[2])]
    if not known:
        return "Nothing to compare yet"
    better = sum(
        reported > lived if row.hundred else reported < lived for row, reported, lived in known
    )
    verb = "looks" if better == 1 else "look"
    return f"{better} of {len(known)} figures {verb} better in the reports than they are"


def _make_room(ax: Axes, left: int, right: int) -> float:
    """Make room for so many digits beside either end of the scale; return a pixel's width."""
    low, high = ax.get_xlim()
    whole = ax.get_window_extent().width
    before, after = whole * -low / (high - low), whole * (high - 1) / (high - low)
    before += BESIDE + DIGIT * left
    after += BESIDE + DIGIT * max(right, len("100"))
    pixel = 1 / max(whole - before - after, 1.0)
    ax.set_xlim(-before * pixel, 1 + after * pixel)
    return pixel


def _draw_row(
    ax: Axes, place: int, shown: tuple[float, float], full: float, beside: float, style: Style
) -> None:
    """Draw the marks of a row that are known, joined, each with its figure on the outer side."""
    ax.plot([0, 1], [place, place], color=style.quiet, linewidth=1, zorder=1)
    known = [value for value in shown if isfinite(value)]
    if not known:
        write(ax, beside, place, "no figure", style, on_paper=True)
        return
    low, high = min(known), max(known)
    ax.plot([low / full, high / full], [place, place], color=style.other, linewidth=6, zorder=2)
    if low < high:
        write(ax, low / full - beside, place, count(low), style, across="right", on_paper=True)
    write(ax, high / full + beside, place, count(high), style, on_paper=True)
    for value, is_report in zip(shown, (True, False), strict=True):
        if isfinite(value):
            _mark(ax, value / full, place, is_report, style)


def _mark(ax: Axes, x: float, place: int, is_report: bool, style: Style) -> None:
    shape, colour, size = ("s", style.poor, 16) if is_report else ("o", style.good, 12)
    ax.plot(x, place, shape, color=colour, markersize=size, zorder=5 if is_report else 6)


def _whole(value: float) -> float:
    return round(value) if isfinite(value) else nan


def _said(value: float) -> str:
    return count(value) if isfinite(value) else "not known"
