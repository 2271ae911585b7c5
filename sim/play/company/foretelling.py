"""How well a company's scenario foretells what it has not seen, beside a naive forecast."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
from scipy.special import stdtrit

from sim.assumptions import Scenario
from sim.play.company.answers import Audit, Figures
from sim.play.company.building import LOOKS, scenario_from
from sim.play.company.dates import DAY
from sim.play.company.fitted import Fitted
from sim.play.company.recorded import visits_of
from sim.study.engines import Engine
from sim.study.run import run


class Foretold(NamedTuple):
    """One figure of the days that were held back."""

    words: str
    really: float
    """What it came to."""
    foretold: float
    """What the scenario says, fitted to the days before."""
    low: float
    high: float
    """Within these a single outcome lies at 95%, by the luck of the runs alone."""
    naive: float
    """What was there in as many days before: the forecast that all stays as it is."""

    @property
    def off(self) -> float:
        """By what share the scenario is off."""
        return self.foretold / self.really - 1 if self.really else float("nan")

    @property
    def naive_off(self) -> float:
        """By what share the naive forecast is off."""
        return self.naive / self.really - 1 if self.really else float("nan")


def foretell(
    trade: str,
    figures: Figures | None,
    audits: Sequence[Audit],
    fitted: Fitted,
    *,
    preset: str | None = None,
    n: int = 8,
    seed: int = 26,
    engine: Engine = "auto",
    looks: int = LOOKS,
    on_progress: Callable[[int, int], None] | None = None,
) -> tuple[Foretold, ...]:
    """Fit a scenario to the first part of a table, and let it foretell the last.

    The customers who had come before are looked at: how often they come in the days that were held
    back, and how many of them do.

    Parameters
    ----------
    trade, figures, audits, preset, seed, engine, looks, on_progress
        As for `sim.play.company.building.scenario_from`.
    fitted
        What the tables say, with a part held back.
    n
        How often the days that were held back are lived.

    Returns
    -------
    tuple of Foretold
        Empty where nothing was held back.
    """
    earlier, later = fitted.earlier, fitted.later
    if earlier is None or later is None:
        return ()
    company = scenario_from(
        trade,
        figures,
        audits,
        earlier,
        preset=preset,
        seed=seed,
        engine=engine,
        looks=looks,
        on_progress=on_progress,
    )
    lives = [
        _after(company.scenario, earlier.days, later.days, seed + 1, replication, engine)
        for replication in range(n)
    ]
    shares: Any = np.array(lives)
    told = []
    for place, (words, really, naive) in enumerate(
        (
            ("visits of customers who had come before", later.visits, later.visits_before),
            ("of these customers, those who came", later.came, later.came_before),
        )
    ):
        values = shares[:, place] * later.customers
        reach = float(values.std(ddof=1)) * np.sqrt(1 + 1 / n) * float(stdtrit(n - 1, 0.975))
        middle = float(values.mean())
        told.append(
            Foretold(words, really, middle, max(0.0, middle - reach), middle + reach, naive)
        )
    return tuple(told)


def _after(
    scenario: Scenario, before: int, days: int, seed: int, replication: int, engine: Engine
) -> tuple[float, float]:
    """Return visits, and customers who came, after a cut, for each customer who came before it."""
    lived = scenario.with_({"time.days": before + days, "time.warm_up_days": 0})
    visits = visits_of(run(lived, seed, replication, engine))
    cut = visits.start + before * DAY
    known = np.unique(visits.customer[visits.seconds < cut])
    later = visits.customer[visits.seconds >= cut]
    theirs = later[np.isin(later, known)]
    if not len(known):
        return 0.0, 0.0
    return len(theirs) / len(known), len(np.unique(theirs)) / len(known)
