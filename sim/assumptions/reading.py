"""Reading scenarios: bundled trades, somebody's own file on top of one, and changes on top of that.

What says a value last wins: the defaults of the sections, the preset, the trade that the file is
based on, the file, the changes.
"""

import os
import re
import tomllib
from collections.abc import Iterable, Mapping
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path as File
from typing import Any

from sim.assumptions.faults import Fault, Path, ScenarioError, did_you_mean, nearest, shown
from sim.assumptions.layers import Layers
from sim.assumptions.presets import PRESETS
from sim.assumptions.scenario import Scenario, python_number
from sim.assumptions.tomlfile import TomlFile, read
from sim.assumptions.writing import dump

__all__ = ["bundled", "check", "dump", "load", "parse_setting", "title_of"]

_TRADES = resources.files("sim.assumptions") / "trades"
_OURS = "judged, ours"


def bundled() -> list[str]:
    """List the names of the scenarios that come with the package.

    Examples
    --------
    >>> "corner_shop" in bundled()
    True
    """
    names = (entry.name for entry in _TRADES.iterdir())
    return sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml"))


def title_of(name: str) -> str:
    """Give the title of a bundled scenario, without building it.

    Raises
    ------
    ScenarioError
        When no scenario of that name is bundled.
    """
    return str(_open(name).values.get("title", name))


def load(
    name_or_path: str | os.PathLike[str],
    preset: str | None = None,
    changes: Mapping[str, object] | Iterable[str] | None = None,
) -> Scenario:
    """Make a scenario from a bundled name or a TOML file.

    Parameters
    ----------
    name_or_path
        A bundled scenario's name, or where a file is.
    preset
        ``"slogans"`` or ``"published"``; left out, what the file says, else slogans.
    changes
        New values by dotted key, or texts like ``"voice.ease=2"``.

    Raises
    ------
    ScenarioError
        With one sentence for each fault, and its file and line where it has one.

    Examples
    --------
    >>> load("corner_shop", changes=["voice.silent_per_complaint=10"]).voice.silent_per_complaint
    10.0
    """
    settings = _settings(changes)
    file = _open(name_or_path)
    label = _preset(preset, file)
    layers = Layers()
    if label in PRESETS:
        layers.lay_preset(label)
    base = _base(file, layers)
    if base:
        layers.lay_file(base, _OURS)
    layers.lay_file(file, _OURS if _is_bundled(name_or_path) else File(file.label).name)
    layers.values["preset"] = label
    if "name" not in file.values:
        layers.values["name"] = _short_name(File(file.label).stem)
    found = [*layers.faults, *_faults_of_resolved(preset, file)]
    layers.faults = []
    changed = layers.lay_changes(settings)
    if preset is not None:
        changed.add(("preset",))
    try:
        scenario = Scenario(**layers.values, provenance=layers.provenance)
    except ScenarioError as error:
        found += error.found
    if found or layers.faults:
        raise ScenarioError(_placed(found, layers, file, changed))
    return scenario


def check(path: str | os.PathLike[str]) -> list[str]:
    """Find every fault of a file in one go.

    Parameters
    ----------
    path
        Where the file is.

    Returns
    -------
    list of str
        A sentence for each fault, with file and line; empty when the file is a valid scenario.
    """
    try:
        load(path)
    except ScenarioError as error:
        return error.faults
    return []


def parse_setting(text: str) -> tuple[str, Any]:
    """Take ``KEY=VALUE`` apart; the value is written as in TOML, a bare word is text.

    Raises
    ------
    ScenarioError
        When there is no key, or the value is none that TOML knows.

    Examples
    --------
    >>> parse_setting("voice.silent_per_complaint=10")
    ('voice.silent_per_complaint', 10)
    >>> parse_setting("touchpoints.till.stage = after")
    ('touchpoints.till.stage', 'after')
    """
    key, equals, value = (part.strip() for part in text.partition("="))
    if not equals or not key:
        raise ScenarioError([f"{shown(text)} is no change, which is written KEY=VALUE"])
    try:
        read_back = tomllib.loads(f"value = {value}")
    except (ValueError, RecursionError):
        read_back = {}
    if list(read_back) == ["value"]:
        return key, read_back["value"]
    if re.fullmatch(r"[A-Za-z_][\w-]*", value):
        return key, value
    rule = "must be a number, true, false, a word or a text in quotes"
    raise ScenarioError([f"{key} is set to {shown(value)}, but {rule}"])


def _settings(changes: Mapping[str, object] | Iterable[str] | None) -> dict[str, object]:
    if changes is None:
        return {}
    if isinstance(changes, Mapping):
        return {key: python_number(value) for key, value in changes.items()}
    settings: dict[str, object] = {}
    faults: list[Fault] = []
    for text in [changes] if isinstance(changes, str) else changes:
        try:
            key, value = parse_setting(text)
            settings[key] = value
        except ScenarioError as error:
            faults += error.found
    if faults:
        raise ScenarioError(faults)
    return settings


def _is_bundled(name_or_path: str | os.PathLike[str]) -> bool:
    return isinstance(name_or_path, str) and name_or_path in bundled()


def _open(name_or_path: str | os.PathLike[str]) -> TomlFile:
    """Read a bundled scenario or a file; a name that is neither gets a suggestion."""
    text = os.fspath(name_or_path)
    if _is_bundled(name_or_path):
        return _open_bundled(text)
    file = File(text)
    # Something that looks like a path is one; anything else was meant as a name.
    a_path = file.suffix or file.name != text or isinstance(name_or_path, os.PathLike)
    if a_path or os.path.exists(text):
        return read(file, text)
    hint = did_you_mean(text, bundled(), quoted=True)
    raise ScenarioError([f"there is no bundled scenario and no file {shown(text)}{hint}"])


def _open_bundled(name: str) -> TomlFile:
    trade: Traversable = _TRADES / f"{name}.toml"
    with resources.as_file(trade) as file:
        return read(file, f"{name}.toml")


def _preset(asked: str | None, file: TomlFile) -> Any:
    if asked is not None:
        return asked
    return file.values.get("preset", "slogans")


def _base(file: TomlFile, layers: Layers) -> TomlFile | None:
    """Open the bundled scenario that a file is based on."""
    name = file.values.get("based_on")
    if name is None:
        return None
    if name in bundled():
        return _open_bundled(name)
    hint = did_you_mean(str(name), bundled(), quoted=True)
    sentence = f"based_on is {shown(name)}, but must be a bundled scenario{hint}"
    layers.faults.append(Fault(sentence, (("based_on",),)))
    # The rest is checked against the trade that was meant, so that its faults are told as well.
    meant = nearest(str(name), bundled())
    if meant is None:
        raise ScenarioError(file.placed(tuple(layers.faults)))
    return _open_bundled(meant)


def _faults_of_resolved(asked: str | None, file: TomlFile) -> list[Fault]:
    """Refuse to call a file by another preset when it holds every value of one already."""
    resolved = file.values.get("resolved", False)
    own = file.values.get("preset", "slogans")
    if not isinstance(resolved, bool):
        sentence = f"resolved is {shown(resolved)}, but must be true or false"
        return [Fault(sentence, (("resolved",),))]
    if resolved and asked is not None and asked != own:
        sentence = (
            f"resolved is true: the file holds every value of the preset {shown(own)} and cannot "
            f"be read under {shown(asked)}"
        )
        return [Fault(sentence, (("resolved",),))]
    return []


def _short_name(stem: str) -> str:
    """Make a scenario's name of a file's."""
    name = re.sub(r"[^a-z0-9]+", "_", stem.lower()).strip("_")[:40]
    return name if name[:1].isalpha() else f"shop_{name}"[:40].rstrip("_")


def _placed(found: list[Fault], layers: Layers, file: TomlFile, changed: set[Path]) -> list[str]:
    """Name the line of what a file says; what was changed on top has none."""
    loose = [fault for fault in found if changed.intersection(fault.paths[:1])]
    rest = tuple(layers.in_file(fault) for fault in found if fault not in loose)
    return file.placed(rest) + [fault.sentence for fault in [*loose, *layers.faults]]
