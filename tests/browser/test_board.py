"""The trainer's board in a browser: seats vote, and its picture follows without a reload."""

import os
import random
from contextlib import contextmanager

import pytest

import sim
from sim.play.board import BOARD, SEAT, TRAINER, Board, Entry
from sim.play.board.code import Result, code_of
from sim.play.game.room import Room
from tests.browser.app import open_page, running_app
from tests.browser.axe import serious_faults
from tests.browser.lab import ROOT
from tests.browser.module import keep, vote

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PICTURE = ".s26-board img.s26-picture"
FOLD = ".s26-board .jupyter-widget-Collapse-header"
SEATS = 25
REASONS = (
    "Few people complain when they are hurt",
    "Whoever is asked says more than one who is not",
    "We fix it, so there is less to report",
    "The report counts what we hear, and now we hear",
    "I have seen it at my last place",
)


@contextmanager
def environment(**given):
    """Set variables that a server hands on to its kernels."""
    before = {name: os.environ.get(name) for name in given}
    os.environ.update(given)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


@pytest.fixture(scope="module")
def board(tmp_path_factory):
    return Board(tmp_path_factory.mktemp("class") / "board.sqlite")


@pytest.fixture(scope="module")
def app_of(browser, board, tmp_path_factory):
    """Serve the pages to a seat, or the board to the trainer."""
    from contextlib import ExitStack

    with ExitStack() as running:
        apps = {}

        def app_of(seat):
            if seat not in apps:
                rooms = ROOT / "notebooks" / ("trainer" if seat == TRAINER else "")
                with environment(**{BOARD: str(board.file), SEAT: seat}):
                    apps[seat] = running.enter_context(
                        running_app(tmp_path_factory.mktemp(seat), rooms)
                    )
            return apps[seat]

        yield app_of


@pytest.fixture
def screen(page, app_of):
    """Return the trainer's board in a theme."""

    def opened(theme="light"):
        open_page(page, app_of(TRAINER), "board.ipynb", theme)
        page.locator(PICTURE).wait_for()
        return page

    return opened


@pytest.fixture
def seat(browser, app_of):
    """Open pages of seats, each in a window of its own."""
    contexts = []

    def opened(name, notebook):
        context = browser.new_context(viewport={"width": 1280, "height": 720})
        context.set_default_timeout(120_000)
        contexts.append(context)
        page = context.new_page()
        open_page(page, app_of(name), notebook)
        return page

    yield opened
    for context in contexts:
        context.close()


def show(page, number):
    page.locator(".s26-board select").select_option(index=int(number))


def until_it_says(page, words):
    page.wait_for_function(
        "([place, words]) => document.querySelector(place)?.alt.includes(words)",
        arg=[PICTURE, words],
        timeout=120_000,
    )


def fits(page):
    """What is looked at together is seen together, and nothing sticks out."""
    wide = page.evaluate("() => document.documentElement.scrollWidth")
    assert wide <= page.viewport_size["width"]
    foot = page.locator(".s26-came").bounding_box()
    assert foot["y"] + foot["height"] <= page.viewport_size["height"]


def test_two_seats_vote_and_the_picture_follows_without_a_reload(screen, seat):
    page = screen()
    show(page, "04")
    until_it_says(page, "First vote: 0 of 0")
    page.evaluate("window.notReloaded = true")
    one, two = seat("seat01", "04_word_of_mouth.ipynb"), seat("seat02", "04_word_of_mouth.ipynb")
    until_it_says(page, "First vote: 0 of 2")
    vote(one, 3)
    until_it_says(page, "First vote: 1 of 2; second vote: 0 of 2")
    vote(two, 1)
    two.locator(".s26-predict textarea").first.fill("It just adds up")
    vote(two, 3)
    two.get_by_text("Your vote is on the board of your class.").wait_for()
    until_it_says(page, "First vote: 2 of 2; second vote: 1 of 2")
    page.get_by_text("It just adds up").wait_for()
    assert page.get_by_text("seat0").count() == 0
    assert "holds" not in page.locator(PICTURE).get_attribute("alt")
    page.get_by_role("button", name="Mark what came").click()
    until_it_says(page, "this holds")
    assert page.evaluate("window.notReloaded")
    assert serious_faults(page, ".s26-board") == []
    assert page.watch.errors == [] and page.watch.elsewhere == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_class_of_25_is_seen_at_once_on_a_projector(screen, board, theme):
    luck = random.Random(26)
    for number in range(1, SEATS + 1):
        reason = luck.choice(REASONS)
        for turn, answers in ((1, (0, 0, 1, 1, 1, 2, 2, 3)), (2, (1, 2, 2, 2, 3))):
            if turn == 2 and number > SEATS - 2:
                continue
            said = {"vote": turn, "answer": luck.choice(answers), "because": reason}
            key = f"{number} {turn}"
            board.put(Entry("prediction", f"seat{number:02}", "02", said, key))
    page = screen(theme)
    show(page, "02")
    until_it_says(page, "First vote: 25 of 25; second vote: 23 of 25")
    page.wait_for_timeout(300)
    keep(page, f"board_{theme}.png")
    fits(page)
    mark = page.get_by_role("button", name="Mark what came")
    if mark.is_visible():
        mark.click()
    until_it_says(page, "this holds")
    page.get_by_text("It came to").wait_for()
    keep(page, f"board_{theme}_marked.png")
    fits(page)
    assert serious_faults(page, ".s26-board") == []
    page.locator(FOLD, has_text="Raised hands").click()
    page.get_by_role("button", name="Count these hands").scroll_into_view_if_needed()
    keep(page, f"board_{theme}_hands.png")


def test_the_teams_of_the_flight_simulator_are_one_picture(screen, board):
    terms = sim.Game(sim.load("corner_shop"), 8).terms
    Room(board, TRAINER).set_terms(terms)
    luck = random.Random(26)
    for number, name in enumerate(("Aces", "Kings", "Cut and run", "All ears"), start=1):
        Room(board, f"seat{number:02}").claim(name)
        chosen = [{one.name: luck.choice(one.stops()) for one in terms.decisions} for _ in range(5)]
        log = {"entries": [{"settings": settings} for settings in chosen]}
        told = {"team": name, "ran": 5, "cash": luck.uniform(-2e5, 4e5), "log": log}
        board.put(Entry("log", f"seat{number:02}", "10", told))
    page = screen()
    page.locator(".s26-board select").select_option("The game of the class")
    until_it_says(page, "Cut and run, 5 quarters: staff")
    page.wait_for_timeout(300)
    keep(page, "board_game.png")
    fits(page)
    assert serious_faults(page, ".s26-board") == []


def test_codes_are_pasted_by_keyboard_and_a_mistyped_one_is_told(screen):
    page = screen()
    show(page, "06")
    page.locator(FOLD, has_text="Pasted codes").press("Enter")
    good = [code_of(Result("06", number, 1, 3)) for number in (31, 32)]
    box = page.locator(".s26-board textarea")
    box.fill("\n".join([*good, good[0][:-1] + ("0" if good[0][-1] != "0" else "1")]))
    page.get_by_role("button", name="Take these codes").press("Enter")
    until_it_says(page, "First vote: 2 of 2; second vote: 2 of 2")
    page.get_by_text("a letter is mistyped: read it again").wait_for()
    assert box.input_value().count("\n") == 0, "only the refused one is left"
    box.scroll_into_view_if_needed()
    keep(page, "board_codes.png")
    assert serious_faults(page, ".s26-board") == []
