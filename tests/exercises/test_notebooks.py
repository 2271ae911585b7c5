"""Masters, copies for students, keys and seals belong together; the copies give nothing away."""

import json
import re
import tomllib
from functools import cache
from pathlib import Path

import nbformat
import pytest

from sim.exercises import NAMES
from sim.exercises.feedback import Feedback
from tests.project.prose import ROOT
from tools.exercises import ROOM, STUB, WORDS, made, masters

POINTS = {"read_off": 2, "change": 2, "explain": 1, "words": 0, "build": 5}
NUMBERS = [file.name[:2] for file in masters()]


def file_of(room: str, number: str) -> Path:
    (found,) = (ROOM / room).glob(f"{number}_*.ipynb")
    return found


@cache
def cells(room: str, number: str):
    return tuple(nbformat.read(file_of(room, number), as_version=4).cells)


def graded(room: str, number: str):
    found = [one for one in cells(room, number) if one.metadata.get("nbgrader", {}).get("grade")]
    return {one.metadata["nbgrader"]["grade_id"]: one for one in found}


def lived(these, instead=None):
    """Run cells in this process; return what the last line of each came to, by the cell's id."""
    names: dict = {"__name__": "__main__"}
    came = {}
    for one in these:
        if one.cell_type != "code":
            continue
        *lines, last = ast_lines(one.source)
        exec(compile(lines[0], one.id, "exec"), names) if lines else None
        came[one.id] = eval(last, names) if last is not None else None
    return came, names


def ast_lines(source: str):
    """Part a cell into what is run, and the expression that it ends in."""
    import ast

    tree = ast.parse(source)
    if tree.body and isinstance(tree.body[-1], ast.Expr):
        last = ast.Expression(tree.body.pop().value)
        return [tree, compile(last, "last line", "eval")]
    return [tree, None]


def test_every_exercise_has_its_master():
    assert [file.stem for file in masters()] == [f"{n}_{name}" for n, name in NAMES.items()]


def test_what_is_made_from_the_masters_is_there_and_is_of_today():
    stale = [
        str(file.relative_to(ROOT))
        for file, text in made().items()
        if not file.exists() or _plain(file.read_text(encoding="utf-8")) != _plain(text)
    ]
    assert not stale, "make exercises"
    made_from = {file.name for file in masters()}
    for room in (ROOM, ROOM / "keys"):
        assert {file.name for file in room.glob("*.ipynb")} == made_from


def _plain(text: str):
    return json.loads(text)


@pytest.mark.parametrize("number", NUMBERS)
def test_points_and_metadata(number):
    for room in ("masters", "."):
        parts = graded(room, number)
        points = {name: one.metadata["nbgrader"]["points"] for name, one in parts.items()}
        assert points == POINTS
        for one in parts.values():
            assert one.metadata["nbgrader"]["schema_version"] == 3


@pytest.mark.parametrize("number", NUMBERS)
def test_the_key_is_right_in_every_part(number):
    came, _ = lived(cells("keys", number))
    said = {one: what for one, what in came.items() if isinstance(what, Feedback)}
    assert len(said) == 4
    assert all(said.values()), said


@pytest.mark.parametrize("number", NUMBERS)
def test_the_master_passes_its_own_hidden_tests(number):
    lived(cells("masters", number))


@pytest.mark.parametrize("number", NUMBERS)
def test_a_students_copy_says_not_attempted(number):
    came, _ = lived(cells(".", number))
    said = [what for what in came.values() if isinstance(what, Feedback)]
    assert [one.state for one in said] == ["not attempted"] * 4


@pytest.mark.parametrize("number", NUMBERS)
def test_a_blank_hand_in_gets_no_point(number):
    """The grader puts the hidden tests back: each must fail where nothing was answered."""
    _, names = lived(cells(".", number))
    for name, one in graded("masters", number).items():
        if one.cell_type == "code":
            with pytest.raises((AssertionError, TypeError)):
                exec(one.source, dict(names))
            assert "HIDDEN TESTS" in one.source, name


@pytest.mark.parametrize("number", NUMBERS)
def test_a_students_copy_holds_nothing_of_the_solution(number):
    copy = file_of(".", number).read_text(encoding="utf-8")
    for word in ("SOLUTION", "HIDDEN", "SEAL", "assert"):
        assert word not in copy
    for one in cells("masters", number):
        if one.metadata.get("nbgrader", {}).get("solution"):
            (inside,) = re.findall(r"### BEGIN SOLUTION\n(.*)### END", one.source, re.DOTALL)
            for line in filter(None, map(str.strip, inside.splitlines())):
                if len(line) > 6:
                    assert json.dumps(line)[1:-1] not in copy, line
            twin = next(two for two in cells(".", number) if two.id == one.id)
            assert twin.source.endswith(STUB if one.cell_type == "code" else WORDS)


def test_no_wheel_carries_a_master_or_a_key():
    built = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wheel = built["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert wheel["packages"] == ["sim"]
    others = [*wheel.get("shared-data", {}), *wheel.get("force-include", {})]
    assert not [one for one in others if one.startswith(("exercises", "tools/exercises"))]
    assert not list((ROOT / "sim").rglob("*.ipynb"))


@pytest.mark.parametrize("number", NUMBERS)
def test_the_package_holds_no_line_of_a_solution(number):
    package = "\n".join(
        file.read_text(encoding="utf-8") for file in (ROOT / "sim" / "exercises").rglob("*.*py")
    )
    for one in cells("masters", number):
        if one.metadata.get("nbgrader", {}).get("solution") and one.cell_type == "code":
            (inside,) = re.findall(r"### BEGIN SOLUTION\n(.*)### END", one.source, re.DOTALL)
            assert inside.strip() not in package
