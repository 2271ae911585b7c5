"""A class in ten browsers: seats are taken, cut off, and taken again; none gets at another's."""

import os
import re
import urllib.request

import psutil
import pytest

from sim.lessons.logbook import Logbook
from tests.browser.axe import serious_faults
from tests.browser.conftest import PATIENCE, PROJECTOR
from tests.browser.lab import Watch
from tests.browser.module import PICTURE, keep, move, vote
from tests.browser.room import PASSWORD, running_room, sit_down, wait_for_module

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SEATS = [f"seat{number:02}" for number in range(1, 11)]
MODULES = {
    "01": "01_moments.ipynb",
    "05": "05_retained_or_loyal.ipynb",
}
HANDLE = ".s26-panel .noUi-handle"


@pytest.fixture(scope="module")
def room():
    text = 'title = "Tuesday morning"\nseats = 10\nanalysts = ["seat10"]\n'
    with running_room(f"{text}modules = {list(MODULES)}\n") as running:
        yield running


@pytest.fixture
def seats(browser):
    """A new browser context for each seat, as each sits at a screen of their own."""
    contexts = []

    def opened():
        context = browser.new_context(viewport=PROJECTOR)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.watch = Watch(page)
        return page

    yield opened
    for context in contexts:
        context.close()


def module_of(seat: str) -> tuple[str, str]:
    """Return a module's number and notebook, not the same for all seats."""
    return list(MODULES.items())[int(seat[-2:]) % len(MODULES)]


def test_who_leads_shows_the_way(room, seats):
    page = seats()
    sit_down(page, room, "trainer", room.trainer_password)
    page.wait_for_url(re.compile("/user/trainer/doc/tree/00_start_here"))
    page.goto(f"{room.url}/hub/home")
    page.get_by_text("Seats: 0 of 10 taken").wait_for()
    assert page.get_by_role("img", name="QR code of http").count() == 1
    assert page.get_by_text(PASSWORD, exact=True).is_visible()
    assert page.evaluate("() => document.documentElement.scrollHeight") <= PROJECTOR["height"]
    keep(page, "class_projector.png")
    assert serious_faults(page, "body") == []
    assert page.watch.elsewhere == []


def test_who_leads_finds_the_board_and_nobody_else_has_it(room, seats):
    page = seats()
    sit_down(page, room, "trainer", room.trainer_password)
    page.wait_for_url(re.compile("/user/trainer/doc/tree/00_start_here"))
    page.goto(f"{room.url}/hub/home")
    page.get_by_role("link", name="Class board").click()
    page.locator(".s26-board img.s26-picture").wait_for(timeout=PATIENCE)
    other = seats()
    sit_down(other, room, "seat09")
    wait_for_module(other)
    other.goto(f"{room.url}/user/seat09/voila/render/trainer/board.ipynb")
    assert other.locator(".s26-board").count() == 0


def test_a_seat_is_taken_by_keyboard_and_a_wrong_password_is_told(room, seats):
    page = seats()
    page.goto(f"{room.url}/")
    assert serious_faults(page, "body") == []
    keep(page, "class_login.png")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    assert page.locator(":checked").get_attribute("value") == "seat02"
    page.keyboard.press("Tab")
    page.keyboard.type("roses")
    page.keyboard.press("Enter")
    page.get_by_role("alert").wait_for()
    assert "not the password of that seat" in page.get_by_role("alert").inner_text()
    assert page.locator(":checked").get_attribute("value") == "seat02"
    assert serious_faults(page, "body") == []
    sit_down(page, room, "trainer", PASSWORD)
    page.get_by_role("alert").wait_for()
    assert "/user/" not in page.url, "the class password is not the trainer's"


def test_ten_seats_are_cut_off_and_find_their_predictions(room, seats):
    pages = {seat: seats() for seat in SEATS}
    for seat, page in pages.items():
        sit_down(page, room, seat)
    for seat, page in pages.items():
        _, notebook = module_of(seat)
        if seat == "seat10":
            page.wait_for_url(re.compile("/user/seat10/doc/tree/"))
        else:
            page.wait_for_url(re.compile(f"/user/{seat}/voila/render/"))
        page.goto(f"{room.url}/user/{seat}/voila/render/{notebook}", wait_until="commit")
    for place, page in enumerate(pages.values()):
        wait_for_module(page)
        vote(page, place % 5)
        page.get_by_text("talk to the person next to you").wait_for()
        vote(page, (place + 1) % 5)
    for page in pages.values():
        page.locator(PICTURE).first.wait_for()
        move(page, lambda page=page: page.locator(HANDLE).first.press("ArrowRight"))
    keep(pages["seat03"], "class_module.png")
    for seat, page in pages.items():
        assert page.watch.elsewhere == [], seat
    before = {seat: _notes(room, seat) for seat in SEATS}
    assert all("voted" in notes for notes in before.values())

    orphans = psutil.Process(room.process.pid).children(recursive=True)
    assert room.end(kill=True) == -9
    _, alive = psutil.wait_procs(orphans, timeout=60)
    assert alive == [], "nothing of a class outlives it"

    room.open()
    assert {seat: _notes(room, seat) for seat in SEATS} == before
    for page in pages.values():
        page.reload(wait_until="commit")
    for seat, page in pages.items():
        wait_for_module(page)
        page.locator(PICTURE).first.wait_for()
        assert page.locator(".s26-predict input[type=radio]:checked").count() >= 1, seat


def _notes(room, seat: str) -> dict:
    notes = Logbook(room.kept / "seats" / seat / "logbook.sqlite").all(module_of(seat)[0])
    return {kind: notes[kind] for kind in ("predicted", "voted") if kind in notes}


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has users for the seats")
def test_one_seat_reads_no_other_and_stops_no_other(room, seats):
    first, analyst = seats(), seats()
    sit_down(first, room, "seat01")
    first.wait_for_url(re.compile("/voila/render/"))
    wait_for_module(first)
    sit_down(analyst, room, "seat10")
    analyst.wait_for_url(re.compile("/doc/tree/"))
    (server, *_) = [
        one
        for one in psutil.Process(room.process.pid).children(recursive=True)
        if one.uids().real == (room.kept / "seats" / "seat01").stat().st_uid
    ]
    tried = _run_as(
        room, "seat10", [f"seats/seat01/{name}" for name in ("", "logbook.sqlite")], server.pid
    )
    assert tried == ["PermissionError"] * len(tried)
    assert server.is_running()
    answer = analyst.request.get(f"{room.url}/user/seat01/api/contents")
    assert answer.status in (403, 404)
    assert "PermissionError" in _run_as(room, "seat10", ["hub/trainer-password"], server.pid)


def _run_as(room, seat: str, places: list[str], process: int) -> list[str]:
    """Try to read places of the class and to end a process, as the user of a seat."""
    user = (room.kept / "seats" / seat).stat().st_uid
    found = []
    for place in places:
        found.append(_as_user(user, lambda place=place: _look(room.kept / place)))
    return [*found, _as_user(user, lambda: os.kill(process, 9))]


def _look(place) -> None:
    if place.is_dir():
        os.listdir(place)
    else:
        place.read_bytes()


def _as_user(user: int, do) -> str:
    """Do something in a process of another user, and return the name of the error it met."""
    out, into = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.setgroups([])
            os.setgid(user)
            os.setuid(user)
            do()
            os.write(into, b"nothing")
        except BaseException as error:
            os.write(into, type(error).__name__.encode())
        finally:
            os._exit(0)
    os.close(into)
    os.waitpid(child, 0)
    with os.fdopen(out) as told:
        return told.read()


def test_a_stop_is_clean_and_the_port_is_free(room):
    parts = psutil.Process(room.process.pid).children(recursive=True)
    assert room.end() == 0
    assert "every seat's work is kept" in room.out.read_text()
    assert psutil.wait_procs(parts, timeout=60)[1] == []
    with pytest.raises(OSError):
        urllib.request.urlopen(room.url, timeout=5)
