"""The limits: what a loop costs that does nothing of the world.

`compiled_limit` takes events off the compiled engine's own heap and puts them back, and makes the
draws; nobody is served, hurt, counted or paid. `simpy_limit` is SimPy's own loop: processes that
wait. Both have as many events waiting as the shop of that size, and near and far ones in its mix:
a visit is `SHORT` + 1 events, of which one is days away, and everybody has one far event for the
life outside. What a visit of the real shop needs is counted on the SimPy engine.
"""

import random
from typing import Any, NamedTuple

import numpy as np
import simpy

import sim
from benchmarks.shop import seconds, shop_of
from sim import facts, luck
from sim.twin.compiler import entry
from sim.twin.heap import drop_first, push
from sim.twin.state import CLOCK, EVENT
from sim.world.clock import Clock

SHORT = 5
FAR = SHORT + 1
DAYS_BETWEEN_VISITS = 3.64
DAYS_OF_A_STEP = 0.004
DAYS_OUTSIDE = 170.0
LIFE = np.uint64(63)


class AVisit(NamedTuple):
    """What a visit needs, on average, with everything that goes on beside it."""

    events: float
    draws: float


class Bare(NamedTuple):
    """As much of the engine's world as its heap needs."""

    clock: Any
    heap: Any


def a_visit(customers: int = 500, days: int = 364) -> AVisit:
    """Count events and draws on the SimPy engine, in a shop of so many customers."""
    counted = {"events": 0, "draws": 0}
    draw, happen = luck.uniform, Clock.happen

    def counting_draw(*what: Any) -> float:
        counted["draws"] += 1
        return draw(*what)

    def counting_happen(*what: Any) -> None:
        counted["events"] += 1
        happen(*what)

    luck.uniform, Clock.happen = counting_draw, counting_happen  # type: ignore[method-assign]
    try:
        one = sim.run(shop_of(customers, days), engine="simpy", keep_events=False)
    finally:
        luck.uniform, Clock.happen = draw, happen  # type: ignore[method-assign]
    visits = float(one.outcome.counts[:, facts.VISIT].sum())
    return AVisit(counted["events"] / visits, counted["draws"] / visits)


@entry
def _loop(w, keys, events, extra):
    """Take events off and put them back; `extra` draws a visit beside those for the durations."""
    clock = w.clock[0]
    total = 0.0
    for number in range(events):
        clock.now = w.heap[0].time
        key = w.heap[0].key
        drop_first(w)
        step, who = key >> 32, key & 0xFFFF_FFFF
        for purpose in range(extra // FAR + (1 if step < extra % FAR else 0)):
            total += luck.uniform(keys[who], np.uint64(purpose), np.uint64(number))
        mean = DAYS_OUTSIDE
        if step != FAR:
            step = 0 if step == SHORT else step + 1
            mean = DAYS_BETWEEN_VISITS if step == 0 else DAYS_OF_A_STEP
        u = luck.uniform(keys[who], LIFE, np.uint64(number))
        push(w, clock.now + luck.exponential(u, mean), step, who)
    return total


def compiled_limit(customers: int, needed: AVisit, events: int) -> float:
    """Return microseconds a visit of nothing but the heap and the draws."""
    rng = np.random.default_rng(26)
    heap = np.zeros(2 * customers, dtype=EVENT)
    heap["time"][:customers] = rng.exponential(DAYS_BETWEEN_VISITS, customers)
    heap["time"][customers:] = rng.exponential(DAYS_OUTSIDE, customers)
    heap["key"][:customers] = np.arange(customers)
    heap["key"][customers:] = np.arange(customers) | FAR << 32
    heap.sort(order="time")  # a sorted array is a heap
    clock = np.zeros(1, dtype=CLOCK).view(np.recarray)
    clock.events = len(heap)
    world = luck.world_key(26, 0)
    keys = luck.entity_key(world, luck.PERSON, np.arange(customers, dtype=np.uint64))
    bare = Bare(clock, np.append(heap, np.zeros(1, dtype=EVENT)).view(np.recarray))
    extra = round((needed.draws / needed.events - 1) * FAR)
    _loop(bare, keys, 1, extra)
    return 1e6 * seconds(lambda: _loop(bare, keys, events, extra)) / events * needed.events


def simpy_limit(customers: int, needed: AVisit, days: float) -> float:
    """Return microseconds a visit of a SimPy model in which everybody only waits."""

    def visits(clock: simpy.Environment) -> Any:
        while True:
            yield clock.timeout(random.expovariate(1 / DAYS_BETWEEN_VISITS))
            for _ in range(SHORT):
                yield clock.timeout(random.expovariate(1 / DAYS_OF_A_STEP))

    def outside(clock: simpy.Environment) -> Any:
        while True:
            yield clock.timeout(random.expovariate(1 / DAYS_OUTSIDE))

    clock = simpy.Environment()
    for _ in range(customers):
        clock.process(visits(clock))
        clock.process(outside(clock))
    clock.run(until=0.001)
    before = next(clock._eid)
    taken = seconds(lambda: clock.run(until=days))
    return 1e6 * taken / (next(clock._eid) - before) * needed.events
