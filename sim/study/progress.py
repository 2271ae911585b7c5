"""Progress: a bar with the time that is left, where somebody looks on."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn


def watched() -> bool:
    """Tell whether somebody looks on: at a terminal, or in a notebook."""
    return sys.stderr.isatty() or _in_a_notebook()


@contextmanager
def progress(total: int, what: str) -> Iterator[Callable[[int], None]]:
    """Show how far work has come.

    Parameters
    ----------
    total : int
        How many pieces there are.
    what : str
        What is counted, as ``"replications"``.

    Yields
    ------
    callable
        To be called with the number of pieces that are done. Shows nothing where nobody looks on,
        nor for a single piece.
    """
    if total < 2 or not watched():
        yield lambda done: None
        return
    bar = Progress(
        TextColumn(what),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=not _in_a_notebook()),
        transient=True,
    )
    task = bar.add_task(what, total=total)
    with bar:
        yield lambda done: bar.update(task, completed=done)


def _in_a_notebook() -> bool:
    """Tell whether this is the kernel of a notebook."""
    shell = sys.modules.get("IPython")
    here = shell.get_ipython() if shell is not None else None
    return here is not None and hasattr(here, "kernel")
