"""C15 and C16: what a little more retention does to profit.

The articles do not say by what retention rises, whether 5% are points or percent, nor over what
time. So it is raised by several means, each measured with the same luck as without it; what it
does to profit is taken in proportion to the step that is claimed. A means that would have to be
stretched to more than twice its size is out of reach: no verdict is built on it.
"""

from collections.abc import Callable, Iterator
from math import isnan
from typing import NamedTuple

import pandas as pd

from sim.assumptions import Scenario
from sim.study.effects import Effect
from sim.study.trial.arithmetic import lifetime_rise, profit_rise, value_rise
from sim.study.trial.estimate import NOTHING, Estimate, Means, estimate, exactly
from sim.study.trial.means import FREE, POLICIES, with_and_without
from sim.study.trial.reading import BY_ARITHMETIC, Lives, Reading, World, horizon
from sim.study.trial.verdict import claimed_by

CLAIMS = ("C15", "C16")
MEANS = (*POLICIES, *FREE)
FARTHEST = 2.0
"""How many times its size a means may be stretched."""


class Step(NamedTuple):
    """A rise that is claimed to do something, and to what."""

    claim: str
    reading: str
    raised: str
    size: Callable[[float], float]
    """How much it is, by what there is to begin with."""
    earned: str


STEPS = (
    Step("C15", "profit a year, +5 points", "retention_rate", lambda _: 0.05, "profit"),
    Step("C15", "profit a year, +5%", "retention_rate", lambda r: 0.05 * r, "profit"),
    Step("C15", "long-run profit, +5 points", "retention_rate", lambda _: 0.05, "profit_npv"),
    Step("C16", "profit a year, +1 point", "retention_rate", lambda _: 0.01, "profit"),
    Step("C16", "profit a year, +1%", "retention_rate", lambda r: 0.01 * r, "profit"),
    Step("C16", "profit a year, +1% customers", "customers_end", lambda c: 0.01 * c, "profit"),
)


def worlds(trade: str) -> list[World]:
    """List what has to be lived."""
    return [world for means in MEANS for world in with_and_without(means, trade)]


def readings(trade: str, lives: Lives) -> Iterator[Reading]:
    """Read the claims off the lives, and work out what needs none."""
    for step in STEPS:
        for means in MEANS:
            yield _by_means(step, means, trade, lives)
    yield from _by_arithmetic(trade, lives)


def _by_means(step: Step, means: Effect, trade: str, lives: Lives) -> Reading:
    without, with_ = with_and_without(means, trade)
    scenario = lives.scenarios[without]
    before, after = lives.figures[without], lives.figures[with_]
    raised, earned = step.raised, step.earned

    def rise(a: Means, b: Means) -> float:
        return b[raised] - a[raised]

    def stretch(a: Means, b: Means) -> float:
        return step.size(a[raised]) / rise(a, b)

    def gain(a: Means, b: Means) -> float:
        return 100 * (b[earned] - a[earned]) / a[earned] * stretch(a, b)

    risen = estimate(rise, [raised], before, after)
    stretched = estimate(stretch, [raised], before, after).figure
    found = estimate(gain, list(dict.fromkeys([raised, earned])), before, after)
    start = estimate(lambda a: a[earned], [earned], before)
    if not risen.is_clearly_positive:
        found = NOTHING
        why = f"With {means.words}, {_name(raised)} by nothing that could be told from luck."
    elif not start.is_clearly_positive:
        found = NOTHING
        why = "There is no sure profit to begin with, so that no percentage of it can be told."
    else:
        reach = ", out of its reach" if stretched > FARTHEST else ""
        why = (
            f"With {means.words}, {_name(raised)} by {_much(risen.figure, raised)}, and the step "
            f"is {stretched:.2g} times that{reach}; {_leverage(scenario, lives, without)}, "
            f"{_horizon(scenario, earned)}."
        )
    return Reading(
        step.claim,
        step.reading,
        means.name,
        without.trade,
        found,
        "%",
        claimed_by(step.claim, "%"),
        why,
        cannot_be_told=stretched > FARTHEST,
    )


def _by_arithmetic(trade: str, lives: Lives) -> Iterator[Reading]:
    world = World(trade)
    scenario, table = lives.scenarios[world], lives.figures[world]
    discount = scenario.money.discount_rate
    at = f"with {discount:.0%} discount a year"

    def made(claim: str, reading: str, found: Estimate, why: str) -> Reading:
        what = claimed_by(claim, "%")
        return Reading(claim, reading, BY_ARITHMETIC, trade, found, "%", what, why)

    for start in (0.75, 0.80, 0.90):
        yield made(
            "C15",
            f"lifetime, {start:.0%} to {start + 0.05:.0%}",
            exactly(lifetime_rise(start, 0.05)),
            f"Who stays with {start:.0%} a year stays {1 / (1 - start):.3g} years; with five "
            f"points more, {1 / (0.95 - start):.3g}: Reichheld's calculation, of a lifetime.",
        )
    for start in (0.80, 0.90):
        yield made(
            "C15",
            f"lifetime value, {start:.0%} to {start + 0.05:.0%}",
            exactly(value_rise(start, 0.05, discount)),
            f"The margin of a new customer, {at}, its acquisition left out.",
        )
    for over, count in (("year 1", 1), ("10 years", 10)):
        yield made(
            "C15",
            f"profit in {over}, 80% to 85%",
            exactly(profit_rise(0.80, 0.05, 4.0, count)),
            "A company's profit with contribution four times profit, as many joining as before "
            "and nothing spent on keeping.",
        )
    for start in (0.80, 0.90):
        yield made(
            "C16",
            f"lifetime value, {start:.0%} plus 1%",
            exactly(value_rise(start, 0.01 * start, discount)),
            f"The margin of a new customer, {at}, when retention rises by a hundredth of itself.",
        )
    yield made(
        "C16",
        "1% more customers, 4 times",
        exactly(4.0),
        "One more customer in a hundred brings 1% more contribution, and with contribution four "
        "times profit and other costs as they are 4% more profit.",
    )
    own = _own_leverage(scenario, table)
    yield made(
        "C16",
        "1% more customers, own",
        own,
        f"The same in this trade, where {_leverage(scenario, lives, world)}; {horizon(scenario)}.",
    )


def _name(raised: str) -> str:
    return "retention rises" if raised == "retention_rate" else "customers at the end rise"


def _much(rise: float, raised: str) -> str:
    return f"{100 * rise:.2g} points" if raised == "retention_rate" else f"{rise:.2g}"


def _leverage(scenario: Scenario, lives: Lives, world: World) -> str:
    own = _own_leverage(scenario, lives.figures[world])
    if isnan(own.figure):
        return "there is no sure profit a year"
    return f"contribution is {own.figure:.1f} times profit"


def _own_leverage(scenario: Scenario, table: pd.DataFrame) -> Estimate:
    """Return contribution over profit; nothing where it is not sure that there is a profit."""

    def times(means: Means) -> float:
        return scenario.money.gross_margin * means["revenue"] / means["profit"]

    profit = estimate(lambda means: means["profit"], ["profit"], table)
    sure = profit.is_clearly_positive
    return estimate(times, ["revenue", "profit"], table) if sure else NOTHING


def _horizon(scenario: Scenario, earned: str) -> str:
    if earned == "profit_npv":
        return "profit discounted, and the customers left at the end run off"
    return f"profit of {horizon(scenario)} of the change"
