"""The log of a game on disk: scenario, seed and decisions; whole or not at all."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sim.assumptions import Scenario, dump
from sim.assumptions.reading import load
from sim.play.game.decisions import GameError
from sim.play.game.terms import Entry, Terms, terms_of
from sim.study.folder import settle
from sim.study.parity import MODEL_VERSION

FORM = 1


def write_log(path: Path, terms: Terms, entries: tuple[Entry, ...], ran: int) -> None:
    """Write a log beside its place and move it there.

    Parameters
    ----------
    path : Path
        Where.
    terms, entries
        The game.
    ran : int
        How many of the quarters have been run.
    """
    half = path.with_name(f"{path.name}.half")
    half.write_text(json.dumps(plain_log(terms, entries, ran), indent=1), encoding="utf-8")
    settle(half)
    os.replace(half, path)


def plain_log(terms: Terms, entries: tuple[Entry, ...], ran: int) -> dict[str, Any]:
    """Return a log in plain values."""
    return {
        "form": FORM,
        "model_version": MODEL_VERSION,
        "scenario": dump(terms.scenario),
        "terms": {
            "quarters": terms.quarters,
            "seed": terms.seed,
            "budget": terms.economics.budget,
            "cash": terms.economics.cash,
            "interest": terms.economics.interest,
            "shocks": terms.shocks,
            "caretaker": terms.caretaker,
        },
        "ran": ran,
        "entries": [
            {
                "quarter": one.quarter,
                "settings": dict(one.settings),
                "information": one.information,
                "bonus": one.bonus,
                "forecast": None if one.forecast is None else list(one.forecast),
            }
            for one in entries
        ],
    }


def read_log(path: Path) -> tuple[Terms, tuple[Entry, ...], int]:
    """Read a log, and check it as if it were decided anew.

    Raises
    ------
    GameError
        If it is no log, of another version, or not allowed by the rules.
    OSError
        If there is no such file.
    """
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise GameError(f"{path}: this is not the log of a game") from error
    try:
        return of_plain(kept)
    except GameError as error:
        raise GameError(f"{path}: {error}") from error


def of_plain(kept: Any) -> tuple[Terms, tuple[Entry, ...], int]:
    """Read a log from plain values, and check it as if it were decided anew.

    Raises
    ------
    GameError
        If it is no log, of another version, or not allowed by the rules.
    """
    try:
        form = kept["form"]
        version, text, terms = kept["model_version"], kept["scenario"], dict(kept["terms"])
        entries, ran = kept["entries"], int(kept["ran"])
    except (ValueError, KeyError, TypeError) as error:
        raise GameError("this is not the log of a game") from error
    if form != FORM or version != MODEL_VERSION:
        raise GameError(
            f"the log is of model {version}, but must be of model {MODEL_VERSION}: with "
            "another, the same decisions come to something else"
        )
    try:
        made = terms_of(_scenario(text), **terms)
        done = checked(made, entries)
    except GameError:
        raise
    except (AttributeError, KeyError, TypeError, ValueError) as error:  # a scenario that is none
        raise GameError("this is not the log of a game") from error
    if not len(done) - 1 <= ran <= len(done):
        raise GameError(f"{ran} quarters have run, but {len(done)} were decided")
    return made, done, ran


def checked(terms: Terms, entries: list[Mapping[str, Any]]) -> tuple[Entry, ...]:
    """Decide every entry of a log anew, so that none breaks the rules."""
    done: list[Entry] = []
    for one in entries:
        last = done[-1] if done else None
        settings, bonus = one["settings"], bool(one["bonus"])
        done.append(terms.entry(last, settings, one["information"], bonus, one["forecast"]))
    return tuple(done)


def _scenario(text: str) -> Scenario:
    """Read a scenario from its text."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "scenario.toml"
        file.write_text(text, encoding="utf-8")
        return load(file)
