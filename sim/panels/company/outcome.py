"""What comes out: the scenario, what would matter most, and what to measure first."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import ipywidgets as widgets
from matplotlib.axes import Axes

from sim.panels.company.command import command_of
from sim.panels.company.form import Field, Form
from sim.panels.company.guess import TopThree, overlap_said
from sim.panels.company.keep import Keep
from sim.panels.company.plain import words_of
from sim.panels.company.seen import Seen
from sim.panels.company.state import State
from sim.panels.company.telling import (
    beside_said,
    foretold_said,
    measuring_said,
    parameters_told,
    rows_beside,
)
from sim.panels.company.work import Step, Tell, Work
from sim.panels.page import Page
from sim.panels.words import paragraphs, spoken, text, unbroken
from sim.play.company import beside
from sim.play.company.answers import AnswerError, Audit, Figures
from sim.play.company.building import MADE_HERE, Company, renamed, scenario_from
from sim.play.company.flaws import TableError
from sim.play.company.foretelling import foretell
from sim.play.company.priorities import (
    CANDIDATES,
    THREE,
    Measuring,
    Priorities,
    changes_that_matter,
    ranges_to_measure,
    what_to_measure_first,
)
from sim.play.company.writing import name_of, write_whole
from sim.show.beside_trade import beside_trade, describe_beside_trade
from sim.show.style import Style, dress
from sim.show.three_bars import Bar, describe_three_bars, three_bars
from sim.show.tornado import describe_tornado, tornado

FILE = "ours.toml"
RUNS = 10
MOVED = 6
"""Numbers on the picture of what to measure first."""
MEASURED = 4
"""Runs of each point where numbers are moved to their ends."""
ALL = 5
"""Steps of the work."""
CHANGED = "Something was filled in since. Work it out again before you save."
FIRST = "Work it out first."


class Outcome(widgets.VBox):
    """Works out what the forms come to, and shows it piece by piece.

    Parameters
    ----------
    page : Page
        The page that it is part of.
    state : State
        What the forms share.
    keep : Keep
        Where the answers are kept, as the command needs them.

    Attributes
    ----------
    company : Company or None
        What was worked out.
    runs, measured : int
        How often each scenario is lived.
    changes : dict
        What is set in the scenario whatever the forms say.
    """

    def __init__(self, page: Page, state: State, keep: Keep) -> None:
        self.page, self.state, self.keep = page, state, keep
        self.runs, self.measured = RUNS, MEASURED
        self.changes: dict[str, Any] = {}
        self.company: Company | None = None
        self.priorities: Priorities | None = None
        self._edits = -1
        self.guess = TopThree(page)
        self.go = widgets.Button(description="Work it out", button_style="")
        self.go.on_click(lambda _: self.begin())
        self.work = Work()
        self.fault = text(role="alert")
        self.three = Seen("The three changes that would matter most", 380)
        self.numbers = text()
        self.trade = Seen("Your company beside its trade", 480)
        self.held = text()
        self.first = Seen("What to measure first", 640)
        self.file = Form([Field("text", "file", "File of the scenario")], {"file": FILE})
        self.save = widgets.Button(description="Save the scenario")
        self.save.on_click(lambda _: self._on_save())
        self.saved = text(role="status")
        self.parts = widgets.VBox(
            [
                *(self.three, self.guess.verdict, self.trade, self.held, self.first),
                *(_head("The scenario file"), self.numbers, self.file, self.save, self.saved),
            ]
        )
        self.parts.layout.display = "none"
        super().__init__([self.guess, self.go, self.work, self.fault, self.parts])

    def begin(self) -> None:
        """Work out everything, in the background."""
        if not self.guess.chosen:
            self.fault.value = spoken("Say your three first: then the picture comes.", "alert")
            return
        self.begin_untold()

    def begin_untold(self, most: int = ALL) -> None:
        """Work out everything, whether somebody has said their three or not.

        Parameters
        ----------
        most
            How many of the steps; the first is the scenario alone.
        """
        try:
            figures, audits = self.state.said()
        except AnswerError as error:
            self.fault.value = f"<div role='alert'>{paragraphs(tuple(error.faults))}</div>"
            return
        self.fault.value = ""
        self._edits = self.state.edits
        self.parts.layout.display = "none"
        self.company = None
        self.work.begin(self._steps(figures, audits)[:most], self._on_fault)

    def _steps(self, figures: Figures, audits: Sequence[Audit]) -> list[Step]:
        """Return what is to be done; each step takes up what the one before it has found."""
        trade, fitted, by = self.state.trade, self.state.fitted, self.state.by
        name, changes, runs, measured = (
            name_of(self.out),
            dict(self.changes),
            self.runs,
            self.measured,
        )
        found: dict[str, Any] = {}

        def build(tell: Tell) -> Company:
            found["company"] = scenario_from(
                trade,
                figures,
                audits,
                fitted,
                by=by,
                name=name,
                changes=changes,
                on_progress=tell,
            )
            return found["company"]

        def try_changes(tell: Tell) -> Priorities:
            whole = runs * (1 + len(CANDIDATES))
            found["three"] = changes_that_matter(
                found["company"], n=runs, on_progress=lambda done: tell(done, whole)
            )
            return found["three"]

        def compare(tell: Tell) -> tuple[beside.Figure, ...]:
            return beside.figures(found["company"], runs, on_progress=lambda done: tell(done, runs))

        def look_back(tell: Tell) -> Any:
            if fitted is None:
                return ()
            return foretell(trade, figures, audits, fitted, by=by, on_progress=tell)

        def measure(tell: Tell) -> Measuring:
            points = 1 + 2 * len(ranges_to_measure(found["company"]))
            whole = points * (1 + THREE) * measured
            return what_to_measure_first(
                found["three"], n=measured, on_progress=lambda done: tell(done, whole)
            )

        return [
            Step("Making the scenario", build, self._on_company),
            Step("Trying changes on your company", try_changes, self._on_three),
            Step("Living your company and its trade", compare, self._on_figures),
            Step("Foretelling what was held back", look_back, self._on_foretold),
            Step("Moving the numbers that you could measure", measure, self._on_measured),
        ]

    @property
    def out(self) -> Path:
        """Where the scenario goes."""
        return Path(self.file.value("file").strip() or FILE)

    def _on_company(self, company: Company) -> None:
        self.company = company
        self.parts.layout.display = ""
        for one in (self.three, self.trade, self.first):
            one.clear()
        self.held.value = self.saved.value = ""
        remarks = paragraphs(company.remarks) if company.remarks else ""
        self.numbers.value = parameters_told(company) + remarks

    def _on_three(self, found: Priorities) -> None:
        self.priorities = found
        currency = found.company.scenario.money.currency
        title = f"More in the long run, {currency}"
        bars = [
            Bar(words_of(one.name), one.gain, one.low, one.high, self._expected(one.name))
            for one in found.three
        ]
        if bars:
            self.three.show(
                lambda ax, style: three_bars(ax, bars, style, title),
                describe_three_bars(bars, title),
                (0.02, 0.03, 0.96, 0.84),
            )
        self.three.say(overlap_said(found))
        self.guess.score(found)

    def _expected(self, name: str) -> str:
        return "✓ you expected it" if name in self.guess.chosen else ""

    def _on_figures(self, figures: tuple[beside.Figure, ...]) -> None:
        assert self.company is not None
        rows = rows_beside(figures, self.company.scenario.money.currency)
        self.trade.show(
            lambda ax, style: beside_trade(ax, rows, style),
            describe_beside_trade(rows),
            (0.02, 0.02, 0.96, 0.96),
        )
        self.trade.say(beside_said(rows))

    def _on_foretold(self, foretold: Any) -> None:
        self.held.value = foretold_said(foretold)

    def _on_measured(self, found: Measuring) -> None:
        currency = found.priorities.company.scenario.money.currency
        kpi = found.priorities.kpi
        if found.numbers:
            title = f"Gain of the first change, {currency}"

            def draw(ax: Axes, style: Style) -> None:
                tornado(ax, found.first, kpi, style, MOVED)
                dress(ax, style, title)  # it is about the gain, and not the figure itself
                ax.tick_params(axis="y", length=0)

            words = f"{title}. {describe_tornado(found.first, kpi, MOVED)}"
            self.first.show(draw, words, (0.44, 0.14, 0.51, 0.78))
        self.first.tell(measuring_said(found, currency))

    def _on_fault(self, error: Exception) -> None:
        told = tuple(getattr(error, "faults", ())) or (" ".join(str(error).split()),)
        self.fault.value = f"<div role='alert'>{paragraphs(told)}</div>"

    def _on_save(self) -> None:
        """Save the scenario, and the answers that the command makes the same from."""
        if self.company is None:
            self.saved.value = spoken(FIRST, "alert")
            return
        if self._edits != self.state.edits:
            self.saved.value = spoken(CHANGED, "alert")
            return
        try:
            named = renamed(self.company, name_of(self.out))
            self.keep.keep()
            write_whole(self.out, named.toml(), MADE_HERE)
        except (AnswerError, TableError) as error:
            self.saved.value = f"<div role='alert'>{paragraphs(tuple(error.faults))}</div>"
        except OSError as error:
            self.saved.value = spoken(f"{error.filename}: {error.strerror}", "alert")
        else:
            files = (self.keep.file, self.keep.rules, self.out)
            self.saved.value = (
                f"<div role='status'>{paragraphs((f'Saved to {self.out}. It runs like this:',))}"
                f"{unbroken(f'silent26 run {self.out}')}"
                f"{paragraphs(('And this makes the same file without the forms:',))}"
                f"{unbroken(command_of(self.state, *files))}</div>"
            )


def _head(words: str) -> widgets.HTML:
    return widgets.HTML(f"<b>{words}</b>")
