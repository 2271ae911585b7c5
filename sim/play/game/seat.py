"""A seat's games: who plays, where the log is kept, and whom it plays against."""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from sim.assumptions import Scenario
from sim.lessons.logbook import Logbook
from sim.play.game.decisions import GameError
from sim.play.game.flight import account_of, live
from sim.play.game.game import Game
from sim.play.game.strategies import RIVALS, TEAMS, entries_of
from sim.play.game.terms import Entry, Terms
from sim.study.folder import settle

MODULE, KIND, UNHEARD = "10", "flight", "unheard"
LONGEST = 16
"""Letters of a team's name: it has to fit into the pictures."""


class Flight(NamedTuple):
    """A game of a seat.

    Attributes
    ----------
    team : str
        Who plays.
    game : Game
        The game.
    first : Game or None
        The flight before, where this is the second.
    searching : bool
        Whether a good policy is looked for in the end.
    """

    team: str
    game: Game
    first: Game | None = None
    searching: bool = True


class Seat:
    """Where one seat plays: its games are kept in the folder of its logbook.

    Parameters
    ----------
    logbook : Logbook
        Which remembers what was played last.

    Attributes
    ----------
    fault : str
        Why a game is not kept, in a sentence; empty as a rule.

    Examples
    --------
    >>> import sim
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     book = Logbook(Path(folder, "notes.sqlite"))
    ...     flight = Seat(book).begin("Our team", sim.load("corner_shop"), quarters=2)
    ...     flight.game.decide(asking=10)
    ...     again = Seat(book).reopened()
    ...     again.team, again.game.decided
    ('Our team', True)
    """

    def __init__(self, logbook: Logbook) -> None:
        self.logbook = logbook
        self.folder = logbook.file.parent / "flights"
        self.fault = ""

    def begin(self, team: str, scenario: Scenario, searching: bool = True, **terms: Any) -> Flight:
        """Begin a game, and remember it.

        Raises
        ------
        GameError
            If the name or the terms are not allowed.
        """
        name = named(team)
        game = Game(scenario, log=self._free(name), **terms)
        return self._remember(Flight(name, game, searching=searching))

    def join(self, team: str, terms: Terms) -> Flight:
        """Begin a game by terms that somebody else has set.

        Raises
        ------
        GameError
            If the name is not allowed.
        """
        money = terms.economics
        return self.begin(
            team,
            terms.scenario,
            quarters=terms.quarters,
            seed=terms.seed,
            budget=money.budget,
            cash=money.cash,
            interest=money.interest,
            shocks=terms.shocks,
            caretaker=terms.caretaker,
        )

    def second(self, flight: Flight) -> Flight:
        """Begin a second, shorter flight with other luck."""
        log = self._free(flight.team)
        game = flight.game.second_flight(log=log)
        return self._remember(Flight(flight.team, game, flight.game, flight.searching))

    def reopened(self) -> Flight | None:
        """Go on with what was played last; None where there is nothing to go on with.

        Raises
        ------
        GameError
            If its log was changed, or is of another version.
        """
        note = self.logbook.latest(MODULE, KIND)
        if not isinstance(note, Mapping):
            return None
        log, first = note.get("log"), note.get("first")
        if not log or not (self.folder / str(log)).exists():
            return None
        before = Game.reopen(self.folder / str(first)) if first else None
        game = Game.reopen(self.folder / str(log))
        return Flight(str(note.get("team")), game, before, bool(note.get("searching", True)))

    def guess(self, flight: Flight, unheard: float) -> None:
        """Remember what a team guessed that nobody had heard of."""
        log = flight.game.log
        if log is not None:
            self.logbook.note(MODULE, UNHEARD, {"log": log.name, "guess": unheard})

    def guessed(self, flight: Flight) -> float | None:
        """Return what a team has guessed in its game; None before."""
        note = self.logbook.latest(MODULE, UNHEARD)
        log = flight.game.log
        if log is None or not isinstance(note, Mapping) or note.get("log") != log.name:
            return None
        return float(note["guess"])

    def forget(self) -> None:
        """Put the game away: its log stays where it is, and the next visit begins anew."""
        self.logbook.note(MODULE, KIND, {})

    def keep(self, name: str, text: str) -> Path:
        """Write a file beside the logs, whole or not at all.

        Raises
        ------
        OSError
            If it cannot be written.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        place = self.folder / name
        half = place.with_name(f"{name}.half")
        try:
            half.write_text(text, encoding="utf-8", newline="\n")
            settle(half)
            os.replace(half, place)
        except BaseException:
            half.unlink(missing_ok=True)
            raise
        return place

    def _free(self, team: str) -> Path | None:
        """Return where a new log goes; None where nothing can be kept."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            self.fault = f"This game is lost when you close the page: {error}."
            return None
        stem = re.sub(r"[^a-z0-9]+", "_", team.lower()).strip("_") or "team"
        number = 1
        while (self.folder / f"{stem}_{number}.json").exists():
            number += 1
        return self.folder / f"{stem}_{number}.json"

    def _remember(self, flight: Flight) -> Flight:
        log, first = (
            None if one is None or one.log is None else one.log.name
            for one in (flight.game, flight.first)
        )
        if log is not None:
            kept = {"team": flight.team, "log": log, "first": first}
            self.logbook.note(MODULE, KIND, {**kept, "searching": flight.searching})
        return flight


def named(team: str) -> str:
    """Check the name of a team.

    Raises
    ------
    GameError
        If it is empty, too long, or that of a computer team.

    Examples
    --------
    >>> named("  The  aces ")
    'The aces'
    """
    name = " ".join(team.split())
    if not name or len(name) > LONGEST:
        shown = repr(name) if name else "empty"
        raise GameError(f"your team's name is {shown}, but must have 1 to {LONGEST} letters")
    if name.lower() in {TEAMS[rival].title.lower() for rival in RIVALS}:
        raise GameError(f"team is {name!r}, but a computer team has that name: choose another")
    return name


def rivals(terms: Terms) -> dict[str, tuple[Entry, ...]]:
    """Return the logs of the computer teams that one seat plays against, by their titles."""
    return {TEAMS[name].title: entries_of(TEAMS[name], terms) for name in RIVALS}


def cash_by_quarter(
    terms: Terms, logs: Mapping[str, tuple[Entry, ...]]
) -> dict[str, tuple[float, ...]]:
    """Return what each team reports as cash after each quarter, with the luck of the game."""
    return {
        name: account_of(terms, entries, live(terms, entries).outcome).cash
        for name, entries in logs.items()
    }
