"""Answers in a TOML file: what a form would hold, for the command line and to keep."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import tomlkit

from sim.assumptions import Scenario
from sim.assumptions.faults import ScenarioError
from sim.assumptions.tomlfile import read
from sim.play.company.answers import (
    FIGURES,
    UNKNOWN,
    AnswerError,
    Audit,
    Figures,
    HandOff,
    Moment,
)
from sim.play.company.flaws import quoted
from sim.play.company.questions import questions

MADE_HERE = "# Answers about your company."
"""How a file begins that may be written anew."""

PARTS = ("trade", "figures", "audit")
OF_AN_AUDIT = ("name", "role", "answers", "moments", "worst_hand_offs")
OF_A_MOMENT = ("name", "rating", "stage", "department", "title", "use")


def read_answers(file: Path | str) -> tuple[Figures, tuple[Audit, ...]]:
    """Read figures and audits from a file, as `write_answers` writes them.

    Raises
    ------
    AnswerError
        With a sentence for each answer that cannot be, and its line.
    """
    try:
        found = read(Path(file), str(file), "hold answers")
    except ScenarioError as error:
        raise AnswerError(error.faults) from None
    faults: list[str] = []

    def at(sentence: str, *path: Any) -> str:
        return f"{file}:{found.line(path) or 1}: {sentence}"

    for part in found.values:
        if part not in PARTS:
            rule = "only trade, figures and audit are read"
            faults.append(at(f"there is no part {quoted(part)}: {rule}", part))
    figures = _figures(found.values.get("figures", {}), faults, at)
    given = found.values.get("audit", [])
    if not isinstance(given, list) or not all(isinstance(one, dict) for one in given):
        faults.append(at("audit must be tables, each begun by [[audit]]", "audit"))
        given = []
    audits = tuple(_audit(one, place, faults, at) for place, one in enumerate(given))
    if faults:
        raise AnswerError(faults)
    return figures, audits


def trade_in(file: Path | str) -> str:
    """Return the trade that a file of answers was filled in for; empty where it does not say."""
    return str(read(Path(file), str(file)).values.get("trade", ""))


def _figures(given: Any, faults: list[str], at: Any) -> Figures:
    if not isinstance(given, dict):
        faults.append(at("figures must be a table, begun by [figures]", "figures"))
        return Figures()
    known = {one.name for one in FIGURES}
    right: dict[str, Any] = {}
    for name, value in given.items():
        if name not in known:
            faults.append(at(f"there is no figure {quoted(name)}", "figures", name))
            continue
        value = tuple(value) if isinstance(value, list) else value
        try:
            Figures(**{name: value})
            right[name] = value
        except AnswerError as error:
            faults += [at(one, "figures", name) for one in error.faults]
    return Figures(**right)


def _audit(given: Mapping[str, Any], place: int, faults: list[str], at: Any) -> Audit:
    path = ("audit", place)
    faults += [
        at(f"there is no {quoted(name)} in an audit", *path, name)
        for name in given
        if name not in OF_AN_AUDIT
    ]
    moments = [
        Moment(**{name: one[name] for name in OF_A_MOMENT if name in one})
        for number, one in enumerate(_tables(given.get("moments", []), "moments", path, faults, at))
        if _is_whole(one, ("name", "rating"), OF_A_MOMENT, (*path, "moments", number), faults, at)
    ]
    both = ("from", "to")
    hand_offs = [
        HandOff(str(one["from"]), str(one["to"]))
        for number, one in enumerate(
            _tables(given.get("worst_hand_offs", []), "worst_hand_offs", path, faults, at)
        )
        if _is_whole(one, both, both, (*path, "worst_hand_offs", number), faults, at)
    ]
    answers = given.get("answers", {})
    if not isinstance(answers, dict):
        faults.append(at("answers must be a table", *path, "answers"))
        answers = {}
    right: dict[str, Any] = {}
    for name, value in answers.items():
        try:
            Audit(answers={name: value})
            right[name] = value
        except AnswerError as error:
            faults += [at(one, *path, "answers", name) for one in error.faults]
    try:
        name = str(given.get("name", ""))
        return Audit(given.get("role", ""), right, tuple(moments), tuple(hand_offs), name)
    except AnswerError as error:
        faults += [at(one, *path) for one in error.faults]
        return Audit()


def _tables(
    given: Any, name: str, path: tuple[Any, ...], faults: list[str], at: Any
) -> Sequence[Mapping[str, Any]]:
    if isinstance(given, list) and all(isinstance(one, dict) for one in given):
        return given
    faults.append(at(f"{name} must be a list of tables", *path, name))
    return []


def _is_whole(
    given: Mapping[str, Any],
    needed: Sequence[str],
    known: Sequence[str],
    path: tuple[Any, ...],
    faults: list[str],
    at: Any,
) -> bool:
    wrong = [at(f"{path[-2]} need {name}", *path) for name in needed if name not in given]
    wrong += [
        at(f"{path[-2]} have no {quoted(name)}", *path, name) for name in given if name not in known
    ]
    wrong += [
        at(f"{name} is {quoted(value)}, but must be a text", *path, name)
        for name, value in given.items()
        if name in known and name != "use" and not isinstance(value, str)
    ]
    use = given.get("use", 0.5)
    if isinstance(use, bool) or not isinstance(use, int | float):
        wrong.append(at(f"use is {quoted(use)}, but must be a number", *path, "use"))
    faults += wrong
    return not wrong


def write_answers(figures: Figures, audits: Sequence[Audit], trade: str = "") -> str:
    """Write figures and audits as TOML that `read_answers` reads.

    Parameters
    ----------
    figures, audits
        What was said.
    trade
        The trade that it was said for, as `trade_in` gives it back.

    Examples
    --------
    >>> "gross_margin = 0.3" in write_answers(Figures(gross_margin=0.3), [Audit("manager")])
    True
    """
    document = tomlkit.document()
    document.add(tomlkit.comment(MADE_HERE.removeprefix("# ")))
    if trade:
        document.add("trade", tomlkit.item(trade))
    said = {k: list(v) if isinstance(v, tuple) else v for k, v in figures.said().items()}
    document.add("figures", tomlkit.item(said))
    several = tomlkit.aot()
    for one in audits:
        table = tomlkit.table()
        if one.name:
            table.add("name", one.name)
        if one.role:
            table.add("role", one.role)
        table.add("answers", tomlkit.item(dict(one.answers)))
        if one.moments:
            table.add("moments", tomlkit.item([_moment(moment) for moment in one.moments]))
        if one.worst_hand_offs:
            ways = [{"from": w.from_department, "to": w.to_department} for w in one.worst_hand_offs]
            table.add("worst_hand_offs", tomlkit.item(ways))
        several.append(table)
    if audits:
        document.add("audit", several)
    return tomlkit.dumps(document)


def _moment(moment: Moment) -> dict[str, Any]:
    every = {name: getattr(moment, name) for name in OF_A_MOMENT}
    return {name: value for name, value in every.items() if value not in ("", None)}


def blank_answers(trade: Scenario) -> str:
    """Write a file to fill in: every figure and every question, answered with "unknown".

    Parameters
    ----------
    trade
        Whose touchpoints are to be rated.
    """
    lines = [
        "# Answers about your company. Take a line away where you have nothing to say: then the",
        f'# trade\'s value stays. "{UNKNOWN}" means that you do not know: then what follows from',
        "# it becomes a range. A figure may be a range itself: [800, 1200].",
        "",
        "[figures]",
        *(f'{one.name} = "{UNKNOWN}"  # {one.text} In {one.unit}.' for one in FIGURES),
        "",
        "# One [[audit]] a person; copy it for the next. role: manager, front line, or none.",
        "[[audit]]",
        'role = "manager"',
        "",
        "[audit.answers]",
    ]
    kinds = {"yes_no": "true or false", "scale": "0 to 10"}
    lines += [f'{one.id} = "{UNKNOWN}"  # {one.text} ({kinds[one.kind]})' for one in questions()]
    lines += [
        "",
        "# Each moment: magic, mediocrity or misery. Add your own, with stage and department.",
    ]
    for one in trade.touchpoints:
        lines += [
            "[[audit.moments]]",
            f'name = "{one.name}"  # {one.title}',
            f'stage = "{one.stage}"',
            f'department = "{one.department}"',
            f'rating = "{UNKNOWN}"',
        ]
    lines += [
        "",
        "# Where do customers fall through? Name the departments.",
        "# [[audit.worst_hand_offs]]",
        f'# from = "{trade.departments[0].name}"',
        f'# to = "{trade.departments[-1].name}"',
    ]
    return "\n".join(lines) + "\n"
