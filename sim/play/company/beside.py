"""A company beside its trade: what differs in its numbers, and what comes of it."""

from collections.abc import Callable
from typing import NamedTuple

from sim.play.company.building import Company
from sim.study.engines import Engine
from sim.study.kpis import KPIS
from sim.study.replicate import replicate
from sim.study.workers import Jobs

LOOKED_AT = (
    "churn_rate",
    "loyal_share",
    "heard_share",
    "silent_per_complaint",
    "resolution_days",
    "wait_minutes",
    "utilisation",
    "referral_reproduction",
    "nps",
    "lifetime_value",
    "acquisition_cost",
)
"""Key figures that mean the same whatever the size."""


class Parameter(NamedTuple):
    """A parameter that is not the trade's."""

    key: str
    trade: float | None
    """The trade's value; None where the trade has no such thing."""
    ours: float
    low: float
    high: float
    origin: str
    why: str


class Figure(NamedTuple):
    """A key figure of the trade and of the company."""

    kpi: str
    unit: str
    words: str
    trade: float
    trade_low: float
    trade_high: float
    ours: float
    low: float
    high: float


def parameters(company: Company) -> tuple[Parameter, ...]:
    """Return the parameters that data or answers have set, beside those of the trade."""
    there = set(company.trade.keys())
    return tuple(
        Parameter(
            key,
            float(company.trade.value(key)) if key in there else None,
            span.value,
            span.low,
            span.high,
            span.origin,
            span.why,
        )
        for key, span in company.spans.items()
    )


def figures(
    company: Company,
    n: int = 10,
    seed: int = 26,
    engine: Engine = "auto",
    jobs: Jobs = 1,
    on_progress: Callable[[int], None] | None = None,
) -> tuple[Figure, ...]:
    """Live the trade and the company, and return key figures of both.

    They are different businesses of different size, so that their luck is not shared: each has an
    interval of its own.
    """
    both = [
        replicate(one, n, seed, engine, jobs, on_progress).summary()
        for one in (company.trade, company.scenario)
    ]
    about = {one.name: one for one in KPIS}
    return tuple(
        Figure(
            name,
            about[name].unit,
            about[name].meaning,
            *(float(table.loc[name, end]) for table in both for end in ("mean", "low", "high")),
        )
        for name in LOOKED_AT
    )
