"""Module 08's forms, step by step: from the trade to what to measure first."""

from typing import Any

import ipywidgets as widgets

from sim.assumptions import bundled, load
from sim.panels.company.asked import Asked
from sim.panels.company.figures import OwnFigures
from sim.panels.company.fold import Fold
from sim.panels.company.form import Field, Form
from sim.panels.company.gap import GapPicture
from sim.panels.company.keep import Keep
from sim.panels.company.moments import Moments
from sim.panels.company.outcome import Outcome
from sim.panels.company.people import People
from sim.panels.company.rules import RulesView
from sim.panels.company.state import State
from sim.panels.company.tables import Tables
from sim.panels.page import Page
from sim.panels.words import look, text

STEPS = ("Trade", "Figures", "Self-audit", "ICARE", "Moments", "Tables", "Rules", "Answer")
SHORT = {"time.days": 91, "time.warm_up_days": 14}
"""What is lived where it is only tried whether the forms can be worked out."""
ABOUT_TRADE = (
    "Which of these is most like you? What you say nothing of is taken from it, and marked so."
)
ABOUT_AUDIT = (
    "Fifteen questions, yes or no. Answer alone, or let each of a team answer: managers and front "
    "line. Where they differ, the gap is shown below."
)
ABOUT_ICARE = "Five questions on how service is led: 0 is not at all, 10 is always."
KEEPING = "Save your answers, or open them again"
ABOUT_MOMENTS = "Rate each moment as customers live it. Add what is missing."


class YourCompany(widgets.VBox):
    """Steps through the forms; nothing of it has to be filled in.

    Parameters
    ----------
    page : Page
        The page that it is part of.

    Attributes
    ----------
    state : State
        What was filled in.
    steps : ipywidgets.ToggleButtons
        Which step is shown.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self.state = State()
        self.people = People(self.state)
        self.keep = Keep(page, self.state)
        self.figures = OwnFigures(self.state)
        self.self_audit = Asked(self.state, "self_audit")
        self.icare = Asked(self.state, "icare")
        self.moments = Moments(self.state)
        self.gap = GapPicture(self.state)
        self.tables = Tables(self.state)
        self.rules = RulesView(self.state)
        self.outcome = Outcome(page, self.state, self.keep)
        self.trade = Form(
            [Field("choice", "trade", ABOUT_TRADE, tuple((n, load(n).title) for n in bundled()))],
            {"trade": self.state.trade},
        )
        self.steps = widgets.ToggleButtons(
            options=[(f"{place} {words}", place) for place, words in enumerate(STEPS, start=1)],
            value=1,
            description="Step",
            style={"description_width": "initial", "button_width": "auto"},
        )
        self.back = widgets.Button(description="◀ Back")
        self.next = widgets.Button(description="Next ▶")
        self.back.on_click(lambda _: self.go(self.steps.value - 1))
        self.next.on_click(lambda _: self.go(self.steps.value + 1))
        places = (
            widgets.VBox([self.keep.again, self.trade]),
            self.figures,
            widgets.VBox([text(ABOUT_AUDIT), self.people, self.self_audit, self.gap]),
            widgets.VBox([text(ABOUT_ICARE), self.people, self.icare, self.gap]),
            widgets.VBox([text(ABOUT_MOMENTS), self.people, self.moments, self.gap]),
            self.tables,
            self.rules,
            self.outcome,
        )
        # The browser turns from step to step by itself, however busy the kernel is.
        self.places = widgets.Stack(places, selected_index=0)
        widgets.jslink((self.steps, "index"), (self.places, "selected_index"))
        turn = widgets.HBox([self.back, self.next])
        folded = Fold(KEEPING, self.keep)
        super().__init__([self.steps, self.places, turn, folded, look()])
        self.add_class("s26-page")
        self.add_class("s26-company")
        self.trade.observe(lambda _: self._on_trade(), names="values")
        self.state.observe(lambda _: self._on_opened(), names="opened")
        self.steps.observe(lambda _: self._show(), names="value")
        self._show()

    def go(self, step: int) -> None:
        """Go to a step, from 1."""
        self.steps.value = min(max(step, 1), len(STEPS))

    def try_out(self, runs: int = 2) -> Any:
        """Work out what stands in the forms, with few and short runs, and wait for it.

        Returns
        -------
        sim.play.company.building.Company
            With nothing filled in, the trade as it is.

        Raises
        ------
        RuntimeError
            If it could not be worked out; the message says why.
        """
        outcome = self.outcome
        before = outcome.runs, outcome.measured
        outcome.runs = outcome.measured = runs
        outcome.changes = SHORT
        try:
            outcome.begin_untold()
            outcome.work.wait()
        finally:
            outcome.runs, outcome.measured = before
            outcome.changes = {}
        if outcome.work.fault or outcome.company is None:
            raise RuntimeError(outcome.work.fault or "nothing was worked out")
        return outcome.company

    def _on_trade(self) -> None:
        trade = self.trade.value("trade")
        if trade and trade != self.state.trade:
            self.state.trade = trade
            self.state.edited()

    def _on_opened(self) -> None:
        self.trade.values = {"trade": self.state.trade}

    def _show(self) -> None:
        self.places.selected_index = self.steps.index
        self.back.disabled = self.steps.value == 1
        self.next.disabled = self.steps.value == len(STEPS)
        if self.steps.value == STEPS.index("Rules") + 1:
            self.rules.show()
