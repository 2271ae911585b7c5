"""A module, part by part, as the cells of its notebook call for it."""

from functools import cache
from typing import Any

import ipywidgets as widgets

from sim.lessons import lesson
from sim.panels.begin import Begin
from sim.panels.company.company import YourCompany
from sim.panels.explain import Explain
from sim.panels.floor import FloorExplorer
from sim.panels.game import ClassFlight, FlightSimulator, SeatInClass
from sim.panels.life import LifeExplorer
from sim.panels.monday import Monday
from sim.panels.more import More
from sim.panels.page import Page
from sim.panels.panel import Panel
from sim.panels.predict import Predict
from sim.panels.two_lives import TwoLivesExplorer
from sim.panels.words import look, text
from sim.play.board import TRAINER
from sim.play.game.room import room_here
from sim.play.game.seat import Seat
from sim.play.game.short import Flown, short_flight
from sim.workshop.here import workshop_here

LEFT_OUT = "Your trainer has left this module out today. The others are in the table of modules."


class Module:
    """The parts of a module's page.

    Parameters
    ----------
    page : Page
        What they share.
    """

    def __init__(self, page: Page) -> None:
        self.page = page

    def begin(self) -> Begin:
        """Say how far one has got."""
        return Begin(self.page)

    def predict(self) -> Predict:
        """Ask for a prediction."""
        return Predict(self.page)

    def panel(self) -> Panel:
        """Show the slider and its picture, once a prediction was made."""
        return Panel(self.page)

    def try_both_ends(self) -> tuple[float, float]:
        """Try every slider at both ends, out of sight; return the figure at the open one's."""
        panel = self.panel()
        try:
            return panel.try_both_ends()
        finally:
            panel.close()

    def explain(self) -> Explain:
        """Say what the module teaches, and show the rule that does it."""
        return Explain(self.page)

    def floor(self) -> FloorExplorer:
        """Show a week of the business from above, customers as dots."""
        return FloorExplorer(self.page.answers.base())

    def life(self) -> LifeExplorer:
        """Go undercover: live a year as one customer, step by step."""
        return LifeExplorer(self.page.answers.base())

    def two_lives(self) -> TwoLivesExplorer:
        """Live the same year twice as the same customer, with the same luck."""
        return TwoLivesExplorer(self.page.answers.base())

    def company(self) -> YourCompany:
        """Ask for a company of one's own, and work out what would matter most there."""
        return YourCompany(self.page)

    def try_company(self) -> str:
        """Work out a company of which nothing is said, out of sight; return its trade's name."""
        company = self.company()
        try:
            return str(company.try_out().trade.name)
        finally:
            company.close()

    def game(self) -> FlightSimulator | ClassFlight:
        """Let a team run the business, quarter by quarter, and see the truth at the end.

        Where the environment names a class's board, the class plays together, and its trainer
        opens each quarter.
        """
        room, seat = room_here(), Seat(self.page.logbook)
        if room is not None and room.seat == TRAINER:
            return ClassFlight(room, seat)
        return FlightSimulator(seat) if room is None else SeatInClass(seat, room)

    def try_a_flight(self) -> Flown:
        """Let a short game be played to its end, out of sight and kept nowhere."""
        return short_flight(self.page.answers.base("slogans"))

    def monday(self) -> Monday:
        """Ask what one will do about it on Monday."""
        return Monday(self.page)

    def more(self) -> More:
        """Offer what is folded below: evidence, code, quiz, challenge, exercise."""
        return More(self.page)


class Closed:
    """A module that the trainer has left out: it says so, and its other parts are empty.

    Parameters
    ----------
    module : Module
        The module, which can still be tried out of sight.
    """

    def __init__(self, module: Module) -> None:
        self.module = module

    def begin(self) -> widgets.VBox:
        """Say that it is left out."""
        said = widgets.VBox([text(LEFT_OUT, "status", "s26-card"), look()])
        said.add_class("s26-page")
        return said

    def __getattr__(self, part: str) -> Any:
        found = getattr(self.module, part)
        return found if part.startswith("try_") or not callable(found) else widgets.VBox


@cache
def open_module(number: str) -> Module | Closed:
    """Open a module: one page for all cells of a notebook, in whatever order they are run.

    Where the environment names a trainer's file, the module is as that says.

    Parameters
    ----------
    number : str
        ``"00"`` to ``"10"``.

    Raises
    ------
    ValueError
        If there is no such module.
    """
    workshop, fault = workshop_here()
    page = Page(lesson(number), workshop=workshop)
    if fault:
        page.remarks += (fault,)
    if workshop is not None and number not in workshop.modules:
        return Closed(Module(page))
    return Module(page)
