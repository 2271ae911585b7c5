"""Each module in a real JupyterLab, worked through by mouse and by keyboard as a student would."""

import re

import pytest

from sim.lessons import NAMES, lesson
from tests.browser.axe import serious_faults
from tests.browser.lab import faults, open_and_run
from tests.browser.module import (
    NUMBER,
    PICTURE,
    answered_by,
    command_of,
    keep,
    move,
    until_it_rests,
    vote,
)

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.mark.parametrize("number", NAMES)
def test_a_student_works_through_a_module(lab, page, number):
    one = lesson(number)
    theme = "dark" if lab.dark else "light"
    open_and_run(page, lab, f"{number}_{one.name}.ipynb")
    assert faults(page) == []

    assert page.locator(PICTURE).count() == 0, "the picture is covered before the prediction"
    vote(page, 0)
    page.get_by_text("talk to the person next to you").wait_for()
    vote(page, 4)
    panel = page.locator(".s26-panel").first
    page.locator(PICTURE).first.wait_for()
    panel.scroll_into_view_if_needed()
    keep(page, f"{number}_{theme}_start.png")

    handle = panel.locator(".noUi-handle").first
    handle.focus()
    move(page, lambda: page.keyboard.press("ArrowRight"))
    box = panel.locator(".noUi-base").first.bounding_box()
    grip = handle.bounding_box()
    page.mouse.move(grip["x"] + grip["width"] / 2, grip["y"] + grip["height"] / 2)
    page.mouse.down()
    far = box["x"] + box["width"] + 20
    move(page, lambda: page.mouse.move(far, box["y"] + box["height"] / 2, steps=10))
    page.mouse.up()
    until_it_rests(page, one.replications)
    keep(page, f"{number}_{theme}_far.png")

    # Enter on a button is for the button: JupyterLab would take it for the cell.
    panel.get_by_role("button", name="More settings").focus()
    page.keyboard.press("Enter")
    panel.locator("code").first.wait_for()
    command, mark = command_of(page)
    assert f"Parity hash {mark}" in answered_by(command)
    assert page.locator(NUMBER).inner_text().startswith(f"{one.measure.label}:")
    assert set(page.locator(".s26-panel [role=alert]").all_inner_texts()) == {""}
    panel.get_by_role("button", name="Fewer settings").click()

    page.get_by_role("button", name="How close was I?").click()
    page.get_by_text(re.compile("This rests on .* runs")).wait_for(timeout=120_000)
    assert serious_faults(page, ".s26-page") == []
    assert page.watch.elsewhere == []
    assert page.watch.errors == []

    fits = panel.bounding_box()
    assert fits["height"] <= 610, "slider, picture and number fit a projector without scrolling"
    assert fits["width"] <= 1280


def test_the_picture_stands_still_while_it_changes(lab, page):
    open_and_run(page, lab, "02_the_silent_26.ipynb")
    show = page.get_by_role("button", name="Show me")
    if show.is_visible():
        show.click()
    page.locator(PICTURE).first.wait_for()
    panel = page.locator(".s26-panel").first
    panel.scroll_into_view_if_needed()
    before = page.locator(PICTURE).first.bounding_box()
    panel.locator(".noUi-handle").first.focus()
    for _ in range(4):
        move(page, lambda: page.keyboard.press("ArrowRight"))
        assert page.locator(PICTURE).first.bounding_box() == before


def test_what_is_folded_is_opened_by_keys(lab, page):
    open_and_run(page, lab, "02_the_silent_26.ipynb")
    show = page.get_by_role("button", name="Show me")
    if show.is_visible():
        show.click()
    line = page.locator(".s26-explain .jupyter-widget-Collapse-header")
    line.wait_for()
    line.focus()
    page.keyboard.press("Enter")
    page.get_by_text("sim.rules").wait_for()
    heads = page.locator(".s26-more .jupyter-widget-Collapse-header")
    heads.first.wait_for()
    assert heads.count() >= 5
    heads.last.focus()
    assert heads.last.get_attribute("aria-expanded") == "false"
    page.keyboard.press("Enter")
    page.get_by_text("Read off.").wait_for()
    assert heads.last.get_attribute("aria-expanded") == "true"
    page.keyboard.press("Space")
    page.get_by_text("Read off.").wait_for(state="hidden")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Space")
    page.get_by_text("Check what the panel shows").wait_for()


def test_a_restart_keeps_the_prediction_and_runs_again(lab, page):
    one = lesson("02")
    open_and_run(page, lab, f"02_{one.name}.ipynb")
    if page.locator(".s26-predict input[type=radio]").first.is_enabled():
        vote(page, 1)
        page.get_by_text("talk to the person next to you").wait_for()
        vote(page, 2)
    page.evaluate(
        "() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart()"
    )
    open_and_run(page, lab, f"02_{one.name}.ipynb")
    assert faults(page) == []
    assert not page.locator(".s26-predict input[type=radio]").first.is_enabled()
    page.locator(PICTURE).first.wait_for()
    move(page, lambda: step(page))


def step(page) -> None:
    page.locator(".s26-panel").first.locator(".noUi-handle").first.focus()
    page.keyboard.press("ArrowRight")
