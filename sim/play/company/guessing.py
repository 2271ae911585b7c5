"""Which three changes somebody expected to matter most, beside those that do."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from sim.play.company.priorities import Change, Priorities


class Guess(NamedTuple):
    """A change that somebody expected among the three."""

    name: str
    rank: int
    """Its place among all changes, from 1."""
    holds: bool
    """Whether it is one of the three, or its interval reaches into that of the third."""


def scored(found: Priorities, expected: Sequence[str]) -> tuple[Guess, ...]:
    """Score what somebody expected.

    Nobody can be asked to know better than the runs do: a change whose interval reaches into
    that of the third of the three counts as right.

    Parameters
    ----------
    found
        What the changes came to.
    expected
        Names of changes.
    """
    ranks = {one.name: place for place, one in enumerate(found.changes, start=1)}
    three = found.three
    told = []
    for name in expected:
        change = found.changes[ranks[name] - 1]
        is_close = bool(three) and change.gain > 0 and change.high >= three[-1].low
        told.append(Guess(name, ranks[name], change in three or is_close))
    return tuple(told)


def overlapping(changes: Sequence[Change]) -> tuple[tuple[str, str], ...]:
    """Return the neighbours in a ranking whose intervals overlap."""
    pairs = pairwise(changes)
    return tuple((one.name, other.name) for one, other in pairs if one.low <= other.high)
