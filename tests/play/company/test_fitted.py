"""What tables say: right on average, and within its interval as often as that promises."""

import numpy as np
import pyarrow as pa
import pytest

from sim.play.company.complaints import Complaints
from sim.play.company.dates import DAY, NO_DATE
from sim.play.company.fitted import fit
from sim.play.company.flaws import TableError
from sim.play.company.lifetime import Lifetime
from sim.play.company.measures import (
    FEWEST,
    WORDS,
    complaining,
    horizon,
    share,
    spending,
)
from sim.play.company.visits import Visits
from tests.play.company.worlds import TRADES, small, tables

SEEDS = 9


@pytest.fixture(scope="module", params=TRADES)
def found(request):
    """Tables of several seeds of one trade, fitted, and how many customers there really are."""
    scenario = small(request.param)
    lives = [tables(scenario, seed) for seed in range(SEEDS)]
    fits = [fit(visits, complaints, hold_back=False) for visits, complaints, _ in lives]
    return fits, [one.kpis["customers_end"] for _, _, one in lives]


def test_intervals_hold_as_often_as_they_promise(found):
    fits, there = found
    held, near = [], []
    for name in WORDS:
        told = [
            (one.estimates[name], n)
            for one, n in zip(fits, there, strict=True)
            if name in one.estimates
        ]
        if len(told) < SEEDS:
            continue
        middle = np.mean([estimate.value for estimate, _ in told])
        for estimate, customers in told:
            # Of customers each world has a number of its own.
            truth = middle * (customers / np.mean(there) if name == "customers" else 1.0)
            assert estimate.low <= estimate.value <= estimate.high
            held.append(estimate.low <= truth <= estimate.high)
            half = estimate.value + (truth - estimate.value) * 2
            near.append(estimate.low <= half <= estimate.high)
    assert len(held) >= 8 * SEEDS
    assert np.mean(held) > 0.88
    # Were they twice as wide as they need be, they would nearly always hold at half their width.
    assert 0.5 < np.mean(near) < 0.9


def test_departures_are_near_those_of_the_world(found):
    fits, _ = found
    lengths = np.mean([one.estimates["departures_per_year"].value for one in fits])
    assert 0.05 < lengths < 0.45
    assert all(one.lifetime.customers > 700 for one in fits)


def visits_of_rows(rows):
    """Make visits of rows: customer, day, amount."""
    who, day, amount = (np.array(column) for column in zip(*sorted(rows), strict=True))
    names = pa.array([str(n) for n in range(who.max() + 1)])
    seconds = day.astype(np.int64) * DAY
    return Visits(who.astype(np.int32), seconds, amount.astype(float), names, False, len(rows))


def complaints_of_rows(rows):
    """Make complaints of rows: opened, closed or None, outcome, customer."""
    opened, closed, outcome, who = zip(*rows, strict=True)
    return Complaints(
        np.array(opened, np.int64) * DAY,
        np.array([NO_DATE if one is None else one * DAY for one in closed], np.int64),
        np.array(outcome, np.int8),
        np.array(who, np.int64),
        False,
        len(rows),
    )


def test_spending_worked_by_hand():
    # Twelve customers, each with two visits of one amount: 10 for half of them, 30 for the rest.
    rows = [(n, day, 10.0 if n % 2 else 30.0) for n in range(12) for day in (0, 9)]
    mean, shape = spending(visits_of_rows(rows))
    assert mean.value == pytest.approx(20.0)
    # Customers are counted, not visits: 10 * sqrt(12 / 11) / sqrt(12) is the error.
    assert np.log(mean.high / mean.value) == pytest.approx(1.96 * 10 / np.sqrt(11) / 20, rel=1e-3)
    assert shape.value == pytest.approx(400 / np.var([10.0, 30.0] * 6, ddof=1))


def test_amounts_of_nothing_are_no_purchases():
    rows = [(n, day, 0.0 if day else 5.0) for n in range(12) for day in (0, 9)]
    assert spending(visits_of_rows(rows))[0].value == 5.0
    assert spending(visits_of_rows([(n, 0, np.nan) for n in range(12)])) == []


def test_days_to_an_answer_worked_by_hand():
    # Kaplan and Meier: 12 are answered after 2 days; 12 others are open for 4, and wait on.
    rows = [(0, 2, 1, -1)] * 12 + [(0, None, 3, -1)] * 12 + [(0, 8, 1, -1)] * 12
    lifetime = Lifetime(5.0, 1.0, 0.5, 2.0, 0.0, np.zeros((4, 4)), 1)
    told = complaining(complaints_of_rows(rows), lifetime, _histories(), end=4 * DAY)
    days = next(one for one in told if one.name == "resolution_days")
    # All wait 2 days, two thirds longer; those open for 4 days drop out; the rest wait until day 8.
    assert days.value == pytest.approx(2 + 6 * 2 / 3)


def _histories():
    from sim.play.company.lifetime import Histories

    return Histories(np.zeros(5), np.zeros(5), np.ones(5))


def test_fewer_than_ten_say_nothing():
    assert FEWEST == 10
    rows = [(0, 2, 1, -1)] * 9
    lifetime = Lifetime(5.0, 1.0, 0.5, 2.0, 0.0, np.zeros((4, 4)), 1)
    told = complaining(complaints_of_rows(rows), lifetime, _histories(), end=4 * DAY)
    assert [one.name for one in told] == ["complaints_per_year"]


def test_a_share_of_none_and_of_all_has_an_interval_with_room():
    none, every = share("resolved_share", 0, 20), share("resolved_share", 20, 20)
    assert (none.low, every.high) == (0.0, 1.0)
    assert none.high == pytest.approx(1 - every.low)
    assert none.high == pytest.approx(0.161, abs=0.001)


def many(customers=40, days=100, every=10):
    return visits_of_rows(
        [(n, day, 5.0) for n in range(customers) for day in range(n % 7, days, every)]
    )


def test_good_time_is_what_most_take_to_come_again():
    assert horizon(many()) == 14.0
    assert horizon(many(days=300, every=40)) == 40.0
    assert horizon(many(days=100, every=60)) == pytest.approx(many(days=100, every=60).days / 3)


@pytest.mark.parametrize(
    ("visits", "sentence"),
    [
        (
            many(customers=1),
            'the table of visits has 1 customer, "0", but there must be 30 or more for anything to '
            "be said of them: is it the right column?",
        ),
        (
            many(customers=29),
            "the table of visits has 29 customers, but there must be 30 or more for anything to be "
            "said of them",
        ),
        (
            many(days=20, every=2),
            "the table of visits is of 20 days, but must be of 28 or more",
        ),
        (
            many(days=60, every=100),
            "nobody in the table of visits came twice, but somebody must for it to say how often "
            "customers come: is the column of the customer the right one?",
        ),
    ],
    ids=["one customer", "few customers", "few days", "nobody comes twice"],
)
def test_tables_that_say_nothing_are_refused(visits, sentence):
    if "nobody" in sentence:
        rows = [(n, n, 1.0) for n in range(40)]
        visits = visits_of_rows(rows)
    with pytest.raises(TableError) as caught:
        fit(visits)
    assert caught.value.faults == [sentence]


def test_what_cannot_be_told_is_told_and_the_silent_come_first():
    found = fit(many(days=200))
    assert found.cannot_tell[0].startswith("How many customers were unhappy and said nothing")
    told = " ".join(found.cannot_tell)
    assert "there are no times" in told
    assert "there is no table of them" in told
    assert found.complaints is None
    assert "complaints_per_year" not in found.estimates


def test_only_the_last_three_years_count():
    rows = [(n, day, 5.0) for n in range(40) for day in range(n, 2_000, 30 + n)]
    found = fit(visits_of_rows(rows))
    assert found.days == 1_092
    assert any("only the last 1092 of" in one for one in found.remarks)


def test_complaints_outside_the_days_of_the_visits_are_left_out():
    rows = [(5 + n, 6 + n, 1, n) for n in range(12)] + [(900, None, 3, 0)]
    found = fit(many(days=200), complaints_of_rows(rows))
    assert found.complaints == 12
    assert any("outside the days of the visits" in one for one in found.remarks)


def test_the_last_quarter_is_held_back():
    visits = many(days=200)
    found = fit(visits)
    later, earlier = found.later, found.earlier
    assert later.days == visits.days // 4
    assert earlier.days <= visits.days - later.days
    cut = visits.end - later.days * DAY
    assert later.visits == (visits.seconds >= cut).sum()
    assert (
        later.visits_before
        == ((visits.seconds >= cut - later.days * DAY) & (visits.seconds < cut)).sum()
    )
    assert earlier.earlier is None
    assert fit(visits, hold_back=False).later is None


def test_nothing_of_a_row_and_no_name_is_kept():
    found = fit(many(days=200))
    assert "Visits(" not in repr(found)
    assert not any(isinstance(value, Visits) for value in vars(found).values())
