"""A whole game in a real JupyterLab: by mouse, by keyboard alone, and gone on with later."""

import re

import pytest

from tests.browser.axe import serious_faults
from tests.browser.flying import GAME, VISIBLE, button, fill, press, tab_to, write, write_game
from tests.browser.lab import faults, open_and_run, running_lab
from tests.browser.module import keep

pytestmark = [pytest.mark.browser, pytest.mark.slow]


STEPS = {
    "ranks": "Each line is a team's place",
    "score": "Dot: the mean.",
    "leaving": "kept away by bad talk",
    "decisions": "Each decision was left out",
    "two_lives": "Somebody else",
    "rigged": "Rank with the same decisions",
    "debrief": "A culture that starts from the customer",
}
"""What is seen once a step of the end is put together."""


@pytest.fixture
def lab(browser, request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("lab")
    with running_lab(folder, f"JupyterLab {request.param}") as running:
        write_game(folder / "work")
        running.name, running.flights = request.param.lower(), folder / "flights"
        yield running


def assert_fits(page):
    """The screen is in sight as a whole, and nothing in it is cut off at the right."""
    box = page.locator(GAME).bounding_box()
    assert box["height"] <= VISIBLE and box["x"] + box["width"] <= 1280
    wide = page.evaluate("(at) => document.querySelector(at).scrollWidth", GAME)
    assert wide <= box["width"] + 1


def begin_by_mouse(page, quarters):
    fill(page, "Name of your team", "The aces")
    game = page.locator(GAME)
    game.get_by_label("Business").select_option("A scenario file of your own")
    fill(page, "Path of the file", "small.toml")
    fill(page, "Quarters", str(quarters))
    button(page, "Begin").click()
    button(page, "Decide quarter 1").click()
    button(page, "Run quarter 1").wait_for()


def run_by_mouse(page, quarter):
    fill(page, "Forecast: complaints", "2")
    fill(page, "and customers", "180")
    button(page, f"Run quarter {quarter}").click()
    page.locator(".s26-late").get_by_text("You expected 2 complaints").wait_for()


def drag_first(page, across):
    """Drag the handle of the first slider by so many pixels."""
    grip = page.locator(GAME).locator(".noUi-handle").first.bounding_box()
    x, y = grip["x"] + grip["width"] / 2, grip["y"] + grip["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + across, y, steps=5)
    page.mouse.up()


@pytest.mark.parametrize("lab", ["Light", "Dark"], indirect=True)
def test_a_game_by_mouse_up_to_the_debrief(lab, page):
    open_and_run(page, lab, "flight.ipynb")
    assert faults(page) == []
    assert_fits(page)
    keep(page, f"game_{lab.name}_start.png")
    begin_by_mouse(page, 2)
    game = page.locator(GAME)

    # over the budget, and back
    drag_first(page, 300)
    game.get_by_text("over the budget: take something back").wait_for()
    fill(page, "Forecast: complaints", "2")
    fill(page, "and customers", "180")
    button(page, "Run quarter 1").click()
    game.get_by_text("but must cost at most its budget of").wait_for()
    keep(page, f"game_{lab.name}_over.png")
    drag_first(page, -300)
    game.get_by_text(re.compile(r"This quarter: .* left\.")).wait_for()
    game.get_by_label("Information (one)").select_option(index=1)
    game.get_by_text("who has left has no questionnaire").wait_for()
    assert_fits(page)
    keep(page, f"game_{lab.name}_decide.png")
    assert serious_faults(page, GAME) == []

    run_by_mouse(page, 1)
    picture = game.locator("img.s26-picture")
    assert "up to quarter 1" in picture.get_attribute("alt")
    page.wait_for_function("() => !document.querySelector('.s26-picture-under')")
    assert_fits(page)
    keep(page, f"game_{lab.name}_seen.png")
    assert serious_faults(page, GAME) == []
    button(page, "Decide quarter 2").click()
    button(page, "Run quarter 2").wait_for()
    button(page, "We do not sign").click()
    keep(page, f"game_{lab.name}_card.png")
    assert_fits(page)
    run_by_mouse(page, 2)
    button(page, "To the end").click()
    assert_fits(page)
    fill(page, "Failures nobody heard of", "30")
    button(page, "Lift the waterline").click()
    game.get_by_text("You guessed 30.").wait_for()
    keep(page, f"game_{lab.name}_lifted.png")
    game.get_by_text("All is worked out.").wait_for()
    for step, said in STEPS.items():
        button(page, "Next ▶").click()
        game.get_by_text(said).first.wait_for()
        page.wait_for_load_state("networkidle")
        page.wait_for_function("() => [...document.images].every(one => one.complete)")
        keep(page, f"game_{lab.name}_{step}.png")
        assert_fits(page)
    button(page, "Save notebook and page").click()
    game.get_by_text("the_aces_1_debrief.ipynb").wait_for()
    assert "To discuss" in (lab.flights / "the_aces_1_debrief.html").read_text(encoding="utf-8")
    assert serious_faults(page, GAME) == []
    assert page.watch.elsewhere == [] and page.watch.errors == []


@pytest.mark.parametrize("lab", ["Light"], indirect=True)
def test_a_game_by_keyboard_alone_gone_on_with_after_a_restart(lab, page):
    open_and_run(page, lab, "flight.ipynb")
    game = page.locator(GAME)
    game.get_by_label("Name of your team").focus()
    page.keyboard.type("Keys")
    tab_to(page, "Business")
    page.keyboard.press("End")
    game.get_by_label("Path of the file").wait_for()
    write(page, "Path of the file", "small.toml")
    write(page, "Quarters", "2")
    press(page, "Begin")
    button(page, "Decide quarter 1").wait_for()
    press(page, "Decide quarter 1")
    button(page, "Run quarter 1").wait_for()
    tab_to(page, "Training hours")
    price = game.locator(".s26-price").nth(1)
    before = price.inner_text()
    page.keyboard.press("ArrowRight")
    game.get_by_text("half is forgotten in two months").wait_for()
    assert price.inner_text() != before
    write(page, "Forecast: complaints", "2")
    write(page, "and customers", "180")
    tab_back_to_run(page, 1)
    page.locator(".s26-late").get_by_text("You expected 2 complaints").wait_for()

    open_and_run(page, lab, "flight.ipynb")  # another kernel, the same logbook
    button(page, "Run quarter 2").wait_for()
    said = page.locator(GAME).inner_text()
    assert "Keys: quarter 2 of 2" in said
    game.locator(".noUi-handle").first.focus()
    tab_to(page, "We do not sign")
    page.keyboard.press("Enter")
    write(page, "Forecast: complaints", "2")
    write(page, "and customers", "180")
    tab_back_to_run(page, 2)
    button(page, "To the end").wait_for()
    press(page, "To the end")
    button(page, "Lift the waterline").wait_for()
    write(page, "Failures nobody heard of", "30")
    press(page, "Lift the waterline")
    game.get_by_text("You guessed 30.").wait_for()
    game.get_by_text("All is worked out.").wait_for()
    tab_to(page, "Step")
    for _ in range(7):
        page.keyboard.press("ArrowDown")
    game.get_by_text("A culture that starts from the customer").wait_for()
    press(page, "Save notebook and page")
    game.get_by_text("keys_1_debrief.ipynb").wait_for()
    assert page.watch.errors == []


def tab_back_to_run(page, quarter):
    """Go back to the button at the top, and press it."""
    for _ in range(20):
        page.keyboard.press("Shift+Tab")
        if page.evaluate("() => document.activeElement.innerText") == f"Run quarter {quarter}":
            page.keyboard.press("Enter")
            return
    raise AssertionError("Shift+Tab never comes to the button")
