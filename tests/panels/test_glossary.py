"""The glossary on a page follows what is typed."""

from sim.lessons.glossary import terms
from sim.panels.glossary import Glossary


def test_it_shows_all_words_and_then_those_that_are_looked_for():
    page = Glossary()
    assert page.shown.value.count("<dt ") == len(terms())
    page.wanted.value = "chance"
    assert "second chance" in page.shown.value
    assert page.shown.value.count("<dt ") == 1
    page.wanted.value = "no such word"
    assert "0 words" in page.found.value
    page.wanted.value = ""
    assert f"{len(terms())} words" in page.found.value
