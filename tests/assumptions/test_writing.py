"""What is written down loads as the same scenario."""

import tomllib
from typing import Literal, get_args, get_origin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.assumptions import ScenarioError, canonical, check, dump, load
from sim.assumptions.keys import field_of
from sim.assumptions.presets import PRESETS

SHOPS = {preset: load("corner_shop", preset=preset) for preset in PRESETS}
SHOP = SHOPS["slogans"]
PATHS = SHOP._paths


def bound(field, name, otherwise):
    limits = (getattr(one, name, None) for one in field.metadata)
    return next((limit for limit in limits if limit is not None), otherwise)


def values(key):
    """Any value that the declaration of a parameter allows."""
    field = field_of(PATHS[key])
    if get_origin(field.annotation) is Literal:
        return st.sampled_from(get_args(field.annotation))
    if field.annotation is bool:
        return st.booleans()
    if field.annotation is str:
        if key.endswith(".department"):
            return st.sampled_from([one.name for one in SHOP.departments])
        return st.text(max_size=8)
    low = max(bound(field, "ge", 0), bound(field, "gt", 0))
    high = min(bound(field, "le", 1e6), bound(field, "lt", 1e6))
    if field.annotation is int:
        return st.integers(int(low), int(high))
    return st.floats(low, high, exclude_min=bound(field, "gt", None) is not None)


@st.composite
def scenarios(draw):
    keys = draw(st.lists(st.sampled_from(SHOP.keys()), unique=True, max_size=12))
    shop = SHOPS[draw(st.sampled_from(sorted(PRESETS)))]
    for key in keys:
        try:
            shop = shop.with_({key: draw(values(key))})
        except ScenarioError:
            continue  # a value that does not go with the others
    return shop


@settings(deadline=None, max_examples=60)
@given(scenarios())
def test_what_is_written_loads_again(tmp_path_factory, shop):
    file = tmp_path_factory.mktemp("dump") / "scenario.toml"
    file.write_text(dump(shop), encoding="utf-8")
    again = load(file)
    assert again == shop
    assert canonical(again) == canonical(shop)
    assert again.targets == shop.targets
    told = [row._replace(origin="trade") for row in again.parameters()]
    assert told == [row._replace(origin="trade") for row in shop.parameters()]
    assert dump(again) == dump(shop)


@pytest.mark.parametrize("text", ['"', "\\", "a\nb", "\x00\x1f", "'''", "#", "ü€", "\u2028"])
def test_texts_of_any_kind_survive(tmp_path, text):
    file = tmp_path / "own.toml"
    quoted = '"' + "".join(f"\\u{ord(c):04x}" for c in text) + '"'
    file.write_text(
        f'based_on = "corner_shop"\ntitle = {quoted}\nvoice.ease = 2\n'
        f'sources."voice.ease" = "survey: x{quoted[1:-1]}y"\n',
        encoding="utf-8",
    )
    own = load(file)
    assert own.title == text
    copy = tmp_path / "copy.toml"
    copy.write_text(dump(own), encoding="utf-8")
    again = load(copy)
    assert again == own
    assert again.origin("voice.ease") == own.origin("voice.ease")


@pytest.mark.parametrize("preset", sorted(PRESETS))
def test_every_value_is_there_with_its_evidence(preset):
    text = dump(SHOPS[preset])
    for row in SHOPS[preset].parameters():
        field = row.key.rpartition(".")[2]
        assert any(
            line.startswith(f"{field} = ")
            and line.endswith(f"# {row.unit}; {row.grade}; {row.source}")
            for line in text.splitlines()
        ), row.key
    assert set(tomllib.loads(text)) >= {"name", "preset", "resolved", "voice", "sources"}


def test_a_written_scenario_is_not_called_by_another_preset(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "scenario.toml").write_text(dump(SHOPS["published"]), encoding="utf-8")
    assert check("scenario.toml") == []
    assert load("scenario.toml", preset="published") == SHOPS["published"]
    with pytest.raises(ScenarioError) as caught:
        load("scenario.toml", preset="slogans")
    assert caught.value.faults == [
        'scenario.toml:5: resolved is true: the file holds every value of the preset "published" '
        'and cannot be read under "slogans"'
    ]


def test_changes_go_on_top_of_a_written_scenario(tmp_path):
    file = tmp_path / "scenario.toml"
    file.write_text(dump(SHOP), encoding="utf-8")
    assert load(file, changes=["voice.ease=2"]) == SHOP.with_({"voice.ease": 2})
