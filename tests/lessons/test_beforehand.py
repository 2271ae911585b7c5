"""What a class lives beforehand is what each seat would have lived, and need not live again."""

import os
import pickle
import subprocess
import sys

import pytest

from sim.lessons import beforehand, lesson
from sim.lessons.answers import Answers
from tests.cli.asking import ROOT


@pytest.fixture
def lived():
    """Two runs of a module, as another process would hand them on."""
    elsewhere = Answers(lesson("00"))
    setting = {knob.name: knob.start for knob in elsewhere.lesson.knobs}
    pieces = elsewhere.pieces(setting, 2)
    elsewhere.want(pieces)
    elsewhere.wait()
    yield pieces, elsewhere.lived_so_far
    beforehand.forget()


def test_a_module_begins_with_it(lived):
    pieces, found = lived
    beforehand.keep("00", pickle.loads(pickle.dumps(found)))
    answers = Answers(lesson("00"))
    answers.want(pieces)
    assert answers.idle
    assert set(answers.lived_so_far.known) == set(found.known)


def test_other_modules_and_other_settings_are_lived_as_ever(lived):
    pieces, found = lived
    beforehand.keep("01", found)
    answers = Answers(lesson("00"))
    answers.want(pieces)
    assert not answers.idle
    answers.wait()
    assert set(answers.lived_so_far.known) == set(found.known)


def test_what_one_process_lived_another_finds(lived, tmp_path):
    pieces, found = lived
    place = tmp_path / "lived"
    place.write_bytes(pickle.dumps((pieces, found)))
    code = f"""
import pickle
pieces, found = pickle.loads(open({str(place)!r}, "rb").read())
assert all(piece in found.known for piece in pieces), "a hash came along"
print(len(pieces))
"""
    environment = os.environ | {"PYTHONHASHSEED": "7"}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.stdout == f"{len(pieces)}\n", done.stderr
