"""The tables of docs/workshop.md, made from the code: ``python -m sim.workshop.doc``."""

from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel

from sim.assumptions.faults import number, shown
from sim.lessons import NAMES, lesson
from sim.lessons.lesson import Knob
from sim.study.modeldoc import rewrite, table
from sim.workshop.workshop import GameTerms, ModuleTerms, Workshop

FILE = Path(__file__).resolve().parents[2] / "docs" / "workshop.md"
HEAD = ("setting", "what it is", "left out")


def settings() -> str:
    """Tell every setting of the whole workshop."""
    return _of(Workshop)


def module() -> str:
    """Tell every setting of one module."""
    return _of(ModuleTerms)


def game() -> str:
    """Tell every setting of the flight simulator."""
    return _of(GameTerms)


def sliders() -> str:
    """Tell the sliders of each module, and where they may begin."""
    rows = [
        (number, f"`{knob.name}`", knob.label, _range(knob))
        for number in NAMES
        for knob in lesson(number).knobs
    ]
    return table(("module", "slider", "on the page", "from, to, step"), rows)


PARTS = {part.__name__: part for part in (settings, module, game, sliders)}


def _of(model: type[BaseModel]) -> str:
    rows = []
    for name, info in model.model_fields.items():
        choices = ", ".join(f"`{shown(one)}`" for one in get_args(info.annotation) if _is_word(one))
        said = info.description or ""
        told = f"{said}: {choices}" if choices else said
        rows.append((f"`{name}`", told, _default(info.default)))
    return table(HEAD, rows)


def _is_word(choice: Any) -> bool:
    return isinstance(choice, str)


def _default(value: Any) -> str:
    """Write what holds where a setting is left out."""
    if value is None or isinstance(value, dict | BaseModel) or value == ():
        return "–"
    if value == tuple(NAMES):
        return "all"
    if isinstance(value, tuple):
        return f"`[{', '.join(number(one) for one in value)}]`"
    return f"`{shown(value)}`"


def _range(knob: Knob) -> str:
    if knob.is_switch:
        return f"0 ({knob.words[0]}), 1 ({knob.words[1]})"
    return ", ".join(number(one) for one in (knob.low, knob.high, knob.step))


if __name__ == "__main__":
    rewrite(FILE, PARTS)
