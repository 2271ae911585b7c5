"""The tables of a world hold what a business would have written down, and no more."""

import numpy as np
import pytest

import sim
from sim import facts
from sim.play.company.complaints import OUTCOMES, read_complaints
from sim.play.company.dates import DAY, NO_DATE
from sim.play.company.recorded import complaints_of, visits_of, write_tables
from sim.play.company.visits import read_visits
from tests.play.company.worlds import TRADES, small, tables


@pytest.mark.parametrize("trade", TRADES)
def test_what_was_sold_and_who_complained_is_on_record(trade):
    visits, complaints, one = tables(small(trade), seed=1)
    told = one.outcome.facts
    sold = told["amount"][told["kind"] == facts.SALE].sum() / 100
    assert np.nansum(visits.amount) == pytest.approx(sold)
    assert len(complaints) == (told["kind"] == facts.COMPLAINED).sum()
    served = np.unique(told["who"][told["kind"] == facts.STARTED])
    assert visits.customers == len(served)
    assert len(visits.seconds) <= (told["kind"] == facts.VISIT).sum()
    key = visits.customer.astype(np.int64) * 10**11 + visits.seconds
    assert (np.diff(key) >= 0).all()


def test_answers_take_as_long_as_they_did():
    talking = small("telecom", **{"voice.silent_per_complaint": 2})
    _, complaints, one = tables(talking, seed=2)
    told = one.outcome.facts
    kinds = (facts.RESOLVED_FAST, facts.RESOLVED_LATE, facts.UNRESOLVED)
    lasted = told["amount"][np.isin(told["kind"], kinds)].mean()
    ended = complaints.closed != NO_DATE
    days = (complaints.closed - complaints.opened)[ended] / DAY
    answered = np.isin(complaints.outcome[ended], [OUTCOMES.index(o) for o in OUTCOMES[1:3]])
    by_desk = days[answered & (days > 0)]
    # A time of day is told by the clock on the wall, a stretch of time in business days.
    assert by_desk.mean() == pytest.approx(lasted, rel=0.05)
    at_once = (told["kind"] == facts.PUT_RIGHT).sum()
    assert (days == 0).sum() >= at_once


def test_customers_who_are_asked_have_not_complained():
    asking = {"voice.asked_share": 1.0, "voice.silent_per_complaint": 1e9}
    _, complaints, one = tables(small("hotel", **asking), seed=3)
    assert one.kpis["heard_share"] > 0.9
    assert len(complaints) == 0


def test_the_files_say_the_same_as_the_tables(tmp_path):
    changes = {"time.days": 60, "time.warm_up_days": 0, "voice.silent_per_complaint": 1}
    one = sim.run(sim.load("corner_shop", changes=changes), seed=4)
    visits = visits_of(one)
    complaints = complaints_of(one, visits)
    write_tables(one, tmp_path / "visits.csv", tmp_path / "complaints.csv")
    again = read_visits(tmp_path / "visits.csv")
    assert again.names.to_pylist() == list(
        dict.fromkeys(visits.names.take(visits.customer[np.argsort(visits.seconds)]).to_pylist())
    )
    assert np.nansum(again.amount) == pytest.approx(np.nansum(visits.amount))
    assert len(again.seconds) == len(visits.seconds)
    told = read_complaints(tmp_path / "complaints.csv", again.names)
    assert len(told) == len(complaints)
    assert (told.customer >= 0).all()
    assert told.opened.tolist() == complaints.opened.tolist()
    assert told.outcome.tolist() == complaints.outcome.tolist()


def test_a_run_without_its_events_is_told(tmp_path):
    one = sim.run(small("corner_shop", **{"time.days": 7}), keep_events=False)
    with pytest.raises(ValueError, match="must have been lived with keep_events=True"):
        visits_of(one)
