"""How much of everything one hand-in may take."""

from dataclasses import asdict, dataclass, fields
from typing import Any

MEGABYTE = 2**20


class GradingError(ValueError):
    """Something about the folder, the key or the options is wrong.

    Parameters
    ----------
    faults
        A plain sentence each.
    """

    def __init__(self, faults: list[str]) -> None:
        super().__init__("; ".join(faults))
        self.faults = faults


@dataclass(frozen=True)
class Limits:
    """The limits of one hand-in.

    Examples
    --------
    >>> Limits(seconds=5).seconds
    5.0
    """

    seconds: float = 60.0
    """For one cell, or one question that a check asks; afterwards the cell is stopped."""
    total_seconds: float = 600.0
    """For the whole notebook, its checks included."""
    memory: int = 1500
    """Megabytes of the kernel and all its children together."""
    processes: int = 64
    """Processes and threads at once."""
    output: int = 1_000
    """Kilobytes that all cells together may print and draw."""
    files: int = 256
    """Megabytes of files."""
    size: int = 20
    """Megabytes of a notebook's file."""

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if value <= 0:
                raise GradingError([f"limit {field.name} is {value}, but must be more than 0"])
        object.__setattr__(self, "seconds", float(self.seconds))
        object.__setattr__(self, "total_seconds", float(self.total_seconds))

    def plain(self) -> dict[str, Any]:
        """Return the limits by name."""
        return asdict(self)
