"""The floor as the browser wants it: numbers in one buffer, and a list of what is where.

Times are in minutes of opening time since the first day began.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim import facts
from sim.show.floor_data import Floor
from sim.show.floor_words import OPENLY


def packed(floor: Floor) -> tuple[bytes, dict[str, Any]]:
    """Pack a floor into bytes.

    Parameters
    ----------
    floor : Floor
        As `floor_data.floor_of` gives it.

    Returns
    -------
    bytes
        The columns, one after the other, each from a multiple of 8 bytes on.
    dict
        Under ``columns`` where each is: its type, its first byte and its length; beside it the
        stations, the calendar and the words for each kind of fact.
    """
    columns = _columns(floor)
    places: dict[str, tuple[str, int, int]] = {}
    parts: list[bytes] = []
    at = 0
    for name, column in columns.items():
        raw = np.ascontiguousarray(column).tobytes()
        raw += bytes(-len(raw) % 8)
        places[name] = (column.dtype.name, at, len(column))
        parts.append(raw)
        at += len(raw)
    used = sorted(set(floor.happenings["kind"].tolist()))
    return b"".join(parts), {
        "columns": places,
        "title": floor.title,
        "begin": floor.begin,
        "days": floor.days,
        "opens": floor.opens,
        "open_hours": floor.open_hours,
        "minutes": floor.days * floor.open_hours * 60,
        "busiest": float(_minutes(floor, np.array([floor.busiest]))[0]),
        "stations": [
            {
                "title": station.title,
                "stage": station.stage,
                "department": station.department,
                "staff": station.staff,
            }
            for station in floor.stations
        ],
        "stories": {str(kind): facts.KINDS[kind].story for kind in used},
        "openly": list(OPENLY),
        "served": facts.SERVED,
    }


def _columns(floor: Floor) -> dict[str, NDArray[Any]]:
    """List the columns; people are numbered as they come in `people`."""
    moods, visits, told = floor.moods, floor.visits, floor.happenings
    people = np.union1d(moods["person"], visits["person"]).astype(np.int32)
    first = np.searchsorted(moods["person"], [*people.tolist(), np.iinfo(np.int32).max])
    contacts = floor.contacts[np.lexsort((floor.contacts["arrived"], floor.contacts["person"]))]
    failures = floor.failures
    columns = {
        "people": people,
        "moodFirst": first.astype(np.int32),
        "moodTime": _minutes(floor, moods["time"]),
        "mood": (moods["mood"] | moods["front"] << 2 | moods["management"] << 3).astype(np.uint8),
        "contactPerson": np.searchsorted(people, contacts["person"]).astype(np.int32),
        "contactStation": contacts["station"],
        "contactEmployee": contacts["employee"],
        "arrived": _minutes(floor, contacts["arrived"]),
        "started": _minutes(floor, contacts["started"]),
        "ended": _minutes(floor, contacts["ended"]),
        "outcome": contacts["outcome"].astype(np.uint8),
        "visitBegin": _minutes(floor, visits["begin"][visits["begin"] >= floor.begin]),
        "failureTime": _minutes(floor, failures["time"]),
        "failureHeard": failures["management"].astype(np.uint8),
        "toldTime": _minutes(floor, told["time"]),
        "toldKind": told["kind"].astype(np.uint8),
        "toldPerson": told["person"],
        "toldStation": told["station"],
        "toldMinutes": told["amount"] * floor.open_hours * 60,
    }
    for name, spans in (("work", floor.work), ("away", floor.away)):
        columns[f"{name}Department"] = spans["department"]
        columns[f"{name}Employee"] = spans["employee"]
        columns[f"{name}Begin"] = _minutes(floor, spans["begin"])
        columns[f"{name}End"] = _minutes(floor, spans["end"])
    return columns


def _minutes(floor: Floor, times: NDArray[np.float64]) -> NDArray[np.float64]:
    minutes: NDArray[np.float64] = (times - floor.begin) * floor.open_hours * 60
    return minutes
