"""The animated floor is fed what the run says, and stands where it is put."""

import numpy as np
import pytest
import traitlets

import sim
from sim import facts
from sim.panels.floor import AHEAD, FloorExplorer
from sim.panels.floor_pack import packed

SHOP = sim.load("corner_shop")


@pytest.fixture(scope="module")
def made():
    return FloorExplorer(SHOP, begin=40, days=2)


@pytest.fixture
def explorer(made):
    made.time, made.view, made.playing = 0.0, "lived", True
    return made


def unpacked(data, meta):
    return {
        name: np.frombuffer(data, dtype=kind, count=length, offset=at)
        for name, (kind, at, length) in meta["columns"].items()
    }


def test_what_is_packed_is_the_floor(explorer):
    floor, meta = explorer.floor, explorer.meta
    columns = unpacked(explorer.data, meta)
    assert all(at % 8 == 0 for _, at, _ in meta["columns"].values())
    day = floor.open_hours * 60
    assert meta["minutes"] == 2 * day
    people = columns["people"]
    assert np.array_equal(np.unique(floor.moods["person"]), people)
    for place in (0, len(people) // 2, len(people) - 1):
        first, last = columns["moodFirst"][place : place + 2]
        own = floor.moods[floor.moods["person"] == people[place]]
        assert np.allclose(columns["moodTime"][first:last] / day + floor.begin, own["time"])
        assert (columns["mood"][first:last] & 3).tolist() == own["mood"].tolist()
        assert (columns["mood"][first:last] >> 3 & 1).tolist() == own["management"].tolist()
    assert columns["moodFirst"][-1] == len(floor.moods)
    assert len(columns["arrived"]) == len(floor.contacts)
    came = people[columns["contactPerson"]]
    pairs = np.stack([came, columns["arrived"]])
    assert np.array_equal(pairs, pairs[:, np.lexsort(pairs[::-1])]), "by person, then by time"
    assert np.nanmin(columns["started"] - columns["arrived"]) >= 0
    assert len(columns["visitBegin"]) == (floor.visits["begin"] >= floor.begin).sum()
    assert len(columns["toldTime"]) == len(floor.happenings)
    assert (np.diff(columns["toldTime"]) >= 0).all()


def test_every_kind_that_is_told_has_words_for_it(explorer):
    told = set(unpacked(explorer.data, explorer.meta)["toldKind"].tolist())
    assert {str(kind) for kind in told} == set(explorer.meta["stories"])
    places = {"where", "minutes", "other"}
    for story in explorer.meta["stories"].values():
        assert "{" not in story.format(**dict.fromkeys(places, ""))
    assert facts.SILENT not in explorer.meta["openly"]


def test_it_starts_shortly_before_the_longest_line():
    explorer = FloorExplorer(SHOP, begin=30, days=1)
    assert explorer.time == explorer.meta["busiest"] - AHEAD
    assert explorer.playing
    busiest = explorer.floor.begin + explorer.meta["busiest"] / 720
    assert sum(explorer.floor.waiting_at(busiest + 1e-9)) > 3


def test_it_stands_within_its_days(explorer):
    explorer.time = -5
    assert explorer.time == 0
    explorer.time = 1e9
    assert explorer.time == explorer.meta["minutes"]
    with pytest.raises(traitlets.TraitError):
        explorer.view = "neither"


def test_what_is_seen_is_said_in_both_views(explorer):
    explorer.time = 700.0
    lived = explorer.describe()
    assert "touched by magic" in lived
    explorer.view = "heard"
    assert "touched by magic" not in explorer.describe()
    assert explorer.describe().split(".")[0] == lived.split(".")[0]


def test_trying_both_ends_leaves_no_trace(explorer):
    explorer.time, explorer.view = 100.0, "heard"
    first, last = explorer.try_both_ends()
    assert "day 40, 08:00" in first
    assert "day 41, 20:00" in last
    assert (explorer.time, explorer.view) == (100.0, "heard")


def test_another_scenario_is_shown_at_the_same_time():
    explorer = FloorExplorer(SHOP, begin=30, days=1)
    explorer.time = 600.0
    before, sent = explorer.data, []
    explorer.send_state = lambda key=None: sent.append(set(key))
    fewer = SHOP.with_({"departments.till.background_hours": 4.8})
    explorer.live(fewer)
    assert explorer.time == 600.0
    assert explorer.data != before
    assert sent == [{"meta", "data"}], "together"
    assert {row["department"] for row in explorer.floor.work} >= {2}


def test_the_same_floor_is_packed_into_the_same_bytes(explorer):
    assert packed(explorer.floor) == packed(explorer.floor)


def test_days_that_nobody_can_live_are_refused():
    with pytest.raises(ValueError, match="within the run"):
        FloorExplorer(SHOP, begin=10, days=0)
