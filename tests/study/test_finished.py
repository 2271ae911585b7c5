"""Every experiment takes up finished runs, and does not do again what is there already."""

import pandas as pd
import pytest

import sim

SHORT = {"time.days": 28, "time.warm_up_days": 0, "market.customers": 60, "market.people": 150}
SHOP = sim.load("corner_shop", changes=SHORT)
OTHER = SHOP.with_({"voice.ease": 4.0})
RANGE = {"voice.ease": (1.0, 4.0), "talk.listeners_per_good": (2.0, 6.0)}

EXPERIMENTS = {
    "replicate": lambda **more: sim.replicate(SHOP, 3, **more).replications,
    "compare": lambda **more: sim.compare(SHOP, OTHER, 3, **more).replications,
    "rank": lambda **more: sim.rank({"a": SHOP, "b": OTHER}, "miseries", 3, **more).replications,
    "sweep": lambda **more: sim.sweep(SHOP, {"voice.ease": [1, 4]}, 2, **more).table,
    "sample": lambda **more: sim.sample(SHOP, RANGE, 3, 2, **more).table,
    "morris": lambda **more: sim.morris(SHOP, "revenue", RANGE, 2, 1, **more).table,
    "one_at_a_time": lambda **more: sim.one_at_a_time(SHOP, "revenue", RANGE, 2, **more).table,
    "uncertainty": lambda **more: sim.uncertainty(SHOP, RANGE, 3, 2, **more).figures,
    "until_precise": lambda **more: (
        sim.until_precise(SHOP, "revenue", 0.5, floor=3, **more).experiment.replications
    ),
    "claims": lambda **more: sim.claims_on_trial(n=2, only=["C33"], changes=SHORT, **more).table,
}


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_what_is_finished_is_not_done_again(name, monkeypatch):
    make = EXPERIMENTS[name]
    finished = {}
    first = make(finished=finished)
    assert finished
    gone = max(finished)
    del finished[gone]
    lived = []
    real = sim.study.work.live

    def noted(piece, *args, **more):
        lived.append(piece)
        return real(piece, *args, **more)

    monkeypatch.setattr("sim.study.work.live", noted)
    pd.testing.assert_frame_equal(make(finished=finished), first)
    assert len(lived) == 1
    assert gone in finished
