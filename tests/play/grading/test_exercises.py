"""The exercises, graded: their own answers get all points, a blank copy none, own Python counts."""

from pathlib import Path

import nbformat
import pytest

from sim.play.grading.grading import grade
from sim.play.grading.limits import Limits
from tests.play.grading.making import write

ROOM = Path(__file__).resolve().parents[3] / "exercises"
NAMES = [file.stem for file in sorted((ROOM / "masters").glob("*.ipynb"))]
WITH_OWN_PYTHON = "02_the_silent_26"
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


@pytest.fixture(scope="module")
def rows(tmp_path_factory):
    """Every exercise, filled in with its own answers and blank; and one in Python of one's own."""
    around = tmp_path_factory.mktemp("exercises")
    for name in NAMES:
        for student, filled in {"blank": {}, "right": answers(name)}.items():
            write(around / "in" / student / f"{name}.ipynb", copy(name, filled))
    own = {**answers(WITH_OWN_PYTHON), "build_answer": BUILD, "read_off_answer": "silent = 7.8"}
    write(around / "in" / "own" / f"{WITH_OWN_PYTHON}.ipynb", copy(WITH_OWN_PYTHON, own))
    limits = Limits(seconds=300, total_seconds=900)
    found = grade(around / "in", around / "out", ROOM / "masters", limits, jobs=2)
    return {(row.student, row.exercise): row for row in found.rows}


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_the_answers_of_a_master_get_all_points(name, rows):
    row = rows["right", name]
    assert (row.graded, row.points, row.told) == (True, row.most, ())
    assert all(one.told.startswith("Right") for one in row.checks)


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_a_blank_copy_is_not_attempted(name, rows):
    row = rows["blank", name]
    assert (row.graded, row.points, row.told) == (True, 0, ())
    assert all(one.told.startswith("Not attempted") for one in row.checks)


@pytest.mark.slow
def test_python_of_ones_own_counts(rows):
    row = rows["own", WITH_OWN_PYTHON]
    assert {one.name: one.holds for one in row.checks} == {
        "read_off": False,
        "change": True,
        "explain": True,
        "build": True,
    }


def test_there_are_exercises():
    assert len(NAMES) == 9
