"""C28: why customers left a touchpoint: nobody attended to them, or something else.

In the model whoever is not attended to stands in a line, and walks out when patience ends.
"""

from collections.abc import Iterator
from math import isnan

from sim.study.trial.estimate import Means, estimate
from sim.study.trial.reading import AS_IS, Lives, Reading, World, horizon
from sim.study.trial.verdict import claimed_by

CLAIMS = ("C28",)


def worlds(trade: str) -> list[World]:
    """List what has to be lived."""
    return [World(trade)]


def readings(trade: str, lives: Lives) -> Iterator[Reading]:
    """Read the claim off the lives."""
    world = World(trade)
    when = horizon(lives.scenarios[world])
    for name, kpi, why in (
        (
            "walked out of a line",
            "walked_out_share",
            "Walk-outs among all who walked out of a line or left for good over a failure",
        ),
        (
            "left for good",
            "left_waiting_share",
            "Departures over the waiting among all departures over service",
        ),
    ):

        def hundred(means: Means, kpi: str = kpi) -> float:
            return 100 * means[kpi]

        found = estimate(hundred, [kpi], lives.figures[world])
        what = claimed_by("C28", "%")
        why = "There is nothing to compute it from" if isnan(found.figure) else f"{why}; {when}"
        yield Reading("C28", name, AS_IS, trade, found, "%", what, f"{why}.")
