"""A grading that was cut off goes on; what was finished is kept, and comes to the same."""

import csv
import os
import signal
import subprocess
import sys
import time

import pytest
from nbgrader.api import Gradebook

from sim.play.grading.results import names_of_folders
from tests.cli.asking import ROOT, ask, is_wrong
from tests.play.grading.making import NAME, answered, hand_in, key, told, words

NAMES = ("anna", "cem")
OPTIONS = ("--seconds", "20", "--memory", "500")


@pytest.fixture
def places(tmp_path):
    """Three hand-ins, of which the last takes its time."""
    for name in NAMES:
        hand_in(tmp_path / "in", name, answered("answer = 12" if name != "cem" else "answer = 1"))
    slow = answered("import time\ntime.sleep(15)\nanswer = 12")
    hand_in(tmp_path / "in", "zed", slow)
    return tmp_path


def start(places):
    where = [str(places / "in"), "--key", str(places / "key"), "--out", str(places / "out")]
    return subprocess.Popen(
        [sys.executable, "-m", "sim", "grade", *where, *OPTIONS],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def finished(out):
    return {file: file.stat().st_mtime_ns for file in (out / "records").glob("*.json")}


@pytest.mark.slow
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL], ids=["interrupted", "killed"])
def test_it_goes_on_where_it_stopped(how, places):
    key(places / "key")
    process = start(places)
    while len(finished(places / "out")) < len(NAMES):  # zed's comes last
        assert process.poll() is None, process.communicate()
        time.sleep(0.1)
    process.send_signal(how)
    out, err = process.communicate(timeout=60)
    if how == signal.SIGINT:
        assert process.returncode == 130
        assert err == (
            "silent26: interrupted: what is finished is kept, and the same command goes on from "
            "there\n"
        )
        assert out == ""
    kept = finished(places / "out")
    assert len(kept) == len(NAMES)
    assert not (places / "out" / "grades.csv").exists()

    hand_in(places / "in", "zed", answered())  # handed in anew, and quick
    result = ask("grade", places / "in", "--key", places / "key", "--out", places / "out", *OPTIONS)
    assert result.exit_code == 0, result.stderr
    points = {one["student"]: one["points"] for one in told(places / "out")["hand_ins"]}
    assert points == {"anna": 5, "cem": 3, "zed": 5}
    assert {file: when for file, when in finished(places / "out").items() if file in kept} == kept
    assert not list((places / "out").rglob(".*.half"))


def test_what_has_changed_is_graded_anew_and_nothing_else(tmp_path):
    masters = key(tmp_path / "key", more=[words("### BEGIN SOLUTION\nAs said.\n### END SOLUTION")])
    hand_in(tmp_path / "in", "anna", [*answered(), words("=Because it is so.")])
    hand_in(tmp_path / "in", "ben", answered("answer = 1"))
    command = ("grade", tmp_path / "in", "--key", masters, *OPTIONS)
    first = ask(*command, "--format", "csv")
    assert first.exit_code == 0, first.stderr
    assert [(one["student"], one["points"], one["of"], one["told"]) for one in lines(first)] == [
        ("anna", "5", "7", "2 points are for you to give, for words"),
        ("ben", "3", "7", "cell words was missing, which counts as empty"),
    ]
    out = tmp_path / "in-graded"
    said = list(csv.DictReader((out / "words.csv").read_text().splitlines()))
    assert [(one["student"], one["words"]) for one in said] == [("anna", "'=Because it is so.")]
    before = finished(out)

    hand_in(tmp_path / "in", "ben", answered())
    with Gradebook(f"sqlite:///{out / 'nbgrader' / 'gradebook.db'}") as book:
        grade = book.find_grade("words", NAME, NAME, "anna")
        grade.manual_score, grade.needs_manual_grade = 1.5, False
        book.db.commit()
    second = ask(*command)
    assert second.exit_code == 0
    assert len(finished(out)) == 3
    assert {file: finished(out)[file] for file in before} == before
    assert "2 of 2 hand-ins were graded, those of 2 students" in second.stdout
    assert "Kept apart by " in second.stdout
    assert "does not cover: time, memory and output are watched from outside" in second.stdout
    assert [one["points"] for one in told(out)["hand_ins"]] == [6.5, 5]

    (masters / f"{NAME}.ipynb").write_text((masters / f"{NAME}.ipynb").read_text() + "\n")
    third = ask(*command)
    assert third.exit_code == 2
    assert "exercise 01_sums of the key is another than the one" in third.stderr


def lines(result):
    return list(csv.DictReader(result.stdout.splitlines()))


def test_what_is_wrong_is_said_in_a_line(tmp_path):
    masters = key(tmp_path / "key")
    folder, empty, file = tmp_path / "in", tmp_path / "empty", tmp_path / "file"
    hand_in(folder, "anna", answered())
    empty.mkdir()
    file.write_text("a file")
    is_wrong(
        ask("grade", tmp_path / "none", "--key", masters),
        f"{tmp_path / 'none'}: there is no such folder of hand-ins",
    )
    is_wrong(
        ask("grade", file, "--key", masters),
        f"{file}: this is a file, but must be a folder of hand-ins",
    )
    is_wrong(
        ask("grade", empty, "--key", masters),
        f"{empty}: there is nothing in this folder that was handed in",
    )
    is_wrong(
        ask("grade", folder, "--key", tmp_path / "none"),
        f"{tmp_path / 'none'}: there is no such folder of masters: name it with --key",
    )
    is_wrong(
        ask("grade", folder, "--key", empty),
        f"{empty}: there is no master (NAME.ipynb) in this folder",
    )
    is_wrong(
        ask("grade", folder, "--key", masters, "--out", folder / "out"),
        f"{folder / 'out'}: the results cannot lie among the hand-ins: choose another --out",
    )
    is_wrong(
        ask("grade", folder, "--key", masters, "--out", masters),
        f"{masters}: this folder holds something else: choose another one with --out",
    )
    is_wrong(
        ask("grade", folder, "--key", masters, "--out", file),
        f"{file}: this is a file, but must be a folder",
    )
    is_wrong(
        ask("grade", folder, "--key", masters, "--seconds", "0"),
        "--seconds is 0, but must be a whole number, 1 or more",
    )
    assert sorted(os.listdir(tmp_path)) == ["empty", "file", "in", "key"]


def test_a_name_of_a_folder_is_one_and_nobody_elses():
    names = ["../../etc", "a/b", "*", "{x}", "..", ".", "", "Ann", "ann", "x" * 300, "x" * 301]
    folders = names_of_folders(names)
    assert len(set(folders.values())) == len(names)
    for name in folders.values():
        assert not set(name) & set('/\\*?[]{}<>:"|')
        assert ".." not in name
        assert not name.startswith(".")
        assert 0 < len(name) < 100
    assert folders["Ann"] == "Ann"
