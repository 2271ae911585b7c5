"""nbgrader over the hand-ins: its course folder, its autograder, its gradebook.

nbgrader would run a hand-in and its hidden tests in one kernel. Here both have been run already,
each where it belongs; its Execute step puts in what came of that, and all its other steps are its
own.
"""

import logging
import os
import shutil
import sysconfig
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.converters import Autograde, GenerateAssignment
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import (
    AssignLatePenalties,
    CheckCellMetadata,
    IgnorePattern,
    LimitOutput,
    NbGraderPreprocessor,
    SaveAutoGrades,
)
from traitlets import List
from traitlets.config import Config

from sim.play.grading.limits import GradingError
from sim.play.grading.masters import Master

BOOK = "gradebook.db"


class Executed(NbGraderPreprocessor):
    """Stands where nbgrader runs a notebook, and puts in what was shown when it was run."""

    outputs: Any = List().tag(config=True)

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Give each cell its outputs."""
        for cell, outputs in zip(nb.cells, self.outputs, strict=True):
            if cell.cell_type == "code":
                cell.outputs = [nbformat.from_dict(one) for one in outputs]
        return nb, resources


@dataclass(frozen=True)
class Grade:
    """What nbgrader's gradebook says of a cell: points, of how many, and whether to read it."""

    cell: str
    points: float
    most: float
    to_read: bool


class Course:
    """nbgrader's course folder; an exercise is an assignment with one notebook.

    Parameters
    ----------
    root
        Where it is, or will be.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.url = f"sqlite:///{root.resolve() / BOOK}"

    def take_in(self, master: Master) -> None:
        """Make an exercise known to the gradebook.

        Raises
        ------
        GradingError
            When nbgrader does not take the master.
        """
        place = self.root / "source" / master.name
        place.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(master.file, place / master.file.name)
        self._do(GenerateAssignment, master.name, "", Config(), f"{master.file}: nbgrader")

    def grade(
        self,
        student: str,
        shown_as: str,
        exercise: str,
        notebook: NotebookNode,
        outputs: Sequence[Any],
    ) -> None:
        """Let nbgrader grade a hand-in.

        Parameters
        ----------
        student
            A name that can be one of a folder.
        shown_as
            The student's own name, for the gradebook.
        exercise
            Which exercise.
        notebook
            The mended hand-in.
        outputs
            What each of its cells showed.
        """
        place = self.root / "submitted" / student / exercise
        place.mkdir(parents=True, exist_ok=True)
        nbformat.write(notebook, place / f"{exercise}.ipynb")
        config = Config()
        config.Executed.outputs = list(outputs)
        config.Autograde.autograde_preprocessors = [
            Executed,
            IgnorePattern,
            LimitOutput,
            SaveAutoGrades,
            AssignLatePenalties,
            CheckCellMetadata,
        ]
        self._do(Autograde, exercise, student, config, "nbgrader")
        with Gradebook(self.url) as book:
            book.update_or_create_student(student, last_name=shown_as)

    def grades(self, student: str, exercise: str) -> list[Grade]:
        """Return what the gradebook says, a trainer's own points included."""
        with Gradebook(self.url) as book:
            there = book.find_submission_notebook(exercise, exercise, student)
            return [
                Grade(
                    one.name, float(one.score), float(one.max_score), bool(one.needs_manual_grade)
                )
                for one in there.grades
            ]

    def _do(self, converter: Any, exercise: str, student: str, config: Config, who: str) -> None:
        course = CourseDirectory(
            root=str(self.root.resolve()), assignment_id=exercise, student_id=student or "."
        )
        log = logging.getLogger("silent26.nbgrader")
        log.propagate = False
        heard = _Heard()
        log.handlers = [heard]
        try:
            with _scripts_on_path(), warnings.catch_warnings():
                warnings.simplefilter("ignore")  # nbgrader's own affair with its libraries
                converter(coursedir=course, config=config, force=True, log=log).start()
        except (Exception, SystemExit) as error:
            what = heard.last or str(error) or type(error).__name__
            raise GradingError([f"{who} cannot grade {exercise}: {what}"]) from error


@contextmanager
def _scripts_on_path() -> Iterator[None]:
    """Let commands be found that were installed beside Python; a new gradebook asks one."""
    before = os.environ.get("PATH")
    os.environ["PATH"] = os.pathsep.join([sysconfig.get_path("scripts"), before or os.defpath])
    try:
        yield
    finally:
        if before is None:
            del os.environ["PATH"]
        else:
            os.environ["PATH"] = before


class _Heard(logging.Handler):
    """Keeps what nbgrader told its log of an error, for a sentence of ours."""

    last = ""

    def emit(self, record: logging.LogRecord) -> None:
        """Take in one line of the log."""
        lines = record.getMessage().strip().splitlines()
        if record.levelno >= logging.ERROR and lines and lines[0].startswith("Traceback"):
            self.last = lines[-1]


def of_each(grades: Sequence[Grade]) -> Mapping[str, Grade]:
    """Return grades by their cell."""
    return {one.cell: one for one in grades}
