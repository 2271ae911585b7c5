"""The key: the masters of the exercises, with their answers and their hidden checks."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import nbformat

from sim.play.grading.cells import given_names, grading, is_answer
from sim.play.grading.limits import GradingError

USUAL = Path("exercises") / "masters"


@dataclass(frozen=True)
class Master:
    """One exercise, as its author wrote it.

    Parameters
    ----------
    file
        Where it is.
    notebook
        What is in it.
    digest
        A hash of the file.
    """

    file: Path
    notebook: Any
    digest: str

    @property
    def name(self) -> str:
        """What the exercise is called."""
        return self.file.stem

    @cached_property
    def known(self) -> dict[str, Any]:
        """The cells that nbgrader knows, by their id."""
        known = {grading(cell).get("grade_id"): cell for cell in self.notebook.cells}
        return {str(name): cell for name, cell in known.items() if name}

    @cached_property
    def sources(self) -> set[str]:
        """What the cells say, to know an exercise again by."""
        return {cell.source.strip() for cell in self.notebook.cells if cell.source.strip()}

    @property
    def points(self) -> float:
        """How many points there are."""
        return float(sum(grading(cell).get("points", 0) for cell in self.known.values()))

    def answers_before(self, place: int) -> set[str]:
        """Return the names that answers give a value, of the cells before a place."""
        cells = [one for one in self.notebook.cells[:place] if is_answer(one)]
        return set().union(*(given_names(one.source) for one in cells if one.cell_type == "code"))


def read_masters(folder: Path | None) -> Mapping[str, Master]:
    """Read the key.

    Parameters
    ----------
    folder
        Where the masters are; None for ``exercises/masters`` here, or beside this package.

    Raises
    ------
    GradingError
        When there are none, or one is not a notebook with points.
    """
    where = folder if folder is not None else _usual()
    if not where.is_dir():
        raise GradingError([f"{where}: there is no such folder of masters: name it with --key"])
    found = {file.stem: _read(file) for file in sorted(where.glob("*.ipynb"))}
    if not found:
        raise GradingError([f"{where}: there is no master (NAME.ipynb) in this folder"])
    return found


def _usual() -> Path:
    beside = Path(__file__).resolve().parents[3] / USUAL
    return beside if not USUAL.is_dir() and beside.is_dir() else USUAL


def _read(file: Path) -> Master:
    content = file.read_bytes()
    try:
        notebook = nbformat.reads(content.decode(), as_version=4)
    except Exception:
        raise GradingError([f"{file}: this master is not a notebook"]) from None
    master = Master(file, notebook, hashlib.sha256(content).hexdigest())
    if not master.points:
        raise GradingError([f"{file}: no cell of this master has points, as nbgrader writes them"])
    return master
