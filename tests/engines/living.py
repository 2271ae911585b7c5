"""Let an engine live a brief, and say in words where two engines part."""

import hashlib
from types import ModuleType

import numpy as np

from sim import facts
from sim.brief import Brief
from sim.outcome import Outcome
from sim.twin import run as twin
from sim.world import run as world

ENGINES: dict[str, ModuleType] = {"SimPy": world, "Numba": twin}


def live(engine: ModuleType, brief: Brief, pauses=(), keep_events: bool = True) -> Outcome:
    """Live a brief to its end, standing still on the way at some moments."""
    living = engine.begin(brief, keep_events)
    for pause in pauses:
        engine.advance(living, pause)
    engine.advance(living, brief.numbers["days"])
    return engine.take_stock(living)


def digest(outcome: Outcome) -> str:
    """Hash every byte that a run leaves behind."""
    whole = hashlib.sha256()
    for part in outcome:
        whole.update(str(np.asarray(part).dtype.descr).encode())
        whole.update(repr(part.shape).encode())
        whole.update(np.ascontiguousarray(part).tobytes())
    return whole.hexdigest()


def bits(array: np.ndarray) -> np.ndarray:
    """The array as whole numbers: equal when the bits are, be it NaN or minus zero."""
    array = np.ascontiguousarray(array)
    return array.view(f"u{array.dtype.itemsize}")


def unequal_rows(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Which rows of two tables of one length differ in any bit."""
    differ = np.zeros(len(a), dtype=bool)
    for name in a.dtype.names:
        differ |= bits(a[name]) != bits(b[name])
    return differ


def in_words(fact) -> str:
    """One fact, with nothing rounded."""
    kind = int(fact["kind"])
    name = facts.KINDS[kind].name if 0 <= kind < len(facts.KINDS) else f"kind {kind}?"
    return (
        f"{name} at {float(fact['time'])!r}, who {int(fact['who'])}, where {int(fact['where'])}, "
        f"other {int(fact['other'])}, amount {float(fact['amount'])!r}"
    )


def first_difference(a: np.ndarray, b: np.ndarray, names=("SimPy", "Numba")) -> str | None:
    """Say at which fact two records part, with both sides; None when no bit differs."""
    shared = min(len(a), len(b))
    differ = unequal_rows(a[:shared], b[:shared])
    if not differ.any():
        if len(a) == len(b):
            return None
        index = shared
    else:
        index = int(np.argmax(differ))
    width = max(map(len, names))
    sides = [
        f"  {name:<{width}}  {in_words(side[index])}"
        if index < len(side)
        else f"  {name:<{width}}  nothing more: {len(side)} facts"
        for name, side in zip(names, (a, b), strict=True)
    ]
    before = f"  both before: {in_words(a[index - 1])}" if index else "  both before: nothing"
    return "\n".join([f"the records part at fact {index}", before, *sides])


def differences(a: Outcome, b: Outcome, names=("SimPy", "Numba")) -> str | None:
    """Say in which part of what they leave behind two runs differ; None when no bit does."""
    told = first_difference(a.facts, b.facts, names)
    if told is not None:
        return told
    for part in ("counts", "amounts"):
        x, y = getattr(a, part), getattr(b, part)
        if x.dtype != y.dtype or x.shape != y.shape:
            return f"{part}: {x.dtype}{x.shape} and {y.dtype}{y.shape}"
        where = np.argwhere(bits(x) != bits(y))
        if len(where):
            day, kind = (int(place) for place in where[0])
            values = f"{x[day, kind]!r} and {y[day, kind]!r}"
            return f"{part} of day {day}, {facts.KINDS[kind].name}: {values}"
    for part in ("snapshots", "people"):
        x, y = getattr(a, part), getattr(b, part)
        if np.dtype(x.dtype.descr) != np.dtype(y.dtype.descr) or x.shape != y.shape:
            return f"{part}: {x.dtype}{x.shape} and {y.dtype}{y.shape}"
        rows = np.flatnonzero(unequal_rows(x, y))
        if len(rows):
            row = int(rows[0])
            return f"{part}[{row}] of {x.dtype.names}: {x[row]} and {y[row]}"
    return None
