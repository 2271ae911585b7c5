"""The quiz and the button for the code: by keyboard, light and dark, in JupyterLab and in Voilà."""

import pytest

from tests.browser.app import open_page, running_app
from tests.browser.axe import serious_faults
from tests.browser.lab import faults, open_and_run, running_lab
from tests.browser.parts import CELLS, write_parts

pytestmark = [pytest.mark.browser, pytest.mark.slow]

FOLDED = ".jp-InputPlaceholder"
SOURCE = ".jp-CodeCell .jp-InputArea-editor:visible"
THEMES = {"light": "JupyterLab Light", "dark": "JupyterLab Dark"}


@pytest.fixture(scope="module", params=[*THEMES])
def opened(browser, request, tmp_path_factory):
    """Open the page in JupyterLab."""
    folder = tmp_path_factory.mktemp("lab")
    with running_lab(folder, THEMES[request.param]) as lab:
        write_parts(folder / "work")

        def open_it(page):
            open_and_run(page, lab, "parts.ipynb")
            assert faults(page) == []

        yield open_it


@pytest.fixture(scope="module", params=[*THEMES])
def opened_as_page(browser, request, tmp_path_factory):
    """Open the page under Voilà."""
    folder = tmp_path_factory.mktemp("app")
    notebooks = folder / "notebooks"
    notebooks.mkdir()
    write_parts(notebooks)
    with running_app(folder, notebooks) as app:
        yield lambda page: open_page(page, app, "parts.ipynb", request.param)


def answer_everything(page) -> None:
    """Answer by keyboard alone; each answer is answered in its own words."""
    choice, number = page.locator(".s26-quiz .Quiz").all()
    reply = choice.locator("[role=status]")
    choice.locator("input").first.focus()
    page.keyboard.press("Space")
    assert reply.inner_text() == "Silence leaves no trace."
    page.keyboard.press("ArrowDown")
    assert reply.inner_text() == "Yes."
    assert "correct" in reply.get_attribute("class").split()
    page.keyboard.press("ArrowDown")
    assert reply.inner_text() == "Why $5?"
    assert choice.locator("label").last.inner_text() == "<b>$5</b>"

    page.keyboard.press("Tab")
    for typed, said in (
        ("37", "They come back."),
        ("5", "Take 37 from 100."),
        ("63", "All others."),
    ):
        page.keyboard.type(typed)
        page.keyboard.press("Enter")
        assert number.locator("[role=status]").inner_text() == said
        number.locator("input").focus()
        assert number.locator("input").input_value() == typed
    assert choice.get_by_role("radiogroup").get_attribute("aria-labelledby")
    assert number.get_by_label("Type a number").count() == 1


def code_in_sight(page) -> int:
    return page.locator(SOURCE).count()


def turn(page, key: str) -> str:
    """Press a key on the button; it must stay where it was on the screen."""
    button = page.locator(".s26-code-button")
    before = button.bounding_box()["y"]
    button.press(key)
    page.wait_for_timeout(300)
    assert abs(button.bounding_box()["y"] - before) <= 60
    return button.get_attribute("aria-expanded")


def test_a_quiz_answers_each_answer_in_jupyterlab(opened, page):
    opened(page)
    answer_everything(page)
    assert serious_faults(page) == []
    assert page.watch.elsewhere == []
    assert page.watch.errors == []


def test_a_quiz_answers_each_answer_on_a_page(opened_as_page, page):
    opened_as_page(page)
    page.wait_for_selector(".s26-quiz .Quiz")
    answer_everything(page)
    assert serious_faults(page) == []
    assert page.watch.elsewhere == []
    assert page.watch.errors == []


def test_the_button_shows_and_folds_the_code_in_jupyterlab(opened, page):
    opened(page)
    page.wait_for_selector(".s26-code-button:visible")
    assert page.locator(FOLDED).count() == CELLS
    assert turn(page, "Enter") == "true"
    assert (page.locator(FOLDED).count(), code_in_sight(page)) == (0, CELLS)
    assert serious_faults(page, ".s26-code-button") == []
    assert turn(page, "Space") == "false"
    assert (page.locator(FOLDED).count(), code_in_sight(page)) == (CELLS, 0)

    page.locator(FOLDED).first.click()  # one by hand: still something to show
    page.wait_for_timeout(300)
    assert page.locator(".s26-code-button").get_attribute("aria-expanded") == "false"
    assert turn(page, "Enter") == "true"
    assert code_in_sight(page) == CELLS


def test_the_button_shows_and_folds_the_code_of_a_page(opened_as_page, page):
    opened_as_page(page)
    page.wait_for_selector(".s26-code-button:visible")
    assert code_in_sight(page) == 0
    assert turn(page, "Enter") == "true"
    assert code_in_sight(page) == CELLS
    assert "said by code" in page.locator(SOURCE).first.inner_text()
    assert serious_faults(page) == []
    assert turn(page, "Space") == "false"
    assert code_in_sight(page) == 0


def test_links_lead_from_page_to_page_in_jupyterlab(opened, page):
    opened(page)
    page.get_by_role("link", name="Next").click()
    page.wait_for_function("() => document.title.startsWith('next.ipynb')")
    page.wait_for_selector("h1:has-text('The next'):visible")


def test_links_lead_from_page_to_page_and_keep_the_theme(opened_as_page, page):
    opened_as_page(page)
    theme = page.url.rpartition("?")[2]
    page.get_by_role("link", name="Next").click()
    page.wait_for_selector("h1:has-text('The next'):visible")
    assert page.url.endswith(f"/voila/render/next.ipynb?{theme}")
    page.get_by_role("link", name="Back").click()
    page.wait_for_selector("h1:has-text('The parts'):visible")
    assert page.watch.errors == []
