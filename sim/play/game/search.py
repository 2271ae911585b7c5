"""What a good policy would have reached: a search by differential evolution, and how sure it is.

The search is SciPy's. It looks at policies that are set once, grow into the budget and then stay;
it is no proof that nothing better exists. What it finds is lived again with other luck than it was
chosen by, since the luckiest of many looks better than it is.
"""

from collections.abc import Callable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.play.game.decisions import Settings
from sim.play.game.score import REPLAYS, Piece, flown
from sim.play.game.strategies import Strategy, View, constant, entries_of
from sim.play.game.terms import Entry, Terms
from sim.study.engines import Engine
from sim.study.work import Lived
from sim.study.workers import Jobs

POLICIES = 24
"""Policies of each generation."""
GENERATIONS = 3
LIVES = 3
"""How often each policy is lived while searching, all with the same luck."""
SEARCHED_FROM = 1_000
"""The first replication of the search: no game and no replay has this luck."""


@dataclass(frozen=True)
class Reached:
    """The best policy that a search has found.

    Attributes
    ----------
    settings : dict
        What it wants; it grows into it as the budget allows.
    entries : tuple of Entry
        Its log.
    tried : int
        How many policies were lived.
    score : float
        Its mean over replays whose luck the search has not seen.
    seen : float
        Its mean over the luck it was chosen by: better than it is.
    how_good : str
        In a sentence.
    """

    settings: dict[str, float]
    entries: tuple[Entry, ...]
    tried: int
    score: float
    seen: float
    how_good: str


def search(
    terms: Terms,
    begin: Sequence[Settings] = (),
    policies: int = POLICIES,
    generations: int = GENERATIONS,
    lives: int = LIVES,
    replays: int = REPLAYS,
    jobs: Jobs = 1,
    engine: Engine = "auto",
    on_progress: Callable[[int], None] = lambda _: None,
    kept: Callable[[Sequence[Piece]], MutableMapping[int, Lived] | None] = lambda _: None,
) -> Reached:
    """Look for a good policy.

    Parameters
    ----------
    terms : Terms
        What is played by.
    begin : sequence of settings
        Policies to begin with, such as those of the teams; the others are spread out evenly.
    policies, generations, lives : int
        How many, how long, and how often each is lived.
    replays : int
        How often the best is lived in the end, with luck that the search has not seen.
    jobs, engine
        As everywhere; they change no number.
    on_progress : callable
        Called after each life with its number within its generation.
    kept : callable
        From flights to those of them that were flown already, as `flown` takes them.
    """
    from scipy.optimize import differential_evolution  # slow to import
    from scipy.stats.qmc import LatinHypercube

    kinds = terms.decisions
    known: dict[tuple[float, ...], float] = {}
    logs: dict[tuple[float, ...], tuple[Entry, ...]] = {}

    def fly_all(pieces: Sequence[Piece]) -> list[float]:
        done = flown(pieces, jobs, engine, on_progress, finished=kept(pieces))
        return [row["score"] for row in done]

    def settings_of(point: NDArray[np.float64]) -> tuple[float, ...]:
        stops = [one.stops() for one in kinds]
        return tuple(
            values[min(len(values) - 1, int(u * len(values)))]
            for values, u in zip(stops, point, strict=True)
        )

    def losses(points: NDArray[np.float64]) -> NDArray[np.float64]:
        wanted = [settings_of(point) for point in np.atleast_2d(points.T)]
        new = [one for one in dict.fromkeys(wanted) if one not in known]
        for one in new:
            wish = {kind.name: value for kind, value in zip(kinds, one, strict=True)}
            logs[one] = entries_of(_wanting(wish), terms)
        pieces = [
            Piece(terms, logs[one], SEARCHED_FROM + life) for one in new for life in range(lives)
        ]
        scores = fly_all(pieces)
        for place, one in enumerate(new):
            known[one] = float(np.mean(scores[place * lives : (place + 1) * lives]))
        return np.array([-known[one] for one in wanted])

    first = LatinHypercube(len(kinds), rng=np.random.default_rng(terms.seed)).random(policies)
    for place, one in enumerate([terms.start, *begin][:policies]):
        first[place] = [
            (kind.stops().index(kind.nearest(one.get(kind.name, kind.start))) + 0.5)
            / len(kind.stops())
            for kind in kinds
        ]
    differential_evolution(
        losses,
        [(0.0, 1.0)] * len(kinds),
        init=first,
        maxiter=generations,
        rng=np.random.default_rng(terms.seed),
        polish=False,
        updating="deferred",
        vectorized=True,
        tol=0.0,
    )
    best = max(known, key=lambda one: known[one])
    fresh = [Piece(terms, logs[best], 1 + number) for number in range(replays)]
    score = float(np.mean(fly_all(fresh)))
    wish = {kind.name: value for kind, value in zip(kinds, best, strict=True)}
    return Reached(
        wish,
        logs[best],
        len(known),
        score,
        known[best],
        f"The best of {len(known)} policies that a search lived {lives} times each; its score is "
        f"from {replays} other replays. Nothing proves that there is none better.",
    )


def _wanting(wish: Mapping[str, float]) -> Strategy:
    return constant("searched", "What a search found", lambda terms: wish)


def wishes(strategy: Strategy, terms: Terms) -> Settings:
    """Return the settings that a computer team comes to in the end."""
    return dict(entries_of(strategy, terms)[-1].settings)


__all__ = ["Reached", "View", "search", "wishes"]
