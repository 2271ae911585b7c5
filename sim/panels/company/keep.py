"""Answers kept in a file, and taken from it again."""

from pathlib import Path

import ipywidgets as widgets

from sim.assumptions import bundled
from sim.panels.company.form import Field, Form
from sim.panels.company.state import State
from sim.panels.company.upload import Upload
from sim.panels.words import paragraphs, text
from sim.play.company import answers_file
from sim.play.company.answers import AnswerError
from sim.play.company.answers_file import read_answers, trade_in, write_answers
from sim.play.company.flaws import TableError
from sim.play.company.rules_file import MADE_HERE as OWN_RULES
from sim.play.company.rules_file import read_rules, write_rules
from sim.play.company.writing import write_whole

FILE = "our_answers.toml"
RULES = "our_rules.toml"


class Keep(widgets.VBox):
    """Saves what was filled in, and opens it again.

    Parameters
    ----------
    state : State
        What the forms share.

    Attributes
    ----------
    fault : str
        Why it could not be done, in a sentence or several; empty as a rule.
    """

    def __init__(self, state: State) -> None:
        self.state = state
        self.fault = ""
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
        super().__init__([self.form, buttons, self.upload, self.says])

    @property
    def file(self) -> Path:
        """Where the answers are kept."""
        return Path(self.form.value("file").strip() or FILE)

    @property
    def rules(self) -> Path:
        """Where rules of one's own are kept: beside the answers."""
        return self.file.with_name(RULES)

    def keep(self) -> None:
        """Save the answers, and the rules where some were changed.

        Raises
        ------
        AnswerError, TableError, OSError
            With a sentence; then nothing was written that was not there before.
        """
        figures, audits = self.state.said()
        told = write_answers(figures, audits, self.state.trade)
        write_whole(self.file, told, answers_file.MADE_HERE)
        if self.state.ends:
            write_whole(self.rules, write_rules(self.state.by), OWN_RULES)

    def _on_save(self) -> str:
        self.keep()
        also = f", and your rules to {self.rules}" if self.state.ends else ""
        return f"Saved to {self.file}{also}."

    def _on_open(self, file: Path) -> str:
        figures, audits = read_answers(file)
        trade = trade_in(file) or self.state.trade
        if trade not in bundled():
            raise AnswerError([f"{file}: the trade is {trade}, but must be {', '.join(bundled())}"])
        by_hand = self.rules if self.rules.exists() else None
        if by_hand is not None:
            by = read_rules(by_hand)
            self.state.ends = {
                name: ends for name, ends in _ends(by).items() if ends != _ends()[name]
            }
        self.state.trade = trade
        self.state.draft.put(figures, audits, self.state.scenario)
        self.state.who = 0
        self.state.reopen()
        people = f"{len(audits)} {'person' if len(audits) == 1 else 'people'}"
        return f"Opened: answers of {people}, {len(figures.said())} figures."

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


def _ends(by: object = None) -> dict[str, tuple[float, float]]:
    from sim.play.company.audits import Rules, rules
    from sim.play.company.rules_file import name_of

    chosen = by if isinstance(by, Rules) else rules()
    return {name_of(one): (one.at_no, one.at_yes) for one in (*chosen.rules, *chosen.moment)}
