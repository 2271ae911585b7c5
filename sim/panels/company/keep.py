"""Answers kept in a file, and taken from it again."""

from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import ipywidgets as widgets

from sim.assumptions import bundled
from sim.panels.company.form import Field, Form
from sim.panels.company.state import State
from sim.panels.company.upload import Upload
from sim.panels.page import Page
from sim.panels.words import paragraphs, text
from sim.play.company import answers_file
from sim.play.company.answers import AnswerError
from sim.play.company.answers_file import read_answers, trade_in, write_answers
from sim.play.company.flaws import TableError
from sim.play.company.rules_file import MADE_HERE as OWN_RULES
from sim.play.company.rules_file import changed_ends, read_rules, write_rules
from sim.play.company.writing import check_place, write_whole

FILE = "our_answers.toml"
DRAFT = "draft"
"""The note of the logbook that holds what was filled in last."""
PAUSE = 2.0
"""Seconds without a change after which that is noted."""


class Keep(widgets.VBox):
    """Saves what was filled in, and opens it again.

    What was filled in last is also noted beside the predictions, outside the notebook, so that it
    is not lost with the page.

    Parameters
    ----------
    page : Page
        The page that it is part of.
    state : State
        What the forms share.

    Attributes
    ----------
    fault : str
        Why it could not be done, in a sentence or several; empty as a rule.
    """

    def __init__(self, page: Page, state: State) -> None:
        self.page = page
        self.state = state
        self.fault = ""
        self._timer: Any = None
        self.form = Form([Field("text", "file", "File of answers")], {"file": FILE})
        self.save = widgets.Button(description="Save the answers")
        self.reopen = widgets.Button(description="Open this file")
        self.says = text(role="status")
        self.save.on_click(lambda _: self._tried(self._on_save))
        self.reopen.on_click(lambda _: self._tried(lambda: self._on_open(self.file)))
        self.upload = Upload(
            "Or open one from this computer",
            lambda file: self._tried(lambda: self._on_open(file)),
            ".toml",
        )
        buttons = widgets.HBox([self.save, self.reopen])
        self.again = widgets.Button(description="Go on where you were last time")
        self.again.on_click(lambda _: self._tried(self._on_again))
        if not self._noted:
            self.again.layout.display = "none"
        super().__init__([self.form, buttons, self.upload, self.says])
        state.observe(lambda _: self._later(), names="edits")

    @property
    def file(self) -> Path:
        """Where the answers are kept."""
        return Path(self.form.value("file").strip() or FILE)

    @property
    def rules(self) -> Path:
        """Where rules of one's own are kept: beside the answers."""
        return self.file.with_name(f"{self.file.stem}_rules.toml")

    @property
    def _noted(self) -> dict[str, Any]:
        return self.page.logbook.latest(self.page.lesson.number, DRAFT) or {}

    def keep(self) -> None:
        """Save the answers, and the rules where some were changed.

        Raises
        ------
        AnswerError, TableError, OSError
            With a sentence; then nothing was written that was not there before.
        """
        write_whole(self.file, self._text(), answers_file.MADE_HERE)
        if self.state.ends:
            write_whole(self.rules, write_rules(self.state.by), OWN_RULES)
        elif self.rules.exists():  # of an earlier time: opened with the answers, it would be wrong
            check_place(self.rules, OWN_RULES)
            self.rules.unlink()

    def _on_save(self) -> str:
        self.keep()
        also = f", and your rules to {self.rules}" if self.state.ends else ""
        return f"Saved to {self.file}{also}."

    def _on_open(self, file: Path) -> str:
        figures, audits = read_answers(file)
        trade = trade_in(file) or self.state.trade
        if trade not in bundled():
            raise AnswerError([f"{file}: the trade is {trade}, but must be {', '.join(bundled())}"])
        beside = file.with_name(f"{file.stem}_rules.toml")
        self.state.ends = changed_ends(read_rules(beside)) if beside.exists() else {}
        self.state.trade = trade
        self.state.draft.put(figures, audits, self.state.scenario)
        self.state.who = 0
        self.state.reopen()
        people = f"{len(audits)} {'person' if len(audits) == 1 else 'people'}"
        return f"Opened: answers of {people}, {len(figures.said())} figures."

    def _text(self) -> str:
        figures, audits = self.state.said()
        return write_answers(figures, audits, self.state.trade)

    def _later(self) -> None:
        """Note what stands in the forms once nobody has changed it for a while."""
        if self._timer is not None:
            self._timer.cancel()
        self._timer = self.page.bell.later(PAUSE, self.remember)

    def remember(self) -> None:
        """Note what stands in the forms; what cannot be read yet is noted later."""
        self._timer = None
        with suppress(AnswerError):
            ends = {name: list(both) for name, both in self.state.ends.items()}
            self.page.note(DRAFT, {"answers": self._text(), "ends": ends})

    def _on_again(self) -> str:
        noted = self._noted
        with TemporaryDirectory() as folder:
            file = Path(folder, FILE)
            file.write_text(noted["answers"], encoding="utf-8")
            told = self._on_open(file)
        self.state.ends = {name: (both[0], both[1]) for name, both in noted["ends"].items()}
        self.again.layout.display = "none"
        return told

    def _tried(self, do: object) -> None:
        """Do it, or say why not; then all that was filled in is as it was."""
        try:
            told: tuple[str, ...] = (do(),)  # type: ignore[operator]
            self.fault = ""
        except (AnswerError, TableError) as error:
            told = tuple(error.faults)
            self.fault = "\n".join(told)
        except OSError as error:
            told = (f"{error.filename}: {error.strerror}",)
            self.fault = told[0]
        role = "alert" if self.fault else "status"
        self.says.value = f"<div role='{role}'>{paragraphs(told)}</div>"
