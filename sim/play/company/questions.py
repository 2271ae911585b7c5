"""The questions of the audits, as data: what a form shows and what a rule refers to."""

import tomllib
from functools import cache
from importlib import resources
from typing import Literal, NamedTuple

Instrument = Literal["self_audit", "icare"]


class Question(NamedTuple):
    """A question of an audit."""

    id: str
    instrument: Instrument
    side: Literal["outside", "inside"]
    """What customers meet, or what the company does behind it."""
    kind: Literal["yes_no", "scale"]
    """Yes or no, or a number from 0 to 10; "unknown" is an answer to both."""
    text: str


@cache
def questions(instrument: Instrument | None = None) -> tuple[Question, ...]:
    """Return the questions of an instrument, or of both.

    Examples
    --------
    >>> len(questions("self_audit")), len(questions("icare"))
    (15, 5)
    """
    file = resources.files("sim.play.company") / "questions.toml"
    listed = tomllib.loads(file.read_text(encoding="utf-8"))["question"]
    every = tuple(Question(**one) for one in listed)
    return tuple(one for one in every if instrument in (None, one.instrument))


def question(name: str) -> Question:
    """Return the question of that id.

    Raises
    ------
    KeyError
        When there is none.
    """
    for one in questions():
        if one.id == name:
            return one
    raise KeyError(name)
