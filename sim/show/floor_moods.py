"""How each customer feels from moment to moment, and what the business knows of it.

A mood is what a customer remembers: a failure of the last year that was not put right; else
magic on the last visit; else nothing in particular.
"""

from collections.abc import Iterator
from math import inf

import numpy as np
from numpy.typing import NDArray

from sim import facts
from sim.population import YEAR
from sim.show.life_data import DECIDED, HELPED

GONE, CONTENT, MAGIC, LET_DOWN = range(4)
"""No customer (any more); content; touched by magic; let down and not put right."""

MOOD = np.dtype(
    [
        ("person", "i4"),
        ("time", "f8"),  # days
        ("mood", "i4"),
        ("front", "i4"),  # 1 if the front line heard of what let them down
        ("management", "i4"),  # 1 if management heard of it
    ]
)
"""From this time on a person is in this mood."""

FAILED = (facts.MISERY_MINOR, facts.MISERY_SERIOUS)
CLOSED = (facts.RESOLVED_FAST, facts.RESOLVED_LATE, facts.UNRESOLVED, facts.WITHDRAWN)
TROUBLE = (
    *FAILED,
    facts.SPOKE_UP,
    facts.ASKED,
    facts.COMPLAINED,
    facts.PUT_RIGHT,
    facts.CASE_OPENED,
    *CLOSED,
    *DECIDED,
)
"""Whatever a memory of failures is made of."""


class Memory:
    """What one person remembers; it is told their facts in order.

    Examples
    --------
    >>> one = Memory()
    >>> for kind in (facts.JOINED_MARKETING, facts.MISERY_MINOR, facts.SILENT, facts.STAYS_SILENT):
    ...     one.take(kind, 10.0)
    >>> one.at(10.0) == (LET_DOWN, 0, 0), one.at(10.0 + YEAR + 1) == (CONTENT, 0, 0)
    (True, True)
    """

    def __init__(self) -> None:
        self.here = False
        self.touched = False
        self.unresolved = self.told = self.known = -inf
        """When a failure was last left unresolved: any, one that the staff knows, management."""
        self._failure: tuple[bool, bool] | None = None  # the one under way, and who has heard
        self._case = False
        self._helped = False

    def take(self, kind: int, now: float) -> None:
        """Remember a fact."""
        if kind in facts.JOINING or kind in facts.LEAVING:
            self.here = kind in facts.JOINING
            return
        if kind in (facts.VISIT, facts.MAGIC):
            self.touched = kind == facts.MAGIC
            return
        self._take_trouble(kind, now)
        self._helped = kind in HELPED

    def _take_trouble(self, kind: int, now: float) -> None:
        if kind in FAILED:
            self._failure = (False, False)
        elif kind == facts.SPOKE_UP:
            self._failure = (True, False)
        elif kind in (facts.COMPLAINED, facts.ASKED):
            self._failure = (True, True)
        elif kind == facts.CASE_OPENED:
            self._case, self._failure = True, None
        elif kind in DECIDED:
            front, management = self._failure or (True, True)  # else it is about the complaint
            self._failure = None
            if not self._helped:
                self.unresolved = now
                self.told = now if front else self.told
                self.known = now if management else self.known
        elif kind in CLOSED:
            self._case = False

    def at(self, now: float) -> tuple[int, int, int]:
        """Return the mood, and whether the front line and management know why."""
        if not self.here:
            return GONE, 0, 0
        if self._case or self._failure is not None or now <= self.unresolved + YEAR:
            front, management = self._failure or (self._case, self._case)
            front = front or now <= self.told + YEAR
            management = management or now <= self.known + YEAR
            return LET_DOWN, int(front), int(management)
        return (MAGIC if self.touched else CONTENT), 0, 0

    def fades(self) -> tuple[float, ...]:
        """Return when something is forgotten."""
        return tuple(
            np.nextafter(since + YEAR, inf)
            for since in (self.unresolved, self.told, self.known)
            if since > -inf
        )


def moods_of(table: NDArray[np.void], people: int, begin: float, end: float) -> NDArray[np.void]:
    """Follow the moods of all customers through a stretch of time.

    Parameters
    ----------
    table : numpy.ndarray
        All facts of a run from its first day on, in their order (`sim.facts.FACT`).
    people : int
        How many the market has.
    begin, end : float
        The stretch, in days.

    Returns
    -------
    numpy.ndarray
        Of `MOOD`, by person and time: a row for each change, the first at `begin` or where the
        person becomes a customer. Who is a customer at no time of it has no row.
    """
    rows = _relevant(table, people, begin, end)
    found: list[tuple[int, float, int, int, int]] = []
    for person, own in _by_person(rows):
        found += [(person, *change) for change in _changes(own, begin, end)]
    return np.array(found, dtype=MOOD)


def _relevant(table: NDArray[np.void], people: int, begin: float, end: float) -> NDArray[np.void]:
    """Keep what moods are made of: of ordinary visits before the stretch, the last one only."""
    table = table[: np.searchsorted(table["time"], end, side="right")]
    kinds = np.zeros(len(facts.KINDS), dtype=bool)
    kinds[[facts.VISIT, facts.MAGIC]] = True
    visiting = kinds[table["kind"]]
    early = np.searchsorted(table["time"], begin)
    last = np.full(people, -1)
    came = np.flatnonzero(table["kind"][:early] == facts.VISIT)
    last[table["who"][came]] = came  # the later ones overwrite the earlier
    place = np.arange(len(table))
    visiting &= place >= last[table["who"]]
    kinds[:] = False
    kinds[[*TROUBLE, *facts.JOINING, *facts.LEAVING]] = True
    rows = table[visiting | kinds[table["kind"]]]
    return rows[np.argsort(rows["who"], kind="stable")]


def _by_person(rows: NDArray[np.void]) -> Iterator[tuple[int, list[tuple[float, int]]]]:
    """Cut the facts by person: when, and what kind."""
    whole = list(zip(rows["time"].tolist(), rows["kind"].tolist(), strict=True))
    who, first = np.unique(rows["who"], return_index=True)
    for person, start, stop in zip(
        who.tolist(), first.tolist(), [*first.tolist(), len(rows)][1:], strict=True
    ):
        yield person, whole[start:stop]


def _changes(
    own: list[tuple[float, int]], begin: float, end: float
) -> Iterator[tuple[float, int, int, int]]:
    """Tell one person's moods, each when it begins."""
    memory, told = Memory(), (GONE, 0, 0)
    since, upcoming = begin, [*own, (inf, facts.NOWHERE)]
    looked = False
    for place, (now, kind) in enumerate(upcoming):
        if now > begin and not looked:
            looked, told = True, memory.at(begin)
            if told[0] != GONE:
                yield (begin, *told)
        if looked:
            for faded in sorted(memory.fades()):
                if since < faded < min(now, end) and memory.at(faded) != told:
                    told = memory.at(faded)
                    yield (faded, *told)
            since = now
        if kind == facts.NOWHERE:
            return
        memory.take(kind, now)
        several = upcoming[place + 1][0] == now  # at one instant: what it comes to is what counts
        if looked and not several and memory.at(now) != told:
            told = memory.at(now)
            yield (now, *told)
