"""A shared folder, gathered into a file of the trainer's own machine."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from sim.play.board.board import Board, Read
from sim.play.board.entry import Entry
from sim.play.board.folder import Folder


class Gathered:
    """What has ever stood in a shared folder, kept on this machine; put and read as on a `Board`.

    Parameters
    ----------
    folder : Folder
        What the seats write to.
    file : Path
        Where it is kept: whoever empties the folder takes nothing away.
    """

    def __init__(self, folder: Folder, file: Path) -> None:
        self.folder = folder
        self.kept = Board(file)
        self._last = 0

    def put(self, entry: Entry) -> None:
        """Put an entry into the folder, for all to see."""
        self.folder.put(entry)

    def put_all(self, entries: Iterable[Entry]) -> None:
        """Put several entries into the folder."""
        self.folder.put_all(entries)

    def read(self, since: int = 0, kinds: Sequence[str] = ()) -> Read:
        """Gather what is new, and read what came after a number."""
        new = self.folder.read(self._last)
        self.kept.put_all(new.entries)
        self._last = new.last
        found = self.kept.read(since, kinds)
        return found._replace(aside=new.aside + found.aside)
