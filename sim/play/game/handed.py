"""The end of a class is worked out once, on the trainer's seat, and handed to the others.

It is hundreds of lives, the same on every seat: a part that is done goes to the board in plain
values, and each seat takes it up from there. So does the trainer's own seat after a restart.
"""

from collections.abc import Mapping
from dataclasses import asdict
from math import isfinite, nan
from typing import Any

import pandas as pd

from sim.play.game.ending import Ending
from sim.play.game.leaving_out import Change, Worth
from sim.play.game.readings import READINGS, reading
from sim.play.game.score import Standings
from sim.play.game.search import Reached
from sim.play.game.terms import Entry, Terms

WORTHS, REACHED = "worths", "reached"
PARTS = (*READINGS, WORTHS, REACHED)


def ready(ending: Ending) -> tuple[str, ...]:
    """Name the parts of an end that are worked out."""
    found = [name for name in READINGS if name in ending.readings]
    found += [WORTHS] if ending.worked_out else []
    found += [REACHED] if ending.reached is not None else []
    return tuple(found)


def hand_out(ending: Ending, name: str) -> dict[str, Any]:
    """Write a part that is worked out in plain values, as JSON has it."""
    if name in READINGS:
        said: Any = _plain_standings(ending.readings[name])
    elif name == WORTHS:
        said = {
            team: [_plain_worth(one) for one in end.worths] for team, end in ending.ends.items()
        }
    else:
        assert ending.reached is not None
        said = asdict(ending.reached)
    return {"part": name, "teams": list(ending.logs), "said": said}


def take(ending: Ending, part: Mapping[str, Any]) -> None:
    """Take up a part; one of other teams, or one that cannot be read, is left alone.

    Examples
    --------
    >>> import sim
    >>> game = sim.Game(sim.load("corner_shop"), quarters=1, caretaker=1)
    >>> _ = game.advance()
    >>> here, there = (
    ...     Ending(game.terms, {"ours": game.entries}, 2, 1, searching=False, alone=alone)
    ...     for alone in (True, False)
    ... )
    >>> here.work()
    >>> there.work()
    >>> for name in ready(here):
    ...     take(there, hand_out(here, name))
    >>> there.complete, there.debrief().teams == here.debrief().teams
    (True, True)
    """
    name: Any = part.get("part")
    said: Any = part.get("said")
    looked_back = not ending.begun or len(ending.ends) == len(ending.logs)
    if part.get("teams") != list(ending.logs) or name not in PARTS or name in ready(ending):
        return
    if name == WORTHS and not looked_back:
        return  # the next time it is handed here
    try:
        if name in READINGS:
            found = _standings_of(reading(ending.terms, name), said)
            ending.readings = {**ending.readings, name: found}
        elif name == WORTHS:
            ending.weighed({team: tuple(map(_worth_of, said[team])) for team in ending.logs})
        else:
            ending.reached = _reached_of(said)
    except (AttributeError, KeyError, TypeError, ValueError):
        return
    if not ending.alone:
        ending.done = ending.total * len(ready(ending)) // len(PARTS)
    ending.settle()


def _plain_standings(found: Standings) -> dict[str, Any]:
    return {
        team: {
            "first": int(table.index[0]),
            "figures": {str(name): [float(one) for one in table[name]] for name in table},
        }
        for team, table in found.figures.items()
    }


def _standings_of(terms: Terms, said: Any) -> Standings:
    tables = {}
    for team, one in said.items():
        table = pd.DataFrame({name: list(map(float, row)) for name, row in one["figures"].items()})
        first = int(one["first"])
        table.index = pd.RangeIndex(first, first + len(table), name="replication")
        tables[str(team)] = table
    return Standings(terms, tables)


def _plain_worth(found: Worth) -> dict[str, Any]:
    """Write a worth; an interval of one life alone is none."""
    plain = {name: one if isfinite(one) else None for name, one in _numbers(found).items()}
    return {"change": found.change._asdict(), **plain}


def _numbers(found: Worth) -> dict[str, float]:
    return {"worth": found.worth, "low": found.low, "high": found.high, "here": found.here}


def _worth_of(said: Mapping[str, Any]) -> Worth:
    numbers = {
        name: nan if said[name] is None else float(said[name])
        for name in ("worth", "low", "high", "here")
    }
    return Worth(Change(**said["change"]), **numbers)


def _reached_of(said: Mapping[str, Any]) -> Reached:
    entries = tuple(Entry(**{**one, "settings": dict(one["settings"])}) for one in said["entries"])
    return Reached(**{**said, "entries": entries})
