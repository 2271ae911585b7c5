"""What `silent26 run` puts into its folder: tables, the scenario, figures and a manifest."""

import platform
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from sim.assumptions import Scenario, dump
from sim.study.folder import REPLICATIONS, Folder
from sim.study.parity import MODEL_VERSION, parity_hash
from sim.study.replicate import Experiment
from sim.study.tables import csv_text

LIBRARIES = ("numpy", "scipy", "pandas", "pyarrow", "simpy", "numba")


def settings_of(command: str, seed: int, **more: object) -> dict[str, object]:
    """Return what makes one piece of work another: versions, command, seed, and what is given."""
    return {
        "command": command,
        "version": version_of("silent26") or "0",
        "model_version": MODEL_VERSION,
        "seed": seed,
        **more,
    }


def values_of(scenario: Scenario, before: str = "") -> dict[str, object]:
    """Return every value of a scenario by its dotted key, for settings."""
    return {f"{before}{row.key}": row.value for row in scenario.parameters()}


def deliver(
    folder: Folder,
    experiment: Experiment,
    about: Mapping[str, Any],
    keep: Sequence[str],
    draw: Callable[[Path], object],
    whole: bool = True,
) -> None:
    """Put the results of replications into their folder.

    Parameters
    ----------
    folder : Folder
        Where each replication is a finished piece.
    experiment : Experiment
        What was run.
    about : mapping
        What the manifest says on top: engine and so on.
    keep : sequence of str
        Which of `work.KEEPING` was kept of each piece; they become one table each.
    draw : callable
        Draws the figures into a folder.
    whole : bool
        Whether these are all the replications that were asked for.
    """
    scenario = experiment.scenario
    told = {
        "scenario": scenario.name,
        "preset": scenario.preset,
        "days": scenario.time.days,
        "warm_up_days": scenario.time.warm_up_days,
        "replications": len(experiment.figures),
        **about,
    }
    told = manifest(parity_hash(experiment), experiment.seed, told)
    with folder.ready(told, whole) as place:
        for name in keep:
            pieces = [folder.file(number, name) for number in range(len(experiment.figures))]
            _join(pieces, place / name)
        write(place / "summary.csv", summary_csv(experiment))
        rows = experiment.replications.reset_index()
        write(place / REPLICATIONS, csv_text(rows.columns, rows.itertuples(index=False)))
        write(place / "scenario.toml", dump(experiment.scenario))
        draw(place)


def manifest(parity: str, seed: int, about: Mapping[str, Any]) -> dict[str, Any]:
    """Say what was done, and what the numbers were worked out with."""
    return {
        "version": version_of("silent26") or "0",
        "model_version": MODEL_VERSION,
        "seed": seed,
        **about,
        "parity_hash": parity,
        "python": platform.python_version(),
        "platform": f"{platform.system()} {platform.machine()}",
        "libraries": {name: version_of(name) for name in LIBRARIES},
    }


def summary_csv(experiment: Experiment) -> str:
    """Write mean, low, high and n of each key figure as CSV."""
    table = experiment.summary().reset_index().astype({"n": int})
    return csv_text(table.columns, table.itertuples(index=False))


def write(file: Path, text: str) -> None:
    """Write a text with the same bytes on every system."""
    file.write_text(text, encoding="utf-8", newline="\n")


def version_of(name: str) -> str | None:
    """Return the version of an installed package, or None."""
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _join(pieces: Sequence[Path], whole: Path) -> None:
    """Write tables of one form into one file, in their order."""
    # A file of Python's own, whose errors are told with their reason.
    with whole.open("wb") as file:
        first = pq.read_table(pieces[0])
        with pq.ParquetWriter(file, first.schema) as joined:
            joined.write_table(first)
            for piece in pieces[1:]:
                joined.write_table(pq.read_table(piece))
