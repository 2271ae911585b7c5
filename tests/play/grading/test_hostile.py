"""Every hand-in of a folder gets its line, whatever it does, and the innocent ones their points."""

import csv
import json
import os
import re

import nbformat
import pytest
from nbgrader.api import Gradebook

from tests.play.grading.hostile import INNOCENT
from tests.play.grading.making import NAME, SECRET

POINTS = {
    **dict.fromkeys([*INNOCENT, "peeks", "reads", "=cmd|calc!A0", "Jürgen Groß"], 5),
    **dict.fromkeys(["..  up", "<script>alert(1)<", "flat", "Moritz Maier", "again"], 5),
    **dict.fromkeys(["kind", "twice", "own cells", "renamed"], 5),
    "sys exit": 5,
    "blank": 0,
    "wrong": 0,
    "loop": 3,
    "stubborn": 0,
    "loop in a function": 2,
    "chatter": 0,
    "memory": 0,
    "memory of children": 0,
    "disk": 3,
    "exits": 2,
    "kills": 0,
    "asks": 3,
    "patches": 0,
    "forges": 0,
    "equal to all": 0,
    "no asserts": 0,
    "raises": 2,
    "object": 3,
    "huge answer": 3,
    "no python": 3,
    "rewrites": 3,
    "deleted": 2,
    "deleted answer": 3,
}
SAYS = {
    "loop": "sum_answer was stopped: it took longer than a cell may take",
    "stubborn": "longer than a cell may take, and nothing after it was run",
    "chatter": "it printed without end",
    "memory": "it took more memory than it may",
    "memory of children": "it took more memory than it may",
    "disk": "No space left on device|File too large|wrote more files",
    "exits": "double_answer was stopped: it ended its own kernel",
    "kills": "sum_answer was stopped: it ended its own kernel",
    "asks": "it asks for input, and nobody answers here",
    "sys exit": "SystemExit",
    "no python": "SyntaxError",
    "rewrites": "cells sum, double were rewritten: what counts are the checks of the key",
    "deleted": "cell double_answer was missing.*cells sum, double were deleted",
    "deleted answer": "cell sum_answer was missing, which counts as empty",
    "twice": "more than once: the last one counts",
    "kind": "cells sum, double_answer were of another kind",
    "version": "perhaps it is another version",
    "renamed": "its name does not say so, but it is exercise 01_sums",
}
NOT_GRADED = {
    "text": "what is in it is something else",
    "image": "what is in it is something else",
    "empty": "the file is empty",
    "cut": "it breaks off",
    "json": "this is JSON, but not a notebook",
    "list": "this is JSON, but not a notebook",
    "deep": "this is not a notebook",
    "huge": "the file has 2 MB, but must have 1 MB or less",
    "folder": "this is a folder",
    "link": "this is a link",
    "pdf": "whose name ends in .ipynb",
    "pipe": "this is not a file",
    "foreign": "none of the cells of exercise 01_sums is in it",
}
TOLD_TO_STUDENTS = {
    "wrong": ("that is not the sum", "it does not hold for all numbers"),
    "blank": ("there is no answer yet; its cell is empty",),
    "loop in a function": ("it took longer than a cell may take",),
    "exits": ("it ended its own kernel",),
    "raises": ("your own code raised AssertionError",),
    "object": ("a Odd stays in its notebook",),
    "equal to all": ("a Yes stays in its notebook", "the answer is not right yet"),
    "huge answer": ("it is too large",),
}


def shown_by(graded, student):
    """What the cells of a hand-in printed."""
    file = graded.out / "nbgrader" / "autograded" / student / NAME / f"{NAME}.ipynb"
    cells = nbformat.read(file, as_version=4).cells
    outputs = [one for cell in cells for one in cell.get("outputs", ())]
    return "".join(one.text for one in outputs if one.output_type == "stream")


@pytest.mark.parametrize("student", POINTS)
def test_points(student, graded):
    row = graded.by[student]
    assert (row.graded, row.points, row.most) == (True, POINTS[student], 5)


@pytest.mark.parametrize("student", SAYS)
def test_what_happened_is_said_in_its_line(student, graded):
    assert re.search(SAYS[student], graded.by[student].sentence)


@pytest.mark.parametrize("student", NOT_GRADED)
def test_what_cannot_be_graded_gets_its_line_too(student, graded):
    row = graded.by[student]
    assert (row.graded, row.points) == (False, None)
    assert NOT_GRADED[student] in row.sentence


def test_there_is_a_line_for_everything_and_no_more(graded):
    assert set(graded.by) == {*POINTS, *NOT_GRADED, "version", "forks"}
    assert len(graded.found.rows) == len(graded.by) + 1  # one has handed in twice
    (older,) = (one for one in graded.found.rows if one.student == "again" and not one.graded)
    assert older.sentence.endswith("newer, and was graded: 01_sums (2).ipynb")


def test_nothing_is_said_about_those_with_whom_nothing_is_wrong(graded):
    for name in (*INNOCENT, "flat", "Jürgen Groß", "own cells", "wrong", "blank"):
        assert graded.by[name].told == ()


def test_processes_without_end_are_refused_or_ended(graded):
    row = graded.by["forks"]
    made = re.search(r"MADE (\d+)", shown_by(graded, "forks"))
    if "processes" in graded.found.kept_apart.refused:
        assert int(made[1]) < 40
        assert row.points == 5
    else:
        assert "it started more processes than it may" in row.sentence


def test_a_hand_in_reaches_nothing_that_it_is_said_not_to_reach(graded):
    found = json.loads(shown_by(graded, "reads").partition("FOUND ")[2])
    refused = graded.found.kept_apart.refused
    for name, reached in found.items():
        kind = name.split()[0]
        kind = {"read": "reading", "write": "writing", "see": "seeing"}.get(kind, kind)
        assert reached is (kind not in refused), name
    assert len(found) == 2 * len(graded.files) + 5


def test_nothing_around_has_changed(graded):
    now = {k: v for k, v in os.environ.items() if k != "PYTEST_CURRENT_TEST"}
    assert now == graded.surroundings
    if "writing" in graded.found.kept_apart.refused:
        assert graded.before == {name: graded.files[name].read_bytes() for name in graded.before}


def test_a_function_that_is_asked_finds_no_check_around_it(graded):
    seen = shown_by(graded, "peeks")
    assert seen.startswith("PEEKED [False, False, False]")  # once for each time it was asked


def test_no_page_shows_the_key(graded):
    pages = {file.stem: file.read_text() for file in (graded.out / "feedback").glob("*.html")}
    assert len(pages) == len(graded.by)
    for student, page in pages.items():
        assert page.endswith("</html>\n")
        for secret in ("HIDDEN", "hidden =", "math.floor", "assert ", "### "):
            assert secret not in page, student
        if student != "raises":  # whose function was told the number, and tells it
            assert SECRET not in page, student
    assert not list((graded.out / "feedback").glob(".*"))


def test_a_name_is_no_markup(graded):
    (page,) = (graded.out / "feedback").glob("_script_*.html")
    assert "<script" not in page.read_text()
    assert "&lt;script&gt;alert(1)&lt;" in page.read_text()


@pytest.mark.parametrize("student", TOLD_TO_STUDENTS)
def test_a_page_says_what_is_off(student, graded):
    page = (graded.out / "feedback" / f"{student}.html").read_text()
    for sentence in TOLD_TO_STUDENTS[student]:
        assert sentence in page


def test_the_tables_hold_no_formula(graded):
    for name in ("grades.csv", "checks.csv"):
        with (graded.out / name).open(newline="", encoding="utf-8") as file:
            lines = list(csv.DictReader(file))
        assert "'=cmd|calc!A0" in {line["student"] for line in lines}
        assert not [cell for line in lines for cell in line.values() if cell[:1] in "=+-@" and cell]
    with (graded.out / "grades.csv").open(newline="", encoding="utf-8") as file:
        points = {line["student"]: line["points"] for line in csv.DictReader(file)}
    assert points["anna"] == "5"
    assert points["wrong"] == "0"
    assert points["text"] == ""


def test_the_report_names_the_isolation_and_what_it_leaves_open(graded):
    told = json.loads((graded.out / "grades.json").read_text())
    apart = graded.found.kept_apart
    assert told["isolation"]["name"] == apart.isolation.name
    assert told["isolation"]["holds"] == apart.holds
    assert len(apart.holds) == len(apart.refused)
    assert len(apart.leaves_open) == 3 + 6 - len(apart.refused)
    assert told["limits"]["seconds"] == 3
    assert len(told["hand_ins"]) == len(graded.found.rows)


def test_the_gradebook_of_nbgrader_says_the_same(graded):
    with Gradebook(f"sqlite:///{graded.out / 'nbgrader' / 'gradebook.db'}") as book:
        scores = {one.student.last_name: one.score for one in book.assignment_submissions(NAME)}
    assert scores == {name: row.points for name, row in graded.by.items() if row.graded}
