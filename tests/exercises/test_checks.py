"""Right answers pass, plausible wrong ones do not, a blank is a blank, and nothing raises."""

import math
from importlib import import_module

import numpy as np
import pytest

from sim.exercises import NAMES, exercise, open_exercise
from sim.exercises.feedback import Feedback
from sim.exercises.given import is_blank

TASKS = ("read_off", "change", "explain", "build")


class Rude:
    """Whatever one does with it, it raises."""

    def __getattr__(self, name):
        raise RuntimeError(name)

    def __repr__(self):
        raise RuntimeError("no name")

    __str__ = __float__ = __len__ = __iter__ = __call__ = __eq__ = __hash__ = __repr__


def stops(*_):
    raise SystemExit("goodbye")


ANYTHING = (
    *(0, -1, 26, True, 1e300, -1e300, 10**400, math.nan, math.inf, 3 + 4j, b"26", "26", "nan"),
    *("about as many", "true", [1], [[]], [{}] * 6, [None] * 4, {"asked": None}, {1: 2}, {26}),
    *(object(), int, print, lambda: 1 / 0, lambda *_: None, lambda *_: "26", stops, Rude()),
    *(np.nan, np.float64(26), np.arange(6), "x" * 100_000, range(4), iter([1])),
)


def cases(number):
    return import_module(f"tests.exercises.cases.case_{number}")


def listed(which):
    return [
        pytest.param(number, task, given, id=f"{number} {task}: {name}")
        for number in NAMES
        for task, answers in getattr(cases(number), which).items()
        for name, given in answers.items()
    ]


def read(feedback):
    assert isinstance(feedback, Feedback)
    assert feedback.says == " ".join(feedback.says.split()).strip()
    assert feedback.says.endswith((".", "?")), feedback.says
    assert repr(feedback)
    assert feedback._repr_html_()
    return feedback.state


@pytest.mark.parametrize("number", NAMES)
def test_there_are_answers_enough(number):
    here = cases(number)
    assert set(here.RIGHT) == set(here.WRONG) == set(exercise(number).tasks) == set(TASKS)
    assert len(here.RIGHT["build"]) >= 2
    assert all(here.RIGHT[task] for task in TASKS)
    assert all(len(here.WRONG[task]) >= 5 for task in TASKS)
    assert any("print" in name for name in here.WRONG["build"])


@pytest.mark.parametrize(("number", "task", "given"), listed("RIGHT"))
def test_a_right_answer_passes(number, task, given):
    said = open_exercise(number).check(task, *given)
    assert read(said) == "right", said


@pytest.mark.parametrize(("number", "task", "given"), listed("WRONG"))
def test_a_wrong_answer_does_not(number, task, given):
    said = open_exercise(number).check(task, *given)
    assert read(said) == "not yet", said


@pytest.mark.parametrize("number", NAMES)
def test_a_blank_is_not_attempted(number):
    sheet = open_exercise(number)
    for task, answers in cases(number).RIGHT.items():
        width = len(next(iter(answers.values())))
        for blank in (None, "", "  ", [], {}, ...):
            assert read(sheet.check(task, *[blank] * width)) == "not attempted"


@pytest.mark.parametrize("number", NAMES)
def test_nothing_raises_and_nothing_passes_by_chance(number):
    sheet = open_exercise(number)
    for task, answers in cases(number).RIGHT.items():
        width = len(next(iter(answers.values())))
        for anything in ANYTHING:
            said = sheet.check(task, *[anything] * width)
            wanted = "not attempted" if is_blank(anything) else "not yet"
            assert read(said) == wanted, (task, said)
    assert read(sheet.check("no such task", 1)) == "not yet"
    assert read(sheet.check("build", 1, 2, 3, 4, 5)) == "not yet"


@pytest.mark.parametrize("number", NAMES)
def test_hints_grow_more_pointed_and_the_same_answer_has_the_same(number):
    sheet = open_exercise(number)
    hints = exercise(number).tasks["build"].hints
    assert len(set(hints)) == len(hints) >= 3
    said = [sheet.check("build", wrong).says for wrong in (1, 2, 3, 4, 1)]
    for told, hint in zip(said, (*hints[:3], hints[min(3, len(hints) - 1)], hints[0]), strict=True):
        assert told.endswith(hint)


@pytest.mark.parametrize("number", NAMES)
def test_the_picture_has_words(number):
    shown = open_exercise(number).show()
    assert len(shown.words.split()) >= 8
    assert shown.png.startswith(b"\x89PNG")
    assert shown.dark.startswith(b"\x89PNG")
    assert shown.dark != shown.png
    assert "alt='" in shown._repr_html_()
