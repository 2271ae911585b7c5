"""How well a company's scenario foretells what it has not seen, beside a naive forecast."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
from scipy.special import ndtri, stdtrit
from scipy.stats import qmc

from sim.assumptions import Scenario
from sim.play.company.answers import Audit, Figures
from sim.play.company.audits import Rules, Span
from sim.play.company.building import LOOKS, Company, scenario_from
from sim.play.company.dates import DAY
from sim.play.company.fitted import Fitted
from sim.play.company.measures import SURE
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
    """Within these a single outcome lies at 95%, as far as the luck of the runs goes, and what is
    not known of how often people come and how many leave."""
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
    by: Rules | None = None,
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
    trade, figures, audits, preset, by, seed, engine, looks, on_progress
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
        by=by,
        seed=seed,
        engine=engine,
        looks=looks,
        on_progress=on_progress,
    )
    lives = [
        _after(one, earlier.days, later.days, seed + 1, replication, engine)
        for replication, one in enumerate(_drawn(company, n, seed))
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
        # Not the mean: with few visits a table cannot rule out that nearly all leave, and one such
        # draw would count for more than all others.
        middle = float(np.median(values))
        spread = np.sqrt(((values - middle) ** 2).sum() / (n - 1))
        reach = float(spread * np.sqrt(1 + 1 / n) * stdtrit(n - 1, 0.975))
        told.append(
            Foretold(words, really, middle, max(0.0, middle - reach), middle + reach, naive)
        )
    return tuple(told)


UNSURE = (
    ("visits.visits_per_year",),
    ("visits.rate_shape",),
    ("exits.moving_per_year", "exits.offer_accepted"),
)
"""Parameters that are drawn anew for each run, those in one row together."""


def _drawn(company: Company, n: int, seed: int) -> list[Scenario]:
    """Draw scenarios within what is not known of a company, spread evenly over it."""
    shares = qmc.LatinHypercube(len(UNSURE), seed=np.random.default_rng(seed)).random(n)
    drawn = []
    for row in ndtri(shares) / SURE:
        changes = {}
        for keys, place in zip(UNSURE, row, strict=True):
            for key in keys:
                if key in company.spans:
                    changes[key] = _at(company.spans[key], float(place))
        drawn.append(company.scenario.with_(changes))
    return drawn


def _at(span: Span, place: float) -> float:
    """Return the value at a place of a span: -1 at its low end, 0 at its value, 1 at its high end.

    Examples
    --------
    >>> span = Span(4.0, 1.0, 8.0, "own data", "")
    >>> [round(_at(span, place), 6) for place in (-1.0, -0.5, 0.0, 1.0)]
    [1.0, 2.0, 4.0, 8.0]
    """
    end = span.high if place > 0 else span.low
    if span.value <= 0:
        return span.value
    ratio = min(max(end / span.value, 0.05), 20.0)
    return float(span.value * ratio ** abs(place))


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
