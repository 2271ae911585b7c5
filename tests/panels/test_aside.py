"""Another picture below a module: it comes when it is unfolded, grows surer, and never dies."""

from dataclasses import replace

import pytest

import sim
from sim.lessons.lesson import Aside
from sim.panels.aside import Beside
from sim.panels.more import More
from sim.panels.page import Page

SMALL = {"time.days": 56, "time.warm_up_days": 7, "market.customers": 200, "market.people": 500}


def worlds(preset):
    shop = sim.load("corner_shop", preset=preset, changes=SMALL)
    return {"deaf": shop, "listening": shop.with_({"voice.asked_share": 0.5})}


def told(answer):
    return (f"Heard: {answer.mean('heard_share'):.3f} over {answer.n} runs.",)


@pytest.fixture
def aside():
    return Aside(
        title="Another picture",
        words="Two shops beside each other.",
        scenarios=worlds,
        draw=lambda figure, answer, style: figure.text(0.1, 0.5, str(answer.n)),
        describe=lambda answer: f"drawn from {answer.n} runs",
        told=told,
        replications=5,
        height=120,
    )


@pytest.fixture
def opened(short, book, aside):
    page = Page(replace(short, asides=(aside,)), book)
    yield page
    page.close()


def test_it_is_made_when_it_is_unfolded(opened, aside):
    more = More(opened)
    assert aside.title in more.sections.titles
    made = more.unfold(aside.title)
    assert isinstance(made, Beside)
    answer = made.settle()
    assert answer.n == 5
    assert made.drawn == 5
    assert made.picture.alt == "drawn from 5 runs"
    assert f"{answer.mean('heard_share'):.3f} over 5 runs" in made.told.value
    assert "Mean of 5 runs each, seed 26." in made.says.value


def test_it_says_on_what_it_rests_while_more_is_on_its_way(opened, aside):
    scenarios = list(worlds("slogans").values())
    opened.answers.want(opened.answers.pieces_of(scenarios, 3))
    opened.answers.wait()
    made = Beside(opened, replace(aside, replications=9))
    opened.close()
    assert made.drawn in (2, 4, 8), "drawn after 1, 2, 4, 8 ... runs"
    said = f"Mean of {made.drawn} runs each, seed 26. {9 - made.drawn} more "
    assert said in made.says.value


def test_until_there_is_something_to_show_it_says_how_far_it_is(opened, aside):
    made = Beside(opened, replace(aside, least=3, replications=4))
    if not made.drawn:
        assert "of the first 6 runs" in made.says.value
        assert made.picture.layout.display == "none"
    made.settle()
    assert made.picture.layout.display == ""


def test_the_other_reading_of_the_numbers_is_lived_as_well(opened, aside):
    made = Beside(opened, aside)
    slogans = made.settle().mean("heard_share")
    made.numbers.value = "published"
    published = made.settle().mean("heard_share")
    assert published != slogans
    assert f"{published:.3f}" in made.told.value


def test_a_fault_is_one_sentence_and_the_page_goes_on(opened, aside):
    def broken(figure, answer, style):
        raise ValueError("the paper\nis gone")

    made = Beside(opened, replace(aside, draw=broken))
    with pytest.raises(RuntimeError, match="the paper is gone"):
        made.settle()
    assert "the paper is gone" in made.says.value
    made.aside = aside
    made.numbers.value = "published"
    made.settle()
    assert made.fault == ""


def test_what_is_made_of_an_answer_is_made_once_for_all_three(opened, aside):
    asked = []

    def made_of(answer):
        asked.append(answer.n)
        return answer

    made = Beside(opened, replace(aside, made_of=made_of))
    made.settle()
    assert asked.count(5) == 1
