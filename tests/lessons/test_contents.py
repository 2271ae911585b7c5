"""The table of the modules leads to each, and says how far one has got."""

import re
from pathlib import Path

from sim.lessons import NAMES, lesson
from sim.lessons.contents import Contents
from sim.lessons.logbook import Logbook

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"


def test_every_module_has_its_notebook_and_its_line(tmp_path):
    html = Contents(Logbook(tmp_path / "l.sqlite"))._repr_html_()
    links = re.findall(r"href='([^']+)'", html)
    assert links == [f"{number}_{name}.ipynb" for number, name in NAMES.items()]
    for link in links:
        assert (NOTEBOOKS / link).exists(), link
    for number in NAMES:
        one = lesson(number)
        assert (one.number, one.name) == (number, NAMES[number])
        assert f"{number} {one.title}: {one.question}" in repr(Contents())


def test_it_says_how_far_one_has_got(tmp_path):
    book = Logbook(tmp_path / "l.sqlite")
    assert "○ predicted · ○ run" in Contents(book)._repr_html_()
    book.note("02", "predicted", {"answer": 1, "because": ""})
    book.note("02", "moved")
    assert "✓ predicted · ✓ run · ○ scored · ○ Monday" in Contents(book)._repr_html_()


def test_a_logbook_that_cannot_be_read_is_told(tmp_path):
    file = tmp_path / "l.sqlite"
    file.write_bytes(b"no data base" * 100)
    assert "Earlier notes could not be read" in Contents(Logbook(file))._repr_html_()
