"""What the browser does when a new screen of the game comes: focus and sight go to its top."""

import anywidget
import traitlets

from sim.panels.files import joined


class Turn(anywidget.AnyWidget):
    """Stands in the game, unseen.

    Attributes
    ----------
    turn : int
        How many screens have been shown.

    Examples
    --------
    >>> "focus" in Turn()._esm
    True
    """

    _esm = joined("game/turn.js")

    turn = traitlets.Int().tag(sync=True)
