"""Flights that were flown, kept in a file, so that a tournament goes on where it stopped."""

import json
from collections.abc import Iterator, MutableMapping, Sequence
from dataclasses import astuple
from functools import lru_cache
from pathlib import Path

from sim.assumptions import canonical
from sim.play.game.score import Piece
from sim.play.game.strategies import Strategy
from sim.play.game.terms import Terms
from sim.study.parity import hash_of_rows
from sim.study.work import Figures, Lived


class Shelf:
    """A file of flights, a line each; whatever was cut off at its end is left out.

    Parameters
    ----------
    path : Path
        The file; it is made when the first flight is put there.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.flights: dict[str, Figures] = {}
        if path.exists():
            for line in path.read_text(encoding="utf-8").splitlines():
                if line.endswith("}}"):
                    one = json.loads(line)
                    self.flights[one["flight"]] = one["figures"]

    def put(self, key: str, figures: Figures) -> None:
        """Keep a flight."""
        self.flights[key] = figures
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("a", encoding="utf-8") as file:
            # The line begins with its end of line, so that one that was cut off spoils no other.
            file.write("\n" + json.dumps({"flight": key, "figures": figures}))

    def of(self, pieces: Sequence[Piece]) -> "Kept":
        """Return those of some flights that are there, by their place; new ones are put there."""
        return Kept(self, [key_of(piece) for piece in pieces])


class Kept(MutableMapping[int, Lived]):
    """Finished flights by their place in a tournament, as `sim.play.game.score.flown` takes them.

    Parameters
    ----------
    shelf : Shelf
        Where they are.
    keys : sequence of str
        What each place of the tournament is.
    """

    def __init__(self, shelf: Shelf, keys: Sequence[str]) -> None:
        self._shelf, self._keys = shelf, keys

    def __getitem__(self, place: int) -> Lived:
        return Lived(self._shelf.flights[self._keys[place]], {})

    def __setitem__(self, place: int, done: Lived) -> None:
        self._shelf.put(self._keys[place], done.figures)

    def __delitem__(self, place: int) -> None:
        del self._shelf.flights[self._keys[place]]

    def __contains__(self, place: object) -> bool:
        return isinstance(place, int) and self._keys[place] in self._shelf.flights

    def __iter__(self) -> Iterator[int]:
        return (place for place in range(len(self._keys)) if place in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def key_of(piece: Piece) -> str:
    """Return a mark of a flight: the world, the money, what was decided, and whose luck.

    Raises
    ------
    TypeError
        If somebody decides while flying: what they will do is not known beforehand.
    """
    if isinstance(piece.player, Strategy):
        raise TypeError(f"{piece.player.name} decides while flying, but a log must be flown")
    log = [
        [one.quarter, *one.settings.values(), one.information, one.bonus] for one in piece.player
    ]
    return hash_of_rows([[_terms(piece.terms)], *log, [piece.replication]])


@lru_cache(maxsize=16)
def _terms(terms: Terms) -> str:
    rules = [terms.quarters, terms.seed, terms.shocks, terms.caretaker]
    return hash_of_rows([[canonical(terms.scenario)], rules, astuple(terms.economics)])
