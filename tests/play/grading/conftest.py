"""One folder with everything that a trainer does not hope for, graded once for all tests."""

import os
import socket
from types import SimpleNamespace

import pytest

from sim.play.grading.grading import grade
from sim.play.grading.limits import Limits
from sim.play.grading.proving import working
from tests.play.grading import hostile
from tests.play.grading.making import NAME, key

LIMITS = Limits(seconds=3, total_seconds=25, memory=500, processes=40, output=200, size=1)
JOBS = 2


@pytest.fixture(scope="session")
def isolations():
    """Every way that this machine has to keep a hand-in apart; one is always there."""
    found = list(working(LIMITS))
    assert found
    return found


@pytest.fixture(scope="session")
def graded(tmp_path_factory):
    """The folder of `hostile`, graded with the tightest isolation; and what lies around it."""
    around = tmp_path_factory.mktemp("grading")
    folder, masters = around / "hand-ins", key(around / "key")
    files = {
        "key": masters / f"{NAME}.ipynb",
        "others": folder / "anna" / f"{NAME}.ipynb",
        "gradebook": around / "out" / "nbgrader" / "gradebook.db",
        "outside": around / "outside.txt",
    }
    files["outside"].write_text("theirs")
    with socket.create_server(("127.0.0.1", 0)) as door:
        hostile.make(folder, {n: str(f) for n, f in files.items()}, door.getsockname()[1])
        surroundings = {k: v for k, v in os.environ.items() if k != "PYTEST_CURRENT_TEST"}
        before = {n: f.read_bytes() for n, f in files.items() if n != "gradebook"}
        os.environ["SILENT26_TEST_SECRET"] = "in the environment"
        try:
            found = grade(folder, around / "out", masters, LIMITS, JOBS)
        finally:
            del os.environ["SILENT26_TEST_SECRET"]
    return SimpleNamespace(
        found=found,
        by={row.student: row for row in found.rows if row.graded or row.student != "again"},
        folder=folder,
        key=masters,
        out=around / "out",
        files=files,
        before=before,
        surroundings=surroundings,
    )
