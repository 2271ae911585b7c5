"""A small exercise that needs no simulation, and hand-ins of it."""

import copy
import json
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

NAME = "01_sums"
SECRET = "4242"
"""Stands in the hidden checks alone: whoever shows it has seen the key."""


def graded(grade_id, source, points=None, solution=False, kind=new_code_cell):
    said = {
        "schema_version": 3,
        "grade_id": grade_id,
        "grade": points is not None,
        "solution": solution,
        "locked": not solution,
        "task": False,
    }
    if points is not None:
        said["points"] = points
    return kind(source, metadata={"nbgrader": said})


def master_cells():
    return [
        new_markdown_cell("# Sums\n\nTwo things to do."),
        new_code_cell("import math\n\nlimit = 10"),
        graded(
            "sum_answer",
            "### BEGIN SOLUTION\nanswer = 12\n### END SOLUTION",
            solution=True,
        ),
        graded(
            "sum",
            'assert isinstance(answer, int), "give a whole number"\n'
            f"### BEGIN HIDDEN TESTS\nhidden = {SECRET}\n"
            'assert answer == math.floor(12.5), "that is not the sum"\n### END HIDDEN TESTS',
            points=2,
        ),
        graded(
            "double_answer",
            "### BEGIN SOLUTION\ndef double(x):\n    return 2 * x\n### END SOLUTION",
            solution=True,
        ),
        graded(
            "double",
            "assert double(2) == 4\n"
            f"### BEGIN HIDDEN TESTS\nassert double({SECRET}) == 2 * {SECRET}, "
            '"it does not hold for all numbers"\nassert double("a") == "aa"\n### END HIDDEN TESTS',
            points=3,
        ),
    ]


def write(file: Path, cells) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
    nbformat.write(new_notebook(cells=cells), file)
    return file


def key(folder: Path, name: str = NAME, more=()) -> Path:
    write(folder / f"{name}.ipynb", [*master_cells(), *more])
    return folder


def words(text):
    """A cell for words, which only a trainer can grade."""
    return graded("words", text, points=2, solution=True, kind=new_markdown_cell)


def copied():
    """The student's copy: without solutions and hidden tests."""
    cells = copy.deepcopy(master_cells())
    for cell in cells:
        lines, out = [], False
        for line in cell.source.splitlines():
            if line.startswith("### BEGIN"):
                out = True
            if not out:
                lines.append(line)
            if line.startswith("### END"):
                out = False
        cell.source = "\n".join(lines)
    return cells


def answered(first="answer = 12", second="def double(x):\n    return x + x"):
    cells = copied()
    cells[2].source = first
    cells[4].source = second
    return cells


def hand_in(folder: Path, student: str, cells, name: str = NAME) -> Path:
    return write(folder / student / f"{name}.ipynb", cells)


def told(out: Path) -> dict:
    return json.loads((out / "grades.json").read_text())
