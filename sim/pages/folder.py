"""A folder that is there whole or not at all."""

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path


class FolderError(ValueError):
    """A folder that files of ours cannot go to.

    Attributes
    ----------
    faults : list of str
        What is wrong, a sentence each.
    """

    def __init__(self, fault: str) -> None:
        super().__init__(fault)
        self.faults = [fault]


def write_folder(folder: Path, fill: Callable[[Path], None]) -> None:
    """Fill a folder out of sight, and put it in its place once it is whole.

    Parameters
    ----------
    folder : Path
        Where to. What is there already is replaced.
    fill : callable
        Writes the files into an empty folder.

    Raises
    ------
    OSError
        If it cannot be written; then what was there before is there still.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    half = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        fill(half)
        half.chmod(0o755)
        if folder.exists():
            old = half.with_name(f"{half.name}.old")
            os.replace(folder, old)
            os.replace(half, folder)
            shutil.rmtree(old)
        else:
            os.replace(half, folder)
    finally:
        shutil.rmtree(half, ignore_errors=True)
