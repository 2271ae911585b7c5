"""The whole trial of the articles' claims, lived in the background: asides of module 09."""

from collections.abc import Collection, Mapping
from math import isfinite
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from sim.assumptions import Scenario
from sim.lessons.answer import Answer
from sim.lessons.lesson import Aside
from sim.show.rising import Reading, describe_readings, readings
from sim.show.style import Style
from sim.show.tally import counted, describe_tally, tally
from sim.show.words import count
from sim.study.trial import judged, to_live
from sim.study.trial.reading import World
from sim.study.trial.verdict import claimed_by

TRADE = "direct_sales"
RETENTION, LONG_RUN = "C15", "long-run profit, +5 points"

OUT_OF_REACH = "out of its reach"
"""What the trial says of a means that would have to be stretched too far."""
REACH = ": out of reach"


def scenarios(preset: str) -> Mapping[str, Scenario]:
    """Return all that the trial has to live, by name."""
    return {_name(world): one for world, one in to_live(preset, TRADE).items()}


def worlds_of_retention(preset: str) -> Mapping[str, Scenario]:
    """Return those that the claim on retention needs."""
    return {_name(world): one for world, one in to_live(preset, TRADE, [RETENTION]).items()}


def judged_so_far(answer: Answer, only: Collection[str] | None = None) -> pd.DataFrame:
    """Judge by what was lived so far; see `sim.study.trial.Trial.table`."""
    preset = next(iter(answer.scenarios.values())).preset
    worlds = to_live(preset, TRADE, only)
    by_world = {world: answer.figures[_name(world)][: answer.n] for world in worlds}
    return judged(worlds, by_world, preset, TRADE, only).table


def draw(figure: Figure, table: pd.DataFrame, style: Style) -> None:
    """Draw how often each claim holds."""
    title = f"{len(table)} readings of {table['claim'].nunique()} claims"
    tally(figure.add_axes((0.02, 0.02, 0.96, 0.88)), table, style, title)


def describe(table: pd.DataFrame) -> str:
    """Say what `draw` shows."""
    return describe_tally(table)


def told(table: pd.DataFrame) -> tuple[str, ...]:
    """Say what comes of it."""
    counts = counted(table)
    whole = counts.sum()
    one_way = [str(claim) for claim, row in counts.iterrows() if (row > 0).sum() == 1]
    none = [str(claim) for claim, row in counts.iterrows() if row["not reproduced"] == row.sum()]
    said = [
        f"Of {count(whole.sum())} readings, {count(whole['reproduced'])} are reproduced, "
        f"{count(whole['not reproduced'])} are not, {count(whole['true by definition'])} are true "
        f"by definition, and of {count(whole['cannot be told'])} nothing can be told from these "
        "runs.",
    ]
    if none:
        said.append(f"However it is read, {_listed(none)} comes out false in this firm.")
    split = len(counts) - len(one_way)
    said.append(
        f"{split} of {len(counts)} claims get more than one verdict. A slogan without its "
        "conditions is neither true nor false. Ask: of what, over what time, compared with what?"
    )
    return tuple(said)


def ways(answer: Answer) -> list[Reading]:
    """Return what each way to keep five points more does to profit in the long run."""
    table = judged_so_far(answer, [RETENTION])
    rows = table[(table["claim"] == RETENTION) & (table["reading"] == LONG_RUN)]
    return [_as_reading(one) for one in rows.itertuples(index=False)]


def _as_reading(row: Any) -> Reading:
    name = row.means if row.trade == TRADE else f"{row.means} ({row.trade})"
    if OUT_OF_REACH in row.why:
        name = f"{name}{REACH}"
    why = "keeps nobody that could be told from chance"
    return Reading(str(name), row.figure, row.low, row.high, str(row.verdict), why)


def draw_ways(figure: Figure, rows: list[Reading], style: Style) -> None:
    """Draw them."""
    ax = figure.add_axes((0.02, 0.015, 0.96, 0.92))
    readings(ax, rows, _claimed(), style, "Long-run profit, five points more kept")


def describe_ways(rows: list[Reading]) -> str:
    """Say what `draw_ways` shows."""
    return describe_readings(rows, _claimed())


def told_ways(rows: list[Reading]) -> tuple[str, ...]:
    """Say what comes of it."""
    known = [row for row in rows if isfinite(row.low) and REACH not in row.name]
    if not known:
        return ("More runs are needed before anything can be said.",)
    low, high = (pick(known, key=lambda row: row.figure) for pick in (min, max))
    return (
        f"The same five points are worth {count(low.figure)}% more profit in the long run when "
        f"they come from “{low.name}”, and {count(high.figure)}% from “{high.name}”. "
        "How you keep people matters: it costs, and it changes more than who stays.",
        "A means that has to be stretched to more than twice its size to keep five points is out "
        "of reach, and no verdict is built on it, whatever its figure says.",
    )


def _claimed() -> tuple[float, float]:
    found = claimed_by(RETENTION, "%")
    return found.low, found.high


def _name(world: World) -> str:
    return f"{world.trade}: {world.means.name if world.means else 'as it is'}"


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


WORDS = (
    "Each claim that must come out of the runs is read in several ways. One rule judges them all. "
    "A reading is reproduced when its whole interval lies within what is claimed. It is not so "
    "when all of it lies outside. Else it cannot be told. This is the direct sales firm as it is, "
    "lived with and without each change. It takes a while: what you see first rests on two runs of "
    "each, and it grows surer."
)
TRIAL = Aside(
    title="Every claim on trial",
    words=WORDS,
    scenarios=scenarios,
    draw=draw,
    describe=describe,
    told=told,
    made_of=judged_so_far,
    replications=8,
    least=2,
    height=430,
)
WAYS = Aside(
    title="Nine ways to keep five more",
    words="The claim does not say how people are kept. Here are nine ways, from a faster desk to "
    "a lock, each taken in proportion to five points.",
    scenarios=worlds_of_retention,
    draw=draw_ways,
    describe=describe_ways,
    told=told_ways,
    made_of=ways,
    replications=8,
    least=2,
    height=660,
)
