"""The form of an exercise makes what its line of Python makes, and checks it alike."""

from importlib import import_module

import pytest

from sim.exercises import NAMES, exercise, open_exercise
from sim.panels import build_form

SURVEY = [{"problem": True, "told": True}, {"problem": True, "told": False}]
MONTHS = [{"guests": 400.0, "visits": 2.0, "complaints": 1.0, "loyal": 30.0}]


@pytest.mark.parametrize("number", NAMES)
def test_the_line_makes_what_the_form_makes(number):
    form = build_form(open_exercise(number))
    shape = exercise(number).form
    module = import_module(f"sim.exercises.{NAMES[number]}")
    names = dict(vars(module))
    exec(form.line.value, names)
    made = [shape.make(**row) for row in form.values]
    made = made if shape.rows > 1 else made[0]
    if callable(made):
        shown = SURVEY if number == "02" else MONTHS
        assert names["build"](shown) == made(shown)
    else:
        assert names["build"] == made


@pytest.mark.parametrize("number", NAMES)
def test_nothing_is_right_before_anything_was_filled_in(number):
    form = build_form(open_exercise(number))
    form.check.click()
    assert "Not yet" in form.says.value


def test_what_is_filled_in_is_written_and_checked():
    form = build_form(open_exercise("02"))
    form.fill({"top": "had a problem, told nobody", "below": "had a problem and told"})
    assert form.line.value == (
        "build = ratio(top='had a problem, told nobody', below='had a problem and told')"
    )
    form.check.click()
    assert "Right" in form.says.value


def test_a_row_each():
    form = build_form(open_exercise("07"))
    hours = ((20, 5), (15, 5), (10, 5), (5, 5))
    form.fill(*({"training": one, "coaching": other} for one, other in hours))
    form.rows[0]["lowest"].value = "yes"
    assert "dict(training=20, coaching=5, lowest='yes')" in form.line.value
    form.check.click()
    assert "Right" in form.says.value
