"""Make the exercises from their masters: `make exercises`.

    exercises/masters/NN_name.ipynb    with the solution and hidden tests; written by hand
    exercises/NN_name.ipynb            for students: made by nbgrader's own steps
    exercises/keys/NN_name.ipynb       with the solution, for whoever teaches; without hidden tests
    sim/exercises/sealed.json          hashes of what is read off, from the masters' hidden tests

Not a part of the package: a seat has neither this file nor the masters.
"""

import ast
import json
import re
import sys
from pathlib import Path
from typing import Any

import nbformat
from nbgrader.preprocessors import (
    CheckCellMetadata,
    ClearHiddenTests,
    ClearMarkScheme,
    ClearOutput,
    ClearSolutions,
    ComputeChecksums,
    LockCells,
)
from traitlets.config import Config

from sim.exercises.sealed import digest, told_as

ROOT = Path(__file__).resolve().parents[1]
ROOM = ROOT / "exercises"
SEALED = ROOT / "sim" / "exercises" / "sealed.json"
STUB = "# Your answer: put it in place of None."
WORDS = "*Write your own words here.*"
STEPS = (
    LockCells,
    ClearSolutions,
    ClearOutput,
    CheckCellMetadata,
    ComputeChecksums,
    ClearHiddenTests,
    ClearMarkScheme,
    ComputeChecksums,
    CheckCellMetadata,
)
"""What nbgrader's generate_assignment does, without its data base."""
MARK = re.compile(r"^\s*###? ?(BEGIN|END) (SOLUTION|HIDDEN TESTS)\s*$")


def masters() -> list[Path]:
    """Return the masters, by number."""
    return sorted((ROOM / "masters").glob("*.ipynb"))


def made() -> dict[Path, str]:
    """Return every file that is made from the masters, and what is in it."""
    files: dict[Path, str] = {}
    seals: dict[str, Any] = {}
    for master in masters():
        files[ROOM / master.name] = written(student_copy(master))
        files[ROOM / "keys" / master.name] = written(key(master))
        seals[master.name[:2]] = sealed_in(master)
    files[SEALED] = json.dumps(seals, indent=1, sort_keys=True) + "\n"
    return files


def student_copy(master: Path) -> nbformat.NotebookNode:
    """Take the solution and the hidden tests out."""
    config = Config()
    config.ClearSolutions.code_stub = {"python": STUB}
    config.ClearSolutions.text_stub = WORDS
    return _through(STEPS, master, config)


def key(master: Path) -> nbformat.NotebookNode:
    """Take the hidden tests out, and the marks of nbgrader: this is for reading."""
    notebook = _through((ClearHiddenTests, ClearOutput), master, Config())
    for cell in notebook.cells:
        cell.metadata.pop("nbgrader", None)
        lines = cell.source.splitlines()
        cell.source = "\n".join(line for line in lines if not MARK.match(line))
    return notebook


def sealed_in(master: Path) -> dict[str, Any]:
    """Seal what the hidden tests of a master say of the figures that are read off.

    They hold one line ``SEAL = {...}``: by name the step, what is right and which mistakes are
    known; a pair of numbers is a range, a list of words is each of them.
    """
    (told,) = re.findall(r"^SEAL = (\{.*?^\})", _code(master), re.MULTILINE | re.DOTALL)
    number = master.name[:2]
    found = {}
    for name, one in ast.literal_eval(told).items():
        step = float(one.get("step", 1))
        hashes = {}
        for what, values in {**one.get("mistakes", {}), "right": one["right"]}.items():
            for value in _each(values, step):
                hashes[digest(number, name, value)] = what
        found[name] = {"step": step, "hashes": hashes}
    return found


def _each(values: Any, step: float) -> list[str]:
    """Return each answer in a range or a list, as it is sealed."""
    if isinstance(values, list):
        return [told_as(value, step) for value in values]
    low, high = (round(value / step) for value in values)
    return [str(place) for place in range(low, high + 1)]


def _code(master: Path) -> str:
    notebook = nbformat.read(master, as_version=4)
    return "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "code")


def _through(steps: Any, master: Path, config: Config) -> nbformat.NotebookNode:
    notebook = nbformat.read(master, as_version=4)
    resources: dict[str, Any] = {}
    for step in steps:
        notebook, resources = step(config=config).preprocess(notebook, resources)
    return notebook


def written(notebook: nbformat.NotebookNode) -> str:
    """Write a notebook as `make format` leaves it."""
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        if cell.cell_type == "code":
            cell.execution_count = None
            cell.outputs = []
    return nbformat.writes(notebook, version=4) + "\n"


def main() -> None:
    """Write all of them."""
    for file, text in made().items():
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
    sys.stdout.write(f"{len(masters())} exercises are made.\n")


if __name__ == "__main__":
    main()
