"""Small runs for the checks: a business of a few hundred customers, lived a few times."""

from functools import lru_cache

from sim.assumptions import Scenario
from sim.study.work import Figures, Piece, lived

SEED = 26


@lru_cache(maxsize=256)
def runs(scenario: Scenario, n: int = 4, seed: int = SEED) -> tuple[Figures, ...]:
    """Live a scenario so many times; what was lived before is kept."""
    return lived([Piece(scenario, seed, turn) for turn in range(n)], 1, "auto", lambda _: None)


def mean(scenario: Scenario, name: str, n: int = 4, seed: int = SEED) -> float:
    """Return the mean of a key figure over those runs."""
    found = [one[name] for one in runs(scenario, n, seed)]
    return float(sum(found) / len(found))
