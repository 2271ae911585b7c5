"""A seat of a class: the trainer opens each quarter, the clock ends it, the end comes for all."""

from collections.abc import Callable
from time import time
from typing import Any

from sim.panels.game.afterwards import again
from sim.panels.game.decide import Decide
from sim.panels.game.end import End
from sim.panels.game.join import Join, left_said
from sim.panels.game.lifted import Lifted
from sim.panels.game.screen import Screen, told
from sim.panels.game.simulator import FlightSimulator
from sim.panels.game.waiting import Waiting
from sim.play.game import GameError
from sim.play.game.decisions import Elsewhere
from sim.play.game.handed import take
from sim.play.game.leaving_out import LIVES
from sim.play.game.room import Room
from sim.play.game.score import REPLAYS
from sim.play.game.seat import Flight, Seat, rivals
from sim.play.game.time_up import run_due

LOOK_AGAIN = 1.0
"""Seconds between two looks at the board."""
LATE = "Your team came too late for the end of the class: it is shown on your seat alone."
NOTED = "Your guess is on the board. Your trainer lifts the waterline for all."


class SeatInClass(FlightSimulator):
    """A team's game in a class.

    Parameters
    ----------
    seat : Seat
        Where the game is kept.
    room : Room
        The class that plays together.
    replays, lives : int
        As for `FlightSimulator`.
    now : callable
        The time, in seconds since 1970, by the clock of the machine that the board is on.
    """

    def __init__(
        self,
        seat: Seat,
        room: Room,
        replays: int = REPLAYS,
        lives: int = LIVES,
        now: Callable[[], float] = time,
    ) -> None:
        self.room = room
        self._now = now
        super().__init__(seat, replays, lives)
        self._tick()

    def reopened(self) -> Flight | None:
        """Return what was played last, if it is of this class: not alone, nor in another."""
        flight = self.seat.reopened()
        if flight is None or not self.room.owns(flight.team):
            return None
        first = flight.first or flight.game
        return flight if first.terms == self.room.terms else None

    def opening(self) -> Screen:
        """Return the screen on which a team takes its name."""
        return Join(self.join)

    def join(self, team: str) -> None:
        """Join the game of the class.

        Raises
        ------
        GameError
            If the team's name is not allowed or taken, or the trainer has not begun.
        """
        terms = self.room.terms
        if terms is None:
            raise GameError("your trainer has not begun yet: wait, and press again")
        self._take(self.seat.join(self.room.claim(team), terms))
        self.look()

    def check(self, quarter: int) -> None:
        """Make sure that the trainer has opened a quarter; a second flight is flown at will."""
        if self._flight().first is None:
            self.room.check_open(quarter)

    def run(self) -> None:
        """Run the quarter that is decided, and tell the class."""
        self._flight().game.advance()
        self.pass_by(self._told())

    def keep_time(self) -> None:
        """Do what the board and the clock ask for: nothing, as a rule."""
        flight, screen = self.flight, self.screen
        if flight is None or flight.first is not None:
            return
        if self.ending is not None and not self.ending.alone:
            for part in self.room.parts:
                take(self.ending, part)
        if isinstance(screen, Waiting):
            self._wait()
        elif isinstance(screen, End):
            self._lift_with_all()
        elif isinstance(screen, Lifted):
            return
        elif not flight.game.over:
            self._keep_clock(flight)

    def finish(self) -> None:
        """Wait for the class; a second flight ends at once."""
        flight = self._flight()
        self._told()
        if flight.first is not None:
            super().finish()
            return
        self.show(Waiting(flight.team, self.look))
        self.screen.try_quietly(self._wait)

    def lift(self, guess: float) -> None:
        """Put the guess on the board; the trainer lifts the waterline."""
        flight = self._flight()
        if flight.first is not None:
            super().lift(guess)
            return
        self.room.guess(flight.team, guess)
        self.seat.guess(flight, guess)
        self._lift_with_all()

    def afterwards(self) -> Any:
        """Make the last step: the second flight, once the trainer has opened it."""
        assert self.ending is not None
        return again(self.ending, self.fly_again, self.leave, lambda: self.room.again)

    def others(self, flight: Flight) -> dict[str, tuple[float, ...]]:
        """Return nothing: what the others report is for the end."""
        return {} if flight.first is None else super().others(flight)

    def answer(self) -> None:
        """Show what has come meanwhile."""
        super().answer()
        if isinstance(self.screen, Waiting):
            self.screen.try_quietly(self._wait)

    def _keep_clock(self, flight: Flight) -> None:
        """Show how much time is left; when it is up, run what stands there."""
        hours, quarter = self.room.hours, flight.game.quarter
        if hours.due(quarter, self._now()):
            standing = self.screen.standing if isinstance(self.screen, Decide) else self._standing
            said = run_due(flight.game, lambda one: hours.due(one, self._now()), standing)
            self.pass_by((*said, *self._told()))
            return
        closes = hours.closes(quarter)
        said_now = "not open yet" if closes is None else left_said(closes - self._now())
        if self.screen.clock.value != said_now:
            self.screen.clock.value = said_now

    def _wait(self) -> None:
        """Go on to the end when all are there and their reports are put together."""
        flight, screen = self._flight(), self.screen
        terms = flight.game.terms
        found = self.room.finished(terms)
        assert isinstance(screen, Waiting)
        if not found.over:
            screen.wait_for(found.waiting, terms.quarters)
            return
        others = found.logs if len(found.logs) > 1 else {**found.logs, **rivals(terms)}
        late = flight.team not in found.logs
        ending = self.work_out(others, searching=self.room.searching, alone=late)
        if ending.fault is None and len(ending.ends) < len(ending.logs):
            screen.work()
            return
        self._cash = {name: end.account.cash for name, end in ending.ends.items()}
        self.show(End(flight, self._cash, self.lift, self._aside(flight)))
        self._lift_with_all()

    def _lift_with_all(self) -> None:
        """Lift the waterline when the team has guessed and the trainer has lifted it."""
        flight, screen = self._flight(), self.screen
        guess = self.seat.guessed(flight)
        if guess is None:
            return
        if not self.room.lifted:
            if isinstance(screen, End):
                screen.wait(guess, NOTED)
            return
        guesses = {**self.room.guesses, flight.team: guess}
        self.show_all(guesses, self._aside(flight))

    def _aside(self, flight: Flight) -> tuple[str, ...]:
        """Say who is left out of the end, this team too where it is."""
        found = self.room.finished(flight.game.terms)
        return found.aside if flight.team in found.logs else (*found.aside, LATE)

    def _told(self) -> tuple[str, ...]:
        """Tell the class how far the team is; what cannot be told now is told next time."""
        flight = self._flight()
        try:
            self.room.tell(flight)
        except GameError as error:
            self.seat.fault = f"The class does not know of this quarter yet: {told(error)}"
            return ()
        self.seat.fault = ""
        return (f"The board has your quarter {flight.game.quarter - 1}.",)

    def _tick(self) -> None:
        if self.comm is None:
            return
        try:
            self.keep_time()
        except Elsewhere:  # gone on with in another window: so it is here
            self.resume()
        except (GameError, OSError):
            pass  # the board is busy or away: looked at again soon
        finally:
            self.bell.later(LOOK_AGAIN, self._tick)
