"""The panel follows its slider, keeps its scales, and is never left dead."""

import shlex

import pytest

import sim
from sim.panels.queue import QueuePanel
from sim.show.command import as_command, settings
from tests.show.reading import clipped, overlapping


@pytest.fixture
def panel():
    return QueuePanel(sim.load("corner_shop"), seed=7, replications=2)


def test_the_number_is_what_the_command_gives(panel):
    for stop in (panel.slider.min, 10, panel.slider.max):
        panel.slider.value = stop
        assert panel.fault == ""
        many = sim.replicate(panel.scenario_at(stop), n=2, seed=7)
        wanted = many.summary().loc["wait_minutes"]
        assert panel.table.loc[stop].to_dict() == pytest.approx(wanted.to_dict())
        assert f"{wanted['mean']:.2f}" in panel.number.value
        assert "--seed 7" in panel.command.value


def test_the_command_is_the_scenario(panel):
    scenario = panel.scenario_at(30)
    words = shlex.split(as_command(scenario, 2, 7))
    changes = [words[place + 1] for place, word in enumerate(words) if word == "--set"]
    assert "departments.till.background_hours=3.6" in changes
    assert sim.load(words[2], changes=changes) == scenario
    assert settings(sim.load("corner_shop", preset="published")) == []


def test_the_picture_changes_and_says_what_it_shows(panel):
    before = {name: bytes(picture.value) for name, picture in panel.pictures.items()}
    panel.slider.value = 20
    for name, picture in panel.pictures.items():
        assert bytes(picture.value).startswith(b"\x89PNG")
        assert bytes(picture.value) != before[name]
    assert "Shown: 20%" in panel.words.value
    panel.slider.value = 0
    assert panel.table.index.to_list() == [0, 20]


@pytest.mark.parametrize("stop", [0, 5, 25, 50])
def test_the_whole_picture_can_be_read(panel, stop):
    panel.slider.value = stop
    for figure in panel._figures.values():
        assert clipped(figure) == []
        assert overlapping(figure) == []


def test_trying_both_ends_leaves_no_trace(panel):
    panel.slider.value = 15
    before = {name: bytes(picture.value) for name, picture in panel.pictures.items()}
    shortest, longest = panel.try_both_ends()
    assert 0 < shortest < longest
    assert panel.slider.value == 15
    assert {name: bytes(picture.value) for name, picture in panel.pictures.items()} == before


def test_the_wait_rises_more_and_more(panel):
    waits = []
    for stop in (0, 25, 50):
        panel.slider.value = stop
        waits.append(panel.table.loc[stop, "mean"])
    assert waits[2] - waits[1] > waits[1] - waits[0] > 0


def test_a_fault_is_one_sentence_and_the_next_move_works(panel, monkeypatch):
    def fail(*_, **__):
        raise ValueError("the till\nis <gone>")

    with monkeypatch.context() as broken:
        broken.setattr("sim.panels.queue.run", fail)
        panel.slider.value = 25
        assert panel.fault == "This setting could not be shown: the till is <gone>"
        assert "the till is &lt;gone&gt;" in panel.message.value
        with pytest.raises(RuntimeError, match="the till"):
            panel._waits.pop(panel.slider.max)
            panel.try_both_ends()
    panel.slider.value = 30
    assert panel.fault == ""
    assert 30 in panel.table.index
