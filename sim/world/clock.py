"""The clock: SimPy's environment, in which every timed event has its place in the order."""

from heapq import heappush
from typing import Any

import simpy

from sim import order, rules


class Clock(simpy.Environment):
    """A SimPy environment that keeps days and never ties.

    Parameters
    ----------
    grain : float
        Durations are rounded down to a multiple of this; 0 leaves them alone.
    """

    def __init__(self, grain: float = 0.0) -> None:
        super().__init__()
        self.grain = grain

    def at(self, time: float, rank: int, who: int) -> simpy.Event:
        """Return an event that happens at that time, in the order of rank and somebody."""
        event = simpy.Event(self)
        self.happen(event, time, rank, who)
        return event

    def after(self, duration: float, rank: int, who: int) -> simpy.Event:
        """Return an event that happens when so many days have passed."""
        return self.at(self.now + rules.grained(duration, self.grain), rank, who)

    def happen(
        self, event: simpy.Event, time: float, rank: int, who: int, value: object = None
    ) -> None:
        """Let an event that nobody has triggered yet happen at that time, with that value."""
        event._ok = True
        event._value = value
        queue: Any = self._queue
        heappush(queue, (time, order.key(rank, who), next(self._eid), event))
