"""The fork server: processes for those who may have them, tied to who asked, and limited."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from sim.classroom.born import Wish
from sim.classroom.forking import Forked
from sim.classroom.forkserver import Rules
from tests.browser.lab import ROOT

NOTES = "import os, sys, time\nopen('notes', 'w').write(repr({}))\ntime.sleep(600)\n"


@contextmanager
def fork_server(tmp_path, **rules):
    """A server whose processes begin a Python each, which is quick to start."""
    place = tmp_path / "fork"
    told = json.dumps(Rules(**({"users": (), "memory": 0, "preload": False} | rules))._asdict())
    command = [sys.executable, "-m", "sim.classroom.forkserver", str(place), told]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, cwd=ROOT, **pipes) as server:
        try:
            assert server.stdout.readline() == b"ready\n"
            yield str(place), server
        finally:
            server.stdin.close()
            server.wait(20)


def wish(tmp_path, code: str, user: int = -1) -> Wish:
    (tmp_path / "task.py").write_text(code)
    environment = {"PATH": os.environ["PATH"], "MINE": "yes"}
    return Wish("task", ["one", "two"], environment, str(tmp_path), str(tmp_path / "log"), user)


def until(true, seconds: float = 30) -> None:
    give_up = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < give_up, "it did not come to pass"
        time.sleep(0.05)


def test_a_process_is_what_was_wished_for(tmp_path):
    code = NOTES.format(
        "(sys.argv[1:], os.environ['MINE'], os.getcwd(), os.getsid(0) == os.getpid())"
    )
    with fork_server(tmp_path) as (place, _):
        one = Forked(place, wish(tmp_path, code))
        until(lambda: (tmp_path / "notes").exists() and (tmp_path / "notes").read_text())
        assert (tmp_path / "notes").read_text() == repr(
            (["one", "two"], "yes", str(tmp_path), True)
        )
        assert one.poll() is None
        one.kill()
        until(lambda: one.poll() == 0)


def test_a_process_ends_with_whoever_asked_for_it(tmp_path):
    with fork_server(tmp_path) as (place, _):
        one = Forked(place, wish(tmp_path, NOTES.format(1)))
        process = psutil.Process(one.pid)
        one._line.close()
        until(lambda: not process.is_running())


def test_a_process_that_ends_by_itself_is_noticed(tmp_path):
    with fork_server(tmp_path) as (place, _):
        one = Forked(place, wish(tmp_path, "print('done')"))
        until(lambda: one.poll() == 0)
        assert (tmp_path / "log").read_text() == "done\n"
        one.send_signal(signal.SIGTERM)
        assert one.wait() == 0


@pytest.mark.parametrize(
    "said", [b"", b"{", b"[]", b"7", b'{"x": 1}', b"[" * 100_000], ids=lambda said: said[:9]
)
def test_whatever_a_seat_says_the_others_are_served(tmp_path, said):
    with fork_server(tmp_path) as (place, _):
        with socket.socket(socket.AF_UNIX) as line:
            line.connect(place)
            line.sendall(said + b"\n")
        one = Forked(place, wish(tmp_path, "print('done')"))
        until(lambda: one.poll() == 0)
    assert (tmp_path / "log").read_text() == "done\n"


def test_the_server_ends_when_its_starter_does(tmp_path):
    with fork_server(tmp_path) as (_, server):
        server.stdin.close()
        assert server.wait(20) == 0


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux sees to the limit, and it is said")
def test_too_much_memory_is_an_error_in_python_and_the_process_lives_on(tmp_path):
    code = """
try:
    taken = bytearray(400 << 20)
except MemoryError:
    taken = bytearray(100 << 20)
    print('refused, and lives')
"""
    with fork_server(tmp_path, memory=300) as (place, _):
        one = Forked(place, wish(tmp_path, code))
        until(lambda: one.poll() == 0)
    assert (tmp_path / "log").read_text() == "refused, and lives\n"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root makes processes of other users")
def test_a_seat_gets_processes_of_its_own_user_and_of_no_other(open_folder):
    home = open_folder / "seat"
    home.mkdir()
    os.chown(home, 65_231, 65_231)
    with fork_server(open_folder, users=(65_231,), preload=True) as (place, _):
        told = wish(home, NOTES.format("(os.getuid(), os.getgroups())"), 65_231)
        one = Forked(place, told)
        until(lambda: (home / "notes").exists() and (home / "notes").read_text())
        assert (home / "notes").read_text() == "(65231, [])"
        with pytest.raises(OSError, match="made no process"):
            Forked(place, told._replace(user=0))
        one.kill()


@pytest.fixture
def open_folder():
    """A folder that every user reaches, which pytest's own are not."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)
