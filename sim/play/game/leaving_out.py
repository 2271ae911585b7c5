"""What each decision was worth: the log lived again without it, with the same luck."""

from collections.abc import Callable
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
    """Say what each change was worth, the best first.

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
    pieces = [Piece(terms, log, number) for log in logs for number in range(lives)]
    scores = [one["score"] for one in flown(pieces, jobs, engine, on_progress)]
    rows = [scores[place * lives : (place + 1) * lives] for place in range(len(logs))]
    found = []
    for change, row in zip(changes, rows[1:], strict=True):
        gains = [with_it - without_it for with_it, without_it in zip(rows[0], row, strict=True)]
        mean, low, high, _ = (float(value) for value in interval(pd.Series(gains)))
        found.append(Worth(change, mean, low, high, gains[0]))
    return tuple(sorted(found, key=lambda one: -one.worth))
