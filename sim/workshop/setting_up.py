"""What the trainer's file makes of a module: its business, its sliders, and what the page says."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from sim.assumptions import ScenarioError, bundled, load
from sim.lessons.answers import Answers
from sim.lessons.lesson import Lesson, Setting
from sim.workshop.sliders import named, sliders
from sim.workshop.workshop import Workshop

PUBLISHED = "It begins with the numbers as research supports them."
STARTS = "Your trainer has set where some sliders begin."


class SetUp(NamedTuple):
    """How a page is set up.

    Attributes
    ----------
    lesson : Lesson
        The module, in its business, its sliders where they begin.
    own_start : mapping
        Where the sliders of the module begin by itself: what its explanation speaks of.
    preset : str
        Which reading of the numbers it begins with.
    seed : int
        Whose luck it begins with.
    locked, hidden : frozenset of str
        Sliders that cannot be moved, and that are not shown; ``"preset"`` and ``"seed"`` as well.
    waits : bool
        Whether the picture waits for the trainer.
    remarks : tuple of str
        What the page says of all this, a sentence each.
    """

    lesson: Lesson
    own_start: Setting
    preset: str = "slogans"
    seed: int = 26
    locked: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()
    waits: bool = False
    remarks: tuple[str, ...] = ()

    @property
    def file(self) -> str:
        """The file of the business; empty where it is one of the bundled ones."""
        return "" if self.lesson.trade in bundled() else self.lesson.trade


def set_up(lesson: Lesson, workshop: Workshop | None = None) -> SetUp:
    """Set up a page as the trainer's file says, and as the module has it without a file.

    Parameters
    ----------
    lesson : Lesson
        The module.
    workshop : Workshop, optional
        What the file says.

    Examples
    --------
    >>> from sim.lessons import lesson
    >>> set_up(lesson("02"), Workshop(scenario="hotel")).lesson.trade
    'hotel'
    >>> set_up(lesson("01"), Workshop(scenario="hotel")).lesson.trade
    'corner_shop'
    """
    if workshop is None:
        return SetUp(lesson, lesson.start)
    terms = workshop.terms(lesson.number)
    trade, said = _business(lesson, workshop)
    known = sliders(lesson)
    starts = {known[name].name: value for name, value in terms.start.items()}
    knobs = tuple(replace(one, start=starts.get(one.name, one.start)) for one in lesson.knobs)
    remarks = [said] if said else []
    if workshop.preset == "published":
        remarks.append(PUBLISHED)
    if knobs != lesson.knobs:
        remarks.append(STARTS)
    return SetUp(
        replace(lesson, trade=trade, knobs=knobs),
        lesson.start,
        workshop.preset,
        workshop.seed,
        named(lesson, terms.locked),
        named(lesson, terms.hidden),
        terms.reveal == "trainer",
        tuple(remarks),
    )


def _business(lesson: Lesson, workshop: Workshop) -> tuple[str, str]:
    """Return in which scenario a module plays, and what its page says about that."""
    if workshop.scenario in (None, lesson.trade):
        return lesson.trade, ""
    wanted, own = (_title(one) for one in (workshop.scenario, lesson.trade))
    if not lesson.anywhere:
        said = f"Your workshop is about “{wanted}”. This page keeps its own business, “{own}”, as "
        return lesson.trade, f"{said}its questions and its words are about that."
    fault = next(_faults(replace(lesson, trade=workshop.scenario), workshop.preset), "")
    if fault:
        said = f"“{wanted}” cannot be played here, and this page keeps its own business, “{own}”: "
        return lesson.trade, f"{said}{fault}."
    return workshop.scenario, (
        f"Your trainer has set this page in another business: “{wanted}”. Its pictures and numbers "
        f"are from there, also where the story speaks of “{own}”."
    )


def _faults(lesson: Lesson, preset: str) -> Iterator[str]:
    """Say why a business has no place in a module: at an end of some slider it is not allowed."""
    answers = Answers(lesson, preset=preset)
    for knob in lesson.knobs:
        for end in (knob.low, knob.high):
            try:
                answers.scenarios({knob.name: end})
            except ScenarioError as error:
                yield error.faults[0]


def _title(scenario: str) -> str:
    found = load(scenario)
    return found.title or found.name
