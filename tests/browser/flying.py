"""A notebook with the flight simulator alone, of a small shop, and what a team does in it."""

from pathlib import Path

import nbformat.v4 as nb

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

FlightSimulator(Seat(Logbook()), replays=3, lives=1, searching=False)
"""
GAME = ".s26-game"


def write_game(folder: Path) -> None:
    """Write flight.ipynb, and the business that it plays, into a folder."""
    cell = nb.new_code_cell(CODE, metadata={"jupyter": {"source_hidden": True}})
    python = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
    notebook = nb.new_notebook(cells=[cell], metadata={"kernelspec": python})
    (folder / "flight.ipynb").write_text(nb.writes(notebook), encoding="utf-8")
    (folder / "small.toml").write_text(SHOP, encoding="utf-8")
