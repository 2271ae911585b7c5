"""Progress is shown where somebody looks on, and nowhere else."""

import io
import re
import sys
from types import SimpleNamespace

import pytest
from jupyter_client.manager import start_new_kernel

import sim
from sim.study import progress as module
from sim.study.progress import progress, watched
from tests.cli.asking import SMALL, ask_process

CLEAR_LINE = "\x1b[2K"


class Terminal(io.StringIO):
    """A page that somebody looks at."""

    def isatty(self):
        return True


@pytest.fixture
def at_a_terminal(monkeypatch):
    """To be called in the test, as pytest puts its own page there as each phase begins."""

    def look_on():
        page = Terminal()
        monkeypatch.setattr(sys, "stderr", page)
        monkeypatch.setenv("TERM", "xterm")
        monkeypatch.setenv("COLUMNS", "80")
        return page

    return look_on


def plain(text):
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", text)


def test_a_bar_counts_and_tells_the_time_that_is_left(at_a_terminal, monkeypatch):
    terminal = at_a_terminal()
    clock = iter(range(1000))
    real = module.Progress
    monkeypatch.setattr(
        module, "Progress", lambda *a, **k: real(*a, get_time=lambda: next(clock), **k)
    )
    with progress(40, "runs") as show:
        for done in range(1, 31):
            show(done)
    said = plain(terminal.getvalue())
    assert "runs" in said
    assert "━" in said
    assert "30/40" in said
    assert re.search(r"0:00:\d\d", said)  # which it knows once it has seen some


def test_a_bar_goes_when_the_work_is_done(at_a_terminal):
    terminal = at_a_terminal()
    with progress(3, "runs") as show:
        show(3)
    assert terminal.getvalue().endswith(CLEAR_LINE)


def test_a_bar_goes_when_the_work_breaks_off(at_a_terminal):
    terminal = at_a_terminal()
    with pytest.raises(KeyError), progress(3, "runs"):
        raise KeyError
    assert terminal.getvalue().endswith(CLEAR_LINE)


def test_a_single_piece_needs_no_bar(at_a_terminal):
    terminal = at_a_terminal()
    with progress(1, "runs") as show:
        show(1)
    assert terminal.getvalue() == ""


def test_experiments_show_a_bar_unless_somebody_else_counts(at_a_terminal):
    terminal = at_a_terminal()
    shop = sim.load("corner_shop", changes={"time.days": 7, "time.warm_up_days": 0})
    done = []
    sim.replicate(shop, 3, on_progress=done.append)
    assert (done, terminal.getvalue()) == ([1, 2, 3], "")
    sim.replicate(shop, 3)
    assert "3/3" in plain(terminal.getvalue())


def test_nothing_is_shown_where_nobody_looks_on(capsys):
    assert not watched()
    with progress(3, "runs") as show:
        show(3)
    assert capsys.readouterr() == ("", "")
    done = ask_process("run", *SMALL, "--replications", 3)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize(
    ("shell", "looks_on"),
    [
        (None, False),
        (SimpleNamespace(), False),  # IPython in a pipe
        (SimpleNamespace(kernel=object()), True),
    ],
)
def test_a_notebook_is_told_by_its_kernel(monkeypatch, shell, looks_on):
    monkeypatch.setitem(sys.modules, "IPython", SimpleNamespace(get_ipython=lambda: shell))
    assert watched() == looks_on


def test_a_notebook_shows_a_bar():
    code = (
        "import sim\n"
        "shop = sim.load('corner_shop', changes={'time.days': 7, 'time.warm_up_days': 0})\n"
        "sim.replicate(shop, 3).figures[0]['customers_end']"
    )
    manager, client = start_new_kernel()
    told = []
    try:
        reply = client.execute_interactive(code, timeout=120, output_hook=told.append)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    assert reply["content"]["status"] == "ok"
    shown = [message["content"] for message in told if message["msg_type"] == "display_data"]
    bars = [str(page["data"]) for page in shown if "runs" in str(page["data"])]
    assert bars
    assert all("/3" in bar and "━" in bar for bar in bars)
    assert not any(message["content"].get("name") == "stderr" for message in told)
