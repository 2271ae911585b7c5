"""Reading the trainer's file: a record, or every fault of it in one go, each with its line."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path as File
from typing import Any

from pydantic import BaseModel, ValidationError

from sim.assumptions import ScenarioError, bundled, load
from sim.assumptions.faults import Fault, did_you_mean, key_of, translated
from sim.assumptions.presets import PRESETS
from sim.assumptions.scenario import Scenario
from sim.assumptions.tomlfile import read
from sim.workshop.crosscheck import cross_faults
from sim.workshop.workshop import GameTerms, ModuleTerms, Workshop

HOLDS = "describe a workshop"


class WorkshopError(ScenarioError):
    """The trainer's file cannot be as it is; `faults` has a sentence for each."""


def read_workshop(path: str | os.PathLike[str]) -> Workshop:
    """Read the trainer's file.

    Parameters
    ----------
    path
        Where it is. A scenario file that it names is looked for beside it.

    Returns
    -------
    Workshop
        With the scenario's path in full, and the preset that the scenario's file says where the
        trainer's says none.

    Raises
    ------
    WorkshopError
        With one sentence for each fault, and its file and line.

    Examples
    --------
    >>> one = read_workshop("docs/examples/workshop.toml")
    >>> one.title, len(one.seat_names), one.terms("02").locked
    ('Service day', 12, ('ease',))
    """
    try:
        file = read(File(path), os.fspath(path), HOLDS)
    except ScenarioError as error:
        raise WorkshopError(error.found) from None
    values = dict(file.values)
    found = list(cross_faults(values))
    if isinstance(values.get("scenario"), str):
        values["scenario"] = _place_of(values["scenario"], File(path))
        found += _read_scenario(values)
    try:
        workshop = Workshop(**values)
    except ValidationError as error:
        found += [_said(one, file.values) for one in error.errors()]
    if found:
        raise WorkshopError(file.placed(tuple(found)))
    return workshop


def check_workshop(path: str | os.PathLike[str]) -> list[str]:
    """Find every fault of the trainer's file in one go; empty when it is valid."""
    try:
        read_workshop(path)
    except WorkshopError as error:
        return error.faults
    return []


def is_workshop(path: str | os.PathLike[str]) -> bool:
    """Say whether a file is meant as a trainer's and not as a scenario.

    What decides is which of the two knows more of its keys; a file that cannot be read is neither.
    """
    try:
        keys = set(read(File(path), os.fspath(path)).values)
    except ScenarioError:
        return False
    ours = keys & (set(Workshop.model_fields) - set(Scenario.model_fields))
    theirs = keys & (set(Scenario.model_fields) - set(Workshop.model_fields))
    return len(ours) > len(theirs)


def _place_of(scenario: str, path: File) -> str:
    """Name a scenario's file in full; what is meant as a bundled name stays as it is."""
    beside = path.absolute().parent / scenario
    a_path = beside.suffix or os.path.exists(beside) or File(scenario).name != scenario
    return str(beside) if a_path and scenario not in bundled() else scenario


def _read_scenario(values: dict[str, Any]) -> list[Fault]:
    """Read the scenario that the file names: its faults are the file's, and its preset, too."""
    preset = values.get("preset")
    try:
        scenario = load(values["scenario"], preset if preset in tuple(PRESETS) else None)
        values.setdefault("preset", scenario.preset)
    except ScenarioError as error:
        return [Fault(f"scenario: {one}", (("scenario",),)) for one in error.faults]
    return []


def _said(error: Any, values: Mapping[str, Any]) -> Fault:
    """Say one of pydantic's findings in a plain sentence."""
    path = tuple(error["loc"])
    if error["type"] != "extra_forbidden":
        return translated(error, values, ())
    key = key_of(path, values)
    return Fault(f"there is no setting {key}{did_you_mean(key, _known(key))}", (path,))


def _known(key: str) -> Iterator[str]:
    """List the settings that may have been meant by a key of the same table."""
    table = key.rpartition(".")[0]
    models: dict[str, type[BaseModel]] = {"": Workshop, "game": GameTerms}
    model = models.get(table, ModuleTerms)
    for name in model.model_fields:
        yield f"{table}.{name}" if table else name
