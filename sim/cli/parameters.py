"""The parameters of a scenario, shown."""

from rich.table import Table

from sim.assumptions import Row, Scenario, ScenarioError
from sim.assumptions.faults import did_you_mean
from sim.cli.console import as_json, rendered
from sim.study.tables import csv_text


def shown(scenario: Scenario, section: str | None, form: str) -> str:
    """Show every parameter: value, unit, source, grade.

    Parameters
    ----------
    scenario
        Whose parameters.
    section
        Only those of this section; None for all.
    form
        ``"table"``, ``"json"`` or ``"csv"``.

    Raises
    ------
    ScenarioError
        When there is no such section.
    """
    rows = [row for row in scenario.parameters() if section in (None, _section(row))]
    if not rows:
        known = dict.fromkeys(map(_section, scenario.parameters()))
        hint = did_you_mean(str(section), known) or f": there are {', '.join(known)}"
        raise ScenarioError([f"there is no section {section}{hint}"])
    if form == "json":
        return as_json([row._asdict() for row in rows])
    if form == "csv":
        return csv_text(Row._fields, rows)
    return rendered(f"{scenario.title or scenario.name}: preset {scenario.preset}", _table(rows))


def _section(row: Row) -> str:
    return row.key.partition(".")[0]


def _table(rows: list[Row]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("parameter", no_wrap=True)
    table.add_column("value", justify="right", overflow="fold")
    table.add_column("unit", max_width=20)
    table.add_column("grade", no_wrap=True)
    table.add_column("source", overflow="fold")
    before = ""
    for row in rows:
        if before and before != _section(row):
            table.add_row()
        before = _section(row)
        value = str(row.value).lower() if isinstance(row.value, bool) else str(row.value)
        table.add_row(row.key, value, row.unit, row.grade, row.source)
    return table
