"""The folder that a grading goes into: everything is there whole or not at all, and goes on."""

import hashlib
import json
import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from filelock import FileLock, Timeout

import sim
from sim.play.grading.autograding import Course
from sim.play.grading.feedback import pages
from sim.play.grading.handins import Handin
from sim.play.grading.limits import GradingError, Limits
from sim.play.grading.masters import Master
from sim.play.grading.rows import Row, checks_csv, rows_csv, words_csv
from sim.play.grading.worker import Record

MARK = "grading.json"
"""The file by which a folder is known to be one of these."""


class Results:
    """The folder, to be used as a context; one grading at a time.

    Parameters
    ----------
    path
        Where it is; made if it is not there.
    masters
        The key; a folder that was begun with another one is refused.
    """

    def __init__(self, path: Path, masters: Mapping[str, Master]) -> None:
        self.path = path
        self.masters = masters
        self.course = Course(path / "nbgrader")
        self._records = path / "records"
        self._only_now: dict[Path, Record] = {}
        self._lock = FileLock(path / ".lock")

    def __enter__(self) -> Self:
        if self.path.exists() and not self.path.is_dir():
            raise GradingError([f"{self.path}: this is a file, but must be a folder"])
        if self.path.is_dir() and any(self.path.iterdir()) and not (self.path / MARK).exists():
            raise GradingError(
                [f"{self.path}: this folder holds something else: choose another one with --out"]
            )
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not (self.path / MARK).exists():  # first of all: killed later, it is known again
            _write(self.path / MARK, "{}")
        self._records.mkdir(exist_ok=True)
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            raise GradingError([f"{self.path}: another grading is writing here"]) from None
        try:
            self._same_key()
        except BaseException:
            self._lock.release()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._lock.release()

    def place(self, one: Handin, limits: Limits) -> Path:
        """Return where the record of a hand-in is kept: other bytes or limits, another place."""
        told = json.dumps(
            [
                one.student,
                one.exercise,
                one.digest,
                self.masters[one.exercise].digest,
                limits.plain(),
                sim.__version__,
            ]
        )
        return self._records / f"{hashlib.sha256(told.encode()).hexdigest()[:32]}.json"

    def record(self, one: Handin, limits: Limits) -> Record | None:
        """Return what became of a hand-in; None if that is not known yet."""
        place = self.place(one, limits)
        if place in self._only_now:
            return self._only_now[place]
        try:
            return Record(**json.loads(place.read_bytes()))
        except (OSError, ValueError, TypeError):
            return None

    def keep(self, one: Handin, limits: Limits, record: Record) -> None:
        """Keep what became of a hand-in; for this time only, where the next may do better."""
        if record.again:
            self._only_now[self.place(one, limits)] = record
            return
        _write(self.place(one, limits), json.dumps(record.__dict__))

    def in_book(self, one: Handin, limits: Limits) -> Path:
        """Return the file that says that nbgrader has graded this very hand-in."""
        return self.place(one, limits).with_suffix(".graded")

    def deliver(self, rows: Sequence[Row], about: Mapping[str, Any]) -> None:
        """Write the tables and the pages."""
        feedback = self.path / "feedback"
        feedback.mkdir(exist_ok=True)
        there = pages(rows)
        named = names_of_folders(there)
        for student, page in there.items():
            _write(feedback / f"{named[student]}.html", page)
        for old in feedback.glob("*.html"):
            if old.stem not in named.values():
                old.unlink()
        _write(self.path / "grades.csv", rows_csv(rows))
        _write(self.path / "checks.csv", checks_csv(rows))
        _write(self.path / "words.csv", words_csv(rows))
        told = {**about, "hand_ins": [row.plain() for row in rows]}
        _write(self.path / "grades.json", json.dumps(told, indent=2, ensure_ascii=False) + "\n")

    def _same_key(self) -> None:
        now = {name: one.digest for name, one in self.masters.items()}
        file = self.path / MARK
        there = json.loads(file.read_bytes()) if file.exists() else {}
        for name, digest in there.items():
            if now.get(name, digest) != digest:
                raise GradingError(
                    [
                        f"{self.path}: exercise {name} of the key is another than the one that was "
                        "graded with here: choose another folder with --out"
                    ]
                )
        for name in now:
            if name not in there:
                self.course.take_in(self.masters[name])
                there[name] = now[name]
                _write(file, json.dumps(there, indent=2))


def names_of_folders(students: Sequence[str] | Mapping[str, Any]) -> dict[str, str]:
    """Return for each student a name that can be one of a file, and is nobody else's.

    Examples
    --------
    >>> names_of_folders(["Zoë Ng", "../key", "__key"])
    {'Zoë Ng': 'Zoë Ng', '../key': '__key-7f6d', '__key': '__key'}
    """
    named = {}
    for student in students:
        name = re.sub(r"[^\w .,'-]|^\.+|\.+$", "_", student).strip() or "_"
        name = re.sub(r"\.\.+", "_", name)[:80]
        if name != student:
            name += "-" + hashlib.sha256(student.encode()).hexdigest()[:4]
        named[student] = name
    return named


def _write(file: Path, text: str) -> None:
    """Write a file whole or not at all."""
    half = file.with_name(f".{file.name}.half")
    try:
        half.write_text(text, encoding="utf-8", newline="\n")
        os.replace(half, file)
    except BaseException:
        half.unlink(missing_ok=True)
        raise
