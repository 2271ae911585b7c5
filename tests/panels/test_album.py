"""Pictures are drawn once, and one that was drawn for another business is not shown."""

from dataclasses import replace

import pytest

from sim.lessons import beforehand
from sim.panels.page import Page
from sim.panels.panel import Panel
from sim.study.ahead import NOTHING


@pytest.fixture
def drawn_before(page):
    """A class that begins with one picture of the corner shop."""
    panel = Panel(page)
    panel.move(1, asked=30)
    beforehand.keep("02", NOTHING, panel.album.drawn)
    yield panel.picture.png
    beforehand.forget()


def opened(lesson, book, asked=30):
    page = Page(lesson, book)
    panel = Panel(page)
    panel.move(1, asked=asked)
    page.close()
    return panel


def test_what_was_drawn_before_is_not_drawn_again(short, book, drawn_before):
    panel = opened(short, book)
    assert panel.album.drawn == {} and panel.picture.png == drawn_before


def test_what_was_drawn_of_another_business_is_not_shown(short, book, drawn_before):
    panel = opened(replace(short, trade="hotel"), book)
    assert len(panel.album.drawn) == 1 and panel.picture.png != drawn_before


def test_what_was_drawn_beside_another_kept_run_is_not_shown(short, book):
    page = Page(short, book)
    panel = Panel(page)
    panel.move(1, asked=30)
    seen = []
    for kept in (0, 60):
        panel.move(1, asked=kept)
        panel.controls.keep.click()
        panel.move(1, asked=30)
        seen.append(panel.picture.png)
        panel.controls.keep.click()
    page.close()
    assert seen[0] != seen[1]
