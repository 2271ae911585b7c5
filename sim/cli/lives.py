"""One customer's life, shown."""

from typing import Any

from sim import facts
from sim.cli.console import as_json
from sim.study.clock import clock_time
from sim.study.run import Run
from sim.study.story import facts_of, tell
from sim.study.tables import csv_text

COLUMNS = ("time", "when", "kind", "where", "other", "amount", "unit")


def shown(run: Run, customer: int, from_day: int, limit: int | None, form: str) -> str:
    """Show a life: in plain words, or the plain facts.

    Parameters
    ----------
    run
        A run that has kept its events.
    customer
        The person's number in the market.
    from_day
        The first day to show.
    limit
        The most lines to show; None for all.
    form
        ``"table"`` for words, ``"json"`` or ``"csv"`` for facts.
    """
    if form != "table":
        rows = [row for row in _rows(run, customer) if row[0] >= from_day][:limit]
        if form == "csv":
            return csv_text(COLUMNS, rows)
        return as_json([dict(zip(COLUMNS, row, strict=True)) for row in rows])
    story = tell(run, customer)
    lines = [line for line in story.lines if line.time >= from_day]
    told = lines[:limit]
    width = max((len(line.when) for line in told), default=0)
    page = [f"{line.when:<{width}}  {line.text}" for line in told]
    if len(told) < len(lines):
        left = len(lines) - len(told)
        page.append(f"... and {left} more line{'s' * (left > 1)}")
    return "\n".join([*page, story.summary]) + "\n"


def _rows(run: Run, customer: int) -> list[tuple[Any, ...]]:
    touchpoints = [touchpoint.name for touchpoint in run.scenario.touchpoints]
    rows = []
    for fact in facts_of(run, customer):
        kind, time, where = facts.KINDS[fact["kind"]], float(fact["time"]), int(fact["where"])
        place = touchpoints[where] if 0 <= where < len(touchpoints) else None
        other = int(fact["other"])
        rows.append(
            (
                time,
                clock_time(run.scenario, time),
                kind.name,
                place,
                None if other < 0 else other,
                float(fact["amount"]),
                kind.amount,
            )
        )
    return rows
