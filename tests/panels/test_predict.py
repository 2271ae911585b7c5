"""A prediction is voted on twice, kept, and scored by what comes."""

import re

from sim.panels.page import Page
from sim.panels.panel import Panel
from sim.panels.predict import Predict


def said(widget) -> str:
    return re.sub("<[^>]*>", " ", widget.value)


def vote(predict, answer, because=""):
    predict.choice.value = answer
    predict.because.value = because
    predict.commit.click()


def test_nothing_is_committed_without_an_answer(page):
    predict = Predict(page)
    predict.commit.click()
    assert "Choose one of the five answers first." in said(predict.says)
    assert predict.notes.get("predicted") is None
    assert not page.revealed


def test_two_votes_uncover_the_picture_and_a_third_is_not_taken(page):
    predict, panel = Predict(page), Panel(page)
    vote(predict, 1, "they would tell me")
    assert not page.revealed
    assert "talk to the person next to you" in said(predict.says)
    vote(predict, 3, "I was wrong")
    assert page.revealed
    assert panel.body.layout.display == ""
    assert predict.choice.disabled
    assert predict.commit.layout.display == "none"
    assert predict.notes["predicted"] == {"answer": 1, "because": "they would tell me"}
    assert predict.notes["voted"] == {"answer": 3, "because": "I was wrong"}


def test_the_vote_survives_a_restart(page, short, book):
    vote(Predict(page), 2, "ßtränge <b>")
    again = Predict(Page(short, book))
    assert again.choice.value == 2
    assert again.because.value == "ßtränge <b>"
    assert not again.page.revealed
    vote(again, 4)
    third = Predict(Page(short, book))
    assert third.choice.value == 4
    assert third.choice.disabled


def test_it_is_scored_by_what_comes(page):
    predict = Predict(page)
    vote(predict, 1)
    vote(predict, 0)
    predict.noticed.value = "The report grew."
    predict.score.click()
    truth = page.lesson.prediction.truth(page.answers.all_lived(page.lesson.prediction.settings))
    told = said(predict.verdict)
    assert page.lesson.prediction.said(truth) in told
    assert "answers too low" in told
    assert "Before you talked it over you had said: “About the same" in told
    assert "This rests on 3 runs." in told
    assert predict.notes["noticed"] == "The report grew."
    assert predict.notes["scored"]["mean"] == truth.mean


def test_who_skipped_is_told_what_came_and_not_scored(page):
    predict, panel = Predict(page), Panel(page)
    panel.controls.show_me.click()
    predict.score.click()
    told = said(predict.verdict)
    assert "It came to" in told
    assert "answer" not in told


def test_a_fault_in_scoring_is_a_sentence(page, monkeypatch):
    predict = Predict(page)
    vote(predict, 1)
    vote(predict, 1)
    monkeypatch.setattr(page.answers, "all_lived", lambda _: 1 / 0)
    predict.score.click()
    assert "could not be shown: division by zero" in said(predict.verdict)
