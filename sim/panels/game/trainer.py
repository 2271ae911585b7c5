"""The trainer's screen: sets the business, opens each quarter, and sees what teams report."""

from collections.abc import Callable
from time import time
from typing import Any

import ipywidgets as widgets

from sim.assumptions import Scenario
from sim.panels.files import joined
from sim.panels.game.join import left_said
from sim.panels.game.screen import Screen, head, table
from sim.panels.game.start import Start
from sim.panels.loop import Bell
from sim.panels.words import look, spoken, text
from sim.play.game import Game
from sim.play.game.quarter import money
from sim.play.game.room import FIRST, LATER, Room

LOOK_AGAIN = 2.0
"""Seconds between two looks at the board."""


class ClassFlight(Screen):
    """Leads a class through a game.

    Parameters
    ----------
    room : Room
        The class, as its trainer.
    now : callable
        The time, in seconds since 1970.

    Attributes
    ----------
    next : ipywidgets.Button
        Opens the next quarter for all.
    """

    def __init__(self, room: Room, now: Callable[[], float] = time) -> None:
        super().__init__("class")
        self.room = room
        self._now = now
        self.bell = Bell(lambda: None)
        self.start = Start(self._on_begin)
        for one in (self.start.team, self.start.score):
            one.layout.display = "none"
        self.next = widgets.Button(button_style="primary")
        self.next.on_click(lambda _: self.try_to(self._on_next))
        self.clock = text(role="status")
        self.teams = widgets.HTML()
        self.aside = text()
        style = widgets.HTML(f"<style>{joined('game/game.css')}</style>")
        style.layout.display = "none"
        self._extra = [look(), style]
        self.add_class("s26-page")
        self.add_class("s26-game")
        self.refresh()
        self._tick()

    def refresh(self) -> None:
        """Show what has come to the board."""
        terms = self.room.terms
        if terms is None:
            self.children = [self.start, self.message, *self._extra]
            return
        opened = self.room.opened
        over = opened.quarter >= terms.quarters
        minutes = LATER if opened.quarter else FIRST
        said = f"Open quarter {opened.quarter + 1} ({minutes} minutes)"
        self.next.description = "All quarters are open" if over else said
        self.next.disabled = over
        left = left_said(opened.closes - self._now()) if opened.quarter else ""
        self.clock.value = spoken(f"Quarter {opened.quarter}: {left}" if left else "", "status")
        currency = terms.scenario.money.currency
        rows = [
            (f"{place}  {team.name}", str(team.ran), money(team.cash))
            for place, team in enumerate(self.room.teams, start=1)
        ]
        self.teams.value = table(("Team", "Quarters run", f"Cash reported, {currency}"), rows)
        self.aside.value = spoken(" ".join(self.room.aside))
        title = terms.scenario.title or terms.scenario.name
        top = head(f"The class: {title}, {terms.quarters} quarters", self.next)
        shown = [top, self.clock, self.teams, self.message, self.aside, *self._extra]
        if len(self.children) != len(shown):
            self.children = shown

    def _on_begin(self, _: str, scenario: Scenario, terms: dict[str, Any]) -> None:
        self.room.set_terms(Game(scenario, **terms).terms)
        self.refresh()

    def _on_next(self) -> None:
        self.room.open_quarter(self.room.opened.quarter + 1, at=self._now())
        self.refresh()

    def _tick(self) -> None:
        if self.comm is not None:
            self.try_quietly(self.refresh)
            self.bell.later(LOOK_AGAIN, self._tick)
