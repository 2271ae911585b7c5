"""What the tests of all modules do: live settings, draw what came, and read it back."""

from itertools import pairwise

from sim.lessons.answer import Answer
from sim.lessons.answers import Answers
from sim.lessons.lesson import Aside, Lesson, Shown
from sim.show.style import SMALLEST, STYLES, new_figure
from tests.show.reading import clipped, overlapping, smallest

SIZE = (840, 380)
"""Of a module's picture, in pixels."""


def shown_at(answers: Answers, runs: int = 2, preset: str = "slogans", **setting: float) -> Shown:
    """Live a setting and both ends of the open slider, and show it as the panel would."""
    lesson = answers.lesson
    full = lesson.start | setting
    opened = lesson.knobs[0]
    stops = {
        stop: answers.lived(full | {opened.name: stop}, runs, preset)
        for stop in (opened.low, opened.high, full[opened.name])
    }
    return Shown(full, stops[full[opened.name]], stops)


def assert_readable(lesson: Lesson, shown: Shown) -> None:
    """Nothing is clipped, lies on anything or is too small; and it says what it is."""
    for style in STYLES:
        figure = new_figure(*SIZE, style)
        lesson.draw(figure, shown, style)
        assert clipped(figure) == []
        assert overlapping(figure) == []
        assert smallest(figure) >= SMALLEST - 1e-9
    assert len(lesson.describe(shown)) > 40


def assert_sound(lesson: Lesson) -> None:
    """A module is whole: its bins without a gap, its sliders with few stops, its quiz answered."""
    bins = lesson.prediction.bins
    assert len(bins) == 5
    assert all(one.high == other.low for one, other in pairwise(bins))
    assert all(2 <= len(knob.stops) <= 21 for knob in lesson.knobs)
    assert all(knob.start in knob.stops for knob in lesson.knobs)
    assert 4 <= len(lesson.quiz) <= 6


def assert_aside_readable(aside: Aside, answer: Answer) -> None:
    """Nothing of another picture is clipped, lies on anything or is too small."""
    made = aside.made_of(answer)
    for style in STYLES:
        figure = new_figure(SIZE[0], aside.height, style)
        aside.draw(figure, made, style)
        assert clipped(figure) == []
        assert overlapping(figure) == []
        assert smallest(figure) >= SMALLEST - 1e-9
    assert len(aside.describe(made)) > 40
    assert aside.told(made)
