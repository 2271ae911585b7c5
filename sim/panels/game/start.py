"""The start of a game: who plays which business, for how long, and what counts in the end."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import ipywidgets as widgets

from sim.assumptions import Scenario, bundled, load
from sim.panels.game.screen import Screen, field, head
from sim.panels.words import paragraphs
from sim.play.game import GameError
from sim.play.game.score import REPLAYS
from sim.play.game.seat import LONGEST
from sim.play.game.strategies import RIVALS, TEAMS
from sim.play.game.telling import listed
from sim.play.game.terms import CARETAKER, MOST_QUARTERS, SHOCKS
from sim.workshop import Workshop
from sim.workshop.here import workshop_here

WIDTH = "170px"
OWN = "A scenario file of your own"
SHOCKS_SAID = ("As the business says", "One that the seed draws", "None")
SEARCH = "In the end, search for a good policy: it shows what would have been possible."
SCORE = (
    f"What counts in the end: your cash, and what one caretaker, the same for all, earns with the "
    f"business in {CARETAKER} more quarters. So last-minute cuts do not pay. Your decisions are "
    f"then lived {REPLAYS} times with other luck: that shows which ranks are more than luck.",
    f"You play against three computer teams: {listed([TEAMS[name].title for name in RIVALS])}. "
    "What is decided cannot be undone.",
)


class Start(Screen):
    """Asks for a team and its terms.

    Parameters
    ----------
    begin : callable
        Called with the team's name, the scenario and the terms.
    words : str
        What the screen is about.

    Attributes
    ----------
    team, business, own, quarters, seed, budget, shocks, searching : ipywidgets widgets
        What is asked for.
    go : ipywidgets.Button
        Begins the game.
    """

    def __init__(
        self, begin: Callable[[str, Scenario, dict[str, Any]], None], words: str = "Your game"
    ) -> None:
        super().__init__("start")
        self._begin = begin
        self._workshop = workshop_here().workshop
        usual = Workshop() if self._workshop is None else self._workshop
        game, business = usual.game, usual.scenario or "corner_shop"
        seed = usual.seed if game.seed is None else game.seed
        is_bundled = business in bundled()
        names = [(load(name).title or name, name) for name in bundled()]
        self.team = field("Name of your team", WIDTH, placeholder=f"at most {LONGEST} letters")
        self.business = _asked(widgets.Dropdown, "Business", options=[*names, (OWN, "")])
        self.business.value = business if is_bundled else ""
        self.own = field("Path of the file", WIDTH, placeholder="ours.toml")
        self.own.value = "" if is_bundled else business
        self.own.layout.display = "none" if is_bundled else ""
        self.quarters = _asked(
            widgets.BoundedIntText, "Quarters", value=game.quarters, min=1, max=MOST_QUARTERS
        )
        self.budget = field("Budget a quarter", WIDTH, placeholder="empty: what fits the business")
        self.budget.value = "" if game.budget is None else f"{game.budget:.15g}"
        self.seed = _asked(widgets.BoundedIntText, "Seed", value=seed, min=0, max=9999)
        options = list(zip(SHOCKS_SAID, SHOCKS, strict=True))
        self.shocks = _asked(widgets.Dropdown, "Shocks", options=options, value=game.shocks)
        self.searching = widgets.Checkbox(
            value=True,
            description=SEARCH,
            indent=False,
            style={"description_width": "initial"},
            layout={"width": "auto"},
        )
        self.go = widgets.Button(description="Begin", button_style="primary")
        self.go.on_click(lambda _: self.try_to(self._on_begin))
        self.business.observe(self._on_business, names="value")
        self.score = widgets.HTML(paragraphs(SCORE))
        asked = [self.team, self.business, self.own, self.quarters, self.budget]
        asked += [self.seed, self.shocks, self.searching]
        self.children = [head(words), self.score, *asked, self.message, self.go]

    def _on_business(self, change: Any) -> None:
        self.own.layout.display = "none" if change["new"] else ""

    def _on_begin(self) -> None:
        terms: dict[str, Any] = {
            "quarters": self.quarters.value,
            "seed": self.seed.value,
            "shocks": self.shocks.value,
            "budget": _amount(self.budget.value),
            "searching": self.searching.value,
        }
        self._begin(self.team.value, self._scenario(), terms)

    def _scenario(self) -> Scenario:
        preset = None if self._workshop is None else self._workshop.preset
        if self.business.value:
            return load(self.business.value, preset)
        if not self.own.value.strip():
            raise GameError("the path of the file is empty, but must name a scenario file")
        return load(Path(self.own.value.strip()), preset)


def _amount(written: str) -> float | None:
    """Read an amount as somebody writes it; nothing stands for what fits the business."""
    plain = written.replace(",", "").replace(" ", "")
    if not plain:
        return None
    try:
        return float(plain)
    except ValueError as error:
        raise GameError(f"budget is {written!r}, but must be a number") from error


def _asked(kind: Any, words: str, **named: Any) -> Any:
    return kind(description=words, style={"description_width": WIDTH}, **named)
