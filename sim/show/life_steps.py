"""One customer's life cut into steps that one can listen to: each with its day and its sentence."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from math import inf
from typing import Any, NamedTuple

from sim import facts
from sim.assumptions import Scenario
from sim.show.words import count
from sim.study.clock import clock_time
from sim.study.run import Run, facts_kept
from sim.study.story import ORDINARY, UNSEEN, facts_of, sentence

FAILED = (facts.MISERY_MINOR, facts.MISERY_SERIOUS)
GRAVE = (*FAILED, *facts.LEAVING)
"""A visit with one of these is told instant by instant."""

WORTH_TELLING = (facts.MAGIC, facts.BROKEN_PROMISE, facts.WALKED_OUT, facts.ABANDONED)
"""What is told of any other visit, in one sentence."""

BY_THE_WAY = (facts.SERVED, facts.SALE)
"""Left out where something else happens at the same instant."""

NEXT = (facts.MAGIC, facts.QUEUED, facts.STARTED, facts.COMPLETED, facts.CASE_STARTED)
"""Left out where the customer is let down at the same instant."""

DECIDES = (facts.QUITS_SILENT, facts.QUITS_VOICED, facts.COMPLETED, facts.ABANDONED)
"""Goes without saying of one who leaves for good at the same instant."""

UNTOLD = (*UNSEEN, facts.SPOILED, facts.SPOILED_ON_RECORD)
END = "still a customer at the end"
GONE = "no customer any more at the end"


class Step(NamedTuple):
    """Something that happens to a customer, or a row of visits in which nothing does."""

    time: float
    """Day by which it has happened."""
    when: str
    text: str
    failed: bool = False
    """Whether the customer is let down here."""
    parts: tuple[str, ...] = ()
    """What the sentence is made of."""


def joined(parts: Sequence[str]) -> str:
    """Make a sentence of its parts.

    Examples
    --------
    >>> joined(["comes in", "waits in line", "goes home"]), joined(["joins"])
    ('Comes in, waits in line and goes home.', 'Joins.')
    """
    *others, last = parts
    text = f"{', '.join(others)} and {last}" if others else last
    return f"{text[0].upper()}{text[1:]}."


def steps_of(
    run: Run,
    customer: int,
    cut: float = inf,
    left_out: Sequence[int] = (),
) -> tuple[Step, ...]:
    """Cut a customer's life into steps.

    Visits in which nothing special happens are one step, as many as come in a row. A visit with a
    moment of magic, a long wait or a walk-out is one sentence; one with a failure is told instant
    by instant.

    Parameters
    ----------
    run : Run
        A run that has kept its events.
    customer : int
        The person's number in the market, from 0.
    cut : float
        A day at which a row of visits with nothing special is cut in two.
    left_out : sequence of int
        Kinds of fact that are not told.

    Returns
    -------
    tuple of Step
        In their order; the last is the end of the run.

    Raises
    ------
    ValueError
        If nobody in the market has that number, or if the run has kept no events.
    """
    facts_kept(run.outcome)
    scenario, own = run.scenario, facts_of(run, customer)
    own = [fact for fact in own if fact["kind"] not in left_out]
    steps: list[Step] = []
    quiet: list[tuple[float, float]] = []
    for begin, end, told in _episodes(own):
        if quiet and quiet[-1][0] < cut <= begin:
            steps += _quiet(scenario, quiet)
            quiet = []
        if not told:
            quiet.append((begin, end))
            continue
        steps += _quiet(scenario, quiet)
        quiet = []
        steps += (_step(scenario, rows) for rows in told)
    steps += _quiet(scenario, quiet)
    kinds = [int(fact["kind"]) for fact in own]
    last = [kind for kind in kinds if kind in (*facts.JOINING, *facts.LEAVING)]
    here = bool(last) and last[-1] in facts.JOINING
    days = scenario.time.days
    text = END if here else GONE
    steps.append(Step(float(days), f"day {days}", joined([text]), parts=(text,)))
    return tuple(steps)


def _episodes(own: Sequence[Any]) -> Iterator[tuple[float, float, list[list[Any]]]]:
    """Cut the facts into visits and what comes between: begin, end, and what is told of it.

    Where nothing is told, it was a visit with nothing special. What reaches a customer during a
    visit that goes on for days, such as a word of mouth, is told before its end.
    """
    visit: list[Any] = []
    outside: list[Any] = []
    for fact in own:
        kind, now = fact["kind"], float(fact["time"])
        if outside and (kind == facts.VISIT or outside[0]["time"] != now):
            yield float(outside[0]["time"]), float(outside[0]["time"]), [outside]
            outside = []
        if kind == facts.VISIT:
            visit = [fact]
        elif visit:
            visit.append(fact)
            if kind in (facts.COMPLETED, facts.ABANDONED):
                yield from _of_visit(visit)
                visit = []
        elif kind not in UNTOLD:
            outside.append(fact)
    if outside:
        yield float(outside[0]["time"]), float(outside[0]["time"]), [outside]
    if visit:
        yield from _of_visit(visit)


def _of_visit(visit: list[Any]) -> Iterator[tuple[float, float, list[list[Any]]]]:
    """Choose what is told of a visit; it ends last, whatever else is heard meanwhile."""
    begin, end = float(visit[0]["time"]), float(visit[-1]["time"])
    if any(fact["kind"] in GRAVE for fact in visit):
        seen = [fact for fact in visit if fact["kind"] not in UNTOLD]
        yield begin, end, [list(rows) for _, rows in groupby(seen, key=lambda f: f["time"])]
        return
    inside = (*ORDINARY, *WORTH_TELLING, *UNTOLD)
    for fact in visit[1:]:
        if fact["kind"] not in inside:
            yield float(fact["time"]), float(fact["time"]), [[fact]]
    told = [fact for fact in visit[1:] if fact["kind"] in WORTH_TELLING]
    home = [fact for fact in visit[-1:] if fact["kind"] == facts.COMPLETED]
    yield begin, end, [[visit[0], *told, *home]] if told else []


def _quiet(scenario: Scenario, visits: list[tuple[float, float]]) -> list[Step]:
    """Make a step of visits in which nothing special happened."""
    if not visits:
        return []
    first, last = visits[0][0], visits[-1][1]
    if len(visits) == 1:
        when, often = clock_time(scenario, first), ""
    else:
        often = " twice" if len(visits) == 2 else f" {count(len(visits))} times"
        when = " to ".join(f"day {day}" for day in sorted({int(first), int(visits[-1][0])}))
    text = f"comes in{often}, and nothing special happens"
    return [Step(last, when, joined([text]), parts=(text,))]


def _step(scenario: Scenario, rows: list[Any]) -> Step:
    """Tell facts as one step; no place is named twice in a row."""
    told: list[str] = []
    where = facts.NOWHERE
    leaves = any(fact["kind"] in facts.LEAVING for fact in rows)
    failed = any(fact["kind"] in FAILED for fact in rows)
    if len(rows) > 1 and rows[0]["time"] == rows[-1]["time"]:
        aside = (*BY_THE_WAY, *NEXT) if failed else BY_THE_WAY
        rows = [fact for fact in rows if fact["kind"] not in aside] or rows
    magic = sum(fact["kind"] == facts.MAGIC for fact in rows)
    many_magic = magic if magic > 1 else 0
    for fact in rows:
        if leaves and fact["kind"] in DECIDES:
            continue
        text = sentence(scenario, fact)
        if many_magic and fact["kind"] == facts.MAGIC:
            text = f"lives {count(many_magic)} moments of magic"
        if fact["where"] == where != facts.NOWHERE:
            place = scenario.touchpoints[where]
            text = text.replace(f' at "{place.title or place.name}"', "")
            text = text.replace("leaves: a failure", "leaves for good")
        told.append(text)
        where = int(fact["where"]) if fact["where"] != facts.NOWHERE else where
    parts = tuple(dict.fromkeys(told))
    when = clock_time(scenario, float(rows[0]["time"]))
    end = max(float(fact["time"]) for fact in rows)
    return Step(end, when, joined(parts), failed, parts)
