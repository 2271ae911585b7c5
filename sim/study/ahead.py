"""Living ahead: what will be asked for next is lived while nobody asks."""

import threading
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from sim.assumptions import Scenario
from sim.outcome import Stopped
from sim.study.run import Run, run
from sim.study.work import Figures, Piece

Watch = Callable[[Run], Mapping[str, Any]]
"""What is kept of a run beside its key figures."""


class Lived(NamedTuple):
    """What was lived: of each piece its key figures, and what was kept beside them."""

    known: Mapping[Piece, Figures]
    seen: Mapping[Piece, Mapping[str, Any]]


NOTHING = Lived({}, {})


class Ahead:
    """Lives pieces in the background, the most wanted first, and keeps what they came to.

    A new wish takes the place of the one before it; what is under way and no longer wanted first
    is stopped, so that the answer to the last question is never behind the answers to earlier
    ones. Everything that was lived once is kept.

    Parameters
    ----------
    watch : callable, optional
        Called with every run while its events are still there; what it returns is kept.
    keep_events : callable, optional
        Whether a piece is lived with its events, for `watch`.
    arrived : callable, optional
        Called after each piece, in the thread that lived it.
    before : Lived, optional
        What was lived beforehand, and need not be lived again.

    Attributes
    ----------
    fault : Exception or None
        What went wrong with the last piece that failed; a new wish forgets it.

    Examples
    --------
    >>> import sim
    >>> shop = sim.load("corner_shop", changes={"time.days": 28, "time.warm_up_days": 0})
    >>> ahead = Ahead()
    >>> ahead.want([Piece(shop, 26, replication) for replication in range(3)])
    >>> ahead.wait()
    >>> len(ahead.figures(shop, 26))
    3
    """

    def __init__(
        self,
        watch: Watch | None = None,
        keep_events: Callable[[Piece], bool] = lambda _: False,
        arrived: Callable[[], None] = lambda: None,
        before: Lived = NOTHING,
    ) -> None:
        self.fault: Exception | None = None
        self.arrived = arrived
        self._watch = watch
        self._keep_events = keep_events
        self._wanted: deque[Piece] = deque()  # and not yet known
        self._known: dict[Piece, Figures] = dict(before.known)
        self._seen: dict[Piece, Mapping[str, Any]] = dict(before.seen)
        self._thread: threading.Thread | None = None
        self._changed = threading.Condition()

    def want(self, pieces: Sequence[Piece]) -> None:
        """Ask for pieces, the most wanted first, in place of what was asked for before."""
        with self._changed:
            self.fault = None
            self._wanted = deque(one for one in dict.fromkeys(pieces) if one not in self._known)
            if self._wanted and self._thread is None:
                self._thread = threading.Thread(target=self._work, daemon=True, name="ahead")
                self._thread.start()
            self._changed.notify_all()

    def figures(self, scenario: Scenario, seed: int) -> tuple[Figures, ...]:
        """Return the key figures of a scenario's replications, from 0 on without a gap."""
        count = self.known(scenario, seed)
        return tuple(self._known[Piece(scenario, seed, number)] for number in range(count))

    def known(self, scenario: Scenario, seed: int) -> int:
        """Return how many replications of a scenario are known, from 0 on without a gap."""
        count = 0
        while Piece(scenario, seed, count) in self._known:
            count += 1
        return count

    def seen(self, piece: Piece) -> Mapping[str, Any]:
        """Return what was kept of a piece; nothing if it was not lived."""
        return self._seen.get(piece, {})

    @property
    def lived(self) -> Lived:
        """All that was lived so far."""
        with self._changed:
            return Lived(dict(self._known), dict(self._seen))

    @property
    def idle(self) -> bool:
        """Whether all that is wanted is known."""
        return not self._wanted

    def wait(self) -> None:
        """Wait until all that is wanted is known, or something has failed."""
        with self._changed:
            self._changed.wait_for(lambda: self.fault is not None or not self._wanted)

    def _work(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self.fault is None and self._wanted)
                piece = self._wanted[0]
            self._live(piece)
            self.arrived()

    def _gave_way(self, piece: Piece) -> bool:
        """Whether another piece is wanted more by now."""
        wanted = self._wanted
        return not wanted or wanted[0] != piece

    def _live(self, piece: Piece) -> None:
        try:
            one = run(
                *piece,
                keep_events=self._keep_events(piece),
                stop=lambda: self._gave_way(piece),
            )
            seen = self._watch(one) if self._watch is not None else {}
        except Stopped:
            return
        except Exception as error:  # told by whoever asked, in a sentence
            with self._changed:
                self.fault = error
                self._changed.notify_all()
            return
        with self._changed:
            self._known[piece] = one.figures
            self._seen[piece] = seen
            if self._wanted and self._wanted[0] == piece:
                self._wanted.popleft()
            else:  # another wish has come meanwhile
                self._wanted = deque(one for one in self._wanted if one != piece)
            self._changed.notify_all()
