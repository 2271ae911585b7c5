"""The record: facts as they happen, and the tallies of each day."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim import facts
from sim.world.clock import Clock


class Record:
    """What happened, in the order in which it happened.

    Parameters
    ----------
    clock : Clock
        The clock that dates the facts.
    days : int
        Days that are tallied.
    keep_events : bool
        Whether every fact is kept, or only the tallies.
    """

    def __init__(self, clock: Clock, days: int, keep_events: bool) -> None:
        self.clock = clock
        self.keep_events = keep_events
        self.facts: list[tuple[float, int, int, int, int, float]] = []
        self.counts = [[0] * len(facts.KINDS) for _ in range(days)]
        self.amounts = [[0.0] * len(facts.KINDS) for _ in range(days)]
        self.turn_the_page(0.0)
        self.snapshots: list[tuple[int | float, ...]] = []

    def write(
        self,
        kind: int,
        who: int = facts.NOBODY,
        where: int = facts.NOWHERE,
        other: int = facts.NOBODY,
        amount: float = 0.0,
    ) -> None:
        """Write down a fact."""
        now = self.clock.now
        if now >= self.tomorrow:
            self.turn_the_page(now)
        self.counts_today[kind] += 1
        self.amounts_today[kind] += amount
        if self.keep_events:
            self.facts.append((now, kind, who, where, other, amount))

    def turn_the_page(self, now: float) -> None:
        """Tally on the page of the day that has begun."""
        day = int(now)
        self.tomorrow = day + 1.0
        self.counts_today, self.amounts_today = self.counts[day], self.amounts[day]

    def events(self) -> NDArray[Any]:
        """Return the facts as an array of `facts.FACT`."""
        return np.array(self.facts, dtype=facts.FACT)
