"""Expectations: judged on intervals, told on standard error, and written as JUnit XML."""

import json
import os
import signal

import pytest
from junitparser import Failure, JUnitXml

from sim.cli.expecting import Found, judge, parse_expectation, parse_precision
from tests.cli.asking import SMALL, ask, is_wrong

RUN = ("run", *SMALL)
NAN = float("nan")


def holds(text, mean, low, high):
    (judgement,) = judge(parse_expectation(text), [Found("", mean, low, high)])
    return judgement.holds


@pytest.mark.parametrize(
    ("sign", "below", "touching", "across", "above"),
    [
        ("<", True, False, False, False),
        ("<=", True, True, False, False),
        (">", False, False, False, True),
        (">=", False, False, False, True),
    ],
)
def test_all_of_the_interval_has_to_keep_the_bound(sign, below, touching, across, above):
    text = f"profit{sign}10"
    assert holds(text, 8, 7, 9) == below
    assert holds(text, 9, 8, 10) == touching
    assert holds(text, 9.9, 8, 11) == across
    assert holds(text, 10.1, 8, 11) == across
    assert holds(text, 12, 11, 13) == above


def test_a_bound_that_the_interval_touches_from_above():
    assert holds("profit>=10", 11, 10, 12)
    assert not holds("profit>10", 11, 10, 12)


@pytest.mark.parametrize("sign", ["<", "<=", ">", ">="])
def test_what_has_no_interval_supports_nothing(sign):
    for mean in (5.0, 15.0, NAN):
        assert not holds(f"profit{sign}10", mean, NAN, NAN)


@pytest.mark.parametrize(
    ("text", "kpi", "sign", "bound"),
    [
        ("churn_rate<0.25", "churn_rate", "<", 0.25),
        ("  profit >= -1e4 ", "profit", ">=", -1e4),
        ("nps<=-3", "nps", "<=", -3.0),
        ("profit>1_000", "profit", ">", 1000.0),
    ],
)
def test_an_expectation_is_read(text, kpi, sign, bound):
    assert parse_expectation(text)[1:] == (kpi, sign, bound)


@pytest.mark.parametrize(
    "text",
    [
        *("", "churn_rate", "churn_rate<", "<0.2", "churn_rate<abc", "churn_rate=0.2"),
        *("churn_rate==0.2", "churn_rate<<0.2", "churn_rate=<0.2", "churn_rate!=0.2"),
        *("churn_rate<nan", "churn_rate<inf", "churn_rate>-inf", "0.1<churn_rate<0.2"),
    ],
)
def test_an_expectation_that_is_none_is_refused_before_anything_is_lived(text, monkeypatch):
    monkeypatch.setattr("sim.cli.living.live", None)
    is_wrong(
        ask(*RUN, "--expect", text),
        f'--expect is "{text}", but must be a key figure, one of < <= > >=, and a number, '
        "as in churn_rate<0.25",
    )


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("churn_rat", "did you mean churn_rate?"),
        ("CHURN", "did you mean churn_rate?"),
        ("zzz", "such as customers_end"),
    ],
)
def test_a_key_figure_that_is_none_is_refused_with_a_hint(name, hint):
    sentence = f"kpi is {name}, but must be the name of a key figure"
    result = ask(*RUN, "--expect", f"{name}<1")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"silent26: {sentence}")
    assert hint in result.stderr
    assert ask(*RUN, "--precision", f"{name}=5%").stderr == result.stderr


def test_a_run_that_keeps_its_expectations_is_quiet():
    result = ask(
        *RUN, "--replications", 3, "--expect", "customers_end>0", "--expect", "churn_rate<9"
    )
    assert (result.exit_code, result.stderr) == (0, "")


def test_what_fails_is_told_with_its_figures_and_the_answer_is_given_all_the_same():
    plain = ask(*RUN, "--replications", 3, "--format", "json")
    found = {kpi["kpi"]: kpi for kpi in json.loads(plain.stdout)["kpis"]}["customers_end"]
    bound = (found["mean"] + found["high"]) / 2
    assert found["mean"] < bound < found["high"]
    expected = (f"customers_end<{bound}", "customers_end>0", f"customers_end>{bound}")
    asked = [word for text in expected for word in ("--expect", text)]
    result = ask(*RUN, "--replications", 3, "--format", "json", *asked)
    figures = (
        f"is not supported: {found['mean']:.6g}, interval {found['low']:.6g} to {found['high']:.6g}"
    )
    assert result.exit_code == 1
    assert result.stdout == plain.stdout
    assert result.stderr.splitlines() == [
        f"silent26: {expected[0]} {figures}",
        f"silent26: {expected[2]} {figures}",
    ]


def test_one_replication_supports_nothing():
    result = ask(*RUN, "--replications", 1, "--expect", "utilisation<1")
    assert result.exit_code == 1
    assert result.stdout.startswith("The corner shop")
    assert " is not supported: " in result.stderr
    assert result.stderr.endswith("in one replication, which has no interval\n")


def test_a_figure_that_cannot_be_computed_supports_nothing():
    result = ask(*RUN, "--replications", 2, "--expect", "repeat_rate<2")
    assert result.exit_code == 1
    sentence = "repeat_rate<2 is not supported: there is nothing to compute it from"
    assert result.stderr == f"silent26: {sentence}\n"


def test_a_comparison_is_judged_on_the_difference():
    more = ("--set-b", "departments.till.staff=3", "--replications", 3)
    assert ask("compare", *SMALL, *more, "--expect", "cost>1").exit_code == 0
    result = ask("compare", *SMALL, *more, "--expect", "cost>1e9", "--expect", "utilisation>0")
    assert result.exit_code == 1
    assert [line.split()[1] for line in result.stderr.splitlines()] == ["cost>1e9", "utilisation>0"]
    assert "utilisation>0 is not supported: -" in result.stderr
    same = ask("compare", *SMALL, *more[:1], "voice.ease=1", *more[2:], "--expect", "cost>=0")
    assert same.exit_code == 0
    assert ask("compare", "corner_shop", *more, "--expect", "cost=0").exit_code == 2


def test_a_sweep_is_judged_at_every_point():
    vary = ("--vary", "departments.till.staff=1,4", "--replications", 3)
    rows = json.loads(ask("sweep", *SMALL, *vary, "--format", "json").stdout)["points"]
    one, four = (row for row in rows if row["kpi"] == "utilisation")
    assert four["high"] < one["low"]
    between = (four["high"] + one["low"]) / 2
    result = ask("sweep", *SMALL, *vary, "--expect", f"utilisation<{between}")
    assert result.exit_code == 1
    (line,) = result.stderr.splitlines()
    assert f"utilisation<{between} at departments.till.staff 1 is not supported: " in line
    assert ask("sweep", *SMALL, *vary, "--expect", "utilisation<=1").exit_code == 0


@pytest.mark.skipif(os.name == "nt", reason="signals are POSIX's")
def test_an_interrupted_run_is_judged_on_what_was_finished(monkeypatch, tmp_path):
    from sim.study import work

    lived, begun = work.live, []

    def interrupted(piece, *args, **more):
        begun.append(piece)
        if len(begun) == 3:
            signal.raise_signal(signal.SIGINT)
        return lived(piece, *args, **more)

    monkeypatch.setattr("sim.study.work.live", interrupted)
    file = tmp_path / "report.xml"
    args = ("--replications", 9, "--jobs", 1, "--expect", "miseries<0", "--junit", file)
    result = ask(*RUN, *args)
    assert result.exit_code == 130
    assert ", 2 of 9 replications, " in result.stdout
    told = result.stderr.splitlines()
    assert told[0] == "silent26: interrupted: 2 of 9 replications were finished, and are shown"
    assert told[1].startswith("silent26: miseries<0 is not supported: ")
    assert JUnitXml.fromfile(str(file)).failures == 1


def test_a_report_is_read_back(tmp_path):
    file = tmp_path / "report.xml"
    more = ("--replications", 2, "--junit", file, "--format", "json", "--seed", 7)
    asked = ("--expect", "customers_end>0", "--expect", "nps <= -101")
    result = ask(*RUN, *more, *asked)
    assert result.exit_code == 1
    report = JUnitXml.fromfile(str(file))
    report.update_statistics()
    (suite,) = report
    assert (suite.name, suite.tests, suite.failures) == ("run corner_shop", 2, 1)
    properties = {one.name: one.value for one in suite.properties()}
    parity = json.loads(result.stdout)["parity_hash"]
    assert properties == {"seed": "7", "parity_hash": parity}
    good, bad = suite
    assert (good.name, good.classname, good.result) == ("customers_end>0", "run corner_shop", [])
    (failure,) = bad.result
    assert isinstance(failure, Failure)
    assert bad.name == "nps <= -101"
    assert f"silent26: {failure.message}\n" == result.stderr
    assert list(tmp_path.iterdir()) == [file]


def test_a_report_of_a_sweep_has_a_case_a_point(tmp_path):
    file = tmp_path / "report.xml"
    vary = ("--vary", "voice.ease=1,2", "--replications", 2, "--junit", file)
    assert ask("sweep", *SMALL, *vary, "--expect", "customers_end>0").exit_code == 0
    (suite,) = JUnitXml.fromfile(str(file))
    assert [case.name for case in suite] == [
        "customers_end>0 voice.ease 1",
        "customers_end>0 voice.ease 2",
    ]


def test_a_report_of_nothing_expected_says_that_the_work_was_done(tmp_path):
    file = tmp_path / "report.xml"
    more = ("--set-b", "voice.ease=2", "--replications", 1, "--junit", file)
    assert ask("compare", *SMALL, *more).exit_code == 0
    (suite,) = JUnitXml.fromfile(str(file))
    assert (suite.tests, suite.failures) == (1, 0)


@pytest.mark.parametrize(
    "command",
    [
        RUN,
        ("compare", *SMALL, "--set-b", "voice.ease=2"),
        ("sweep", *SMALL, "--vary", "voice.ease=1,2"),
        ("claims", *SMALL[1:], "--only", "C33"),
    ],
    ids=lambda command: command[0],
)
def test_a_report_that_cannot_be_written_is_told_before_anything_is_lived(command, tmp_path):
    file = tmp_path / "none" / "report.xml"
    is_wrong(
        ask(*command, "--junit", file),
        f"{file}: the report cannot be written: no such file or directory",
    )
    (tmp_path / "file").write_text("mine")
    is_wrong(
        ask(*command, "--junit", tmp_path / "file" / "report.xml"),
        f"{tmp_path / 'file' / 'report.xml'}: the report cannot be written: not a directory",
    )
    assert [one.name for one in tmp_path.iterdir()] == ["file"]


def test_a_report_whose_disk_is_full_leaves_the_earlier_one(tmp_path, monkeypatch):
    file = tmp_path / "report.xml"
    file.write_text("earlier")

    def full(self, name, *_args, **_more):
        with open(name, "w") as half:
            half.write("<")
        raise OSError(28, "No space left on device", name)

    monkeypatch.setattr("junitparser.JUnitXml.write", full)
    result = ask(*RUN, "--replications", 1, "--junit", file)
    assert result.exit_code == 2
    sentence = f"{file}: the report cannot be written: no space left on device"
    assert result.stderr == f"silent26: {sentence}\n"
    assert file.read_text() == "earlier"
    assert list(tmp_path.iterdir()) == [file]


def test_a_precision_is_of_churn_unless_another_figure_is_named():
    assert parse_precision("5%") == ("churn_rate", 0.05)
    assert parse_precision(" profit = 10% ") == ("profit", pytest.approx(0.1))


@pytest.mark.parametrize("text", ["", "profit=", "=5%", "much", "profit=5%%", "0%", "100%"])
def test_a_precision_that_is_none_is_refused(text):
    result = ask(*RUN, "--precision", text)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(("silent26: precision is ", "silent26: kpi is "))
    assert result.stderr.count("\n") == 1


def test_work_ends_where_it_is_precise_whoever_does_it():
    found = [
        json.loads(ask(*RUN, "--precision", "utilisation=5%", "--format", "json", *more).stdout)
        for more in ((), ("--jobs", 2), ("--jobs", 3, "--engine", "compiled"))
    ]
    assert found[0] == found[1] == found[2]
    often = found[0]["replications"]
    assert 10 <= often < 1000
    (use,) = (kpi for kpi in found[0]["kpis"] if kpi["kpi"] == "utilisation")
    assert use["high"] - use["mean"] <= 0.05 * use["mean"]
    said = f"After {often} replications utilisation is known to "
    assert any(sentence.startswith(said) for sentence in found[0]["in_words"])
    plain = json.loads(ask(*RUN, "--replications", often, "--format", "json").stdout)
    assert plain["parity_hash"] == found[0]["parity_hash"]


def test_replications_are_the_most_that_a_precision_may_take():
    more = ("--precision", "profit=0.1%", "--replications", 12, "--format", "json")
    plain = json.loads(ask(*RUN, *more).stdout)
    assert plain["replications"] == 12
    (said,) = (one for one in plain["in_words"] if "profit" in one)
    assert said.startswith("After 12 replications profit is known to ")
    assert said.endswith("%; 0.1% was asked for, and no more replications were allowed.")


def test_a_precision_needs_two_replications():
    is_wrong(
        ask(*RUN, "--precision", "5%", "--replications", 1),
        "--replications is 1, but must be 2 or more: --precision is that of an interval",
    )
