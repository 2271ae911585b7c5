"""A quiz that answers each answer, drawn by jupyterquiz and dressed by the house.

jupyterquiz makes the questions and picks the words for each answer. Left to itself it runs as a
script of the page, with colours for light rooms only, radio buttons that JupyterLab's own keys get
in the way of, and a formula library that it may fetch from the internet. So its files are read into
a widget here: the same code, in a module of its own, with our colours and with names for those who
listen to a page. Nothing leaves this computer.
"""

from collections.abc import Sequence
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from sim.lessons.quiz import NumberQuestion, Question

HERE = Path(__file__).parent
PARTS = ("helpers.js", "multiple_choice.js", "numeric.js", "show_questions.js")
"""The files of jupyterquiz that are used, in the order in which they build on each other."""


def _module() -> str:
    """Put jupyterquiz and our dress of it into one module of JavaScript."""
    theirs = files("jupyterquiz") / "js"
    parts = [(theirs / name).read_text(encoding="utf-8") for name in PARTS]
    return "\n".join([*parts, (HERE / "quiz.js").read_text(encoding="utf-8")])


class Quiz(anywidget.AnyWidget):
    """Questions on a page; a click or a key, and the answer is answered.

    Attributes
    ----------
    questions : list
        As jupyterquiz wants them.
    """

    _esm = _module()
    _css = (HERE / "quiz.css").read_text(encoding="utf-8")

    questions: traitlets.List = traitlets.List().tag(sync=True)


def quiz(questions: Sequence[Question | NumberQuestion]) -> Quiz:
    """Make a quiz.

    Parameters
    ----------
    questions : sequence of Question or NumberQuestion
        In the order in which they are asked.

    Returns
    -------
    Quiz
        A widget.

    Examples
    --------
    >>> from sim.lessons.quiz import AnswerOption
    >>> yes = AnswerOption("Yes", True, "It is: what is not heard is not counted.")
    >>> no = AnswerOption("No", False, "Think of those who say nothing.")
    >>> quiz([Question("Is silence a risk?", (yes, no))]).questions[0]["type"]
    'multiple_choice'
    """
    numbered = enumerate(questions, start=1)
    return Quiz(questions=[_as_jupyterquiz(number, one) for number, one in numbered])


def _as_jupyterquiz(number: int, question: Question | NumberQuestion) -> dict[str, Any]:
    asked = f"{number}. {_text(question.text)}"
    answers: list[dict[str, Any]]
    if isinstance(question, Question):
        answers = [
            {"answer": _text(one.text), "correct": one.right, "feedback": _text(one.feedback)}
            for one in question.answers
        ]
        return {"question": asked, "type": "multiple_choice", "answers": answers}
    answers = [
        {
            "type": "range",
            "range": [one.low, one.high],
            "correct": one.right,
            "feedback": _text(one.feedback),
        }
        for one in question.ranges
    ]
    answers.append({"type": "default", "feedback": _text(question.otherwise)})
    return {"question": asked, "type": "numeric", "answers": answers}


def _text(words: str) -> str:
    """Make plain words of what jupyterquiz would read as HTML, as a formula or as a link."""
    return escape(words).replace("$", "&#36;").replace("[", "&#91;").replace("\\", "&#92;")
