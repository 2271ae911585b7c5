"""What is missing is said in one sentence, with what to do."""

import socket
from types import SimpleNamespace

import pytest

from sim.classroom import needs, network
from sim.classroom.needs import ClassError
from sim.classroom.network import qr_for_page, qr_for_terminal, url_of


def only(program: str, path, monkeypatch, says: str = "v20.1.0"):
    """Leave one program on the path."""
    (path / program).write_text(f"#!/bin/sh\necho {says}\n")
    (path / program).chmod(0o755)
    monkeypatch.setenv("PATH", str(path))


def test_without_node(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ClassError, match=r"needs Node.js, which is not here: install nodejs"):
        needs.proxy_command()


def test_with_a_node_that_is_too_old(tmp_path, monkeypatch):
    only("node", tmp_path, monkeypatch, "v10.2.0")
    with pytest.raises(ClassError, match=r"needs Node.js 14 or later, and .*node is v10.2.0"):
        needs.proxy_command()


def test_without_the_proxy(tmp_path, monkeypatch):
    only("node", tmp_path, monkeypatch)
    monkeypatch.setattr(needs, "OWN_PROXY", tmp_path / "none")
    with pytest.raises(ClassError, match=r"configurable-http-proxy, which .* run `make proxy`"):
        needs.proxy_command()


def test_the_proxy_of_the_project_goes_before_another(tmp_path, monkeypatch):
    only("node", tmp_path, monkeypatch)
    own = tmp_path / "own"
    own.touch()
    monkeypatch.setattr(needs, "OWN_PROXY", own)
    assert needs.proxy_command() == (str(tmp_path / "node"), str(own))
    own.unlink()
    only(needs.PROXY, tmp_path, monkeypatch)
    assert needs.proxy_command() == (str(tmp_path / needs.PROXY),)


def test_a_port_that_is_taken_is_named_with_its_holder():
    with socket.socket() as holder:
        holder.bind(("", 0))
        holder.listen()
        port = holder.getsockname()[1]
        with pytest.raises(ClassError, match=rf"port is {port}, but process \d+ \(.+\) has it"):
            needs.check_port(port)
    needs.check_port(port)


def test_the_address_of_the_room_goes_before_those_of_bridges(monkeypatch):
    bridge, room, public = "172.17.0.1", "192.168.1.5", "8.8.4.4"
    found = [SimpleNamespace(family=socket.AF_INET, address=one) for one in (public, bridge, room)]
    monkeypatch.setattr(network.psutil, "net_if_addrs", lambda: {"any": found})
    monkeypatch.setattr(network, "_outward", lambda: room)
    assert network.addresses() == [room, bridge, public]
    monkeypatch.setattr(network, "_outward", lambda: "")
    assert network.addresses() == [bridge, room, public]


def test_an_installation_without_notebooks(tmp_path):
    with pytest.raises(ClassError, match="there are none in"):
        needs.check_notebooks(tmp_path)
    needs.check_notebooks()


def test_the_qr_code_is_drawn_for_both_screens():
    address = url_of(8000)
    assert len(set(map(len, qr_for_terminal(address).splitlines()))) == 1
    assert qr_for_page(address).startswith("<svg")
    assert qr_for_page(address) != qr_for_page(url_of(8001))
