"""The kit is read in a hurry, by people who stand: plain, short, spelt right."""

import re

import pytest

from sim.lessons import NAMES
from sim.trainer.content import papers, sheet
from tests.project.prose import ROOT, sentences
from tests.project.test_reading import is_hard, misspelt
from tests.trainer.texts import texts

WRITTEN = {number: sheet(number) for number in NAMES} | papers()
TEMPLATE = (ROOT / "sim" / "trainer" / "templates" / "README.md").read_text(encoding="utf-8")


def plain(name):
    """Return the texts with a number in each place for a figure, and without marks."""
    marks = re.compile(r"\*\*|__+")
    return [marks.sub("", re.sub(r"\{\w+\}", "26", one)) for one in texts(WRITTEN[name])]


@pytest.mark.parametrize("name", WRITTEN)
def test_it_is_easy_to_read(name):
    assert is_hard(sentences(plain(name))) == ""


@pytest.mark.parametrize("name", WRITTEN)
def test_it_is_spelt_right(name):
    assert misspelt("\n\n".join(plain(name))) == set()


def test_the_front_page_is_spelt_right():
    assert misspelt(re.sub(r"\{[{%].*?[%}]\}", "", TEMPLATE)) == set()
