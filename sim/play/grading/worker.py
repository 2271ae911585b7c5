"""One hand-in from its first cell to its last check: a process of its own, and its record.

python -m sim.play.grading.worker JOB RECORD
"""

import json
import os
import resource
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from sim.play.grading.cells import Part, answers_before, imports
from sim.play.grading.checking import STOPPED, Checked, Checks, short
from sim.play.grading.isolation import ADDRESS_SPACE, Isolation
from sim.play.grading.kernel import Kernel, Ran
from sim.play.grading.limits import MEGABYTE, Limits
from sim.play.grading.watching import adopt_orphans, end_with_parent, nobody_left

CHECK = 3
"""A check lives more than a cell does, and asks more than once: so many times as long."""


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
    again
        Whether it is worth another try, as the fault was not the hand-in's.
    """

    outputs: list[list[dict[str, Any]]] = field(default_factory=list)
    checks: list[dict[str, Any]] = field(default_factory=list)
    stopped: list[str] = field(default_factory=list)
    fault: str | None = None
    again: bool = False


@dataclass(frozen=True)
class Job:
    """What a worker is to do.

    Parameters
    ----------
    parts
        The cells of the exercise.
    cells
        Those of the mended hand-in: kind, source, and which cell of the exercise it is, or None.
    isolation, limits
        Where, and how much it may take.
    number
        Which hand-in it is.
    """

    parts: Sequence[Part]
    cells: Sequence[tuple[str, str, int | None]]
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
        told["parts"] = [Part(*one) for one in told["parts"]]
        told["cells"] = [tuple(one) for one in told["cells"]]
        told["isolation"] = Isolation(**told["isolation"])
        told["limits"] = Limits(**told["limits"])
        return cls(**told)


def work(job: Job) -> Record:
    """Run a hand-in inside, and its checks here."""
    record = Record()
    with Kernel(job.isolation, job.limits, job.number) as kernel:
        if kernel.dead is not None:
            record.fault = f"the kernel did not start: {STOPPED[kernel.dead]}"
            record.again = True
            return record
        run = _Run(job.parts, kernel, Checks(kernel), record)
        for kind, source, place in job.cells:
            record.outputs.append(run.cell(source, place) if kind == "code" else [])
    return record


@dataclass(frozen=True)
class _Run:
    """A hand-in on its way through its exercise."""

    parts: Sequence[Part]
    kernel: Kernel
    checks: Checks
    record: Record

    def cell(self, source: str, place: int | None) -> list[dict[str, Any]]:
        """Run a cell where it belongs, and return what it showed."""
        part = None if place is None else self.parts[place]
        if part is not None and place is not None and part.is_check:
            checked = self._check(part.source, place)
            said = {"told": checked.told, "said": checked.said}
            self.record.checks.append({"id": part.grade_id, "points": part.points, **said})
            return checked.outputs
        before = self.kernel.dead
        ran = self.kernel.run(source)
        if ran.stopped is not None and before is None:
            self.record.stopped.append(self._stopped(part, ran))
        elif part is not None and part.is_answer:
            self.record.stopped.extend(_errors(part, ran))
        if part is not None and place is not None:
            self._check(imports(part.source) if part.is_answer else part.source, place)
        return ran.outputs

    def _check(self, source: str, place: int) -> Checked:
        """Run a cell of the exercise here, with the answers as they are now."""
        if not source.strip():
            return Checked()
        self.checks.fetch(answers_before(self.parts, place))
        left = max(self.kernel.deadline - time.monotonic(), 1.0)
        return self.checks.run(source, min(CHECK * self.kernel.limits.seconds, left))

    def _stopped(self, part: Part | None, ran: Ran) -> str:
        which = "a cell of the student's own" if part is None else "a cell of the exercise's own"
        which = f"cell {part.grade_id}" if part is not None and part.grade_id else which
        rest = ", and nothing after it was run" if self.kernel.dead else ""
        return f"{which} was stopped: {STOPPED[str(ran.stopped)]}{rest}"


def _errors(part: Part, ran: Ran) -> list[str]:
    """Say how an answer's cell ended, if it was in an error."""
    told = []
    for one in ran.outputs:
        if one["output_type"] == "error":
            what = short(f"{one['ename']}: {one['evalue']}")
            if one["ename"] == "StdinNotImplementedError":
                what = "it asks for input, and nobody answers here"
            told.append(f"cell {part.grade_id} ended in an error: {what}")
    return told


def main(job: Path, record: Path) -> None:
    """Do a job, and write its record whole or not at all."""
    end_with_parent()
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
