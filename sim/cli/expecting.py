"""Expectations: what a run is to show, judged on its intervals, on screen and as JUnit XML."""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from math import isfinite, isnan
from pathlib import Path
from tempfile import TemporaryFile
from typing import NamedTuple

import click
import pandas as pd

from sim.cli.ending import DONE, FAILED, say
from sim.study.kpis import check_kpi
from sim.study.precision import parse_precision as share_of

DEFAULT_KPI = "churn_rate"
"""The key figure that a precision is asked of, unless another is named."""

WRITTEN = re.compile(r"\s*([^\s<>=]+)\s*(<=|>=|<|>)\s*(\S+)\s*\Z")


class Expectation(NamedTuple):
    """A bound that a key figure is to keep."""

    text: str
    kpi: str
    sign: str
    bound: float


class Found(NamedTuple):
    """What a key figure came to, of one scenario or at one point."""

    name: str
    """Of what; empty where there is one thing only."""
    mean: float
    low: float
    high: float


class Judgement(NamedTuple):
    """Whether an expectation holds, and in which figures that shows."""

    expectation: Expectation
    name: str
    holds: bool
    sentence: str


class Case(NamedTuple):
    """What a build server shows as a test."""

    name: str
    sentence: str
    """What was found."""
    holds: bool = True


def parse_expectation(text: str) -> Expectation:
    """Read an expectation, as in ``churn_rate<0.25``.

    Raises
    ------
    ValueError
        If it is not written like that, or if there is no such key figure.

    Examples
    --------
    >>> parse_expectation("churn_rate < 0.25")[1:]
    ('churn_rate', '<', 0.25)
    """
    match = WRITTEN.match(text)
    bound = _number(match[3]) if match else None
    if match is None or bound is None:
        raise ValueError(
            f'--expect is "{text}", but must be a key figure, one of < <= > >=, and a number, '
            "as in churn_rate<0.25"
        )
    check_kpi(match[1])
    return Expectation(text, match[1], match[2], bound)


def parse_precision(text: str) -> tuple[str, float]:
    """Read a precision, with or without the key figure that it is asked of.

    Examples
    --------
    >>> parse_precision("5%"), parse_precision("profit=10%")
    (('churn_rate', 0.05), ('profit', 0.1))
    """
    kpi, named, share = text.rpartition("=")
    kpi = kpi.strip() if named else DEFAULT_KPI
    check_kpi(kpi)
    return kpi, share_of(share)


def judge(expectation: Expectation, found: Iterable[Found]) -> list[Judgement]:
    """Judge an expectation on intervals: it holds where all of the interval keeps the bound.

    Examples
    --------
    >>> small = parse_expectation("churn_rate<0.25")
    >>> judge(small, [Found("", 0.24, 0.23, 0.26)])[0].sentence
    'churn_rate<0.25 is not supported: 0.24, interval 0.23 to 0.26'
    """
    judged = []
    for name, mean, low, high in found:
        end = high if expectation.sign.startswith("<") else low
        holds = {
            "<": end < expectation.bound,
            "<=": end <= expectation.bound,
            ">": end > expectation.bound,
            ">=": end >= expectation.bound,
        }[expectation.sign]
        if isnan(mean):
            figures = "there is nothing to compute it from"
        elif isnan(end):
            figures = f"{mean:.6g} in one replication, which has no interval"
        else:
            figures = f"{mean:.6g}, interval {low:.6g} to {high:.6g}"
        verdict = "is supported" if holds else "is not supported"
        where = f" at {name}" if name else ""
        sentence = f"{expectation.text}{where} {verdict}: {figures}"
        judged.append(Judgement(expectation, name, holds, sentence))
    return judged


def found_in(summary: pd.DataFrame) -> dict[str, list[Found]]:
    """Take what was found from a summary: mean, low and high by key figure."""
    return {
        str(kpi): [Found("", row["mean"], row["low"], row["high"])]
        for kpi, row in summary.iterrows()
    }


def found_at(points: Sequence[str], summary: pd.DataFrame) -> dict[str, list[Found]]:
    """Take what was found at each point of a sweep."""
    return {
        str(kpi): [
            Found(name, row.mean, row.low, row.high)
            for name, row in zip(points, rows[["mean", "low", "high"]].itertuples(), strict=True)
        ]
        for kpi, rows in summary.groupby("kpi", sort=False)
    }


def conclude(
    what: str,
    expectations: Sequence[Expectation],
    found: Callable[[], Mapping[str, list[Found]]],
    junit: Path | None,
    properties: Callable[[], Mapping[str, object]],
    status: int = DONE,
) -> None:
    """Say which expectations do not hold, write what was asked for, and end accordingly.

    Parameters
    ----------
    what
        What was done.
    expectations
        What was to come out.
    found
        Returns what did, by key figure; asked only where something was expected.
    junit
        Where it is to be written, if anywhere.
    properties
        Returns what else is written there; asked only where it is.
    status
        With what to end where something else than an expectation decides it.

    Raises
    ------
    click.exceptions.Exit
        With the status, or with 1 where an expectation does not hold.
    """
    known = found() if expectations else {}
    judged = [one for each in expectations for one in judge(each, known[each.kpi])]
    if junit is not None:
        cases = [
            Case(f"{one.expectation.text} {one.name}".strip(), one.sentence, one.holds)
            for one in judged
        ]
        write_junit(junit, what, cases or [Case("done", "the work was done")], properties())
    failed = [one.sentence for one in judged if not one.holds]
    say(failed)
    if status == DONE and failed:
        status = FAILED
    if status != DONE:
        click.get_current_context().exit(status)


def check_file(file: Path | None) -> None:
    """Refuse a file that cannot be written, before anything is done for it.

    Raises
    ------
    OSError
        If its folder is not there, or may not be written.
    """
    if file is None:
        return
    with _named(file), TemporaryFile(dir=file.parent):
        pass


def write_junit(
    file: Path, suite: str, cases: Iterable[Case], properties: Mapping[str, object]
) -> None:
    """Write what was found as JUnit XML, which build servers show; all of the file or nothing.

    Parameters
    ----------
    file
        Where.
    suite
        What was run.
    cases
        What was found.
    properties
        What else is to be said: seed, parity hash and so on.
    """
    from junitparser import Failure, JUnitXml, TestCase, TestSuite

    told = TestSuite(suite)
    for name, value in properties.items():
        told.add_property(name, str(value))
    for one in cases:
        case = TestCase(one.name, classname=suite)
        case.system_out = one.sentence
        if not one.holds:
            case.result = [Failure(one.sentence)]
        told.add_testcase(case)
    report = JUnitXml("silent26")
    report.add_testsuite(told)
    half = file.with_name(f".{file.name}.half")
    with _named(file):
        try:
            report.write(str(half), pretty=True)
            os.replace(half, file)
        finally:
            with suppress(OSError):
                half.unlink()


@contextmanager
def _named(file: Path) -> Iterator[None]:
    """Let whatever goes wrong be told with the name of the file that was asked for."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        sentence = f"the report cannot be written: {reason[:1].lower()}{reason[1:]}"
        raise OSError(error.errno or 0, sentence, str(file)) from error


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if isfinite(number) else None
