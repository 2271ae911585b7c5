"""What is in a folder of hand-ins: whose it is, which exercise it is, and what is wrong with it."""

import hashlib
import os
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from sim.play.grading.cells import Cell
from sim.play.grading.limits import GradingError
from sim.play.grading.masters import Master
from sim.play.grading.reading import UnreadableError, read_bytes, read_cells

DEEPEST = 6
LEFT_OUT = re.compile(
    r"(\.ipynb_checkpoints|\.DS_Store|\._.*|\.git|__pycache__|__MACOSX|timestamp\.txt|Thumbs\.db"
    r"|desktop\.ini)$"
)
"""What systems and tools leave beside hand-ins."""
OF_MOODLE = re.compile(r"_\d+_assignsubmission_file_?")
NO_NAME = "(no name)"


@dataclass(frozen=True)
class Handin:
    """Something that somebody has handed in.

    Parameters
    ----------
    student
        Whose it is.
    file
        Where it is.
    exercise
        Which exercise it is; empty where that is not known.
    digest
        A hash of the file.
    cells
        What is in it.
    fault
        Why it cannot be graded, if it cannot.
    remarks
        What is worth a word, though it can.
    """

    student: str
    file: Path
    exercise: str = ""
    digest: str = ""
    cells: Sequence[Cell] = ()
    fault: str | None = None
    remarks: tuple[str, ...] = field(default=())


def find(folder: Path, masters: Mapping[str, Master], size: int) -> list[Handin]:
    """Find everything in a folder of hand-ins.

    Parameters
    ----------
    folder
        ``student/exercise.ipynb``, with folders between if need be, or ``student__exercise.ipynb``.
    masters
        The exercises.
    size
        Megabytes that a notebook may have.

    Raises
    ------
    GradingError
        When it is no folder, or has nothing in it.
    """
    if not folder.is_dir():
        what = (
            "this is a file, but must be a folder" if folder.exists() else "there is no such folder"
        )
        raise GradingError([f"{folder}: {what} of hand-ins"])
    found = [_look_at(file, folder, masters, size) for file in sorted(_files(folder, 0))]
    if not found:
        raise GradingError([f"{folder}: there is nothing in this folder that was handed in"])
    return sorted(_once(found), key=lambda one: (one.student, one.exercise, str(one.file)))


def _files(folder: Path, depth: int) -> Iterator[Path]:
    with os.scandir(folder) as entries:
        for entry in entries:
            path = Path(entry.path)
            if LEFT_OUT.match(entry.name):
                continue
            goes_on = entry.is_dir(follow_symlinks=False) and path.suffix.lower() != ".ipynb"
            if goes_on and depth < DEEPEST:
                yield from _files(path, depth + 1)
            else:
                yield path


def _look_at(file: Path, folder: Path, masters: Mapping[str, Master], size: int) -> Handin:
    inner = file.relative_to(folder)
    called = _called(inner, masters)
    student = _student(inner, called)
    one = Handin(student, file, called)
    try:
        content = read_bytes(file, size)
        cells = read_cells(content)
    except UnreadableError as error:
        return replace(one, fault=str(error))
    holds = _holds(cells, masters, called)
    if not holds:
        what = f"of exercise {called}" if called else "of any exercise in the key"
        return replace(
            one, fault=f"none of the cells {what} is in it: perhaps it is another version"
        )
    digest = hashlib.sha256(content).hexdigest()
    remarks: tuple[str, ...] = ()
    if called and called != holds:
        remarks = (f"it is called {called}, but is exercise {holds}, and was graded as that",)
    elif not called:
        remarks = (f"its name does not say so, but it is exercise {holds}, and was graded as that",)
    return replace(one, exercise=holds, digest=digest, cells=cells, remarks=remarks)


def _called(inner: Path, masters: Mapping[str, Master]) -> str:
    """Return the exercise that a path names; empty if it names none."""
    text = _plain(inner.name)
    names = [name for name in masters if name.lower() in text.lower()]
    return max(names, key=len, default="")


def _student(inner: Path, called: str) -> str:
    """Return the name of the student whom a path names."""
    if len(inner.parts) > 1:
        name = OF_MOODLE.sub("", inner.parts[0])
    else:
        stem = OF_MOODLE.sub("__", inner.stem if inner.suffix.lower() == ".ipynb" else inner.name)
        if called:
            at = stem.lower().find(called.lower())
            before, after = stem[:at], stem[at + len(called) :]
            name = before.strip(" _-.") or re.sub(r"^[ _.-]*\(\d+\)", "", after)
        else:
            name = stem.partition("__")[0]
    return _plain(name).strip(" _-") or NO_NAME


def _plain(text: str) -> str:
    """Return a name without anything that cannot be seen, alike on every system."""
    seen = unicodedata.normalize("NFC", os.fsencode(text).decode("utf-8", "replace"))
    return "".join(one if one.isprintable() else "?" for one in seen)[:120]


def _holds(cells: Sequence[Cell], masters: Mapping[str, Master], called: str) -> str:
    """Return the exercise whose cells are in a notebook; empty if it is none."""
    ids = {one.grade_id for one in cells if one.grade_id}
    sources = {one.source.strip() for one in cells}

    def alike(name: str) -> tuple[int, int, bool]:
        master = masters[name]
        return len(ids & master.known.keys()), len(sources & master.sources.keys()), name == called

    best = max(masters, key=alike)
    return best if alike(best)[0] > 0 else ""


def _once(found: Sequence[Handin]) -> list[Handin]:
    """Let the newest of several hand-ins of one exercise be graded, and say so at the others."""
    newest: dict[tuple[str, str], Handin] = {}
    for one in found:
        if one.fault is None:
            key = one.student, one.exercise
            other = newest.get(key)
            if other is None or _when(one) >= _when(other):
                newest[key] = one
    return [
        one
        if one.fault or newest[one.student, one.exercise] is one
        else replace(
            one,
            fault="another hand-in of this exercise is newer, and was graded: "
            + newest[one.student, one.exercise].file.name,
        )
        for one in found
    ]


def _when(one: Handin) -> float:
    try:
        return one.file.lstat().st_mtime
    except OSError:
        return 0.0
