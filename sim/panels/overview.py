"""The table of the modules that a seat's workshop has."""

from sim.lessons import NAMES
from sim.lessons.contents import Contents
from sim.workshop.here import workshop_here


def contents() -> Contents:
    """Return the table of the modules; only those that the trainer's file names, if there is one.

    Examples
    --------
    >>> "02_the_silent_26.ipynb" in contents()._repr_html_()
    True
    """
    workshop, fault = workshop_here()
    return Contents(shown=tuple(NAMES) if workshop is None else workshop.modules, remark=fault)
