"""Work: pieces to be lived, wherever they are lived, and their key figures in order.

Every experiment (replications, a comparison, a sweep) is a list of pieces. What comes back does
not depend on who lives them, nor on the order in which they are done.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from typing import Literal, NamedTuple

from sim.assumptions import Scenario
from sim.study.run import Engine, run

Jobs = int | Literal["auto"] | Executor
"""How many at once, as many as there are cores, or any executor of ``concurrent.futures``."""

Figures = dict[str, float]
"""Key figures by name, in the order of `sim.study.kpis.KPIS`."""


class Piece(NamedTuple):
    """One replication of one scenario."""

    scenario: Scenario
    seed: int
    replication: int


def lived(
    pieces: Sequence[Piece],
    jobs: Jobs = 1,
    engine: Engine = "auto",
    on_progress: Callable[[int], None] | None = None,
) -> tuple[Figures, ...]:
    """Live pieces, and return the key figures of each in the order of the pieces.

    Parameters
    ----------
    pieces : sequence of Piece
        What to live.
    jobs : int, "auto" or concurrent.futures.Executor
        How many at once, or where.
    engine : {"auto", "simpy", "compiled"}
        Which engine; it makes no difference to any number.
    on_progress : callable, optional
        Called with the number of pieces that are done, after each.
    """
    figures = []
    for done, piece in enumerate(pieces, start=1):
        figures.append(run(*piece, engine, keep_events=False).figures)
        if on_progress is not None:
            on_progress(done)
    return tuple(figures)
