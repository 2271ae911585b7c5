"""What the steps of the end have to go by."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import ipywidgets as widgets

from sim.play.game.ending import Ending


class Shown(NamedTuple):
    """A game that is over, and what has come to light of it.

    Attributes
    ----------
    ending : Ending
        What comes to light.
    ours : str
        The team that is shown first.
    guesses : mapping
        By team, what it guessed that nobody had heard of.
    keep : callable
        Writes a file under a name, and says where it is.
    stem : str
        What the files of the debrief are called, without their ending.
    again : callable
        Makes the last step: the second flight.
    aside : sequence of str
        Who was left out, a sentence each.
    """

    ending: Ending
    ours: str
    guesses: Mapping[str, float]
    keep: Callable[[str, str], Path]
    stem: str
    again: Callable[[], widgets.Widget]
    aside: Sequence[str] = ()
