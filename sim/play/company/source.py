"""A table on disk, block by block: only the columns that count, and never all of it in memory.

PyArrow reads both forms: it is installed anyway, reads CSV in blocks of a size that we say, hands
over the number of a row that has too many cells, and never takes a text for a number unless told.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from pyarrow import csv, parquet

from sim.play.company.columns import MOST, Kind, guess
from sim.play.company.flaws import Flaw, TableError
from sim.play.company.textfile import Written, look

BLOCK = 1 << 24
ROWS = 1 << 18
MAGIC = b"PAR1"
MOST_UNEVEN = 100_000
"""Rows with too few or too many cells; with more, the file is something else."""
LONGEST_ROW = 1 << 18
"""Characters of a row; a longer one has swallowed those below it."""


@dataclass
class Source:
    """A table that is ready to be read.

    Attributes
    ----------
    file
        Where it is.
    columns
        The column of each role.
    blocks
        Gives the columns, by role, block by block.
    remarks
        What was found out about the file.
    uneven
        The number of each row that has too few or too many cells, filled while reading.
    first
        The number of the first row below the names.
    """

    file: Path
    columns: dict[str, str]
    blocks: Callable[[], Iterator[dict[str, Any]]]
    remarks: list[str] = field(default_factory=list)
    uneven: list[int] = field(default_factory=list)
    first: int = 2

    def row_numbers(self, places: np.ndarray) -> np.ndarray:
        """Return the numbers that rows have in the file, from their places among those read."""
        # A row that was left out pushes all later ones down by one.
        gaps = np.asarray(sorted(self.uneven), dtype=np.int64) - self.first
        gaps -= np.arange(len(gaps))
        return np.asarray(places) + self.first + np.searchsorted(gaps, places, side="right")

    def flaw(self, kind: str, words: str, wrong: np.ndarray) -> Flaw:
        """Make a flaw of a mask over the rows that were read."""
        places = np.flatnonzero(wrong)
        rows = tuple(int(row) for row in self.row_numbers(places[:20]))
        return Flaw(kind, words, rows, len(places))

    def uneven_flaw(self) -> Flaw:
        """Tell the rows whose number of cells is not that of the names."""
        rows = sorted(self.uneven)
        return Flaw(
            "cells", "more or fewer cells than there are names", tuple(rows[:20]), len(rows)
        )


def open_table(
    file: Path,
    kind: Kind,
    said: Mapping[str, str] | None = None,
    encoding: str | None = None,
) -> Source:
    """Look at a table: which form it has, and which column is which.

    Parameters
    ----------
    file
        CSV or Parquet; what is in it counts, and not its ending.
    kind
        What it is of.
    said
        The column of a role where somebody has said it.
    encoding
        The encoding of a CSV file where somebody has said it.

    Raises
    ------
    TableError
        With a sentence for each thing that is wrong.
    """
    if file.is_dir():
        raise TableError([f"{file}: this is a folder, but must be a table, CSV or Parquet"])
    try:
        with file.open("rb") as opened:
            packed = opened.read(4) == MAGIC
        try:
            return _parquet(file, kind, said) if packed else _csv(file, kind, said, encoding)
        except pa.ArrowInvalid as error:
            raise TableError([f"{file}: {_first(error)}"]) from None
    except FileNotFoundError:
        raise TableError([f"{file}: there is no such file"]) from None


def header_of(file: Path) -> list[str]:
    """Return the names of a table's columns, so that somebody can say which is which.

    Raises
    ------
    TableError
        With a sentence for each thing that is wrong.
    """
    if not file.is_file():
        there = (
            "this is a folder, but must be a table" if file.is_dir() else "there is no such file"
        )
        raise TableError([f"{file}: {there}"])
    with file.open("rb") as opened:
        packed = opened.read(4) == MAGIC
    try:
        if packed:
            return list(parquet.ParquetFile(file).schema_arrow.names)
        return list(look(file).header)
    except pa.ArrowInvalid as error:
        raise TableError([f"{file}: {_first(error)}"]) from None


def _first(error: Exception) -> str:
    line = (str(error).splitlines() or [""])[0]
    return f"the file cannot be read: {line[:1].lower()}{line[1:].rstrip('.')}"


def _guessed(
    file: Path, kind: Kind, header: list[str], said: Mapping[str, str] | None
) -> dict[str, str]:
    try:
        return guess(kind, header, said)
    except TableError as error:
        raise TableError([f"{file}: {fault}" for fault in error.faults]) from None


def _csv(file: Path, kind: Kind, said: Mapping[str, str] | None, encoding: str | None) -> Source:
    written = look(file, encoding)
    columns = _guessed(file, kind, list(written.header), said)
    source = Source(file, columns, lambda: iter(()), list(written.remarks), first=written.skip + 2)
    source.blocks = lambda: _csv_blocks(source, written)
    return source


def _csv_blocks(source: Source, written: Written) -> Iterator[dict[str, Any]]:
    names = [f"c{number}" for number in range(len(written.header))]
    roles = {role: names[written.header.index(name)] for role, name in source.columns.items()}
    source.uneven.clear()
    swallowed: list[int] = []

    def uneven(row: Any) -> str:
        if len(source.uneven) >= MOST_UNEVEN:
            return "error"
        source.uneven.append(int(row.number))
        if len(row.text) > LONGEST_ROW:
            swallowed.append(int(row.number))
            return "error"
        return "skip"

    try:
        reader = csv.open_csv(
            source.file,
            read_options=csv.ReadOptions(
                use_threads=False,
                block_size=BLOCK,
                skip_rows=written.skip + 1,
                column_names=names,
                encoding=written.encoding.removesuffix("-sig"),
            ),
            parse_options=csv.ParseOptions(
                delimiter=written.separator,
                newlines_in_values=True,
                invalid_row_handler=uneven,
                ignore_empty_lines=False,
            ),
            convert_options=csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()),
                include_columns=list(roles.values()),
                strings_can_be_null=False,
            ),
        )
        with reader:
            for batch in reader:
                yield {role: batch.column(name) for role, name in roles.items()}
    except pa.ArrowInvalid as error:
        if "Empty CSV" in str(error):
            return
        told = _first(error)
        if swallowed:
            told = f"row {swallowed[0]:,}: a quote is opened there and never closed"
        raise TableError([f"{source.file}: {told}"]) from None


def _parquet(file: Path, kind: Kind, said: Mapping[str, str] | None) -> Source:
    table = parquet.ParquetFile(file)
    header = table.schema_arrow.names
    if len(header) > MOST:
        sentence = f"the table has {len(header):,} columns, but must have {MOST:,} or fewer"
        raise TableError([f"{file}: {sentence}"])
    columns = _guessed(file, kind, header, said)

    def blocks() -> Iterator[dict[str, Any]]:
        for batch in table.iter_batches(ROWS, columns=list(columns.values())):
            yield {
                role: batch.column(batch.schema.names.index(name)) for role, name in columns.items()
            }

    return Source(file, columns, blocks)
