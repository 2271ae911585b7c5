"""One hand-in from its first cell to its last check: a process of its own, and its record.

    python -m sim.play.grading.worker JOB RECORD
"""

import json
import os
import resource
import sys
import time
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import nbformat

from sim.play.grading.cells import grading, imports, is_answer, is_check
from sim.play.grading.checking import STOPPED, Checked, Checks
from sim.play.grading.isolation import ADDRESS_SPACE, Isolation
from sim.play.grading.kernel import Kernel, Ran
from sim.play.grading.limits import MEGABYTE, Limits
from sim.play.grading.masters import Master
from sim.play.grading.watching import adopt_orphans, nobody_left


@dataclass
class Record:
    """What became of one hand-in.

    Parameters
    ----------
    outputs
        What each cell of the mended notebook showed, in their order.
    checks
        For each check its id, its points, why it does not hold, and what the exercise said of it.
    stopped
        Sentences on what was stopped.
    fault
        Why there is nothing else, if there is not.
    """

    outputs: list[list[dict[str, Any]]] = field(default_factory=list)
    checks: list[dict[str, Any]] = field(default_factory=list)
    stopped: list[str] = field(default_factory=list)
    fault: str | None = None


@dataclass(frozen=True)
class Job:
    """What a worker is to do.

    Parameters
    ----------
    master
        The file of the exercise.
    notebook
        The mended hand-in.
    isolation, limits
        Where, and how much it may take.
    number
        Which hand-in it is.
    """

    master: str
    notebook: str
    isolation: Isolation
    limits: Limits
    number: int

    def text(self) -> str:
        """Write it as JSON."""
        return json.dumps(asdict(self))

    @classmethod
    def read(cls, text: str) -> "Job":
        """Read what `text` wrote."""
        told = json.loads(text)
        told["isolation"] = Isolation(**told["isolation"])
        told["limits"] = Limits(**told["limits"])
        return cls(**told)


def work(job: Job) -> Record:
    """Run a hand-in inside, and its checks here."""
    notebook = nbformat.reads(job.notebook, as_version=4)
    master = Master(Path(job.master), nbformat.read(job.master, as_version=4), "")
    record = Record()
    with Kernel(job.isolation, job.limits, job.number) as kernel:
        if kernel.dead is not None:
            record.fault = f"the kernel did not start: {STOPPED[kernel.dead]}"
            return record
        checks = Checks(kernel)
        for cell in notebook.cells:
            outputs: list[dict[str, Any]] = []
            if cell.cell_type == "code":
                outputs = _one_cell(cell, master, kernel, checks, record)
            record.outputs.append(outputs)
    return record


def _one_cell(
    cell: Any, master: Master, kernel: Kernel, checks: Checks, record: Record
) -> list[dict[str, Any]]:
    place = cell.metadata.silent26.master
    original = None if place is None else master.notebook.cells[place]
    if original is not None and is_check(original):
        checked = _check(original.source, place, master, kernel, checks)
        record.checks.append(
            {
                "id": grading(original)["grade_id"],
                "points": float(grading(original)["points"]),
                "told": checked.told,
                "said": checked.said,
            }
        )
        return [dict(one) for one in checked.outputs]
    before = kernel.dead
    ran = kernel.run(cell.source)
    if ran.stopped is not None and before is None:
        record.stopped.append(_stopped(cell, ran, kernel))
    if original is not None:
        source = imports(original.source) if is_answer(original) else original.source
        _check(source, place, master, kernel, checks)
    return [dict(one) for one in ran.outputs]


def _check(source: str, place: int, master: Master, kernel: Kernel, checks: Checks) -> Checked:
    if not source.strip():
        return Checked()
    checks.fetch(master.answers_before(place))
    left = max(kernel.deadline - time.monotonic(), 1.0)
    return checks.run(source, min(kernel.limits.seconds, left))


def _stopped(cell: Any, ran: Ran, kernel: Kernel) -> str:
    name = grading(cell).get("grade_id")
    which = f"cell {name}" if name else "a cell of the student's own"
    rest = ", and nothing after it was run" if kernel.dead else ""
    return f"{which} was stopped: {STOPPED[str(ran.stopped)]}{rest}"


def main(job: Path, record: Path) -> None:
    """Do a job, and write its record whole or not at all."""
    adopt_orphans()
    wanted = Job.read(job.read_text(encoding="utf-8"))
    most = wanted.limits.memory * ADDRESS_SPACE * MEGABYTE
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
    with nobody_left():
        done = work(wanted)
    half = record.with_suffix(".half")
    half.write_text(json.dumps(asdict(done)), encoding="utf-8")
    os.replace(half, record)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
