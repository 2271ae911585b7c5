"""What people write for the kit, in TOML: run sheets, and papers for a whole day or for a table."""

from collections.abc import Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from sim.assumptions.faults import ScenarioError, translated
from sim.assumptions.parameter import Grade
from sim.assumptions.tomlfile import read
from sim.lessons import NAMES

FOLDER = resources.files("sim.trainer")


class Content(BaseModel):
    """Something written in a file: nothing in it is unknown, and nothing changes."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Figure(Content):
    """A number that a text has a place for, and how it comes out of runs.

    Attributes
    ----------
    of : str
        A key figure, or one that the module computes; ``"measure"`` is the module's own.
    at : mapping
        The setting of the sliders; what is not named stands at its start.
    variant : str
        Which of the scenarios that are lived together; the one that the sliders set without it.
    above : str
        The variant that it is held against: then it is the difference, with the same luck.
    rises : str
        The variant that it is held against: then it is the rise in percent.
    against : mapping, optional
        A setting that it is held against: then it is the difference, with the same luck.
    times : mapping, optional
        A setting that it is divided by.
    per : float
        What it is multiplied by; -1 where "fewer" is said.
    digits : int
        Decimals.
    money : bool
        Whether it is an amount, said shortly and with its currency.
    ends : bool
        Whether its 95% interval is said, too.
    preset : str
        Under which reading of the numbers.
    """

    of: str
    at: Mapping[str, float] = {}
    variant: str = ""
    above: str = ""
    rises: str = ""
    against: Mapping[str, float] | None = None
    times: Mapping[str, float] | None = None
    per: float = 1.0
    digits: int = 0
    money: bool = False
    ends: bool = False
    preset: str = "slogans"


class Step(Content):
    """What happens in some minutes."""

    minutes: int
    do: str


class Hard(Content):
    """A hard question from the room, an answer, and how good the evidence behind it is."""

    question: str
    answer: str
    grade: Grade


class Sheet(Content):
    """A run sheet: what one needs to know to run a module.

    What the module says itself (its question, the answers, the truth, Monday) is taken from there.

    Attributes
    ----------
    lands : str
        The sentence to land.
    number : str
        The one number, as it stands beside the picture.
    clock : tuple of Step
        What to do, minute by minute.
    votes : tuple of int
        How many of 100 choose each answer: a guess.
    all_right : str
        What to say if everybody is right.
    looks : str
        What the picture shows, and at which setting.
    picture : mapping
        That setting.
    flat : str
        What to do if it looks flat.
    hard : tuple of Hard
        The hardest questions.
    cut : str
        What to leave out first.
    happened, so_what : str
        The debrief; its third part is the module's question for Monday.
    leaving : str
        The exit ticket.
    figures : mapping of Figure
        By the name that the texts call them by.
    """

    lands: str
    number: str
    clock: tuple[Step, ...]
    votes: tuple[int, ...]
    all_right: str
    looks: str
    picture: Mapping[str, float]
    flat: str
    hard: tuple[Hard, ...]
    cut: str
    happened: str
    so_what: str
    leaving: str
    figures: Mapping[str, Figure]

    @model_validator(mode="after")
    def _sums(self) -> "Sheet":
        if sum(self.votes) != 100:
            raise ValueError("must come to 100 in all votes")
        return self


class Asked(Content):
    """A question of a test on paper."""

    question: str
    options: tuple[str, ...]
    right: str
    because: str


class Table(Content):
    """A table: its head, its rows, and how tall these are in centimetres; 0 is as their text."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    tall: float = 0


class Part(Content):
    """A part of a paper. Whatever it has comes in the order in which it is named here."""

    heading: str = ""
    words: tuple[str, ...] = ()
    begins: str = ""
    steps: tuple[Step, ...] = ()
    items: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    table: Table | None = None
    asked: tuple[Asked, ...] = ()
    quiz: tuple[str, ...] = ()
    """Questions of the modules' own quizzes: ``"02.1"`` is the first of module 02."""
    lines: int = 0
    """Empty lines to write on."""


class Paper(Content):
    """A programme, a checklist, a test, something to print.

    Attributes
    ----------
    title : str
        What it is.
    about : str
        For whom and when, in a sentence or two.
    pages : int
        How many pages it may take.
    wide : bool
        Whether it lies on its side.
    parts : tuple of Part
        What it holds.
    """

    title: str
    about: str
    pages: int
    wide: bool = False
    parts: tuple[Part, ...]


Kind = TypeVar("Kind", bound=Content)


def sheet(number: str) -> Sheet:
    """Read the run sheet of a module.

    Examples
    --------
    >>> sheet("02").votes
    (20, 35, 30, 10, 5)
    """
    return _bundled(Sheet, "sheets", number)


def sheets() -> dict[str, Sheet]:
    """Read all run sheets, by module."""
    return {number: sheet(number) for number in NAMES}


def papers() -> dict[str, Paper]:
    """Read all papers, by the name of their file."""
    files = sorted(one.name for one in (FOLDER / "papers").iterdir())
    names = [name.removesuffix(".toml") for name in files if name.endswith(".toml")]
    return {name: _bundled(Paper, "papers", name) for name in names}


@cache
def _bundled(kind: type[Kind], folder: str, name: str) -> Kind:
    with resources.as_file(FOLDER / folder / f"{name}.toml") as place:
        return read_as(kind, place)


def read_as(kind: type[Kind], file: Path) -> Kind:
    """Read a file as what it should be.

    Raises
    ------
    ScenarioError
        When it cannot be; a sentence for each fault, with its line.
    """
    found = read(file, file.name)
    try:
        return kind.model_validate(found.values)
    except ValidationError as error:
        known: tuple[Any, ...] = tuple(kind.model_fields)
        faults = tuple(translated(one, found.values, known) for one in error.errors())
        raise ScenarioError(found.placed(faults)) from None
