"""What is lived ahead is what would have been lived when asked."""

import threading

import pytest

import sim
from sim.study.ahead import Ahead
from sim.study.work import Piece

SMALL = {"time.days": 28, "time.warm_up_days": 0}


@pytest.fixture(scope="module")
def shop():
    return sim.load("corner_shop", changes=SMALL)


def pieces(scenario, number):
    return [Piece(scenario, 26, replication) for replication in range(number)]


def test_the_figures_are_those_of_replicate(shop):
    ahead = Ahead()
    ahead.want(pieces(shop, 4))
    ahead.wait()
    assert list(ahead.figures(shop, 26)) == list(sim.replicate(shop, n=4).figures)
    assert ahead.figures(shop, 27) == ()


def test_what_is_known_is_not_lived_again(shop, monkeypatch):
    ahead = Ahead()
    ahead.want(pieces(shop, 2))
    ahead.wait()
    lived = []
    true = sim.study.ahead.run
    monkeypatch.setattr("sim.study.ahead.run", lambda *a, **k: lived.append(a[2]) or true(*a, **k))
    ahead.want(pieces(shop, 3))
    ahead.wait()
    assert lived == [2]


def test_the_last_wish_is_first(shop):
    """A long run under way gives way to what is wanted now."""
    long = shop.with_({"time.days": 7280})
    ahead = Ahead()
    ahead.want(pieces(long, 50))
    ahead.want(pieces(shop, 1))
    ahead.wait()
    assert len(ahead.figures(shop, 26)) == 1
    assert len(ahead.figures(long, 26)) < 50


def test_what_is_watched_is_kept_and_each_arrival_is_told(shop):
    told = threading.Event()
    ahead = Ahead(
        watch=lambda run: {"facts": float(len(run.outcome.facts))},
        keep_events=lambda piece: piece.replication == 0,
        arrived=told.set,
    )
    ahead.want(pieces(shop, 2))
    ahead.wait()
    first, second = pieces(shop, 2)
    assert ahead.seen(first)["facts"] > 0
    assert ahead.seen(second)["facts"] == 0
    assert ahead.seen(Piece(shop, 26, 9)) == {}
    assert told.wait(10)


def test_a_fault_is_kept_for_who_asks_and_the_next_wish_works(shop, monkeypatch):
    def fail(*_, **__):
        raise ValueError("the till is gone")

    ahead = Ahead()
    with monkeypatch.context() as broken:
        broken.setattr("sim.study.ahead.run", fail)
        ahead.want(pieces(shop, 1))
        ahead.wait()
        assert str(ahead.fault) == "the till is gone"
    ahead.want(pieces(shop, 1))
    ahead.wait()
    assert ahead.fault is None
    assert len(ahead.figures(shop, 26)) == 1
