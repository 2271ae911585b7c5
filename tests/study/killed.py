"""Work into a folder, killed at one moment after another and begun again.

A process of its own does it, which forks: each that is killed dies as by ``kill -9``, at the n-th
time that it asks the system to open, move, make or remove something.
"""

import hashlib
import json
import os
import signal
import sys
from functools import partial
from pathlib import Path

from sim.study.folder import Folder
from sim.study.kpis import KPIS
from sim.study.tables import csv_text
from sim.study.work import Lived

PLACES = range(3)
NAMES = [kpi.name for kpi in KPIS]
TOUCHES = ("open", "os.rename", "os.remove", "os.mkdir", "os.rmdir")


def piece(place: int) -> Lived:
    figures = {name: place + number / 7 for number, name in enumerate(NAMES)}
    return Lived({**figures, NAMES[0]: float("nan")}, {"kept.bin": bytes([place]) * 9})


def work(path: Path, pieces=PLACES, whole=True, settings=None) -> list[int]:
    """Do what is missing, and return what that was."""
    done = []
    with Folder(path, settings or {"seed": 26, "only": ("C1", "C2")}) as folder:
        for place in pieces:
            if place not in folder:
                folder[place] = piece(place)
                done.append(place)
        if not folder.complete:
            deliver(folder, len(pieces), whole)
    return done


def deliver(folder: Folder, number: int, whole=True) -> None:
    with folder.ready({"by": "test"}, whole) as place:
        rows = [list(folder[one].figures.values()) for one in range(number)]
        (place / "replications.csv").write_text(csv_text(NAMES, rows))
        kept = [folder.file(one, "kept.bin").read_bytes() for one in range(number)]
        (place / "kept.bin").write_bytes(b"".join(kept))


def contents(path: Path) -> dict[str, str]:
    """Return a digest of every file there, hidden ones too."""
    return {
        str(file.relative_to(path)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(path.rglob("*"))
        if file.is_file()
    }


def in_a_fork(task) -> int:
    pid = os.fork()
    if pid == 0:
        try:
            task()
        except BaseException as error:
            sys.stderr.write(f"{error!r}\n")
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def killed_at(moment: int, path: Path, partly: bool) -> int:
    def task() -> None:
        left = moment

        def watch(event: str, args: tuple) -> None:
            nonlocal left
            if event in TOUCHES and str(path) in str(args[0]):
                left -= 1
                if left < 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(watch)
        if partly:  # as an interrupted run delivers what it has, before the rest is done
            work(path, PLACES[:2], whole=False)
        work(path)

    return in_a_fork(task)


def finished_in(path: Path) -> set[int]:
    """Return the pieces that need not be done again."""
    manifest = path / "manifest.json"
    if manifest.exists() and json.loads(manifest.read_text())["complete"]:
        return set(PLACES)
    return {int(file.stem) for file in path.glob(".silent26/0*.json")}


def does_the_rest(path: Path) -> None:
    finished = finished_in(path)
    assert set(work(path)) == set(PLACES) - finished


def main(root: Path) -> None:
    work(root / "never")
    expected = contents(root / "never")
    moments, wrong = 0, []
    for partly in (False, True):
        for moment in range(1000):
            path = root / f"{partly}-{moment}"
            if killed_at(moment, path, partly) == 0:
                break
            again = killed_at(moment // 2, path, partly)
            ended = in_a_fork(partial(does_the_rest, path))
            moments += 1
            if again not in (0, -signal.SIGKILL) or ended or contents(path) != expected:
                wrong.append([partly, moment])
    sys.stdout.write(json.dumps({"files": sorted(expected), "moments": moments, "wrong": wrong}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
