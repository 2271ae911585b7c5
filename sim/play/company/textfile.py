"""How a text file is written: its encoding, its separator, its first lines."""

import codecs
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from sim.play.company.columns import MOST
from sim.play.company.flaws import TableError, quoted

SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}

CHUNK = 1 << 24
LONGEST_LINE = 1 << 20
LINES = 50
"""Lines that are looked at to find the separator."""

OTHERS = {
    b"PK\x03\x04": "an Excel workbook or a packed file: save the sheet as CSV",
    b"\xd0\xcf\x11\xe0": "an old Excel workbook: save the sheet as CSV",
    b"\x1f\x8b": "a packed file: unpack it first",
    b"%PDF": "a PDF, but must be CSV or Parquet",
}
"""Beginnings of files that are no text."""

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

WESTERN = "cp1252"


class Written(NamedTuple):
    """How a text file is written."""

    encoding: str
    separator: str
    skip: int
    """Lines before the names of the columns."""
    header: tuple[str, ...]
    remarks: tuple[str, ...]


def look(file: Path, encoding: str | None = None) -> Written:
    """Find out how a file is written.

    Parameters
    ----------
    file
        Where it is.
    encoding
        Its encoding where somebody has said it.

    Raises
    ------
    TableError
        When it is empty, no text, or in an encoding that is another in some of its rows.
    OSError
        When it cannot be read.
    """
    with file.open("rb") as opened:
        begin = opened.read(4)
    if not begin:
        raise TableError([f"{file}: the file is empty"])
    for mark, what in OTHERS.items():
        if begin.startswith(mark):
            raise TableError([f"{file}: this is {what}"])
    remarks = []
    if encoding is None:
        encoding = next((name for mark, name in MARKS if begin.startswith(mark)), None)
    if encoding is None:
        encoding = _guessed(file)
        if encoding == WESTERN:
            remarks.append("not in UTF-8, so it was read as Windows-1252 (Western European)")
    else:
        _check(file, encoding)
    lines = _first_lines(file, encoding)
    skip = 0
    separator = None
    if lines[0].strip().lower().startswith("sep=") and len(lines) > 1:
        separator = lines[0].strip()[4:5]
        skip, lines = 1, lines[1:]
    if separator not in SEPARATORS:
        separator = _separator(lines)
    header = _cells(lines[0], separator)
    if len(header) > MOST:
        sentence = f"the first row has {len(header):,} columns, but must have {MOST:,} or fewer"
        raise TableError([f"{file}: {sentence}"])
    if len(header) < 2:
        sentence = (
            f"the first row is one column, {quoted(header[0])}: columns must be separated by "
            f"{', '.join(SEPARATORS.values())}"
        )
        raise TableError([f"{file}: {sentence}"])
    return Written(encoding, separator, skip, tuple(header), tuple(remarks))


def _guessed(file: Path) -> str:
    """Tell UTF-8 from Windows-1252, or find that the file is in both."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    beyond_ascii = False
    lines = 1
    for chunk in _chunks(file):
        if b"\0" in chunk:
            raise TableError([f"{file}: this is no text: it has zero bytes"])
        try:
            text = decoder.decode(chunk)
        except UnicodeDecodeError as error:
            before = bytes(error.object[: error.start])
            beyond_ascii = beyond_ascii or not before.isascii()
            row = lines + before.count(b"\n")
            if beyond_ascii:
                raise TableError([_mixed(file, row)]) from None
            return _western(file, row)
        beyond_ascii = beyond_ascii or not text.isascii()
        lines += chunk.count(b"\n")
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        raise TableError([_mixed(file, lines)]) from None
    return "utf-8"


def _western(file: Path, row: int) -> str:
    """Take what is no UTF-8 for Windows-1252, unless it is UTF-8 further down."""
    pairs = 0
    strangers = 0
    for chunk in _chunks(file):
        high = [place for place, byte in enumerate(chunk[: 1 << 16]) if byte > 127]
        for place in high[:2000]:
            one = chunk[place : place + 2]
            pairs += 0xC3 <= one[0] <= 0xC4 and len(one) == 2 and 0x80 <= one[1] <= 0xBF
            strangers += one[0] in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
    if pairs or strangers:
        raise TableError([_mixed(file, row)])
    return WESTERN


def _mixed(file: Path, row: int) -> str:
    return (
        f"{file}: row {row:,} is not in UTF-8, while others are, or it is in an encoding that "
        "cannot be guessed: save the file as UTF-8, or say its encoding"
    )


def _check(file: Path, encoding: str) -> None:
    """Refuse an encoding that the file is not in."""
    try:
        decoder = codecs.getincrementaldecoder(encoding)()
    except LookupError:
        raise TableError([f"there is no encoding {quoted(encoding)}"]) from None
    lines = 1
    try:
        for chunk in _chunks(file):
            lines += decoder.decode(chunk).count("\n")
        decoder.decode(b"", final=True)
    except UnicodeError:
        sentence = f"the file is not in {encoding}, from row {lines:,} or a later one on"
        raise TableError([f"{file}: {sentence}"]) from None


def _chunks(file: Path) -> Iterator[bytes]:
    with file.open("rb") as opened:
        while chunk := opened.read(CHUNK):
            yield chunk


def _first_lines(file: Path, encoding: str) -> list[str]:
    with file.open("rb") as opened:
        raw = opened.read(4 * LONGEST_LINE)
    text = codecs.getincrementaldecoder(encoding)("ignore").decode(raw)
    lines = [line for line in text.splitlines()[: LINES + 1] if line.strip()]
    if not lines:
        raise TableError([f"{file}: the file is empty"])
    if len(lines[0]) > LONGEST_LINE:
        return [lines[0]]
    return lines


def _separator(lines: list[str]) -> str:
    """Return what cuts the lines into the most columns of which all have the same number."""
    ranked = []
    for one in SEPARATORS:
        numbers = [len(_cells(line, one)) for line in lines[:-1] or lines]
        usual = numbers[0]
        agreeing = sum(number == usual for number in numbers) / len(numbers)
        ranked.append((usual > 1, agreeing > 0.8, usual, one))
    return max(ranked)[-1]


def _cells(line: str, separator: str) -> list[str]:
    """Cut a line, with quotes heeded.

    Examples
    --------
    >>> _cells('a;"b;c";d', ";")
    ['a', 'b;c', 'd']
    """
    parts, part, quoting = [], "", False
    if '"' not in line:
        return [cell.strip() for cell in line.split(separator)]
    for character in line:
        if character == '"':
            quoting = not quoting
        elif character == separator and not quoting:
            parts.append(part.strip())
            part = ""
        else:
            part += character
    return [*parts, part.strip()]
