"""Policies are parameters that may change on the way, and the five levers pull some of them."""

import pytest

from sim import facts
from sim.assumptions import bundled, load
from sim.assumptions.policy import ICARE, POLICIES, is_policy, pull

SHOP = load("corner_shop")
KEYS = SHOP.keys()
LEVERS = {lever.name: lever for lever in ICARE}
VALUES = [0.0, 0.25, 0.5, 1.0, 1]


def keys_of(policy):
    """The parameters that a policy stands for."""
    if "*" not in policy.key:
        return [policy.key]
    before, after = policy.key.split("*")
    return [f"{before}{department.name}{after}" for department in SHOP.departments]


@pytest.mark.parametrize("policy", POLICIES, ids=lambda policy: policy.name)
def test_every_policy_is_a_parameter(policy):
    for key in keys_of(policy):
        assert key in KEYS
        assert is_policy(key)


def test_policies_differ_and_are_paid_for():
    assert len({policy.name for policy in POLICIES}) == len(POLICIES)
    assert len({policy.key for policy in POLICIES}) == len(POLICIES)
    costs = {facts.KINDS[kind].name for kind in facts.COSTS}
    paid_as = {policy.paid_as for policy in POLICIES}
    # Every cost can be changed by a policy, but for the goods and the rent.
    assert costs - paid_as == {"goods", "overhead"}
    assert paid_as <= costs


def test_nothing_else_is_a_policy():
    known = {key for policy in POLICIES for key in keys_of(policy)}
    assert set(filter(is_policy, KEYS)) == known


@pytest.mark.parametrize(
    "key",
    [
        *("", "staff", "departments", "departments.staff", "departments.till.skill"),
        *("touchpoints.till.staff", "time.days", "recovery.success", "recovery.authorit"),
        *("recovery", "voice.asked_share.x", "workforce.turnover_per_year"),
    ],
)
def test_what_is_no_policy(key):
    assert not is_policy(key)


def test_the_levers_spell_icare():
    assert "".join(lever.name[0] for lever in ICARE) == "icare"
    assert "".join(lever.title[0] for lever in ICARE) == "ICARE"
    keys = [key for lever in ICARE for key in lever.full]
    assert len(set(keys)) == len(keys), "two levers pull one parameter"
    assert set(keys) <= set(KEYS)


@pytest.mark.parametrize("name", bundled())
@pytest.mark.parametrize("lever", ICARE, ids=lambda lever: lever.name)
def test_a_lever_moves_its_parameters_and_no_others(lever, name):
    shop = load(name)
    keys = shop.keys()
    for value in VALUES:
        pulled = pull(shop, **{lever.name: value})
        for key in keys:
            start, found = shop.value(key), pulled.value(key)
            if key not in lever.full:
                assert found == start, key
                continue
            full = lever.full[key]
            end = max(start, full)
            assert found == pytest.approx(start + value * (end - start)), key
    moved = [key for key in lever.full if pulled.value(key) != shop.value(key)]
    assert moved, f"{lever.name} does nothing to {name}"


@pytest.mark.parametrize("lever", ICARE, ids=lambda lever: lever.name)
def test_pulled_all_the_way_it_is_all_the_way(lever):
    pulled = pull(SHOP, **{lever.name: 1.0})
    for key, full in lever.full.items():
        assert pulled.value(key) == full
        assert pulled.origin(key).origin == "set"


@pytest.mark.parametrize("lever", ICARE, ids=lambda lever: lever.name)
def test_a_lever_at_0_is_the_scenario_as_it_is(lever):
    assert pull(SHOP, **{lever.name: 0.0}) == SHOP
    assert pull(SHOP) == SHOP


@pytest.mark.parametrize("value", VALUES)
def test_a_lever_never_worsens_what_is_better_already(value):
    better = SHOP.with_(
        {
            "workforce.training_hours": 200.0,
            "workforce.coaching_hours": 100.0,
            "workforce.hired_attitude": 0.95,
            "voice.asked_share": 0.9,
            "voice.ease": 20.0,
            "desk.hours_per_week": 168.0,
            "recovery.authority": 1.0,
            "moments.standards": 1.0,
            "workforce.recognition": 1.0,
        }
    )
    pulled = pull(better, **dict.fromkeys(LEVERS, value))
    for lever in ICARE:
        for key in lever.full:
            assert pulled.value(key) >= better.value(key), key
    assert pulled.workforce.training_hours == 200.0
    assert pulled.voice.ease == 20.0


def test_levers_are_pulled_together():
    together = pull(SHOP, ideal=0.5, empowered=1.0)
    assert together == pull(pull(SHOP, ideal=0.5), empowered=1.0)
    assert together.moments.standards == 0.5
    assert together.recovery.authority == 1.0


@pytest.mark.parametrize(
    ("levers", "sentence"),
    [
        (
            {"care": 0.5},
            "lever is care, but must be one of ideal, culture, attentive, responsive, empowered",
        ),
        ({"ideal": 1.5}, "ideal is 1.5, but must be between 0 and 1"),
        ({"culture": -0.1}, "culture is -0.1, but must be between 0 and 1"),
        ({"attentive": float("nan")}, "attentive is nan, but must be between 0 and 1"),
        ({"ideal": 0.5, "empowered": 2}, "empowered is 2, but must be between 0 and 1"),
    ],
)
def test_a_wrong_lever_is_refused_in_one_sentence(levers, sentence):
    with pytest.raises(ValueError, match="but must be") as caught:
        pull(SHOP, **levers)
    assert str(caught.value) == sentence
