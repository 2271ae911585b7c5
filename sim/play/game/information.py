"""Information that a team may buy: drawn from what really happened, each with its own blind spot.

The luck of a draw belongs to the game: seed, replication, quarter, which source and which person
or visit. So a quarter that is run again reports the same.
"""

import numpy as np

from sim import facts, luck
from sim.outcome import Outcome
from sim.play.game.decisions import QUARTER
from sim.play.game.economics import Source
from sim.play.game.quarter import REASONS, Report, Window
from sim.play.game.terms import GAME, HISTORY

DRAW_SURVEY, DRAW_VISIT, DRAW_EXIT, DRAW_ANSWER = 2, 3, 4, 5
ANSWERS = {
    facts.LEFT_FAILURE: 0.15,
    facts.LEFT_WAITING: 0.15,
    facts.LEFT_RENEWAL: 0.15,
    facts.LEFT_MOVED: 0.6,
    facts.LEFT_COMPETITOR: 0.35,
}
"""Share of those who left for a reason who answer when they are asked why."""


def report_of(
    source: Source, outcome: Outcome, quarter: int, seed: int, replication: int
) -> Report:
    """Return what a source says at the end of a quarter.

    Parameters
    ----------
    source : Source
        What was bought.
    outcome : Outcome
        Of a run that ends with that quarter.
    quarter : int
        Which.
    seed, replication : int
        Whose luck.
    """
    key = luck.entity_key(luck.world_key(seed, replication), GAME, quarter)
    if source.name == "survey":
        text, figures = _survey(source, outcome, key)
    elif source.name == "mystery_shopper":
        text, figures = _shoppers(source, outcome, quarter, key)
    else:
        text, figures = _exits(source, outcome, quarter, key)
    return Report(source.name, text, source.bias, figures)


def _chosen(people: np.ndarray, number: int, key: int, purpose: int) -> np.ndarray:
    """Draw people, each by a number of their own."""
    order = [luck.uniform(key, purpose, int(person)) for person in people]
    return people[np.argsort(order, kind="stable")[:number]]


def _survey(source: Source, outcome: Outcome, key: int) -> tuple[str, dict[str, float]]:
    active = np.flatnonzero(outcome.people["active"] == 1)
    asked = _chosen(active, source.asks, key, DRAW_SURVEY)
    if not len(asked):
        return "Nobody is left to be asked.", {"asked": 0.0}
    content = float((outcome.people["account"][asked] >= 0).mean())
    return (
        f"Of {len(asked)} customers who still come, {content:.0%} are content.",
        {"asked": float(len(asked)), "content": content},
    )


def _shoppers(
    source: Source, outcome: Outcome, quarter: int, key: int
) -> tuple[str, dict[str, float]]:
    seen = Window(outcome, quarter)
    visits = seen.count(facts.VISIT)
    spoiled = seen.count(facts.SPOILED) / visits if visits else 0.0
    found = sum(luck.uniform(key, DRAW_VISIT, visit) < spoiled for visit in range(source.asks))
    return (
        f"Of {source.asks} visits, {found or 'none'} {'was' if found == 1 else 'were'} spoiled by "
        "a wait, a failure or a broken promise.",
        {"visits": float(source.asks), "spoiled": float(found)},
    )


def _exits(
    source: Source, outcome: Outcome, quarter: int, key: int
) -> tuple[str, dict[str, float]]:
    people = outcome.people
    since = QUARTER * (HISTORY + quarter - 1)
    gone = (people["active"] == 0) & np.isfinite(people["left_at"]) & (people["tenure"] > 0)
    left = np.flatnonzero(gone & (people["left_at"] >= since))
    asked = _chosen(left, source.asks, key, DRAW_EXIT)
    told: dict[str, float] = dict.fromkeys(REASONS.values(), 0.0)
    for person in asked:
        why = int(people["left_because"][person])
        if luck.uniform(key, DRAW_ANSWER, int(person)) < ANSWERS.get(why, 0.0):
            told[REASONS[why]] += 1
    answered = int(sum(told.values()))
    named = ", ".join(f"{words} ({number:.0f})" for words, number in told.items() if number)
    return (
        f"Of {len(asked)} who left and were asked why, {answered} answered"
        + (f": {named}." if named else "."),
        {"asked": float(len(asked)), "answered": float(answered), **told},
    )
