"""One run: a scenario lived once, on either engine, and what can be read off it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from sim import facts
from sim.assumptions import Scenario
from sim.assumptions.policy import is_policy
from sim.brief import make_brief, places
from sim.outcome import Outcome, never
from sim.study.engines import Engine, choose_engine, load_engine
from sim.study.measures import measure
from sim.study.room import check_room

if TYPE_CHECKING:  # pandas is slow to import, and only tables need it
    import pandas as pd


@dataclass(frozen=True)
class Run:
    """A scenario lived once.

    Attributes
    ----------
    scenario : Scenario
        What was run.
    seed, replication : int
        Whose luck.
    engine : str
        ``"simpy"`` or ``"compiled"``; it makes no difference to any number.
    outcome : Outcome
        Facts, tallies and people as the engine left them.
    """

    scenario: Scenario
    seed: int
    replication: int
    engine: str
    outcome: Outcome

    @cached_property
    def figures(self) -> dict[str, float]:
        """The key figures as plain numbers, by name."""
        return measure(self.scenario, self.outcome)

    @cached_property
    def kpis(self) -> "pd.Series":
        """The key figures, by name."""
        import pandas as pd

        return pd.Series(self.figures, name="value")

    @cached_property
    def events(self) -> "pd.DataFrame":
        """Every fact: time in days, kind, person, place, other and amount."""
        import pandas as pd

        table = pd.DataFrame(self.outcome.facts)
        names = [kind.name for kind in facts.KINDS]
        table["kind"] = pd.Categorical.from_codes(table["kind"].to_numpy(), categories=names)
        return table

    @cached_property
    def daily(self) -> "pd.DataFrame":
        """A row a day: facts of each kind, money in the currency, and what is there at its end."""
        import pandas as pd

        counts = self.outcome.counts
        money = {*facts.INCOME, *facts.COSTS}
        columns: dict[str, np.ndarray] = {}
        for number, kind in enumerate(facts.KINDS):
            cents = self.outcome.amounts[:, number] / 100
            columns[kind.name] = cents if number in money else counts[:, number]
        end = self.outcome.snapshots[1:]
        customers = end["customers"]
        with np.errstate(invalid="ignore", divide="ignore"):
            loyal_share = end["loyal"] / customers
        columns |= {
            "customers": customers,
            "loyal_share": loyal_share,
            "retained_only_share": 1 - loyal_share,
            "open_cases": end["open_cases"],
            "skill": end["skill"],
            "morale": end["morale"],
        }
        return pd.DataFrame(columns, index=pd.RangeIndex(len(counts), name="day"))

    @cached_property
    def customers(self) -> "pd.DataFrame":
        """Everybody in the market who was ever a customer, as they stand at the end."""
        import pandas as pd

        table = pd.DataFrame(self.outcome.people)
        table.index.name = "customer"
        table["active"] = table["active"] == 1
        for column in ("origin", "left_because"):
            table[column] = [facts.KINDS[k].name if k >= 0 else None for k in table[column]]
        return table[table["tenure"] > 0].drop(columns=["account_at", "years_bought"])


def facts_kept(outcome: Outcome) -> NDArray[Any]:
    """Return the facts of a run, for whoever cannot do without them.

    Raises
    ------
    ValueError
        If the run has not kept its events.
    """
    if not len(outcome.facts):
        raise ValueError(
            "the run has kept 0 events, but must have been lived with keep_events=True"
        )
    return outcome.facts


def run(
    scenario: Scenario,
    seed: int = 26,
    replication: int = 0,
    engine: Engine = "auto",
    keep_events: bool = True,
    plan: Mapping[float, Mapping[str, Any]] | None = None,
    stop: Callable[[], bool] = never,
    debug: bool = False,
) -> Run:
    """Live a scenario once.

    Parameters
    ----------
    scenario : Scenario
        What to live.
    seed, replication : int
        Whose luck; the same pair gives the same run to the last byte.
    engine : {"auto", "simpy", "compiled"}
        Which engine; ``"auto"`` takes the compiled one where Numba is installed.
    keep_events : bool
        Whether every fact is kept, or only the tallies.
    plan : mapping, optional
        Changes of policy while the world runs: the day, and the parameters from then on.
    stop : callable, optional
        Asked many times on the way; when it says yes, the run ends with `Stopped`.
    debug : bool
        Whether the compiled engine's state is checked on the way: every invariant of it, every
        20,000 events. Slow, and it changes no number.

    Returns
    -------
    Run

    Raises
    ------
    ValueError
        If the seed or the replication is not a whole number from 0 to 2**63 - 1, or if the plan
        changes what is no policy, or on a day outside the run.
    Stopped
        If `stop` said so.
    sim.twin.invariants.Broken
        If the state contradicts itself: a bug of the engine.

    Examples
    --------
    >>> import sim
    >>> shop = sim.load("corner_shop", changes={"time.days": 28, "time.warm_up_days": 0})
    >>> one = sim.run(shop, seed=26, engine="simpy")
    >>> len(one.daily), bool(one.kpis["complaints"] <= one.kpis["miseries"])
    (28, True)
    """
    for name, value in (("seed", seed), ("replication", replication)):
        if not 0 <= value < 2**63:
            raise ValueError(f"{name} is {value}, but must be a whole number from 0 to 2**63 - 1")
    chosen = choose_engine(engine)
    check_room(scenario, keep_events, chosen)
    brief = make_brief(scenario, seed, replication)
    living = load_engine(chosen)
    world = living.begin(brief, keep_events)
    if debug and chosen == "compiled":
        stop = _checking(world, stop)
    for day, policy in policies(scenario, plan or {}):
        living.advance(world, day, stop)
        living.change(world, make_brief(policy, seed, replication, brief.people))
    living.advance(world, float(scenario.time.days), stop)
    outcome = living.take_stock(world)
    return Run(scenario, seed, replication, chosen, outcome)


def _checking(world: Any, stop: Callable[[], bool]) -> Callable[[], bool]:
    """Check the state of a compiled world whenever it is asked whether to stop."""
    from sim.twin.invariants import check

    def looked() -> bool:
        check(world.world)
        return stop()

    return looked


def policies(
    scenario: Scenario, plan: Mapping[float, Mapping[str, Any]]
) -> list[tuple[float, Scenario]]:
    """Return the scenario as it is from each day of a plan on, in the order of days.

    Raises
    ------
    ValueError
        If the plan changes what is no policy, or on a day outside the run, or if it has more
        staff than there are places.
    """
    most = {f"departments.{one.name}.staff": places(one.staff) for one in scenario.departments}
    most["desk.agents"] = places(scenario.desk.agents)
    dated = []
    for day in sorted(plan):
        if not 0 <= day < scenario.time.days:
            raise ValueError(
                f"the plan's day is {day}, but must be at least 0 and below {scenario.time.days}"
            )
        for key in plan[day]:
            if not is_policy(key):
                raise ValueError(f"the plan changes {key}, but that is no policy")
        scenario = scenario.with_(dict(plan[day]))
        for key, room in most.items():
            if scenario.value(key) > room:
                raise ValueError(
                    f"the plan sets {key} to {scenario.value(key)}, but there are places for "
                    f"{room}: twice as many as at the start, and one"
                )
        dated.append((float(day), scenario))
    return dated
