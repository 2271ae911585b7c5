"""Notebook 00 in a real JupyterLab, moved by keyboard and by mouse as a student would."""

import os
import re
from pathlib import Path

import pytest

import sim
from sim.panels.queue import QueuePanel
from tests.browser.lab import faults, open_and_run

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SEEN = ".s26-panel img.widget-image:visible"
NUMBER = ".s26-panel .s26-number"


def keep(page, name: str) -> None:
    """Keep a screenshot, where somebody wants to look at it."""
    folder = os.environ.get("SCREENSHOTS")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=str(Path(folder, name)))


def move(page, action) -> str:
    """Do something to the slider; wait until the picture has followed, and return the number."""
    before = page.locator(SEEN).get_attribute("src")
    action()
    page.wait_for_function(
        """([seen, before]) => {
            const shown = [...document.querySelectorAll('.s26-panel img.widget-image')]
                .find(one => one.offsetParent !== null);
            return shown && shown.complete && shown.getAttribute('src') !== before;
        }""",
        arg=[SEEN, before],
    )
    return page.locator(NUMBER).inner_text()


def wait_for_number(page, mean: float) -> None:
    page.wait_for_function(
        "([place, text]) => document.querySelector(place).innerText.includes(text)",
        arg=[NUMBER, f"{mean:.2f}"],
    )


def test_a_student_explores_the_first_notebook(lab, page):
    theme = "dark" if lab.dark else "light"
    open_and_run(page, lab, "00_start_here.ipynb")
    assert faults(page) == []

    summary = page.locator(f"img.s26-{theme}[alt*='customers left']")
    summary.scroll_into_view_if_needed()
    assert summary.is_visible()
    other = "light" if lab.dark else "dark"
    assert not page.locator(f"img.s26-{other}[alt]").is_visible()
    keep(page, f"summary_{theme}.png")

    panel = page.locator(".s26-panel").first
    panel.scroll_into_view_if_needed()
    picture = page.locator(SEEN)
    assert picture.count() == 1, "one picture, the one of the theme"
    assert "minutes" in page.locator(NUMBER).inner_text().lower()

    mine = QueuePanel(sim.load("corner_shop"), seed=26)

    def wait_at(stop: int) -> float:
        many = sim.replicate(mine.scenario_at(stop), n=mine.replications, seed=26)
        return float(many.summary().loc["wait_minutes", "mean"])

    handle = panel.locator(".noUi-handle")
    handle.focus()
    move(page, lambda: page.keyboard.press("ArrowRight"))
    wait_for_number(page, wait_at(5))
    move(page, lambda: page.keyboard.press("ArrowRight"))
    wait_for_number(page, wait_at(10))
    keep(page, f"panel_{theme}.png")

    box = panel.locator(".noUi-base").bounding_box()
    grip = handle.bounding_box()
    page.mouse.move(grip["x"] + grip["width"] / 2, grip["y"] + grip["height"] / 2)
    page.mouse.down()
    middle = box["y"] + box["height"] / 2
    move(page, lambda: page.mouse.move(box["x"] + box["width"] + 20, middle, steps=12))
    page.mouse.up()
    wait_for_number(page, wait_at(50))
    page.wait_for_timeout(500)
    keep(page, f"panel_{theme}_far.png")

    shown = re.sub(r"\s+", " ", panel.inner_text())
    assert "silent26 run corner_shop" in shown
    assert "--seed 26" in shown
    assert page.locator(".s26-panel [role=alert]").inner_text() == ""

    fits = panel.bounding_box()
    assert fits["height"] <= 600, "slider, picture and number fit a projector without scrolling"
    assert picture.bounding_box()["width"] <= fits["width"] + 1

    assert page.watch.elsewhere == []
    assert page.watch.errors == []


def test_the_picture_stands_still_while_it_changes(lab, page):
    open_and_run(page, lab, "00_start_here.ipynb")
    panel = page.locator(".s26-panel").first
    panel.scroll_into_view_if_needed()
    before = page.locator(SEEN).bounding_box()
    panel.locator(".noUi-handle").focus()
    for _ in range(4):
        move(page, lambda: page.keyboard.press("ArrowRight"))
        assert page.locator(SEEN).bounding_box() == before
