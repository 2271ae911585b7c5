"""A table of the company's own: where it is, and which of its columns is which."""

from collections.abc import Callable
from pathlib import Path

import ipywidgets as widgets

from sim.panels.company.form import Field, Form
from sim.panels.company.upload import Upload
from sim.panels.words import paragraphs, text
from sim.play.company.columns import NEEDED, ROLES, Kind, likely
from sim.play.company.flaws import TableError, quoted
from sim.play.company.source import header_of

WORDS = {
    "customer": "Who: the customer",
    "date": "When: the date",
    "amount": "How much: the amount",
    "order": "Number of the order",
    "opened": "When it was opened",
    "closed": "When it was closed",
    "outcome": "How it ended",
    "complaint": "Number of the complaint",
}
NONE = ("", "There is no such column")
ENDINGS = ".csv,.txt,.tsv,.parquet"
MOST = 200
"""Columns to choose from."""


class Table(widgets.VBox):
    """Asks for a table, by its place on this computer or through the browser.

    Parameters
    ----------
    kind : {"visits", "complaints"}
        What it is of.
    title : str
        The same, as people say it.
    changed : callable
        Called when another table, or another column, was chosen.

    Attributes
    ----------
    file : pathlib.Path or None
        Where it is.
    """

    def __init__(self, kind: Kind, title: str, changed: Callable[[], None]) -> None:
        self.kind = kind
        self.file: Path | None = None
        self._changed = changed
        self._guessed: dict[str, str] = {}
        self.path = Form([Field("text", "file", f"Where {title} is", hint=f"{kind}.csv")])
        self.upload = Upload(f"Or choose {title} here", self._on_upload, ENDINGS)
        self.columns = Form()
        self.says = text(role="status")
        super().__init__([self.path, self.upload, self.says, self.columns])
        self.path.observe(lambda _: self._on_path(), names="values")
        self.columns.observe(lambda _: self._changed(), names="values")

    @property
    def said(self) -> dict[str, str]:
        """The column of each role, where it is another than was guessed; "" for none."""
        values = self.columns.values
        return {
            role: str(values.get(role, ""))
            for role in ROLES[self.kind]
            if self.file is not None and values.get(role, "") != self._guessed.get(role, "")
        }

    def _on_path(self) -> None:
        typed = self.path.value("file").strip()
        file = Path(typed).expanduser() if typed else None
        if file != self.file:
            self._look_at(file)

    def _on_upload(self, file: Path) -> None:
        self._look_at(file)

    def _look_at(self, file: Path | None) -> None:
        """Find the columns, and guess which is which."""
        self.file, role = file, "status"
        told: tuple[str, ...] = ()
        self._guessed, fields = {}, []
        if file is not None:
            try:
                header = header_of(file)
                self._guessed = likely(self.kind, header)
                fields = self._fields(header)
                told = self._told(file, header)
            except TableError as error:
                self.file, told, role = None, tuple(error.faults), "alert"
            except OSError as error:
                self.file, told, role = None, (f"{file}: {error.strerror}",), "alert"
        self.columns.ask(fields, self._guessed)
        self.says.value = f"<div role='{role}'>{paragraphs(told)}</div>"
        self._changed()

    def _fields(self, header: list[str]) -> list[Field]:
        names = tuple((name, name) for name in dict.fromkeys(header[:MOST]))
        return [
            Field("select", role, WORDS[role], (NONE, *names), group="Which column is which?")
            for role in ROLES[self.kind]
        ]

    def _told(self, file: Path, header: list[str]) -> tuple[str, ...]:
        missing = [WORDS[role] for role in NEEDED[self.kind] if role not in self._guessed]
        guessed = f"{quoted(file.name)} has {len(header)} columns. Below is our guess: change it."
        if not missing:
            return (guessed,)
        return (guessed, f"Not found, so please choose: {'; '.join(missing)}.")
