"""A module as plain data: all that its page says and shows, ready to be written."""

from collections.abc import Callable
from dataclasses import dataclass

from sim.lessons import NAMES
from sim.lessons import lesson as module
from sim.lessons.answers import Answers
from sim.lessons.drawing import aside_drawn, rule_drawn
from sim.lessons.evidence import Behind, claims_said, numbers_behind
from sim.lessons.lesson import Aside, Lesson
from sim.lessons.scoring import score, score_said
from sim.pages.stops import STOPS, Picture, Stop, picture, places, row, under
from sim.show.style import LIGHT

NUMBERS = tuple(NAMES)
"""The modules that are written as pages."""

RESEARCH = "published"


@dataclass(frozen=True)
class Section:
    """Another picture, with what is to be seen and what comes of it."""

    title: str
    words: str
    picture: Picture
    told: tuple[str, ...]


@dataclass(frozen=True)
class Leaf:
    """A module.

    Attributes
    ----------
    lesson : Lesson
        The module.
    verdicts : tuple of str
        What is said to each answer of the prediction.
    right : tuple of int
        Which answers hold.
    truth : str
        What came, to whoever did not predict.
    rows : tuple of tuple of Stop
        The slider's stops, for each position of the switch.
    switch : tuple of str
        What the switch says in each position; empty where there is none.
    told : tuple of str
        What the module teaches.
    rule : Picture
        The rule alone.
    research : Picture
        The picture under what research supports.
    numbers : list of Behind
        The parameters behind it.
    claims : tuple of str
        The claims it is about.
    asides : tuple of Section
        More pictures.
    """

    lesson: Lesson
    verdicts: tuple[str, ...]
    right: tuple[int, ...]
    truth: str
    rows: tuple[tuple[Stop, ...], ...]
    switch: tuple[str, ...]
    told: tuple[str, ...]
    rule: Picture
    research: Picture
    numbers: list[Behind]
    claims: tuple[str, ...]
    asides: tuple[Section, ...]

    @property
    def start(self) -> int:
        """Where the slider stands at first, counted from 0."""
        opened = self.lesson.knobs[0]
        return places(opened, len(self.rows[0])).index(opened.start)

    @property
    def breakable(self) -> bool:
        """Whether the rule can be broken by the slider and the switch alone."""
        return any(stop.breaks for row in self.rows for stop in row)


def leaf(
    number: str,
    replications: int,
    stops: int = STOPS,
    on_stop: Callable[[], None] = lambda: None,
) -> Leaf:
    """Live a module at every stop of its slider.

    Parameters
    ----------
    number : str
        Of the module, such as ``"02"``.
    replications : int
        How often each setting is lived, at least two; a module's own number at most.
    stops : int
        How many there are.
    on_stop : callable
        Called whenever a stop was lived.
    """
    lesson = module(number)
    answers = Answers(lesson)
    often = min(replications, lesson.replications)
    prediction = lesson.prediction
    lived = [answers.lived(setting, often) for setting in prediction.settings]
    truth = prediction.truth(lived)
    rows = []
    for view in lesson.views:
        rows.append(row(answers, view, often, stops, on_stop))
    switch = lesson.switch
    bases = (answers.base(preset) for preset in ("slogans", RESEARCH))
    return Leaf(
        lesson=lesson,
        verdicts=tuple(
            score_said(prediction, place, truth) for place in range(len(prediction.bins))
        ),
        right=score(prediction, 0, truth).right,
        truth=f"It came to {prediction.said(truth)}.",
        rows=tuple(rows),
        switch=() if switch is None else switch.words,
        told=lesson.told(lambda **setting: answers.lived(setting, often)),
        rule=picture(*rule_drawn(lesson.rule, LIGHT)),
        research=under(answers, RESEARCH, lesson.views[-1], often, stops),
        numbers=numbers_behind(lesson, *bases),
        claims=claims_said(lesson),
        asides=tuple(_section(answers, one, often) for one in lesson.asides),
    )


def _section(answers: Answers, aside: Aside, number: int) -> Section:
    often = max(min(number, aside.replications), aside.least)
    made = aside.made_of(answers.aside(aside, number=often))
    shown = picture(*aside_drawn(aside, made, LIGHT))
    return Section(aside.title, aside.words, shown, aside.told(made))
