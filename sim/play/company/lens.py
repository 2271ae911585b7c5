"""A scenario, seen the way a company sees itself: through its own tables.

Tables distort: customers of old who have not come yet are missing, visits in which nobody was
served are on no record, and those who are retained only come less often than the scenario's rate
says. A simulated business has the same tables, and its truth as well. So the estimates of
`measures` are made from its tables, and what they get wrong there is what they get wrong in the
company's (indirect inference: Gouriéroux, Monfort and Renault 1993, Journal of Applied
Econometrics 8).
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from sim import facts
from sim.assumptions import Scenario
from sim.play.company.fitted import fit
from sim.play.company.flaws import TableError
from sim.play.company.recorded import complaints_of, visits_of
from sim.population import YEAR
from sim.study.engines import Engine
from sim.study.run import Run, run


class Seen(NamedTuple):
    """What a scenario looks like, on average over some runs."""

    told: dict[str, float]
    """By name, what its tables say."""
    errors: dict[str, float]
    """By name, the standard error of the logarithm of that mean."""
    truth: dict[str, float]
    """What is really so: see `_truth`."""


def look(
    scenario: Scenario,
    days: int,
    n: int,
    seed: int,
    engine: Engine = "auto",
    tables: bool = True,
) -> Seen:
    """Live a scenario as long as a company's tables are, and look at its tables and its truth.

    Parameters
    ----------
    scenario
        What to live.
    days
        How long.
    n, seed
        How often, and whose luck.
    engine
        Which engine; it makes no difference to any number.
    tables
        Whether the tables are looked at; without them only the truth is.
    """
    changes = {"time.days": days, "time.warm_up_days": 0}
    lived = scenario.with_(changes)
    told: list[dict[str, float]] = []
    errors: list[dict[str, float]] = []
    truth = []
    for replication in range(n):
        one = run(lived, seed, replication, engine)
        truth.append(_truth(one))
        if not tables:
            continue
        visits = visits_of(one)
        try:
            estimates = fit(visits, complaints_of(one, visits), hold_back=False).estimates
        except TableError:  # a world too small for its tables to say anything
            continue
        told.append({name: found.value for name, found in estimates.items()})
        errors.append(
            {
                name: float(np.log(found.high / max(found.low, 1e-12))) / 3.92
                for name, found in estimates.items()
                if found.high > 0
            }
        )
    return Seen(_mean(told), {k: v / np.sqrt(n) for k, v in _mean(errors).items()}, _mean(truth))


def _mean(several: Sequence[dict[str, float]]) -> dict[str, float]:
    names = dict.fromkeys(name for one in several for name in one)
    found = {}
    for name in names:
        known = [one[name] for one in several if name in one and np.isfinite(one[name])]
        if known:
            found[name] = float(np.mean(known))
    return found


def _truth(one: Run) -> dict[str, float]:
    """Return what is really so in a run, per customer-year where it is a rate."""
    counts = one.outcome.counts.sum(axis=0)
    customers = one.outcome.snapshots["customers"]
    years = float(((customers[:-1] + customers[1:]) / 2).sum()) / YEAR
    left_over_service = (facts.LEFT_FAILURE, facts.LEFT_WAITING, facts.LEFT_RENEWAL)
    served = len(visits_of(one).seconds)

    def rate(*kinds: int) -> float:
        return float(counts[list(kinds)].sum()) / years if years else float("nan")

    return {
        "customers": float(customers[-1]),
        "served": served / years if years else float("nan"),
        "reported": rate(facts.COMPLAINED),
        "left_over_service": rate(*left_over_service),
        "left_otherwise": rate(facts.LEFT_MOVED, facts.LEFT_COMPETITOR),
        "won": rate(facts.JOINED_MARKETING),
        "brought": rate(facts.JOINED_REFERRAL),
        "second_chance_voiced": one.figures["second_chance_voiced"],
    }
