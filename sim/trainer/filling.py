"""The kit's texts with their figures in them, as plain dicts and lists that are ready to be set."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from sim.assumptions.faults import ScenarioError
from sim.lessons import lesson as module
from sim.lessons.quiz import Question
from sim.trainer.content import Paper, Sheet, Step
from sim.trainer.figures import LETTERS, Lived

Plain = dict[str, Any]
VOTES = "our guess until you have your own; grade: assumption"


def filled(value: Any, figures: Mapping[str, str], place: str) -> Any:
    """Put figures into every text of something that was written.

    Parameters
    ----------
    value
        A model, a list, a text, or what else may stand in one.
    figures : mapping
        What stands for each name in braces.
    place : str
        The file, for messages.

    Raises
    ------
    ScenarioError
        If a text has a place for a figure that is not there.

    Examples
    --------
    >>> filled(["{left} of 100 leave"], {"left": "23"}, "02.toml")
    ['23 of 100 leave']
    """
    if isinstance(value, BaseModel):
        return {name: filled(one, figures, place) for name, one in value}
    if isinstance(value, list | tuple):
        return [filled(one, figures, place) for one in value]
    if not isinstance(value, str):
        return value
    try:
        return value.format_map(figures)
    except (KeyError, ValueError, IndexError) as error:
        fault = f"{place}: there is no figure {error} for “{value[:60]}”"
        raise ScenarioError([fault]) from None


def timed(steps: list[Plain], begins: str) -> list[Plain]:
    """Give each step the time at which it begins, and say when the last one ends.

    Examples
    --------
    >>> [one["at"] for one in timed([{"minutes": 50}, {"minutes": 15}], "9:00")]
    ['9:00', '9:50', '10:05']
    """
    hours, minutes = (int(part) for part in begins.split(":"))
    now, found = 60 * hours + minutes, []
    for step in steps:
        found.append({"at": clock(now), **step})
        now += step["minutes"]
    return [*found, {"at": clock(now), "do": "End."}]


def clock(minutes: int) -> str:
    """Write a time of the day, or since something began.

    Examples
    --------
    >>> clock(5), clock(605)
    ('0:05', '10:05')
    """
    return f"{minutes // 60}:{minutes % 60:02}"


def lasts(steps: tuple[Step, ...]) -> int:
    """Return how many minutes some steps take together."""
    return sum(step.minutes for step in steps)


def filled_sheet(lived: Lived) -> Plain:
    """Return all that stands on a module's run sheet."""
    written: Sheet = lived.sheet
    lesson = lived.lesson
    page: Plain = filled(written, lived.figures, f"{lived.number}.toml")
    del page["figures"], page["picture"]
    bins = zip(LETTERS, lesson.prediction.bins, written.votes, strict=True)
    page |= {
        "number_of": lived.number,
        "title": lesson.title,
        "asks": lesson.question,
        "minutes": lasts(written.clock),
        "clock": timed(page["clock"], "0:00"),
        "question": lesson.prediction.question,
        "options": [
            {
                "letter": letter,
                "words": one.words,
                "votes": votes,
                "right": place in lived.right,
            }
            for place, (letter, one, votes) in enumerate(bins)
        ],
        "votes_are": VOTES,
        "right": lived.figures["right"],
        "truth": lived.figures["truth"],
        "monday": lesson.monday,
        "notebook": f"{lived.number}_{lesson.name}.ipynb",
    }
    return page


def of_all(lived: Mapping[str, Lived]) -> dict[str, str]:
    """Return the figures of all modules, each under its module's number and its own name."""
    return {
        f"{number}_{name}": words
        for number, one in lived.items()
        for name, words in one.figures.items()
    }


def filled_paper(name: str, written: Paper, figures: Mapping[str, str]) -> Plain:
    """Return all that stands on a paper."""
    page: Plain = filled(written, figures, f"{name}.toml")
    page |= {"name": name, "is_key": False}
    for part, was in zip(page["parts"], written.parts, strict=True):
        if was.begins:
            part["steps"] = timed(part["steps"], was.begins)
        part["asked"] += [_from_quiz(one) for one in was.quiz]
    return page


def key_of(page: Plain) -> Plain | None:
    """Return the key to a paper's questions, as a paper; None where nothing is asked."""
    parts = [part for part in page["parts"] if part["asked"]]
    if not parts:
        return None
    keys = [part | {"words": [], "lines": 0} for part in parts]
    title = f"{page['title']}: the key"
    return page | {
        "name": f"{page['name']}_key",
        "title": title,
        "about": KEY,
        "parts": keys,
        "is_key": True,
    }


KEY = "For the trainer. Talk about each answer; do not only read out the letters."


def _from_quiz(place: str) -> Plain:
    """Take a question from a module's quiz: ``"02.1"`` is the first of module 02."""
    number, at = place.split(".")
    found = module(number).quiz[int(at) - 1]
    if not isinstance(found, Question):
        raise ScenarioError([f"question {place} is answered by a number, but must offer answers"])
    return {
        "question": found.text,
        "options": [one.text for one in found.answers],
        "right": LETTERS[found.answers.index(found.right)],
        "because": found.right.feedback,
    }
