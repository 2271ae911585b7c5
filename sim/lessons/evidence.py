"""Where the numbers behind a module come from, and how good they are."""

from typing import NamedTuple

from sim.assumptions import Scenario
from sim.assumptions.claims import SOURCES, claims
from sim.assumptions.keys import field_of
from sim.lessons.lesson import Lesson


class Behind(NamedTuple):
    """A parameter that a module rests on."""

    meaning: str
    slogans: str
    research: str
    source: str
    grade: str


def numbers_behind(lesson: Lesson, slogans: Scenario, published: Scenario) -> list[Behind]:
    """List the parameters behind a module.

    Parameters
    ----------
    lesson : Lesson
        The module.
    slogans, published : Scenario
        Its business, under either reading of the evidence.
    """
    rows = []
    for key in lesson.keys:
        found = published.origin(key)
        ours, theirs = str(slogans.value(key)), str(published.value(key))
        rows.append(Behind(meaning(key), ours, theirs, found.source, found.grade))
    return rows


def claims_said(lesson: Lesson) -> tuple[str, ...]:
    """Say the claims of a module with where each was read.

    Examples
    --------
    >>> from sim.lessons import lesson
    >>> claims_said(lesson("02"))[0][:4]
    'C12:'
    """
    said = []
    for claim in claims():
        if claim.id in lesson.claims:
            source = SOURCES[claim.source]
            by = f"{source.author}, " if source.author else ""
            said.append(f"{claim.id}: {claim.claim}. Read in: {by}{source.title}, {source.year}.")
    return tuple(said)


def meaning(key: str) -> str:
    """Return what a parameter is, in words.

    Examples
    --------
    >>> meaning("voice.silent_per_complaint")
    'unhappy customers who say nothing for each one who complains (one ear)'
    """
    part, *_, last = key.split(".")
    return field_of((part, last)).description or ""
