"""What pydantic cannot know of the trainer's file: modules, their sliders, and seats.

Works on what TOML gives, as some of it may be wrong in other ways: what has not the right shape
is passed over here, and told elsewhere.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from sim.assumptions.faults import Fault, did_you_mean, number, shown
from sim.lessons import NAMES, lesson
from sim.lessons.lesson import Knob
from sim.play.board import TRAINER
from sim.workshop.kinds import MOST_SEATS, SEAT, SEAT_RULE, SEATS, names_of
from sim.workshop.sliders import OTHERS, named, sliders


def cross_faults(values: Mapping[str, Any]) -> Iterator[Fault]:
    """Find what does not go together.

    Parameters
    ----------
    values
        The file in plain dicts and lists.
    """
    for place, one in _texts(values.get("modules")):
        if one not in NAMES:
            yield Fault(f"modules: {_no_module(one)}", (("modules", place),))
    yield from _seat_faults(values)
    tables = values.get("module")
    for name, table in tables.items() if isinstance(tables, dict) else ():
        if name not in NAMES:
            yield Fault(_no_module(name), (("module", name),))
        elif isinstance(table, dict):
            yield from _module_faults(name, table)


def _no_module(name: str) -> str:
    full = name.zfill(2)
    hint = f': did you mean "{full}"?' if full in NAMES else f"; they are {', '.join(NAMES)}"
    return f"there is no module {shown(name)}{hint}"


def _seat_faults(values: Mapping[str, Any]) -> Iterator[Fault]:
    """Find wrong names of seats, and analysts who have no seat."""
    seats = values.get("seats", SEATS)
    for place, name in _texts(seats):
        if name == TRAINER:
            yield Fault(f'"{TRAINER}" is the trainer\'s own seat', (("seats", place),))
        elif not SEAT.fullmatch(name):
            yield Fault(f"seats: {shown(name)} is no name: it {SEAT_RULE}", (("seats", place),))
    if isinstance(seats, int):
        known = names_of(seats) if 1 <= seats <= MOST_SEATS else ()
    else:
        known = tuple(name for _, name in _texts(seats))
    for place, name in _texts(values.get("analysts")):
        if known and name not in known:
            hint = did_you_mean(name, known, quoted=True)
            yield Fault(f"analysts: there is no seat {shown(name)}{hint}", (("analysts", place),))


def _module_faults(name: str, table: Mapping[str, Any]) -> Iterator[Fault]:
    known = sliders(lesson(name))
    for part in ("locked", "hidden"):
        for place, slider in _texts(table.get(part)):
            if slider not in known and slider not in OTHERS:
                path = ("module", name, part, place)
                yield Fault(f"module.{name}.{part}: {_no_slider(slider, name)}", (path,))
    locked = named(lesson(name), (slider for _, slider in _texts(table.get("locked"))))
    for place, slider in _texts(table.get("hidden")):
        if locked & named(lesson(name), (slider,)):
            sentence = f"module.{name}: {slider} is both locked and hidden: choose one"
            yield Fault(sentence, (("module", name, "hidden", place),))
    start = table.get("start")
    for slider, value in start.items() if isinstance(start, dict) else ():
        path = ("module", name, "start", slider)
        if slider not in known:
            yield Fault(f"module.{name}.start: {_no_slider(slider, name)}", (path,))
        elif isinstance(value, int | float) and value not in known[slider].stops:
            yield Fault(f"module.{name}.start: {_no_stop(known[slider], value)}", (path,))


def _no_slider(slider: str, name: str) -> str:
    known = [one.name for one in lesson(name).knobs]
    hint = did_you_mean(slider, known) or f"; they are {', '.join(known)}"
    return f"module {name} has no slider {shown(slider)}{hint}"


def _no_stop(knob: Knob, value: float) -> str:
    said = f"{knob.name} is {shown(value)}, but must be "
    if knob.is_switch:
        return f"{said}0 ({knob.words[0]}) or 1 ({knob.words[1]})"
    low, high, step = (number(one) for one in (knob.low, knob.high, knob.step))
    return f"{said}from {low} to {high} in steps of {step}"


def _texts(value: Any) -> Iterator[tuple[int, str]]:
    """Give the texts of a list with their places; nothing where it is no list."""
    for place, one in enumerate(value if isinstance(value, list) else ()):
        if isinstance(one, str):
            yield place, one
