"""What people in a company say of it: figures, answers to questions, and rated moments."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import isfinite
from typing import Literal, NamedTuple

from sim.play.company.flaws import quoted
from sim.play.company.questions import question, questions

Unknown = Literal["unknown"]
UNKNOWN: Unknown = "unknown"
"""What stands for "I do not know"."""

Figure = float | tuple[float, float] | Unknown | None
"""A number; the least and the most that it may be; "unknown"; or None for what was not asked."""

Role = Literal["manager", "front line", ""]
ROLES: tuple[Role, ...] = ("manager", "front line", "")

Rating = Literal["magic", "mediocrity", "misery", "unknown"]
RATINGS: dict[Rating, float | None] = {
    "misery": 0.0,
    "mediocrity": 0.5,
    "magic": 1.0,
    "unknown": None,
}
"""The score of each rating."""

STAGES = ("before", "purchase", "after")


class AnswerError(ValueError):
    """Answers that cannot be; `faults` has a sentence for each."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = faults
        super().__init__("\n".join(faults))


class FigureQuestion(NamedTuple):
    """A figure that one is asked for."""

    name: str
    unit: str
    text: str
    most: float
    may_be_zero: bool = False


FIGURES = (
    FigureQuestion("customers", "people", "How many customers are there?", 1e8),
    FigureQuestion("visits_per_month", "visits", "How many visits do they all make a month?", 1e10),
    FigureQuestion(
        "spend_per_visit", "currency", "What does a visit with a purchase sell?", 1e9, True
    ),
    FigureQuestion(
        "gross_margin", "share", "What is left of sales after the goods, 0 to 1?", 1, True
    ),
    FigureQuestion("staff", "people", "How many people serve customers at a time?", 1e6),
    FigureQuestion(
        "wage_per_hour", "currency", "What does an hour of one of them cost?", 1e6, True
    ),
    FigureQuestion(
        "marketing_per_month", "currency", "What is spent on winning customers a month?", 1e12, True
    ),
    FigureQuestion(
        "complaints_per_month",
        "complaints",
        "How many complaints reach management a month?",
        1e9,
        True,
    ),
)
"""The figures, as a form asks for them."""


@dataclass(frozen=True)
class Figures:
    """A company's own figures, as far as somebody knows them.

    Each is a number, two numbers between which it lies, ``"unknown"`` for "I do not know", which
    widens what follows from it, or None for what is left as the trade has it.

    Raises
    ------
    AnswerError
        With a sentence for each figure that cannot be.

    Examples
    --------
    >>> Figures(customers=1200, gross_margin="unknown").customers
    1200
    >>> Figures(gross_margin=(0.25, 0.35), staff=-1)
    Traceback (most recent call last):
    ...
    sim.play.company.answers.AnswerError: staff is -1, but must be more than 0 and 1000000 or less
    """

    customers: Figure = None
    visits_per_month: Figure = None
    spend_per_visit: Figure = None
    gross_margin: Figure = None
    staff: Figure = None
    wage_per_hour: Figure = None
    marketing_per_month: Figure = None
    complaints_per_month: Figure = None

    def __post_init__(self) -> None:
        faults = [fault for one in FIGURES for fault in _faults(one, getattr(self, one.name))]
        if faults:
            raise AnswerError(faults)

    def said(self) -> dict[str, Figure]:
        """Return those that somebody has said something of, be it that they do not know."""
        values = {one.name: getattr(self, one.name) for one in FIGURES}
        return {name: value for name, value in values.items() if value is not None}


def _faults(asked: FigureQuestion, value: object) -> list[str]:
    if value is None or value == UNKNOWN:
        return []
    ends = value if isinstance(value, tuple | list) else (value,)
    numbers = [one for one in ends if isinstance(one, int | float) and not isinstance(one, bool)]
    if len(numbers) != len(ends) or len(ends) not in (1, 2):
        rule = 'must be a number, two between which it lies, or "unknown"'
        return [f"{asked.name} is {quoted(value)}, but {rule}"]
    for one in numbers:
        low = one < 0 or (one == 0 and not asked.may_be_zero)
        if not isfinite(one) or low or one > asked.most:
            above = "0 or more" if asked.may_be_zero else "more than 0"
            return [f"{asked.name} is {one:g}, but must be {above} and {asked.most:.0f} or less"]
    if len(numbers) == 2 and numbers[0] > numbers[1]:
        return [f"{asked.name} goes from {numbers[0]:g} to {numbers[1]:g}, but must not go down"]
    return []


@dataclass(frozen=True)
class Moment:
    """A touchpoint as somebody rates it.

    Attributes
    ----------
    name
        Its short name: one of the trade's touchpoints, or one of the company's own.
    rating
        ``"magic"``, ``"mediocrity"``, ``"misery"`` or ``"unknown"``.
    stage, department
        When it is, and who owns it; needed where the trade has no such touchpoint.
    title
        Its name as people say it.
    use
        The share of visits that pass here; of a new touchpoint one half where it is not said.
    """

    name: str
    rating: Rating
    stage: str = ""
    department: str = ""
    title: str = ""
    use: float | None = None


@dataclass(frozen=True)
class HandOff:
    """A way from one department to another on which customers fall through."""

    from_department: str
    to_department: str


@dataclass(frozen=True)
class Audit:
    """What one person answers.

    Attributes
    ----------
    role
        ``"manager"``, ``"front line"``, or nothing where it does not matter.
    answers
        By the id of a question: True or False, a number from 0 to 10 where it is a scale, or
        ``"unknown"``. What is not there was not answered.
    moments
        The touchpoints that this person rates.
    worst_hand_offs
        Where customers fall through.
    name
        Who it is, where they want to say; nothing is made of it.

    Raises
    ------
    AnswerError
        With a sentence for each answer that cannot be.

    Examples
    --------
    >>> Audit("manager", {"promises": True, "empowered": 3}).score("empowered")
    0.3
    """

    role: Role = ""
    answers: Mapping[str, bool | float | Unknown] = field(default_factory=dict)
    moments: tuple[Moment, ...] = ()
    worst_hand_offs: tuple[HandOff, ...] = ()
    name: str = ""

    def __post_init__(self) -> None:
        faults = []
        if self.role not in ROLES:
            rule = 'must be "manager", "front line" or left out'
            faults.append(f"role is {quoted(self.role)}, but {rule}")
        faults += [fault for one in self.answers for fault in _answer_faults(one, self.answers)]
        faults += [fault for one in self.moments for fault in _moment_faults(one)]
        if faults:
            raise AnswerError(faults)

    def score(self, name: str) -> float | None:
        """Return the score of an answer, 0 to 1; None for "I do not know".

        Parameters
        ----------
        name
            The id of a question that was answered.
        """
        answer = self.answers[name]
        if answer == UNKNOWN:
            return None
        return float(answer) / (10.0 if question(name).kind == "scale" else 1.0)


def _answer_faults(name: str, answers: Mapping[str, bool | float | Unknown]) -> list[str]:
    if name not in {one.id for one in questions()}:
        return [f"there is no question {quoted(name)}"]
    answer = answers[name]
    if answer == UNKNOWN:
        return []
    if question(name).kind == "yes_no":
        rule = 'must be true, false or "unknown"'
        return [] if isinstance(answer, bool) else [f"{name} is {quoted(answer)}, but {rule}"]
    fits = isinstance(answer, int | float) and not isinstance(answer, bool)
    if fits and 0 <= float(answer) <= 10:
        return []
    return [f'{name} is {quoted(answer)}, but must be a number from 0 to 10 or "unknown"']


def _moment_faults(moment: Moment) -> list[str]:
    faults = []
    if moment.rating not in RATINGS:
        rule = f"must be one of {', '.join(RATINGS)}"
        faults.append(f"the rating of {moment.name} is {quoted(moment.rating)}, but {rule}")
    if moment.stage not in (*STAGES, ""):
        rule = f"must be one of {', '.join(STAGES)}"
        faults.append(f"the stage of {moment.name} is {quoted(moment.stage)}, but {rule}")
    if moment.use is not None and not 0 < moment.use <= 1:
        rule = "must be more than 0 and 1 or less"
        faults.append(f"the use of {moment.name} is {moment.use}, but {rule}")
    return faults
