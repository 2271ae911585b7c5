"""The end of a class's game: it waits for every team, and names whom it had to leave out.

All seats read the same board in the same order, and stop at the same entry: the first after which
every team's log is complete, or the trainer's word to go on without the others. So all of them
build the end from the same logs, whoever comes later.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sim.play.board import Entry
from sim.play.game.decisions import GameError
from sim.play.game.log import of_plain
from sim.play.game.terms import Entry as Decided
from sim.play.game.terms import Terms
from sim.show.words import several

CLOSED = "closed"


@dataclass
class Finished:
    """How far a class is on its way to the end.

    Attributes
    ----------
    over : bool
        Whether the end may be built.
    logs : dict
        By team, what it decided: the teams that have played to the end.
    waiting : dict
        By team, how many quarters it has run: those that are still on their way.
    aside : tuple of str
        Who was left out and why, a sentence each.
    """

    over: bool = False
    logs: dict[str, tuple[Decided, ...]] = field(default_factory=dict)
    waiting: dict[str, int] = field(default_factory=dict)
    damaged: dict[str, str] = field(default_factory=dict)
    closed: bool = False

    @property
    def aside(self) -> tuple[str, ...]:
        """Who was left out and why."""
        late = (
            f"Team {name} is left out: it had run {several(ran, 'quarter')}."
            for name, ran in self.waiting.items()
        )
        wrong = (f"Team {name} is left out: {why}." for name, why in self.damaged.items())
        return (*(late if self.closed else ()), *wrong)


def finished(
    entries: Iterable[Entry],
    terms: Terms,
    read: Callable[[Mapping[str, Any]], tuple[Terms, tuple[Decided, ...], int]] = of_plain,
) -> Finished:
    """Read how far a class is, from what stands on its board.

    Parameters
    ----------
    entries : iterable of Entry
        Of this game, in their order: ``team``, ``log`` and ``closed`` are looked at.
    terms : Terms
        What all play by; a log of another game is left out.
    read : callable
        Reads a log.
    """
    found, seats = Finished(), _Seats()
    for one in entries:
        if one.kind == "team":
            seats.name(one)
        elif one.kind == "log" and seats.owns(one):
            _take(found, one, terms, read)
        found.closed = one.kind == CLOSED
        if one.kind not in ("team", "log", CLOSED):
            continue
        done = {**found.logs, **found.damaged}
        found.waiting = {
            name: found.waiting.get(name, 0) for name in seats.teams if name not in done
        }
        if found.closed or (found.logs and not found.waiting):
            found.over = bool(found.logs)
            if found.over:
                break
    return found


class _Seats:
    """Which seat plays as which team: the last name that it took and had first."""

    def __init__(self) -> None:
        self._owners: dict[str, str] = {}
        self._by_seat: dict[str, str] = {}

    @property
    def teams(self) -> tuple[str, ...]:
        return tuple(self._by_seat.values())

    def name(self, entry: Entry) -> None:
        name = str(entry.payload.get("team", ""))
        if self._owners.setdefault(name.lower(), entry.seat) == entry.seat:
            self._by_seat[entry.seat] = name

    def owns(self, entry: Entry) -> bool:
        return self._by_seat.get(entry.seat) == entry.payload.get("team")


def _take(
    found: Finished,
    entry: Entry,
    terms: Terms,
    read: Callable[[Mapping[str, Any]], tuple[Terms, tuple[Decided, ...], int]],
) -> None:
    """Take up how far a team says that it is; a log that is complete is checked."""
    name, ran = str(entry.payload.get("team")), entry.payload.get("ran")
    if not isinstance(ran, int) or ran < terms.quarters:
        found.waiting[name] = ran if isinstance(ran, int) else 0
        return
    found.damaged.pop(name, None)
    try:
        played, entries, done = read(entry.payload.get("log", {}))
    except GameError as error:
        found.damaged[name] = f"its log is damaged: {error}"
        return
    if played != terms or done != terms.quarters:
        found.damaged[name] = "its log is of another game"
        return
    found.logs[name] = entries
