"""What is typed into the forms, as texts, until it is figures and answers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from sim.assumptions import Scenario
from sim.play.company.answers import (
    UNKNOWN,
    AnswerError,
    Audit,
    Figure,
    Figures,
    HandOff,
    Moment,
    Rating,
    Role,
)
from sim.play.company.flaws import quoted
from sim.play.company.questions import Instrument, question, questions

YES, NO = "yes", "no"

_NUMBER = r"[-+]?\d[\d ,.'’]*%?"
_ONE = re.compile(rf"^({_NUMBER})$")
_TWO = re.compile(rf"^({_NUMBER}?)\s*(?:to|[-–:])\s*({_NUMBER})$")
_THOUSANDS = re.compile(r"^[-+]?\d{1,3}(?:[ ,'’]\d{3})+(?:\.\d+)?$")


@dataclass
class Person:
    """What one person has answered so far.

    Attributes
    ----------
    name, role
        Who it is, and whether a manager or of the front line.
    answers
        By the id of a question: ``"yes"``, ``"no"``, ``"0"`` to ``"10"`` or ``"unknown"``.
    ratings
        By the name of a touchpoint.
    falls
        The hand-offs at which customers fall through, from one department to another.
    """

    name: str = ""
    role: str = ""
    answers: dict[str, str] = field(default_factory=dict)
    ratings: dict[str, str] = field(default_factory=dict)
    falls: list[tuple[str, str]] = field(default_factory=list)

    def answered(self, instrument: Instrument) -> int:
        """Return how many questions of an instrument are answered, be it with "unknown"."""
        return sum(bool(self.answers.get(one.id)) for one in questions(instrument))

    @property
    def is_blank(self) -> bool:
        """Whether nothing was said."""
        said = [*self.answers.values(), *self.ratings.values()]
        return not (self.name or self.role or any(said) or self.falls)


@dataclass
class Own:
    """A touchpoint that the trade has not."""

    title: str
    stage: str
    department: str

    @property
    def name(self) -> str:
        """Its short name."""
        return slug(self.title)


@dataclass
class Draft:
    """The forms, as they are filled in.

    Attributes
    ----------
    figures
        By name, what was typed for a figure.
    people
        Who answers; always one at least.
    own
        Touchpoints of the company that its trade has not.
    owners
        By touchpoint of the trade, the department that owns it here, where that is another.

    Examples
    --------
    >>> draft = Draft()
    >>> draft.figures["customers"] = "800 to 1,200"
    >>> draft.people[0].answers["promises"] = "yes"
    >>> draft.to_figures().customers, draft.to_audits()[0].answers
    ((800.0, 1200.0), {'promises': True})
    """

    figures: dict[str, str] = field(default_factory=dict)
    people: list[Person] = field(default_factory=lambda: [Person()])
    own: list[Own] = field(default_factory=list)
    owners: dict[str, str] = field(default_factory=dict)

    def figure_faults(self) -> dict[str, str]:
        """Return a sentence for each figure that cannot be, by its name."""
        faults = {}
        for name, text in self.figures.items():
            try:
                Figures(**{name: figure_of(text)})
            except AnswerError as error:
                faults[name] = error.faults[0].replace(f"{name} ", "This ", 1)
        return faults

    def to_figures(self) -> Figures:
        """Return the figures.

        Raises
        ------
        AnswerError
            With a sentence for each figure that cannot be.
        """
        faults = [one.replace("This", name, 1) for name, one in self.figure_faults().items()]
        if faults:
            raise AnswerError(faults)
        said = {name: figure_of(text) for name, text in self.figures.items()}
        return Figures(**{name: value for name, value in said.items() if value is not None})

    def to_audits(self, trade: Scenario | None = None) -> tuple[Audit, ...]:
        """Return what each person answers; who said nothing is left out.

        Parameters
        ----------
        trade
            Whose touchpoints were rated; needed where some were.

        Raises
        ------
        AnswerError
            With a sentence for each answer that cannot be.
        """
        several = [one for one in self.people if not one.is_blank]
        if not several and (self.own or self.owners):
            several = self.people[:1]
        return tuple(
            Audit(
                cast("Role", one.role),
                {name: _answer(name, text) for name, text in one.answers.items() if text},
                self._moments(one, place == 0, trade),
                tuple(HandOff(*way) for way in one.falls),
                one.name,
            )
            for place, one in enumerate(several)
        )

    def _moments(
        self, person: Person, is_first: bool, trade: Scenario | None
    ) -> tuple[Moment, ...]:
        """Return what a person rates; who comes first also brings what is new."""
        told = []
        for one in trade.touchpoints if trade is not None else ():
            rating = person.ratings.get(one.name, "")
            owner = self.owners.get(one.name, "")
            if rating or (is_first and owner):
                rated = cast("Rating", rating or UNKNOWN)
                told.append(Moment(one.name, rated, one.stage, owner or one.department))
        for new in self.own:
            rating = person.ratings.get(new.name, "")
            if rating or is_first:
                rated = cast("Rating", rating or UNKNOWN)
                told.append(Moment(new.name, rated, new.stage, new.department, new.title))
        return tuple(told)

    def put(self, figures: Figures, audits: Sequence[Audit], trade: Scenario) -> None:
        """Fill the forms with figures and answers, as a file has them."""
        self.figures = {name: text_of(value) for name, value in figures.said().items()}
        there = {one.name: one for one in trade.touchpoints}
        self.own, self.owners, self.people = [], {}, []
        for audit in audits:
            person = Person(audit.name, audit.role)
            person.answers = {name: _text(value) for name, value in audit.answers.items()}
            person.falls = [(w.from_department, w.to_department) for w in audit.worst_hand_offs]
            for one in audit.moments:
                person.ratings[one.name] = one.rating
                if one.name not in there:
                    self._meet(Own(one.title or one.name, one.stage, one.department))
                elif one.department and one.department != there[one.name].department:
                    self.owners[one.name] = one.department
            self.people.append(person)
        self.people = self.people or [Person()]

    def _meet(self, new: Own) -> None:
        if new.name not in {one.name for one in self.own}:
            self.own.append(new)


def figure_of(text: str) -> Figure:
    """Read a figure as people type it.

    Raises
    ------
    AnswerError
        When it is no number.

    Examples
    --------
    >>> figure_of("1,200"), figure_of("30%"), figure_of("0,35"), figure_of("")
    (1200.0, 0.3, 0.35, None)
    >>> figure_of("800 - 1200"), figure_of("unknown")
    ((800.0, 1200.0), 'unknown')
    """
    text = text.strip()
    if not text:
        return None
    if text == UNKNOWN:
        return UNKNOWN
    one, two = _ONE.match(text), _TWO.match(text)
    try:
        if one:
            return _number(one[1])
        if two:
            return _number(two[1]), _number(two[2])
    except ValueError:
        pass
    rule = "must be a number, or two as in 800 to 1200"
    raise AnswerError([f"This is {quoted(text)}, but {rule}"])


def text_of(figure: Figure) -> str:
    """Write a figure as people type it.

    Examples
    --------
    >>> text_of(1200.0), text_of((0.25, 0.35)), text_of("unknown"), text_of(None)
    ('1200', '0.25 to 0.35', 'unknown', '')
    """
    if figure is None:
        return ""
    if isinstance(figure, str):
        return figure
    if isinstance(figure, tuple | list):
        return " to ".join(map(_plain, figure))
    return _plain(figure)


def slug(title: str) -> str:
    """Make a short name of a title.

    Examples
    --------
    >>> slug("Our phone line!"), slug("24h desk")
    ('our_phone_line', 'our_24h_desk')
    """
    name = re.sub(r"[^a-z0-9]+", "_", title.lower()).strip("_")
    name = name if name[:1].isalpha() else f"our_{name}"
    return name[:40].strip("_")


def _plain(number: float) -> str:
    return f"{number:.12g}"


def _number(text: str) -> float:
    share = text.rstrip().endswith("%")
    text = text.strip().rstrip("%").strip()
    if _THOUSANDS.match(text):
        text = re.sub(r"[ ,'’]", "", text)
    value = float(text.replace(",", ".").replace(" ", ""))
    return value / 100 if share else value


def _answer(name: str, text: str) -> Any:
    if text == UNKNOWN:
        return UNKNOWN
    if question(name).kind == "yes_no":
        return text == YES
    return float(text) if "." in text else int(text)


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return YES if value else NO
    return value if isinstance(value, str) else f"{value:g}"
