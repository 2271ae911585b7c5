"""The modules without a kernel and without a network, in a real browser."""

import re
import shlex

import pytest

from sim.pages.leaf import NUMBERS, leaf
from sim.pages.writing import pocket, write_site
from tests.browser.axe import serious_faults
from tests.browser.module import answered_by, keep

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def leaves():
    return [leaf(number, 2, stops=4) for number in NUMBERS]


@pytest.fixture(scope="module")
def file(leaves, tmp_path_factory):
    """One file with every module."""
    there = tmp_path_factory.mktemp("stick") / "silent26.html"
    there.write_text(pocket(leaves), encoding="utf-8")
    return there


@pytest.fixture
def alone(page):
    """A page whose browser has no network."""
    page.context.set_offline(True)
    return page


def begin(page, file, number):
    """Open a module by its line in the table of contents."""
    page.goto(file.as_uri())
    page.locator(".contents a").nth(NUMBERS.index(number)).click()
    return page.locator(f"#m{number}")


def picture(module):
    return module.locator(".run img")


@pytest.mark.parametrize("number", NUMBERS)
def test_a_module_is_predicted_run_and_scored(alone, file, leaves, number):
    module = begin(alone, file, number)
    here = leaves[NUMBERS.index(number)]
    assert not picture(module).is_visible(), "the picture is covered before the prediction"
    module.locator(".commit").click()
    assert module.locator(".predict [role=status]").inner_text().startswith("Choose one")
    module.locator(".predict input").nth(0).check()
    module.locator(".commit").click()
    module.locator(".predict input").nth(3).check()
    module.locator(".commit").click()
    picture(module).wait_for()
    slider = module.locator("input[type=range]")
    slider.focus()
    for key in ("Home", "ArrowRight", "End"):
        alone.keyboard.press(key)
    last = here.rows[0][-1]
    assert module.locator(".number").inner_text() == last.number
    assert module.locator("output").inner_text() == last.at
    alone.wait_for_function(
        "([image, alt]) => image.alt === alt && image.naturalWidth === 840",
        arg=[picture(module).element_handle(), last.picture.alt],
    )
    if here.switch:
        module.locator(".views input").nth(1).check()
        assert module.locator(".number").inner_text() == here.rows[1][-1].number
    module.locator(".score").click()
    verdict = module.locator(".verdict").inner_text()
    assert verdict.startswith(here.verdicts[3])
    assert "Before you talked it over" in verdict
    top = module.locator(".number").bounding_box()["y"]
    foot = module.locator(".says").bounding_box()
    assert foot["y"] + foot["height"] - top < 720, "all of it is seen without scrolling"
    module.locator(".run").scroll_into_view_if_needed()
    keep(alone, f"pocket_{number}.png")
    for fold in module.locator("details > summary").all():
        fold.click()
    assert serious_faults(alone, f"#m{number}") == []
    assert alone.watch.errors == []
    assert alone.watch.elsewhere == []


def test_what_was_said_is_there_when_the_file_is_opened_again(alone, file):
    module = begin(alone, file, "00")
    module.locator(".predict input").nth(2).check()
    module.locator(".because").fill("I saw it last winter")
    module.locator(".commit").click()
    module.locator(".monday").fill("Ask at the till")
    module = begin(alone, file, "00")
    assert module.locator(".because").input_value() == "I saw it last winter"
    assert module.locator(".monday").input_value() == "Ask at the till"
    assert "Then vote again" in module.locator(".predict [role=status]").inner_text()
    module.locator(".skip").click()
    picture(module).wait_for()


def test_a_quiz_answers_each_answer(alone, file, leaves):
    module = begin(alone, file, "02")
    module.locator(".skip").click()
    module.get_by_text("Quiz", exact=True).click()
    asked = leaves[NUMBERS.index("02")].lesson.quiz[0]
    for place, answer in enumerate(asked.answers):
        module.locator(".quiz > li").first.locator("button").nth(place).click()
        said = module.locator(".quiz > li").first.locator("[role=status]").inner_text()
        assert said == f"{'✓' if answer.right else '✗'} {answer.feedback}"


def test_the_rule_can_be_broken(alone, file):
    module = begin(alone, file, "02")
    module.locator(".skip").click()
    module.get_by_text("Break the rule").click()
    module.locator(".check").click()
    assert module.locator(".broken").inner_text().startswith("Not yet.")
    module.locator("input[type=range]").focus()
    alone.keyboard.press("End")
    module.locator(".check").click()
    assert module.locator(".broken").inner_text().startswith("That is one.")


def test_the_figures_on_the_screen_are_the_command_lines(alone, file):
    module = begin(alone, file, "04")
    module.locator(".skip").click()
    module.locator("input[type=range]").focus()
    alone.keyboard.press("ArrowRight")
    module.get_by_text("The same numbers as a command").click()
    command = module.locator(".command").inner_text()
    mark = module.locator(".mark").inner_text()
    assert re.fullmatch("[0-9a-f]{64}", mark)
    assert f"Parity hash {mark}" in answered_by(shlex.split(command))


def test_on_a_phone_nothing_is_wider_than_the_page(browser, file):
    context = browser.new_context(viewport={"width": 390, "height": 800}, has_touch=True)
    page = context.new_page()
    module = begin(page, file, "02")
    module.locator(".skip").click()
    for fold in module.locator("details > summary").all():
        fold.click()
    wide = page.evaluate("document.documentElement.scrollWidth")
    told = module.locator(".sideways").is_visible()
    page.set_viewport_size({"width": 800, "height": 390})
    turned = module.locator(".sideways").is_visible()
    context.close()
    assert wide <= 390
    assert (told, turned) == (True, False), "that the picture goes on is said where it does"


def test_a_site_is_walked_from_page_to_page(alone, leaves, tmp_path):
    write_site(leaves, tmp_path / "site")
    alone.goto((tmp_path / "site" / "index.html").as_uri())
    for place, here in enumerate(leaves):
        alone.locator(".contents a").nth(place).click()
        assert alone.title() == f"{here.lesson.number} {here.lesson.title}"
        alone.locator(".skip").click()
        alone.wait_for_function("document.querySelector('.run img').naturalWidth === 840")
        alone.get_by_role("link", name="All modules").click()
    assert alone.watch.errors == []
