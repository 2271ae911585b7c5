"""A module's slider at a row of stops, each with its picture and its numbers, for good."""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

from PIL import Image

from sim.lessons.answer import Answer
from sim.lessons.answers import Answers
from sim.lessons.drawing import drawn
from sim.lessons.headless import headless
from sim.lessons.lesson import Knob, Lesson, Setting, Shown
from sim.lessons.saying import difference_said, runs_said, value_said
from sim.show.style import LIGHT

STOPS = 21


@dataclass(frozen=True)
class Picture:
    """A picture, and what is seen on it.

    Attributes
    ----------
    webp : bytes
        The picture, lossless, a third of a PNG's size.
    alt : str
        What is seen on it.
    """

    webp: bytes
    alt: str


@dataclass(frozen=True)
class Stop:
    """What a panel shows while its slider stands somewhere.

    Attributes
    ----------
    at : str
        Where it stands.
    number : str
        The module's figure, with its interval.
    says : str
        What that rests on, and how it differs from the start.
    picture : Picture
        The picture.
    command : str
        The command that gives the same numbers.
    mark : str
        Their parity hash.
    breaks : bool
        Whether this setting is one that the module asks for: it breaks the rule.
    """

    at: str
    number: str
    says: str
    picture: Picture
    command: str
    mark: str
    breaks: bool


def places(knob: Knob, stops: int = STOPS) -> tuple[float, ...]:
    """Return where a slider stops: places in even steps, its start among them.

    Examples
    --------
    >>> places(Knob("asked", "How many?", high=60, step=5))[:4]
    (0, 3.0, 6.0, 9.0)
    >>> 75 in places(Knob("kept", "How many?", low=60, high=92.5, step=2.5, start=75))
    True
    """
    apart = (knob.high - knob.low) / (stops - 1)
    digits = 0 if apart.is_integer() else 1
    inner = [round(knob.low + place * apart, digits) for place in range(1, stops - 1)]
    found = [knob.low, *inner, knob.high]
    if knob.start not in found:
        nearest = min(range(1, stops - 1), key=lambda place: abs(found[place] - knob.start))
        found[nearest] = knob.start
    return tuple(found)


def row(
    answers: Answers,
    view: Setting,
    number: int,
    stops: int = STOPS,
    on_stop: Callable[[], None] = lambda: None,
) -> tuple[Stop, ...]:
    """Live a module's slider at every stop, and show each.

    Parameters
    ----------
    answers : Answers
        Of the module.
    view : mapping
        Where its switch stands.
    number : int
        Replications at each stop.
    stops : int
        How many there are.
    on_stop : callable
        Called whenever a stop was lived.

    Returns
    -------
    tuple of Stop
        From the slider's lower end to its upper one.
    """
    lesson = answers.lesson
    opened = lesson.knobs[0]
    setting = lesson.start | dict(view)
    lived = _along(answers, setting, number, stops, on_stop=on_stop)
    start = answers.lived(lesson.start, number)
    return tuple(
        _stop(lesson, opened, Shown(setting | {opened.name: place}, answer, lived), start, place)
        for place, answer in lived.items()
    )


def _along(
    answers: Answers,
    setting: Setting,
    number: int,
    stops: int,
    preset: str | None = None,
    on_stop: Callable[[], None] = lambda: None,
) -> dict[float, Answer]:
    """Live a module's slider at every stop, everything else as the setting says."""
    opened = answers.lesson.knobs[0]
    lived = {}
    for place in places(opened, stops):
        lived[place] = answers.lived(dict(setting) | {opened.name: place}, number, preset)
        on_stop()
    return lived


def _stop(lesson: Lesson, opened: Knob, shown: Shown, start: Answer, place: float) -> Stop:
    answer, measure = shown.answer, lesson.measure
    command, mark = headless(answer)
    at_start = dict(shown.setting) == lesson.start
    than = (
        "" if at_start else difference_said(measure, answer.against(start, measure.of), "the start")
    )
    return Stop(
        at=place_said(opened, place),
        number=f"{measure.label}: {value_said(measure, answer.spread(measure.of))}",
        says=f"{runs_said(answer.n)}, seed {answer.seed}. {than}".strip(),
        picture=picture(*drawn(lesson, shown, LIGHT)),
        command=command,
        mark=mark,
        breaks=bool(lesson.challenge.done(shown)),
    )


def place_said(knob: Knob, place: float) -> str:
    """Say where a slider stands.

    Examples
    --------
    >>> place_said(Knob("asked", "How many?", unit="%"), 30.0)
    '30%'
    """
    space = "" if knob.unit in ("%", "") else " "
    return f"{place:g}{space}{knob.unit}"


def picture(png: bytes, alt: str) -> Picture:
    """Make a picture small enough for a phone, without losing a pixel."""
    held = BytesIO()
    Image.open(BytesIO(png)).convert("RGB").save(held, "WEBP", lossless=True, method=4)
    return Picture(held.getvalue(), alt)


def under(
    answers: Answers, preset: str, setting: Setting, number: int, stops: int = STOPS
) -> Picture:
    """Draw a module's picture at a setting under another reading of the numbers."""
    lesson = answers.lesson
    full = lesson.start | dict(setting)
    lived = _along(answers, full, number, stops, preset)
    answer = answers.lived(full, number, preset)
    return picture(*drawn(lesson, Shown(full, answer, lived), LIGHT))
