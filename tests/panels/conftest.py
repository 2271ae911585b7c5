"""A page whose runs are short, and a logbook of its own."""

from dataclasses import replace

import pytest

from sim.lessons import lesson
from sim.lessons.logbook import Logbook
from sim.panels.page import Page

SHORT = {"time.days": 182, "time.warm_up_days": 28, "market.customers": 500, "market.people": 1250}


@pytest.fixture
def book(tmp_path):
    return Logbook(tmp_path / "logbook.sqlite")


@pytest.fixture
def short():
    return replace(lesson("02"), changes=SHORT, replications=3)


@pytest.fixture
def page(short, book):
    opened = Page(short, book)
    yield opened
    opened.close()
