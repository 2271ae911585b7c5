"""Questions of a quiz, as plain data: what is asked, what may be answered, what is said to it.

Every answer has words of its own for whoever gives it: a wrong one says what was overlooked, and
not what the right one is. How a quiz is drawn is the business of `sim.panels.quiz`.
"""

from dataclasses import dataclass
from math import isfinite


@dataclass(frozen=True)
class AnswerOption:
    """One of the answers to choose from.

    Attributes
    ----------
    text : str
        The answer.
    right : bool
        Whether it is right.
    feedback : str
        What is said to whoever chooses it.
    """

    text: str
    right: bool
    feedback: str


@dataclass(frozen=True)
class Question:
    """A question with answers to choose from, exactly one of them right.

    Attributes
    ----------
    text : str
        What is asked.
    answers : tuple of AnswerOption
        At least two, in the order in which they are shown.

    Examples
    --------
    >>> heard = Question(
    ...     "Few complaints came in this month. What does that show?",
    ...     (
    ...         AnswerOption("Few failures", False, "Silence leaves no trace."),
    ...         AnswerOption("Few customers spoke", True, "Yes. How many were hurt is not known."),
    ...     ),
    ... )
    >>> heard.right.text
    'Few customers spoke'
    >>> Question("Who is right?", (AnswerOption("Nobody", False, "Look again."),))
    Traceback (most recent call last):
        ...
    ValueError: the quiz question 'Who is right?' has 1 answer; it needs two or more
    """

    text: str
    answers: tuple[AnswerOption, ...]

    def __post_init__(self) -> None:
        if len(self.answers) < 2:
            many = f"{len(self.answers)} answer{'s' if len(self.answers) != 1 else ''}"
            raise ValueError(f"{_name(self.text)} has {many}; it needs two or more")
        right = sum(one.right for one in self.answers)
        if right != 1:
            raise ValueError(f"{_name(self.text)} has {right} right answers; it needs exactly one")
        _all_differ(self.text, "answers", [one.text for one in self.answers])
        _all_differ(self.text, "feedback", [one.feedback for one in self.answers])

    @property
    def right(self) -> AnswerOption:
        """The right answer."""
        return next(one for one in self.answers if one.right)


def asks(text: str, *answers: tuple[str, bool, str]) -> Question:
    """Write a question shortly: each answer, whether it is right, and what is said to it.

    Examples
    --------
    >>> asks("Two and two?", ("Four", True, "Yes."), ("Five", False, "One less.")).right.text
    'Four'
    """
    return Question(text, tuple(AnswerOption(*one) for one in answers))


@dataclass(frozen=True)
class NumberRange:
    """Numbers that are answered alike: from `low` up to, but without, `high`.

    Attributes
    ----------
    low, high : float
        The ends.
    right : bool
        Whether these numbers are right.
    feedback : str
        What is said to whoever gives one of them.
    """

    low: float
    high: float
    right: bool
    feedback: str


@dataclass(frozen=True)
class NumberQuestion:
    """A question whose answer is typed as a number.

    Attributes
    ----------
    text : str
        What is asked, with the unit.
    ranges : tuple of NumberRange
        What is answered to which number, exactly one of them right; no two overlap.
    otherwise : str
        What is said to every other number.

    Examples
    --------
    >>> lost = NumberQuestion(
    ...     "Of 100 unhappy customers 37 come back. How many are lost?",
    ...     (
    ...         NumberRange(63, 64, True, "Yes: all who do not come back."),
    ...         NumberRange(37, 38, False, "That many come back."),
    ...     ),
    ...     otherwise="Take those who come back from the hundred.",
    ... )
    >>> lost.reply(63), lost.reply(5)
    ('Yes: all who do not come back.', 'Take those who come back from the hundred.')
    """

    text: str
    ranges: tuple[NumberRange, ...]
    otherwise: str

    def __post_init__(self) -> None:
        right = sum(one.right for one in self.ranges)
        if right != 1:
            raise ValueError(f"{_name(self.text)} has {right} right ranges; it needs exactly one")
        _all_differ(self.text, "feedback", [one.feedback for one in self.ranges] + [self.otherwise])
        reached = float("-inf")
        for one in sorted(self.ranges, key=lambda each: each.low):
            if not (isfinite(one.low) and isfinite(one.high) and one.low < one.high):
                ends = f"from {one.low} to {one.high}"
                raise ValueError(f"{_name(self.text)} has a range {ends}; the second must be more")
            if one.low < reached:
                raise ValueError(
                    f"{_name(self.text)} answers {one.low} twice; no two ranges may overlap"
                )
            reached = one.high

    def reply(self, number: float) -> str:
        """Return what is said to a number."""
        for one in self.ranges:
            if one.low <= number < one.high:
                return one.feedback
        return self.otherwise


def _name(text: str) -> str:
    return f"the quiz question {text!r}"


def _all_differ(question: str, what: str, texts: list[str]) -> None:
    if not question.strip():
        raise ValueError("a quiz question has no text")
    if not all(text.strip() for text in texts):
        raise ValueError(f"{_name(question)} has {what} without words; each answer needs its own")
    if len({text.strip().lower() for text in texts}) < len(texts):
        raise ValueError(f"{_name(question)} has the same {what} twice; each answer needs its own")
