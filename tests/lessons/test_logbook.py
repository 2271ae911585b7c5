"""The logbook survives restarts, bad disks and two pages at once."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor

import pytest

from sim.lessons.logbook import PLACE, Logbook


@pytest.fixture
def file(tmp_path):
    return tmp_path / "deep" / "logbook.sqlite"


def test_the_latest_note_of_a_kind_stands(file):
    book = Logbook(file)
    book.note("02", "predicted", {"answer": 1, "because": "ça va"})
    book.note("02", "predicted", {"answer": 3, "because": ""})
    book.note("03", "moved")
    again = Logbook(file)
    assert again.latest("02", "predicted") == {"answer": 3, "because": ""}
    assert again.all("03") == {"moved": True}
    assert again.latest("04", "predicted") is None
    assert again.fault == ""


def test_the_environment_names_the_place(monkeypatch, tmp_path):
    monkeypatch.setenv(PLACE, str(tmp_path / "mine.sqlite"))
    Logbook().note("00", "opened")
    assert (tmp_path / "mine.sqlite").exists()


def test_nothing_is_lost_when_two_write_at_once(file):
    def write(number: int) -> None:
        Logbook(file).note(f"{number:02}", "opened", number)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(40)))
    book = Logbook(file)
    assert [book.latest(f"{number:02}", "opened") for number in range(40)] == list(range(40))


def test_where_it_cannot_be_written_the_notes_of_this_page_are_kept(tmp_path):
    wall = tmp_path / "a file"
    wall.write_text("no folder")
    book = Logbook(wall / "logbook.sqlite")
    book.note("02", "predicted", {"answer": 2})
    assert book.latest("02", "predicted") == {"answer": 2}
    assert book.fault.startswith("What you write here is lost when you close the page: ")


def test_a_file_that_is_no_logbook_is_told_and_left_as_it_is(tmp_path):
    file = tmp_path / "logbook.sqlite"
    file.write_bytes(b"these are somebody's notes, and no data base" * 50)
    before = file.read_bytes()
    book = Logbook(file)
    assert book.all("02") == {}
    assert book.fault.startswith("Earlier notes could not be read: ")
    book.note("02", "moved")
    assert book.all("02") == {"moved": True}
    assert file.read_bytes() == before


def test_forgetting_tears_out_every_page(file):
    book = Logbook(file)
    book.note("02", "moved")
    book.forget()
    assert Logbook(file).all("02") == {}
    with sqlite3.connect(file) as held:
        assert held.execute("SELECT count(*) FROM notes").fetchone() == (0,)
