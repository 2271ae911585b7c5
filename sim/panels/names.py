"""Names for what a screen reader finds without one: the handle of a slider, a text field."""

import anywidget

from sim.panels.files import joined


class Names(anywidget.AnyWidget):
    """Stands in a panel, unseen, and names its sliders by their labels in the browser.

    Examples
    --------
    >>> "aria-label" in Names()._esm
    True
    """

    _esm = joined("names.js")
