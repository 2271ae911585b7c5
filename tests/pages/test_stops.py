"""A slider's stops: where they lie, and that their numbers are the command line's."""

import shlex
from io import BytesIO

import pytest
from PIL import Image

from sim.lessons import NAMES, lesson
from sim.lessons.answers import Answers
from sim.lessons.drawing import HEIGHT, WIDTH, drawn
from sim.lessons.lesson import Knob
from sim.pages.stops import STOPS, picture, place_said, places
from sim.show.style import LIGHT
from tests.cli.asking import ask


@pytest.mark.parametrize("number", NAMES)
def test_every_slider_has_21_stops_with_its_ends_and_its_start(number):
    knob = lesson(number).knobs[0]
    found = places(knob)
    assert len(found) == len(set(found)) == STOPS
    assert list(found) == sorted(found)
    assert (found[0], found[-1]) == (knob.low, knob.high)
    assert knob.start in found
    assert len({place_said(knob, place) for place in found}) == STOPS


def test_stops_lie_evenly():
    assert places(Knob("x", "X", high=20)) == tuple(range(21))
    assert places(Knob("x", "X", low=60, high=92.5, start=75))[8:11] == (73, 75, 76.2)


def test_both_sides_of_a_switch_are_shown(silent):
    assert [dict(view) for view in lesson("02").views] == [{"lifted": 0}, {"lifted": 1}]
    hidden, lifted = silent.rows
    assert silent.switch == ("What management sees", "Lift the waterline")
    assert [one.number for one in hidden] == [one.number for one in lifted]
    assert all(a.picture != b.picture for a, b in zip(hidden, lifted, strict=True))


@pytest.mark.parametrize("place", [0, 7, 20])
def test_the_numbers_are_those_of_the_command_line(silent, place):
    stop = silent.rows[0][place]
    name, *words = shlex.split(stop.command)
    assert name == "silent26"
    found = ask(*words)
    assert found.exit_code == 0, found.stderr
    assert stop.mark in found.output


def test_the_number_is_the_modules_own(silent):
    answer = Answers(lesson("02")).lived({"asked": 30}, 2)
    heard = answer.mean(lesson("02").measure.of)
    thirty = next(one for one in silent.rows[0] if one.at == "30%")
    assert thirty.number.startswith(f"Failures in your report: {heard:.0f} (")
    assert thirty.says.startswith("Mean of 2 runs, seed 26. Against the start:")
    assert [one.breaks for one in silent.rows[0]][:3] == [False] * 3


def test_a_picture_loses_nothing():
    answers = Answers(lesson("02"))
    from sim.lessons.lesson import Shown

    shown = Shown(lesson("02").start, answers.lived({}, 1))
    png, alt = drawn(lesson("02"), shown, LIGHT)
    small = picture(png, alt)
    assert len(small.webp) < len(png)
    before, after = (Image.open(BytesIO(one)).convert("RGB") for one in (png, small.webp))
    assert before.size == after.size == (WIDTH, HEIGHT)
    assert before.tobytes() == after.tobytes()
