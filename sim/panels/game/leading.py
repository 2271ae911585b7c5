"""The trainer leads a class through its quarters: opens them, gives time or takes it."""

from collections.abc import Callable
from time import localtime, strftime

import ipywidgets as widgets

from sim.panels.game.join import left_said
from sim.panels.game.screen import Screen, head, table
from sim.panels.game.waiting import waiting_said
from sim.panels.words import spoken, text
from sim.play.game.quarter import money
from sim.play.game.room import Room
from sim.play.game.telling import listed
from sim.play.game.terms import Terms
from sim.workshop import GameTerms
from sim.workshop.here import workshop_here

MORE = 2
"""Minutes that are added by a click."""


class Leading(Screen):
    """Shows how far each team is, and opens quarter after quarter.

    Parameters
    ----------
    room : Room
        The class, as its trainer.
    terms : Terms
        What all play by.
    now : callable
        The time, in seconds since 1970.

    Attributes
    ----------
    next, more, end, without : ipywidgets.Button
        Open the next quarter, give more time, end the quarter, go on without who is late.
    teams, says : ipywidgets.HTML
        How far the teams are; what the board has taken.
    """

    def __init__(self, room: Room, terms: Terms, now: Callable[[], float]) -> None:
        super().__init__("leading")
        self.room, self.terms, self._now = room, terms, now
        workshop = workshop_here().workshop
        self._minutes_of = (GameTerms() if workshop is None else workshop.game).minutes_of
        self.next = self._button(self._on_next, primary=True)
        self.more = self._button(self._on_more, f"{MORE} more minutes")
        self.end = self._button(self._on_end)
        self.without = self._button(self._on_without)
        self.says = text(role="status")
        self.teams = widgets.HTML()
        self.late, self.aside = text(), text()
        title = terms.scenario.title or terms.scenario.name
        top = head(f"The class: {title}", self.next)
        beside = widgets.HBox([self.clock, self.more, self.end, self.without])
        beside.add_class("s26-side")
        self.children = [
            *(top, beside, self.message, self.says),
            *(self.teams, self.late, self.aside),
        ]
        self.refresh()

    def refresh(self) -> None:
        """Show what has come to the board; what has not changed is not touched."""
        opened, quarters = self.room.opened, self.terms.quarters
        left = opened.closes - self._now()
        over = opened.quarter >= quarters
        minutes = self._minutes_of(opened.quarter + 1)
        _set(
            self.next,
            "All quarters are open"
            if over
            else f"Open quarter {opened.quarter + 1} ({minutes:g} minutes)",
            not over,
        )
        _set(self.more, self.more.description, opened.quarter > 0)
        _set(self.end, f"End quarter {opened.quarter} now", opened.quarter > 0 and left > 0)
        found = self.room.finished(self.terms)
        late = listed(list(found.waiting)) if found.waiting else ""
        can = over and left <= 0 and bool(found.logs and late)
        self.without.layout.display = "" if can else "none"
        self.without.description = f"Go on without {late}"
        said = f"Quarter {opened.quarter} of {quarters}: {left_said(left)}"
        _say(self.clock, said if opened.quarter else f"{quarters} quarters, none open yet")
        _say(self.teams, self._standing())
        _say(self.late, spoken(waiting_said(found.waiting, quarters) if over else ""))
        _say(self.aside, spoken(" ".join((*self.room.aside, *found.aside))))

    def _standing(self) -> str:
        currency = self.terms.scenario.money.currency
        rows = [
            (f"{place}  {team.name}", str(team.ran), money(team.cash))
            for place, team in enumerate(self.room.teams, start=1)
        ]
        return table(("Team", "Quarters run", f"Cash reported, {currency}"), rows)

    def _on_next(self) -> None:
        quarter = self.room.opened.quarter + 1
        self.room.open_quarter(quarter, at=self._now(), minutes=self._minutes_of(quarter))
        self._acknowledge()

    def _on_more(self) -> None:
        self.room.add_minutes(MORE, at=self._now())
        self._acknowledge()

    def _on_end(self) -> None:
        self.room.end_quarter(at=self._now())
        self._acknowledge()

    def _on_without(self) -> None:
        self.room.go_on_without(self.terms)
        self.refresh()

    def _acknowledge(self) -> None:
        """Say what is on the board: it is read from there."""
        quarter, closes = self.room.opened
        at = strftime("%H:%M:%S", localtime(closes))
        self.says.value = spoken(f"The board has it: quarter {quarter} ends at {at}.", "status")
        self.refresh()

    def _button(
        self, step: Callable[[], None], words: str = "", primary: bool = False
    ) -> widgets.Button:
        button = widgets.Button(description=words, button_style="primary" if primary else "")
        button.on_click(lambda _: self.try_to(step))
        return button


def _set(button: widgets.Button, words: str, enabled: bool) -> None:
    button.description, button.disabled = words, not enabled


def _say(place: widgets.HTML, words: str) -> None:
    if place.value != words:
        place.value = words
