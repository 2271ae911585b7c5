"""The seven decisions of a quarter: what may be chosen, what it costs, and when it pays.

Prices come from the scenario's parameters. What the world books day by day (wages, training,
marketing) is shown as the price of the quarter; what is paid once, because something changed,
is shown beside it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from math import ceil, isfinite
from typing import Any, NamedTuple

from sim.assumptions import Scenario
from sim.play.game.staffing import at_start, fewest, most, staffing, wages

QUARTER = 91
"""Days in a quarter: 13 weeks."""
SEVERANCE_WEEKS = 6
"""Weeks of wages that one who is let go is paid."""
AUTHORITY_HOURS = 40
"""Hours of training for each employee when their authority is raised by a step."""
ASKING_YEARS = 3
"""Years' worth of asking that it costs to begin with it: a system, and people who listen."""
MOST_ASKED = 40
"""Percent of the silent who can be asked at most: the others are not there when somebody calls."""
MOST_MARKETING = 2
"""How many times the marketing of the start may be spent."""
SMALL = 0.3
"""Authority `small` where the scenario starts with none or with all of it."""
AUTHORITY = ("none", "small", "any")

Settings = Mapping[str, float]
"""The value of each decision, by name; authority is 0, 1 or 2."""


class GameError(ValueError):
    """Something that the rules of the game do not allow, in a sentence; nothing has changed."""


class Elsewhere(GameError):
    """The game is being played, or has gone on, in another window."""


class Price(NamedTuple):
    """What a setting costs."""

    quarter: float
    """In this quarter, and in each one that it is kept."""
    once: float
    """Now, because it was changed; the game pays it."""
    later: float
    """When it happens, because it was changed: the hiring of those who come."""

    @property
    def now(self) -> float:
        """What it takes from this quarter's budget."""
        return self.quarter + self.once + self.later


@dataclass(frozen=True)
class Decision:
    """One of the seven.

    Attributes
    ----------
    name : str
        What `Game.decide` calls it.
    title, unit : str
        In a manager's words.
    low, high, step, start : float
        What may be chosen, and what it is before anybody decides.
    words : tuple of str
        Words for 0, 1, 2, ... where it is a choice between words.
    pays : str
        When it pays, in a sentence.
    """

    name: str
    title: str
    unit: str
    low: float
    high: float
    step: float
    start: float
    pays: str
    words: tuple[str, ...] = ()
    pricing: Callable[[Settings, Settings], Price] = field(repr=False, compare=False, kw_only=True)
    changing: Callable[[float], dict[str, Any]] = field(repr=False, compare=False, kw_only=True)

    def price(self, settings: Settings, before: Settings) -> Price:
        """Return what it costs among these settings, after those of the quarter before."""
        return self.pricing(settings, before)

    def changes(self, value: float) -> dict[str, Any]:
        """Return the parameters of the world that a value sets."""
        return self.changing(value)

    def stops(self) -> tuple[float, ...]:
        """Return every value that may be chosen."""
        return tuple(
            round(self.low + number * self.step, 9)
            for number in range(round((self.high - self.low) / self.step) + 1)
        )

    def read(self, given: object) -> float:
        """Take a value as somebody gives it: a number, or one of the words.

        Between 0 and 1, and where that is no value itself, it is a share: of the way from the
        lowest to the highest, or of those who are asked; the nearest step is taken.

        Raises
        ------
        GameError
            If it is no value that may be chosen.
        """
        if isinstance(given, str) and given in self.words:
            return float(self.words.index(given))
        rule = (
            f"must be {', '.join(self.words[:-1])} or {self.words[-1]}"
            if self.words
            else f"must be from {plain(self.low)} to {plain(self.high)} {self.unit}"
            f" in steps of {plain(self.step)}"
        )
        if isinstance(given, bool) or not isinstance(given, int | float) or not isfinite(given):
            raise GameError(f"{self.name} is {given!r}, but {rule}")
        steps = (given - self.low) / self.step
        if 0 < given < 1 and abs(steps - round(steps)) > 1e-6:
            percent = self.unit.startswith("%")
            return self.nearest(
                100 * given if percent else self.low + given * (self.high - self.low)
            )
        if not self.low - 1e-9 <= given <= self.high + 1e-9 or abs(steps - round(steps)) > 1e-6:
            raise GameError(f"{self.name} is {plain(given)}, but {rule}")
        return round(self.low + round(steps) * self.step, 9)

    def nearest(self, value: float) -> float:
        """Return the value that may be chosen next to any number."""
        steps = round((min(self.high, max(self.low, value)) - self.low) / self.step)
        return round(min(self.high, self.low + steps * self.step), 9)

    def said(self, value: float) -> str:
        """Say a value with its unit."""
        if self.words:
            return self.words[round(value)]
        return f"{plain(value)} {self.unit}"


def plain(value: float) -> str:
    """Write a number as short as it is.

    Examples
    --------
    >>> plain(3.0), plain(1234.5), plain(12000)
    ('3', '1,234.5', '12,000')
    """
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def decisions_of(scenario: Scenario) -> tuple[Decision, ...]:
    """Return the seven decisions of a business.

    Examples
    --------
    >>> import sim
    >>> [one.name for one in decisions_of(sim.load("hotel"))]
    ['staff', 'training', 'coaching', 'authority', 'desk', 'asking', 'marketing']
    """
    return (
        _staff(scenario),
        _hours(
            scenario,
            "training",
            "Training hours",
            120,
            10,
            "A round at the start of the quarter raises skill; half is forgotten in two months "
            "unless somebody coaches.",
        ),
        _hours(
            scenario,
            "coaching",
            "Coaching hours",
            60,
            5,
            "Slowly: what was trained is kept longer, and adds up over quarters.",
        ),
        _authority(scenario),
        _desk(scenario),
        _asking(scenario),
        _marketing(scenario),
    )


def _staff(scenario: Scenario) -> Decision:
    def pricing(settings: Settings, before: Settings) -> Price:
        now, was = round(settings["staff"]), round(before["staff"])
        week = wages(scenario, now, 7) - wages(scenario, was, 7)
        once = SEVERANCE_WEEKS * max(0.0, -week)
        w = scenario.workforce
        hiring = w.replacement_cost + w.attitude_cost * max(0.0, w.hired_attitude - 0.5)
        return Price(wages(scenario, now, QUARTER), once, hiring * max(0, now - was))

    def changing(value: float) -> dict[str, Any]:
        spread = staffing(scenario, round(value))
        return {f"departments.{name}.staff": number for name, number in spread.items()}

    days = scenario.workforce.vacancy_days
    return Decision(
        name="staff",
        title="Front-line staff",
        unit="people",
        low=fewest(scenario),
        high=most(scenario),
        step=1,
        start=at_start(scenario),
        pays=f"Fewer pay at once; more come after {plain(days)} days, and have to learn the job.",
        pricing=pricing,
        changing=changing,
    )


def _hours(
    scenario: Scenario, name: str, title: str, high: float, step: float, pays: str
) -> Decision:
    key = f"workforce.{name}_hours"
    start = float(scenario.value(key))
    cost = float(scenario.value(f"workforce.{name}_cost"))

    def pricing(settings: Settings, before: Settings) -> Price:
        return Price(settings[name] * cost * settings["staff"] / 4, 0.0, 0.0)

    return Decision(
        name=name,
        title=title,
        unit="hours a head and year",
        low=0,
        high=max(high, ceil(start / step) * step),
        step=step if start % step == 0 else start / max(1, round(start / step)),
        start=start,
        pays=pays,
        pricing=pricing,
        changing=lambda value: {key: value},
    )


def _authority(scenario: Scenario) -> Decision:
    start = scenario.recovery.authority
    small = start if 0 < start < 1 else SMALL
    levels = (0.0, small, 1.0)
    cost = AUTHORITY_HOURS * scenario.workforce.training_cost

    def pricing(settings: Settings, before: Settings) -> Price:
        steps = max(0.0, settings["authority"] - before["authority"])
        return Price(0.0, steps * cost * settings["staff"], 0.0)

    money = f"{plain(scenario.recovery.cost)} {scenario.money.currency}"
    return Decision(
        name="authority",
        title="Authority to put things right",
        unit="",
        low=0,
        high=2,
        step=1,
        start=float(levels.index(start)),
        words=AUTHORITY,
        pays=f"At once, for those who say something, at {money} for each failure put right; "
        "the mood of the staff follows in a quarter or two.",
        pricing=pricing,
        changing=lambda value: {"recovery.authority": levels[round(value)]},
    )


def _desk(scenario: Scenario) -> Decision:
    desk = scenario.desk
    start, step = desk.hours_per_week, desk.hours_per_week / 4
    needed = desk.background_hours_per_week / desk.agents / 0.9
    low = step * max(2, ceil(needed / step - 1e-9))
    high = min(4 * start, 168.0 // step * step)

    def pricing(settings: Settings, before: Settings) -> Price:
        hours = settings["desk"] * desk.agents * QUARTER / 7
        return Price(hours * desk.wage_per_hour, 0.0, 0.0)

    return Decision(
        name="desk",
        title="Complaint desk",
        unit="hours a week",
        low=min(low, start),
        high=high,
        step=step,
        start=start,
        pays="At once, for those whose complaint reaches the desk; the others do not notice.",
        pricing=pricing,
        changing=lambda value: {"desk.hours_per_week": value},
    )


def _asking(scenario: Scenario) -> Decision:
    voice = scenario.voice
    start = 100 * voice.asked_share

    def pricing(settings: Settings, before: Settings) -> Price:
        year = voice.asking_cost * scenario.market.customers / 100
        more = max(0.0, settings["asking"] - before["asking"])
        return Price(settings["asking"] * year / 4, more * year * ASKING_YEARS, 0.0)

    return Decision(
        name="asking",
        title="Asking the silent",
        unit="% of them",
        low=0,
        high=max(float(MOST_ASKED), ceil(start / 5) * 5),
        step=5 if start % 5 == 0 else start / max(1, round(start / 5)),
        start=start,
        pays="Within weeks, if somebody can then put right what is heard; complaints rise first.",
        pricing=pricing,
        changing=lambda value: {"voice.asked_share": value / 100},
    )


def _marketing(scenario: Scenario) -> Decision:
    start = scenario.market.marketing_per_year / 4
    step = start / 4 if start else scenario.market.cost_per_contact * 10

    def pricing(settings: Settings, before: Settings) -> Price:
        return Price(settings["marketing"], 0.0, 0.0)

    return Decision(
        name="marketing",
        title="Marketing",
        unit=f"{scenario.money.currency} a quarter",
        low=0,
        high=step * 4 * MOST_MARKETING,
        step=step,
        start=start,
        pays="At once in new customers, each dearer than the last; they pay for it over the "
        "quarters that they stay.",
        pricing=pricing,
        changing=lambda value: {"market.marketing_per_year": 4 * value},
    )
