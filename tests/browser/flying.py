"""A notebook with the flight simulator alone, of a small shop, and what a team does in it."""

from collections.abc import Sequence
from pathlib import Path

import nbformat.v4 as nb

from sim.play.game.room import TRAINER

SHOP = """\
based_on = "corner_shop"
name = "small_shop"
title = "The small shop"

[market]
customers = 150
people = 400
"""
CODE = """\
from sim.lessons.logbook import Logbook
from sim.panels.game import FlightSimulator
from sim.play.game.seat import Seat

FlightSimulator(Seat(Logbook()), replays=2, lives=1, searching=False)
"""
IN_CLASS = """\
import os
from pathlib import Path
from time import sleep

import sim.play.game.game as played
from sim.lessons.logbook import Logbook
from sim.panels.game import ClassFlight, SeatInClass
from sim.play.board import Board
from sim.play.game.room import Room
from sim.play.game.seat import Seat

Path("{seat}.pid").write_text(str(os.getpid()))
live = played.live


def held(*given, **named):
    "Live a quarter, but never to its end while a file says so: time to be killed in."
    while Path("{seat}.held").exists():
        sleep(0.1)
    return live(*given, **named)


played.live = held
seat, room = Seat(Logbook("{seat}/book.sqlite")), Room(Board("class.sqlite"), "{seat}")
{screen}
"""
LED = "ClassFlight(room, seat, replays=2, lives=1)"
SEATED = "SeatInClass(seat, room, replays=2, lives=1)"
GAME = ".s26-game"
VISIBLE = 581
"""Pixels of a page under JupyterLab's bars on a projector."""
FOCUSED = """() => {
    const here = document.activeElement;
    const label = here.labels && here.labels.length ? here.labels[0].innerText : '';
    return (here.getAttribute('aria-label') || label || here.innerText || '').trim();
}"""


def write_game(folder: Path) -> None:
    """Write flight.ipynb, and the business that it plays, into a folder."""
    _write(folder / "flight.ipynb", CODE)


def write_class(folder: Path, seats: Sequence[str]) -> None:
    """Write a notebook for each seat of a class, the trainer's among them, into a folder."""
    for seat in seats:
        screen = LED if seat == TRAINER else SEATED
        _write(folder / f"{seat}.ipynb", IN_CLASS.format(seat=seat, screen=screen))


def _write(file: Path, code: str) -> None:
    cell = nb.new_code_cell(code, metadata={"jupyter": {"source_hidden": True}})
    python = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
    notebook = nb.new_notebook(cells=[cell], metadata={"kernelspec": python})
    file.write_text(nb.writes(notebook), encoding="utf-8")
    (file.parent / "small.toml").write_text(SHOP, encoding="utf-8")


def button(page, name: str):
    return page.locator(GAME).get_by_role("button", name=name, exact=True)


def fill(page, label: str, text: str) -> None:
    """Fill a field in by mouse and keyboard, and leave it."""
    field = page.locator(GAME).get_by_label(label)
    field.click()
    field.fill(text)
    field.press("Tab")


def tab_to(page, name: str, most: int = 40) -> None:
    """Press Tab until something of that name has the focus."""
    passed = []
    for _ in range(most):
        page.keyboard.press("Tab")
        passed.append(page.evaluate(FOCUSED))
        if passed[-1].startswith(name):
            return
    raise AssertionError(f"Tab never comes to {name!r}, but to {passed}")


def press(page, name: str) -> None:
    """Go to a button by Tab, and press it."""
    tab_to(page, name)
    page.keyboard.press("Enter")


def write(page, name: str, text: str) -> None:
    """Go to a field by Tab, and write into it."""
    tab_to(page, name)
    page.keyboard.press("Control+a")
    page.keyboard.type(text)
