"""The journey map: where customers meet the business, and where they get lost on the way.

From top to bottom go the touchpoints in their order, by stage of the journey; from left to right
each department has a lane of its own. A step from lane to lane is a hand-off.
"""

from bisect import bisect_right
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.font_manager import FontProperties
from matplotlib.patches import FancyArrowPatch, Rectangle
from matplotlib.textpath import text_to_path
from numpy.typing import NDArray

from sim import facts
from sim.show.style import DPI, LIGHT, SMALLEST, Style, dress, points, undress, write
from sim.show.words import count
from sim.study.run import Run, facts_kept

STAGE_WIDE, GAP = 102, 12
"""Pixels of the column of stages, and between columns."""

NUMBER_WIDE = 0.086
"""Share of the width that a column of numbers takes."""

ROOMY = 52
"""Pixels of a row that has room for two lines of text; in a lower one there is but one."""

RARE = 0.05
"""Hand-offs taken less often than this share of the most frequent one are not drawn."""


class Stop(NamedTuple):
    """A touchpoint of the journey."""

    title: str
    stage: str
    department: str
    lane: int
    contacts: int
    """How often a customer was served there."""
    failures: int
    magic: int


class HandOff(NamedTuple):
    """A step from a touchpoint to one of another department."""

    start: int
    """The number of the stop it comes from."""
    end: int
    passed: int
    """How often customers went this way, those included who fell through."""
    fell_through: int


class Journey(NamedTuple):
    """The way of all customers through the business, after warm-up."""

    stops: tuple[Stop, ...]
    hand_offs: tuple[HandOff, ...]
    """Those that somebody took, in the order of the journey."""
    visits: int

    @property
    def worst(self) -> HandOff | None:
        """The hand-off at which most customers fell through, if any did.

        In the model all hand-offs of a business are equally risky, so as a rule it is a busy one;
        which of two alike is the worst, is luck.
        """
        worst = max(self.hand_offs, key=lambda one: one.fell_through, default=None)
        return worst if worst is not None and worst.fell_through else None

    def arriving(self, stop: int) -> tuple[int, int]:
        """Count the hand-offs to a stop: taken, and fallen through."""
        to_here = [one for one in self.hand_offs if one.end == stop]
        return sum(one.passed for one in to_here), sum(one.fell_through for one in to_here)


def journey_steps(run: Run) -> Journey:
    """Follow all customers of a run through its touchpoints, after warm-up.

    Parameters
    ----------
    run : Run
        A run that has kept its events.

    Returns
    -------
    Journey

    Raises
    ------
    ValueError
        If the run has kept no events.
    """
    table = facts_kept(run.outcome)
    scenario = run.scenario
    lane = {department.name: i for i, department in enumerate(scenario.departments)}
    title = {
        department.name: department.title or department.name for department in scenario.departments
    }
    lanes = [lane[touchpoint.department] for touchpoint in scenario.touchpoints]
    ways = hand_offs(table, lanes, scenario.time.warm_up_days)
    table = table[table["time"] >= scenario.time.warm_up_days]
    failed = np.isin(table["kind"], (facts.MISERY_MINOR, facts.MISERY_SERIOUS))
    served_ill = table[failed & (table["other"] != facts.NOBODY)]  # else between departments
    contacts = _by_place(table[table["kind"] == facts.STARTED], len(scenario.touchpoints))
    failures = _by_place(served_ill, len(scenario.touchpoints))
    magic = _by_place(table[table["kind"] == facts.MAGIC], len(scenario.touchpoints))
    stops = tuple(
        Stop(
            title=touchpoint.title or touchpoint.name,
            stage=touchpoint.stage,
            department=title[touchpoint.department],
            lane=lanes[place],
            contacts=int(contacts[place]),
            failures=int(failures[place]),
            magic=int(magic[place]),
        )
        for place, touchpoint in enumerate(scenario.touchpoints)
    )
    visits = int((table["kind"] == facts.VISIT).sum())
    return Journey(stops, ways, visits)


def hand_offs(table: NDArray[np.void], lanes: list[int], since: float = 0.0) -> tuple[HandOff, ...]:
    """Count how often customers went from one department to another, and fell through.

    Parameters
    ----------
    table : numpy.ndarray
        Facts in their order (`sim.facts.FACT`).
    lanes : list of int
        The department of each touchpoint.
    since : float
        Only those who arrive from this day on are counted.

    Returns
    -------
    tuple of HandOff
        Those that somebody took, by start and end.
    """
    wanted = (facts.VISIT, facts.QUEUED, facts.STARTED, facts.FELL_THROUGH)
    own = table[np.isin(table["kind"], wanted)]
    own = own[np.argsort(own["who"], kind="stable")]
    came = np.ones(len(own), dtype=bool)  # to somewhere else than where the customer was
    came[1:] = (own["where"][1:] != own["where"][:-1]) | (own["who"][1:] != own["who"][:-1])
    steps = own[came]
    before, after = steps[:-1], steps[1:]
    on_the_way = (before["who"] == after["who"]) & (before["where"] >= 0) & (after["where"] >= 0)
    on_the_way &= after["time"] >= since
    before, after = before["where"][on_the_way], after[on_the_way]
    lost = after["kind"] == facts.FELL_THROUGH
    passed = np.zeros((len(lanes), len(lanes)), dtype=np.int64)
    fell = np.zeros_like(passed)
    np.add.at(passed, (before, after["where"]), 1)
    np.add.at(fell, (before[lost], after["where"][lost]), 1)
    return tuple(
        HandOff(start, end, int(passed[start, end]), int(fell[start, end]))
        for start, end in np.argwhere(passed).tolist()
        if lanes[start] != lanes[end]
    )


def journey(ax: Axes, steps: Journey, style: Style = LIGHT) -> None:
    """Draw the journey map: stops, hand-offs, and what goes wrong at them.

    It has no scale: its unit is the pixel, and it wants 780 by 370 of them or more. Ways that few
    take are left out of the drawing, not out of the numbers.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where.
    steps : Journey
        As `journey_steps` gives it.
    style : Style
        Its colours.
    """
    box = ax.get_window_extent()
    titles = (_title(steps), _title(steps, short=True))
    wide = box.width / 1.1  # a title is a tenth larger
    dress(
        ax,
        style,
        next((t for t in titles if _wide(t, True) < wide), fitted(titles[-1], wide, True)),
    )
    undress(ax)
    ax.set_xlim(0, box.width)
    ax.set_ylim(box.height, 0)
    top, foot = 34.0, 34.0
    row = (box.height - top - foot) / len(steps.stops)
    middles = [top + (place + 0.5) * row for place in range(len(steps.stops))]
    lanes = max(stop.lane for stop in steps.stops) + 1
    step = min(36.0, 0.15 * box.width / lanes)
    at = [STAGE_WIDE + (stop.lane + 0.5) * step for stop in steps.stops]
    for lane in range(lanes):
        x = STAGE_WIDE + (lane + 0.5) * step
        ax.plot([x, x], [top, box.height - foot], color=style.quiet, linewidth=1, alpha=0.5)
    write(ax, STAGE_WIDE + lanes * step / 2, 14, "department", style, across="center")
    _stages(ax, steps, top, row, style)
    _arrows(ax, steps, list(zip(at, middles, strict=True)), style)
    from_here = STAGE_WIDE + lanes * step + GAP
    _names(ax, steps, middles, row, from_here, (1 - 3 * NUMBER_WIDE) * box.width - GAP, style)
    _numbers(ax, steps, middles, row, style)
    note = "used: of 100 visits. fail: of 1,000 served. lost: of 1,000 handed on to here."
    write(ax, 0, box.height - 2, note, style, up="bottom")


def describe_journey(steps: Journey) -> str:
    """Say what `journey` shows."""
    told = "; ".join(
        f"{stop.title} ({stop.department}): {count(stop.contacts)} contacts, "
        f"{_said(_per_thousand(stop.failures, stop.contacts))} failures and "
        f"{_said(_per_thousand(stop.magic, stop.contacts))} moments of magic per 1,000"
        for stop in steps.stops
    )
    return f"The journey of customers, touchpoint by touchpoint. {told}. {_title(steps)}."


def _title(steps: Journey, short: bool = False) -> str:
    """Say where most customers get lost."""
    if steps.worst is None:
        return "Nobody gets lost between departments"
    start, end = (steps.stops[place].department for place in steps.worst[:2])
    lost = steps.worst.fell_through
    if short:
        return f"Most lost: {start} to {end}, {count(lost)}"
    return f"Most get lost from {start} to {end}: {count(lost)}"


def _stages(ax: Axes, steps: Journey, top: float, row: float, style: Style) -> None:
    """Write each stage beside its first stop, under a line that parts it from the one before."""
    for place, stop in enumerate(steps.stops):
        if place and steps.stops[place - 1].stage == stop.stage:
            continue
        y = top + place * row
        ax.plot([0, ax.get_xlim()[1]], [y, y], color=style.quiet, linewidth=1)
        write(ax, 0, y + row / 2, stop.stage, style)


def _arrows(ax: Axes, steps: Journey, at: list[tuple[float, float]], style: Style) -> None:
    """Draw hand-offs as arrows, the wider the more fall through, and the stops over them."""
    most = max([1, *(one.fell_through for one in steps.hand_offs)])
    usual = max([0, *(one.passed for one in steps.hand_offs)])
    for one in sorted(steps.hand_offs, key=lambda one: one == steps.worst):
        worst = one == steps.worst
        if one.passed < RARE * usual and not worst:
            continue
        bend = 0.0 if one.end == one.start + 1 else 0.25  # else it would run over a stop it skips
        ax.add_patch(
            FancyArrowPatch(
                at[one.start],
                at[one.end],
                arrowstyle="-|>",
                mutation_scale=20 if worst else 15,
                shrinkA=9,
                shrinkB=9,
                connectionstyle=f"arc3,rad={bend}",
                linewidth=1 + 5 * one.fell_through / most,
                color=style.poor if worst else style.other,
                zorder=4 if worst else 3,
            )
        )
    x, y = zip(*at, strict=True)
    ax.scatter(x, y, s=230, color=style.good, edgecolor=style.paper, linewidth=1.5, zorder=5)


def _names(
    ax: Axes,
    steps: Journey,
    middles: list[float],
    row: float,
    left: float,
    right: float,
    style: Style,
) -> None:
    """Write each stop's name, and beneath it, if there is room, the department that owns it."""
    for stop, y in zip(steps.stops, middles, strict=True):
        up = 13 if row >= ROOMY else 0
        write(ax, left, y - up, fitted(stop.title, right - left, bold=True), style, bold=True)
        if row >= ROOMY:
            write(ax, left, y + 13, fitted(stop.department, right - left), style)


def _numbers(ax: Axes, steps: Journey, middles: list[float], row: float, style: Style) -> None:
    """Write how often each stop is used and what goes wrong, over a bar if there is room."""
    columns = (
        ("used", [_of(stop.contacts, steps.visits, 100) for stop in steps.stops], style.good, None),
        ("fail", [_per_thousand(s.failures, s.contacts) for s in steps.stops], style.poor, "//"),
        (
            "lost",
            [_per_thousand(*steps.arriving(i)[::-1]) for i in range(len(steps.stops))],
            style.poor,
            "//",
        ),
    )
    wide = NUMBER_WIDE * ax.get_xlim()[1]
    for column, (name, values, colour, hatch) in enumerate(columns):
        right = ax.get_xlim()[1] - (2 - column) * wide - 4
        write(ax, right, 14, name, style, across="right", bold=True)
        alike = columns[:1] if column == 0 else columns[1:]  # rates in 1,000 share a scale
        most = np.nanmax([1e-9, *(value for _, those, _, _ in alike for value in those)])
        for value, y in zip(values, middles, strict=True):
            up = 12 if row >= ROOMY else 0
            write(ax, right, y - up, _said(value), style, across="right")
            if row < ROOMY or not value > 0:
                continue
            long = (wide - GAP) * value / most
            ax.add_patch(
                Rectangle(
                    (right - long, y + 2),
                    long,
                    min(16, row / 2 - 4),
                    facecolor=colour,
                    hatch=hatch,
                    edgecolor=style.paper if hatch else "none",
                    linewidth=0,
                    label=f"{name} {value:.3f}",
                )
            )


def fitted(text: str, width: float, bold: bool = False) -> str:
    """Shorten a text until it is no wider than so many pixels.

    Examples
    --------
    >>> fitted("Paying at the till", 400), fitted("Paying at the till", 100)
    ('Paying at the till', 'Paying…')
    """
    if _wide(text, bold) <= width:
        return text
    shorter = [f"{text[:kept].rstrip()}…" for kept in range(len(text))]
    too_wide = bisect_right(shorter, width, key=lambda one: _wide(one, bold))
    return shorter[max(too_wide - 1, 0)]


def _wide(text: str, bold: bool) -> float:
    """Return the width of a text in pixels, at the smallest size."""
    font = FontProperties(weight="bold" if bold else "normal", size=points(SMALLEST))
    return float(text_to_path.get_text_width_height_descent(text, font, False)[0]) * DPI / 72


def _of(part: int, whole: int, each: int) -> float:
    return each * part / whole if whole else np.nan


def _per_thousand(part: int, whole: int) -> float:
    return _of(part, whole, 1000)


def _said(value: float) -> str:
    """Say a rate; a dash where there is nothing to compute it from.

    Examples
    --------
    >>> _said(12.4), _said(3.14), _said(float("nan"))
    ('12', '3.1', '–')
    """
    if not np.isfinite(value):
        return "–"
    return f"{value:.0f}" if value >= 9.95 or value == 0 else f"{value:.1f}"


def _by_place(table: NDArray[np.void], places: int) -> NDArray[np.int64]:
    """Count facts by touchpoint."""
    return np.bincount(table["where"], minlength=places)
