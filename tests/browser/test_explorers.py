"""The animated floor, one life and two lives in a real browser: by mouse, by keyboard, by clock."""

import os
from pathlib import Path

import nbformat.v4 as nb
import pytest

import sim
from sim.panels.floor import FloorExplorer
from sim.panels.life import LifeExplorer
from sim.panels.two_lives import TwoLivesExplorer
from sim.show.floor_words import happened_at
from sim.show.style import DARK, LIGHT
from tests.browser.app import open_page, running_app
from tests.browser.axe import serious_faults
from tests.browser.conftest import PROJECTOR
from tests.browser.lab import Watch, faults, open_and_run, running_lab

pytestmark = [pytest.mark.browser, pytest.mark.slow]

THEMES = {"light": "JupyterLab Light", "dark": "JupyterLab Dark"}
FLOOR = ".s26-floor"
CANVAS = ".s26-floor canvas"
MADE = {
    "floor": ("floor", "FloorExplorer", "begin=60, days=2"),
    "life": ("life", "LifeExplorer", "days=120"),
    "two": ("two_lives", "TwoLivesExplorer", "days=120"),
}
OFTEN = 'sim.load("corner_shop", changes={"moments.problems_per_customer_year": 2.0})'
SHOP = sim.load("corner_shop", changes={"moments.problems_per_customer_year": 2.0})
# How many points of a picture are of a colour, the paper's or the diamonds'.
POINTS = """([place, colour]) => {
    const canvas = document.querySelector(place);
    const {data} = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    const wanted = [1, 3, 5].map(at => parseInt(colour.slice(at, at + 2), 16));
    let found = 0;
    for (let i = 0; i < data.length; i += 4)
        found += wanted.every((part, at) => Math.abs(part - data[i + at]) < 3);
    return found;
}"""


def write_explorers(folder: Path) -> None:
    """Write a notebook for each explorer into a folder."""
    python = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
    for name, (module, kind, how) in MADE.items():
        code = f"import sim\nfrom sim.panels.{module} import {kind}\n{kind}({OFTEN}, {how})"
        cell = nb.new_code_cell(code, metadata={"jupyter": {"source_hidden": True}})
        notebook = nb.new_notebook(cells=[cell], metadata={"kernelspec": python})
        (folder / f"{name}.ipynb").write_text(nb.writes(notebook), encoding="utf-8")


@pytest.fixture(scope="module", params=[*THEMES])
def lab(browser, request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("lab")
    with running_lab(folder, THEMES[request.param]) as running:
        write_explorers(folder / "work")
        running.style = DARK if request.param == "dark" else LIGHT
        yield running


@pytest.fixture(scope="module")
def app(browser, tmp_path_factory):
    folder = tmp_path_factory.mktemp("app")
    notebooks = folder / "notebooks"
    notebooks.mkdir()
    write_explorers(notebooks)
    with running_app(folder, notebooks) as running:
        yield running


@pytest.fixture(scope="module")
def mine():
    """The floor as this process lives it."""
    return FloorExplorer(SHOP, begin=60, days=2)


def press(page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def keep(page, name: str) -> None:
    """Keep a screenshot, where somebody wants to look at it."""
    folder = os.environ.get("SCREENSHOTS")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=str(Path(folder, name)))


def pixels(page) -> str:
    return page.evaluate(f"() => document.querySelector('{CANVAS}').toDataURL()")


def time_of(page) -> float:
    return float(page.locator(CANVAS).get_attribute("data-time"))


def points(page, colour: str) -> int:
    return page.evaluate(POINTS, [CANVAS, colour])


def seek(page, minutes: int) -> None:
    """Move the slider, as a hand does."""
    page.locator(f"{FLOOR} input[type=range]").fill(str(minutes))


def open_floor(page, lab) -> None:
    open_and_run(page, lab, "floor.ipynb")
    assert faults(page) == []
    page.wait_for_selector(CANVAS)
    page.locator(FLOOR).scroll_into_view_if_needed()


def quiet(page) -> None:
    """Nothing was said on the console, and nobody else was asked."""
    assert page.watch.elsewhere == []
    assert page.watch.errors == []


def test_the_floor_plays_pauses_and_says_what_is_seen(lab, page, mine):
    open_floor(page, lab)
    page.wait_for_selector("button:has-text('Pause')")
    seen = [(time_of(page), pixels(page))]
    for _ in range(3):
        page.wait_for_timeout(300)
        seen.append((time_of(page), pixels(page)))
    times = [time for time, _ in seen]
    assert times == sorted(times)
    assert len(set(times)) == len({picture for _, picture in seen}) == 4, "dots move"
    assert 1 < times[-1] - times[0] < 30, "three minutes a second"
    keep(page, f"floor_{lab.style.name}.png")

    press(page, "Pause")
    stands = time_of(page), pixels(page)
    page.wait_for_timeout(400)
    assert (time_of(page), pixels(page)) == stands

    seek(page, 620)
    mine.time, mine.view = 620.0, "lived"
    assert page.locator(CANVAS).get_attribute("aria-label") == mine.describe()
    assert page.locator(".s26-clock").inner_text() == "day 60, 18:20"
    assert mine.describe() in page.locator(f"{FLOOR} [role=status]").inner_text()
    fits = page.locator(FLOOR).bounding_box()
    assert fits["width"] <= 840
    assert fits["height"] <= 590
    assert serious_faults(page, FLOOR) == []
    quiet(page)


def test_the_silent_unhappy_are_seen_by_us_and_not_by_management(lab, page, mine):
    open_floor(page, lab)
    press(page, "Pause")
    seek(page, 620)
    assert points(page, lab.style.paper) > 100_000
    lived = points(page, lab.style.poor)
    counts = mine.floor.counts_at(mine.floor.begin + 620 / 720)
    assert counts["let_down"] - counts["known"] > 100
    assert lived > 10 * counts["let_down"]
    press(page, "What management hears")
    page.wait_for_selector("button[aria-pressed=true]:has-text('management')")
    assert points(page, lab.style.poor) < lived / 10
    assert points(page, lab.style.good) == 0
    mine.time, mine.view = 620.0, "heard"
    assert page.locator(CANVAS).get_attribute("aria-label") == mine.describe()
    keep(page, f"floor_heard_{lab.style.name}.png")
    press(page, "What customers lived")
    page.wait_for_selector("button[aria-pressed=true]:has-text('customers')")
    assert points(page, lab.style.poor) == lived
    quiet(page)


def test_a_step_is_exact_whichever_way_one_comes(lab, page, mine):
    open_floor(page, lab)
    press(page, "Pause")
    press(page, "Longest line")
    told = page.locator(f"{FLOOR} .s26-told")
    there = [(time_of(page), pixels(page), told.inner_text())]
    assert there[0][0] == mine.meta["busiest"]
    for _ in range(12):
        press(page, "Step")
        there.append((time_of(page), pixels(page), told.inner_text()))
    times = [time for time, _, _ in there]
    assert times == sorted(set(times))
    assert all(text.startswith("Customer ") for _, _, text in there)
    back = [there[-1]]
    for _ in range(12):
        press(page, "Back")
        back.append((time_of(page), pixels(page), told.inner_text()))
    assert back == there[::-1]

    seek(page, 0)
    day = mine.floor.open_hours * 60
    for failure in mine.floor.failures["time"][:3].tolist():
        press(page, "Next failure")
        assert time_of(page) == pytest.approx((failure - mine.floor.begin) * day)
        assert told.inner_text() == happened_at(mine.floor, failure)
    quiet(page)


def test_the_floor_by_keyboard_alone(lab, page):
    open_floor(page, lab)
    cells = page.evaluate("() => window.jupyterapp.shell.currentWidget.content.model.cells.length")
    play = page.locator(f"{FLOOR} .s26-play")
    play.focus()
    page.keyboard.press("Space")
    assert play.inner_text() == "Play"
    page.keyboard.press("Enter")
    assert play.inner_text() == "Pause"
    page.keyboard.press("Space")
    stands = time_of(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert time_of(page) > stands, "the second button after it is the step"
    seek(page, 300)
    slider = page.locator(f"{FLOOR} input[type=range]")
    slider.focus()
    page.keyboard.press("ArrowRight")
    assert time_of(page) == 301
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowDown")
    assert time_of(page) == 302
    page.keyboard.press("Home")
    assert time_of(page) == 0
    page.keyboard.press("End")
    assert time_of(page) == 1440
    assert slider.get_attribute("aria-valuetext") == "day 61, 20:00"
    page.locator(f"{FLOOR} select").focus()
    page.keyboard.press("End")
    page.wait_for_function("() => document.querySelector('.s26-floor select').value === '30'")
    assert (
        page.evaluate("() => window.jupyterapp.shell.currentWidget.content.model.cells.length")
        == cells
    ), "no key has reached the notebook"
    quiet(page)


def test_who_wants_less_motion_gets_a_still_floor(lab, browser):
    context = browser.new_context(viewport=PROJECTOR, reduced_motion="reduce")
    try:
        page = context.new_page()
        page.watch = Watch(page)
        open_floor(page, lab)
        assert page.locator(f"{FLOOR} .s26-play").inner_text() == "Play"
        stands = time_of(page), pixels(page)
        page.wait_for_timeout(400)
        assert (time_of(page), pixels(page)) == stands
        press(page, "Play")
        page.wait_for_timeout(400)
        assert time_of(page) > stands[0]
        quiet(page)
    finally:
        context.close()


@pytest.mark.parametrize(
    ("name", "kind", "landmark"),
    [("life", LifeExplorer, "The failure"), ("two", TwoLivesExplorer, "Where they part")],
)
def test_a_life_by_each_of_its_buttons(lab, page, name, kind, landmark):
    own = kind(SHOP, days=120)
    steps = own.steps
    open_and_run(page, lab, f"{name}.ipynb")
    assert faults(page) == []
    page.wait_for_selector("img.s26-picture[src]")
    picture, told = page.locator("img.s26-picture"), page.locator(".s26-steps .s26-told")
    place = picture.bounding_box()

    def same() -> None:
        """The page says and shows what the same explorer does in this process."""
        assert told.inner_text() == f"{steps.when}: {steps.text}"
        page.wait_for_function(
            "words => document.querySelector('img.s26-picture').alt === words",
            arg=own.picture.alt,
        )
        assert picture.bounding_box() == place

    same()
    for button, go in (
        ("Forward", steps.forward),
        ("Forward", steps.forward),
        ("Back", steps.back),
        (landmark, steps.to_landmark),
        ("To the end", steps.end),
        ("First", steps.first),
    ):
        press(page, button)
        go()
        same()
    page.locator(".s26-steps input[type=range]").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowUp")
    steps.forward()
    steps.forward()
    same()
    keep(page, f"{name}_{lab.style.name}.png")

    press(page, "Play")
    page.wait_for_function(
        "at => parseInt(document.querySelector('.s26-place').innerText) > at",
        arg=steps.position + 3,
    )
    press(page, "Somebody else")  # while it plays
    own.go_on()
    page.wait_for_function(
        "text => document.querySelector('.s26-told').innerText === text",
        arg=f"{steps.when}: {steps.text}",
    )
    assert page.locator(".s26-play").inner_text() == "Play"
    page.wait_for_timeout(2000)
    same()
    press(page, landmark)
    steps.to_landmark()
    same()
    keep(page, f"{name}_landmark_{lab.style.name}.png")
    assert page.locator(".s26-follow").bounding_box()["height"] <= 590
    assert serious_faults(page, ".s26-follow") == []
    quiet(page)


@pytest.mark.parametrize("theme", [*THEMES])
def test_the_explorers_on_a_page_of_their_own(app, page, theme):
    style = DARK if theme == "dark" else LIGHT
    open_page(page, app, "floor.ipynb", theme)
    page.wait_for_selector("button:has-text('Pause')")
    before = time_of(page)
    page.wait_for_timeout(500)
    press(page, "Pause")
    assert time_of(page) > before
    assert points(page, style.paper) > 100_000
    assert serious_faults(page, FLOOR) == []
    open_page(page, app, "two.ipynb", theme)
    page.wait_for_selector("img.s26-picture[src]")
    press(page, "Where they part")
    page.wait_for_function(
        "() => document.querySelector('img.s26-picture').alt.includes('They part on day')"
    )
    assert serious_faults(page, ".s26-follow") == []
    keep(page, f"two_page_{theme}.png")
    quiet(page)
