"""A trainer and a seat under a trainer's file: locks, what is left out, and the reveal for all."""

from pathlib import Path

import nbformat.v4 as nb
import pytest

from tests.browser.app import open_page, running_app
from tests.browser.axe import serious_faults
from tests.browser.conftest import PATIENCE, PROJECTOR
from tests.browser.module import PICTURE, keep, move, vote

pytestmark = [pytest.mark.browser, pytest.mark.slow]

FILE = """\
scenario = "hotel"
modules = ["00", "02"]
[module.02]
locked = ["ease"]
hidden = ["seed"]
start = { asked = 5, ease = 1 }
reveal = "trainer"
"""
WHO = """\
import os

os.environ.update({place!r})
"""


def write(folder: Path, seat: str, name: str, *cells: str) -> None:
    place = {
        "SILENT26_WORKSHOP": str(folder / "class.toml"),
        "SILENT26_BOARD": str(folder / "class.sqlite"),
        "SILENT26_SEAT": seat,
        "SILENT26_LOGBOOK": str(folder / f"{seat}.sqlite"),
    }
    sources = [WHO.format(place=place), "from sim.panels import contents, open_module", *cells]
    python = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
    made = [nb.new_code_cell(one) for one in sources]
    notebook = nb.new_notebook(cells=made, metadata={"kernelspec": python})
    file = folder / "notebooks" / f"{seat}_{name}.ipynb"
    file.parent.mkdir(exist_ok=True)
    file.write_text(nb.writes(notebook), encoding="utf-8")


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    folder = tmp_path_factory.mktemp("class")
    (folder / "class.toml").write_text(FILE)
    module = [f'open_module("02").{part}()' for part in ("begin", "predict", "panel")]
    write(folder, "seat01", "02", *module)
    write(folder, "trainer", "02", *module)
    write(folder, "seat01", "others", "contents()", 'open_module("03").begin()')
    (folder / "app").mkdir()
    with running_app(folder / "app", folder / "notebooks") as running:
        yield running


@pytest.fixture
def other(browser):
    """The trainer's browser."""
    context = browser.new_context(viewport=PROJECTOR)
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


def test_a_seat_waits_and_the_trainer_reveals_to_all(app, page, other):
    open_page(page, app, "seat01_02.ipynb")
    page.get_by_text("set this page in another business: “The hotel”").wait_for()
    vote(page, 1)
    page.get_by_text("talk to the person next to you").wait_for()
    vote(page, 3)
    page.get_by_text("Waiting for your trainer").wait_for()
    assert page.locator(PICTURE).count() == 0
    assert not page.get_by_role("button", name="Show me").is_visible()
    keep(page, "workshop_waiting.png")
    assert serious_faults(page, ".s26-page") == []
    page.reload()
    page.get_by_text("Waiting for your trainer").wait_for()
    assert page.locator(".s26-predict input[type=radio]").nth(3).is_checked()

    open_page(other, app, "trainer_02.ipynb")
    other.get_by_role("button", name="Reveal to all").wait_for()
    keep(other, "workshop_trainer.png")
    assert serious_faults(other, ".s26-page") == []
    other.get_by_role("button", name="Reveal to all").click()
    other.get_by_text("The picture is open at every seat").wait_for()
    page.locator(PICTURE).first.wait_for()

    panel = page.locator(".s26-panel").first
    panel.get_by_role("button", name="More settings").click()
    page.get_by_text("How easy is it to complain? (doublings), locked by your trainer").wait_for()
    handles = panel.locator(".noUi-handle:visible")
    assert handles.nth(0).get_attribute("aria-valuenow") == "5.0"
    assert panel.locator(".noUi-target[disabled]").count() == 1
    assert not panel.get_by_text("Seed", exact=True).is_visible()
    before = handles.nth(1).get_attribute("aria-valuenow")
    handles.nth(1).focus()
    page.keyboard.press("ArrowRight")
    handles.nth(0).focus()
    move(page, lambda: page.keyboard.press("ArrowRight"))
    assert handles.nth(1).get_attribute("aria-valuenow") == before
    panel.scroll_into_view_if_needed()
    keep(page, "workshop_locked.png")
    assert serious_faults(page, ".s26-page") == []


def test_what_is_left_out_is_not_listed_and_says_so(app, page):
    open_page(page, app, "seat01_others.ipynb")
    page.get_by_text("left this module out today").wait_for()
    links = page.locator(".s26-contents a").all_inner_texts()
    assert [one[:2] for one in links] == ["00", "02"]
    keep(page, "workshop_others.png")
    assert serious_faults(page, ".s26-page, .s26-contents") == []
