"""What the steps of the end have to go by."""

from collections.abc import Callable
from typing import NamedTuple

from sim.play.game.ending import Ending
from sim.play.game.seat import Flight, Seat


class Shown(NamedTuple):
    """A game that is over, and what has come to light of it.

    Attributes
    ----------
    flight : Flight
        What was played.
    ending : Ending
        What comes to light.
    seat : Seat
        Where the debrief is written.
    guess : float
        What the team guessed that nobody had heard of.
    again, leave : callable
        Begin the second flight; put the game away.
    """

    flight: Flight
    ending: Ending
    seat: Seat
    guess: float
    again: Callable[[], None]
    leave: Callable[[], None]
