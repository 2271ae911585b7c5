"""A scenario: one business, with every parameter of its world. Frozen; `with_` makes a new one."""

import json
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, Literal, NamedTuple, Self, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from sim.assumptions.crosscheck import cross_faults, draft
from sim.assumptions.faults import Fault, ScenarioError, shown, translated, unknown_key
from sim.assumptions.keys import LISTS, field_of, paths, put
from sim.assumptions.parameter import Name, Section
from sim.assumptions.places import Department, Touchpoint
from sim.assumptions.sections import SECTIONS
from sim.assumptions.sections.experience import Loyalty, Moments
from sim.assumptions.sections.talk import Talk
from sim.assumptions.sections.trade import Exits, Lock, Market, Money, Time, Visits
from sim.assumptions.sections.voice import Desk, Recovery, SecondChance, Voice
from sim.assumptions.sections.workforce import Workforce
from sim.assumptions.shocks import Shock

__all__ = ["Provenance", "Row", "Scenario", "ScenarioError", "Target"]

Came = Literal["default", "preset", "trade", "set"]
"""Who said a value: the declaration, a preset, a scenario's file, or a change after that."""

PresetName = Literal["slogans", "published"]


class Provenance(NamedTuple):
    """Where one value comes from."""

    key: str
    source: str
    grade: str
    origin: Came


class Row(NamedTuple):
    """One parameter with all that is known of it."""

    key: str
    value: float | int | bool | str
    unit: str
    source: str
    grade: str
    description: str
    origin: Came


class Target(Section):
    """A range that a measure of the trade has to reach: what the trade is calibrated to."""

    kpi: Name = Field(description="the measure")
    low: float = Field(description="from")
    high: float = Field(description="to")
    basis: Literal["found", "judged"] = Field(description="found in a source, or our judgement")
    source: str = Field(description="where it was found, or why it was judged so")


class Scenario(BaseModel):
    """One business, complete: sections of parameters, departments, touchpoints and targets.

    Attributes read like sentences, ``shop.voice.silent_per_complaint``, and every parameter has a
    dotted key, ``"voice.silent_per_complaint"`` or ``"departments.till.staff"``. Nothing of it can
    be changed; `with_` makes a new one. Two scenarios are equal when all their values are,
    wherever these come from.

    Raises
    ------
    ScenarioError
        When a value is wrong or two do not go together; it names every fault.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)

    name: Name
    title: str = ""
    trade: str = ""
    preset: PresetName = "slogans"
    time: Time
    market: Market
    visits: Visits
    moments: Moments
    loyalty: Loyalty
    voice: Voice
    second_chance: SecondChance
    recovery: Recovery
    desk: Desk
    talk: Talk
    workforce: Workforce
    lock: Lock
    exits: Exits
    money: Money
    departments: tuple[Department, ...]
    touchpoints: tuple[Touchpoint, ...]
    shocks: tuple[Shock, ...] = ()
    targets: tuple[Target, ...] = ()
    provenance: tuple[Provenance, ...] = Field((), repr=False)

    def __init__(self, **values: Any) -> None:
        # Pydantic would tell of single values only; here the rules between values are told too.
        values = _plain(values)
        values = {name: {} for name in SECTIONS} | values
        faults = _literal_faults(values)
        try:
            super().__init__(**_tuples(values))
        except ValidationError as error:
            known = [*paths(values), *type(self).model_fields]
            faults += [translated(one, values, known) for one in error.errors()]
        faults += cross_faults(draft(values, faults))
        faults += _target_faults(values, faults)
        if faults:
            raise ScenarioError(faults) from None

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        return isinstance(other, Scenario) and self._content() == other._content()

    def __hash__(self) -> int:
        return self._hash

    def __getstate__(self) -> dict[Any, Any]:
        # Another process hashes text in its own way.
        state = super().__getstate__()
        inner = {name: one for name, one in state["__dict__"].items() if name != "_hash"}
        return state | {"__dict__": inner}

    def _content(self) -> tuple[Any, ...]:
        fields = type(self).model_fields
        return tuple(getattr(self, name) for name in fields if name != "provenance")

    def plain(self) -> dict[str, Any]:
        """Give all values in dicts and lists of its own, provenance left out."""
        return _plain(self.model_dump(exclude={"provenance"}))

    def keys(self) -> tuple[str, ...]:
        """List every dotted key, in a fixed order."""
        return tuple(self._paths)

    def value(self, key: str) -> Any:
        """Look up one value.

        Parameters
        ----------
        key
            Its dotted key.

        Raises
        ------
        ScenarioError
            When there is no such key.
        """
        if key not in self._paths:
            raise ScenarioError([unknown_key(key, self._paths)])
        here: Any = self
        for part in self._paths[key]:
            here = here[part] if isinstance(part, int) else getattr(here, part)
        return here

    def with_(self, changes: Mapping[str, object]) -> Self:
        """Make a new scenario with some values changed, checked anew as a whole.

        Parameters
        ----------
        changes
            New values by dotted key.

        Raises
        ------
        ScenarioError
            When a key is not there or the result is no valid scenario.
        """
        changes = {key: python_number(value) for key, value in changes.items()}
        values = self.plain()
        unknown = put(values, changes)
        told = {one.key: one for one in self.provenance}
        told |= {key: Provenance(key, "changed", "assumption", "set") for key in changes}
        values["provenance"] = tuple(told.values())
        try:
            changed = type(self)(**values)
        except ScenarioError as error:
            raise ScenarioError([*unknown, *error.found]) from None
        if unknown:
            raise ScenarioError(unknown)
        return changed

    def origin(self, key: str) -> Provenance:
        """Say where a value comes from.

        Parameters
        ----------
        key
            Its dotted key.

        Raises
        ------
        ScenarioError
            When there is no such key.
        """
        value = self.value(key)
        if key in self._told:
            return self._told[key]
        field = field_of(self._paths[key])
        if field.is_required() or field.default != value:
            return Provenance(key, "changed", "assumption", "set")
        _, source, grade = about(key)
        return Provenance(key, source, grade, "default")

    def parameters(self) -> Iterator[Row]:
        """Give every parameter with all that is known of it; titles are left out."""
        for key, path in self._paths.items():
            if path[-1] != "title":
                unit, _, _ = about(key)
                _, source, grade, came = self.origin(key)
                text = field_of(path).description or ""
                yield Row(key, self.value(key), unit, source, grade, text, came)

    @cached_property
    def _hash(self) -> int:
        return hash(self._content())

    @cached_property
    def _paths(self) -> dict[str, Any]:
        return dict(paths(self.model_dump(include=set(LISTS))))

    @cached_property
    def _told(self) -> dict[str, Provenance]:
        return {one.key: one for one in self.provenance}


def about(key: str) -> tuple[str, str, str]:
    """Give unit, source and grade of a parameter as it is declared.

    Parameters
    ----------
    key
        Its dotted key; the name of a department or touchpoint in it does not matter.

    Examples
    --------
    >>> about("voice.silent_per_complaint")
    ('silent/complaint', 'C12', 'folklore')
    """
    part, *_, last = key.split(".")
    declared = field_of((part, last)).json_schema_extra
    known = declared if isinstance(declared, dict) else {}
    # What has no unit is a choice between words, not a number.
    unit = str(known.get("unit", "choice"))
    return unit, str(known.get("source", "ours")), str(known.get("grade", "assumption"))


def canonical(scenario: Scenario) -> str:
    """Write the values alone, always in the same way: what the parity hash is made of.

    Names, titles, targets and provenance of the scenario do not move a simulated world and are
    left out, as is the preset, which is a name for values that are there already.
    """
    values = scenario.model_dump(include={*SECTIONS, *LISTS})
    for part in LISTS:
        for member in values[part]:
            member.pop("title", None)  # shocks have none
    return json.dumps(_unsigned(values), sort_keys=True, separators=(",", ":"), allow_nan=False)


def _unsigned(value: Any) -> Any:
    """Make -0.0 the 0.0 that it is equal to."""
    if isinstance(value, dict):
        return {key: _unsigned(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_unsigned(inner) for inner in value]
    return value + 0.0 if isinstance(value, float) else value


def python_number(value: Any) -> Any:
    """Turn a number of NumPy's into Python's; a sweep hands such numbers over."""
    return value.item() if hasattr(value, "dtype") and hasattr(value, "item") else value


def _plain(value: Any) -> Any:
    """Copy models, tuples and lists into plain dicts and lists; provenance stays as it is."""
    if isinstance(value, Provenance):
        return value
    if isinstance(value, BaseModel):
        return {name: _plain(getattr(value, name)) for name in type(value).model_fields}
    if isinstance(value, Mapping):
        return {name: _plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value


def _tuples(values: dict[str, Any]) -> dict[str, Any]:
    """Make tuples of the lists, as a frozen model wants them."""
    return {
        key: tuple(given) if isinstance(given, list) else given for key, given in values.items()
    }


def _literal_faults(values: Mapping[str, Any]) -> list[Fault]:
    """Refuse true and 1.0 where a choice between whole numbers is asked for: pydantic does not."""
    faults = []
    for section, model in SECTIONS.items():
        for field, info in model.model_fields.items():
            given = values[section].get(field) if isinstance(values[section], dict) else None
            choices = get_args(info.annotation) if get_origin(info.annotation) is Literal else ()
            if isinstance(given, bool | float) and given in choices:
                rule = "must be " + " or ".join(map(str, choices))
                sentence = f"{section}.{field} is {shown(given)}, but {rule}"
                faults.append(Fault(sentence, ((section, field),)))
    return faults


def _target_faults(values: Mapping[str, Any], faults: list[Fault]) -> list[Fault]:
    """Refuse a target whose range is upside down."""
    broken = {path[:2] for fault in faults for path in fault.paths if path[:1] == ("targets",)}
    targets = values.get("targets", ())
    if ("targets",) in broken:
        return []
    return [
        Fault(
            f"targets[{i + 1}].low is {shown(target['low'])}, but must be at most its high, "
            f"which is {shown(target['high'])}",
            (("targets", i, "low"),),
        )
        for i, target in enumerate(targets)
        if ("targets", i) not in broken and target["low"] > target["high"]
    ]
