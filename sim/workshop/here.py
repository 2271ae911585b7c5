"""The workshop that this seat belongs to, as its environment says."""

import os
from typing import NamedTuple

from sim.workshop.reading import WorkshopError, read_workshop
from sim.workshop.workshop import Workshop

PLACE = "SILENT26_WORKSHOP"
"""The environment variable that names the trainer's file."""


class Here(NamedTuple):
    """What a seat knows of its workshop.

    Attributes
    ----------
    workshop : Workshop or None
        As the trainer's file has it; None without a file, or with one that is wrong.
    fault : str
        Why the file cannot be used, in a sentence; empty as a rule.
    """

    workshop: Workshop | None = None
    fault: str = ""


def workshop_here() -> Here:
    """Read the trainer's file that the environment names; a wrong one stops nobody.

    Examples
    --------
    >>> workshop_here()
    Here(workshop=None, fault='')
    """
    place = os.environ.get(PLACE)
    if not place:
        return Here()
    try:
        return Here(read_workshop(place))
    except WorkshopError as error:
        more = len(error.faults) - 1
        others = f" (and {more} more)" if more else ""
        return Here(
            fault=f"Your trainer's file cannot be used, and this page is as it is without: "
            f"{error.faults[0]}{others}."
        )
