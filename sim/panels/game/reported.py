"""The trainer's first screen of the end: what was reported, and what the teams had guessed."""

from collections.abc import Callable, Mapping, Sequence

import ipywidgets as widgets

from sim.panels.game.screen import Screen, head, table
from sim.panels.words import spoken, text
from sim.play.game.debrief import TeamEnd
from sim.play.game.ending import Ending
from sim.play.game.quarter import money
from sim.show.words import several

ASK = (
    "So much for the reports. Each team has forecast complaints and customers: how far off was "
    "it, on average a quarter? Its last guess is of failures that nobody ever heard of."
)


class Reported(Screen):
    """Shows every team's report and guesses, and lifts the waterline for all.

    Parameters
    ----------
    ending : Ending
        What comes to light, worked out in the background.
    guesses : callable
        By team, what it guessed that nobody had heard of, as far as it has.
    lift : callable
        Lifts the waterline.
    aside : sequence of str
        Who was left out, a sentence each.

    Attributes
    ----------
    go : ipywidgets.Button
        Lifts the waterline.
    """

    def __init__(
        self,
        ending: Ending,
        guesses: Callable[[], Mapping[str, float]],
        lift: Callable[[], None],
        aside: Sequence[str] = (),
    ) -> None:
        super().__init__("reported")
        self.ending = ending
        self._guesses = guesses
        self.go = widgets.Button(description="Lift the waterline for all", button_style="primary")
        self.go.on_click(lambda _: self.try_to(lift))
        self.ranks = widgets.HTML()
        self.doing = text(role="status")
        self.children = [
            head(f"After {several(ending.terms.quarters, 'quarter')}, as reported", self.go),
            self.ranks,
            *([text(" ".join(aside))] if aside else []),
            text(ASK),
            self.doing,
            self.message,
        ]
        self.refresh()

    def refresh(self) -> None:
        """Show what has come meanwhile."""
        ending = self.ending
        there = len(ending.ends) == len(ending.logs)
        self.go.disabled = not there
        if there and self.ranks.value != (ranks := self._table()):
            self.ranks.value = ranks
        fault = f"The end could not be worked out: {ending.fault}" if ending.fault else ""
        said = spoken(fault or ("" if there else "The reports are being put together."), "status")
        if self.doing.value != said:
            self.doing.value = said

    def _table(self) -> str:
        ending, guesses = self.ending, self._guesses()
        rows = [
            (
                f"{place}  {name}",
                money(ending.ends[name].account.cash[-1]),
                *_off(ending.ends[name]),
                money(guesses[name]) if name in guesses else "not yet",
            )
            for place, name in enumerate(ending.reported, start=1)
        ]
        cash = f"Cash, {ending.terms.scenario.money.currency}"
        return table(("Team", cash, "Complaints off", "Customers off", "Unheard: guess"), rows)


def _off(end: TeamEnd) -> tuple[str, str]:
    """Say how far a team's forecasts were off, on average."""
    if not end.guesses:
        return ("none", "none")
    complaints = [abs(one.complaints - one.complaints_came) for one in end.guesses]
    customers = [abs(one.customers - one.customers_came) for one in end.guesses]
    number = len(end.guesses)
    return (money(sum(complaints) / number), money(sum(customers) / number))
