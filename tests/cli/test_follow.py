"""One customer's life in words."""

import csv
import io
import json

import numpy as np
import pytest

import sim
from sim import facts
from sim.study.clock import clock_time
from sim.study.story import sentence, tell
from tests.cli.asking import SMALL, ask, is_wrong

NAMES = {kind.name for kind in facts.KINDS}


@pytest.mark.parametrize("kind", range(len(facts.KINDS)), ids=lambda kind: facts.KINDS[kind].name)
def test_every_kind_of_fact_can_be_told(kind):
    shop = sim.load("corner_shop")
    fact = np.array([(3.25, kind, 0, 0, 1, 0.5)], dtype=facts.FACT)[0]
    told = sentence(shop, fact)
    assert told and "{" not in told


def test_a_life_is_told_with_the_time_of_day():
    page = ask("follow", *SMALL, "--customer", 3).stdout.splitlines()
    assert page[0] == "day 0, 08:00   is a customer from the start"
    assert page[-1].startswith("Customer 3: ")
    days = [int(line.split()[1].rstrip(",")) for line in page[:-1]]
    assert days == sorted(days)


def test_both_engines_tell_the_same_life():
    assert (
        ask("follow", *SMALL, "--customer", 3, "--engine", "simpy").stdout
        == ask("follow", *SMALL, "--customer", 3, "--engine", "compiled").stdout
    )


def test_facts_of_a_life_can_be_had_plain():
    rows = json.loads(ask("follow", *SMALL, "--customer", 3, "--format", "json").stdout)
    text = ask("follow", *SMALL, "--customer", 3, "--format", "csv").stdout
    assert len(list(csv.DictReader(io.StringIO(text)))) == len(rows)
    assert {row["kind"] for row in rows} <= NAMES
    assert rows[0] | {"kind": ""} == {
        "time": 0.0,
        "when": "day 0, 08:00",
        "kind": "",
        "where": None,
        "other": None,
        "amount": 0.0,
        "unit": "",
    }


def test_a_part_of_a_life():
    whole = ask("follow", *SMALL, "--customer", 3).stdout.splitlines()
    part = ask("follow", *SMALL, "--customer", 3, "--from-day", 7, "--limit", 2).stdout.splitlines()
    later = [line for line in whole[:-1] if int(line.split()[1].rstrip(",")) >= 7]
    assert [line.split()[3:] for line in part[:2]] == [line.split()[3:] for line in later[:2]]
    assert part[2] == f"... and {len(later) - 2} more lines"
    assert part[-1] == whole[-1]


def test_an_ordinary_visit_is_a_line_and_a_special_one_is_told_in_full():
    changes = {
        "time.days": 28,
        "time.warm_up_days": 0,
        "market.customers": 60,
        "market.people": 150,
    }
    run = sim.run(sim.load("corner_shop", changes=changes))
    lives = [tell(run, customer) for customer in range(60)]
    ordinary = [line for life in lives for line in life.lines if line.text.endswith(", goes home")]
    full = [line for life in lives for line in life.lines if line.text == "comes in"]
    visits = (run.outcome.facts["kind"] == facts.VISIT) & (run.outcome.facts["who"] < 60)
    assert ordinary and full
    assert len(ordinary) + len(full) == visits.sum()


def test_somebody_who_never_became_a_customer_has_a_summary_too():
    changes = {"time.days": 7, "time.warm_up_days": 0, "market.marketing_per_year": 0.0}
    run = sim.run(sim.load("corner_shop", changes=changes))
    joined = set(run.customers.index)
    stranger = next(n for n in range(2499, 0, -1) if n not in joined)
    assert tell(run, stranger).summary == f"Customer {stranger} has never become a customer."


def test_a_customer_who_is_not_there():
    is_wrong(
        ask("follow", *SMALL, "--customer", 150),
        "--customer is 150, but the people of this market are numbered from 0 to 149",
    )
    run = sim.run(sim.load("corner_shop", changes={"time.days": 7, "time.warm_up_days": 0}))
    with pytest.raises(ValueError, match="customer is -1, but must be a number from 0 to 2499"):
        tell(run, -1)


def test_a_day_round_the_clock_begins_at_midnight():
    shop = sim.load("corner_shop", changes={"time.open_hours": 24.0})
    assert clock_time(shop, 2.5) == "day 2, 12:00"
