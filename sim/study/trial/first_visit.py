"""C33: whether a new customer is profitable only on coming back."""

from collections.abc import Iterator

from scipy.special import gammainc

from sim.assumptions import Scenario
from sim.study.trial.estimate import Means, estimate
from sim.study.trial.reading import AS_IS, Lives, Reading, World
from sim.study.trial.verdict import more_than

CLAIMS = ("C33",)
MONTHS = 12


def worlds(trade: str) -> list[World]:
    """List what has to be lived."""
    return [World(trade)]


def readings(trade: str, lives: Lives) -> Iterator[Reading]:
    """Read the claim off the lives."""
    world = World(trade)
    scenario, table = lives.scenarios[world], lives.figures[world]
    what, margin = first_margin(scenario)
    currency = scenario.money.currency
    brings = f"against a margin of {margin:,.2f} {currency} a {what}"

    def visits(kpi: str, name: str, why: str) -> Reading:
        found = estimate(lambda means: means[kpi] / margin, [kpi], table)
        claim = more_than(1, f" {what}")
        return Reading("C33", name, AS_IS, trade, found, f"{what}s", claim, f"{why}, {brings}.")

    yield visits(
        "acquisition_cost", "to pay for a newcomer", "Marketing and rewards for each newcomer"
    )
    yield visits(
        "acquisition_cost_marketing", "to pay for one won", "Marketing for each customer it won"
    )

    def in_debt(means: Means) -> float:
        won, brought = means["joined_marketing"], means["joined_referral"]
        dear = means["acquisition_cost_marketing"]
        rewards = means["acquisition_cost"] * (won + brought) - dear * won
        cheap = max(0.0, rewards) / brought if brought else 0.0
        owing = won * share_below(scenario, dear) + brought * share_below(scenario, cheap)
        return 100 * owing / (won + brought)

    using = ["acquisition_cost", "acquisition_cost_marketing"]
    found = estimate(in_debt, [*using, "joined_marketing", "joined_referral"], table)
    why = f"Newcomers whose first {what} does not pay for winning them; one on a word costs little."
    most = more_than(50, "%")
    yield Reading("C33", f"in debt after one {what}", AS_IS, trade, found, "%", most, why)


def first_margin(scenario: Scenario) -> tuple[str, float]:
    """Return what a newcomer comes for first, and the margin that it brings.

    A visit; or a month, where customers pay a fee.

    Examples
    --------
    >>> from sim.assumptions import load
    >>> what, margin = first_margin(load("corner_shop"))
    >>> what, round(margin, 2)
    ('visit', 4.2)
    """
    money = scenario.money
    if money.fee_per_year > 0:
        return "month", money.gross_margin * money.fee_per_year / MONTHS
    return "visit", money.gross_margin * money.spend_per_visit


def share_below(scenario: Scenario, cost: float) -> float:
    """Return the share of newcomers whose first margin is below a cost.

    What people spend a visit is gamma-distributed; a fee is the same for all.
    """
    what, margin = first_margin(scenario)
    if what == "month":
        return float(margin < cost)
    shape = scenario.money.spend_shape
    return float(gammainc(shape, shape * cost / margin))
