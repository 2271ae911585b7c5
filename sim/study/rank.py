"""Rankings: several scenarios on one key figure, and which of them can be told apart.

With k scenarios there are k(k − 1)/2 differences to look at. Were each interval 95% sure by
itself, one in twenty would leave zero out by mere luck, and of five scenarios that are all alike
some two would be told apart in more than one ranking of four. Bonferroni's inequality mends that,
at the price of wider intervals:
each is made 1 − α / (number of pairs) sure, and then *all* hold at once with a confidence of at
least 1 − α, however they depend on each other; as they do, sharing scenarios and luck. It is what
the textbooks of the field advise for a handful of designs (Banks, Carson, Nelson and Nicol 2010,
*Discrete-Event System Simulation*, chapter 12; Law 2015, *Simulation Modeling and Analysis*,
chapter 10). For dozens of scenarios the intervals become too wide to be of use.
"""

from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from math import comb, nan
from typing import Literal

import pandas as pd

from sim.assumptions import Scenario
from sim.study.compare import live_alike, pair_up, table_of
from sim.study.engines import Engine
from sim.study.kpis import check_kpi
from sim.study.work import Figures, Lived
from sim.study.workers import Jobs

Best = Literal["high", "low"]
"""Which end of a figure comes first."""


@dataclass(frozen=True)
class Ranking:
    """Several scenarios, lived with the same luck, in the order of a key figure.

    Attributes
    ----------
    scenarios : dict
        What was ranked, by the name given.
    kpi : str
        By which key figure.
    best : {"high", "low"}
        Which end of it comes first.
    seed : int
        Whose luck.
    figures : dict
        By name, the key figures of each replication, in the order of their numbers from 0.
    """

    scenarios: dict[str, Scenario]
    kpi: str
    best: Best
    seed: int
    figures: dict[str, tuple[Figures, ...]]

    @cached_property
    def replications(self) -> pd.DataFrame:
        """The figure: a row a replication, a column a scenario, the best first."""
        table = pd.DataFrame({name: table_of(f)[self.kpi] for name, f in self.figures.items()})
        ascending = self.best == "low"
        return table[table.mean().sort_values(ascending=ascending, kind="stable").index]

    def pairs(self, confidence: float = 0.95) -> pd.DataFrame:
        """Compare each scenario with each that comes after it.

        Parameters
        ----------
        confidence : float
            How sure it is that all the intervals hold, 0 to 1.

        Returns
        -------
        pandas.DataFrame
            By ``one`` and ``other``: ``difference`` (other − one), ``low``, ``high``, ``n`` and
            ``distinguishable``, as in `sim.study.compare.Comparison.summary`.
        """
        each = of_each(confidence, len(self.scenarios))
        table = self.replications
        columns = ["difference", "low", "high", "n", "distinguishable"]
        names = list(combinations(table, 2))
        rows = [pair_up(table[one], table[other], each) for one, other in names]
        index = pd.MultiIndex.from_tuples(names, names=["one", "other"])
        return pd.DataFrame([row._asdict() for row in rows], index=index)[columns]

    def table(self, confidence: float = 0.95) -> pd.DataFrame:
        """Return the ranking, the best first.

        Parameters
        ----------
        confidence : float
            How sure it is that all of it holds, 0 to 1.

        Returns
        -------
        pandas.DataFrame
            By ``scenario``:

            ``mean``, ``n``
                Of its replications that have the figure.
            ``difference``, ``low``, ``high``
                From the first in the table, over pairs; not a number for the first itself.
            ``maybe_best``
                Whether it is the first or not distinguishable from it. The scenario that is
                truly best is among these with the confidence asked for.
            ``not_distinguishable_from``
                The names of all those that it is not told apart from, in the table's order.
        """
        pairs = self.pairs(confidence)
        alike = {pair for pair, told in pairs["distinguishable"].items() if not told}
        first, *_ = names = [str(name) for name in self.replications]
        rows = []
        for name in names:
            values = self.replications[name]
            away = (nan, nan, nan)
            if name != first:
                away = tuple(pairs.loc[(first, name), ["difference", "low", "high"]])
            ties = tuple(o for o in names if (name, o) in alike or (o, name) in alike)
            rows.append(
                (values.mean(), values.count(), *away, name == first or first in ties, ties)
            )
        columns = ["mean", "n", "difference", "low", "high", "maybe_best"]
        columns.append("not_distinguishable_from")
        return pd.DataFrame(rows, columns=columns, index=pd.Index(names, name="scenario"))


def of_each(confidence: float, scenarios: int) -> float:
    """Return how sure each interval has to be for all pairs of scenarios to hold at once.

    Examples
    --------
    >>> round(of_each(0.95, 2), 4), round(of_each(0.95, 5), 4)
    (0.95, 0.995)
    """
    return 1 - (1 - confidence) / comb(scenarios, 2)


def rank(
    scenarios: Mapping[str, Scenario],
    kpi: str,
    n: int = 30,
    seed: int = 26,
    best: Best = "high",
    engine: Engine = "auto",
    jobs: Jobs = 1,
    on_progress: Callable[[int], None] | None = None,
    finished: MutableMapping[int, Lived] | None = None,
) -> Ranking:
    """Live several scenarios with the same luck, and put them in the order of a key figure.

    Parameters
    ----------
    scenarios : mapping
        What to rank, two or more, by names of your own; of the same length and warm-up.
    kpi : str
        By which key figure.
    n : int
        How many replications of each, 2 or more.
    seed : int
        Whose luck.
    best : {"high", "low"}
        Which end of the figure comes first: churn is best low.
    engine : {"auto", "simpy", "compiled"}
        Which engine; it makes no difference to any number.
    jobs : int, "auto" or concurrent.futures.Executor
        How many at once, or where; it makes no difference either.
    on_progress : callable, optional
        Called with the number of runs that are done, after each.
    finished : mutable mapping, optional
        Takes up finished runs; what it has already is not done again. See `work.lived`.

    Returns
    -------
    Ranking

    Raises
    ------
    ValueError
        If there are fewer than two scenarios or replications, no such figure, no such end, or
        the scenarios differ in days, warm-up or currency.

    Examples
    --------
    >>> import sim
    >>> shop = sim.load("corner_shop", changes={"time.days": 28, "time.warm_up_days": 0})
    >>> tills = {f"{k} tills": shop.with_({"departments.till.staff": k}) for k in (1, 2, 3)}
    >>> found = rank(tills, "wait_minutes", n=3, best="low", engine="simpy")
    >>> found.table().index.to_list()
    ['3 tills', '2 tills', '1 tills']
    """
    if len(scenarios) < 2:
        raise ValueError(f"scenarios is {len(scenarios)} of them, but must be 2 or more")
    if n < 2:
        raise ValueError(f"replications is {n}, but must be 2 or more")
    if best not in ("high", "low"):
        raise ValueError(f"best is {best}, but must be high or low")
    check_kpi(kpi)
    given = dict(scenarios)
    figures = live_alike(given, n, seed, engine, jobs, on_progress, finished)
    return Ranking(given, kpi, best, seed, figures)
