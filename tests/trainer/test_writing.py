"""The kit as files: whole or not at all, and in nobody's way."""

import pytest

from sim.assumptions.faults import ScenarioError
from sim.pages.folder import FolderError
from sim.trainer.filling import filled
from sim.trainer.kit import BEGINS, Kit, write_kit
from tests.cli.asking import ask, is_wrong

SMALL = Kit(
    {"README.md": f"{BEGINS}\n# Kit\n", "sheets/02.md": f"{BEGINS}\n# 02\n"},
    {"images/02.webp": b"picture"},
    {"pdf/slides.pdf": b"slides"},
)


def files(folder):
    return {one.relative_to(folder).as_posix() for one in folder.rglob("*") if one.is_file()}


def test_a_kit_is_written_and_replaces_itself(tmp_path):
    place = tmp_path / "deep" / "trainer"
    write_kit(SMALL, place)
    assert files(place) == set(SMALL.files)
    write_kit(SMALL._replace(prints={}), place)
    assert files(place) == set(SMALL.files) - {"pdf/slides.pdf"}
    assert [one.name for one in place.parent.iterdir()] == ["trainer"]


def test_what_somebody_else_put_there_stays(tmp_path):
    place = tmp_path / "trainer"
    write_kit(SMALL, place)
    (place / "board.ipynb").write_text("{}", encoding="utf-8")
    (place / "sheets" / "our_notes.md").write_text("# Ours", encoding="utf-8")
    write_kit(SMALL, place)
    assert files(place) == {*SMALL.files, "board.ipynb", "sheets/our_notes.md"}
    assert (place / "sheets" / "our_notes.md").read_text(encoding="utf-8") == "# Ours"


def test_a_text_in_the_place_of_a_sheet_is_not_written_over(tmp_path):
    place = tmp_path / "trainer"
    write_kit(SMALL, place)
    (place / "sheets" / "02.md").write_text("# My own sheet", encoding="utf-8")
    with pytest.raises(FolderError, match=r"02\.md: this is not of the trainer's kit"):
        write_kit(SMALL, place)
    assert (place / "sheets" / "02.md").read_text(encoding="utf-8") == "# My own sheet"


def test_a_kit_that_cannot_be_finished_leaves_the_old_one(tmp_path, monkeypatch):
    place = tmp_path / "trainer"
    write_kit(SMALL, place)
    before = {path: (place / path).read_bytes() for path in files(place)}

    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.write_bytes", full)
    with pytest.raises(OSError, match="No space"):
        write_kit(SMALL, place)
    assert {path: (place / path).read_bytes() for path in files(place)} == before
    assert [one.name for one in tmp_path.iterdir()] == ["trainer"]


def test_what_cannot_be_is_told_before_anything_is_lived(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine").write_text("mine", encoding="utf-8")
    is_wrong(ask("trainer", "mine"), "mine: this is a file, but must be a folder")
    monkeypatch.setattr("sim.trainer.setting.can_set", lambda: False)
    told = ask("trainer", "kit")
    assert told.exit_code == 2
    assert told.stderr.count("\n") == 1
    assert "typst" in told.stderr
    assert not (tmp_path / "kit").exists()


def test_a_place_without_its_figure_is_named_with_its_file():
    with pytest.raises(ScenarioError) as told:
        filled(["{lost} leave"], {"left": "23"}, "02.toml")
    assert str(told.value) == "02.toml: there is no figure 'lost' for “{lost} leave”"
