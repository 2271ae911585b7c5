"""The flight simulator on one seat: which screen is shown, and what leads from one to the next."""

from time import time
from typing import Any

import ipywidgets as widgets

from sim.assumptions import Scenario
from sim.panels.files import joined
from sim.panels.game.decide import Decide
from sim.panels.game.end import End
from sim.panels.game.join import Join, left_said
from sim.panels.game.lifted import Lifted
from sim.panels.game.screen import Screen, told
from sim.panels.game.seen import Seen
from sim.panels.game.start import Start
from sim.panels.game.turn import Turn
from sim.panels.loop import Bell
from sim.panels.names import Names
from sim.panels.words import look, spoken
from sim.play.game import GameError
from sim.play.game.ending import Ending
from sim.play.game.leaving_out import LIVES
from sim.play.game.room import Room
from sim.play.game.score import REPLAYS
from sim.play.game.seat import Flight, Seat, cash_by_quarter, rivals
from sim.play.game.telling import listed


class FlightSimulator(widgets.VBox):
    """A team's game: the start, quarter after quarter, and the end.

    It is thin over `sim.play.game.Game`. What was begun before goes on where it was.

    Parameters
    ----------
    seat : Seat
        Where the game is kept.
    replays, lives : int
        How often each log is lived in the end; see `sim.play.game.ending.Ending`.
    searching : bool
        Whether a good policy is looked for in the end.
    room : Room, optional
        The class that plays together; without it, one seat plays against the computer teams.

    Attributes
    ----------
    flight : Flight or None
        What is played; None before the start.
    screen : Screen
        What is shown.
    ending : Ending or None
        What comes to light after the last quarter.
    """

    def __init__(
        self,
        seat: Seat,
        replays: int = REPLAYS,
        lives: int = LIVES,
        searching: bool = True,
        room: Room | None = None,
    ) -> None:
        self.seat = seat
        self.room = room
        self._without = False
        self.flight: Flight | None = None
        self.ending: Ending | None = None
        self.bell = Bell(self._on_ring)
        self._terms: dict[str, Any] = {"replays": replays, "lives": lives, "searching": searching}
        self._cash: dict[str, tuple[float, ...]] = {}
        self._before = ("", b"")
        self.place = widgets.VBox()
        self.turn = Turn()
        style = widgets.HTML(f"<style>{joined('game/game.css')}</style>")
        style.layout.display = "none"
        super().__init__([self.place, self.turn, Names(), look(), style])
        self.add_class("s26-page")
        self.add_class("s26-game")
        self.resume()
        self._tick()

    def resume(self) -> None:
        """Go on where it was, or begin."""
        fault = ""
        try:
            self._take(self.seat.reopened())
        except (GameError, OSError) as error:
            self._take(None)
            fault = f"Your last game could not be opened: {told(error)}"
        if self.flight is None:
            self.show(Start(self.begin) if self.room is None else Join(self.join))
            self.screen.message.value = spoken(fault, "alert")
        elif self.flight.game.over:
            self.finish()
        elif self.flight.game.quarter == 1 and not self.flight.game.decided:
            self.look()
        else:
            self.decide()

    def begin(self, team: str, scenario: Scenario, terms: dict[str, Any]) -> None:
        """Begin a game.

        Raises
        ------
        GameError
            If the team's name or the terms are not allowed.
        """
        self._take(self.seat.begin(team, scenario, **terms))
        self.look()

    def join(self, team: str) -> None:
        """Join the game of the class.

        Raises
        ------
        GameError
            If the team's name is not allowed or taken, or the trainer has not begun.
        """
        assert self.room is not None
        terms = self.room.terms
        if terms is None:
            raise GameError("your trainer has not begun yet: wait, and press again")
        self._take(self.seat.join(self.room.claim(team), terms))
        self.look()

    def decide(self) -> None:
        """Let the team decide the next quarter."""
        flight = self._flight()
        check = self.room.check_open if self.room is not None else lambda _: None
        self.show(Decide(flight.team, flight.game, self.run, self.look, self.resume, check))

    def run(self) -> None:
        """Run the quarter that is decided, visibly.

        Raises
        ------
        GameError
            If it is being played elsewhere.
        """
        self._flight().game.advance()
        self._tell()
        screen = self._seen()
        screen.pass_by()
        self.show(screen)

    def look(self) -> None:
        """Show management's dashboard as it stands."""
        screen = self._seen()
        screen.stand()
        self.show(screen)

    def go_on(self) -> None:
        """Go on from the dashboard: to the next quarter, or to the end."""
        if self._flight().game.over:
            self.finish()
        else:
            self.decide()

    def finish(self) -> None:
        """Report the end; the truth is worked out meanwhile."""
        flight = self._flight()
        self._tell()
        if self.room is None:
            self._end()
        else:
            self._cash = self.room.cash(flight.game.terms)
        guess = self.seat.guessed(flight)
        if guess is None:
            self.show(End(flight, self._cash, self.lift))
        else:
            self.lift(guess)

    def lift(self, guess: float) -> None:
        """Lift the waterline, once the team has guessed what lies below it.

        Raises
        ------
        GameError
            If other teams of the class are still on their way; asked again, it goes on without.
        """
        flight = self._flight()
        if self.room is not None and not self._without:
            self._without = self.seat.guessed(flight) is not None
            missing = self.room.missing(flight.game.terms)
            if missing and not self._without:
                self._without = True
                raise GameError(
                    f"still on their way: {listed(missing)}; wait for them, or press again to go "
                    "on without them"
                )
        ending = self._end()
        self.seat.guess(flight, guess)
        self.show(Lifted(flight, ending, self.seat, guess, self.fly_again, self.leave))

    def _end(self) -> Ending:
        """Have the end worked out in the background, beside the class or the computer teams."""
        if self.ending is None:
            flight = self._flight()
            terms, before = flight.game.terms, flight.first
            others = self.room.logs(terms) if self.room is not None else {}
            others.pop(flight.team, None)
            logs = {flight.team: flight.game.entries, **(others or rivals(terms))}
            first = None if before is None else (before.terms, before.entries)
            self.ending = Ending(terms, logs, first=first, arrived=self.bell.ring, **self._terms)
        self.ending.begin()
        return self.ending

    def _tell(self) -> None:
        """Tell the class how far the team is; what cannot be told now is told next time."""
        flight = self._flight()
        if self.room is None or flight.first is not None:
            return
        try:
            self.room.tell(flight)
            self.seat.fault = ""
        except GameError as error:
            self.seat.fault = f"The class does not know of this quarter yet: {told(error)}"

    def _tick(self) -> None:
        """Show what the trainer has opened, and how long it is open, second by second."""
        if self.room is None or self.comm is None:
            return
        if isinstance(self.screen, Decide):
            quarter, shown = self.screen.quarter, self.screen
            shown.try_quietly(lambda: shown.clock.set_trait("value", self._said(quarter)))
        self.bell.later(1.0, self._tick)

    def _said(self, quarter: int) -> str:
        assert self.room is not None
        opened = self.room.opened
        if opened.quarter < quarter:
            return "not open yet"
        return "open" if opened.quarter > quarter else left_said(opened.closes - time())

    def fly_again(self) -> None:
        """Begin the second flight."""
        self._take(self.seat.second(self._flight()))
        self.look()

    def leave(self) -> None:
        """Put the game away, and ask for another."""
        self.seat.forget()
        self.resume()

    def close(self) -> None:
        """Take it off the page, with all that is still being worked out."""
        if self.ending is not None:
            self.ending.stop()
        super().close()

    def show(self, screen: Screen) -> None:
        """Show a screen in place of the one before."""
        before = self.place.children
        self.screen = screen
        self.place.children = (screen,)
        self.turn.turn += 1
        for one in before:
            one.close()

    def _seen(self) -> Seen:
        flight = self._flight()
        cash, fault = self._cash, self.seat.fault
        screen = Seen(flight.team, flight.game, self.go_on, cash, self._before, fault)
        screen.picture.observe(self._on_picture, names=["theme", "png"])
        return screen

    def _take(self, flight: Flight | None) -> None:
        """Play another game from now on."""
        if self.ending is not None:
            self.ending.stop()
        self.ending = None
        self.flight = flight
        self._before = (self._before[0], b"")
        self._cash = {}
        self._without = False
        if flight is not None and self.room is None:
            terms = flight.game.terms
            self._cash = cash_by_quarter(terms, rivals(terms))

    def _flight(self) -> Flight:
        assert self.flight is not None
        return self.flight

    def _on_picture(self, change: Any) -> None:
        """Remember the dashboard that is on the screen: the next quarter comes on over it."""
        picture = change["owner"]
        self._before = (picture.theme, picture.png)

    def _on_ring(self) -> None:
        if isinstance(self.screen, Lifted):
            self.screen.refresh()
