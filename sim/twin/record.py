"""The record: facts as they happen, and the tallies of each day."""

import numpy as np

from sim import luck
from sim.twin.compiler import inlined


@inlined
def write(w, kind, who, where, other, amount):
    """Write down a fact."""
    clock = w.clock[0]
    day = int(clock.now)
    w.counts[day, kind] += 1
    w.amounts[day, kind] += amount
    if clock.keep != 0:
        fact = w.facts[clock.facts]
        fact.time = clock.now
        fact.kind = kind
        fact.who = who
        fact.where = where
        fact.other = other
        fact.amount = amount
        clock.facts += 1


@inlined
def draw(key, purpose, index):
    """Draw somebody's luck for a purpose, on an occasion."""
    return luck.uniform(key, np.uint64(purpose), np.uint64(index))
