"""The tables of MODEL.md, made from the code: ``python -m sim.study.modeldoc [FILE]``.

A table stands between ``<!-- generated: NAME -->`` and ``<!-- end -->``. What is between them is
written anew; everything else of the file is left as it is.
"""

import os
import re
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, get_args

from sim import facts
from sim.assumptions import bundled, claims, load
from sim.assumptions.keys import LISTS
from sim.assumptions.policy import ICARE, POLICIES
from sim.assumptions.presets import PRESETS, PUBLISHED
from sim.assumptions.scenario import about
from sim.assumptions.sections import SECTIONS
from sim.study.kpis import KPIS
from sim.study.modelhomes import HOMES, PRICES

FILE = Path(__file__).resolve().parents[2] / "MODEL.md"
_BLOCK = re.compile(r"(<!-- generated: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)
_REQUIRED = "the trade says"
_MARK = re.compile(r"<!-- (?:generated: \w+|end) -->")


def parameters() -> str:
    """Tell every parameter: what it is, its unit, its value in both presets, source and grade."""
    parts = []
    for section, model in (SECTIONS | LISTS).items():
        doc = (model.__doc__ or "").partition("\n")[0]
        rows = []
        for field, info in model.model_fields.items():
            key = f"{section}.*.{field}" if section in LISTS else f"{section}.{field}"
            unit, source, grade = about(key)
            declared = isinstance(info.json_schema_extra, dict)
            published = PUBLISHED.get(key)
            differs = published is not None and published.value != info.default
            rows.append(
                (
                    f"`{field}`",
                    info.description or "",
                    unit if declared else _choices(info.annotation),
                    _value(_REQUIRED if info.is_required() else info.default),
                    _value(published.value) if published and differs else "",
                    _grade(grade, published.grade if published else grade) if declared else "",
                    source if declared else "",
                )
            )
        head = ("key", "what it is", "unit", "slogans", "published", "grade", "source")
        parts.append(f"#### `{section}`\n\n{doc}\n\n{table(head, rows)}")
    return "\n\n".join(parts)


def presets() -> str:
    """Tell what the published preset sets otherwise, and on what evidence."""
    rows = [
        (f"`{key}`", _value(_default(key)), _value(one.value), one.grade, one.source)
        for key, one in PRESETS["published"].items()
    ]
    return table(("parameter", "slogans", "published", "grade", "source"), rows)


def trades() -> str:
    """Tell what each bundled trade says where no default can, and what it is calibrated to."""
    worlds = [load(name) for name in bundled()]
    required = [
        (f"`{section}.{field}`", *(_value(getattr(getattr(w, section), field)) for w in worlds))
        for section, model in SECTIONS.items()
        for field, info in model.model_fields.items()
        if info.is_required()
    ]
    targets = [
        (f"`{w.name}`", f"`{t.kpi}`", f"{_value(t.low)} to {_value(t.high)}", t.basis, t.source)
        for w in worlds
        for t in w.targets
    ]
    return "\n\n".join(
        (
            table(("parameter", *(f"`{w.name}`" for w in worlds)), required),
            "What each trade's figures are meant to reach, under its own start:",
            table(("trade", "key figure", "range", "basis", "source"), targets),
        )
    )


def kpis() -> str:
    """Tell every key figure."""
    rows = [(f"`{kpi.name}`", kpi.unit, kpi.view, kpi.meaning) for kpi in KPIS]
    return table(("key figure", "unit", "view", "exactly"), rows)


def kinds() -> str:
    """Tell every kind of fact."""
    groups = (
        ("joining", facts.JOINING),
        ("leaving", facts.LEAVING),
        ("income", facts.INCOME),
        ("cost", facts.COSTS),
        ("keeping", facts.KEEPING),
    )
    rows = [
        (
            str(number),
            f"`{kind.name}`",
            re.sub(r"\{(\w+)\}", r"*\1*", kind.story),
            kind.amount,
            ", ".join(group for group, members in groups if number in members),
        )
        for number, kind in enumerate(facts.KINDS)
    ]
    return table(("no.", "kind", "somebody, or something, …", "amount", "counted as"), rows)


def policies() -> str:
    """Tell every policy, and what it costs."""
    rows = []
    for policy in POLICIES:
        key = PRICES[policy.name]
        price = f"`{key}`" + (f", {about(key)[0]}" if key != policy.key else "") if key else "none"
        rows.append((policy.name, f"`{policy.key}`", about(policy.key)[0], price, policy.paid_as))
    return table(("policy", "parameter", "unit", "price", "booked as"), rows)


def levers() -> str:
    """Tell what each ICARE lever sets, from the scenario's own value to that of a full pull."""
    rows = [
        (f"`{lever.name}`", lever.title, f"`{key}`", _value(_default(key)), _value(full))
        for lever in ICARE
        for key, full in lever.full.items()
    ]
    return table(("lever", "title", "sets", "default", "at 1"), rows)


def ledger() -> str:
    """Tell every claim: what it is to the model, and where it lives."""
    keys: dict[str, list[str]] = {}
    for key in _keys():
        for one in re.findall(r"\bC\d\d[ab]?\b", about(key)[1]):
            keys.setdefault(one, []).append(f"`{key}`")
    rows = []
    for claim in claims():
        homes = [f"`{home}`" for home in HOMES.get(claim.id, ())]
        lives = ", ".join([*homes, *keys.get(claim.id, [])])
        figures = " · ".join(
            _value(low) if low == high else f"{_value(low)} to {_value(high)}"
            for low, high in zip(claim.low, claim.high, strict=True)
        )
        figures = f"{figures} {claim.unit}" if figures else ""
        rows.append((claim.id, claim.claim, figures, claim.role, lives or claim.where_it_lives))
    return table(("id", "claim, in our words", "figure", "role", "where it lives"), rows)


PARTS: dict[str, Callable[[], str]] = {
    part.__name__: part
    for part in (parameters, presets, trades, kpis, kinds, policies, levers, ledger)
}
"""What can stand between the markers, by name."""


def rewritten(text: str, parts: Mapping[str, Callable[[], str]] = PARTS) -> str:
    """Return a text with everything between its markers made anew.

    Parameters
    ----------
    text
        Of the file.
    parts
        What can stand between its markers, by name.

    Raises
    ------
    ValueError
        When a part is missing, unknown or there twice, or a marker has no counterpart.
    """
    there = [match.group(2) for match in _BLOCK.finditer(text)]
    if sorted(there) != sorted(parts):
        raise ValueError(f"the generated parts are {there}, but must be {list(parts)}, each once")
    if len(_MARK.findall(text)) != 2 * len(there):
        raise ValueError("each '<!-- generated: NAME -->' needs its own '<!-- end -->'")
    return _BLOCK.sub(lambda m: f"{m.group(1)}\n{parts[m.group(2)]()}\n\n{m.group(3)}", text)


def rewrite(file: Path = FILE, parts: Mapping[str, Callable[[], str]] = PARTS) -> bool:
    """Write the generated parts of a file anew: all of it, or nothing.

    Returns
    -------
    bool
        Whether anything has changed.
    """
    before = file.read_text(encoding="utf-8")
    now = rewritten(before, parts)
    if now == before:
        return False
    handle, name = tempfile.mkstemp(prefix=f".{file.name}-", dir=file.parent)
    try:
        with open(handle, "w", encoding="utf-8", newline="\n") as beside:
            beside.write(now)
        os.chmod(name, file.stat().st_mode)
        os.replace(name, file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return True


def _keys() -> list[str]:
    """List every parameter; a star stands for the name of a department, touchpoint or shock."""
    return [f"{section}.{field}" for section, m in SECTIONS.items() for field in m.model_fields] + [
        f"{part}.*.{field}" for part, m in LISTS.items() for field in m.model_fields
    ]


def _default(key: str) -> Any:
    section, _, field = key.partition(".")
    info = SECTIONS[section].model_fields[field]
    return _REQUIRED if info.is_required() else info.default


def _choices(annotation: Any) -> str:
    """Name what a parameter without a unit may be."""
    choices = get_args(annotation)
    return " or ".join(map(str, choices)) if choices and isinstance(choices[0], str | int) else ""


def _grade(slogans: str, published: str) -> str:
    return slogans if slogans == published else f"{slogans}; {published}"


def _value(value: Any) -> str:
    """Write a value as people do.

    Examples
    --------
    >>> _value(26.0), _value(0.05), _value(1500.0), _value(""), _value(False)
    ('26', '0.05', '1,500', '–', 'no')
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return f"{value:,}" if isinstance(value, int | float) else str(value) or "–"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    r"""Write a table in Markdown.

    Examples
    --------
    >>> print(table(("a", "b"), [("1", "x | y")]))
    | a | b |
    |---|---|
    | 1 | x \| y |
    """
    cells = [[cell.replace("|", "\\|").replace("\n", " ") for cell in row] for row in rows]
    lines = [head, ["---"] * len(head), *cells]
    return "\n".join(
        "|" + "|".join(line) + "|" if line[0] == "---" else "| " + " | ".join(line) + " |"
        for line in lines
    )


def main(arguments: Sequence[str]) -> int:
    """Write the tables anew, and say whether they had changed."""
    file = Path(arguments[0]) if arguments else FILE
    try:
        changed = rewrite(file)
    except (OSError, ValueError) as error:
        sys.stderr.write(f"{file.name} is left as it is: {error}\n")
        return 2
    sys.stdout.write(f"{file.name}: {'changed' if changed else 'as before'}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
