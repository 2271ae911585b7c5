"""One life and two lives, step by step: every button, both themes, and never left dead."""

import pytest
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

import sim
from sim.panels.life import LifeExplorer
from sim.panels.two_lives import TwoLivesExplorer
from sim.show.style import DARK, LIGHT

SHOP = sim.load("corner_shop", changes={"moments.problems_per_customer_year": 3.0})


@pytest.fixture(scope="module", params=[LifeExplorer, TwoLivesExplorer])
def made(request):
    return request.param(SHOP, days=120)


@pytest.fixture
def explorer(made):
    made.picture.theme = "light"
    made.steps.first()
    return made


def test_it_begins_with_the_first_step_drawn(explorer):
    assert explorer.fault == ""
    assert explorer.steps.position == explorer.steps.shown == 0
    assert bytes(explorer.picture.png).startswith(b"\x89PNG")
    assert explorer.picture.alt.endswith(".")
    assert "is a customer from the start" in explorer.steps.text.lower()


def test_every_button_draws_its_step(explorer):
    seen = [bytes(explorer.picture.png)]
    steps = explorer.steps
    for press in (steps.forward, steps.to_landmark, steps.end, steps.back, steps.first):
        press()
        assert explorer.fault == ""
        assert steps.shown == steps.position
        assert explorer.step.text == steps.text
        seen.append(bytes(explorer.picture.png))
    assert seen[0] == seen[-1]
    assert len(set(seen)) >= 4


def lines_of(when, text):
    """How many lines a step takes beside the picture, in the widest of the usual fonts."""
    regular, bold = FontProperties(size=20), FontProperties(size=20, weight="bold")

    def wide(words, font=regular):
        return text_to_path.get_text_width_height_descent(words, font, False)[0]

    lines, used = 0, wide(f"{when}: ", bold)
    for place, paragraph in enumerate(text.split("\n")):
        lines, used = lines + 1, 0 if place else used
        for word in paragraph.split():
            if used + wide(word) > 840:
                lines, used = lines + 1, 0
            used += wide(f"{word} ")
    return lines


def test_what_is_told_has_room(explorer):
    most = 5 if isinstance(explorer, TwoLivesExplorer) else 3
    for somebody in explorer.people[:10]:
        explorer.follow(somebody)
        for when, text in explorer.steps.told:
            assert lines_of(when, text) <= most, text


def test_the_landmark_is_where_it_happens(explorer):
    explorer.steps.to_landmark()
    assert explorer.step.failed
    assert explorer.steps.position in explorer.steps.marks
    if isinstance(explorer, TwoLivesExplorer):
        assert explorer.step.time == explorer.both.parting.time
        assert explorer.describe() in explorer.picture.alt
        assert "is asked, and tells" in explorer.describe()


def test_somebody_else_is_somebody_else_from_the_first_step_on(explorer):
    who = "both" if isinstance(explorer, TwoLivesExplorer) else "somebody"
    explorer.follow(explorer.people[0])
    explorer.steps.end()
    before = getattr(explorer, who).customer, explorer.heading.value
    explorer.somebody_else.click()
    assert explorer.fault == ""
    assert explorer.steps.position == explorer.steps.shown == 0
    assert getattr(explorer, who).customer != before[0]
    assert explorer.heading.value != before[1]
    assert str(getattr(explorer, who).customer) in explorer.picture.alt
    explorer.follow(explorer.people[-1])
    explorer.go_on()
    assert getattr(explorer, who).customer == before[0], "after the last the first"


def test_it_is_drawn_in_the_theme_of_the_page_only(explorer, monkeypatch):
    drawn = []
    draw = explorer.draw
    monkeypatch.setattr(
        explorer, "draw", lambda step, style: drawn.append(style) or draw(step, style)
    )
    explorer.picture.theme = "light"  # as it is already
    assert drawn == []
    explorer.picture.theme = "dark"
    assert drawn == [DARK]
    assert explorer.picture.drawn == "dark"
    explorer.steps.forward()
    assert drawn == [DARK, DARK]
    explorer.picture.theme = "light"
    assert drawn == [DARK, DARK, LIGHT]


def test_trying_both_ends_leaves_no_trace(explorer):
    explorer.steps.forward()
    before = bytes(explorer.picture.png)
    first, last = explorer.try_both_ends()
    assert "from the start" in first
    assert "at the end" in last
    assert explorer.steps.position == 1
    assert bytes(explorer.picture.png) == before


def test_a_fault_is_one_sentence_and_the_next_step_works(explorer, monkeypatch):
    def fail(*_):
        raise ValueError("the paper\nis <gone>")

    with monkeypatch.context() as broken:
        broken.setattr(explorer, "draw", fail)
        explorer.steps.forward()
        assert explorer.fault == "This could not be shown: the paper is <gone>"
        assert "the paper is &lt;gone&gt;" in explorer.message.value
        with pytest.raises(RuntimeError, match="the paper"):
            explorer.try_both_ends()
    explorer.steps.first()
    assert explorer.fault == ""
    assert explorer.message.value == ""


def test_a_customer_of_ones_own_choice():
    explorer = LifeExplorer(SHOP, days=30, customer=114)
    assert explorer.somebody == (114, "chosen by you")
    assert "Customer 114" in explorer.picture.alt or "customer 114" in explorer.picture.alt
    explorer.go_on()
    assert explorer.somebody.customer != 114
    with pytest.raises(ValueError, match="must be a number from 0"):
        LifeExplorer(SHOP, days=30, customer=10**6)


def test_two_lives_that_are_one_can_be_looked_at():
    explorer = TwoLivesExplorer(SHOP, changes={}, days=20)
    assert explorer.people == ()
    assert "Nobody" in explorer.heading.value
    assert explorer.steps.landmark == -1
    explorer.somebody_else.click()
    assert explorer.fault == ""
    assert explorer.try_both_ends()[1].startswith("In both: ")
