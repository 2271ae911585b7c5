"""A scenario: frozen, looked up and changed by dotted key, refused in one clear sentence."""

import json
import pickle

import numpy as np
import pytest
from pydantic import ValidationError

from sim.assumptions import Scenario, ScenarioError, canonical, load
from sim.assumptions.sections import SECTIONS


@pytest.fixture(scope="module")
def shop():
    return load("corner_shop")


def test_sections_are_attributes_in_their_order(shop):
    fields = list(Scenario.model_fields)
    assert [field for field in fields if field in SECTIONS] == list(SECTIONS)
    assert shop.voice.silent_per_complaint == 26
    assert shop.time.days == 728


@pytest.mark.parametrize("part", ["name", "voice", "departments"])
def test_nothing_can_be_changed(shop, part):
    with pytest.raises(ValidationError, match="frozen"):
        setattr(shop, part, getattr(shop, part))


def test_a_section_cannot_be_changed_either(shop):
    with pytest.raises(ValidationError, match="frozen"):
        shop.voice.ease = 2.0


def test_with_makes_a_new_scenario(shop):
    louder = shop.with_(
        {
            "voice.silent_per_complaint": 10,
            "departments.floor.staff": 3,
            "touchpoints.till.use": 0.5,
        }
    )
    assert louder.voice.silent_per_complaint == 10
    assert louder.departments[0].staff == 3
    assert louder.value("touchpoints.till.use") == 0.5
    assert shop.voice.silent_per_complaint == 26
    assert louder != shop
    assert louder.origin("departments.floor.staff").origin == "set"


def test_with_nothing_is_the_same(shop):
    same = shop.with_({})
    assert same == shop
    assert hash(same) == hash(shop)
    assert canonical(same) == canonical(shop)
    assert same.provenance == shop.provenance


def test_equal_is_about_values_and_not_about_where_they_come_from(shop):
    again = shop.with_({"voice.ease": 1.0})
    assert again == shop
    assert again.provenance != shop.provenance


@pytest.mark.parametrize("value", [np.float64(0.5), np.float32(0.5)])
def test_numbers_of_numpy_are_numbers(shop, value):
    used = shop.with_({"touchpoints.till.use": value}).touchpoints[2].use
    assert used == 0.5
    assert type(used) is float
    assert shop.with_({"departments.floor.staff": np.int64(3)}).departments[0].staff == 3


REFUSED = [
    ("voice.silent_per_complaint", -3, "is -3, but must be 0 or more"),
    ("voice.silent_per_complaint", "3", 'is "3", but must be a number'),
    ("voice.silent_per_complaint", True, "is true, but must be a number"),
    ("voice.silent_per_complaint", None, "is None, but must be a number"),
    ("voice.silent_per_complaint", float("nan"), "is nan, but must be a finite number"),
    ("voice.silent_per_complaint", float("inf"), "is inf, but must be a finite number"),
    ("voice.silent_per_complaint", [1], "is a list, but must be a number"),
    ("voice.silent_per_complaint", {}, "is a table, but must be a number"),
    (
        "voice.silent_per_complaint",
        10**400,
        "is a number of more than 40 digits, but must be a number",
    ),
    ("voice.ease", 0, "is 0, but must be more than 0"),
    ("voice.ears", 3, "is 3, but must be 1 or 2"),
    ("voice.ears", True, "is true, but must be 1 or 2"),
    ("voice.ears", 2.0, "is 2.0, but must be 1 or 2"),
    ("touchpoints.till.use", 1.5, "is 1.5, but must be 1 or less"),
    ("touchpoints.till.stage", "later", 'is "later", but must be "before", "purchase" or "after"'),
    ("touchpoints.till.sells", 1, "is 1, but must be true or false"),
    ("touchpoints.till.title", 3, "is 3, but must be text"),
    ("departments.floor.staff", 2.5, "is 2.5, but must be a whole number"),
    ("departments.floor.staff", 2.0, "is 2.0, but must be a whole number"),
    ("departments.floor.staff", 0, "is 0, but must be 1 or more"),
    ("money.currency", "doubloons", 'is "doubloons", but must have at most 8 characters'),
    ("time.days", 40_000, "is 40000, but must be 36400 or less"),
    ("time.open_hours", 24.5, "is 24.5, but must be 24 or less"),
]


@pytest.mark.parametrize(("key", "value", "rule"), REFUSED)
def test_a_wrong_value_is_refused_in_one_sentence(shop, key, value, rule):
    with pytest.raises(ScenarioError) as caught:
        shop.with_({key: value})
    assert caught.value.faults == [f"{key} {rule}"]
    assert str(caught.value) == f"{key} {rule}"


@pytest.mark.parametrize(
    ("key", "meant"),
    [
        ("voice.silent_per_complain", "voice.silent_per_complaint"),
        ("voise.ease", "voice.ease"),
        ("voice.open_hours", "time.open_hours"),
        ("departments.flor.staff", "departments.floor.staff"),
        ("touchpoints.til.use", "touchpoints.till.use"),
    ],
)
def test_an_unknown_key_gets_a_suggestion(shop, key, meant):
    sentence = f"there is no parameter {key}: did you mean {meant}?"
    with pytest.raises(ScenarioError) as caught:
        shop.with_({key: 1})
    assert caught.value.faults == [sentence]
    with pytest.raises(ScenarioError) as caught:
        shop.value(key)
    assert caught.value.faults == [sentence]


def test_a_key_like_no_other_gets_none(shop):
    with pytest.raises(ScenarioError) as caught:
        shop.with_({"colour": 1})
    assert caught.value.faults == ["there is no parameter colour"]


def test_all_faults_are_told_together(shop):
    with pytest.raises(ScenarioError) as caught:
        shop.with_({"voice.eas": 1, "voice.ears": 5, "time.days": 100})
    assert caught.value.faults == [
        "there is no parameter voice.eas: did you mean voice.ease?",
        "voice.ears is 5, but must be 1 or 2",
        "time.warm_up_days is 182, but must be less than time.days, which is 100",
    ]


def test_keys_have_a_fixed_order_and_each_has_a_value(shop):
    keys = shop.keys()
    assert keys[0] == "time.days"
    assert "departments.till.staff" in keys
    assert "touchpoints.till.service_minutes" in keys
    assert len(set(keys)) == len(keys)
    for key in keys:
        assert shop.with_({key: shop.value(key)}) == shop


def test_parameters_say_all_that_is_known(shop):
    rows = {row.key: row for row in shop.parameters()}
    silent = rows["voice.silent_per_complaint"]
    assert silent[:5] == ("voice.silent_per_complaint", 26.0, "silent/complaint", "C12", "folklore")
    assert silent.origin == "default"
    assert silent.description
    assert rows["departments.till.staff"].origin == "trade"
    assert not any(key.endswith(".title") for key in rows)


def test_what_was_made_in_python_is_never_called_a_default(shop):
    values = shop.plain() | {"voice": {"silent_per_complaint": 5}}
    made = Scenario(**values)
    assert made.origin("voice.silent_per_complaint").origin == "set"
    assert made.origin("voice.ears").origin == "default"


def test_sections_may_be_given_as_such(shop):
    again = Scenario(**{name: getattr(shop, name) for name in Scenario.model_fields})
    assert again == shop
    assert Scenario.model_validate(shop.plain()) == shop


def test_it_can_be_sent_to_another_process(shop):
    shop.keys()
    assert pickle.loads(pickle.dumps(shop)) == shop
    with pytest.raises(ScenarioError) as caught:
        shop.with_({"voice.ears": 5})
    assert pickle.loads(pickle.dumps(caught.value)).faults == caught.value.faults


def test_canonical_is_the_values_alone(shop):
    text = canonical(shop)
    values = json.loads(text)
    assert values["voice"]["silent_per_complaint"] == 26
    assert "name" not in values
    assert "targets" not in values
    assert canonical(shop.with_({"departments.till.title": "Caisse"})) == text
    assert canonical(shop.with_({"voice.ease": 2})) != text
    assert canonical(shop.with_({"time.grain_days": -0.0})) == text
    assert canonical(shop.with_({"voice.silent_per_complaint": 26})) == text
