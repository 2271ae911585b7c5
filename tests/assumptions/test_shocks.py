"""Shocks: read from files, changed by key, refused in one clear sentence, written down again."""

import pytest

from sim import order
from sim.assumptions import Scenario, ScenarioError, canonical, check, dump, load
from sim.assumptions.shocks import SHOCK_KINDS
from sim.brief import make_brief

RIVAL = {"name": "rival", "kind": "rival_opens", "day": 200.0}


@pytest.fixture
def write(tmp_path, monkeypatch):
    """Write shop.toml, on top of the corner shop, and go there."""
    monkeypatch.chdir(tmp_path)

    def write(text):
        text = f'based_on = "corner_shop"\n{text}'
        (tmp_path / "shop.toml").write_text(text, encoding="utf-8")
        return "shop.toml"

    return write


@pytest.fixture(scope="module")
def shop():
    return load("corner_shop")


def with_shocks(shop, *shocks):
    """The same shop, with the same evidence, and these shocks."""
    return Scenario(**shop.plain() | {"shocks": list(shocks), "provenance": shop.provenance})


def test_the_engines_know_each_kind_by_its_place():
    by_place = (order.RIVAL_OPENS, order.PRICE_CUT, order.PRODUCT_FAILURE, order.STAFF_SHORTAGE)
    assert by_place == tuple(range(len(SHOCK_KINDS)))
    assert SHOCK_KINDS == ("rival_opens", "price_cut", "product_failure", "staff_shortage")


def test_a_shock_is_read_with_its_defaults(write):
    file = write('[[shocks]]\nname = "rival"\nkind = "rival_opens"\nday = 200\n')
    assert check(file) == []
    (shock,) = load(file).shocks
    assert (shock.name, shock.kind, shock.day) == ("rival", "rival_opens", 200)
    assert (shock.lasts_days, shock.strength) == (364, 2)


def test_every_kind_is_read_and_reaches_the_brief(write):
    tables = [
        f'[[shocks]]\nname = "s{place}"\nkind = "{kind}"\nday = {place}.5\nlasts_days = 10\n'
        f"strength = {place + 1}\n"
        for place, kind in enumerate(SHOCK_KINDS)
    ]
    shocks = make_brief(load(write("".join(tables))), 26, 0).shocks
    assert shocks.tolist() == [
        (place, place + 0.5, place + 10.5, place + 1.0) for place in range(len(SHOCK_KINDS))
    ]


def test_a_shock_is_changed_by_its_key(shop, write):
    shocked = with_shocks(shop, RIVAL)
    assert shocked.value("shocks.rival.strength") == 2
    assert shocked.with_({"shocks.rival.strength": 3}).shocks[0].strength == 3
    file = write('[[shocks]]\nname = "rival"\nkind = "price_cut"\nday = 2\n')
    changed = load(file, changes=["shocks.rival.kind=rival_opens", "shocks.rival.day=9"])
    assert (changed.shocks[0].kind, changed.shocks[0].day) == ("rival_opens", 9)
    with pytest.raises(ScenarioError) as caught:
        shop.with_({"shocks.rival.day": 3})
    assert caught.value.faults == ["there is no parameter shocks.rival.day"]
    with pytest.raises(ScenarioError) as caught:
        shocked.with_({"shocks.rivl.day": 3})
    assert caught.value.faults == [
        "there is no parameter shocks.rivl.day: did you mean shocks.rival.day?"
    ]


def test_naming_the_kind_of_a_new_shock_brings_it_about(shop):
    rival = {"shocks.rival.kind": "rival_opens", "shocks.rival.day": 364}
    later = {"shocks.cut.kind": "price_cut", "shocks.cut.day": 400, "shocks.cut.strength": 3}
    shocked = shop.with_(rival)
    assert shocked.shocks[0].model_dump() == {
        "name": "rival",
        "kind": "rival_opens",
        "day": 364,
        "lasts_days": 364,
        "strength": 2,
    }
    assert [one.name for one in shocked.with_(later).shocks] == ["rival", "cut"]
    as_text = [f"{key}={value}" for key, value in (rival | later).items()]
    assert load("corner_shop", changes=as_text) == shop.with_(rival | later)
    assert shop.shocks == ()


def test_a_new_shock_wants_its_day_and_a_kind_that_is_known(shop):
    with pytest.raises(ScenarioError) as caught:
        shop.with_({"shocks.rival.kind": "rival_open"})
    assert caught.value.faults == [
        'shocks.rival.kind is "rival_open", but must be "rival_opens", "price_cut", '
        '"product_failure" or "staff_shortage"',
        "shocks.rival.day is missing: it has no default",
    ]


def test_all_faults_of_shocks_with_their_lines(write):
    assert check(
        write(
            """\
[[shocks]]
name = "rival"
kind = "rival_open"
day = 200

[[shocks]]
name = "rival"
kind = "price_cut"
day = -1
lasts_days = 0
strength = 101

[[shocks]]
kind = "price_cut"
name = "The Flood"
day = nan
strenght = 2

[[shocks]]
name = "late"
"""
        )
    ) == [
        'shop.toml:4: shocks.rival.kind is "rival_open", but must be "rival_opens", "price_cut", '
        '"product_failure" or "staff_shortage"',
        'shop.toml:8: shocks[2].name is "rival", but another of the shocks has that name already',
        "shop.toml:10: shocks.rival.day is -1, but must be 0 or more",
        "shop.toml:11: shocks.rival.lasts_days is 0, but must be more than 0",
        "shop.toml:12: shocks.rival.strength is 101, but must be 100 or less",
        'shop.toml:16: shocks[3].name is "The Flood", but must be a short name: small letters, '
        "digits and underscores, a letter first",
        "shop.toml:17: shocks.The Flood.day is nan, but must be a finite number",
        "shop.toml:18: there is no parameter shocks.The Flood.strenght: did you mean "
        "shocks.The Flood.strength?",
        "shop.toml:20: shocks.late.kind is missing: it has no default",
        "shop.toml:20: shocks.late.day is missing: it has no default",
    ]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("shocks = 3", "shop.toml:2: shocks is 3, but must be a list of tables"),
        ("shocks = [3]", "shop.toml:2: shocks[1] is 3, but must be a table of parameters"),
        ("[shocks]\nname = 3", "shop.toml:2: shocks is a table, but must be a list of tables"),
        ("[[shock]]\nday = 3", "shop.toml:2: there is no parameter shock: did you mean shocks?"),
    ],
)
def test_the_wrong_kind_of_thing(write, text, sentence):
    assert check(write(text + "\n")) == [sentence]


def test_the_same_name_twice(shop):
    with pytest.raises(ScenarioError) as caught:
        with_shocks(shop, RIVAL, RIVAL | {"day": 300.0})
    assert caught.value.faults == [
        'shocks[2].name is "rival", but another of the shocks has that name already'
    ]


def test_a_shock_may_have_the_name_of_a_department(shop):
    shocked = with_shocks(shop, RIVAL | {"name": shop.departments[0].name})
    assert shocked.shocks[0].name == shop.departments[0].name


@pytest.mark.parametrize("preset", ["slogans", "published"])
def test_what_is_written_loads_again(tmp_path, preset):
    shop = load("corner_shop", preset=preset)
    shocked = with_shocks(
        shop,
        RIVAL,
        {"name": "cut", "kind": "price_cut", "day": 0.0, "lasts_days": 0.1, "strength": 1e-3},
        {"name": "bad_batch", "kind": "product_failure", "day": 1e6, "strength": 100.0},
        {"name": "flu", "kind": "staff_shortage", "day": 1 / 3, "lasts_days": 14.0},
    )
    file = tmp_path / "shocked.toml"
    file.write_text(dump(shocked), encoding="utf-8")
    again = load(file)
    assert check(file) == []
    assert again == shocked
    assert again.shocks == shocked.shocks
    assert canonical(again) == canonical(shocked) != canonical(shop)
    assert dump(again) == dump(shocked)
    told = [row._replace(origin="trade") for row in again.parameters()]
    assert told == [row._replace(origin="trade") for row in shocked.parameters()]


def test_without_shocks_none_are_written(shop):
    assert shop.shocks == ()
    assert "shocks" not in dump(shop)


def test_order_is_kept(shop):
    cut = {"name": "cut", "kind": "price_cut", "day": 1.0}
    assert [one.name for one in with_shocks(shop, cut, RIVAL).shocks] == ["cut", "rival"]
    assert with_shocks(shop, cut, RIVAL) != with_shocks(shop, RIVAL, cut)
