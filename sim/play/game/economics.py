"""Money of the game that the world does not know: budget, cash, information and its price."""

from dataclasses import dataclass
from math import floor, log10

from sim.assumptions import Scenario
from sim.play.game.decisions import QUARTER, decisions_of
from sim.play.game.staffing import at_start, wages

HEADROOM = 0.15
"""Part of the wages and the marketing of the start that may be spent on top of the start."""
INTEREST = 0.03
"""Interest a quarter on what is overdrawn."""


@dataclass(frozen=True)
class Economics:
    """Money of the game that the world does not know.

    Attributes
    ----------
    budget : float
        What the seven decisions, information and the card may cost in a quarter.
    cash : float
        What is on the account as the team takes over.
    interest : float
        Interest a quarter, as a share of what is overdrawn.
    """

    budget: float
    cash: float
    interest: float = INTEREST


@dataclass(frozen=True)
class Source:
    """Information that may be bought, one a quarter.

    Attributes
    ----------
    name, title : str
        What it is called.
    price : float
        What it costs.
    asks : int
        How many people are asked, or visits are paid.
    bias : str
        Whom it cannot see, in a sentence.
    """

    name: str
    title: str
    price: float
    asks: int
    bias: str


@dataclass(frozen=True)
class Card:
    """A dilemma, offered once.

    Attributes
    ----------
    name, title, text : str
        What is asked.
    quarter : int
        When.
    price : float
        What it costs at most, in each quarter from then on.
    """

    name: str
    title: str
    text: str
    quarter: int
    price: float


def economics_of(scenario: Scenario) -> Economics:
    """Return budget and cash that fit a scenario: not everything at once, but something always."""
    start = {one.name: one.start for one in decisions_of(scenario)}
    spent = sum(one.price(start, start).quarter for one in decisions_of(scenario))
    free = HEADROOM * (wages(scenario, at_start(scenario), QUARTER) + start["marketing"])
    free = max(free, spent / 20)
    return Economics(budget=rounded(spent + free, 3), cash=rounded(free, 2))


def sources_of(scenario: Scenario) -> tuple[Source, ...]:
    """Return what information may be bought, at the scenario's prices."""
    wage = max(one.wage_per_hour for one in scenario.departments)
    answer = max(1.0, scenario.voice.asking_cost)
    visit = 2 * wage + min(scenario.money.spend_per_visit, 20 * wage)
    return (
        Source(
            "survey",
            "A survey of customers",
            rounded(150 * answer, 2),
            150,
            "Only those who still come are asked: who has left has no questionnaire.",
        ),
        Source(
            "mystery_shopper",
            "Mystery shoppers",
            rounded(12 * visit, 2),
            12,
            "Twelve visits are few: what spoils one visit in thirty is mostly not seen.",
        ),
        Source(
            "exit_interviews",
            "Exit interviews",
            rounded(60 * answer, 2),
            60,
            "Only some answer: those who moved away gladly, those who are angry seldom.",
        ),
    )


def rounded(value: float, digits: int) -> float:
    """Round to so many digits, as prices are.

    Examples
    --------
    >>> rounded(52_345.6, 3), rounded(0.0, 2)
    (52300.0, 0.0)
    """
    if value <= 0:
        return 0.0
    return float(round(value, digits - 1 - floor(log10(value))))
