"""What an isolation is said to hold, it holds; what it is said to leave open, it leaves open."""

import json
import os
import socket
from dataclasses import replace

import psutil
import pytest

from sim.play.grading.isolation import candidates
from sim.play.grading.kernel import GONE, OUTPUT, TIME, Kernel
from sim.play.grading.limits import GradingError
from sim.play.grading.proving import HELD, OPEN, proven
from tests.play.grading.conftest import LIMITS
from tests.play.grading.hostile import CHILDREN, FORKS, READS

EACH = pytest.mark.parametrize("isolation", candidates(), ids=lambda one: one.name)


@pytest.fixture
def apart(isolation, isolations):
    """What was proven of an isolation; None where it does not work here."""
    found = {one.isolation: one for one in isolations}.get(isolation)
    if found is None:
        with pytest.raises(GradingError, match="must be one that works here"):
            proven(LIMITS, isolation.name)
    return found


def text_of(ran):
    return "".join(one["text"] for one in ran.outputs if one["output_type"] == "stream")


def test_limits_alone_work_everywhere(isolations):
    assert isolations[-1].isolation.name == "limits alone"
    assert proven(LIMITS).isolation == isolations[0].isolation


def test_an_isolation_that_is_not_there_is_refused():
    with pytest.raises(GradingError) as caught:
        proven(LIMITS, "a locked door")
    assert str(caught.value).startswith("isolation is a locked door, but must be one that works")


@EACH
def test_each_phrase_of_the_report_is_true(isolation, apart, tmp_path, monkeypatch):
    if apart is None:
        return
    monkeypatch.setenv("SILENT26_TEST_SECRET", "in the environment")
    files = {"key": str(tmp_path / "key"), "others": str(tmp_path / "others")}
    for file in files.values():
        with open(file, "w") as there:
            there.write("not for everybody")
    with socket.create_server(("127.0.0.1", 0)) as door, Kernel(isolation, LIMITS, 1) as kernel:
        port = door.getsockname()[1]
        ran = kernel.run(READS.format(files=files, port=port, process=os.getpid()))
    found = json.loads(text_of(ran).partition("FOUND ")[2])
    assert found["environment"] is False  # by every way to keep it apart
    assert found["network"] is ("network" not in apart.refused)
    assert found["see"] is ("seeing" not in apart.refused)
    for name in files:
        assert found[f"read {name}"] is ("reading" not in apart.refused)
        assert found[f"write {name}"] is ("writing" not in apart.refused)
    phrases = [HELD[name] if name in apart.refused else OPEN[name] for name in HELD]
    assert all(phrase in [*apart.holds, *apart.leaves_open] for phrase in phrases)


@EACH
def test_every_isolation_keeps_the_limits(isolation, apart):
    if apart is None:
        return
    short = replace(LIMITS, seconds=1)
    with Kernel(isolation, short, 2) as kernel:
        assert kernel.run("while True:\n    pass").stopped == TIME
        assert text_of(kernel.run("print('still here')")) == "still here\n"
        assert kernel.run("while True:\n    print('x' * 1000)").stopped == OUTPUT
        assert kernel.run("1").stopped == OUTPUT
    with Kernel(isolation, LIMITS, 3) as kernel:
        assert kernel.run(CHILDREN).stopped == "memory"
    with Kernel(isolation, LIMITS, 4) as kernel:
        ran = kernel.run(FORKS)
        if "processes" in apart.refused:
            assert int(text_of(ran).partition("MADE ")[2]) < LIMITS.processes
        else:
            assert ran.stopped == "processes"
    with Kernel(isolation, LIMITS, 5) as kernel:
        assert kernel.run("import os\nos._exit(0)").stopped == GONE


@EACH
def test_nothing_is_left_of_a_hand_in(isolation, apart):
    if apart is None:
        return
    script = "import os, time\nif os.fork() == 0:\n    os.setsid()\n    time.sleep(100)\n"
    others = psutil.Process().children(recursive=True)  # of other tests: pools of processes
    with Kernel(isolation, LIMITS, 6) as kernel:
        assert kernel.run(f"{script}print(os.getcwd())").stopped is None
        inside = [one for one in psutil.Process().children(recursive=True) if one not in others]
    assert len(inside) >= 2  # the kernel, and what it has left behind
    alive = psutil.wait_procs(inside, timeout=20)[1]
    assert [one for one in alive if one.status() != psutil.STATUS_ZOMBIE] == []
