"""A real Dask cluster on this machine: a scheduler and workers, in processes of their own."""

import json
import os
import shutil
import socket
import subprocess
import sys
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

import sim
from sim.study.parity import parity_hash
from tests.cli.asking import ROOT, SMALL, ask, is_wrong
from tests.study.doing import until

RUN = ("run", *SMALL, "--engine", "simpy")
DAYS = {"time.days": 28, "time.warm_up_days": 0, "market.customers": 60, "market.people": 150}
GOES_ON = "what is finished is kept, and the same command goes on from there"


class Cluster:
    """A scheduler, its workers, and a way to kill any of them."""

    def __init__(self, place: Path, stack: ExitStack) -> None:
        self.place = place
        self.stack = stack
        self.file = place / "scheduler.json"
        self.scheduler = self._start("scheduler", "--host", "127.0.0.1", "--port", "0")
        self.address = until(self._address)

    def worker(self, path: Path = ROOT) -> subprocess.Popen:
        """Start a worker that finds this package in a folder."""
        more = ("--nthreads", "1", "--no-nanny", "--local-directory", str(self.place))
        return self._start("worker", *more, path=path)

    def workers_come(self, number: int) -> None:
        """Wait until so many workers are there."""
        from distributed import Client

        with Client(self.address, set_as_default=False) as client:
            client.wait_for_workers(number, timeout=60)

    def _address(self) -> str | None:
        assert self.scheduler.poll() is None
        try:
            return json.loads(self.file.read_text())["address"]
        except (FileNotFoundError, ValueError):
            return None

    def _start(self, what: str, *more: str, path: Path = ROOT) -> subprocess.Popen:
        module = f"distributed.cli.dask_{what}"
        command = [sys.executable, "-m", module, "--scheduler-file", str(self.file)]
        process = subprocess.Popen(
            [*command, "--no-dashboard", *more],
            cwd=path,
            env={**os.environ, "PYTHONPATH": str(path)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.stack.callback(_end, process)
        return process


def _end(process: subprocess.Popen) -> None:
    process.kill()
    process.wait()


@contextmanager
def cluster(place: Path, workers: int):
    with ExitStack() as stack:
        found = Cluster(place, stack)
        for _ in range(workers):
            found.worker()
        if workers:
            found.workers_come(workers)
        yield found


@pytest.fixture(scope="module")
def two(tmp_path_factory):
    with cluster(tmp_path_factory.mktemp("cluster"), 2) as found:
        yield found


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


@pytest.fixture
def typed(monkeypatch):
    """Have the manifest say the same command for each folder."""
    monkeypatch.setattr("sys.argv", ["silent26", "run"])


def test_a_cluster_comes_to_the_same_bytes(two, tmp_path, typed):
    more = ("--replications", 7, "--events", "--out")
    here = ask(*RUN, *more, tmp_path / "here")
    there = ask(*RUN, *more, tmp_path / "there", "--dask", two.address)
    assert (here.exit_code, here.stderr, here.stdout) == (0, there.stderr, there.stdout)
    assert contents(tmp_path / "here") == contents(tmp_path / "there")


def test_an_executor_of_the_cluster_may_be_handed_in(two):
    from distributed import Client

    shop = sim.load("corner_shop", changes=DAYS)
    with Client(two.address, set_as_default=False) as client:
        found = sim.replicate(shop, n=4, engine="simpy", jobs=client.get_executor())
    assert parity_hash(found) == parity_hash(sim.replicate(shop, n=4))


def test_a_worker_with_other_code_is_refused(tmp_path):
    shutil.copytree(ROOT / "sim", tmp_path / "other" / "sim")
    with (tmp_path / "other" / "sim" / "rules.py").open("a") as file:
        file.write("# as it was in an earlier version\n")
    with cluster(tmp_path, 1) as found:
        found.worker(tmp_path / "other")
        found.workers_come(2)
        result = ask(*RUN, "--out", tmp_path / "out", "--dask", found.address)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("silent26: the worker tcp://127.0.0.1:")
    assert result.stderr.endswith(" has another version of silent26 than this\n")
    assert not (tmp_path / "out").exists()


def test_whoever_is_killed_nothing_is_lost(tmp_path, typed):
    """A worker is killed on the way, then the scheduler; the rest is done elsewhere."""
    number = 150
    with cluster(tmp_path, 1) as found:
        other = found.worker()
        found.workers_come(2)
        command = ["run", *SMALL, "--replications", number, "--out", tmp_path / "out"]
        process = subprocess.Popen(
            [
                *(sys.executable, "-m", "sim", *map(str, command)),
                *("--engine", "simpy", "--dask", found.address),
            ],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        finished = (tmp_path / "out" / ".silent26").glob
        until(lambda: len(list(finished("0*.json"))) >= 2 or process.poll() is not None)
        other.kill()
        at = len(list(finished("0*.json")))
        until(lambda: len(list(finished("0*.json"))) >= at + 3 or process.poll() is not None)
        found.scheduler.kill()
        said, complained = process.communicate(timeout=60)
    assert (process.returncode, said) == (2, "")
    assert complained.startswith(
        f"silent26: the Dask scheduler at {found.address} is lost: "
        "the workers are gone, and the rest is not done"
    )
    assert complained.endswith(f"; {GOES_ON}\n")
    assert complained.count("\n") == 1
    before = {file.name: file.stat().st_mtime_ns for file in finished("0*")}
    assert 10 <= len(before) < 2 * number
    seen = {}

    def watch(piece, *args, **more):
        seen.update({file.name: file.stat().st_mtime_ns for file in finished("0*")})
        return live(piece, *args, **more)

    from sim.study.work import live

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sim.study.work.live", watch)
        assert ask(*command).exit_code == 0
    assert {name: seen[name] for name in before} == before
    assert ask(*command[:-1], tmp_path / "never").exit_code == 0
    assert contents(tmp_path / "out") == contents(tmp_path / "never")


def test_a_killed_worker_changes_nothing(tmp_path, typed):
    with cluster(tmp_path, 1) as found:
        other = found.worker()
        found.workers_come(2)
        from sim.study.cluster import dask

        shop = sim.load("corner_shop", changes=DAYS)
        done = []

        def kill_one(number):
            done.append(number)
            if number == 3:
                other.kill()

        with dask(found.address) as executor:
            many = sim.replicate(shop, 20, engine="simpy", jobs=executor, on_progress=kill_one)
    assert done == list(range(1, 21))
    assert parity_hash(many) == parity_hash(sim.replicate(shop, 20))


def test_nobody_listens(monkeypatch):
    with socket.socket() as reserved:
        reserved.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{reserved.getsockname()[1]}"
        monkeypatch.setattr("sim.study.cluster.PATIENCE", 1.0)
        result = ask(*RUN, "--dask", address)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"silent26: no Dask scheduler answers at {address}: ")
    assert result.stderr.count("\n") == 1


def test_a_scheduler_without_workers(tmp_path):
    with cluster(tmp_path, 0) as found:
        is_wrong(
            ask(*RUN, "--dask", found.address),
            f"the Dask scheduler at {found.address} has no workers",
        )


@pytest.mark.parametrize("address", ["nonsense", "foo://127.0.0.1:3"])
def test_no_address(address):
    result = ask(*RUN, "--dask", address)
    assert (result.exit_code, result.stdout) == (2, "")
    sentence = f"silent26: {address} is no address of a Dask scheduler: "
    assert result.stderr.startswith(sentence)
    assert result.stderr.count("\n") == 1


def test_certificates_that_nobody_has_named():
    result = ask("run", *SMALL, "--dask", "tls://127.0.0.1:8786")
    sentence = "tls://127.0.0.1:8786 wants certificates, and Dask's settings name none"
    assert (result.exit_code, result.stderr) == (2, f"silent26: {sentence}\n")
