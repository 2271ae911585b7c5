"""Dotted keys: the name under which every parameter of a scenario is known and changed."""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic.fields import FieldInfo

from sim.assumptions.faults import Fault, Path, unknown_key
from sim.assumptions.parameter import Section
from sim.assumptions.places import Department, Touchpoint
from sim.assumptions.sections import SECTIONS
from sim.assumptions.shocks import Shock

LISTS: dict[str, type[Section]] = {
    "departments": Department,
    "touchpoints": Touchpoint,
    "shocks": Shock,
}
"""The parts of a scenario of which there are several, each with a name."""


def paths(values: Mapping[str, Any]) -> dict[str, Path]:
    """List every dotted key that these values may hold, in a fixed order, with its place.

    Parameters
    ----------
    values
        A scenario in plain dicts and lists; it need not be valid.

    Examples
    --------
    >>> found = paths({"departments": [{"name": "till"}]})
    >>> found["voice.ease"], found["departments.till.staff"]
    (('voice', 'ease'), ('departments', 0, 'staff'))
    """
    found: dict[str, Path] = {
        f"{section}.{field}": (section, field)
        for section, model in SECTIONS.items()
        for field in model.model_fields
    }
    for part, model in LISTS.items():
        for place, name in names(values, part):
            for field in model.model_fields:
                if field != "name":
                    found.setdefault(f"{part}.{name}.{field}", (part, place, field))
    return found


def names(values: Mapping[str, Any], part: str) -> Iterator[tuple[int, str]]:
    """Give the place and name of each department or touchpoint that has a name."""
    members = values.get(part)
    for place, member in enumerate(members if isinstance(members, list | tuple) else ()):
        name = member.get("name") if isinstance(member, Mapping) else None
        if isinstance(name, str):
            yield place, name


def field_of(path: Path) -> FieldInfo:
    """Give the declaration of the parameter at a path that `paths` has given."""
    part, field = str(path[0]), str(path[-1])
    return (SECTIONS | LISTS)[part].model_fields[field]


def put(values: dict[str, Any], changes: Mapping[str, object]) -> list[Fault]:
    """Write changes into plain values, in place.

    A shock that is not there yet begins with its kind: ``{"shocks.rival.kind": "rival_opens",
    "shocks.rival.day": 364}`` adds one.

    Parameters
    ----------
    values
        A scenario in plain dicts and lists.
    changes
        New values by dotted key.

    Returns
    -------
    list of Fault
        One for each key that is not there.

    Examples
    --------
    >>> values = {}
    >>> put(values, {"shocks.rival.kind": "rival_opens", "shocks.rival.day": 364})
    []
    >>> values["shocks"]
    [{'name': 'rival', 'kind': 'rival_opens', 'day': 364}]
    """
    _begin_shocks(values, changes)
    known = paths(values)
    faults = []
    for key, value in changes.items():
        if key not in known:
            faults.append(Fault(unknown_key(key, known)))
            continue
        *way, last = known[key]
        here: Any = values
        for part in way:
            here = here.setdefault(part, {}) if isinstance(here, dict) else here[part]
        if isinstance(here, dict):
            here[last] = value
    return faults


def _begin_shocks(values: dict[str, Any], changes: Mapping[str, object]) -> None:
    """Add an empty shock for each whose kind is told although it is not there."""
    known = {name for _, name in names(values, "shocks")}
    told = (key.split(".") for key in changes)
    new = [way[1] for way in told if len(way) == 3 and (way[0], way[2]) == ("shocks", "kind")]
    for name in new:
        if name not in known and isinstance(values.setdefault("shocks", []), list):
            values["shocks"].append({"name": name})
            known.add(name)
