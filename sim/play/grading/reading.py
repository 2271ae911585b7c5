"""Reading what somebody has handed in, whatever it is."""

import json
import os
import stat
from pathlib import Path
from typing import Any

import nbformat

from sim.play.grading.cells import Cell
from sim.play.grading.limits import MEGABYTE

KINDS = ("code", "markdown", "raw")


class UnreadableError(Exception):
    """What was handed in is no notebook; the message says what it is."""


def read_bytes(file: Path, size: int) -> bytes:
    """Read a file that is one, and not larger than so many megabytes.

    Raises
    ------
    UnreadableError
        When it is something else.
    """
    try:
        what = file.lstat()
        if stat.S_ISLNK(what.st_mode):
            raise UnreadableError("this is a link to somewhere else, which is not followed")
        if stat.S_ISDIR(what.st_mode):
            raise UnreadableError("this is a folder, but must be a notebook")
        if not stat.S_ISREG(what.st_mode):
            raise UnreadableError("this is not a file, but must be a notebook")
        if file.suffix.lower() != ".ipynb":
            raise UnreadableError("this is not a notebook, whose name ends in .ipynb")
        if what.st_size > size * MEGABYTE:
            raise UnreadableError(
                f"the file has {what.st_size / MEGABYTE:.0f} MB, but must have {size} MB or less"
            )
        opened = os.open(file, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
        with os.fdopen(opened, "rb") as there:
            return there.read(size * MEGABYTE)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UnreadableError(f"the file cannot be read: {reason}") from None


def read_cells(content: bytes) -> list[Cell]:
    """Return the cells of a notebook, without anything else that it holds.

    Raises
    ------
    UnreadableError
        When it is not one.

    Examples
    --------
    >>> read_cells(b"")
    Traceback (most recent call last):
    sim.play.grading.reading.UnreadableError: the file is empty
    """
    if not content.strip():
        raise UnreadableError("the file is empty")
    try:
        whole = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        cut = content.lstrip().startswith(b"{")
        what = "it breaks off, or was damaged" if cut else "what is in it is something else"
        raise UnreadableError(f"this is not a notebook: {what}") from None
    try:
        if whole["nbformat"] < 4:
            whole = nbformat.convert(nbformat.from_dict(whole), 4)
        return [_cell(one) for one in whole["cells"]]
    except Exception:  # any shape that JSON can have
        raise UnreadableError("this is JSON, but not a notebook") from None


def _cell(cell: dict[str, Any]) -> Cell:
    source = cell["source"]
    text = source if isinstance(source, str) else "".join(source)
    kind = cell["cell_type"]
    if kind not in KINDS:
        raise ValueError(kind)
    said = cell.get("metadata", {}).get("nbgrader")
    grade_id = said.get("grade_id") if isinstance(said, dict) else None
    # A lone surrogate is JSON, but no text that can be kept.
    text = text.encode("utf-8", "replace").decode()
    return Cell(kind, text, grade_id if isinstance(grade_id, str) else None)
