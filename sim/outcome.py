"""What a run leaves behind, whichever engine lived it."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

PERSON = np.dtype(
    [
        ("active", "i4"),
        ("origin", "i4"),
        ("parent", "i4"),  # whose word brought them; -1 for nobody's
        ("tenure", "i4"),
        ("joined_at", "f8"),
        ("left_at", "f8"),
        ("left_because", "i4"),
        ("visits", "i4"),
        ("contacts", "i4"),
        ("abandoned", "i4"),  # visits
        ("account", "f8"),  # as of account_at
        ("account_at", "f8"),
        ("loyal_until", "f8"),
        ("failed_at", "f8"),
        ("unresolved_at", "f8"),  # the last failure that was not put right
        ("complained_at", "f8"),  # the last complaint that reached management
        ("seen_at", "f8"),  # the last failure at which an employee was present
        ("years_bought", "i8"),  # bit n: a visit was completed in the nth year from the end
    ]
)
"""How a person stands at the end."""


class Outcome(NamedTuple):
    """Facts, tallies and people at the end of a run."""

    facts: NDArray[Any]
    """Every fact in its order (`facts.FACT`); empty when events were not kept."""
    counts: NDArray[np.int64]
    """Facts a day and kind; shape (days, kinds)."""
    amounts: NDArray[np.float64]
    """Sum of their amounts; shape (days, kinds)."""
    snapshots: NDArray[Any]
    """What was there as each day began, and at the end; `facts.SNAPSHOT`, length days + 1."""
    people: NDArray[Any]
    """How everybody in the market stands at the end (`PERSON`)."""


class Stopped(Exception):
    """A run that was told to stop on the way; nothing of it is left."""


def never() -> bool:
    """Say no whenever asked whether to stop."""
    return False
