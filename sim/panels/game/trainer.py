"""The trainer's screens: the business, the quarters, the reports, and the end for all to see."""

from collections.abc import Callable
from time import time
from typing import Any

import ipywidgets as widgets

from sim.assumptions import Scenario
from sim.panels.game.leading import Leading
from sim.panels.game.lifted import Lifted
from sim.panels.game.reported import Reported
from sim.panels.game.screen import table
from sim.panels.game.shown import Shown
from sim.panels.game.stage import Stage
from sim.panels.game.start import Start
from sim.panels.words import spoken, text
from sim.play.game import Game, GameError, Terms
from sim.play.game.ending import Ending
from sim.play.game.handed import hand_out, ready, take
from sim.play.game.leaving_out import LIVES
from sim.play.game.quarter import money
from sim.play.game.room import Room
from sim.play.game.score import REPLAYS
from sim.play.game.seat import Seat, rivals

LOOK_AGAIN = 1.0
"""Seconds between two looks at the board."""
SECOND = (
    "Each team flies four more quarters of the same business with other luck, each in its own time."
)


class ClassFlight(Stage):
    """Leads a class through a game, and shows its end.

    Parameters
    ----------
    room : Room
        The class, as its trainer.
    seat : Seat
        Where the debrief is kept.
    replays, lives : int
        How often each log is lived in the end; see `sim.play.game.ending.Ending`.
    now : callable
        The time, in seconds since 1970, by the clock of the machine that the board is on.

    Attributes
    ----------
    ending : Ending or None
        What comes to light after the last quarter.
    """

    def __init__(
        self,
        room: Room,
        seat: Seat,
        replays: int = REPLAYS,
        lives: int = LIVES,
        now: Callable[[], float] = time,
    ) -> None:
        self.room = room
        self.seat = seat
        self.ending: Ending | None = None
        self._now = now
        self._terms: dict[str, Any] = {"replays": replays, "lives": lives}
        super().__init__()
        self.refresh()
        self._tick()

    def refresh(self) -> None:
        """Show what has come to the board, and the screen that it asks for."""
        terms = self.room.terms
        screen = self.screen
        if self.ending is not None:
            self._hand_out(self.ending)
        if terms is None:
            if not isinstance(screen, Start):
                self.show(self._start())
        elif not self.room.finished(terms).over:
            if not isinstance(screen, Leading):
                self.show(Leading(self.room, terms, self._now))
            else:
                screen.refresh()
        elif not self.room.lifted:
            self._report(terms)
        elif not isinstance(screen, Lifted):
            self._show_all(terms)
        else:
            screen.refresh()

    def answer(self) -> None:
        """Show what has come meanwhile."""
        self.screen.try_quietly(self.refresh)

    def close(self) -> None:
        """Take it off the page, with all that is still being worked out."""
        if self.ending is not None:
            self.ending.stop()
        super().close()

    def _start(self) -> Start:
        start = Start(self._on_begin, "The game of your class")
        for one in (start.team, start.score):
            one.layout.display = "none"
        return start

    def _on_begin(self, _: str, scenario: Scenario, terms: dict[str, Any]) -> None:
        searching = bool(terms.pop("searching", True))
        self.room.set_terms(Game(scenario, **terms).terms, searching)
        self.refresh()

    def _report(self, terms: Terms) -> None:
        if isinstance(self.screen, Reported):
            self.screen.refresh()
            return
        found = self.room.finished(terms)
        self.show(Reported(self._end(terms), lambda: self.room.guesses, self._on_lift, found.aside))

    def _on_lift(self) -> None:
        self.room.lift()
        self.refresh()

    def _show_all(self, terms: Terms) -> None:
        ending = self._end(terms)
        if ending.fault is None and len(ending.ends) < len(ending.logs):
            self._report(terms)
            return
        shown = Shown(
            ending,
            ending.reported[0],
            self.room.guesses,
            self.seat.keep,
            "class_debrief",
            self._second,
            self.room.finished(terms).aside,
        )
        self.show(Lifted("The class: the waterline lifts", shown))

    def _hand_out(self, ending: Ending) -> None:
        """Hand out what is worked out and not on the board yet."""
        there = {part.get("part") for part in self.room.parts}
        for name in ready(ending):
            if name not in there:
                self.room.hand(hand_out(ending, name))

    def _end(self, terms: Terms) -> Ending:
        """Have the end worked out in the background; a single team flies beside computer teams."""
        if self.ending is None:
            logs = self.room.finished(terms).logs
            self.ending = Ending(
                terms,
                logs if len(logs) > 1 else {**logs, **rivals(terms)},
                searching=self.room.searching,
                jobs="auto",
                arrived=self.bell.ring,
                **self._terms,
            )
            for part in self.room.parts:  # handed out before a restart
                take(self.ending, part)
        self.ending.begin()
        return self.ending

    def _second(self) -> widgets.Widget:
        """Make the last step: opening the second flight, and how far each team is in it."""
        fly = widgets.Button(description="Open the second flight", button_style="primary")
        says, teams = text(role="status"), widgets.HTML()

        def show() -> None:
            fly.disabled = self.room.again
            said = "The board has it: the second flight is open." if self.room.again else ""
            says.value = spoken(said, "status")
            rows = [(one.name, str(one.ran), money(one.cash)) for one in self.room.second]
            teams.value = table(("Team", "Quarters run", "Cash reported"), rows) if rows else ""

        def on_fly(_: Any) -> None:
            try:
                self.room.open_second()
                show()
            except GameError as error:
                says.value = spoken(str(error), "status")

        look = widgets.Button(description="Look at the board")
        fly.on_click(on_fly)
        look.on_click(lambda _: show())
        show()
        return widgets.VBox([text(SECOND), widgets.HBox([fly, look]), says, teams])

    def _tick(self) -> None:
        if self.comm is None:
            return
        try:
            self.screen.try_quietly(self.refresh)
        finally:
            self.bell.later(LOOK_AGAIN, self._tick)
