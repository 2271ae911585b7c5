"""Whatever is wrong is said in a line each, with exit status 2 and without a traceback."""

import json
import os
import subprocess
import sys

import pytest

from tests.cli.asking import ROOT, SMALL, ask, ask_process, is_wrong

ON_TOP = 'based_on = "corner_shop"\n'

FILES = {
    "unknown_key": (
        "[voice]\neas = 1.0",
        3,
        "there is no parameter voice.eas: did you mean voice.ease?",
    ),
    "unknown_word": ("zebra_crossing_q = 1", 2, "there is no parameter zebra_crossing_q"),
    "wrong_type": (
        '[market]\ncustomers = "many"',
        3,
        'market.customers is "many", but must be a whole number',
    ),
    "probability": (
        "[voice]\nmanagement_hears = 1.5",
        3,
        "voice.management_hears is 1.5, but must be 1 or less",
    ),
    "negative_time": ("[time]\ndays = -7", 3, "time.days is -7, but must be 1 or more"),
    "department": (
        '[[touchpoints]]\nname = "till"\ndepartment = "tills"',
        4,
        'touchpoints.till.department is "tills", but must be one of the departments: '
        'did you mean "till"?',
    ),
    "too_many_customers": (
        "[market]\npeople = 900000000",
        3,
        "market.people is 900000000, but must be 4000000 or less",
    ),
    "too_many_days": (
        "[time]\ndays = 1000000",
        3,
        "time.days is 1000000, but must be 36400 or less",
    ),
    "nan": ("[voice]\nease = nan", 3, "voice.ease is nan, but must be a finite number"),
    "inf": ("[voice]\nease = inf", 3, "voice.ease is inf, but must be a finite number"),
    "not_toml": (
        "[voice\nease = 1",
        2,
        "this is not TOML: expected ']' at the end of a table declaration",
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_a_fault_of_a_file_is_told_with_its_line(name, tmp_path):
    text, line, sentence = FILES[name]
    file = tmp_path / f"{name}.toml"
    file.write_text(f"{ON_TOP}{text}\n")
    is_wrong(ask("check", file), f"{file}:{line}: {sentence}")
    is_wrong(ask("run", file), f"{file}:{line}: {sentence}")


def test_every_fault_is_told_in_one_go(tmp_path):
    file = tmp_path / "mine.toml"
    file.write_text(f"{ON_TOP}[voice]\neas = 1.0\nmanagement_hears = 1.5\n[time]\ndays = -7\n")
    is_wrong(
        ask("check", file),
        f"{file}:3: there is no parameter voice.eas: did you mean voice.ease?",
        f"{file}:4: voice.management_hears is 1.5, but must be 1 or less",
        f"{file}:6: time.days is -7, but must be 1 or more",
    )


def test_a_file_that_cannot_be_read(tmp_path):
    empty, binary, folder, none = (
        tmp_path / name for name in ("empty.toml", "binary.toml", "folder.toml", "none.toml")
    )
    empty.touch()
    binary.write_bytes(b"\xff\xfe")
    folder.mkdir()
    is_wrong(ask("check", empty), f"{empty}:1: the file is empty, but must describe a scenario")
    is_wrong(ask("check", binary), f"{binary}:1: the file is not text in UTF-8, as TOML has to be")
    is_wrong(ask("check", folder), f"{folder}: this is a folder, but must be a TOML file")
    is_wrong(ask("check", none), f"{none}: there is no such file")
    if hasattr(os, "geteuid") and os.geteuid() != 0:
        empty.chmod(0)
        is_wrong(ask("check", empty), f"{empty}: the file cannot be read: permission denied")


@pytest.mark.parametrize(
    ("setting", "sentence"),
    [
        ("voice.ease", '"voice.ease" is no change, which is written KEY=VALUE'),
        ("", '"" is no change, which is written KEY=VALUE'),
        ("=3", '"=3" is no change, which is written KEY=VALUE'),
        ("voice.ease=nan", "voice.ease is nan, but must be a finite number"),
        ("voice.ease=-inf", "voice.ease is -inf, but must be a finite number"),
        ("voice.ease=much", 'voice.ease is "much", but must be a number'),
        ("voice.eas=1", "there is no parameter voice.eas: did you mean voice.ease?"),
        ("voice.management_hears=2", "voice.management_hears is 2, but must be 1 or less"),
        ("time.warm_up_days=-1", "time.warm_up_days is -1, but must be 0 or more"),
        (
            "touchpoints.till.department=tils",
            'touchpoints.till.department is "tils", but must be one of the departments: '
            'did you mean "till"?',
        ),
    ],
)
def test_a_change_that_cannot_be(setting, sentence):
    is_wrong(ask("run", "corner_shop", "--set", setting), sentence)
    is_wrong(ask("show", "corner_shop", "--set", setting), sentence)


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (("run",), "Missing argument 'SCENARIO'."),
        (("run", "zzz"), 'there is no bundled scenario and no file "zzz"'),
        (
            ("run", "corner_shp"),
            'there is no bundled scenario and no file "corner_shp": did you mean "corner_shop"?',
        ),
        (
            ("run", "corner_shop", "--preset", "x"),
            'preset is "x", but must be "slogans" or "published"',
        ),
        (
            ("run", "corner_shop", "--engine", "x"),
            "--engine is x, but must be auto, simpy or compiled",
        ),
        (
            ("run", "corner_shop", "--format", "xml"),
            "--format is xml, but must be table, json or csv",
        ),
        (
            ("run", "corner_shop", "--replications", "0"),
            "--replications is 0, but must be a whole number, from 1 to 100000",
        ),
        (
            ("run", "corner_shop", "--replications", "2.5"),
            "--replications is 2.5, but must be a whole number, from 1 to 100000",
        ),
        *(
            (
                ("run", "corner_shop", "--jobs", jobs),
                f"--jobs is {jobs}, but must be a whole number, from 1 to 1000, or auto",
            )
            for jobs in ("0", "x", "-1", "1.5", "1001")
        ),
        (
            ("run", "corner_shop", "--seed", "-1"),
            "--seed is -1, but must be a whole number, from 0 to 9223372036854775807",
        ),
        (
            ("run", "corner_shop", "--days", "0"),
            "--days is 0, but must be a whole number, 1 or more",
        ),
        (
            ("run", "corner_shop", "--days", "56"),
            "--days is 56, but the warm-up alone takes 182: give more days, "
            "or --set time.warm_up_days=0",
        ),
        (
            ("run", "corner_shop", "--days", "1000000"),
            "time.days is 1000000, but must be 36400 or less",
        ),
        (
            ("run", "corner_shop", "--days", "7", "--set", "time.warm_up_days=7"),
            "time.warm_up_days is 7, but must be less than time.days, which is 7",
        ),
        (
            ("run", "corner_shop", "--events"),
            "--events needs --out DIR: the events are kept in a file there",
        ),
        (
            ("show", "corner_shop", "--section", "voic"),
            "there is no section voic: did you mean voice?",
        ),
        (("follow", "corner_shop"), "Missing option '--customer'."),
    ],
)
def test_arguments_that_cannot_be(args, sentence):
    is_wrong(ask(*args), sentence)


def test_an_option_that_is_not_there():
    result = ask("run", "corner_shop", "--replication", "1")
    assert result.exit_code == 2
    assert result.stderr.startswith("silent26: No such option '--replication'.")
    assert result.stderr.count("\n") == 1


def test_a_command_that_is_not_there():
    result = ask("simulate", "corner_shop")
    assert result.exit_code == 2
    assert result.stderr.startswith("silent26: No such command 'simulate'.")
    assert result.stderr.count("\n") == 1


def test_compiled_without_numba(monkeypatch):
    monkeypatch.setattr("sim.study.engines.find_spec", lambda name: None)
    is_wrong(
        ask("run", *SMALL, "--engine", "compiled"),
        "engine is compiled, but Numba is not installed: use auto or simpy",
    )


def test_a_process_says_it_the_same_way():
    done = ask_process("run", "corner_shop", "--set", "voice.eas=1")
    assert done.returncode == 2
    assert done.stdout == b""
    sentence = "silent26: there is no parameter voice.eas: did you mean voice.ease?"
    assert done.stderr.decode().splitlines() == [sentence]


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")
def test_output_that_goes_nowhere():
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "sim", "scenarios"],
            cwd=ROOT,
            stdout=full,
            stderr=subprocess.PIPE,
        )
    assert done.returncode == 2
    assert done.stderr == b"silent26: the output: no space left on device\n"


def test_a_bug_is_not_dressed_up_as_a_wrong_input(monkeypatch):
    monkeypatch.setattr("sim.assumptions.title_of", lambda name: json.loads("{"))
    with pytest.raises(ValueError, match="Expecting property name"):
        ask("scenarios")
