"""The command beside a picture gives the same scenario, whatever was changed."""

import shlex

import pytest

import sim
from sim.show.command import as_command

CHANGES = (
    {},
    {"voice.ease": 2.0, "desk.hours_per_week": 3.5},
    {"shocks.rival.kind": "rival_opens", "shocks.rival.day": 364.0, "lock.convenience_share": 0.4},
)


@pytest.mark.parametrize("preset", ["slogans", "published"])
@pytest.mark.parametrize("changes", CHANGES)
def test_the_command_loads_the_same_scenario(preset, changes):
    scenario = sim.load("hotel", preset=preset, changes=changes)
    words = shlex.split(as_command(scenario, 16, 26))
    assert words[:3] == ["silent26", "run", "hotel"]
    settings = [words[place + 1] for place, word in enumerate(words) if word == "--set"]
    assert sim.load("hotel", preset=preset, changes=settings) == scenario
    assert ("--preset" in words) == (preset == "published")
