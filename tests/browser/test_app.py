"""The modules as `make app` serves them: each opens, whole and alone, and follows the hand."""

import pytest

from tests.browser.app import open_page, running_app, wait_until_ready
from tests.browser.axe import OURS, serious_faults
from tests.browser.flying import GAME, button, fill
from tests.browser.lab import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAGES = sorted(file.name for file in (ROOT / "notebooks").glob("*.ipynb"))
WRONG = ".jp-RenderedText[data-mime-type='application/vnd.jupyter.stderr'], .s26-panel [role=alert]"
PICTURE = ".s26-panel img.s26-picture:visible, .s26-panel img.widget-image:visible"
HANDLE = ".s26-panel .noUi-handle:visible"
CHANGED = """([place, before]) => {
    const seen = [...document.querySelectorAll(place)].find(one => one.offsetParent !== null);
    return seen && seen.complete && seen.getAttribute('src') !== before;
}"""
CUT_OFF = """(game) => [...game.querySelectorAll('.s26-row, .widget-label')]
    .filter(one => one.offsetParent && one.scrollWidth > one.clientWidth + 1)
    .map(one => one.innerText)"""
PATIENCE = 120_000  # milliseconds, where other tests run beside it
TOLD = "Kernel shutdown"


@pytest.fixture(scope="module")
def app(browser, tmp_path_factory):
    with running_app(tmp_path_factory.mktemp("app")) as running:
        yield running


def has_no_fault(page) -> None:
    told = [text for text in page.locator(WRONG).all_inner_texts() if text.strip()]
    assert told == []
    assert page.watch.elsewhere == []
    assert page.watch.errors == []


def uncover(page):
    """Do without a prediction, where one is asked for; return the picture once it is in sight."""
    show = page.get_by_role("button", name="Show me")
    picture = page.locator(PICTURE).first
    picture.or_(show).first.wait_for(timeout=PATIENCE)
    if not picture.is_visible():
        show.first.click()
    picture.wait_for(timeout=PATIENCE)
    return picture


def test_the_address_alone_opens_the_first_module(app, page):
    page.goto(app.url, wait_until="commit")
    wait_until_ready(page)
    assert page.url.endswith("/voila/render/00_start_here.ipynb")
    assert page.title().startswith("00")
    has_no_fault(page)


@pytest.mark.parametrize("name", PAGES)
def test_a_module_opens_whole_alone_and_fit_for_everybody(app, page, name):
    open_page(page, app, name)
    page.locator(OURS).first.wait_for(timeout=PATIENCE)
    page.wait_for_load_state("networkidle")
    assert page.locator("h1:visible").count() == 1
    assert page.locator(".jp-CodeCell .jp-InputArea-editor:visible").count() == 0, "code in sight"
    wide = page.evaluate("() => document.documentElement.scrollWidth")
    assert wide <= page.viewport_size["width"], "nothing sticks out of a projector"
    has_no_fault(page)
    assert serious_faults(page) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_slider_moved_by_keyboard_changes_the_picture(app, page, theme):
    open_page(page, app, "00_start_here.ipynb", theme)
    picture = uncover(page)
    before = picture.get_attribute("src")
    page.locator(HANDLE).first.press("ArrowRight")
    page.wait_for_function(CHANGED, arg=[PICTURE.replace(":visible", ""), before], timeout=PATIENCE)
    has_no_fault(page)


def test_a_page_that_is_left_gives_its_memory_back(app, page):
    open_page(page, app, "00_start_here.ipynb")
    uncover(page)
    ended = app.log.read_text().count(TOLD)
    page.goto("about:blank")
    for _ in range(100):
        if app.log.read_text().count(TOLD) > ended:
            break
        page.wait_for_timeout(100)
    assert app.log.read_text().count(TOLD) > ended


def test_the_flight_simulator_stands_in_its_module_as_it_does_alone(app, page):
    open_page(page, app, "10_flight_simulator.ipynb")
    game = page.locator(GAME)
    game.wait_for(timeout=PATIENCE)
    assert game.evaluate(CUT_OFF) == []
    fill(page, "Name of your team", "The aces")
    button(page, "Begin").click()
    button(page, "Decide quarter 1").click()
    button(page, "Run quarter 1").wait_for()
    assert game.evaluate(CUT_OFF) == []
    assert game.bounding_box()["height"] <= 720
    has_no_fault(page)
