"""A board in a shared folder: each entry is a small file of its own.

Across a network drive SQLite cannot keep writers apart; files with names of their own need no
keeping apart. What is no entry of ours is left where it is, and named.
"""

import json
import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from sim.play.board.board import Read, entry_of
from sim.play.board.entry import BoardError, Entry
from sim.study.folder import settle

FIELDS = ("key", "kind", "seat", "module", "payload", "digest")
MOST = 4_000_000
"""Bytes of a file that is looked into."""


class Folder:
    """A board that many share by a folder; put and read as on a `Board`.

    Parameters
    ----------
    path : Path
        Where; made if it is not there.

    Raises
    ------
    BoardError
        If it cannot be had.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as path:
    ...     seat, trainer = Folder(path), Folder(path)
    ...     seat.put(Entry("prediction", "seat 7", "02", {"vote": 1, "answer": 3}))
    ...     [one.seat for one in trainer.read().entries]
    ['seat 7']
    """

    def __init__(self, path: Path | str) -> None:
        self.path = Path(path)
        self._entries: list[Entry] = []
        self._keys: set[str] = set()
        self._read: set[str] = set()
        self._strange: dict[str, tuple[int, int]] = {}
        try:
            self.path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise BoardError(f"{path}: the board cannot be opened: {error}") from error

    def put(self, entry: Entry) -> None:
        """Put an entry on the board; when this returns, it is on the disk.

        Raises
        ------
        BoardError
            If it cannot be written; nothing is there then.
        """
        said = (entry.key, entry.kind, entry.seat, entry.module, entry.written, entry.digest)
        name = sha256(entry.key.encode()).hexdigest()[:32]
        file, half = self.path / f"{name}.json", self.path / f".{name}.{os.getpid()}.half"
        try:
            if file.exists():
                return
            half.write_text(json.dumps(dict(zip(FIELDS, said, strict=True))), encoding="utf-8")
            settle(half)
            os.replace(half, file)
            settle(self.path)
        except OSError as error:
            with suppress(OSError):
                half.unlink(missing_ok=True)
            raise BoardError(f"{self.path}: the board cannot be used: {error}") from error

    def put_all(self, entries: Iterable[Entry]) -> None:
        """Put several entries on the board."""
        for entry in entries:
            self.put(entry)

    def read(self, since: int = 0, kinds: Sequence[str] = ()) -> Read:
        """Read what has come after a number, of some kinds or of all.

        A file that cannot be read is named once, and looked at again when it has changed.

        Raises
        ------
        BoardError
            If the folder cannot be read at all.
        """
        aside = []
        try:
            new = self._new()
        except OSError as error:
            raise BoardError(f"{self.path}: the board cannot be used: {error}") from error
        for file in new:
            try:
                entry = _entry_in(file)
            except (ValueError, TypeError, OSError) as error:
                aside.append(f"{self.path.name}: {file.name} is set aside: {error}")
                continue
            self._read.add(file.name)
            if entry.key not in self._keys:  # what a drive has copied stands there once
                self._keys.add(entry.key)
                self._entries.append(entry)
        found = [one for one in self._entries[since:] if not kinds or one.kind in kinds]
        return Read(tuple(found), tuple(aside), len(self._entries))

    def _new(self) -> list[Path]:
        """Return the files that are new, or were strange and have changed, the oldest first."""
        found = []
        for one in os.scandir(self.path):
            if one.name.startswith(".") or one.name in self._read:
                continue
            state = one.stat()
            seen = (state.st_mtime_ns, state.st_size)
            if self._strange.get(one.name) != seen:
                self._strange[one.name] = seen
                found.append((state.st_mtime_ns, one.name))
        return [self.path / name for _, name in sorted(found)]


def _entry_in(file: Path) -> Entry:
    if not file.is_file() or file.stat().st_size > MOST:
        raise BoardError("it is no entry of a board")
    try:
        said = json.loads(file.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as error:
        raise BoardError("it is no entry of a board, or only half of one") from error
    if not isinstance(said, dict) or set(said) != set(FIELDS):
        raise BoardError("it is no entry of a board")
    return entry_of([said[name] for name in FIELDS])
