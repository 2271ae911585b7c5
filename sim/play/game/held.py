"""A log that two may have open: one at a time decides or runs, and nobody undoes the other."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from sim.play.game.decisions import Elsewhere
from sim.play.game.log import write_log
from sim.play.game.terms import Entry, Terms


class Held:
    """The log of a game on the disk, and what is known of it here.

    Parameters
    ----------
    path : Path
        Where it is.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._known = _bytes_of(path)
        self._lock = FileLock(path.with_name(f"{path.name}.lock"))

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep others from the log while something is decided or run.

        Raises
        ------
        Elsewhere
            If somebody else is at it at this moment, or has gone on with it meanwhile.
        """
        try:
            self._lock.acquire(timeout=0)
        except Timeout as error:
            raise Elsewhere(
                f"this game ({self.path.name}) is being played in another window at this moment"
            ) from error
        try:
            if _bytes_of(self.path) != self._known:
                raise Elsewhere(
                    f"this game ({self.path.name}) has gone on in another window: reopen it here"
                )
            yield
        finally:
            self._lock.release()

    def write(self, terms: Terms, entries: tuple[Entry, ...], ran: int) -> None:
        """Write the log, whole or not at all."""
        write_log(self.path, terms, entries, ran)
        self._known = _bytes_of(self.path)


def _bytes_of(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
