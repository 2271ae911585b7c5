"""A class that plays together: one board, the trainer's terms, a quarter opened at a time."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from sim.play.board import TRAINER, BoardError, Entry, Shared, board_at, place_here, seat_here
from sim.play.game.decisions import GameError
from sim.play.game.log import of_plain, plain_log
from sim.play.game.seat import Flight, cash_by_quarter, named
from sim.play.game.terms import Entry as Decided
from sim.play.game.terms import Terms

MODULE = "10"
FIRST, LATER = 12, 6
"""Minutes for the first quarter, and for each later one."""


class Opened(NamedTuple):
    """The quarter that is open.

    Attributes
    ----------
    quarter : int
        The last that may be run; 0 before the first is opened.
    closes : float
        When its time is up, in seconds since 1970; 0 without any.
    """

    quarter: int
    closes: float


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

    # What the trainer does

    def set_terms(self, terms: Terms) -> None:
        """Say what all play by; who has begun already goes on by the terms before."""
        self._put("terms", plain_log(terms, (), 0))

    def open_quarter(self, quarter: int, at: float, minutes: float | None = None) -> None:
        """Open a quarter: from now on every team may run it.

        Raises
        ------
        GameError
            If it is not the next one.
        """
        before = self.opened.quarter
        if quarter != before + 1:
            raise GameError(f"quarter is {quarter}, but must be {before + 1}: one after the other")
        time = minutes or (FIRST if quarter == 1 else LATER)
        self._put("quarter", {"quarter": quarter, "closes": at + 60 * time})

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
        if self._owners()[name.lower()] != self.seat:
            raise GameError(f"team is {name!r}, but another seat has that name: choose another")
        return name

    def tell(self, flight: Flight) -> None:
        """Tell the board how far a team is."""
        game = flight.game
        ran = game.quarter - 1
        said = {"team": flight.team, "ran": ran, "cash": game.dashboard.cash, "log": game.plain()}
        self._put("log", said)

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
        said = [one.payload for one in self._read() if one.kind == "terms"]
        return of_plain(said[-1])[0] if said else None

    @property
    def opened(self) -> Opened:
        """The quarter that is open."""
        said = [one.payload for one in self._read() if one.kind == "quarter"]
        if not said:
            return Opened(0, 0.0)
        last = max(said, key=lambda one: int(one["quarter"]))
        return Opened(int(last["quarter"]), float(last["closes"]))

    def missing(self, terms: Terms) -> tuple[str, ...]:
        """Name the teams that are still on their way."""
        done = self.logs(terms)
        return tuple(team.name for team in self.teams if team.name not in done)

    @property
    def teams(self) -> tuple[Team, ...]:
        """How far each team is, who reports most first."""
        owners = self._owners()
        told = (one for one in self._read() if one.kind == "log")
        found = {
            team.name: team
            for team in map(_team, told)
            if team is not None and owners.get(team.name.lower()) == team.seat
        }
        return tuple(sorted(found.values(), key=lambda team: (-team.ran, -team.cash)))

    def logs(self, terms: Terms) -> dict[str, tuple[Decided, ...]]:
        """Return the logs of the teams that have played a game to its end by the same terms."""
        found = {}
        for team in self.teams:
            try:
                played, entries, ran = of_plain(team.log)
            except GameError as error:
                self.aside += (f"the log of team {team.name} is set aside: {error}",)
                continue
            if ran == terms.quarters and played == terms:
                found[team.name] = entries
        return found

    def cash(self, terms: Terms) -> dict[str, tuple[float, ...]]:
        """Return what those teams report as cash after each quarter."""
        return cash_by_quarter(terms, self.logs(terms))

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
        return entry.kind not in ("terms", "quarter") or entry.seat == TRAINER


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
