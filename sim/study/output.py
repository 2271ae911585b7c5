"""Results in a folder: tables, the scenario and a manifest; all of it or nothing."""

import json
import os
import platform
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pyarrow as pa
import pyarrow.parquet as pq

from sim.assumptions import dump
from sim.study.eventlog import event_log
from sim.study.parity import MODEL_VERSION, parity_hash
from sim.study.replicate import Experiment
from sim.study.run import Run
from sim.study.tables import csv_text

LIBRARIES = ("silent26", "numpy", "scipy", "pandas", "pyarrow", "simpy", "numba")
DAILY, EVENTS = "daily.parquet", "events.parquet"


class Results:
    """Results in the making; `deliver` puts them into their folder, without it nothing is kept.

    Files are written beside the place where they are to be, then moved there one by one, so that
    no file is ever half written.

    Parameters
    ----------
    folder : Path
        Where the results are to be; made if it is not there.
    events : bool
        Whether every event is kept as well.

    Raises
    ------
    OSError
        When the folder cannot be written, already on entering the context.
    """

    def __init__(self, folder: Path, events: bool = False) -> None:
        self.folder = folder
        self.events = events
        self._made: list[Path] = []
        self._tables: dict[str, pq.ParquetWriter] = {}
        self._staging = folder

    def __enter__(self) -> Self:
        with self._named():
            if self.folder.exists() and not self.folder.is_dir():
                raise NotADirectoryError(0, "this is a file, but must be a folder")
            try:
                self._make(self.folder)
                self._staging = Path(tempfile.mkdtemp(prefix=".silent26-", dir=self.folder))
            except BaseException:
                self._unmake()
                raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for table in self._tables.values():
            with suppress(OSError, pa.ArrowException):
                table.close()
        shutil.rmtree(self._staging, ignore_errors=True)
        if kind is not None:
            self._unmake()

    def add(self, run: Run) -> None:
        """Take up what a replication left behind."""
        with self._named():
            daily = run.daily.reset_index()
            daily.insert(0, "replication", run.replication)
            self._append(DAILY, pa.Table.from_pandas(daily, preserve_index=False))
            if self.events:
                self._append(EVENTS, event_log(run))

    def deliver(
        self,
        experiment: Experiment,
        about: dict[str, Any],
        draw: Callable[[Path], Iterable[Path]] | None = None,
    ) -> None:
        """Write the rest, and put everything into the folder.

        Parameters
        ----------
        experiment : Experiment
            What was run.
        about : dict
            What the manifest says on top: command, engine and so on.
        draw : callable, optional
            Draws the figures into a folder.
        """
        with self._named():
            for table in self._tables.values():
                table.close()
            self._write("summary.csv", summary_csv(experiment))
            rows = experiment.replications.reset_index()
            self._write("replications.csv", csv_text(rows.columns, rows.itertuples(index=False)))
            self._write("scenario.toml", dump(experiment.scenario))
            if draw is not None:
                draw(self._staging)
            names = sorted(file.name for file in self._staging.iterdir())
            self._write("manifest.json", manifest(experiment, about, names))
            for name in [*names, "manifest.json"]:
                _settle(self._staging / name)
            if not self.events:  # those of an earlier run would not go with the rest
                (self.folder / EVENTS).unlink(missing_ok=True)
            for name in [*names, "manifest.json"]:
                os.replace(self._staging / name, self.folder / name)
            _settle(self.folder)

    def _append(self, name: str, table: pa.Table) -> None:
        plain = table.replace_schema_metadata(None)
        if name not in self._tables:
            # A file of Python's own, whose errors are told with their reason.
            file = (self._staging / name).open("wb")
            self._tables[name] = _Table(file, plain.schema)
        self._tables[name].write_table(plain)

    def _write(self, name: str, text: str) -> None:
        (self._staging / name).write_text(text, encoding="utf-8", newline="\n")

    def _make(self, folder: Path) -> None:
        missing = [one for one in (folder, *folder.parents) if not one.exists()]
        for one in reversed(missing):
            one.mkdir(exist_ok=True)
            self._made.append(one)

    def _unmake(self) -> None:
        for one in reversed(self._made):
            with suppress(OSError):
                one.rmdir()

    @contextmanager
    def _named(self) -> Iterator[None]:
        """Let whatever goes wrong be told with the name of the folder."""
        try:
            yield
        except OSError as error:
            reason = error.strerror or str(error)
            sentence = f"the results cannot be written: {reason[:1].lower()}{reason[1:]}"
            raise OSError(error.errno or 0, sentence, str(self.folder)) from error


class _Table(pq.ParquetWriter):
    """A Parquet file that grows."""

    def __init__(self, file: Any, schema: pa.Schema) -> None:
        self._file = file
        super().__init__(file, schema)

    def close(self) -> None:
        """Write what is left, and close the file."""
        try:
            super().close()
        finally:
            self._file.close()


def manifest(experiment: Experiment, about: dict[str, Any], files: Sequence[str]) -> str:
    """Say in JSON what was run, by what, and which files came of it."""
    scenario = experiment.scenario
    known = {
        "version": _version("silent26") or "0",
        "model_version": MODEL_VERSION,
        "scenario": scenario.name,
        "preset": scenario.preset,
        "days": scenario.time.days,
        "warm_up_days": scenario.time.warm_up_days,
        "seed": experiment.seed,
        "replications": len(experiment.figures),
        **about,
        "parity_hash": parity_hash(experiment),
        "python": platform.python_version(),
        "platform": f"{platform.system()} {platform.machine()}",
        "libraries": {name: _version(name) for name in LIBRARIES[1:]},
        "files": list(files),
    }
    return json.dumps(known, indent=2, ensure_ascii=False) + "\n"


def summary_csv(experiment: Experiment) -> str:
    """Write mean, low, high and n of each key figure as CSV."""
    table = experiment.summary().reset_index().astype({"n": int})
    return csv_text(table.columns, table.itertuples(index=False))


def _settle(place: Path) -> None:
    """Wait until a file or folder is on the disk."""
    if place.is_dir() and os.name == "nt":
        return  # Windows cannot, and need not
    handle = os.open(place, os.O_RDWR if place.is_file() else os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
