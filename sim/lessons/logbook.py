"""The logbook: predictions made and places reached, kept outside the notebooks."""

import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from platformdirs import user_data_path

PLACE = "SILENT26_LOGBOOK"
"""The environment variable that names another file."""

_TABLE = (
    "CREATE TABLE IF NOT EXISTS notes "
    "(id INTEGER PRIMARY KEY, module TEXT NOT NULL, kind TEXT NOT NULL, value TEXT NOT NULL)"
)
_ALL = "SELECT module, kind, value FROM notes ORDER BY id"


class Logbook:
    """Notes of what somebody predicted, tried and reached; they survive a restart.

    Where the file cannot be written, the notes of this session are kept all the same, and `fault`
    says so.

    Parameters
    ----------
    file : path, optional
        Where; in the user's own data folder without it.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     Logbook(Path(folder, "notes.sqlite")).note("02", "predicted", {"bin": 3})
    ...     Logbook(Path(folder, "notes.sqlite")).latest("02", "predicted")
    {'bin': 3}
    """

    def __init__(self, file: Path | str | None = None) -> None:
        own = user_data_path("silent26") / "logbook.sqlite"
        self.file = Path(file or os.environ.get(PLACE) or own)
        self.fault = ""
        self._unkept: list[tuple[str, str, str]] = []

    def note(self, module: str, kind: str, value: Any = True) -> None:
        """Write down something about a module; later notes of a kind stand for earlier ones."""
        row = (module, kind, json.dumps(value))
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            with closing(self._opened()) as book, book:
                book.execute("INSERT INTO notes (module, kind, value) VALUES (?, ?, ?)", row)
        except (OSError, sqlite3.Error) as error:
            self._unkept.append(row)
            self.fault = f"What you write here is lost when you close the page: {error}."

    def latest(self, module: str, kind: str) -> Any:
        """Return the last note of a kind; None if there is none."""
        return self.all(module).get(kind)

    def all(self, module: str) -> dict[str, Any]:
        """Return the last note of each kind about a module."""
        return {kind: json.loads(value) for one, kind, value in self._rows() if one == module}

    def forget(self) -> None:
        """Tear out every page."""
        self._unkept = []
        if self.file.exists():
            with closing(self._opened()) as book, book:
                book.execute("DELETE FROM notes")

    def _rows(self) -> list[tuple[str, str, str]]:
        kept: list[tuple[str, str, str]] = []
        try:
            if self.file.exists():
                with closing(self._opened()) as book:
                    kept = book.execute(_ALL).fetchall()
        except sqlite3.Error as error:
            self.fault = f"Earlier notes could not be read: {error}."
        return kept + self._unkept

    def _opened(self) -> sqlite3.Connection:
        book = sqlite3.connect(self.file, timeout=10)
        book.execute(_TABLE)
        return book
