"""What the teams of a class decide, on average: as their logs say, and nothing that they do not."""

import pytest

import sim
from sim.play.game.decided import HEADS, decided, units
from sim.play.game.room import Team
from sim.show.teams import Choice


@pytest.fixture(scope="module")
def terms():
    return sim.Game(sim.load("corner_shop"), 3).terms


def team(terms, ran, *changes):
    entries = [{"settings": dict(terms.start) | one} for one in changes]
    return Team("Aces", "seat 1", ran, 1200.0, {"entries": entries})


def test_decisions_are_the_mean_of_the_quarters_that_were_run(terms):
    least, most = (
        {one.name: edge for one in terms.decisions for edge in [getattr(one, end)]}
        for end in ("low", "high")
    )
    (row,) = decided((team(terms, 2, least, most, most),), terms)
    assert (row.name, row.ran, row.cash) == ("Aces", 2, 1200.0)
    assert [one.share for one in row.choices] == pytest.approx([0.5] * 7)
    assert row.choices[list(HEADS).index("authority")] == Choice("small", 0.5)
    (last,) = decided((team(terms, 1, most),), terms)
    assert [one.share for one in last.choices] == pytest.approx([1.0] * 7)


def test_a_team_that_has_not_run_or_whose_log_is_strange_is_left_out(terms):
    strange = [
        team(terms, 0, {}),
        Team("a", "b", 1, 0.0, {}),
        Team("a", "b", 1, 0.0, {"entries": [{"settings": {"staff": 4}}]}),
        Team("a", "b", 1, 0.0, {"entries": [{"settings": "many"}]}),
        Team("a", "b", 1, 0.0, {"entries": 3}),
    ]
    assert decided(tuple(strange), terms) == ()


def test_every_decision_has_a_short_name_and_its_unit(terms):
    assert list(HEADS) == [one.name for one in terms.decisions]
    assert units(terms)["desk"] == "hours a week"
