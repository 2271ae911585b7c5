"""A folder that work is done into: nothing that was finished is lost, and nothing is half there.

While work goes on, each finished piece is a file in ``.silent26`` inside the folder. Killed and
started again, it does only what is missing. What the work comes to is written beside its place
and moved there file by file, the manifest last, and ``.silent26`` goes.
"""

import csv
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
READY = "ready"
MANIFEST = "manifest.json"
REPLICATIONS = "replications.csv"

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
        self._work = path / WORK
        self._lock = FileLock(self._work / "lock")
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
        figures: Figures = json.loads(self._piece(place, "json").read_text(encoding="utf-8"))
        return Lived(figures, {})

    def __setitem__(self, place: int, done: Lived) -> None:
        with self.named():
            for name, content in done.files.items():
                self._write(self._piece(place, name), content)
            self._write(self._piece(place, "json"), json.dumps(done.figures).encode())
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
        """
        with self.named():
            place = self._work / READY
            shutil.rmtree(place, ignore_errors=True)
            place.mkdir()
            yield place
            names = sorted(file.name for file in place.iterdir())
            about = {**manifest, "complete": whole, "settings": self.settings, "files": names}
            text = json.dumps(about, indent=2, ensure_ascii=False) + "\n"
            (place / MANIFEST).write_text(text, encoding="utf-8", newline="\n")
            for name in [*names, MANIFEST]:
                settle(place / name)
            for name in [*names, MANIFEST]:
                os.replace(place / name, self.path / name)
            settle(self.path)
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
        for folder in [one for one in (self._work, *self._work.parents) if not one.exists()][::-1]:
            folder.mkdir(exist_ok=True)
            self._made.append(folder)
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            raise ValueError(f"{self.path}: another run is writing into this folder") from None
        self._check(self._done_here())
        begun = self._work / "settings.json"
        if begun.exists():
            with suppress(ValueError):  # cut off while it was written: nothing was finished
                self._check(json.loads(begun.read_text(encoding="utf-8")))
        self._write(begun, json.dumps(self.settings).encode())
        if self.complete:
            self._rows = dict(enumerate(_rows_of(self.path / REPLICATIONS)))
        for file in self._work.glob("*.json"):
            if file.stem.isdigit() and _is_whole(file):
                self._places.add(int(file.stem))

    def _done_here(self) -> Settings | None:
        """Return the settings of the results in the folder, if there are any."""
        try:
            manifest = json.loads((self.path / MANIFEST).read_text(encoding="utf-8"))
        except (FileNotFoundError, ValueError):
            return None
        if not isinstance(manifest, dict):
            return None
        self.complete = bool(manifest.get("complete"))
        return manifest.get("settings", {})

    def _check(self, there: Settings | None) -> None:
        if there is None or there == self.settings:
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

    def _leave(self) -> None:
        """Leave the finished pieces behind if there is something to go on from."""
        mine = self._lock.is_locked
        if mine and (self.complete or not self._places):
            shutil.rmtree(self._work, ignore_errors=True)
        self._lock.release()
        if mine and (self.complete or not self._places):
            shutil.rmtree(self._work, ignore_errors=True)  # Windows keeps a lock that is held
        for folder in self._made[::-1]:
            with suppress(OSError):
                folder.rmdir()

    def _piece(self, place: int, name: str) -> Path:
        return self._work / f"{place:06}.{name}"

    def _write(self, file: Path, content: bytes) -> None:
        half = file.with_name(file.name + ".half")
        half.write_bytes(content)
        os.replace(half, file)


def settle(place: Path) -> None:
    """Wait until a file or folder is on the disk."""
    if place.is_dir() and os.name == "nt":
        return  # Windows cannot, and need not
    handle = os.open(place, os.O_RDWR if place.is_file() else os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _is_whole(file: Path) -> bool:
    """Tell whether a piece is all there; after a power cut it may not be."""
    try:
        return isinstance(json.loads(file.read_bytes()), dict)
    except ValueError:
        return False


def _rows_of(file: Path) -> list[Lived]:
    """Read the key figures of each piece back from a table, which has them in full."""
    with file.open(encoding="utf-8", newline="") as text:
        return [
            Lived({kpi.name: float(row[kpi.name] or "nan") for kpi in KPIS}, {})
            for row in csv.DictReader(text)
        ]
