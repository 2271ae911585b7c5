"""A quarter as it was: what management sees of it, and what customers lived."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim import facts
from sim.outcome import Outcome
from sim.play.game.decisions import QUARTER, plain
from sim.play.game.terms import HISTORY, Entry, Forecast

REASONS = {
    facts.LEFT_FAILURE: "a failure",
    facts.LEFT_WAITING: "the wait",
    facts.LEFT_RENEWAL: "a failure, at the end of the contract",
    facts.LEFT_MOVED: "moved away",
    facts.LEFT_COMPETITOR: "a competitor's offer",
}
"""Why customers leave, in words."""


@dataclass(frozen=True)
class Dashboard:
    """What management sees of a quarter.

    Attributes
    ----------
    quarter : int
        From 1; 0 is the quarter before the team took over.
    customers : int
        On the books at its end.
    complaints : int
        That reached management unasked.
    told_when_asked : int
        Failures that customers told of because somebody asked.
    open_complaints : int
        On the desk at its end.
    days_to_answer : float or None
        Mean, of the complaints closed in it; None without any.
    service_index : float
        100 x visits that the records show as unspoiled / visits.
    staff : int
        On duty at its end.
    staff_quit : int
        Employees who quit.
    revenue, cost, profit : float
        Of the quarter; the cost has in it what the game charges, and interest.
    cash : float
        On the account at its end; below 0 it is overdrawn.
    """

    quarter: int
    customers: int
    complaints: int
    told_when_asked: int
    open_complaints: int
    days_to_answer: float | None
    service_index: float
    staff: int
    staff_quit: int
    revenue: float
    cost: float
    profit: float
    cash: float


@dataclass(frozen=True)
class Truth:
    """What customers and staff lived in a quarter.

    Attributes
    ----------
    quarter : int
        From 1; 0 is the quarter before the team took over.
    failures, silent : int
        That customers lived through; that nobody in the business heard of.
    put_right : int
        On the spot.
    walked_out : int
        Out of a line.
    service_index : float
        100 x visits that customers lived as unspoiled / visits.
    loyal, retained_only : int
        Customers at its end who are attached, and who merely have not left.
    morale, skill : float
        Means of the front line over its days.
    left : dict
        Customers who left, by reason in words.
    won, brought : int
        New customers whom marketing won, and whom other customers brought.
    kept_away : int
        People warned off by what they heard.
    """

    quarter: int
    failures: int
    silent: int
    put_right: int
    walked_out: int
    service_index: float
    loyal: int
    retained_only: int
    morale: float
    skill: float
    left: dict[str, int]
    won: int
    brought: int
    kept_away: int


@dataclass(frozen=True)
class Report:
    """What was bought, and what it says.

    Attributes
    ----------
    source : str
        Which source.
    text : str
        What it says, in a sentence.
    bias : str
        Whom it could not see.
    figures : dict
        The numbers behind the sentence.
    """

    source: str
    text: str
    bias: str
    figures: dict[str, float]


@dataclass(frozen=True)
class Quarter:
    """A quarter of a game.

    Attributes
    ----------
    number : int
        From 1.
    entry : Entry
        What was decided.
    price : float
        What the decisions took from the budget.
    forecast : Forecast or None
        What was expected.
    dashboard : Dashboard
        What management sees.
    report : Report or None
        What information was bought.
    truth : Truth
        What was lived; for the end of the game.
    """

    number: int
    entry: Entry
    price: float
    forecast: Forecast | None
    dashboard: Dashboard
    report: Report | None
    truth: Truth


class Window:
    """The days of a quarter in the record of a run."""

    def __init__(self, outcome: Outcome, quarter: int) -> None:
        first = QUARTER * (HISTORY + quarter - 1)
        self.quarter = quarter
        self.days = slice(first, first + QUARTER)
        self.daily_counts: NDArray[Any] = outcome.counts[self.days]
        self.daily_amounts: NDArray[Any] = outcome.amounts[self.days]
        self.counts = self.daily_counts.sum(axis=0)
        self.amounts = self.daily_amounts.sum(axis=0)
        self.snapshots: NDArray[Any] = outcome.snapshots[self.days]
        self.ends: NDArray[Any] = outcome.snapshots[first + 1 : first + QUARTER + 1]
        self.end = self.ends[-1]

    def count(self, *kinds: int) -> int:
        """Return how many facts of these kinds there were."""
        return int(self.counts[list(kinds)].sum())

    def money(self, *kinds: int) -> float:
        """Return what they came to in the currency."""
        return float(self.amounts[list(kinds)].sum()) / 100

    @property
    def profit(self) -> float:
        """What the world's own ledger says."""
        return self.money(*facts.INCOME) - self.money(*facts.COSTS)


def dashboard_of(seen: Window, charged: float, cash: float) -> Dashboard:
    """Gather what management sees; `charged` is what the game took, `cash` what is left then."""
    closed = (facts.RESOLVED_FAST, facts.RESOLVED_LATE, facts.UNRESOLVED)
    number = seen.count(*closed)
    days = float(seen.amounts[list(closed)].sum())
    revenue, cost = seen.money(*facts.INCOME), seen.money(*facts.COSTS) + charged
    return Dashboard(
        quarter=seen.quarter,
        customers=int(seen.end["customers"]),
        complaints=seen.count(facts.COMPLAINED),
        told_when_asked=seen.count(facts.ASKED),
        open_complaints=int(seen.end["open_cases"]),
        days_to_answer=days / number if number else None,
        service_index=_index(seen, facts.SPOILED_ON_RECORD),
        staff=int(seen.end["on_duty"]),
        staff_quit=seen.count(facts.QUIT),
        revenue=revenue,
        cost=cost,
        profit=revenue - cost,
        cash=cash,
    )


def truth_of(seen: Window) -> Truth:
    """Gather what customers and staff lived."""
    loyal = int(seen.end["loyal"])
    return Truth(
        quarter=seen.quarter,
        failures=seen.count(facts.MISERY_MINOR, facts.MISERY_SERIOUS),
        silent=seen.count(facts.SILENT),
        put_right=seen.count(facts.PUT_RIGHT),
        walked_out=seen.count(facts.WALKED_OUT),
        service_index=_index(seen, facts.SPOILED),
        loyal=loyal,
        retained_only=int(seen.end["customers"]) - loyal,
        morale=float(np.mean(seen.snapshots["morale"])),
        skill=float(np.mean(seen.snapshots["skill"])),
        left={words: seen.count(kind) for kind, words in REASONS.items()},
        won=seen.count(facts.JOINED_MARKETING),
        brought=seen.count(facts.JOINED_REFERRAL),
        kept_away=seen.count(facts.WARNED_OFF),
    )


def _index(seen: Window, spoiled: int) -> float:
    visits = seen.count(facts.VISIT)
    return 100 * (1 - seen.count(spoiled) / visits) if visits else 100.0


def money(value: float) -> str:
    """Write an amount to the unit.

    Examples
    --------
    >>> money(-1234.4)
    '-1,234'
    """
    return plain(round(value))
