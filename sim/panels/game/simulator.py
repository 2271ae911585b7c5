"""The flight simulator on one seat: which screen is shown, and what leads from one to the next."""

from collections.abc import Mapping, Sequence
from typing import Any

from sim.assumptions import Scenario
from sim.panels.game.afterwards import again
from sim.panels.game.decide import Decide
from sim.panels.game.end import End
from sim.panels.game.lifted import Lifted
from sim.panels.game.screen import Screen, told
from sim.panels.game.seen import Seen
from sim.panels.game.shown import Shown
from sim.panels.game.stage import Stage
from sim.panels.game.start import Start
from sim.panels.words import spoken
from sim.play.game import Entry, GameError
from sim.play.game.ending import Ending
from sim.play.game.leaving_out import LIVES
from sim.play.game.score import REPLAYS
from sim.play.game.seat import Flight, Seat, cash_by_quarter, rivals
from sim.play.game.time_up import Standing


class FlightSimulator(Stage):
    """A team's game against the computer teams: the start, quarter after quarter, and the end.

    It is thin over `sim.play.game.Game`. What was begun before goes on where it was.

    Parameters
    ----------
    seat : Seat
        Where the game is kept.
    replays, lives : int
        How often each log is lived in the end; see `sim.play.game.ending.Ending`.
    searching : bool
        Whether a good policy is looked for in the end, where the game itself does not say no.

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
        self, seat: Seat, replays: int = REPLAYS, lives: int = LIVES, searching: bool = True
    ) -> None:
        self.seat = seat
        self.flight: Flight | None = None
        self.ending: Ending | None = None
        self._terms: dict[str, Any] = {"replays": replays, "lives": lives}
        self._searching = searching
        self._cash: dict[str, tuple[float, ...]] = {}
        self._theme = ""
        self._standing: Standing | None = None
        super().__init__()
        self.resume()

    def resume(self) -> None:
        """Go on where it was, or begin."""
        fault = ""
        try:
            self._take(self.reopened())
        except (GameError, OSError) as error:
            self._take(None)
            fault = f"Your last game could not be opened: {told(error)}"
        if self.flight is None:
            self.show(self.opening())
            self.screen.message.value = spoken(fault, "alert")
        elif self.flight.game.over:
            self.finish()
        elif self.flight.game.quarter == 1 and not self.flight.game.decided:
            self.look()
        else:
            self.decide()

    def reopened(self) -> Flight | None:
        """Return what was played last, if it is to be gone on with."""
        return self.seat.reopened()

    def opening(self) -> Screen:
        """Return the screen that a game begins with."""
        return Start(self.begin)

    def begin(self, team: str, scenario: Scenario, terms: dict[str, Any]) -> None:
        """Begin a game.

        Raises
        ------
        GameError
            If the team's name or the terms are not allowed.
        """
        self._take(self.seat.begin(team, scenario, **terms))
        self.look()

    def check(self, quarter: int) -> None:
        """Make sure that a quarter may be run; here it always may."""

    def decide(self) -> None:
        """Let the team decide the next quarter; what stood there before still does."""
        team, game = self._flight()[:2]
        standing = self._standing
        if standing is not None and (game.decided or standing.quarter != game.quarter):
            standing = None
        self.show(Decide(team, game, self.run, self.look, self.resume, self.check, standing))

    def run(self) -> None:
        """Run the quarter that is decided, visibly.

        Raises
        ------
        GameError
            If it is being played elsewhere.
        """
        self._flight().game.advance()
        self.pass_by()

    def pass_by(self, said: Sequence[str] = ()) -> None:
        """Show the quarter that ran last passing by, and say something first."""
        screen = self._seen(said)
        screen.pass_by()
        self.show(screen)

    def look(self) -> None:
        """Show management's dashboard as it stands."""
        if isinstance(self.screen, Decide):
            self._standing = self.screen.standing
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
        self.work_out(rivals(flight.game.terms))
        guess = self.seat.guessed(flight)
        if guess is None:
            self.show(End(flight, self._cash, self.lift))
        else:
            self.lift(guess)

    def lift(self, guess: float) -> None:
        """Lift the waterline, once the team has guessed what lies below it."""
        flight = self._flight()
        self.seat.guess(flight, guess)
        self.show_all({flight.team: guess})

    def show_all(self, guesses: Mapping[str, float], aside: Sequence[str] = ()) -> None:
        """Show what has come to light, step by step."""
        team, game = self._flight()[:2]
        assert self.ending is not None
        stem = "debrief" if game.log is None else f"{game.log.stem}_debrief"
        shown = Shown(self.ending, team, guesses, self.seat.keep, stem, self.afterwards, aside)
        self.show(Lifted(f"{team}: the waterline lifts", shown))

    def afterwards(self) -> Any:
        """Make the last step: the second flight, and how it did beside the first."""
        assert self.ending is not None
        return again(self.ending, self.fly_again, self.leave)

    def work_out(self, others: Mapping[str, tuple[Entry, ...]], **terms: Any) -> Ending:
        """Have the end worked out in the background, beside other teams."""
        if self.ending is None:
            flight = self._flight()
            before = flight.first
            logs = dict(others)
            if flight.team not in logs:
                logs = {flight.team: flight.game.entries, **logs}
            wanted = {
                "searching": self._searching and flight.searching,
                "first": None if before is None else (before.terms, before.entries),
                **self._terms,
                **terms,
            }
            self.ending = Ending(
                flight.game.terms, logs, jobs="auto", arrived=self.bell.ring, **wanted
            )
        self.ending.begin()
        return self.ending

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

    def answer(self) -> None:
        """Show what has come meanwhile."""
        if isinstance(self.screen, Lifted):
            self.screen.refresh()

    def _seen(self, said: Sequence[str] = ()) -> Seen:
        flight = self._flight()
        cash, fault = self._cash, self.seat.fault
        screen = Seen(flight.team, flight.game, self.go_on, cash, self._theme, fault, said)
        screen.picture.observe(self._on_theme, names="theme")
        return screen

    def _take(self, flight: Flight | None) -> None:
        """Play another game from now on."""
        if self.ending is not None:
            self.ending.stop()
        self.ending = None
        self.flight = flight
        self._cash = {} if flight is None else self.others(flight)
        self._standing = None

    def others(self, flight: Flight) -> dict[str, tuple[float, ...]]:
        """Return by team what the others report as cash after each quarter."""
        terms = flight.game.terms
        return cash_by_quarter(terms, rivals(terms))

    def _flight(self) -> Flight:
        assert self.flight is not None
        return self.flight

    def _on_theme(self, change: Any) -> None:
        """Remember whether the page is light or dark: the next dashboard is drawn for it."""
        self._theme = change["new"]
