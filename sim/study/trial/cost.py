"""C07 and C14: what a customer won costs, relative to a customer kept.

The articles say six or seven times, or five, and not what of. Averages from the ledger depend on
what is booked as keeping; and a ratio of averages does not say where the next unit of money
should go (Pfeifer 2005), so the cost of one more customer is tried as well.
"""

from collections.abc import Iterator

from sim.assumptions import Scenario
from sim.study.effects import Effect
from sim.study.trial.estimate import NOTHING, Estimate, Means, estimate
from sim.study.trial.means import MARKETING, POLICIES
from sim.study.trial.reading import AS_IS, Lives, Reading, World, horizon, years
from sim.study.trial.verdict import Claimed, claimed_by

CLAIMS = ("C07", "C14")
MARGINAL = "one more won / one more kept"
_BASE = ("revenue", "lifetime_value", "churn_rate")
_JOINS = ("joined_marketing", "joined_referral")
_SPENT = ("cost", "revenue")
_NAN, _INF = float("nan"), float("inf")


def worlds(trade: str) -> list[World]:
    """List what has to be lived."""
    return [World(trade), World(trade, MARKETING), *(World(trade, means) for means in POLICIES)]


def readings(trade: str, lives: Lives) -> Iterator[Reading]:
    """Read the claims off the lives."""
    found = [*_averages(trade, lives), *(_marginal(trade, lives, one) for one in POLICIES)]
    for claim in CLAIMS:
        what = claimed_by(claim, " times")
        for one in found:
            yield one._replace(claim=claim, claimed=what)


def customers(means: Means, scenario: Scenario) -> float:
    """Return the mean number of customers: margin a year over margin a customer-year."""
    margin = scenario.money.gross_margin * means["revenue"]
    each = means["lifetime_value"] * (means["churn_rate"] + scenario.money.discount_rate)
    return margin / each


def spending(means: Means, scenario: Scenario) -> float:
    """Return all that is spent a year but the cost of goods sold."""
    return means["cost"] - (1 - scenario.money.gross_margin) * means["revenue"]


def acquisition(means: Means, scenario: Scenario) -> float:
    """Return what is spent a year on marketing and on rewards for referrals."""
    joins = sum(means[name] for name in _JOINS) / years(scenario)
    return means["acquisition_cost"] * joins


def _averages(trade: str, lives: Lives) -> Iterator[Reading]:
    scenario, table = lives.scenarios[World(trade)], lives.figures[World(trade)]

    def ledger(means: Means) -> float:
        return means["acquisition_to_keeping"]

    def by_marketing(means: Means) -> float:
        return means["acquisition_cost_marketing"] / means["keeping_cost"]

    def to_serving(means: Means) -> float:
        serving = (
            spending(means, scenario)
            - scenario.money.overhead_per_year
            - acquisition(means, scenario)
        )
        return means["acquisition_cost"] / (serving / customers(means, scenario))

    keeping = "recovery, complaint desk and listening"
    for name, figure, using, said in (
        (
            "average, ledger",
            ledger,
            ["acquisition_to_keeping"],
            f"Marketing and rewards a newcomer, over {keeping} a customer-year",
        ),
        (
            "average, by marketing",
            by_marketing,
            ["acquisition_cost_marketing", "keeping_cost"],
            f"Marketing for each customer it won, over {keeping} a customer-year",
        ),
        (
            "average, to serving",
            to_serving,
            ["acquisition_cost", "cost", *_BASE, *_JOINS],
            "The same newcomer's cost, over all that serving a customer takes a year, wages "
            "included, overhead not",
        ),
    ):
        yield _reading(name, AS_IS, trade, estimate(figure, using, table), _over(said, scenario))


def _marginal(trade: str, lives: Lives, policy: Effect) -> Reading:
    scenario = lives.scenarios[World(trade)]
    tables = [lives.figures[World(trade, means)] for means in (None, MARKETING, policy)]
    using = ["cost", *_BASE, *_JOINS]

    def won(before: Means, louder: Means) -> float:
        return sum(louder[name] - before[name] for name in _JOINS) / years(scenario)

    def kept(before: Means, after: Means) -> float:
        return (before["churn_rate"] - after["churn_rate"]) * customers(before, scenario)

    def more_spent(before: Means, after: Means) -> float:
        return spending(after, scenario) - spending(before, scenario)

    def ratio(before: Means, louder: Means, after: Means) -> float:
        winning = more_spent(before, louder) / won(before, louder)
        return winning * kept(before, after) / more_spent(before, after)

    asked, louder, after = tables
    more_won = estimate(won, _JOINS, asked, louder)
    more_kept = estimate(kept, _BASE, asked, after)
    costs = estimate(more_spent, _SPENT, asked, after)
    found = estimate(ratio, using, *tables)
    if not more_won.is_clearly_positive:
        why = "More marketing wins no more customers that could be told from luck"
    elif not more_kept.is_clearly_positive:
        why = f"With {policy.words}, no more are kept that could be told from luck"
    elif costs.is_clearly_negative:
        why = (
            f"With {policy.words}, {more_kept.figure:.0f} more a year are kept, and money is saved"
        )
        return _reading(MARGINAL, policy.name, trade, Estimate(_INF, _INF, _INF), why + ".")
    elif not costs.is_clearly_positive:
        why = f"With {policy.words}, more are kept at a cost that cannot be told from nothing"
    else:
        marketing = estimate(more_spent, _SPENT, asked, louder)
        why = (
            f"One more won takes {marketing.figure / more_won.figure:,.0f} "
            f"{scenario.money.currency} of marketing; with {policy.words}, one more kept takes "
            f"{costs.figure / more_kept.figure:,.0f}"
        )
        return _reading(MARGINAL, policy.name, trade, found, _over(why, scenario))
    return _reading(MARGINAL, policy.name, trade, NOTHING, why + ".")


def _over(said: str, scenario: Scenario) -> str:
    return f"{said}; {horizon(scenario)}."


def _reading(name: str, means: str, trade: str, found: Estimate, why: str) -> Reading:
    return Reading("", name, means, trade, found, "times", Claimed(_NAN, _NAN, ""), why)
