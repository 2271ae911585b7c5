"""Work in threads, in processes and on executors: the same results, whatever happens to workers."""

import os
import signal
import sys
import threading
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import suppress
from functools import partial

import numpy as np
import psutil
import pytest
from loky import ProcessPoolExecutor

import sim
from sim.outcome import Stopped
from sim.study.parity import parity_hash
from sim.study.work import Piece, live, lived
from sim.study.workers import AHEAD, MOST_ELSEWHERE, WorkersLost, arose_here, do, how_many
from tests.study.doing import (
    die,
    die_once,
    double,
    hears_interruptions,
    process,
    refuse,
    until,
    wait_for_ever,
)

DAYS = {"time.days": 28, "time.warm_up_days": 0, "market.customers": 60, "market.people": 150}
ENGINES = ["simpy", "compiled"]
posix = pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX's")


@pytest.fixture(scope="module")
def shop():
    return sim.load("corner_shop", changes=DAYS)


@pytest.fixture(scope="module")
def expected(shop):
    return sim.replicate(shop, n=7, engine="simpy")


def same(one, other) -> bool:
    return repr(one.figures) == repr(other.figures) and parity_hash(one) == parity_hash(other)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("jobs", [1, 2, 3, "auto"])
def test_any_number_of_workers_comes_to_the_same(shop, expected, engine, jobs):
    assert same(sim.replicate(shop, n=7, engine=engine, jobs=jobs), expected)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("kind", [ThreadPoolExecutor, ProcessPoolExecutor])
def test_any_executor_comes_to_the_same_and_stays_open(shop, expected, engine, kind):
    with kind(2) as executor:
        assert same(sim.replicate(shop, n=7, engine=engine, jobs=executor), expected)
        assert executor.submit(abs, -3).result() == 3


def test_threads_and_processes_are_what_they_are_called():
    here = os.getpid()
    assert {pid for _, pid in do(process, range(4), 2, threads=True)} == {here}
    assert here not in {pid for _, pid in do(process, range(4), 2, threads=False)}


@pytest.mark.parametrize("jobs", [1, 2, 9, "auto"])
@pytest.mark.parametrize("threads", [True, False])
@pytest.mark.parametrize("number", [0, 1, 5])
def test_each_piece_is_done_once(jobs, threads, number):
    found = sorted(do(double, range(number), jobs, threads))
    assert found == [(place, 2 * place) for place in range(number)]


@pytest.mark.parametrize("jobs", [0, -1, 2.0, "two", None])
def test_jobs_that_cannot_be(shop, jobs):
    sentence = f"jobs is {jobs}, but must be 1 or more, auto, or an executor"
    for engine in ENGINES:
        with pytest.raises(ValueError) as told:
            sim.replicate(shop, n=2, engine=engine, jobs=jobs)
        assert str(told.value) == sentence


def test_auto_is_what_this_process_may_use():
    assert 1 <= how_many("auto") <= os.cpu_count()


@posix
def test_a_killed_worker_is_replaced_and_its_piece_done_again(tmp_path):
    pieces = [(number, str(tmp_path / "died")) for number in range(6)]
    found = sorted(do(die_once, pieces, 2, threads=False))
    assert (tmp_path / "died").exists()
    assert found == [(place, 2 * place) for place in range(6)]


def is_alive(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def workers() -> list[psutil.Process]:
    found = []
    for child in psutil.Process().children(recursive=True):
        with suppress(psutil.Error):  # it may be gone by now
            if is_alive(child.pid) and any("LokyProcess" in word for word in child.cmdline()):
                found.append(child)
    return found


@posix
def test_replications_whose_worker_is_killed_come_to_the_same(shop, expected):
    killed = []

    def kill_one(done):
        if done in (1, 4):
            killed.append(workers()[0])
            killed[-1].kill()

    found = sim.replicate(shop, n=7, engine="simpy", jobs=2, on_progress=kill_one)
    assert len(set(killed)) == 2
    assert same(found, expected)


@posix
def test_workers_that_die_again_and_again():
    with pytest.raises(WorkersLost) as told:
        list(do(die, range(4), 2, threads=False))
    assert str(told.value) == (
        "3 workers died one after another, perhaps for want of memory: "
        "take fewer jobs, customers or days"
    )
    assert sorted(do(double, range(3), 2, threads=False)) == [(0, 0), (1, 2), (2, 4)]


@posix
def test_an_executor_that_breaks():
    with (
        ProcessPoolExecutor(2) as executor,
        pytest.raises(WorkersLost, match=r"^the workers are gone, and the rest is not done: "),
    ):
        list(do(die, range(4), executor))


@pytest.mark.parametrize("kind", [ThreadPoolExecutor, ProcessPoolExecutor])
def test_an_executor_that_is_shut(kind):
    executor = kind(2)
    executor.shutdown()
    with pytest.raises(WorkersLost, match=r"^the executor takes no more work: "):
        list(do(double, range(4), executor))


def jobs_of_any_kind():
    yield 1, True
    yield 2, True
    yield 2, False
    for kind in (ThreadPoolExecutor, ProcessPoolExecutor):
        with kind(2) as executor:
            yield executor, True


def test_a_sentence_passes_through_any_kind_of_worker(shop):
    for jobs, threads in jobs_of_any_kind():
        with pytest.raises(ValueError) as told:
            list(do(refuse, [3, 3, 3], jobs, threads))
        assert str(told.value) == "piece is 3, but must be something else"
        assert not arose_here(told.value)  # but in a test: it may be a bug, and be shown as one
        pieces = [Piece(shop, 26, number) for number in range(3)]
        with pytest.raises(ValueError) as told:
            list(do(partial(live, engine="steam"), pieces, jobs, threads))
        assert str(told.value) == "engine is steam, but must be auto, simpy or compiled"
        assert arose_here(told.value)  # so that the command line says it in a line


@pytest.mark.parametrize("own", [True, False], ids=["of its own", "handed in"])
def test_closing_stops_threads(tmp_path, own):
    before = threading.active_count()
    with ThreadPoolExecutor(2) as pool:
        work = do(wait_for_ever, [None] + [tmp_path] * 8, 2 if own else pool)
        assert next(work) == (0, "nothing to wait for")
        until(lambda: list(tmp_path.iterdir()))
        work.close()
    assert threading.active_count() == before


@pytest.mark.parametrize("how", ["closed", "stopped"])
def test_processes_are_stopped(tmp_path, how):
    """As no word reaches them, they are ended."""
    work = do(
        wait_for_ever,
        [None] + [str(tmp_path)] * 8,
        2,
        threads=False,
        stop=lambda: how == "stopped" and len(list(tmp_path.iterdir())) == 2,
    )
    assert next(work) == (0, "nothing to wait for")
    if how == "closed":
        until(lambda: len(list(tmp_path.iterdir())) == 2)
        work.close()
    else:
        with pytest.raises(Stopped):
            next(work)
    pids = [int(file.name) for file in tmp_path.iterdir()]
    assert len(pids) == 2
    until(lambda: not any(map(is_alive, pids)))


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("engine", ENGINES)
def test_told_to_stop(shop, jobs, engine):
    pieces = [Piece(shop, 26, number) for number in range(1000)]
    done = []
    with pytest.raises(Stopped):
        lived(pieces, jobs, engine, on_progress=done.append, stop=lambda: len(done) > 2)
    assert 3 <= len(done) < 20


class Spy(Executor):
    """An executor that counts what it has been given and not yet asked back."""

    def __init__(self, workers=None):
        self.waiting = 0
        self.most = 0
        if workers is not None:
            self._max_workers = workers

    def submit(self, fn, /, *args, **kwargs):
        self.waiting += 1
        self.most = max(self.most, self.waiting)
        future = Future()
        future.set_result(fn(*args, **kwargs))
        return future


@pytest.mark.parametrize("number", [1, 3, None])
def test_never_much_ahead(number):
    spy = Spy(number)
    places = []
    for place, result in do(double, range(500), spy):
        spy.waiting -= 1
        places.append(place)
        assert result == 2 * place
    assert sorted(places) == list(range(500))
    assert spy.most == AHEAD * (number or MOST_ELSEWHERE)


def test_a_piece_that_is_done_is_put_away_at_once(shop):
    """Nothing waits for the end, where it could be lost."""
    kept = {}
    seen = []
    pieces = [Piece(shop, 26, number) for number in range(5)]
    lived(pieces, 2, "simpy", lambda done: seen.append((done, len(kept))), finished=kept)
    assert seen == [(number, number) for number in range(1, 6)]
    figures = lived(pieces, 2, "simpy", seen.append, finished=kept)
    assert len(seen) == 5  # nothing was left to do
    assert np.array_equal(
        [list(one.values()) for one in figures],
        [list(kept[place].figures.values()) for place in range(5)],
        equal_nan=True,
    )


@posix
def test_processes_do_not_hear_an_interruption():
    """A terminal sends Ctrl-C to all of them, and one answers for all."""
    assert not any(result for _, result in do(hears_interruptions, range(4), 2, threads=False))
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, set())
