"""Writing a scenario down: a TOML file with everything in it that loads as the same scenario."""

import tomlkit
from tomlkit.items import Table

from sim.assumptions.keys import LISTS
from sim.assumptions.scenario import Row, Scenario
from sim.assumptions.sections import SECTIONS


def dump(scenario: Scenario) -> str:
    """Write a scenario as TOML, every value resolved and with its unit, grade and source beside it.

    What the file's values rest on is kept in its ``[sources]``, so that reading it back loses
    nothing but who said a value last.

    Examples
    --------
    >>> from sim.assumptions import load
    >>> text = dump(load("corner_shop"))
    >>> "silent_per_complaint = 26.0  # silent/complaint; folklore; C12" in text
    True
    """
    rows = {row.key: row for row in scenario.parameters()}
    document = tomlkit.document()
    for name in ("name", "title", "trade", "preset"):
        document.add(name, tomlkit.item(getattr(scenario, name)))
    document.add("resolved", tomlkit.item(True))
    for section, model in SECTIONS.items():
        part = getattr(scenario, section)
        values = {field: getattr(part, field) for field in model.model_fields}
        document.add(section, _table(values, section, rows))
    for part_name, model in LISTS.items():
        if not getattr(scenario, part_name):
            continue
        members = tomlkit.aot()
        for member in getattr(scenario, part_name):
            values = {field: getattr(member, field) for field in model.model_fields}
            members.append(_table(values, f"{part_name}.{member.name}", rows))
        document.add(part_name, members)
    if scenario.targets:
        targets = tomlkit.aot()
        for target in scenario.targets:
            targets.append(tomlkit.item(target.model_dump()))
        document.add("targets", targets)
    sources = tomlkit.table()
    for row in rows.values():
        if row.origin in ("trade", "set"):
            sources.add(tomlkit.key([row.key]), f"{row.grade}: {row.source}")
    document.add("sources", sources)
    return tomlkit.dumps(document)


def _table(values: dict[str, object], prefix: str, rows: dict[str, Row]) -> Table:
    table = tomlkit.table()
    for field, value in values.items():
        item = tomlkit.item(value)
        row = rows.get(f"{prefix}.{field}")
        if row:
            item.comment(_one_line(f"{row.unit}; {row.grade}; {row.source}"))
            item.trivia.comment_ws = "  "
        table.add(field, item)
    return table


def _one_line(text: str) -> str:
    """Leave out what a comment cannot hold."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
