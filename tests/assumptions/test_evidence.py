"""Every number has a source, and every claim that is an input has its place."""

import re

import pytest

from sim.assumptions import SOURCES, bundled, claims, load
from sim.assumptions.parameter import GRADES
from sim.assumptions.presets import PRESETS, PUBLISHED
from sim.assumptions.sections import SECTIONS

IDS = {claim.id for claim in claims()}
SHOPS = [load(name, preset=preset) for name in bundled() for preset in PRESETS]
ROWS = {(row.key, row.source): row for shop in SHOPS for row in shop.parameters()}.values()


def named(source):
    """Give the claims that a source names."""
    return set(re.findall(r"\bC\d\d[ab]?\b", source))


def test_the_ledger_is_complete():
    assert len(claims()) == len(IDS) == 46
    assert {claim.source for claim in claims()} == set(SOURCES)
    for claim in claims():
        assert claim.claim
        assert claim.where_it_lives
        assert claim.year == SOURCES[claim.source].year
        assert len(claim.low) == len(claim.high)
        assert all(low <= high for low, high in zip(claim.low, claim.high, strict=True))


def test_a_claim_cannot_be_changed():
    with pytest.raises(AttributeError):
        claims()[0].low = (3.0,)


def test_every_input_is_the_source_of_a_parameter():
    inputs = {claim.id for claim in claims() if claim.role == "input"}
    present = {one for row in ROWS for one in named(row.source)}
    assert inputs
    assert inputs <= present, f"nothing takes up {sorted(inputs - present)}"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.key)
def test_every_source_can_be_looked_up(row):
    assert named(row.source) <= IDS
    ours = re.search(r"\b(ours|definition)\b", row.source)
    # a year, or that there is none
    year = re.search(r"\b((19|20)\d\d|undated)\b", row.source)
    assert named(row.source) or ours or year, row.source


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.key)
def test_every_parameter_is_described(row):
    assert row.grade in GRADES
    assert row.unit
    assert row.description
    # What is ours is not measured by anybody.
    assert row.grade == "assumption" or not row.source.startswith("ours")


def test_the_presets_name_parameters():
    known = {
        f"{section}.{field}" for section, model in SECTIONS.items() for field in model.model_fields
    }
    assert set(PUBLISHED) <= known


@pytest.mark.parametrize("name", bundled())
def test_a_trade_leaves_the_evidence_to_the_presets(name):
    shop = load(name, preset="published")
    for key in PUBLISHED:
        assert shop.origin(key).origin == "preset"


@pytest.mark.parametrize("name", bundled())
def test_a_trade_is_complete(name):
    shop = load(name)
    assert shop.name == name
    assert shop.title
    assert shop.trade
    assert shop.targets
    assert len(shop.departments) >= 3
    assert {touchpoint.stage for touchpoint in shop.touchpoints} == {"before", "purchase", "after"}
