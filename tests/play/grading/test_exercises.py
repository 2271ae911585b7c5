"""A real exercise: its own answers get all points, a blank copy none, and own Python counts."""

from pathlib import Path

import nbformat
import pytest

from sim.play.grading.grading import grade
from sim.play.grading.limits import Limits
from tests.play.grading.making import write

ROOM = Path(__file__).resolve().parents[3] / "exercises"
NAMES = [file.stem for file in sorted((ROOM / "masters").glob("02_*.ipynb"))]
BUILD = """
import pandas as pd

def build(survey):
    rows = pd.DataFrame(survey, columns=["problem", "told"]).astype(bool)
    bad = rows[rows["problem"]]
    told = int(bad["told"].sum())
    return (len(bad) - told) / told if told else len(bad)
"""


def answers(name):
    """The master's answers, by their cell."""
    cells = nbformat.read(ROOM / "masters" / f"{name}.ipynb", as_version=4).cells
    said = {one.metadata.nbgrader.grade_id: one for one in cells if "nbgrader" in one.metadata}
    return {
        grade_id: one.source for grade_id, one in said.items() if one.metadata.nbgrader.solution
    }


def copy(name, filled):
    """A student's copy, filled in."""
    cells = nbformat.read(ROOM / f"{name}.ipynb", as_version=4).cells
    for one in cells:
        grade_id = one.metadata.get("nbgrader", {}).get("grade_id")
        one.source = filled.get(grade_id, one.source)
    return cells


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_an_exercise_is_graded_as_it_checks_itself(name, tmp_path):
    right = answers(name)
    own = {**right, "build_answer": BUILD, "read_off_answer": "silent = 7.8"}
    for student, filled in {"blank": {}, "right": right, "own": own}.items():
        write(tmp_path / "in" / student / f"{name}.ipynb", copy(name, filled))
    limits = Limits(seconds=200, total_seconds=600)
    found = grade(tmp_path / "in", tmp_path / "out", ROOM / "masters", limits)
    rows = {row.student: row for row in found.rows}
    assert {student: row.points for student, row in rows.items()} == {
        "blank": 0,
        "right": rows["right"].most,
        "own": rows["right"].most - 2,
    }
    assert all(row.graded and not row.told for row in rows.values())
    assert all(one.told.startswith("Not attempted") for one in rows["blank"].checks)
    assert all(one.told.startswith("Right") for one in rows["right"].checks)
    assert {one.name for one in rows["own"].checks if not one.holds} == {"read_off"}
