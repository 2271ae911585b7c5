"""The first answers of every module, lived once for the whole class and kept beside its file.

All seats begin with the same scenario and the same luck, and a page lives the stops of its slider
while nobody asks. Forty seats would live them forty times, on the cores that somebody's question is
waiting for.

    python -m sim.classroom.beforehand MODULE FILE
"""

import hashlib
import os
import pickle
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from sim.assumptions import bundled
from sim.classroom.copies import ROOT
from sim.workshop import read_workshop

PYTHON = (sys.executable, "-m")


def live_modules(
    modules: tuple[str, ...], file: Path, folder: Path, on_module: Callable[[str], None]
) -> None:
    """Live what the modules of a class begin with, unless an earlier start has.

    A module that fails is lived at the seats, as ever, and what went wrong is printed.

    Parameters
    ----------
    modules
        Their numbers.
    file
        The trainer's file.
    folder
        Where the answers are kept.
    on_module
        Called with the number of each module that has to be lived.
    """
    folder.mkdir(exist_ok=True)
    stamp = fingerprint(file)
    missing = [one for one in modules if not _place(folder, one, stamp).exists()]
    environment = os.environ | {
        "SILENT26_WORKSHOP": str(file),
        "SILENT26_LOGBOOK": str(folder / "nobody.sqlite"),
        "OPENBLAS_NUM_THREADS": "1",
    }
    running: list[subprocess.Popen[bytes]] = []
    try:
        while missing or running:
            running = [one for one in running if one.poll() is None]
            if missing and len(running) < (os.cpu_count() or 1):
                module = missing.pop(0)
                on_module(module)
                live = [*PYTHON, "sim.classroom.beforehand", module]
                command = [*PYTHON, "sim.classroom.tied", *live, str(_place(folder, module, stamp))]
                # Ctrl-C in the terminal is for the one who starts them, who then ends them.
                one = subprocess.Popen(command, env=environment, cwd=folder, start_new_session=True)
                running.append(one)
            time.sleep(0.1)
    finally:
        for one in running:
            one.kill()
            one.wait()
    for old in folder.glob("*.lived"):
        if stamp not in old.name:
            old.unlink()


def take(folder: Path) -> None:
    """Have all modules opened in this process begin with what is in a folder."""
    from sim.lessons.beforehand import keep

    for place in folder.glob("*.lived"):
        try:
            lived, drawn = pickle.loads(place.read_bytes())
        except (pickle.UnpicklingError, EOFError):  # the power failed before it was on the disk
            place.unlink()
        else:
            keep(place.name.partition("-")[0], lived, drawn)


def fingerprint(file: Path) -> str:
    """Return a hash of all that the answers depend on: the code, its data, the trainer's files."""
    digest = hashlib.sha256(file.read_bytes())
    scenario = read_workshop(file).scenario
    if scenario is not None and scenario not in bundled():
        digest.update(Path(scenario).read_bytes())
    for suffix in ("py", "toml"):
        for source in sorted((ROOT / "sim").rglob(f"*.{suffix}")):
            digest.update(source.read_bytes())
    return digest.hexdigest()[:16]


def _place(folder: Path, module: str, stamp: str) -> Path:
    return folder / f"{module}-{stamp}.lived"


def _live(module: str, place: Path) -> None:
    """Open a module as a seat would; live all that it wants, and every stop of its slider."""
    from sim.panels import open_module

    page = open_module(module).page
    page.reveal()
    panel = open_module(module).panel()
    page.settle()
    drawn = panel.prepare()
    half = place.with_suffix(".half")
    half.write_bytes(pickle.dumps((page.answers.lived_so_far, drawn)))
    half.replace(place)


if __name__ == "__main__":
    _live(sys.argv[1], Path(sys.argv[2]))
