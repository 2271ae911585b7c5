"""The board on disk: one SQLite file, to which many seats write at once.

What was put there is acknowledged only when it is on the disk. A writer that dies takes nothing
of the others with it. What cannot be read, or was changed by a strange hand, is set aside and
named; the rest is read all the same. The file belongs on a disk of the machine that the seats run
on: across a network drive SQLite cannot keep writers apart.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from sim.play.board.entry import BoardError, Entry

PATIENCE = 30.0
"""Seconds that a writer waits for the others."""
MARK = 0x5326B0
"""Says in the file that it is a board."""
TABLE = (
    "CREATE TABLE IF NOT EXISTS entries (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, "
    "kind TEXT NOT NULL, seat TEXT NOT NULL, module TEXT NOT NULL, payload TEXT NOT NULL, "
    "digest TEXT NOT NULL)"
)
PUT = (
    "INSERT INTO entries (key, kind, seat, module, payload, digest) VALUES (?, ?, ?, ?, ?, ?) "
    "ON CONFLICT (key) DO NOTHING"
)


class Read(NamedTuple):
    """What was read from a board.

    Attributes
    ----------
    entries : tuple of Entry
        In the order in which they were put there.
    aside : tuple of str
        What was set aside, a sentence each.
    last : int
        The number of the last that was looked at, to go on from.
    """

    entries: tuple[Entry, ...]
    aside: tuple[str, ...]
    last: int


class Board:
    """A board that many share.

    Parameters
    ----------
    file : Path
        Where; made if it is not there.

    Raises
    ------
    BoardError
        If the file is something else, or cannot be opened.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     board = Board(Path(folder, "class.sqlite"))
    ...     number = board.put(Entry("prediction", "seat 7", "02", {"answer": 3}))
    ...     [one.seat for one in board.read().entries]
    ['seat 7']
    """

    def __init__(self, file: Path | str) -> None:
        self.file = Path(file)
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise BoardError(f"{self.file}: the board cannot be opened: {error}") from error
        with self._opened() as book:
            (mark,) = book.execute("PRAGMA application_id").fetchone()
            (tables,) = book.execute("SELECT count(*) FROM sqlite_master").fetchone()
            if mark != MARK and tables:
                raise BoardError(f"{self.file}: this file is no board: choose another")
            book.execute("PRAGMA journal_mode = WAL")
            book.execute(f"PRAGMA application_id = {MARK}")
            book.execute(TABLE)

    def put(self, entry: Entry) -> int:
        """Put an entry on the board, and return its number once it is on the disk.

        What is there already is not put there again.

        Raises
        ------
        BoardError
            If it cannot be written; nothing is there then.
        """
        with self._opened() as book, book:
            book.execute(PUT, _row(entry))
            found = book.execute("SELECT id FROM entries WHERE key = ?", (entry.key,)).fetchone()
        return int(found[0])

    def put_all(self, entries: Iterable[Entry]) -> None:
        """Put several entries on the board, all or none; when this returns, they are on the disk.

        Raises
        ------
        BoardError
            If they cannot be written; none is there then.
        """
        rows = [_row(entry) for entry in entries]
        if rows:
            with self._opened() as book, book:
                book.executemany(PUT, rows)

    def read(self, since: int = 0, kinds: Sequence[str] = ()) -> Read:
        """Read what was put there after a number, of some kinds or of all.

        Raises
        ------
        BoardError
            If the file cannot be read at all.
        """
        entries, aside, last = [], [], since
        with self._opened() as book:
            rows = book.execute(
                "SELECT id, key, kind, seat, module, payload, digest FROM entries "
                "WHERE id > ? ORDER BY id",
                (since,),
            ).fetchall()
        for number, *row in rows:
            last = number
            try:
                entry = entry_of(row)
            except (ValueError, TypeError) as error:
                aside.append(f"{self.file.name}: entry {number} is set aside: {error}")
                continue
            if not kinds or entry.kind in kinds:
                entries.append(entry)
        return Read(tuple(entries), tuple(aside), last)

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        try:
            with closing(sqlite3.connect(self.file, timeout=PATIENCE)) as book:
                book.execute("PRAGMA synchronous = FULL")
                # A damaged letter shows in the digest; SQLite would refuse all that is asked for.
                book.text_factory = lambda text: text.decode(errors="replace")
                yield book
        except sqlite3.Error as error:
            raise BoardError(f"{self.file}: the board cannot be used: {error}") from error


def _row(entry: Entry) -> tuple[str, ...]:
    return (entry.key, entry.kind, entry.seat, entry.module, entry.written, entry.digest)


def entry_of(row: Sequence[object]) -> Entry:
    """Make an entry of what was kept of it, if it is one and nobody has changed it.

    Parameters
    ----------
    row : sequence
        Its key, kind, seat, module, what it says as JSON, and its digest.

    Raises
    ------
    BoardError
        If not, in a sentence.
    """
    key, kind, seat, module, payload, digest = row
    if not all(isinstance(one, str) for one in row):
        raise BoardError("it is not written in words")
    try:
        said = json.loads(str(payload))
    except (ValueError, RecursionError) as error:
        raise BoardError("what it says is no JSON") from error
    if not isinstance(said, dict):
        raise BoardError("what it says is no JSON object")
    entry = Entry(str(kind), str(seat), str(module), said, str(key))
    if entry.digest != digest:
        raise BoardError(f"somebody has changed what {entry.seat} had put there")
    return entry
