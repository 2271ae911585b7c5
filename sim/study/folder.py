"""A folder that work is done into: nothing that was finished is lost, and nothing is half there.

While work goes on, each finished piece is a file in ``.silent26`` inside the folder. Killed and
started again, it does only what is missing. What the work comes to is written beside its place
and moved there file by file, the manifest last, and ``.silent26`` goes. Files that somebody else
has put into the folder are never touched.
"""

import csv
import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping, MutableMapping
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from filelock import FileLock, Timeout

from sim.study.kpis import KPIS
from sim.study.work import Figures, Lived

WORK = ".silent26"
LOCK = "lock"
READY = "ready"
MANIFEST = "manifest.json"
REPLICATIONS = "replications.csv"
SETTINGS = "settings.json"
MOVING = "moving.json"
TRIES = 100
"""How often to make a folder that others take away at the same moment."""

Settings = Mapping[str, object]
"""What makes one piece of work another: by name, as plain values that JSON knows."""


class Folder(MutableMapping[int, Lived]):
    """The finished pieces of some work, by their place, and where its results go.

    Parameters
    ----------
    path : Path
        The folder; made if it is not there.
    settings : mapping
        What is being done. A folder in which something else was begun or done is refused.

    Raises
    ------
    OSError
        When the folder cannot be written, already on entering the context.
    ValueError
        When it belongs to other work, or somebody works into it at this moment.
    """

    def __init__(self, path: Path, settings: Settings) -> None:
        self.path = path
        self.settings = json.loads(json.dumps(settings))
        self.complete = False
        """Whether the results are there already."""
        self.manifest: dict[str, Any] = {}
        """What is said about results that are there already, of all pieces or of the first."""
        self._work = path / WORK
        self._lock = FileLock(self._work / LOCK)
        self._made: list[Path] = []
        self._places: set[int] = set()
        self._rows: dict[int, Lived] = {}

    def __enter__(self) -> Self:
        with self.named():
            if self.path.exists() and not self.path.is_dir():
                raise NotADirectoryError(0, "this is a file, but must be a folder")
            try:
                self._begin()
            except BaseException:
                self._leave()
                raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._leave()

    def __contains__(self, place: object) -> bool:
        return place in self._rows or place in self._places

    def __getitem__(self, place: int) -> Lived:
        if place in self._rows:
            return self._rows[place]
        if place not in self._places:
            raise KeyError(place)
        figures: Figures = json.loads(self._piece(place, "json").read_bytes())["figures"]
        return Lived(figures, {})

    def __setitem__(self, place: int, done: Lived) -> None:
        sizes = {name: len(content) for name, content in done.files.items()}
        piece = json.dumps({"figures": done.figures, "files": sizes}).encode()
        with self.named():
            for name, content in done.files.items():
                self._write(self._piece(place, name), content)
            self._write(self._piece(place, "json"), piece)  # last: with it, the piece is finished
        self._places.add(place)

    def __delitem__(self, place: int) -> None:
        self._piece(place, "json").unlink()
        self._places.remove(place)

    def __iter__(self) -> Iterator[int]:
        return iter(sorted(self._places | self._rows.keys()))

    def __len__(self) -> int:
        return len(self._places | self._rows.keys())

    def file(self, place: int, name: str) -> Path:
        """Return where a file of a finished piece is."""
        return self._piece(place, name)

    @contextmanager
    def ready(self, manifest: Mapping[str, Any], whole: bool = True) -> Iterator[Path]:
        """Let results be written, then put all of them into the folder.

        Parameters
        ----------
        manifest : mapping
            What `manifest.json` says on top of the settings and the names of the files.
        whole : bool
            Whether everything is done. If not, the finished pieces stay, to go on from.

        Yields
        ------
        Path
            A folder to write into.

        Raises
        ------
        OSError
            When something cannot be written. The finished pieces stay.
        ValueError
            When a file of somebody else's has the name of a result. They stay as well.
        """
        place = self._work / READY
        with self.named():
            shutil.rmtree(place, ignore_errors=True)
            place.mkdir()
            try:
                yield place
                self._deliver(place, manifest, whole)
            finally:
                shutil.rmtree(place, ignore_errors=True)  # on a full disk, room for other things
        self.complete = whole

    @contextmanager
    def named(self) -> Iterator[None]:
        """Let whatever goes wrong be told with the name of the folder."""
        try:
            yield
        except OSError as error:
            reason = error.strerror or str(error)
            sentence = f"the results cannot be written: {reason[:1].lower()}{reason[1:]}"
            raise OSError(error.errno or 0, sentence, str(self.path)) from error

    def _begin(self) -> None:
        self._take()
        self._read_manifest()
        self._places = set() if self.complete else self._finished()
        if self._places:
            self._check(json.loads((self._work / SETTINGS).read_bytes()))
        self._write(self._work / SETTINGS, json.dumps(self.settings).encode())
        settle(self._work / SETTINGS)

    def _take(self) -> None:
        """Make the folder, and be the only one in it."""
        for _ in range(TRIES):
            around = [one for one in (self._work, *self._work.parents) if not one.exists()]
            for folder in around[::-1]:
                folder.mkdir(exist_ok=True)
                self._made.append(folder)
            try:
                self._lock.acquire(timeout=0)
            except Timeout:
                break
            except FileNotFoundError:  # somebody has finished just now, and took the folder away
                continue
            if (self._work / LOCK).exists():  # or it went between being opened and being locked
                return
            self._lock.release()
        raise ValueError(f"{self.path}: another run is writing into this folder")

    def _read_manifest(self) -> None:
        """Find out which results are in the folder already, and take them up if they are whole."""
        file = self.path / MANIFEST
        if not file.exists():
            return
        try:
            there = json.loads(file.read_bytes())
        except ValueError:
            there = None
        if not isinstance(there, dict) or not isinstance(there.get("settings"), dict):
            raise ValueError(self._in_the_way(MANIFEST))
        self._check(there["settings"])
        self.manifest = there
        names = there.get("files", [])
        if not there.get("complete") or not all((self.path / name).exists() for name in names):
            return
        rows = self.path / REPLICATIONS
        if _digest(rows) == there.get("replications_sha256"):  # nobody has changed it since
            self._rows = dict(enumerate(_rows_of(rows)))
            self.complete = True

    def _check(self, there: Settings) -> None:
        if there == self.settings:
            return
        names = sorted({*there, *self.settings})
        told = [
            f"{name} is {there.get(name, 'not set')} there and "
            f"{self.settings.get(name, 'not set')} here"
            for name in names
            if there.get(name) != self.settings.get(name)
        ]
        more = f"; and {len(told) - 3} more" if len(told) > 3 else ""
        raise ValueError(
            f"{self.path}: this folder holds something else: {'; '.join(told[:3])}{more}. "
            "Choose another folder, or remove this one"
        )

    def _deliver(self, place: Path, manifest: Mapping[str, Any], whole: bool) -> None:
        """Move what was written into the folder: a kill at any moment leaves what to go on from."""
        names = sorted(file.name for file in place.iterdir())
        about = {
            **manifest,
            "complete": whole,
            "settings": self.settings,
            "files": names,
            "replications_sha256": _digest(place / REPLICATIONS),
        }
        text = json.dumps(about, indent=2, ensure_ascii=False) + "\n"
        (place / MANIFEST).write_text(text, encoding="utf-8", newline="\n")
        for name in [*names, MANIFEST]:
            settle(place / name)
        moving = self._work / MOVING
        ours = {*self.manifest.get("files", ()), MANIFEST}
        if moving.exists():
            ours.update(json.loads(moving.read_bytes()))
        for name in names:
            if name not in ours and (self.path / name).exists():
                raise ValueError(self._in_the_way(name))
        self._write(moving, json.dumps(sorted({*ours, *names})).encode())
        for name in [*names, MANIFEST]:
            os.replace(place / name, self.path / name)
        settle(self.path)

    def _in_the_way(self, name: str) -> str:
        return (
            f"{self.path / name}: this file is not from here, and would be overwritten by a result "
            "of this name: move it, or choose another folder"
        )

    def _leave(self) -> None:
        """Leave the finished pieces behind if there is something to go on from."""
        if self._lock.is_locked:
            if self.complete or not self._finished():
                self._clear()
            self._lock.release()
            if os.name == "nt":  # where a file that is open cannot be removed
                self._forget_lock()
        for folder in self._made[::-1]:
            with suppress(OSError):
                folder.rmdir()

    def _clear(self) -> None:
        """Remove what work leaves behind, the lock last: whoever comes next makes one of its own.

        All of it while the lock is held. Later it could be the folder of somebody else.
        """
        with suppress(OSError):
            for thing in self._work.iterdir():
                if thing.is_dir():
                    shutil.rmtree(thing)
                elif thing.name != LOCK:
                    thing.unlink()
            self._forget_lock()

    def _forget_lock(self) -> None:
        with suppress(OSError):
            (self._work / LOCK).unlink()
            self._work.rmdir()

    def _finished(self) -> set[int]:
        """Return the places of the pieces that are on the disk in full."""
        files = self._work.glob("*.json")
        return {int(file.stem) for file in files if file.stem.isdigit() and self._is_whole(file)}

    def _is_whole(self, file: Path) -> bool:
        """Tell whether a piece is all there; after a power cut it may not be."""
        try:
            piece = json.loads(file.read_bytes())
            return all(
                self._piece(int(file.stem), name).stat().st_size == size
                for name, size in piece["files"].items()
            )
        except (ValueError, FileNotFoundError):
            return False

    def _piece(self, place: int, name: str) -> Path:
        return self._work / f"{place:06}.{name}"

    def _write(self, file: Path, content: bytes) -> None:
        """Write a file whole or not at all."""
        half = file.with_name(file.name + ".half")
        try:
            half.write_bytes(content)
            os.replace(half, file)
        except BaseException:
            half.unlink(missing_ok=True)
            raise


def settle(place: Path) -> None:
    """Wait until a file or folder is on the disk."""
    if place.is_dir() and os.name == "nt":
        return  # Windows cannot, and need not
    handle = os.open(place, os.O_RDWR if place.is_file() else os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _rows_of(file: Path) -> list[Lived]:
    """Read the figures of each piece back from a table, which has them in full.

    Of the columns, the key figures; or, where not all are there, those that follow
    ``replication``.
    """
    with file.open(encoding="utf-8", newline="") as text:
        table = csv.DictReader(text)
        columns = list(table.fieldnames or ())
        names = [kpi.name for kpi in KPIS]
        if not set(names) <= set(columns):
            names = columns[columns.index("replication") + 1 :]
        return [Lived({name: float(row[name] or "nan") for name in names}, {}) for row in table]
