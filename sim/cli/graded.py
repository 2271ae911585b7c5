"""What a folder of hand-ins came to, as a table, as JSON or as CSV."""

from pathlib import Path

from rich.table import Table
from rich.text import Text

from sim.cli.console import as_json, rendered
from sim.play.grading.grading import Grading
from sim.play.grading.rows import number, rows_csv


def shown(found: Grading, place: Path, form: str) -> str:
    """Show what came of a folder as ``"table"``, ``"json"`` or ``"csv"``."""
    if form == "csv":
        return rows_csv(found.rows)
    if form == "json":
        return as_json({**found.about(), "hand_ins": [row.plain() for row in found.rows]})
    apart = found.kept_apart
    return rendered(
        _table(found),
        *(Text(line) for line in _sentences(found)),
        "",
        Text(f"Kept apart by {apart.isolation.name}", style="bold"),
        *(Text(f"  holds: {phrase}") for phrase in apart.holds),
        *(Text(f"  does not cover: {phrase}") for phrase in apart.leaves_open),
        "",
        Text(f"Tables, feedback and gradebook are in {place}"),
    )


def _table(found: Grading) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("student", overflow="fold")
    table.add_column("exercise", overflow="fold")
    table.add_column("points", justify="right", no_wrap=True)
    table.add_column("of", justify="right", no_wrap=True)
    table.add_column("", overflow="fold")
    for row in found.rows:
        what = row.sentence if row.graded else f"not graded: {row.file}: {row.sentence}"
        cells = (row.student, row.exercise, number(row.points), number(row.most), what)
        table.add_row(*(Text(cell) for cell in cells))
    return table


def _sentences(found: Grading) -> list[str]:
    graded = [row for row in found.rows if row.graded]
    students = {row.student for row in graded}
    return [
        "",
        f"{len(graded)} of {len(found.rows)} hand-ins were graded, those of {len(students)} "
        f"student{'s' * (len(students) != 1)}",
    ]
