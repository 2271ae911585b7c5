"""What each part of a page does unseen: it names what has no name, and holds the line."""

import anywidget

from sim.panels.files import joined


class Names(anywidget.AnyWidget):
    """Stands in a panel, unseen, and names its sliders by their labels in the browser.

    A screen reader finds no name at a slider's handle. Beside that, it takes up the line to the
    kernel again after somebody was away.

    Examples
    --------
    >>> "aria-label" in Names()._esm
    True
    """

    _esm = joined("line.js", "names.js")
