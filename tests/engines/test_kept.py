"""Compiled code is kept where the next process finds it, and never half."""

import atexit
import shutil
from pathlib import Path

import pytest

from sim.twin import kept as module


@pytest.fixture
def places(monkeypatch, tmp_path):
    """An installation and a user, without anything of either."""
    monkeypatch.setattr("sys.prefix", str(tmp_path / "prefix"))
    monkeypatch.setattr(
        module.platformdirs, "user_cache_dir", lambda name: str(tmp_path / "user" / name)
    )
    module.kept.cache_clear()
    yield tmp_path
    module.kept.cache_clear()


@pytest.fixture(autouse=True)
def as_before():
    """What this process has found for itself comes back."""
    before = module.kept()
    yield
    module.kept.cache_clear()
    assert module.kept() == before


@pytest.fixture
def at_exit(monkeypatch):
    """What is to be done when the process ends."""
    kept = []
    monkeypatch.setattr(
        atexit, "register", lambda what, *args, **more: kept.append((what, args, more))
    )
    return kept


def fill(folder, *names):
    for name in names:
        file = Path(folder) / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"compiled {name}")


def contents(folder):
    return {
        str(file.relative_to(folder)): file.read_text()
        for file in Path(folder).rglob("*")
        if file.is_file()
    }


def test_the_folder_is_the_users_own(places, at_exit):
    folder, lasts = module.kept()
    assert folder == places / "user" / "silent26" / "compiled" / module.fingerprint()
    assert lasts
    assert folder.is_dir()
    assert contents(folder) == {}
    assert at_exit == []


def test_what_is_offered_is_copied_into_an_empty_folder(places):
    fill(module.shared_folder(), "run/one.nbi", "run/one.1.nbc", "other/two.nbi")
    folder, _ = module.kept()
    assert contents(folder) == contents(module.shared_folder())
    assert len(contents(folder)) == 3


def test_what_the_user_has_is_left_alone(places):
    fill(module.shared_folder(), "run/one.nbi", "run/one.1.nbc")
    own = places / "user" / "silent26" / "compiled" / module.fingerprint()
    fill(own, "mine.nbi")
    folder, _ = module.kept()
    assert contents(folder) == {"mine.nbi": "compiled mine.nbi"}


def test_a_copy_that_was_cut_off_is_made_good(places):
    fill(module.shared_folder(), "run/one.nbi", "run/one.1.nbc")
    own = places / "user" / "silent26" / "compiled" / module.fingerprint()
    fill(own, "run/one.1.nbc", "run/.one.nbi.half")  # its index never came
    folder, _ = module.kept()
    assert contents(folder).items() >= contents(module.shared_folder()).items()


def test_indexes_are_copied_last(places, monkeypatch):
    fill(module.shared_folder(), "a/a.nbi", "a/a.1.nbc", "b/b.nbi", "b/b.1.nbc", "b/b.2.nbc")
    order, real = [], shutil.copy2

    def spy(source, target):
        order.append(Path(source).suffix)
        return real(source, target)

    monkeypatch.setattr(shutil, "copy2", spy)
    module.kept()
    assert order == [".nbc"] * 3 + [".nbi"] * 2


def test_a_disk_that_is_full_leaves_no_index_of_what_is_not_there(places, monkeypatch):
    fill(module.shared_folder(), "a/a.nbi", "a/a.1.nbc", "a/a.2.nbc")
    real, often = shutil.copy2, []

    def full(source, target):
        often.append(source)
        if len(often) == 2:
            raise OSError(28, "No space left on device")
        return real(source, target)

    monkeypatch.setattr(shutil, "copy2", full)
    folder, lasts = module.kept()
    assert lasts
    assert not list(folder.rglob("*.nbi"))


def test_where_nothing_may_be_written_the_folder_goes_with_the_process(places, at_exit):
    (places / "user").write_text("in the way")
    fill(module.shared_folder(), "run/one.nbi")
    folder, lasts = module.kept()
    assert not lasts
    assert folder.is_dir()
    assert contents(folder) == contents(module.shared_folder())
    ((what, args, more),) = at_exit
    what(*args, **more)
    assert not folder.exists()


def test_a_folder_that_may_only_be_read_is_not_taken(places, at_exit, monkeypatch):
    def refuse(dir):
        raise PermissionError(13, "Permission denied", str(dir))

    monkeypatch.setattr(module.tempfile, "TemporaryFile", refuse)
    folder, lasts = module.kept()
    assert not lasts
    assert places not in folder.parents or "user" not in folder.parts
    ((what, args, more),) = at_exit
    what(*args, **more)
    assert not folder.exists()


def test_compiled_code_is_offered_to_everybody(places):
    own = module.kept().folder
    fill(own, "run/one.nbi", "run/one.1.nbc")
    assert module.share()
    assert module.shared_folder().is_relative_to(places / "prefix")
    assert contents(module.shared_folder()) == contents(own)


def test_an_installation_that_may_not_be_written_offers_nothing(places):
    (places / "prefix").write_text("in the way")
    fill(module.kept().folder, "run/one.nbi")
    assert module.share() is False
    assert (places / "prefix").read_text() == "in the way"


def test_another_source_is_another_folder(places, monkeypatch, tmp_path):
    before = module.fingerprint()
    copy = tmp_path / "sim"
    shutil.copytree(module.PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(module, "PACKAGE", copy)
    assert module.fingerprint() == before
    with (copy / "twin" / "desk.py").open("a") as file:
        file.write("# one more line\n")
    assert module.fingerprint() != before
    assert module.shared_folder().name == module.fingerprint()
