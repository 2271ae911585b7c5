"""Module 02 run from its sheet alone: what it says to press is pressed, in its order."""

import re

import pytest

from sim.lessons import lesson
from sim.trainer.content import sheet
from tests.browser.app import open_page, running_app
from tests.browser.lab import ROOT
from tests.browser.module import NUMBER, PICTURE, keep

pytestmark = [pytest.mark.browser, pytest.mark.slow]

BOLD = re.compile(r"\*\*([^*]+)\*\*")
ONLY_IN_JUPYTERLAB = {"Run", "Run All Cells"}
WRITTEN = {"Because …", "What moved?", "On Monday"}
SHEET = ROOT / "trainer" / "sheets" / "02.md"


@pytest.fixture(scope="module")
def app(browser, tmp_path_factory):
    with running_app(tmp_path_factory.mktemp("app")) as running:
        yield running


def test_the_module_is_run_from_its_page(app, page):
    open_page(page, app, "02_the_silent_26.ipynb")
    page.locator(".s26-predict input[type=radio]").nth(3).check()
    pressed = [label for step in sheet("02").clock for label in BOLD.findall(step.do)]
    for place, label in enumerate(label for label in pressed if label not in ONLY_IN_JUPYTERLAB):
        do(page, label)
        keep(page, f"sheet-{place:02}.png")
    page.get_by_text("Your answer holds").wait_for()
    page.get_by_text("Kept.", exact=True).wait_for()
    assert "never heard of" in page.locator(PICTURE).first.get_attribute("alt")
    assert_numbers_are_those_of_the_sheet(page)


def do(page, label: str) -> None:
    """Do what the sheet says at a word in bold."""
    slider = lesson("02").knobs[0]
    if label in WRITTEN:
        page.get_by_label(label).first.fill("As my neighbour said.")
    elif label == f"{slider.label} (%)":
        handle = page.locator(".s26-panel .noUi-handle:visible").first
        for _ in range(round(30 / slider.step)):
            handle.press("ArrowRight")
    else:
        page.get_by_role("button", name=label, exact=True).first.click()


def assert_numbers_are_those_of_the_sheet(page) -> None:
    text = SHEET.read_text(encoding="utf-8")
    before, after = re.findall(r"The report went from (\d+) failures to (\d+)", text)[0]
    page.locator(NUMBER).filter(has_text=f": {after} (").wait_for()
    page.get_by_role("button", name="Back to the start", exact=True).click()
    page.locator(NUMBER).filter(has_text=f": {before} (").wait_for()
