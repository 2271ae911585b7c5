"""C11 and C30: what those at the top believe, beside the front line and the customers.

The surveys asked people for an opinion. Nobody in the model has one: what each side would have
to go by is measured in its place.
"""

from collections.abc import Iterator

from sim.study.trial.estimate import NOTHING, Means, estimate
from sim.study.trial.reading import AS_IS, Lives, Reading, World
from sim.study.trial.verdict import Claimed, claimed, claimed_by

CLAIMS = ("C11", "C30")


def worlds(trade: str) -> list[World]:
    """List what has to be lived."""
    return [World(trade)]


def readings(trade: str, lives: Lives) -> Iterator[Reading]:
    """Read the claims off the lives."""
    table = lives.figures[World(trade)]

    def share(claim: str, name: str, kpi: str, what: Claimed, unit: str, why: str) -> Reading:
        def hundred(means: Means) -> float:
            return 100 * means[kpi]

        found = estimate(hundred, [kpi], table)
        return Reading(claim, name, AS_IS, trade, found, unit, what, why)

    managers, staff, unfocused = (claimed_by("C11", "%", place) for place in range(3))
    leaders, consumers = (claimed_by("C30", "%", place) for place in range(2))
    by_report = "Active customers without a complaint that reached management in the last year"
    seen = "Active customers whom nobody of the front line saw failed in the last year"
    yield share("C11", "management's view", "perceived_quality", managers, "%", f"{by_report}.")
    yield share("C11", "front line's view", "front_line_quality", staff, "%", f"{seen}.")
    yield share(
        "C11",
        "gap inside the company",
        "internal_gap",
        claimed(19, 19, " points"),
        "points",
        "Management's view less the front line's; in the survey 55 less 36.",
    )
    yield Reading(
        "C11",
        "top not customer-focused",
        AS_IS,
        trade,
        NOTHING,
        "%",
        unfocused,
        "The model's employees hold no opinion of top management.",
    )
    yield share("C30", "by complaint report", "perceived_quality", leaders, "%", f"{by_report}.")
    yield share(
        "C30",
        "as customers lived it",
        "lived_quality",
        consumers,
        "%",
        "Active customers without an unresolved failure in the last year: good, if not superior.",
    )
    yield share(
        "C30",
        "customers who are loyal",
        "loyal_share",
        consumers,
        "%",
        "Loyal among active customers at the end, the nearest to an experience called superior.",
    )
    yield share(
        "C30",
        "gap to the customers",
        "delivery_gap",
        claimed(72, 72, " points"),
        "points",
        "Complaint report less what customers lived; in the survey 80 less 8.",
    )
    yield Reading(
        "C30",
        "share of companies",
        AS_IS,
        trade,
        NOTHING,
        "%",
        consumers,
        "Its authors published the 8% as a share of companies, and the model has one company.",
    )
