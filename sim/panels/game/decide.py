"""The decision screen: seven decisions, information, the dilemma, the forecast; then it runs."""

from collections.abc import Callable
from html import escape
from typing import Any

import ipywidgets as widgets

from sim.panels.game.row import Row
from sim.panels.game.screen import Screen, field, head
from sim.panels.words import spoken, text
from sim.play.game import Decision, Game, GameError
from sim.play.game.decisions import Elsewhere
from sim.play.game.quarter import money
from sim.play.game.time_up import Standing
from sim.show.words import several

NOTHING = ""
HINT = "Move a decision, and read here when it pays."
DECIDED = (
    "This quarter is decided already, and was cut off while it ran. Run it: it has the same luck."
)


class Decide(Screen):
    """Lets a team decide a quarter, and run it.

    Parameters
    ----------
    team : str
        Who decides.
    game : Game
        What is played.
    run : callable
        Runs the quarter that is decided.
    back, reopen : callable
        Goes back to the dashboard; goes on with what was played in another window.
    check : callable
        Called with the quarter before it is decided: whether the trainer has opened it.
    standing : Standing, optional
        What stood here before somebody went to look at the dashboard.

    Attributes
    ----------
    rows : dict of Row
        The seven decisions, by name.
    information : ipywidgets.Dropdown
        What information is bought.
    card : ipywidgets.ToggleButtons
        The answer to the dilemma, in its quarter.
    complaints, customers : ipywidgets.Text
        The forecast.
    go : ipywidgets.Button
        Decides and runs the quarter.
    """

    def __init__(
        self,
        team: str,
        game: Game,
        run: Callable[[], None],
        back: Callable[[], None],
        reopen: Callable[[], None],
        check: Callable[[int], None] = lambda _: None,
        standing: Standing | None = None,
    ) -> None:
        super().__init__("decide")
        self.game = game
        self.quarter = game.quarter
        self._run = run
        self._check = check
        self.currency = game.terms.scenario.money.currency
        seven = game.terms.decisions
        settings = game.settings if standing is None else standing.settings
        self.rows = {one.name: Row(one, settings[one.name], self._on_move) for one in seven}
        self.information = widgets.Dropdown(
            options=[("Nothing bought", NOTHING), *map(_offer, game.terms.sources)],
            description="Information (one)",
            style={"description_width": "150px"},
        )
        self.bias = text(name="s26-bias")
        self.card = widgets.ToggleButtons(
            options=[("We do not sign", False), ("We sign", True)], value=None
        )
        self.complaints = _number("Forecast: complaints")
        self.customers = _number("and customers")
        self.pays = text(HINT, "status", "s26-pays")
        self.total = text(name="s26-total")
        self.go = widgets.Button(description=f"Run quarter {self.quarter}", button_style="primary")
        self.back = widgets.Button(description="Look at the dashboard")
        self.go.on_click(lambda _: self.try_to(self._on_go))
        self.back.on_click(lambda _: back())
        self.reopen = widgets.Button(description="Reopen here", layout={"display": "none"})
        self.reopen.on_click(lambda _: reopen())
        if standing is not None:
            self._put_back(standing)
        for one in (self.information, self.card):
            one.observe(self._on_choice, names="value")
        seen = game.dashboard
        last = text(
            f"Last quarter: {several(seen.customers, 'customer')}, "
            f"{several(seen.complaints, 'complaint')}, service index {seen.service_index:.1f}, "
            f"profit {money(seen.profit)} {self.currency}, cash {money(seen.cash)} {self.currency}."
        )
        words = f"{team}: quarter {self.quarter} of {game.terms.quarters}"
        top = head(words, self.clock, self.reopen, self.back, self.go)
        if game.decided:
            self.children = [top, last, text(DECIDED), self.message]
            return
        self.children = [
            top,
            last,
            widgets.HTML(_heading(self.currency)),
            *self.rows.values(),
            self.pays,
            _side(self.information, self.bias),
            *self._dilemma(),
            _side(self.complaints, self.customers),
            self.total,
            self.message,
        ]
        self._show()

    @property
    def chosen(self) -> dict[str, Any]:
        """What is chosen so far, as `Game.decide` takes it."""
        moved = {name: row.slider.value for name, row in self.rows.items()}
        return {
            **moved,
            "information": self.information.value or None,
            "bonus": self.card.value if self.game.card_lies_there else None,
        }

    @property
    def standing(self) -> Standing:
        """What stands here, decided or not; a forecast counts when both its numbers are there."""
        moved = {name: row.slider.value for name, row in self.rows.items()}
        bonus = self.card.value if self.game.card_lies_there else None
        try:
            forecast: tuple[float, float] | None = self._forecast()
        except GameError:
            forecast = None
        return Standing(self.quarter, moved, self.information.value or None, bonus, forecast)

    def _put_back(self, standing: Standing) -> None:
        self.information.value = standing.information or NOTHING
        self.card.value = standing.bonus
        if standing.forecast is not None:
            self.complaints.value, self.customers.value = map(money, standing.forecast)

    def _dilemma(self) -> list[widgets.Widget]:
        if not self.game.card_lies_there:
            return []
        card = self.game.terms.card
        price = f"It costs at most {money(card.price)} {self.currency} a quarter."
        asked = widgets.HTML(f"<b>{escape(card.title)}</b> {escape(f'{card.text} {price}')}")
        return [_side(asked, self.card)]

    def _on_move(self, decision: Decision) -> None:
        self.pays.value = spoken(f"{decision.title}. {decision.pays}", "status")
        self._on_choice()

    def _on_choice(self, _: Any = None) -> None:
        self.fault, self.message.value = "", spoken("", "alert")
        self._show()

    def _show(self) -> None:
        draft = self.game.draft(**self.chosen)
        for row in self.rows.values():
            row.show(draft)
        budget = money(draft.terms.economics.budget)
        bonus = (
            f", {money(draft.terms.card.price)} of it for the bonus" if draft.entry.bonus else ""
        )
        said = f"This quarter: {money(draft.price)} of {budget} {self.currency}{bonus}. "
        if draft.left < -0.005:
            said += f"That is {money(-draft.left)} over the budget: take something back."
        else:
            said += f"{money(draft.left)} left."
        self.total.value = spoken(said, "status")
        source = self.information.value
        self.bias.value = "" if not source else spoken(draft.terms.source(source).bias, "status")

    def _on_go(self) -> None:
        if self.game.quarter != self.quarter or self.game.over:
            return  # a second click on what has run already
        self.go.disabled = True
        try:
            self._check(self.quarter)
            if not self.game.decided:
                self._decide()
            self._run()
        except Elsewhere:
            self.reopen.layout.display = ""
            raise
        finally:
            self.go.disabled = False

    def _decide(self) -> None:
        if self.game.card_lies_there and self.card.value is None:
            raise GameError("the card waits for an answer: sign, or do not sign")
        self.game.decide(forecast=self._forecast(), **self.chosen)

    def _forecast(self) -> tuple[float, float]:
        return (
            read_whole("complaints", self.complaints.value),
            read_whole("customers", self.customers.value),
        )


def read_whole(name: str, written: str) -> float:
    """Read a guess as somebody writes it.

    Raises
    ------
    GameError
        If it is no number.

    Examples
    --------
    >>> read_whole("customers", " 1,020 ")
    1020.0
    """
    plain = written.replace(",", "").strip()
    if not plain.isdecimal():
        shown = f"is {written.strip()!r}" if plain else "is empty"
        raise GameError(
            f"your forecast of {name} {shown}, but must be a whole number: what do you expect?"
        )
    return float(plain)


def _offer(source: Any) -> tuple[str, str]:
    return f"{source.title}: {money(source.price)}", source.name


def _heading(currency: str) -> str:
    return (
        "<div class='s26-row s26-columns'><span>Decision</span>"
        f"<span>Price, {currency}</span><span>Still possible</span></div>"
    )


def _number(words: str) -> widgets.Text:
    return field(words, "190px")


def _side(*parts: widgets.Widget) -> widgets.HBox:
    row = widgets.HBox(list(parts))
    row.add_class("s26-side")
    return row
