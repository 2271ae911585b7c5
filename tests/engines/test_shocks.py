"""What shocks do, on both engines: the same luck with and without them."""

import numpy as np
import pytest

from sim import facts
from sim.assumptions import Scenario
from sim.assumptions.shocks import SHOCK_KINDS
from sim.brief import make_brief
from tests.engines.living import ENGINES, differences, first_difference, live
from tests.engines.scenarios import random_values

BEGINS, ENDS = 20.0, 40.0
REASONS = (facts.LEFT_FAILURE, facts.LEFT_WAITING, facts.LEFT_COMPETITOR)

pytestmark = pytest.mark.parametrize("engine", ENGINES)


def shocked(kind=None, strength=3.0, begins=BEGINS, ends=ENDS, number=3, **changes):
    """A busy world without a grain, and a shock in its middle, if any."""
    values = random_values(number)
    values["time"] |= {"days": 60, "warm_up_days": 0}
    values["market"] |= {"people": 150, "customers": 80, "marketing_per_year": 364.0 * 5}
    values["visits"]["visits_per_year"] = 180.0
    values["moments"] |= {"problems_per_customer_year": 30.0, "hand_off_share": 0.0}
    values["workforce"] |= {"turnover_per_year": 0.0}
    for section, change in changes.items():
        values[section] |= change
    values["shocks"] = (
        [{"name": "it", "kind": kind, "day": begins, "lasts_days": ends - begins}] if kind else []
    )
    for shock in values["shocks"]:
        shock["strength"] = strength
    return make_brief(Scenario(**values), seed=4, replication=0)


def without_shock(record):
    return record[record["kind"] != facts.SHOCK]


@pytest.mark.parametrize("kind", SHOCK_KINDS)
def test_nothing_changes_before_a_shock_and_much_after(engine, kind):
    calm = live(ENGINES[engine], shocked()).facts
    record = live(ENGINES[engine], shocked(kind)).facts
    told = record[record["kind"] == facts.SHOCK]
    assert told["time"].tolist() == [BEGINS]
    assert told["other"].tolist() == [SHOCK_KINDS.index(kind)]
    record = without_shock(record)
    early = [life[life["time"] < BEGINS] for life in (calm, record)]
    assert first_difference(*early, ("calm", "shocked")) is None
    assert first_difference(calm, record) is not None


@pytest.mark.parametrize("kind", SHOCK_KINDS[1:])
def test_a_strength_of_one_changes_nothing(engine, kind):
    calm = live(ENGINES[engine], shocked()).facts
    record = without_shock(live(ENGINES[engine], shocked(kind, strength=1.0)).facts)
    assert first_difference(calm, record, ("calm", "shocked")) is None


@pytest.mark.parametrize("kind", SHOCK_KINDS)
def test_a_shock_after_the_end_never_happens(engine, kind):
    calm = live(ENGINES[engine], shocked())
    late = live(ENGINES[engine], shocked(kind, begins=60.0, ends=90.0))
    assert differences(calm, late, ("calm", "late")) is None


def test_a_shortage_of_staff_makes_every_service_longer(engine):
    def first_services(kind):
        brief = shocked(kind, 3.0, 0.0, 60.0)
        record = live(ENGINES[engine], brief).facts
        record = record[(record["kind"] == facts.SERVED) & (record["time"] < 10.0)]
        first = {}
        for who, where, amount in zip(
            record["who"], record["where"], record["amount"], strict=True
        ):
            first.setdefault((int(who), int(where)), float(amount))
        return first

    calm, short = first_services(None), first_services("staff_shortage")
    longer = [short[key] / calm[key] for key in calm.keys() & short.keys()]
    same_visit = np.isclose(longer, 3.0, rtol=1e-6)  # else they came to it on another visit
    assert len(longer) > 10
    assert same_visit.mean() > 0.5


def test_a_product_that_fails_brings_misery(engine):
    def miseries(*shock):
        counts = live(ENGINES[engine], shocked(*shock)).counts[int(BEGINS) : int(ENDS)]
        return counts[:, [facts.MISERY_MINOR, facts.MISERY_SERIOUS]].sum()

    assert miseries("product_failure", 20.0) > 1.2 * miseries()
    assert miseries("product_failure", 0.05) < 0.8 * miseries()


LOCKED = {"lock": {"convenience_share": 1.0, "contract_share": 0.0}}
TEMPTED = {
    "exits": {"offers_per_year": 50.0, "offer_accepted": 0.4, "price_sensitive_share": 0.5},
    "lock": {"convenience_share": 0.0, "contract_share": 0.0},
}


def leaving(brief, engine, *kinds):
    record = live(ENGINES[engine], brief).facts
    return record[np.isin(record["kind"], kinds)]


def test_convenience_holds_until_a_rival_opens_and_again_when_it_closes(engine):
    assert not len(leaving(shocked(**LOCKED), engine, *REASONS))
    times = leaving(shocked("rival_opens", **LOCKED), engine, *REASONS)["time"]
    assert len(times) > 10
    assert np.all((times >= BEGINS) & (times < ENDS))


@pytest.mark.parametrize("kind", ["price_cut", "product_failure", "staff_shortage"])
def test_no_other_shock_opens_the_lock_of_convenience(engine, kind):
    assert not len(leaving(shocked(kind, **LOCKED), engine, *REASONS))


@pytest.mark.parametrize("kind", SHOCK_KINDS)
def test_no_shock_opens_a_contract(engine, kind):
    bound = {"lock": {"convenience_share": 0.3, "contract_share": 1.0, "contract_days": 1e4}}
    record = leaving(shocked(kind, **bound), engine, *REASONS)
    assert not len(record)


def test_nobody_takes_an_offer_of_no_strength(engine):
    def taken(kind):
        brief = shocked(kind, 1e-12, **TEMPTED)
        record = leaving(brief, engine, facts.LEFT_COMPETITOR)
        record = record[(record["time"] >= BEGINS) & (record["time"] < ENDS)]
        return brief.people.price_sensitive[record["who"]]

    assert len(taken(None)) > 10
    assert len(taken("rival_opens")) == 0
    # a price cut, or here a rise, moves the price-sensitive alone
    moved = taken("price_cut")
    assert len(moved) > 3
    assert not np.any(moved)


def test_a_contract_lets_go_of_nobody_whom_convenience_holds(engine):
    """Where a contract ends, convenience holds on, unless a rival has opened."""
    both = {
        "lock": {"convenience_share": 0.5, "contract_share": 1.0, "contract_days": 5.0},
        "market": {"people": 900, "customers": 600},
    }
    brief = shocked("rival_opens", **both)
    record = leaving(brief, engine, facts.LEFT_RENEWAL)
    convenient = brief.people.convenience[record["who"]]
    rival = (record["time"] >= BEGINS) & (record["time"] < ENDS)
    assert np.sum(convenient & rival) > 5
    assert np.sum(~convenient & ~rival) > 5
    assert not np.any(convenient & ~rival), record[convenient & ~rival][0]
