"""Who was hurt at least once: failures counted by the customer, and not by the contact."""

from typing import NamedTuple

import numpy as np

from sim import facts, luck
from sim.assumptions import Scenario
from sim.outcome import Outcome
from sim.population import draw_population
from sim.study.run import Run


class Hurt(NamedTuple):
    """Of the customers of the day on which the warm-up ends: shares that were hurt since."""

    all: float
    seldom: float
    """Of the fourth of them who come least often."""
    often: float
    """Of the fourth who come most often."""


def hurt(run: Run) -> Hurt:
    """Tell how many customers lived through a failure since the end of the warm-up.

    Those who left meanwhile count, hurt or not.

    Parameters
    ----------
    run : Run
        Any; its events are not needed.

    Returns
    -------
    Hurt
        Shares; not a number where there were no customers.
    """
    since = float(run.scenario.time.warm_up_days)
    people = run.outcome.people
    joined, left = people["joined_at"], people["left_at"]
    there = (people["tenure"] > 0) & (joined <= since) & ((people["active"] == 1) | (left > since))
    struck = (people["failed_at"] >= since)[there]
    rate = draw_population(run.scenario, luck.world_key(run.seed, run.replication), 0.0)
    order = np.argsort(rate.visits_per_day[there], kind="stable")
    fourth = len(order) // 4
    return Hurt(_share(struck), _share(struck[order[:fourth]]), _share(struck[order[-fourth:]]))


def contacts_per_visit(scenario: Scenario) -> float:
    """Return how many touchpoints a visit passes, on average, when nothing cuts it short."""
    return sum(one.use for one in scenario.touchpoints)


def wrong_share(outcome: Outcome, since: int) -> float:
    """Return the share of contacts that go wrong, those between departments included."""
    counts = outcome.counts[since:].sum(axis=0)
    failures = counts[facts.MISERY_MINOR] + counts[facts.MISERY_SERIOUS]
    return float(failures / counts[facts.STARTED]) if counts[facts.STARTED] else float("nan")


def _share(struck: np.ndarray) -> float:
    return float(struck.mean()) if len(struck) else float("nan")
