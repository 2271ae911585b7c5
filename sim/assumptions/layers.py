"""A scenario under construction: preset, files and changes laid over each other.

What is laid on top wins. Each value remembers who said it and on what evidence.
"""

from collections.abc import Mapping
from typing import Any

from sim.assumptions.faults import Fault, Path, unknown_key
from sim.assumptions.keys import LISTS, field_of, names, paths, put
from sim.assumptions.parameter import GRADES
from sim.assumptions.presets import PRESETS
from sim.assumptions.scenario import Provenance, Scenario
from sim.assumptions.sections import SECTIONS
from sim.assumptions.tomlfile import TomlFile

ABOUT_THE_FILE = ("based_on", "resolved", "sources")
"""Keys of a file that say how to read it; they are no part of the scenario."""

_PARTS = tuple(part for part in Scenario.model_fields if part != "provenance")
_NOTHING = object()


class Layers:
    """Values in plain dicts and lists, with their provenance and the faults found so far."""

    def __init__(self) -> None:
        self.values: dict[str, Any] = {name: {} for name in SECTIONS}
        self.faults: list[Fault] = []
        self._told: dict[str, Provenance] = {}
        self._places: dict[Path, Path] = {}

    @property
    def provenance(self) -> tuple[Provenance, ...]:
        """Where the values come from that are not just their declared defaults."""
        return tuple(self._told.values())

    def lay_preset(self, name: str) -> None:
        """Lay a preset on top."""
        for key, evidence in PRESETS[name].items():
            put(self.values, {key: evidence.value})
            self._told[key] = Provenance(key, evidence.source, evidence.grade, "preset")

    def lay_file(self, file: TomlFile, source: str) -> None:
        """Lay a file's values on top.

        Parameters
        ----------
        file
            The file.
        source
            What to name as the source of a value for which the file names none.
        """
        before = self.values
        self.values = {part: _copy(given) for part, given in before.items()}
        self._places = {}
        for part, given in file.values.items():
            if part in ABOUT_THE_FILE:
                continue
            if part not in _PARTS:
                known = [*_PARTS, *ABOUT_THE_FILE, *paths(self.values)]
                self.faults.append(Fault(unknown_key(part, known), ((part,),)))
                continue
            here = self.values.get(part)
            if part in SECTIONS and isinstance(here, dict) and isinstance(given, dict):
                here.update(given)
            elif part in LISTS and isinstance(given, list):
                self._lay_members(part, given)
            else:
                self.values[part] = given
        self._tell_sources(file, source, before)

    def lay_changes(self, changes: Mapping[str, object]) -> set[Path]:
        """Lay single values on top; give the places that they changed."""
        self.faults += put(self.values, changes)
        known = paths(self.values)  # with the shocks that the changes have added
        kept = [key for key in changes if key in known]
        self._told |= {key: Provenance(key, "changed", "assumption", "set") for key in kept}
        return {known[key] for key in kept}

    def in_file(self, fault: Fault) -> Fault:
        """Turn places in the scenario into places in the file that was laid last."""
        return fault._replace(
            paths=tuple(self._places.get(path[:2], path[:2]) + path[2:] for path in fault.paths)
        )

    def _lay_members(self, part: str, given: list[Any]) -> None:
        """Add departments or touchpoints; one whose name is there already is changed instead."""
        members = self.values.setdefault(part, [])
        there = {name: place for place, name in names(self.values, part)}
        for number, member in enumerate(given):
            name = member.get("name") if isinstance(member, dict) else None
            # Once only: a name that the file itself says twice is a fault to be found.
            place = there.pop(name, None) if isinstance(name, str) else None
            if place is None:
                place = len(members)
                members.append(member)
            else:
                members[place].update(member)
            self._places[(part, place)] = (part, number)

    def _tell_sources(self, file: TomlFile, source: str, before: Mapping[str, Any]) -> None:
        sources = self._sources(file)
        known = paths(self.values)
        there = paths(before)
        said = {
            key
            for key, path in paths(file.values).items()
            if _said(file.values, path) is not _NOTHING
        }
        for key in said:
            if key in sources:
                self._told[key] = Provenance(key, *sources[key], "trade")
                continue
            field = field_of(known[key])
            default = _NOTHING if field.is_required() else field.default
            was = _said(before, there[key]) if key in there else _NOTHING
            if _said(self.values, known[key]) != (default if was is _NOTHING else was):
                self._told[key] = Provenance(key, source, "assumption", "trade")
        for key in sources:
            if key in known and key not in said:
                sentence = f"sources names {key}, but the file gives no value for it"
                self.faults.append(Fault(sentence, (("sources", key),)))

    def _sources(self, file: TomlFile) -> dict[str, tuple[str, str]]:
        """Read the table that says where a file's values come from: ``"grade: source"``."""
        table = file.values.get("sources", {})
        if not isinstance(table, dict):
            self.faults.append(Fault("sources must be a table of texts", (("sources",),)))
            return {}
        known = paths(self.values)
        sources = {}
        for key, path, text in _flat(table, ("sources",)):
            grade, colon, source = text.partition(":") if isinstance(text, str) else ("", "", "")
            if key not in known:
                sentence = f"in sources, {unknown_key(key, known)}"
                self.faults.append(Fault(sentence, (path,)))
            elif grade.strip() not in GRADES or not colon or not source.strip():
                sentence = (
                    f"the source of {key} must be a text such as "
                    f'"survey: who found it, and when"; the grades are {", ".join(GRADES)}'
                )
                self.faults.append(Fault(sentence, (path,)))
            else:
                sources[key] = (source.strip(), grade.strip())
        return sources


def _flat(table: Mapping[str, Any], path: Path) -> list[tuple[str, Path, Any]]:
    """List key, place and text of each source, whether its key is in quotes or dotted."""
    found = []
    for key, inner in table.items():
        here = (*path, key)
        if isinstance(inner, dict):
            found += _flat(inner, here)
        else:
            found.append((".".join(map(str, here[1:])), here, inner))
    return found


def _said(values: Any, path: Path) -> Any:
    for part in path:
        try:
            values = values[part]
        except (KeyError, IndexError, TypeError):
            return _NOTHING
    return values


def _copy(given: Any) -> Any:
    if isinstance(given, dict):
        return {key: _copy(inner) for key, inner in given.items()}
    return [_copy(inner) for inner in given] if isinstance(given, list) else given
