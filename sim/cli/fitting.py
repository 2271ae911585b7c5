"""A table in several layouts, of which the first that fits is shown."""

from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.table import Table

WITHOUT_END = 10_000
"""Characters a line, where one asks how wide a table would like to be."""


class Fitting:
    """Layouts of a table.

    Parameters
    ----------
    *tables
        The same table, the widest first; the last is shown where none fits.

    Examples
    --------
    >>> tables = [Table(box=None), Table(box=None)]
    >>> for table, name in zip(tables, ("far too long", "short"), strict=True):
    ...     table.add_column(name, no_wrap=True)
    >>> Console(width=10).print(Fitting(*tables))
     short
    """

    def __init__(self, *tables: Table) -> None:
        self.tables = tables

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Choose the layout."""
        wide = options.update(width=WITHOUT_END)
        *others, last = self.tables
        for table in others:
            if Measurement.get(console, wide, table).maximum <= options.max_width:
                yield table
                return
        yield last
