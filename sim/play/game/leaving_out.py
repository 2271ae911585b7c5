"""What each decision was worth: the log lived again without it, with the same luck."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

import pandas as pd

from sim.play.game.score import Piece, flown
from sim.play.game.terms import Entry, Terms
from sim.study.engines import Engine
from sim.study.replicate import interval
from sim.study.workers import Jobs

LIVES = 5
"""How often each is lived: the luck of the game itself, and of others."""
CLOSE = 3
"""How many of those that seem best, and of those that seem costliest, are looked at closely."""
CARD = "bonus"


class Change(NamedTuple):
    """Something that a team changed in a quarter."""

    quarter: int
    name: str
    title: str
    before: str
    after: str


class Worth(NamedTuple):
    """What a change was worth: the score with it less the score without."""

    change: Change
    worth: float
    low: float
    high: float
    here: float
    """With the luck of the game itself."""


def changes_of(terms: Terms, entries: tuple[Entry, ...]) -> list[Change]:
    """List what a team changed, quarter by quarter."""
    found = []
    before, bonus = terms.start, False
    for entry in entries:
        for one in terms.decisions:
            was, now = before[one.name], entry.settings[one.name]
            if was != now:
                was_said = one.said(was).removesuffix(f" {one.unit}")
                found.append(Change(entry.quarter, one.name, one.title, was_said, one.said(now)))
        if entry.bonus is not bonus:
            found.append(Change(entry.quarter, CARD, terms.card.title, "no", "yes"))
        before, bonus = dict(entry.settings), entry.bonus
    return found


def without(terms: Terms, entries: tuple[Entry, ...], change: Change) -> tuple[Entry, ...]:
    """Leave a change out: what was before stays until the team changes it again."""
    place = change.quarter - 1
    if change.name == CARD:
        return (*entries[:place], *(replace(one, bonus=False) for one in entries[place:]))
    was = entries[place - 1].settings[change.name] if place else terms.start[change.name]
    now = entries[place].settings[change.name]
    made = list(entries[:place])
    kept = True
    for one in entries[place:]:
        kept = kept and one.settings[change.name] == now
        made.append(replace(one, settings={**one.settings, change.name: was}) if kept else one)
    return tuple(made)


def worths(
    terms: Terms,
    entries: tuple[Entry, ...],
    lives: int = LIVES,
    jobs: Jobs = 1,
    engine: Engine = "auto",
    on_progress: Callable[[int], None] | None = None,
) -> tuple[Worth, ...]:
    """Say what the best and the costliest changes were worth, the best first.

    Each change is left out in the game's own luck at first. Those that seem best and those that
    seem costliest are then lived as often as asked for; nobody hears of those in between.

    Parameters
    ----------
    terms, entries
        What was played.
    lives : int
        How often each log is lived; the first time with the luck of the game itself.
    jobs, engine, on_progress
        As everywhere; they change no number.
    """
    changes = changes_of(terms, entries)
    logs = [entries, *(without(terms, entries, change) for change in changes)]
    scores: dict[tuple[int, int], float] = {}

    def live_all(places: Sequence[int], numbers: Sequence[int]) -> None:
        new = [(place, number) for place in places for number in numbers]
        pieces = [Piece(terms, logs[place], number) for place, number in new]
        rows = flown(pieces, jobs, engine, on_progress)
        scores.update((key, row["score"]) for key, row in zip(new, rows, strict=True))

    def gains(place: int) -> list[float]:
        there = [number for one, number in scores if one == place]
        return [scores[0, number] - scores[place, number] for number in there]

    live_all(range(len(logs)), [0])
    order = sorted(range(1, len(logs)), key=lambda place: -gains(place)[0])
    extreme = order if len(order) <= 2 * CLOSE else [*order[:CLOSE], *order[-CLOSE:]]
    if extreme:
        live_all([0, *extreme], range(1, lives))
    found = [_worth(changes[place - 1], gains(place)) for place in extreme]
    return tuple(sorted(found, key=lambda one: -one.worth))


def lives_of(changes: int, lives: int) -> int:
    """Return how many lives `worths` lives for so many changes."""
    return 1 + changes + (lives - 1) * (1 + min(changes, 2 * CLOSE)) if changes else 1


def _worth(change: Change, gains: Sequence[float]) -> Worth:
    mean, low, high, _ = (float(value) for value in interval(pd.Series(gains)))
    return Worth(change, mean, low, high, gains[0])
