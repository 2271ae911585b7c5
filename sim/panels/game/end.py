"""The end as it is reported: rank and guesses first, and one more guess before the truth."""

from collections.abc import Callable, Mapping, Sequence

import ipywidgets as widgets

from sim.panels.game.decide import read_whole
from sim.panels.game.screen import Screen, field, head, table
from sim.panels.words import spoken, text
from sim.play.game import Game, GameError
from sim.play.game.quarter import money
from sim.play.game.seat import Flight
from sim.show.words import several

ASK = (
    "So much for the reports. Before you see what they do not show: how many failures did your "
    "customers live through that nobody in the business ever heard of?"
)


class End(Screen):
    """Shows the reported rank and the team's forecasts, and asks for its last guess.

    Parameters
    ----------
    flight : Flight
        What was played.
    cash : mapping
        By team, what the others report as cash after each quarter.
    lift : callable
        Called with the guess.
    aside : sequence of str
        Who was left out, a sentence each.

    Attributes
    ----------
    guess : ipywidgets.Text
        What the team guesses.
    go : ipywidgets.Button
        Lifts the waterline.
    """

    def __init__(
        self,
        flight: Flight,
        cash: Mapping[str, tuple[float, ...]],
        lift: Callable[[float], None],
        aside: Sequence[str] = (),
    ) -> None:
        super().__init__("end")
        self._lift = lift
        self.guess = field("Failures nobody heard of", "210px")
        self.go = widgets.Button(description="Lift the waterline", button_style="primary")
        self.says = text(role="status")
        self.go.on_click(lambda _: self.try_to(self._on_go))
        game = flight.game
        words = f"{flight.team}: after {several(game.terms.quarters, 'quarter')}, as reported"
        self.children = [
            head(words),
            widgets.HTML(_reported(flight, cash)),
            widgets.HTML("<b>Your forecasts</b>"),
            widgets.HTML(_forecasts(game)),
            *([text(" ".join(aside))] if aside else []),
            text(ASK),
            self.guess,
            self.message,
            self.says,
            self.go,
        ]

    def wait(self, guess: float, words: str) -> None:
        """Show that a guess is noted, and what is waited for."""
        if self.go.disabled:
            return
        self.go.disabled = self.guess.disabled = True
        self.guess.value = money(guess)
        self.says.value = spoken(words, "status")

    def _on_go(self) -> None:
        try:
            guess = read_whole("failures", self.guess.value)
        except GameError as error:
            raise GameError(str(error).replace("forecast of failures", "guess")) from error
        self._lift(guess)


def _reported(flight: Flight, cash: Mapping[str, tuple[float, ...]]) -> str:
    reported = {name: line[-1] for name, line in cash.items()}
    reported[flight.team] = flight.game.dashboard.cash
    currency = flight.game.terms.scenario.money.currency
    order = sorted(reported, key=lambda name: -reported[name])
    rows = [(f"{place}  {name}", money(reported[name])) for place, name in enumerate(order, 1)]
    return table(("Place, team", f"Cash, {currency}"), rows)


def _forecasts(game: Game) -> str:
    """Put what was expected beside what came."""
    pairs = list(zip(game.entries, game.dashboards[1:], strict=True))
    head = ("Quarter", *(f"Q{entry.quarter}" for entry, _ in pairs))
    rows = [
        ("Complaints expected", *(_said(entry.forecast, 0) for entry, _ in pairs)),
        ("Complaints that came", *(money(seen.complaints) for _, seen in pairs)),
        ("Customers expected", *(_said(entry.forecast, 1) for entry, _ in pairs)),
        ("Customers that came", *(money(seen.customers) for _, seen in pairs)),
    ]
    return table(head, rows)


def _said(forecast: tuple[float, float] | None, which: int) -> str:
    return "none" if forecast is None else money(forecast[which])
