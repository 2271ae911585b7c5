"""The laboratory: a world with everything switched off, runs of it, and intervals.

Every test of this folder switches on the one mechanism that its theory is about, works the
theory out for itself and compares. Seeds are fixed, so an interval of 99.9% cannot flake; each
comparison also says how narrow its interval has to be, so that it is able to fail. To see
theory beside simulation: ``pytest tests/theory --log-cli-level=INFO``.
"""

import logging
from collections.abc import Mapping
from math import sqrt
from typing import Any

import numpy as np
import pytest
from scipy import stats

from sim import facts
from sim.assumptions import Scenario
from sim.brief import make_brief
from sim.outcome import Outcome
from sim.study.run import policies
from sim.twin import run as compiled
from sim.world import run as simpy

CONFIDENCE = 0.999
ENGINES = {"compiled": compiled, "simpy": simpy}
NEVER = 1e9
"""Of minutes or days: so many that it does not happen."""

log = logging.getLogger("theory")

BARE: dict[str, Any] = {
    "name": "bare",
    "time": {"days": 364, "warm_up_days": 0},
    "market": {"people": 1_000, "customers": 1_000, "marketing_per_year": 0, "cost_per_contact": 1},
    "visits": {
        "visits_per_year": 10,
        "rate_shape": 10_000,
        "retained_only_factor": 1,
        "loyal_factor": 1,
    },
    "moments": {"problems_per_customer_year": 0, "skill_spread": 0, "wait_effect": 0},
    "loyalty": {"forgiveness": 0},
    "second_chance": {"repeat_factor": 1, "walk_out_leaves": 0},
    "recovery": {"authority": 0, "success": 1, "cost": 0},
    "desk": {
        "hours_per_week": 84,
        "handling_minutes": 1,
        "wage_per_hour": 0,
        "escalation_share": 0,
        "success": 1,
        "background_hours_per_week": 0,
    },
    "talk": {"listeners_per_good": 0, "referrals_asked_share": 0},
    "workforce": {
        "training_hours": 0,
        "authority_lifts": 0,
        "recognition": 0,
        "load_wears": 0,
        "anger_wears": 0,
        "turnover_per_year": 0,
    },
    "lock": {"convenience_share": 0},
    "exits": {"moving_per_year": 0, "offers_per_year": 0, "offer_accepted": 0},
    "money": {"gross_margin": 0.5},
    "departments": [{"name": "team", "staff": 20, "wage_per_hour": 0}],
    "touchpoints": [
        {
            "name": "till",
            "stage": "purchase",
            "department": "team",
            "service_minutes": 0.01,
            "patience_minutes": NEVER,
            "magic": 0,
        }
    ],
}
"""One touchpoint, staff for everybody at once whom nothing moves (a skill and morale of 0.5 for
good), no failures, no magic, nobody leaves or talks."""

ONE_VISIT = {
    "time.days": 728,
    "visits.visits_per_year": 50,
    "visits.retained_only_factor": 0,
    "visits.loyal_factor": 0,
    "moments.problems_per_customer_year": 50,
}
"""Everybody comes once, early on, and has a failure: no visit after the first."""


class Lab:
    """What a test of theory needs."""

    never = NEVER
    one_visit = ONE_VISIT

    @staticmethod
    def bare(changes: Mapping[str, object] | None = None) -> Scenario:
        """Return the bare world with some values changed, by dotted key."""
        return Scenario(**BARE).with_(changes or {})

    @staticmethod
    def people(count: int) -> dict[str, object]:
        """Return the changes that make so many people, all of them customers."""
        return {"market.people": count, "market.customers": count}

    @staticmethod
    def begin(
        scenario: Scenario,
        replication: int = 0,
        engine: str = "compiled",
        keep: bool = True,
        seed: int = 26,
    ) -> tuple[Any, Any]:
        """Return a world at its start, and the engine that moves it."""
        run = ENGINES[engine]
        return run.begin(make_brief(scenario, seed, replication), keep), run

    @staticmethod
    def live(
        scenario: Scenario,
        replications: int = 1,
        engine: str = "compiled",
        keep: bool = False,
        seed: int = 26,
        plan: Mapping[float, Mapping[str, Any]] | None = None,
    ) -> list[Outcome]:
        """Live some replications of a scenario to their end, changing it as planned."""
        outcomes, run = [], ENGINES[engine]
        for replication in range(replications):
            world = run.begin(make_brief(scenario, seed, replication), keep)
            for day, policy in policies(scenario, plan or {}):
                run.advance(world, day)
                run.change(world, make_brief(policy, seed, replication))
            run.advance(world, float(scenario.time.days))
            outcomes.append(run.take_stock(world))
        return outcomes

    @staticmethod
    def count(outcome: Outcome, *kinds: int, since: int = 0) -> int:
        """Count facts of some kinds, from a day on."""
        return int(outcome.counts[since:, list(kinds)].sum())

    @staticmethod
    def total(outcome: Outcome, *kinds: int, since: int = 0) -> float:
        """Add up the amounts of some kinds, from a day on."""
        return float(outcome.amounts[since:, list(kinds)].sum())

    @staticmethod
    def of(outcome: Outcome, *kinds: int) -> np.ndarray:
        """Pick the facts of some kinds."""
        return outcome.facts[np.isin(outcome.facts["kind"], kinds)]

    @staticmethod
    def left(outcome: Outcome) -> int:
        """Count those who left, for whatever reason."""
        return int(outcome.counts[:, list(facts.LEAVING)].sum())

    @staticmethod
    def mean_agrees(values: Any, theory: float, within: float, what: str = "") -> None:
        """Assert that the mean of replications is the theory's, by Student's t at 99.9%.

        `within` is how wide half of the interval may be, relative to the theory.
        """
        values = np.asarray(values, dtype=float)
        mean, n = values.mean(), len(values)
        half = stats.t.ppf((1 + CONFIDENCE) / 2, n - 1) * values.std(ddof=1) / sqrt(n)
        log.info("%-58s theory %10.5g   simulated %10.5g ± %.2g", what, theory, mean, half)
        assert half <= within * abs(theory), f"{what}: ± {half} is too wide to tell {theory}"
        assert abs(mean - theory) <= half, f"{what}: {mean} ± {half}, but theory says {theory}"

    @staticmethod
    def is_nothing(values: Any, half_at_most: float, what: str = "") -> None:
        """Assert that the mean of replications is 0, by Student's t at 99.9%."""
        values = np.asarray(values, dtype=float)
        mean, n = values.mean(), len(values)
        half = stats.t.ppf((1 + CONFIDENCE) / 2, n - 1) * values.std(ddof=1) / sqrt(n)
        log.info("%-58s theory %10.5g   simulated %10.5g ± %.2g", what, 0, mean, half)
        assert half <= half_at_most, f"{what}: ± {half} is too wide"
        assert abs(mean) <= half, f"{what}: {mean} ± {half}, but theory says 0"

    @staticmethod
    def share_agrees(count: int, of: int, theory: float, within: float, what: str = "") -> None:
        """Assert that a count is binomial with the theory's share, at 99.9%.

        `within` is how wide half of the interval may be, as a share.
        """
        half = 3.29 * sqrt(theory * (1 - theory) / of)
        share = count / of
        log.info("%-58s theory %10.5g   simulated %10.5g ± %.2g", what, theory, share, half)
        assert half <= within, f"{what}: ± {half} is too wide to tell {theory}"
        chance = stats.binomtest(int(count), int(of), theory).pvalue
        assert chance > 1 - CONFIDENCE, f"{what}: {share} of {of}, but theory says {theory}"

    @staticmethod
    def rate_agrees(count: float, expected: float, within: float, what: str = "") -> None:
        """Assert that a count is Poisson with the theory's mean, at 99.9%.

        `within` is how wide half of the interval may be, relative to the theory.
        """
        half = 3.29 * sqrt(expected)
        log.info("%-58s theory %10.5g   simulated %10.5g ± %.2g", what, expected, count, half)
        assert half <= within * expected, f"{what}: ± {half} is too wide to tell {expected}"
        assert abs(count - expected) <= half, f"{what}: {count}, but theory says {expected}"

    @staticmethod
    def fits(statistic: str, chance: float, what: str = "") -> None:
        """Assert that a goodness-of-fit test does not refuse, at 99.9%."""
        log.info("%-58s %s: p = %.3g", what, statistic, chance)
        assert chance > 1 - CONFIDENCE, f"{what}: {statistic} refuses with p = {chance}"


@pytest.fixture(scope="session")
def lab() -> type[Lab]:
    """Return the laboratory."""
    return Lab
