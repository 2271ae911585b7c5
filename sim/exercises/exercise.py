"""What an exercise is made of, and the sheet of one learner who works on it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sim.exercises.feedback import Feedback, blank
from sim.exercises.form import Form
from sim.exercises.given import Off, is_blank, number, short, word
from sim.exercises.picture import Picture
from sim.exercises.sealed import RIGHT, verdict

FAILED = "This could not be checked: is it of the kind that is asked for?"


@dataclass(frozen=True)
class Task:
    """One thing to do.

    Attributes
    ----------
    check : callable
        Takes what the learner put in; returns a sentence where it is right, raises `Off` where not.
    hints : tuple of str
        From general to pointed; a new one for each new wrong answer.
    """

    check: Callable[..., str]
    hints: tuple[str, ...]


@dataclass(frozen=True)
class Exercise:
    """An exercise: its picture, its tasks, and the form for the last of them.

    Attributes
    ----------
    number : str
        Of the module that it belongs to.
    picture : callable
        Draws what is read off.
    tasks : mapping of Task
        ``read_off``, ``change``, ``explain`` and ``build``.
    form : Form
        For ``build``.
    """

    number: str
    picture: Callable[[], Picture]
    tasks: Mapping[str, Task]
    form: Form


class Sheet:
    """An exercise as one learner works on it.

    Parameters
    ----------
    exercise : Exercise
        Which.
    """

    def __init__(self, exercise: Exercise) -> None:
        self.exercise = exercise
        self._tried: dict[str, list[str]] = {}

    def show(self) -> Picture:
        """Draw what is read off."""
        return self.exercise.picture()

    def check(self, task: str, *given: Any) -> Feedback:
        """Say how far an answer is. It never raises, whatever is put in.

        Parameters
        ----------
        task : str
            ``"read_off"``, ``"change"``, ``"explain"`` or ``"build"``.
        *given
            What the learner put in.
        """
        try:
            return self._checked(task, given)
        except Exception:
            return Feedback("not yet", FAILED)

    def _checked(self, task: str, given: tuple[Any, ...]) -> Feedback:
        asked = self.exercise.tasks[task]
        if all(is_blank(one) for one in given):
            return blank()
        try:
            if any(is_blank(one) for one in given):
                raise Off("One part of the answer is still missing.", "Fill in each None.")
            return Feedback("right", asked.check(*given))
        except Off as off:
            hint = off.hint
            if hint is None:
                hint = asked.hints[self._turn(task, given, len(asked.hints))]
            return Feedback("not yet", f"{off.says} {hint}".strip())

    def _turn(self, task: str, given: tuple[Any, ...], most: int) -> int:
        """Return the place of the hint: the same answer again gets the same hint again."""
        tried = self._tried.setdefault(task, [])
        told = " ".join(short(one) for one in given)
        if told not in tried:
            tried.append(told)
        return min(tried.index(told), most - 1)


def read_off(
    of: str,
    asked: Mapping[str, str],
    mistakes: Mapping[str, str],
    right: str,
    hints: tuple[str, ...],
    choices: Mapping[str, tuple[str, ...]] | None = None,
) -> Task:
    """Make the task of reading figures off a picture.

    Parameters
    ----------
    of : str
        The number of the exercise.
    asked : mapping
        What each figure is, by the name that it is sealed under, in the order they are given.
    mistakes : mapping
        What is said of known mistakes, by their names.
    right : str
        What is said when all are right.
    hints : tuple of str
        From general to pointed.
    choices : mapping, optional
        By name, the words to choose from, where it is no number.
    """

    def check(*given: Any) -> str:
        off = []
        for (name, what), one in zip(asked.items(), given, strict=True):
            words = (choices or {}).get(name)
            value = word(one, what, words) if words else number(one, what)
            found = verdict(of, name, value)
            if found in mistakes:
                raise Off(mistakes[found], "")
            if found != RIGHT:
                off.append(what)
        if off:
            raise Off(f"{off[0][:1].upper()}{off[0][1:]} is not what the picture shows.")
        return right

    return Task(check, hints)
