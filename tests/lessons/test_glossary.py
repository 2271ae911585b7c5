"""The glossary has the field's terms, each once, in order, and in one plain sentence."""

import re

import pytest

from sim.lessons.glossary import as_list, matching, terms

ASKED_FOR = """
    churn, common random numbers, exit, grade of evidence, hand-off, interval, lifetime value,
    loyal, loyalty account, paired comparison, reneging, replication, reproduction number,
    retained only, retention, second chance, service index, service recovery, touchpoint,
    utilisation, voice, warm-up
"""


def test_the_terms_of_the_field_are_there():
    wanted = {" ".join(one.split()) for one in ASKED_FOR.split(",")}
    assert wanted <= {one.name for one in terms()}


def test_each_is_there_once_and_in_the_order_of_the_alphabet():
    names = [one.name.lower() for one in terms()]
    assert names == sorted(set(names))


@pytest.mark.parametrize("term", terms(), ids=lambda one: one.name)
def test_a_term_is_said_in_one_sentence_that_does_not_lean_on_itself(term):
    assert re.fullmatch(r"[A-Z][^.?!]*\.", term.means), "one sentence"
    assert len(term.means.split()) <= 30
    assert not re.search(rf"\b{re.escape(term.name)}\b", term.means, re.IGNORECASE)
    assert term.met, "met in some module"
    assert set(term.met) <= {f"{number:02d}" for number in range(11)}
    assert list(term.met) == sorted(set(term.met))


def test_a_search_goes_by_the_name_and_else_by_the_meaning():
    assert matching("") == matching("  ") == terms()
    assert [one.name for one in matching("Loyal")] == ["loyal", "loyalty account"]
    assert "touchpoint" in {one.name for one in matching("the till")}
    assert matching("no such word") == ()


def test_each_is_listed_with_the_modules_where_it_is_met():
    shown = as_list(terms())
    assert shown.count("<dt ") == shown.count("<dd ") == len(terms())
    assert "walking out. (modules 00 and 01)" in shown
    assert as_list(matching("authority")).count("(modules 03 and 07)") == 1
