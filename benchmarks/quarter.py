"""How soon a quarter of the flight simulator has run and is shown, for a thousand customers.

From a click in the browser to the figures of the quarter; in between the quarter is lived from day
0, drawn, and passes by. `python -m benchmarks.quarter` measures it, on a quiet machine.
"""

import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

import nbformat.v4 as nb

QUARTERS = 8
CODE = """\
from sim.lessons.logbook import Logbook
from sim.panels.game import FlightSimulator
from sim.play.game.seat import Seat
FlightSimulator(Seat(Logbook()), replays=2, lives=0, searching=False)
"""
SHOWN = "() => getComputedStyle(document.querySelector('.s26-late')).opacity === '1'"


def measure() -> list[float]:
    """Play the corner shop, and return the seconds of each quarter."""
    from playwright.sync_api import sync_playwright

    from tests.browser.lab import FLAGS, chromium, open_and_run, running_lab, stop_kernels

    with sync_playwright() as driver, tempfile.TemporaryDirectory() as folder:
        browser = driver.chromium.launch(executable_path=chromium(), args=FLAGS)
        with running_lab(Path(folder), "JupyterLab Light") as lab:
            python = {"name": "python3", "display_name": "Python 3", "language": "python"}
            page_of = nb.new_notebook(
                cells=[nb.new_code_cell(CODE)], metadata={"kernelspec": python}
            )
            Path(folder, "work", "quarter.ipynb").write_text(nb.writes(page_of), encoding="utf-8")
            page = browser.new_page(viewport={"width": 1280, "height": 720})
            open_and_run(page, lab, "quarter.ipynb")
            taken = _play(page)
            stop_kernels(page)
        browser.close()
    return taken


def _play(page: Any) -> list[float]:
    game = page.locator(".s26-game")

    def press(name: str) -> None:
        game.get_by_role("button", name=name, exact=True).click()

    def fill(label: str, words: str) -> None:
        field = game.get_by_label(label)
        field.fill(words)
        field.press("Tab")

    fill("Name of your team", "Clock")
    press("Begin")
    taken = []
    for quarter in range(1, QUARTERS + 1):
        press(f"Decide quarter {quarter}")
        fill("Forecast: complaints", "3")
        fill("and customers", "1000")
        if quarter == 4:
            press("We do not sign")
        page.wait_for_timeout(1000)
        begun = time.perf_counter()
        press(f"Run quarter {quarter}")
        page.locator(".s26-late").wait_for(state="attached")
        page.wait_for_function(SHOWN)
        taken.append(time.perf_counter() - begun)
    return taken


if __name__ == "__main__":
    seconds = measure()
    sys.stdout.write(
        f"A quarter runs and is shown in {median(seconds):.2f} s (median of {len(seconds)}), "
        f"at most {max(seconds):.2f} s\n"
    )
