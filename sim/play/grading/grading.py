"""A folder of hand-ins from first to last: found, mended, run apart, graded, told."""

import re
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sim.play.grading.autograding import Grade, of_each
from sim.play.grading.handins import Handin, find
from sim.play.grading.limits import GradingError, Limits
from sim.play.grading.masters import Master, read_masters
from sim.play.grading.mending import mended
from sim.play.grading.proving import Proven, proven
from sim.play.grading.results import Results, names_of_folders
from sim.play.grading.rows import CheckRow, Row
from sim.play.grading.watching import kill
from sim.play.grading.worker import Job, Record

OF_SIM = re.compile(r"^\s*(import|from) sim\b", re.MULTILINE)
GRACE = 120.0
"""Seconds beyond its own limits after which a worker is given up."""
Show = Callable[[int], None]


@dataclass(frozen=True)
class Grading:
    """What a folder of hand-ins came to.

    Parameters
    ----------
    rows
        One for each hand-in.
    kept_apart
        What isolation was in force.
    limits
        What each of them could take.
    """

    rows: tuple[Row, ...]
    kept_apart: Proven
    limits: Limits

    def about(self) -> dict[str, Any]:
        """Return how it was done, for JSON."""
        return {
            "isolation": {
                "name": self.kept_apart.isolation.name,
                "holds": self.kept_apart.holds,
                "leaves_open": self.kept_apart.leaves_open,
            },
            "limits": self.limits.plain(),
        }


def grade(
    folder: Path,
    out: Path,
    key: Path | None = None,
    limits: Limits | None = None,
    jobs: int = 1,
    isolation: str | None = None,
    progress: Callable[[int], Any] | None = None,
) -> Grading:
    """Grade a folder of hand-ins; begun and not finished, it goes on.

    Parameters
    ----------
    folder
        The hand-ins.
    out
        Where everything goes.
    key
        The folder of the masters.
    limits
        What each hand-in may take.
    jobs
        How many are run at once.
    isolation
        The isolation that must be used; the tightest that works where it is None.
    progress
        Takes how many there are, and returns a context of something to call with how many are
        done.

    Raises
    ------
    GradingError
        When the folder, the key or the place for the results is wrong.
    """
    limits = limits or Limits()
    masters = read_masters(key)
    if out.resolve().is_relative_to(folder.resolve()):
        raise GradingError(
            [f"{out}: the results cannot lie among the hand-ins: choose another --out"]
        )
    found = find(folder, masters, limits.size)
    apart = proven(limits, isolation)
    with Results(out, masters) as results:
        usable = [one for one in found if one.fault is None]
        with (progress or _silent)(len(usable)) as show:
            _run_all(usable, results, apart, limits, jobs, show)
        named = names_of_folders([one.student for one in found])
        rows = tuple(_row(one, folder, results, limits, named[one.student]) for one in found)
        done = Grading(rows, apart, limits)
        results.deliver(rows, done.about())
    return done


def _run_all(
    handins: Sequence[Handin],
    results: Results,
    apart: Proven,
    limits: Limits,
    jobs: int,
    show: Show,
) -> None:
    """Run what has not been run, several at once; what is finished is kept at once."""
    todo = [(n, one) for n, one in enumerate(handins) if results.record(one, limits) is None]
    _compile_first({one.exercise: results.masters[one.exercise] for _, one in todo})
    done = len(handins) - len(todo)
    show(done)
    running: set[int] = set()
    guard = threading.Lock()
    stop = threading.Event()

    def run(number: int, one: Handin) -> None:
        if stop.is_set():
            return
        master = results.masters[one.exercise]
        notebook = mended(one.cells, master)[0]
        cells = [(c.cell_type, c.source, c.metadata.silent26.master) for c in notebook.cells]
        job = Job(master.parts, cells, apart.isolation, limits, number)
        record = _worked(job, running, guard)
        if not stop.is_set():
            results.keep(one, limits, record)

    with ThreadPoolExecutor(jobs) as pool:
        futures = [pool.submit(run, number, one) for number, one in todo]
        try:
            for future in as_completed(futures):
                future.result()
                done += 1
                show(done)
        except BaseException:
            stop.set()
            pool.shutdown(wait=False, cancel_futures=True)
            with guard:
                for process in running:
                    kill(process)
            raise


def _compile_first(masters: Mapping[str, Master]) -> None:
    """Compile the engine if an exercise needs it, so that no hand-in has to wait for that."""
    if not any(OF_SIM.search(part.source) for one in masters.values() for part in one.parts):
        return
    from sim.assumptions import load
    from sim.study.run import run

    days = {"time.days": 7, "time.warm_up_days": 0}
    run(load("corner_shop", changes=days), plan={1.0: {"recovery.authority": 0.5}})


def _worked(job: Job, running: set[int], guard: threading.Lock) -> Record:
    """Let a process of its own do a job."""
    import json

    with tempfile.TemporaryDirectory(prefix="s26-job-") as around:
        told, record = Path(around) / "job.json", Path(around) / "record.json"
        told.write_text(job.text(), encoding="utf-8")
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", "sim.play.grading.worker", str(told), str(record)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
        with guard:
            running.add(process.pid)
        try:
            said = process.communicate(timeout=job.limits.total_seconds + GRACE)[1]
        except subprocess.TimeoutExpired:
            return Record(fault="its checks took longer than they may")
        finally:
            kill(process.pid)
            process.wait()
            with guard:
                running.discard(process.pid)
        if not record.exists():
            lines = said.decode(errors="replace").strip().splitlines()
            why = lines[-1][:200] if lines else f"it ended with status {process.returncode}"
            return Record(fault=f"the grader's own process for it broke off: {why}", again=True)
        return Record(**json.loads(record.read_bytes()))


def _row(one: Handin, folder: Path, results: Results, limits: Limits, named: str) -> Row:
    file = str(one.file.relative_to(folder)).encode("utf-8", "replace").decode()
    master = results.masters.get(one.exercise)
    most = master.points if master else None
    if one.fault is not None or master is None:
        return Row(one.student, one.exercise, file, most, (str(one.fault),), graded=False)
    record = results.record(one, limits)
    if record is None or record.fault is not None:
        why = "it was not run" if record is None else str(record.fault)
        return Row(one.student, one.exercise, file, most, (why,), graded=False)
    notebook, remarks = mended(one.cells, master)
    told = (*one.remarks, *remarks, *record.stopped)
    words = _words(notebook, master)
    try:
        grades = _grades(one, notebook, record, results, limits, named)
    except GradingError as error:
        return Row(one.student, one.exercise, file, most, tuple(error.faults), graded=False)
    checks = _checks(master, record, grades, words)
    return Row(one.student, one.exercise, file, most, told, checks, tuple(words.items()))


def _words(notebook: Any, master: Master) -> dict[str, str]:
    """Return the texts that a student has written, by their cell."""
    found = {}
    for cell in notebook.cells:
        place = cell.metadata.silent26.master
        part = None if place is None else master.parts[place]
        if part is not None and part.is_answer and part.kind != "code" and cell.source.strip():
            found[part.grade_id] = cell.source
    return found


def _grades(
    one: Handin, notebook: Any, record: Record, results: Results, limits: Limits, named: str
) -> Mapping[str, Grade]:
    """Let nbgrader grade what was run, unless it has, and ask its gradebook."""
    mark = results.in_book(one, limits)
    if not mark.exists():
        results.course.grade(named, one.student, one.exercise, notebook, record.outputs)
        mark.touch()
    return of_each(results.course.grades(named, one.exercise))


def _checks(
    master: Master, record: Record, grades: Mapping[str, Grade], words: Mapping[str, str]
) -> tuple[CheckRow, ...]:
    told = {check["id"]: check["told"] or check["said"] for check in record.checks}
    rows = []
    for name in master.known:
        grade = grades.get(name)
        if grade is not None and (grade.most > 0 or name in told):
            to_read = grade.to_read and grade.most > 0 and name in words
            rows.append(CheckRow(name, grade.points, grade.most, to_read, told.get(name, "")))
    return tuple(rows)


class _silent:
    """Shows nothing."""

    def __init__(self, total: int) -> None:
        self.total = total

    def __enter__(self) -> Show:
        return lambda done: None

    def __exit__(self, *_: object) -> None:
        return None
