"""The bundled trades: each is sound, lives, queues, complains, and keeps to its own targets.

What holds for every trade is stated here once, as `SHARED`; what a trade is calibrated to is in
its own file.
"""

from pathlib import Path

import numpy as np
import pytest

import sim
from sim import facts
from sim.study.run import Run

TRADES = sim.bundled()
PRESETS = ("slogans", "published")
REPLICATIONS = 10

SHARED = {
    "customers_end / customers at the start": (0.9, 1.1),
    "profit / revenue": (-0.02, 0.20),
    "abandoned_share": (0.001, 0.08),
    "heard_share": (0.03, 0.05),
    "referral_reproduction": (0.1, 0.6),
    "complaints a year": (4.0, 1_000.0),
    "months of contribution that a customer won costs": (1.0, 24.0),
}
"""What every trade keeps to under `slogans` when nothing is done."""

HALFWAY_HEARD = (0.25, 0.6)
"""What the front line hears of under `published`."""


@pytest.fixture(scope="module")
def lived():
    """Mean of each key figure of a trade, lived once for all tests of this file."""
    known = {}

    def means(trade: str, preset: str = "slogans"):
        if (trade, preset) not in known:
            experiment = sim.replicate(sim.load(trade, preset), REPLICATIONS, engine="compiled")
            known[trade, preset] = experiment.summary()["mean"]
        return known[trade, preset]

    return means


def file_of(trade: str) -> Path:
    return Path(sim.__file__).parent / "assumptions" / "trades" / f"{trade}.toml"


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("trade", TRADES)
def test_it_loads(trade, preset):
    assert sim.load(trade, preset).preset == preset


@pytest.mark.parametrize("trade", TRADES)
def test_its_file_has_no_fault(trade):
    assert sim.check(str(file_of(trade))) == []


@pytest.mark.parametrize("trade", TRADES)
def test_customers_meet_departments_before_during_and_after(trade):
    scenario = sim.load(trade)
    assert len(scenario.departments) >= 3
    assert {t.department for t in scenario.touchpoints} == {d.name for d in scenario.departments}
    assert {t.stage for t in scenario.touchpoints} == {"before", "purchase", "after"}
    assert all(place.title for place in (*scenario.departments, *scenario.touchpoints))
    assert scenario.title and scenario.trade


@pytest.mark.parametrize(
    ("trade", "kpi"), [(t, target.kpi) for t in TRADES for target in sim.load(t).targets]
)
def test_it_keeps_to_its_own_targets(lived, trade, kpi):
    target = next(one for one in sim.load(trade).targets if one.kpi == kpi)
    assert target.low <= lived(trade)[kpi] <= target.high, target.source


@pytest.mark.parametrize("trade", TRADES)
def test_it_is_held_to_something(trade):
    targets = {target.kpi for target in sim.load(trade).targets}
    assert {"churn_rate", "referral_reproduction"} <= targets


@pytest.mark.parametrize("rule", SHARED)
@pytest.mark.parametrize("trade", TRADES)
def test_it_lives_like_a_business(lived, trade, rule):
    scenario, kpi = sim.load(trade), lived(trade)
    years = (scenario.time.days - scenario.time.warm_up_days) / 364
    customers = scenario.market.customers
    contribution = kpi["revenue"] * scenario.money.gross_margin / customers / 12
    figures = {
        "customers_end / customers at the start": kpi["customers_end"] / customers,
        "profit / revenue": kpi["profit"] / kpi["revenue"],
        "complaints a year": kpi["complaints"] / years,
        "months of contribution that a customer won costs": kpi["acquisition_cost"] / contribution,
    }
    low, high = SHARED[rule]
    assert low <= figures.get(rule, kpi.get(rule)) <= high


@pytest.mark.parametrize("trade", TRADES)
def test_it_lives_under_the_published_figures_too(lived, trade):
    kpi = lived(trade, "published")
    low, high = HALFWAY_HEARD
    assert low <= kpi["heard_share"] <= high
    assert 0.8 <= kpi["customers_end"] / sim.load(trade).market.customers <= 1.25
    assert -0.05 <= kpi["profit"] / kpi["revenue"] <= 0.3


@pytest.mark.parametrize("trade", TRADES)
def test_somewhere_people_queue_in_the_busy_hours(trade):
    """In the busy stretch one department at least is busy, and none of them beyond its means."""
    load = busy_hours(sim.run(sim.load(trade), engine="compiled"))
    assert 0.5 <= max(load.values()) <= 1.1, load
    assert min(load.values()) >= 0.05, load


def busy_hours(run: Run) -> dict[str, float]:
    """How much work comes in busy hours, as a share of the time of each department's people."""
    scenario, table = run.scenario, run.outcome.facts
    time = scenario.time
    rush = time.peak_share / time.peak_length if time.peak_length else 1.0
    numbers = {d.name: number for number, d in enumerate(scenario.departments)}
    owners = np.array([numbers[t.department] for t in scenario.touchpoints])
    customers = table[table["kind"] == facts.SERVED]
    other = table[table["kind"] == facts.OTHER_SERVED]
    work = np.bincount(
        np.concatenate([owners[customers["where"]], other["where"]]),
        weights=np.concatenate([customers["amount"], other["amount"]]),
        minlength=len(numbers),
    )
    return {
        d.name: float(work[number]) * rush / d.staff / time.days
        for number, d in enumerate(scenario.departments)
    }


@pytest.mark.parametrize("trade", TRADES)
def test_it_is_the_same_on_simpy(trade):
    """The same trade, the same numbers, whichever engine."""
    customers = {"market.people": 500, "market.customers": 200}
    short = {"time.days": 56, "time.warm_up_days": 0, "desk.success": 0.5}
    scenario = sim.load(trade, changes=customers | short)
    one, other = (sim.run(scenario, engine=engine) for engine in ("simpy", "compiled"))
    assert one.outcome.facts.tobytes() == other.outcome.facts.tobytes()
    assert one.kpis.equals(other.kpis)
