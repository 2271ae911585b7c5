"""A page of feedback for each student: what holds, what does not yet, and nothing of the key."""

from collections.abc import Iterator, Sequence

from sim.play.game.page import Block, Bullets, Heading, Table, Text, html
from sim.play.grading.rows import CheckRow, Row, number

TITLE = "What your exercises came to"


def pages(rows: Sequence[Row]) -> dict[str, str]:
    """Return a page as HTML for each student, by name."""
    of_each: dict[str, list[Row]] = {}
    for row in rows:
        of_each.setdefault(row.student, []).append(row)
    return {name: html(list(_page(name, theirs)), TITLE) for name, theirs in of_each.items()}


def _page(name: str, rows: Sequence[Row]) -> Iterator[Block]:
    yield Heading(f"{TITLE}: {name}", 1)
    graded = [row for row in rows if row.graded]
    if graded:
        points = sum(row.points or 0 for row in graded)
        most = sum(row.most or 0 for row in graded)
        yield Text(f"{number(points)} of {number(most)} points, in {_exercises(len(graded))}.")
    for row in rows:
        yield from _one(row)


def _one(row: Row) -> Iterator[Block]:
    if not row.graded:
        yield Heading(row.exercise or row.file)
        yield Text(f"This was not graded. {row.file}: {'; '.join(row.told)}.")
        return
    title = row.exercise.replace("_", " ")
    yield Heading(f"{title}: {number(row.points)} of {number(row.most)} points")
    yield Table(
        ("Task", "Points", "of", "How it is"),
        [(_task(one), number(one.points), number(one.most), _how(one)) for one in row.checks],
    )
    told = [f"{_task(one)}: {one.told}" for one in row.checks if one.told]
    if told:
        yield Bullets(told)
    if row.told:
        yield Text("What happened when your notebook was run:")
        yield Bullets([f"{one[:1].upper()}{one[1:]}." for one in row.told])


def _how(check: CheckRow) -> str:
    if check.to_read:
        return "your trainer reads it"
    if check.holds:
        return "\N{CHECK MARK} holds"
    return "\N{BALLOT X} not yet" if not check.points else "in part"


def _task(check: CheckRow) -> str:
    return check.name.replace("_", " ")


def _exercises(count: int) -> str:
    return "one exercise" if count == 1 else f"{count} exercises"
