"""A reading of a claim: what exactly is measured, and what was found."""

from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

from sim.assumptions import Scenario
from sim.population import YEAR
from sim.study.effects import Effect
from sim.study.trial.estimate import Estimate
from sim.study.trial.verdict import Claimed, Verdict, judge

AS_IS = "as it is"
BY_ARITHMETIC = "by arithmetic"


class World(NamedTuple):
    """A trade, as it is or with one change."""

    trade: str
    means: Effect | None = None


class Lives(NamedTuple):
    """What the worlds came to."""

    scenarios: Mapping[World, Scenario]
    figures: Mapping[World, pd.DataFrame]
    """A row a replication, a column a key figure."""


class Reading(NamedTuple):
    """A reading of a claim."""

    claim: str
    reading: str
    """What is measured."""
    means: str
    """By what it was brought about: the change that was made, `AS_IS` or `BY_ARITHMETIC`."""
    trade: str
    estimate: Estimate
    unit: str
    claimed: Claimed
    why: str
    """One plain sentence."""
    cannot_be_told: bool = False
    """Whether there is a figure, but no ground to judge by it."""

    @property
    def verdict(self) -> Verdict:
        """The verdict, by the one rule of `sim.study.trial.verdict`."""
        if self.cannot_be_told:
            return "cannot be told"
        by_definition = self.means == BY_ARITHMETIC
        return judge(self.estimate.low, self.estimate.high, self.claimed, by_definition)


def horizon(scenario: Scenario) -> str:
    """Say over what time the figures of a run are taken.

    Examples
    --------
    >>> from sim.assumptions import load
    >>> horizon(load("corner_shop"))
    'years 0.5 to 2'
    """
    start, end = scenario.time.warm_up_days / YEAR, scenario.time.days / YEAR
    return f"years {start:.2g} to {end:.2g}"


def years(scenario: Scenario) -> float:
    """Return for how many years the figures of a run are taken."""
    return (scenario.time.days - scenario.time.warm_up_days) / YEAR
