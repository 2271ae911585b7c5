"""The panel follows its slider, says what it rests on, and is never left dead."""

import re
import shlex

import pytest

import sim
from sim.lessons.lesson import Shown
from sim.panels.page import Page
from sim.panels.panel import Panel
from sim.study.parity import parity_hash


@pytest.fixture
def panel(page):
    return Panel(page)


def bold(panel) -> str:
    return re.sub("<[^>]*>", "", panel.number.value)


def test_the_figures_are_those_of_the_command_it_shows(panel):
    for asked in (0, 30, 60):
        shown = panel.move(asked=asked)
        command = re.sub("<[^>]*>", "", re.search("<code>.*</code>", panel.command.value).group())
        words = shlex.split(command)
        changes = [words[place + 1] for place, word in enumerate(words) if word == "--set"]
        again = sim.load(words[2], changes=changes)
        many = sim.replicate(again, n=3, seed=26)
        assert "--replications 3 --seed 26" in command
        assert shown.answer.experiment().replications.equals(many.replications)
        assert parity_hash(many)[:16] in panel.command.value
        summary = many.replications
        heard = (summary["heard_share"] * summary["miseries"]).mean()
        assert f"Failures in your report: {heard:,.0f}" in bold(panel)


def test_the_picture_changes_with_the_slider_and_says_what_it_shows(panel):
    seen = {}
    for asked in (0, 30, 60):
        panel.move(asked=asked)
        assert panel.picture.png.startswith(b"\x89PNG")
        assert panel.picture.alt == panel.lesson.describe(panel.shown)
        seen[bytes(panel.picture.png)] = panel.picture.alt
    assert len(seen) == len(set(seen.values())) == 3


def test_what_it_rests_on_is_always_said(panel):
    panel.move(1, asked=10)
    assert "1 run, seed 26." in panel.says.value
    panel.move(asked=10)
    assert "Mean of 3 runs, seed 26." in panel.says.value


def test_a_view_switch_lives_nothing_new(panel):
    panel.move(asked=30)
    before = panel.shown.answer.figures
    panel.move(lifted=1)
    assert panel.shown.answer.figures == before
    assert panel.shown.setting["lifted"] == 1


def test_a_run_is_kept_and_compared_with_the_same_luck(panel):
    panel.move(asked=0)
    panel.controls.keep.click()
    assert panel.controls.keep.description == "Forget the kept run"
    shown = panel.move(asked=60)
    assert isinstance(shown, Shown)
    assert shown.kept is not None
    assert "Against the run you kept:" in panel.says.value
    assert "more" in panel.says.value
    panel.controls.keep.click()
    assert panel.kept is None
    assert "Against the start:" in panel.says.value


def test_buttons_step_and_put_back(panel):
    panel.controls.forward.click()
    assert panel.controls.setting["asked"] == 5
    panel.controls.back.click()
    panel.controls.back.click()
    assert panel.controls.setting["asked"] == 0
    panel.controls.more.value = True
    assert panel.controls.drawer.layout.display == ""
    panel.controls.numbers.value = "published"
    panel.controls.luck.value = 7
    panel.move(asked=60, ease=2)
    assert panel.shown.answer.scenarios["now"].preset == "published"
    assert panel.shown.answer.seed == 7
    panel.controls.reset.click()
    assert panel.controls.setting == panel.lesson.start
    assert (panel.controls.preset, panel.controls.seed) == ("slogans", 26)


def test_playing_moves_the_slider_from_stop_to_stop(panel):
    panel.controls.play.value = 4
    assert panel.controls.setting["asked"] == 20
    panel.controls.of["asked"].value = 30
    assert panel.controls.play.value == 6


def test_every_slider_says_what_it_sets_and_how_good_that_is(panel):
    said = panel.controls.of["asked"].tooltip
    assert "asked" in said
    assert "Source: " in said
    assert "Evidence: assumption" in said


def test_trying_both_ends_leaves_the_sliders_where_they_were(panel):
    panel.move(asked=15)
    low, high = panel.try_both_ends()
    assert 0 < low < high
    assert panel.controls.setting["asked"] == 15
    assert panel.fault == ""


def test_trying_both_ends_is_not_taken_for_a_hand(panel, page):
    panel.try_both_ends()
    assert not page.moved
    assert page.logbook.latest("02", "moved") is None
    panel.move(asked=15)
    assert page.logbook.latest("02", "moved") is True


def test_the_picture_is_covered_until_a_prediction_is_made_and_computed_all_the_same(panel, page):
    page.settle()
    assert panel.body.layout.display == "none"
    assert panel.shown.answer.n == 3
    panel.controls.show_me.click()
    assert page.revealed
    assert panel.body.layout.display == ""
    assert panel.cover.layout.display == "none"
    assert page.logbook.latest("02", "skipped") is True


def test_a_fault_is_one_sentence_and_the_next_move_works(panel, monkeypatch):
    def fail(*_, **__):
        raise ValueError("the till\nis <gone>")

    with monkeypatch.context() as broken:
        broken.setattr("sim.study.ahead.run", fail)
        with pytest.raises(RuntimeError, match="the till is <gone>"):
            panel.move(asked=45)
        assert panel.fault == "This setting could not be shown: the till is <gone>"
        assert "the till is &lt;gone&gt;" in panel.message.value
        assert "Traceback" not in panel.message.value
    panel.move(asked=50)
    assert panel.fault == ""
    assert panel.shown.setting["asked"] == 50


def test_a_picture_that_fails_is_told_too(panel, monkeypatch):
    panel.move(asked=0)
    with monkeypatch.context() as broken:
        broken.setattr("sim.lessons.drawing.to_bytes", lambda *_: 1 / 0)
        with pytest.raises(RuntimeError):
            panel.move(asked=30)
        assert "division by zero" in panel.fault
    panel.move(asked=35)
    assert panel.fault == ""


def test_two_panels_of_a_page_do_not_disturb_each_other(page):
    one, other = Panel(page), Panel(page)
    one.move(asked=30)
    other.move(asked=60)
    assert one.shown.setting["asked"] == 30
    assert other.shown.setting["asked"] == 60
    one.move(asked=35)
    assert other.shown.setting["asked"] == 60


def test_the_dark_page_gets_a_dark_picture(panel):
    panel.move(asked=30)
    light = bytes(panel.picture.png)
    panel.picture.theme = "dark"
    assert bytes(panel.picture.png) != light
    assert panel.fault == ""


def test_an_unknown_slider_is_named(panel):
    with pytest.raises(ValueError, match="slider is aksed, but must be one of asked, lifted, ease"):
        panel.move(aksed=3)


def test_a_page_that_was_revealed_before_opens_revealed(short, book):
    first = Page(short, book)
    first.note("skipped")
    assert Page(short, book).revealed
    assert Panel(Page(short, book)).body.layout.display == ""


def test_a_panel_that_is_closed_twice_is_closed(panel, page):
    panel.close()
    panel.close()  # as Python does once more when it lets go of it
    page.settle()
    assert panel.comm is None
