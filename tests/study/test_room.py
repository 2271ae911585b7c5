"""What would not fit is refused before it starts, and the estimate is a fair one."""

from types import SimpleNamespace

import pytest

import sim
from sim.study import room

SHORT = {"time.days": 60, "time.warm_up_days": 0}


def has_free(monkeypatch, free: float) -> None:
    monkeypatch.setattr(room.psutil, "virtual_memory", lambda: SimpleNamespace(available=free))


@pytest.mark.parametrize("trade", sim.bundled())
def test_the_facts_to_come_are_estimated_fairly(trade):
    scenario = sim.load(trade, changes=SHORT)
    written = len(sim.run(scenario, engine="compiled").outcome.facts)
    assert 0.5 < room.facts_to_come(scenario) / written < 2.0


def test_what_does_not_fit_is_refused_in_a_sentence(monkeypatch):
    has_free(monkeypatch, 1e9)
    many = sim.load("corner_shop", changes=SHORT | {"market.people": 3_000_000})
    with pytest.raises(
        ValueError, match=r"the run would need about 1\.8 GB .* but 1\.0 GB are free"
    ):
        sim.run(many, engine="compiled", keep_events=False)
    with pytest.raises(ValueError, match=r"the run would need about 6\.0 GB"):
        sim.run(many, engine="simpy", keep_events=False)


def test_events_are_part_of_what_has_to_fit(monkeypatch):
    shop = sim.load("corner_shop")
    has_free(monkeypatch, 20e6)
    assert sim.run(shop.with_(SHORT), engine="compiled", keep_events=False).figures["miseries"] > 0
    with pytest.raises(ValueError, match="the run and its events would need about"):
        sim.run(shop, engine="compiled")


def test_nothing_is_lived_that_is_refused(monkeypatch):
    has_free(monkeypatch, 0.0)
    monkeypatch.setattr("sim.study.run.make_brief", lambda *_: pytest.fail("it has begun"))
    with pytest.raises(ValueError, match="would need"):
        sim.run(sim.load("corner_shop"), engine="compiled")
