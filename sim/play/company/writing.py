"""Files that are there whole or not at all, and that overwrite nobody else's."""

import os
import re
from pathlib import Path

from sim.play.company.flaws import TableError


def check_place(file: Path, begins: str) -> None:
    """Refuse a place where a file cannot go, before anything is worked out.

    Parameters
    ----------
    file
        Where it is to go.
    begins
        How a file begins that may be written anew; empty for none.

    Raises
    ------
    TableError
        When it is a folder, there is no folder for it, or somebody else's file is there.
    """
    if file.is_dir():
        raise TableError([f"{file}: this is a folder, but must be a file"])
    if not file.parent.is_dir():
        raise TableError([f"{file}: there is no folder {file.parent}"])
    if not file.exists():
        return
    mark = begins.encode()
    with file.open("rb") as there:
        ours = bool(mark) and there.read(len(mark)) == mark
    if not ours:
        raise TableError(
            [f"{file}: this file is not from here, and would be overwritten: choose another name"]
        )


def write_whole(file: Path, text: str, begins: str) -> None:
    """Write a text to a place that is free, or where a file of the same kind is.

    Raises
    ------
    TableError
        As for `check_place`.
    OSError
        When it cannot be written; then nothing is there that was not before.
    """
    check_place(file, begins)
    half = file.with_name(f".{file.name}.half")
    try:
        half.write_text(text, encoding="utf-8", newline="\n")
        os.replace(half, file)
    except OSError as error:
        half.unlink(missing_ok=True)
        raise OSError(error.errno or 0, error.strerror or str(error), str(file)) from error
    except BaseException:
        half.unlink(missing_ok=True)
        raise


def name_of(file: Path) -> str:
    """Make a scenario's name of a file's.

    Examples
    --------
    >>> name_of(Path("Our Shop 2.toml")), name_of(Path("24h.toml"))
    ('our_shop_2', 'ours_24h')
    """
    name = re.sub(r"[^a-z0-9]+", "_", file.stem.lower()).strip("_")
    name = name if name[:1].isalpha() else f"ours_{name}"
    return name[:40].strip("_")
