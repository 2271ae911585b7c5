"""When a quarter of a class is open: what the trainer has said of it, the last word counts.

Times are seconds since 1970 by the clock of the machine that the board is on; whoever asks says
what time it is. Nothing of this is in the log of a game: a quarter that was cut short by the clock
has the same luck as one that was not.
"""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from sim.play.game.decisions import GameError

FIRST, LATER = 12, 6
"""Minutes for the first quarter, and for each later one."""
LONGEST = 24 * 60
"""Minutes that may be added at once."""


class Opened(NamedTuple):
    """The quarter that is open.

    Attributes
    ----------
    quarter : int
        The last that may be run; 0 before the first is opened.
    closes : float
        When its time is up, in seconds since 1970; 0 without any.
    """

    quarter: int
    closes: float


class Hours:
    """Until when each quarter is open.

    Parameters
    ----------
    said : iterable of mapping
        What the trainer has put on the board, in its order: ``quarter`` and ``closes``.

    Examples
    --------
    >>> hours = Hours([{"quarter": 1, "closes": 720.0}, {"quarter": 1, "closes": 840.0}])
    >>> hours.opened, hours.due(1, at=800.0), hours.due(1, at=840.0), hours.due(2, at=1e9)
    (Opened(quarter=1, closes=840.0), False, True, False)
    """

    def __init__(self, said: Iterable[Mapping[str, Any]]) -> None:
        self._closes = {int(one["quarter"]): float(one["closes"]) for one in said}

    @property
    def opened(self) -> Opened:
        """The quarter that was opened last."""
        quarter = max(self._closes, default=0)
        return Opened(quarter, self._closes.get(quarter, 0.0))

    def closes(self, quarter: int) -> float | None:
        """Return when a quarter's time is up; None where it is not open yet."""
        return self._closes.get(quarter)

    def due(self, quarter: int, at: float) -> bool:
        """Say whether a quarter's time is up."""
        closes = self.closes(quarter)
        return closes is not None and at >= closes

    def check_next(self, quarter: int) -> None:
        """Make sure that a quarter is the next to be opened.

        Raises
        ------
        GameError
            If it is not.
        """
        due = self.opened.quarter + 1
        if quarter != due:
            raise GameError(f"quarter is {quarter}, but must be {due}: one after the other")

    def later(self, minutes: float, at: float) -> float:
        """Return when the open quarter closes with minutes added: to its time, or to now.

        Raises
        ------
        GameError
            If no quarter is open, or the minutes are none that can be added.
        """
        self.check_open()
        if not 0 < minutes <= LONGEST:
            raise GameError(f"minutes is {minutes:g}, but must be above 0 and at most {LONGEST}")
        return max(self.opened.closes, at) + 60 * minutes

    def check_open(self) -> None:
        """Make sure that a quarter is open.

        Raises
        ------
        GameError
            If none is.
        """
        if not self.opened.quarter:
            raise GameError("no quarter is open, but one must be before its time is changed")
