"""The parts of a page: the explanation, what is folded, Monday, and how far one has got."""

import inspect
import re

import pytest

from sim import rules
from sim.panels.begin import Begin
from sim.panels.explain import Explain
from sim.panels.module import open_module
from sim.panels.monday import Monday
from sim.panels.more import More
from sim.panels.page import Page
from sim.panels.panel import Panel


def said(widget) -> str:
    return re.sub(r"\s+", " ", re.sub("<[^>]*>", " ", widget.value))


def test_a_module_is_opened_once_for_all_cells_of_a_notebook():
    assert open_module("02") is open_module("02")
    with pytest.raises(ValueError, match="module is 77, but must be one of"):
        open_module("77")


def test_the_explanation_comes_after_the_prediction_in_numbers_of_the_runs(page):
    explain = Explain(page)
    assert explain.body.layout.display == "none"
    page.reveal()
    assert explain.body.layout.display == ""
    for _ in range(3):  # what it rests on is asked for as it is missed
        page.settle()
    told = page.lesson.told(page.answers.at)
    for sentence in told:
        assert sentence in said(explain.told)


def test_the_very_function_is_shown(page):
    explain = Explain(page)
    _, _, code = explain.rule.children
    shown = re.sub("<[^>]*>", "", code.children[0].value)
    first = inspect.getsource(inspect.unwrap(rules.one_ear)).splitlines()[0]
    assert first.split("(")[0] in shown


def test_sections_are_made_when_they_are_unfolded(page):
    more = More(page)
    assert all(not place.children for place in more.sections.children)
    for title in ("How good are these numbers?", "The code of this page", "Quiz", "Exercise"):
        made = more.unfold(title)
        assert more.unfold(title) is made
    with pytest.raises(ValueError, match="section is Nothing, but must be one of"):
        more.unfold("Nothing")


def test_the_evidence_shows_the_same_picture_under_what_research_supports(page):
    panel = Panel(page)
    panel.move(asked=30)
    evidence = More(page).unfold("How good are these numbers?")
    page.settle()
    assert evidence.setting["asked"] == 30
    assert evidence.picture.png.startswith(b"\x89PNG")
    assert evidence.picture.alt != panel.picture.alt
    assert "C12" in said(evidence.children[-1])
    assert "folklore" in said(evidence.children[-1])


def test_the_rule_is_broken_by_a_setting_and_not_by_another(page):
    panel = Panel(page)
    task = More(page).unfold("Break the rule")
    panel.move(asked=0)
    task.check.click()
    assert "Not yet." in said(task.says)
    panel.move(asked=60)
    task.check.click()
    assert "That is one." in said(task.says)
    assert page.logbook.latest("02", "broken") is True


def test_monday_is_kept(page, short, book):
    monday = Monday(page)
    monday.answer.value = "call ten who did not come back"
    monday.keep.click()
    assert "Kept." in said(monday.says)
    assert Monday(Page(short, book)).answer.value == "call ten who did not come back"


def test_how_far_one_has_got_is_said_as_one_goes(page):
    begin, panel = Begin(page), Panel(page)
    assert "○ run" in said(begin.steps)
    panel.move(asked=30)
    assert "✓ run" in said(begin.steps)
    Monday(page).keep.click()
    assert "✓ Monday" in said(begin.steps)
