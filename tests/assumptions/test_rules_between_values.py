"""Rules that tie several values together, each in its own sentence."""

import pytest

from sim.assumptions import Scenario, ScenarioError, load


@pytest.fixture(scope="module")
def shop():
    return load("corner_shop")


def faults(make):
    with pytest.raises(ScenarioError) as caught:
        make()
    return caught.value.faults


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        (
            {"market.customers": 3000},
            "market.customers is 3000, but must be at most market.people, which is 2500",
        ),
        (
            {"time.warm_up_days": 728},
            "time.warm_up_days is 728, but must be less than time.days, which is 728",
        ),
        (
            {"time.peak_length": 0},
            "time.peak_length is 0 and time.peak_share is 0.35, but both must be 0 (no peak), or "
            "both more than 0 and less than 1",
        ),
        (
            {"time.peak_share": 1},
            "time.peak_length is 0.2 and time.peak_share is 1, but both must be 0 (no peak), or "
            "both more than 0 and less than 1",
        ),
        (
            {"time.peak_start": 0.9},
            "time.peak_start + time.peak_length is 1.1, but must be 1 or less: "
            "the peak has to end within the day",
        ),
        (
            {"second_chance.fast_minor": 0.4},
            "second_chance.fast_minor is 0.4, but must be at least "
            "second_chance.unresolved_minor, which is 0.5",
        ),
        (
            {"second_chance.unresolved_serious": 0.9},
            "second_chance.fast_serious is 0.8, but must be at least "
            "second_chance.unresolved_serious, which is 0.9",
        ),
        (
            {"touchpoints.till.department": "tills"},
            'touchpoints.till.department is "tills", but must be one of the departments: '
            'did you mean "till"?',
        ),
        (
            {"touchpoints.till.department": "garden"},
            'touchpoints.till.department is "garden", but must be one of the departments',
        ),
        (
            {"touchpoints.till.sells": False, "money.spend_per_visit": 12.5},
            "money.spend_per_visit is 12.5, but must be 0 where no touchpoint says sells = true",
        ),
        (
            {"time.grain_days": 0.0005},
            "time.grain_days is 0.0005, but must be 0 or at least 0.0009765625",
        ),
        (
            {"market.marketing_per_year": 7.28e7, "market.cost_per_contact": 0.5},
            "market.marketing_per_year buys 400000 contacts a day at market.cost_per_contact, but "
            "must buy at most 100000",
        ),
        (
            {"market.marketing_per_year": 1e6, "market.cost_per_contact": 1e-310},
            "market.marketing_per_year buys inf contacts a day at market.cost_per_contact, but "
            "must buy at most 100000",
        ),
        (
            {f"touchpoints.{name}.use": 0 for name in ("finding", "counter", "till", "returns")},
            "the use of every touchpoint is 0, but at least one must be more than 0",
        ),
        (
            {"market.people": 4_000_000, "market.customers": 4_000_000, "time.days": 36_400},
            "market.customers × visits.visits_per_year × time.days / 364 × touchpoints is "
            "1.6e+11 contacts, but must be 2e+10 or less: take fewer customers, visits or days",
        ),
    ],
)
def test_values_that_do_not_go_together(shop, changes, sentence):
    assert faults(lambda: shop.with_(changes)) == [sentence]


@pytest.mark.parametrize(
    "changes",
    [
        {"market.customers": 2500},
        {"market.customers": 0},
        {"time.warm_up_days": 727},
        {"time.peak_length": 0, "time.peak_share": 0},
        {"time.peak_start": 0.8},
        {"second_chance.fast_minor": 0.5},
        {"touchpoints.till.sells": False, "money.spend_per_visit": 0},
        {"touchpoints.finding.use": 0},
        {"time.grain_days": 1 / 1024},
        {"market.marketing_per_year": 3.64e7, "market.cost_per_contact": 1},
    ],
)
def test_the_edge_is_allowed(shop, changes):
    assert isinstance(shop.with_(changes), Scenario)


@pytest.mark.parametrize(
    ("part", "count", "sentence"),
    [
        ("departments", 0, "the number of departments is 0, but must be 1 to 15"),
        ("departments", 16, "the number of departments is 16, but must be 1 to 15"),
        ("touchpoints", 0, "the number of touchpoints is 0, but must be 1 to 16"),
        ("touchpoints", 17, "the number of touchpoints is 17, but must be 1 to 16"),
    ],
)
def test_too_few_or_too_many(shop, part, count, sentence):
    values = shop.plain()
    first = values[part][-1]
    values[part] = [first | {"name": f"n{i}"} for i in range(count)]
    found = faults(lambda: Scenario(**values))
    assert sentence in found


@pytest.mark.parametrize(("part", "name"), [("departments", "floor"), ("touchpoints", "finding")])
def test_the_same_name_twice(shop, part, name):
    values = shop.plain()
    values[part].append(dict(values[part][0]))
    place = len(values[part])
    assert faults(lambda: Scenario(**values)) == [
        f'{part}[{place}].name is "{name}", but another of the {part} has that name already'
    ]


def test_a_target_upside_down(shop):
    values = shop.plain()
    values["targets"][0] |= {"low": 2, "high": 1}
    assert faults(lambda: Scenario(**values)) == [
        "targets[1].low is 2, but must be at most its high, which is 1"
    ]


def test_a_rule_waits_for_the_values_that_it_needs(shop):
    # Of warm-up and days, days is faulty itself: comparing them would tell nothing.
    found = faults(lambda: shop.with_({"time.days": "many", "market.customers": 9999}))
    assert found == [
        'time.days is "many", but must be a whole number',
        "market.customers is 9999, but must be at most market.people, which is 2500",
    ]


def test_nothing_at_all():
    found = faults(Scenario)
    assert "name is missing: it has no default" in found
    assert "market.marketing_per_year is missing: it has no default" in found
    assert "departments is missing: it has no default" in found
