"""What a sheet tells to press is what stands on the screen, letter for letter."""

import re

import ipywidgets as widgets
import pytest

from sim.lessons import NAMES, lesson
from sim.lessons.logbook import Logbook
from sim.panels.module import Module
from sim.panels.page import Page
from sim.trainer.content import papers, sheet
from tests.trainer.texts import texts

BOLD = re.compile(r"\*\*([^*]+)\*\*")
OF_JUPYTERLAB = {"Run", "Run All Cells"}
LATER = {"Vote again and run"}
"""What is on a button only after it was pressed once; `test_the_second_vote` holds it."""


def on_screen(widget) -> set[str]:
    """Return every label, option and title of a widget and of all that is in it."""
    found = {getattr(widget, "description", "")}
    if hasattr(widget, "options"):
        found |= {str(one[0]) if isinstance(one, tuple) else str(one) for one in widget.options}
    found |= set(getattr(widget, "titles", ()))
    for child in getattr(widget, "children", ()):
        found |= on_screen(child)
    return found


@pytest.fixture(scope="module", params=NAMES)
def module(request, tmp_path_factory):
    book = Logbook(tmp_path_factory.mktemp("book") / "logbook.sqlite")
    page = Page(lesson(request.param), book)
    yield Module(page)
    page.close()


def labels_of(module) -> set[str]:
    number = module.page.lesson.number
    parts = [module.predict(), module.panel(), module.monday(), module.more()]
    if number == "08":
        parts.append(module.company())
    if number == "10":
        parts.append(module.game())
    return set().union(*map(on_screen, parts)) | LATER | OF_JUPYTERLAB


def test_each_label_stands_on_the_screen(module):
    told = set(BOLD.findall(" ".join(texts(sheet(module.page.lesson.number)))))
    assert {"This is my prediction", "Keep this"} <= told
    beyond = {"Run quarter 1"} if module.page.lesson.number == "10" else set()
    inside = {"These are my three", "Work it out"} if module.page.lesson.number == "08" else set()
    assert told - labels_of(module) <= beyond | inside


def test_the_second_vote_is_called_as_the_sheets_say(module):
    asked = module.predict()
    asked.choice.value = 0
    asked.commit.click()
    assert asked.commit.description in LATER


def test_papers_use_no_label_that_nobody_checks():
    assert BOLD.findall(" ".join(text for one in papers().values() for text in texts(one))) == []


def test_an_unknown_label_is_seen():
    assert "Pull me" not in on_screen(widgets.VBox([widgets.Button(description="Push me")]))
    assert "Push me" in on_screen(widgets.VBox([widgets.Button(description="Push me")]))
