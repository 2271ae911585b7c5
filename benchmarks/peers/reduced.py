"""The reduced world: customers who come again and again and queue for a team. Nothing else.

A customer wants to come again some time after the present visit began, exponentially distributed.
If the visit is not over by then, they come again as soon as it is. They wait in one line, first
come first served, for one of the team; service takes an exponentially distributed time. Nobody
loses patience, nobody leaves for good, and the line stands on overnight: the clock only runs while
the business is open.

This file needs Python and nothing else, because it also runs where a peer is installed and we are
not. Each peer is a function of a world and a replication's number that returns what was `Lived`.
"""

import json
import platform
import sys
import time
from collections.abc import Callable, Sequence
from importlib.metadata import version
from typing import Any, NamedTuple


class World(NamedTuple):
    """The reduced world; times are in minutes."""

    customers: int = 4_000
    staff: int = 3
    service: float = 6.0
    """Mean length of a service."""
    gap: float = 10_000.0
    """Mean time from the beginning of a visit until one wants to come again."""
    days: int = 252
    warm_up_days: int = 14
    """Days at the start, while the line builds up, whose waits do not count."""
    day: float = 720.0

    @property
    def end(self) -> float:
        """When it is over."""
        return self.days * self.day

    @property
    def warm_up(self) -> float:
        """When waits begin to count."""
        return self.warm_up_days * self.day

    @property
    def arrivals(self) -> float:
        """Visits a minute, of all customers together."""
        return self.customers / self.gap


WORLD = World()


class Lived(NamedTuple):
    """What one replication came to."""

    served: int
    """Visits that were served to the end, by which time is measured."""
    begun: int
    """Services that began after the warm-up."""
    waited: float
    """Minutes that those waited before, altogether."""


class Tally:
    """Adds up what a replication comes to, for peers that leave that to the model."""

    def __init__(self, warm_up: float) -> None:
        self.warm_up = warm_up
        self.served = 0
        self.begun = 0
        self.waited = 0.0

    def begin(self, arrived: float, now: float) -> None:
        """Take note of a service that begins."""
        if now >= self.warm_up:
            self.begun += 1
            self.waited += now - arrived

    def end(self) -> None:
        """Take note of a service that ends."""
        self.served += 1

    def total(self) -> Lived:
        """Return the sums."""
        return Lived(self.served, self.begun, self.waited)


Live = Callable[[World, int], Lived]
"""Lives a replication of a world, given its number."""


def go(package: str, live: Live, world: World, replications: Sequence[int]) -> dict[str, Any]:
    """Live some replications, and return what they came to as plain numbers for JSON.

    The time is the processor's, so that others who use the machine count for little, and that of
    building the world, living it and adding up the waits; importing (and compiling) is left out.
    """
    lived, seconds = [], 0.0
    for replication in replications:
        start = time.process_time()
        one = live(world, replication)
        seconds += time.process_time() - start
        lived.append(one)
    return {
        "package": package,
        "version": version(package),
        "python": platform.python_version(),
        "visits": sum(one.served for one in lived),
        "seconds": seconds,
        "waits": [one.waited / one.begun for one in lived],
        "begun": [one.begun for one in lived],
    }


def answer(package: str, live: Live) -> None:
    """Read the world and the replications' numbers from the command line; print one JSON line."""
    asked = json.loads(sys.argv[1])
    print(json.dumps(go(package, live, World(**asked["world"]), asked["replications"])))
