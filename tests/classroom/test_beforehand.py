"""What a class lives beforehand is lived once, and again when something changes."""

import os
import pickle

import pytest

from sim.classroom import beforehand
from sim.classroom.beforehand import live_modules, take
from sim.lessons.answers import Answers
from sim.lessons.beforehand import before, forget
from sim.panels import open_module
from sim.study.ahead import NOTHING

pytestmark = pytest.mark.slow


def test_a_module_is_lived_once_for_a_file(tmp_path, monkeypatch):
    file, folder = tmp_path / "class.toml", tmp_path / "lived"
    file.write_text("seats = 3\n")
    asked: list[str] = []
    live_modules(("00",), file, folder, asked.append)
    assert asked == ["00"]
    live_modules(("00",), file, folder, asked.append)
    assert asked == ["00"], "the second start finds it"

    monkeypatch.setenv("SILENT26_LOGBOOK", str(tmp_path / "logbook.sqlite"))
    take(folder)
    try:
        page = open_module("00").page
        page.answers = Answers(page.lesson)
        page.reveal()
        panel = open_module("00").panel()
        assert page.answers.idle, "nothing is left to be lived when a seat opens it"
        opened, switch = page.lesson.knobs[0], page.lesson.switch
        for view in (0, 1):
            for stop in opened.stops:
                shown = panel.move(**{opened.name: stop, switch.name: view})
                assert shown.answer.n == page.lesson.replications
        assert panel.picture.png.startswith(b"\x89PNG")
        assert panel.album.drawn == {}, "nor anything to be drawn"
    finally:
        forget()


def test_another_file_is_lived_anew_and_the_old_one_removed(tmp_path, monkeypatch):
    file, folder = tmp_path / "class.toml", tmp_path / "lived"
    folder.mkdir()
    (folder / "00-0123456789abcdef.lived").touch()
    file.write_text("seats = 3\n")
    (folder / f"02-{beforehand.fingerprint(file)}.lived").touch()
    asked: list[str] = []
    live_modules(("02",), file, folder, asked.append)
    assert asked == [], "nor is one that the file leaves out"
    assert len(os.listdir(folder)) == 1
    first = beforehand.fingerprint(file)
    file.write_text("seats = 4\n")
    assert beforehand.fingerprint(file) != first


def test_another_scenario_beside_the_file_is_lived_anew(tmp_path):
    file, ours = tmp_path / "class.toml", tmp_path / "ours.toml"
    file.write_text('scenario = "ours.toml"\n')
    ours.write_text('based_on = "hotel"\n')
    first = beforehand.fingerprint(file)
    ours.write_text('based_on = "bank"\n')
    assert beforehand.fingerprint(file) != first


def test_what_is_not_whole_is_lived_at_the_seats_and_then_anew(tmp_path):
    for name, kept in (("00-a", b""), ("02-a", pickle.dumps((NOTHING, {}))[:-5])):
        (tmp_path / f"{name}.lived").write_bytes(kept)
    take(tmp_path)
    assert before("00") is before("02") is NOTHING
    assert list(tmp_path.iterdir()) == []
