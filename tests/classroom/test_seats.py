"""Seats: their names, their folders, whose they are."""

import os
from pathlib import Path

import pytest

from sim.classroom.copies import for_the_trainer, refresh, sources
from sim.classroom.held import held
from sim.classroom.plan import class_of
from sim.classroom.seats import FIRST_USER, make_homes, seats_of
from sim.workshop import Workshop

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files to other users")


def test_the_trainer_comes_first_and_has_jupyterlab():
    seats = seats_of(["ana", "ben"], ["ben"], Path("here"), own_users=False)
    assert [(seat.name, seat.lab, seat.user) for seat in seats] == [
        ("trainer", True, -1),
        ("ana", False, -1),
        ("ben", True, -1),
    ]
    assert len({seat.home for seat in seats}) == 3


def test_each_seat_is_another_user():
    users = [seat.user for seat in seats_of(map(str, range(40)), [], Path("here"), own_users=True)]
    assert len(set(users)) == 41
    assert min(users) == FIRST_USER


@as_root
def test_a_seat_keeps_its_user_when_others_come_before_it(tmp_path):
    first = seats_of(["ben"], [], tmp_path, own_users=True)
    make_homes(first)
    later = {seat.name: seat for seat in seats_of(["ana", "ben"], [], tmp_path, own_users=True)}
    assert later["ben"].user == first[1].user
    assert later["ana"].user not in {seat.user for seat in first}


@as_root
def test_the_user_of_a_seat_that_left_is_given_to_nobody_else(tmp_path):
    trainer, ana = seats_of(["ana"], [], tmp_path, own_users=True)
    make_homes([trainer, ana])
    _, ben = seats_of(["ben"], [], tmp_path, own_users=True)
    assert ben.user not in (trainer.user, ana.user), "who could read what ana has left"


@as_root
def test_what_came_from_another_machine_is_given_to_the_seat(tmp_path):
    (tmp_path / "seats" / "ana" / "work").mkdir(parents=True)
    (tmp_path / "seats" / "ana" / "work" / "mine.txt").write_text("mine")
    (tmp_path / "seats" / "ana" / "away").symlink_to("/etc/hostname")
    _, ana = seats_of(["ana"], [], tmp_path, own_users=True)
    make_homes([ana])
    assert (ana.work / "mine.txt").stat().st_uid == ana.user
    assert Path("/etc/hostname").stat().st_uid == 0
    assert ana.home.stat().st_mode & 0o777 == 0o700


@as_root
def test_what_a_start_without_users_has_written_is_given_to_the_seat_too(tmp_path):
    _, ana = seats_of(["ana"], [], tmp_path, own_users=True)
    make_homes([ana])
    refresh(ana.home, for_the_trainer())
    other = tmp_path / "other"
    other.touch()
    (ana.home / "linked").hardlink_to(other)
    make_homes([ana])
    written = [place for place in ana.home.rglob("*") if place.name != "linked"]
    assert {place.stat().st_uid for place in written} == {ana.user}
    assert other.stat().st_uid == 0


def test_what_was_not_touched_is_kept_fresh_and_work_is_not_overwritten(tmp_path):
    home, old = tmp_path / "home", tmp_path / "old"
    (home / "work").mkdir(parents=True)
    old.mkdir()
    files = {name: old / name for name in ("one.ipynb", "two.ipynb")}
    for file in files.values():
        file.write_text("first")
    refresh(home, files)
    (home / "work" / "one.ipynb").write_text("my work")
    for file in files.values():
        file.write_text("second")
    refresh(home, files)
    assert (home / "work" / "one.ipynb").read_text() == "my work"
    assert (home / "work" / "two.ipynb").read_text() == "second"
    assert not list((home / "work").glob("*.half"))


def test_what_a_seat_deleted_is_there_again(tmp_path):
    source = tmp_path / "one.ipynb"
    source.write_text("text")
    refresh(tmp_path / "home", {"exercises/one.ipynb": source})
    copy = tmp_path / "home" / "work" / "exercises" / "one.ipynb"
    copy.unlink()
    refresh(tmp_path / "home", {"exercises/one.ipynb": source})
    assert copy.read_text() == "text"


def test_a_record_that_is_no_record_costs_no_work(tmp_path):
    source = tmp_path / "one.ipynb"
    source.write_text("text")
    refresh(tmp_path, {"one.ipynb": source})
    (tmp_path / "copied.json").write_text("{broken")
    (tmp_path / "work" / "one.ipynb").write_text("my work")
    refresh(tmp_path, {"one.ipynb": source})
    assert (tmp_path / "work" / "one.ipynb").read_text() == "my work"


def test_only_the_modules_of_the_class_are_copied_and_no_key():
    names = set(sources(["02"]))
    assert names >= {"00_start_here.ipynb", "02_the_silent_26.ipynb", "glossary.ipynb"}
    assert not any(name.startswith(("03", "exercises/03")) for name in names)
    assert set(for_the_trainer()) == {"trainer/board.ipynb"}
    assert not any("trainer" in name for name in sources())
    assert not any("keys" in name or "masters" in name for name in sources())


def test_passwords_stay_the_same_from_start_to_start(tmp_path):
    file = tmp_path / "tuesday.toml"
    first, second = (class_of(file, Workshop(seats=2), one_user=True) for _ in range(2))
    assert (first.password, first.trainer_password) == (second.password, second.trainer_password)
    assert first.password != first.trainer_password
    assert first.hub.stat().st_mode & 0o777 == 0o700
    assert class_of(file, Workshop(password="tulips"), one_user=True).password == "tulips"


def test_what_does_not_hold_is_said(tmp_path):
    room = class_of(tmp_path / "tuesday.toml", Workshop(memory_limit=700), one_user=True)
    said = " ".join(held(room))
    assert "can read another's files" in said
    assert "700 MB" in said
    assert "unencrypted" in said
