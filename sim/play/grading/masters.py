"""The key: the masters of the exercises, with their answers and their hidden checks."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from sim.play.grading.cells import Part
from sim.play.grading.limits import GradingError

USUAL = Path("exercises") / "masters"


@dataclass(frozen=True)
class Master:
    """One exercise, as its author wrote it.

    Parameters
    ----------
    file
        Where it is.
    parts
        Its cells.
    digest
        A hash of the file.
    """

    file: Path
    parts: tuple[Part, ...]
    digest: str

    @property
    def name(self) -> str:
        """What the exercise is called."""
        return self.file.stem

    @cached_property
    def known(self) -> dict[str, Part]:
        """The cells that nbgrader knows, by their id."""
        return {one.grade_id: one for one in self.parts if one.grade_id}

    @cached_property
    def places(self) -> dict[str, int]:
        """Where those cells are."""
        return {one.grade_id: place for place, one in enumerate(self.parts) if one.grade_id}

    @cached_property
    def sources(self) -> dict[str, int]:
        """What the cells say, to know an exercise again by, and where they are."""
        return {one.source.strip(): n for n, one in enumerate(self.parts) if one.source.strip()}

    @property
    def points(self) -> float:
        """How many points there are."""
        return sum(one.points for one in self.parts)


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
        cells = json.loads(content)["cells"]
        parts = tuple(
            Part(
                str(one["cell_type"]),
                "".join(one["source"]),
                dict(one.get("metadata", {}).get("nbgrader", {})),
            )
            for one in cells
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        raise GradingError([f"{file}: this master is not a notebook"]) from None
    master = Master(file, parts, hashlib.sha256(content).hexdigest())
    if not master.points:
        raise GradingError([f"{file}: no cell of this master has points, as nbgrader writes them"])
    return master
