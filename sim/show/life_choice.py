"""Customers worth following: who was let down and said nothing, who complained, who left."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim import facts
from sim.study.run import Run, facts_kept

SEVERAL = 12
"""Visits that a life has at least, lest there be nothing to follow; fewer where few are usual."""


class Somebody(NamedTuple):
    """A customer and, in a few words, what happens to them."""

    customer: int
    name: str


def interesting(run: Run, most: int = 24) -> tuple[Somebody, ...]:
    """Choose customers whose lives differ from one another.

    Parameters
    ----------
    run : Run
        A run that has kept its events.
    most : int
        How many at most.

    Returns
    -------
    tuple of Somebody
        One of each sort, in the order of their numbers, then a second one of each, and so on. If
        nobody fits, the customer with most visits.

    Raises
    ------
    ValueError
        If the run has kept no events.
    """
    sorts = _sorts(run)
    chosen: dict[int, str] = {}
    longest = max((len(people) for people in sorts.values()), default=0)
    for turn in range(longest):
        for name, people in sorts.items():
            if turn < len(people) and len(chosen) < most:
                chosen.setdefault(int(people[turn]), name)
    if not chosen:
        chosen[int(run.outcome.people["visits"].argmax())] = "came most often"
    return tuple(Somebody(customer, name) for customer, name in chosen.items())


def _sorts(run: Run) -> dict[str, NDArray[np.int64]]:
    """List the people of each sort."""
    table, people = facts_kept(run.outcome), len(run.outcome.people)

    def how_often(*kinds: int) -> NDArray[np.int64]:
        who = table["who"][np.isin(table["kind"], kinds)]
        return np.bincount(who, minlength=people)

    failures = how_often(facts.MISERY_MINOR, facts.MISERY_SERIOUS)
    silent, complained = how_often(facts.SILENT), how_often(facts.COMPLAINED)
    helped = how_often(facts.PUT_RIGHT, facts.RESOLVED_FAST)
    left_over_it = how_often(facts.LEFT_FAILURE, facts.LEFT_RENEWAL)
    rival, back = how_often(facts.LEFT_COMPETITOR), how_often(*facts.JOINING) > 1
    stays = how_often(*facts.LEAVING) == 0
    visits = run.outcome.people["visits"]
    usual = float(np.median(visits[visits > 0])) if visits.any() else 0.0
    known = visits >= min(SEVERAL, usual)
    only_silent = (failures > 0) & (silent == failures)
    sorts = {
        "let down, said nothing, left": only_silent & (left_over_it > 0),
        "complained, was helped, stayed": (complained > 0) & (helped > 0) & stays,
        "let down, said nothing, stayed": only_silent & stays,
        "complained, and left all the same": (complained > 0) & (left_over_it > 0),
        "never let down, taken by a rival": (failures == 0) & (rival > 0),
        "left, and came back": back,
        "let down more than once": (failures > 1) & stays,
        "never let down": (failures == 0) & stays & (how_often(facts.MAGIC) > 0),
    }
    return {name: np.flatnonzero(fits & known) for name, fits in sorts.items()}
