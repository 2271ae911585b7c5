"""A class that plays together: one board, the trainer's terms, a quarter opened at a time."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from sim.play.board import TRAINER, BoardError, Entry, Shared, board_at, place_here, seat_here
from sim.play.game.decisions import GameError
from sim.play.game.finished import CLOSED, Finished, finished
from sim.play.game.hours import FIRST, LATER, Hours, Opened
from sim.play.game.log import of_plain, plain_log
from sim.play.game.seat import Flight, named
from sim.play.game.terms import Terms

MODULE = "10"
TERMS, QUARTER, LIFTED, AGAIN, WORKED = "terms", "quarter", "lifted", "again", "worked"
OF_THE_TRAINER = (TERMS, QUARTER, CLOSED, LIFTED, AGAIN, WORKED)
"""Kinds of entry that only the trainer may put on the board."""


class Team(NamedTuple):
    """How far a team is, as its seat has told the board.

    Attributes
    ----------
    name, seat : str
        Who.
    ran : int
        Quarters that it has run.
    cash : float
        What it reports.
    log : mapping
        What it decided.
    """

    name: str
    seat: str
    ran: int
    cash: float
    log: Mapping[str, Any]


class Room:
    """A class's game on a board.

    Parameters
    ----------
    board : Board or Folder
        What all share.
    seat : str
        Whose place this is; the trainer's is called "trainer".

    Examples
    --------
    >>> import sim
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> from sim.play.board import Board
    >>> with TemporaryDirectory() as folder:
    ...     board = Board(Path(folder, "class.sqlite"))
    ...     Room(board, TRAINER).set_terms(sim.Game(sim.load("corner_shop"), 2).terms)
    ...     Room(board, TRAINER).open_quarter(1, at=0.0)
    ...     Room(board, "seat 3").opened
    Opened(quarter=1, closes=720.0)
    """

    def __init__(self, board: Shared, seat: str) -> None:
        self.board = board
        self.seat = seat
        self.aside: tuple[str, ...] = ()
        self._entries: tuple[Entry, ...] = ()
        self._last = 0
        self._finished: tuple[int, Finished] | None = None

    # What the trainer does

    def set_terms(self, terms: Terms, searching: bool = True) -> None:
        """Say what all play by; who has begun already goes on by the terms before."""
        self._put(TERMS, {**plain_log(terms, (), 0), "searching": searching})

    def open_quarter(self, quarter: int, at: float, minutes: float | None = None) -> None:
        """Open a quarter: from now on every team may run it.

        Raises
        ------
        GameError
            If it is not the next one.
        """
        self.hours.check_next(quarter)
        time = minutes or (FIRST if quarter == 1 else LATER)
        self._put(QUARTER, {"quarter": quarter, "closes": at + 60 * time})

    def add_minutes(self, minutes: float, at: float) -> None:
        """Give everybody more time for the quarter that is open; what has run stays as it is.

        Raises
        ------
        GameError
            If no quarter is open, or these are no minutes.
        """
        closes = self.hours.later(minutes, at)
        self._put(QUARTER, {"quarter": self.opened.quarter, "closes": closes})

    def end_quarter(self, at: float) -> None:
        """End the open quarter now: what is not decided is taken as it stands.

        Raises
        ------
        GameError
            If no quarter is open.
        """
        self.hours.check_open()
        self._put(QUARTER, {"quarter": self.opened.quarter, "closes": at})

    def go_on_without(self, terms: Terms) -> None:
        """Close the game: who is not at the end is left out of it.

        Raises
        ------
        GameError
            If not all quarters are open, or no team is at the end.
        """
        opened = self.opened.quarter
        if opened < terms.quarters:
            raise GameError(
                f"quarter {opened} of {terms.quarters} is open, but all must be before the game "
                "is closed"
            )
        if not self.finished(terms).logs:
            raise GameError("no team is at the end yet, but one must be before the game is closed")
        self._put(CLOSED, {})

    def lift(self) -> None:
        """Lift the waterline for all."""
        self._put(LIFTED, {})

    def open_second(self) -> None:
        """Let every team fly a second time."""
        self._put(AGAIN, {})

    def hand(self, part: Mapping[str, Any]) -> None:
        """Hand a part of the end to all, so that no other seat works it out again."""
        self._put(WORKED, part)

    # What a seat does

    def claim(self, team: str) -> str:
        """Take a name for a team: who was first has it.

        Raises
        ------
        GameError
            If the name is not allowed, or another seat has it.
        """
        name = named(team)
        self._put("team", {"team": name})
        if not self.owns(name):
            raise GameError(f"team is {name!r}, but another seat has that name: choose another")
        return name

    def owns(self, team: str) -> bool:
        """Say whether a team's name is this seat's."""
        return self._owners().get(team.lower()) == self.seat

    def tell(self, flight: Flight) -> None:
        """Tell the board how far a team is, in its first flight or its second."""
        game = flight.game
        ran = game.quarter - 1
        said = {"team": flight.team, "ran": ran, "cash": game.dashboard.cash, "log": game.plain()}
        self._put("log" if flight.first is None else "second", said)

    def guess(self, team: str, unheard: float) -> None:
        """Tell the board how many failures a team guesses that nobody heard of."""
        self._put("unheard", {"team": team, "guess": unheard})

    def check_open(self, quarter: int) -> None:
        """Make sure that a quarter may be run.

        Raises
        ------
        GameError
            If the trainer has not opened it.
        """
        if self.opened.quarter < quarter:
            raise GameError(f"quarter {quarter} is not open yet: your trainer opens it for all")

    # What everybody sees

    @property
    def terms(self) -> Terms | None:
        """What all play by; None before the trainer has said so."""
        said = self._said(TERMS)
        return of_plain(said[-1])[0] if said else None

    @property
    def searching(self) -> bool:
        """Whether a good policy is looked for in the end."""
        said = self._said(TERMS)
        return bool(said[-1].get("searching", True)) if said else True

    @property
    def hours(self) -> Hours:
        """When each quarter is open."""
        return Hours(self._said(QUARTER))

    @property
    def opened(self) -> Opened:
        """The quarter that is open."""
        return self.hours.opened

    @property
    def lifted(self) -> bool:
        """Whether the trainer has lifted the waterline."""
        return bool(self._said(LIFTED))

    @property
    def again(self) -> bool:
        """Whether the trainer has opened the second flight."""
        return bool(self._said(AGAIN))

    @property
    def parts(self) -> tuple[Mapping[str, Any], ...]:
        """What the trainer's seat has handed out of the end."""
        return tuple(self._said(WORKED))

    @property
    def teams(self) -> tuple[Team, ...]:
        """How far each team is, who has run and reports most first."""
        return self._told("log")

    @property
    def second(self) -> tuple[Team, ...]:
        """How far each team is in its second flight."""
        return self._told("second")

    @property
    def guesses(self) -> dict[str, float]:
        """By team, how many failures it guesses that nobody heard of: its first word."""
        owners = self._owners()
        found: dict[str, float] = {}
        for one in self._read():
            name, guess = str(one.payload.get("team")), one.payload.get("guess")
            ours = one.kind == "unheard" and owners.get(name.lower()) == one.seat
            if ours and isinstance(guess, int | float):
                found.setdefault(name, float(guess))
        return found

    def finished(self, terms: Terms) -> Finished:
        """Say how far the class is on its way to the end, and what it is built from."""
        entries = self._read()
        if self._finished is None or self._finished[0] != len(entries):
            self._finished = (len(entries), finished(entries, terms))
        return self._finished[1]

    def _told(self, kind: str) -> tuple[Team, ...]:
        owners = self._owners()
        told = (_team(one) for one in self._read() if one.kind == kind)
        found = {
            team.name: team
            for team in told
            if team is not None and owners.get(team.name.lower()) == team.seat
        }
        return tuple(sorted(found.values(), key=lambda team: (-team.ran, -team.cash)))

    def _said(self, kind: str) -> list[Mapping[str, Any]]:
        return [one.payload for one in self._read() if one.kind == kind]

    def _owners(self) -> dict[str, str]:
        """Return who has which name: who took it first."""
        owners: dict[str, str] = {}
        for one in self._read():
            if one.kind == "team":
                owners.setdefault(str(one.payload.get("team", "")).lower(), one.seat)
        return owners

    def _put(self, kind: str, payload: Mapping[str, Any]) -> None:
        try:
            self.board.put(Entry(kind, self.seat, MODULE, payload))
        except BoardError as error:
            raise GameError(str(error)) from error

    def _read(self) -> tuple[Entry, ...]:
        """Return all entries of this game, those of strange hands left out."""
        try:
            new = self.board.read(self._last)
        except BoardError as error:
            raise GameError(str(error)) from error
        self._last = new.last
        self.aside += new.aside
        trusted = (one for one in new.entries if one.module == MODULE and self._may(one))
        self._entries += tuple(trusted)
        return self._entries

    def _may(self, entry: Entry) -> bool:
        """Only the trainer says what is played, and when."""
        return entry.kind not in OF_THE_TRAINER or entry.seat == TRAINER


def room_here() -> Room | None:
    """Return the class that this seat belongs to, as its environment says; None for none."""
    place = place_here()
    return Room(board_at(place), seat_here()) if place else None


def _team(entry: Entry) -> Team | None:
    """Read how far a team is; nothing where it is told in another way than ours."""
    said = entry.payload
    try:
        log = dict(said["log"])
        return Team(str(said["team"]), entry.seat, int(said["ran"]), float(said["cash"]), log)
    except (KeyError, TypeError, ValueError):
        return None
