"""The command `class`: whatever keeps it from opening is told in one sentence."""

import socket

import pytest

from sim.classroom import needs
from tests.cli.asking import ask, is_wrong


@pytest.fixture
def file(tmp_path):
    place = tmp_path / "tuesday.toml"
    place.write_text('seats = 2\npassword = "tulips"\n')
    return place


def test_a_file_that_is_not_there(tmp_path):
    file = tmp_path / "none.toml"
    is_wrong(ask("class", file), f"{file}: there is no such file")


def test_every_fault_of_a_file_is_told_with_its_line(file):
    file.write_text('seats = 0\nport = "here"\n')
    asked = ask("class", file)
    assert asked.exit_code == 2
    lines = asked.stderr.splitlines()
    assert len(lines) == 2
    assert f"{file}:1: seats is 0, but" in lines[0]
    assert f"{file}:2: port is" in lines[1]
    assert not file.with_name("tuesday-class").exists()


def test_without_the_proxy(file, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    asked = ask("class", file)
    assert asked.exit_code == 2
    assert "needs Node.js" in asked.stderr.splitlines()[-1]


def test_a_port_that_is_taken(file):
    with socket.socket() as holder:
        holder.bind(("", 0))
        holder.listen()
        port = holder.getsockname()[1]
        file.write_text(f'port = {port}\npassword = "tulips"\n')
        asked = ask("class", file)
    assert asked.exit_code == 2
    assert f"port is {port}, but process" in asked.stderr.splitlines()[-1]


def test_on_windows(file, monkeypatch):
    monkeypatch.setattr(needs.sys, "platform", "win32")
    is_wrong(ask("class", file), "class needs Linux or macOS: on Windows, use it inside WSL")


def test_without_its_libraries(file, monkeypatch):
    monkeypatch.setattr(needs, "LIBRARIES", ("no_such_library",))
    is_wrong(
        ask("class", file),
        "class needs no_such_library, not installed here: pip install 'silent26[class]'",
    )
