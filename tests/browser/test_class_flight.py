"""A class in three pages on one board: opened, ended, away, killed, and up to the debrief."""

import os
import signal
import time
from pathlib import Path

import pytest

from sim.play.game import Game, reopened
from tests.browser.conftest import PATIENCE, PROJECTOR
from tests.browser.flying import GAME, VISIBLE, button, fill, write_class
from tests.browser.lab import Watch, faults, open_and_run, running_lab, stop_kernels
from tests.browser.module import keep

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SEATS = ("trainer", "aces", "kings")


@pytest.fixture
def lab(tmp_path):
    with running_lab(tmp_path, "JupyterLab Light") as running:
        running.work = tmp_path / "work"
        write_class(running.work, SEATS)
        yield running


@pytest.fixture
def pages(browser, lab):
    """Three people, each at a browser of their own."""
    contexts = [browser.new_context(viewport=PROJECTOR) for _ in SEATS]
    opened = []
    for context in contexts:
        context.set_default_timeout(PATIENCE)
        opened.append(context.new_page())
        opened[-1].watch = Watch(opened[-1])
    yield opened
    stop_kernels(opened[0])
    for context in contexts:
        context.close()


def sit_down(page, lab, seat):
    open_and_run(page, lab, f"{seat}.ipynb")
    assert faults(page) == []
    page.locator(GAME).wait_for()


def says(page, words):
    page.locator(GAME).get_by_text(words).first.wait_for()


def assert_fits(page):
    box = page.locator(GAME).bounding_box()
    assert box["height"] <= VISIBLE and box["x"] + box["width"] <= 1280


def kill(lab, seat):
    """End a seat's kernel as a power cut does."""
    os.kill(int((lab.work / f"{seat}.pid").read_text()), signal.SIGKILL)


def join(page, team):
    fill(page, "Name of your team", team)
    button(page, "Join").click()
    button(page, "Decide quarter 1").click()
    button(page, "Run quarter 1").wait_for()


def run(page, quarter):
    fill(page, "Forecast: complaints", "2")
    fill(page, "and customers", "180")
    button(page, f"Run quarter {quarter}").click()


def log_of(lab, seat):
    return lab.work / seat / "flights" / f"{seat}_1.json"


def guess(page, number):
    button(page, "To the end").click()
    fill(page, "Failures nobody heard of", number)
    button(page, "Lift the waterline").click()
    says(page, "Your guess is on the board.")


def test_a_class_from_its_first_quarter_to_the_debrief(lab, pages):
    trainer, aces, kings = pages
    for page, seat in zip(pages, SEATS, strict=True):
        sit_down(page, lab, seat)

    trainer.locator(GAME).get_by_label("Business").select_option("A scenario file of your own")
    fill(trainer, "Path of the file", "small.toml")
    fill(trainer, "Quarters", "2")
    trainer.locator(GAME).get_by_label("search for a good policy").uncheck()
    keep(trainer, "class_start.png")
    button(trainer, "Begin").click()
    button(trainer, "Open quarter 1 (12 minutes)").wait_for()
    join(aces, "Aces")
    join(kings, "Kings")
    says(aces, "not open yet")
    button(trainer, "Open quarter 1 (12 minutes)").click()
    says(trainer, "The board has it: quarter 1 ends at")
    says(aces, "left")
    keep(aces, "class_decide.png")
    assert_fits(aces)

    # one seat is there, the other has no power until its time is up
    run(aces, 1)
    says(aces, "The board has your quarter 1.")
    kill(lab, "kings")
    kings.goto("about:blank")
    button(trainer, "End quarter 1 now").click()
    says(trainer, "time is up")
    sit_down(kings, lab, "kings")
    says(kings, "quarter 1 has run with the business as you found it.")
    keep(kings, "class_caught_up.png")
    assert_fits(kings)

    # killed in the middle of a quarter, and back
    button(trainer, "Open quarter 2 (6 minutes)").click()
    keep(trainer, "class_leading.png")
    assert_fits(trainer)
    button(kings, "Decide quarter 2").click()
    button(kings, "We sign").click()
    held = lab.work / "kings.held"
    held.touch()
    run(kings, 2)
    wait_for_log(log_of(lab, "kings"), decided=2)
    kill(lab, "kings")
    held.unlink()
    sit_down(kings, lab, "kings")
    says(kings, "cut off while it ran")
    button(kings, "Run quarter 2").click()
    says(kings, "You expected 2 complaints")

    # what stands on a screen is taken when time is up
    button(aces, "Decide quarter 2").click()
    aces.locator(GAME).locator(".noUi-handle").nth(1).focus()
    aces.keyboard.press("ArrowRight")
    says(aces, "half is forgotten in two months")
    button(trainer, "End quarter 2 now").click()
    says(aces, "with your decisions as they stood, and the card is not signed.")
    keep(aces, "class_time_up.png")
    assert_fits(aces)

    for seat in ("aces", "kings"):
        assert_replays(log_of(lab, seat))
    assert log_of(lab, "kings").read_text().count('"bonus": true') == 1

    guess(aces, "30")
    keep(aces, "class_guessed.png")
    guess(kings, "40")
    says(trainer, "So much for the reports.")
    says(trainer, "40")
    keep(trainer, "class_reported.png")
    assert_fits(trainer)
    button(trainer, "Lift the waterline for all").click()
    says(trainer, "All is worked out.")
    for page in (aces, kings):
        says(page, "the waterline lifts")
    keep(trainer, "class_lifted.png")
    assert_fits(trainer)
    for _ in range(7):
        button(trainer, "Next ▶").click()
    says(trainer, "A culture that starts from the customer")
    button(trainer, "Save notebook and page").click()
    says(trainer, "class_debrief.ipynb")
    page = (lab.work / "trainer" / "flights" / "class_debrief.html").read_text(encoding="utf-8")
    assert "they had guessed 30" in page and "they had guessed 40" in page
    button(trainer, "Next ▶").click()
    button(trainer, "Open the second flight").click()
    says(trainer, "The board has it: the second flight is open.")
    says(aces, "All is worked out.")
    aces.locator(GAME).get_by_label("Step").select_option("9. A second flight")
    button(aces, "Fly again").click()
    button(aces, "Decide quarter 1").wait_for()
    assert aces.watch.errors == [] and trainer.watch.errors == []


def wait_for_log(log: Path, decided: int) -> None:
    """Wait until a quarter is decided on the disk; it has not run there."""
    give_up = time.monotonic() + PATIENCE / 1000
    while log.read_text().count('"quarter":') < decided:
        assert time.monotonic() < give_up, "the quarter is never decided"
        time.sleep(0.1)
    assert f'"ran": {decided - 1}' in log.read_text()


def assert_replays(log: Path) -> None:
    """Whoever decides the same again sees the same, quarter by quarter."""
    kept = reopened(log)
    again = Game(kept.terms.scenario, kept.terms.quarters, kept.terms.seed)
    for one in kept.entries:
        card = one.bonus if again.card_lies_there else None
        again.decide(one.information, card, one.forecast, **dict(one.settings))
        again.advance()
    assert again.over and again.dashboards == kept.dashboards and again.truth == kept.truth
