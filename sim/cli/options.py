"""What may follow a command: its options, and the scenario that they come to."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

if TYPE_CHECKING:
    from sim.assumptions import Scenario
    from sim.study.engines import Engine
    from sim.study.workers import Jobs


class Wanted(NamedTuple):
    """What somebody asks for beside the scenario."""

    seed: int
    engine: "Engine"
    replications: int
    """How many; at most, where a precision is asked for."""
    jobs: "Jobs" = 1
    dask: str | None = None
    """Where a Dask scheduler listens, to work there and not here."""
    out: Path | None = None
    """The folder for the results."""
    events: bool = False
    precision: tuple[str, float] | None = None
    """A key figure, and the share of its mean that its interval is to reach to either side."""


F = TypeVar("F", bound=Callable[..., Any])

MOST_REPLICATIONS = 100_000
MOST_JOBS = 1_000
MOST_SEED = 2**63 - 1
FORMATS = ("table", "json", "csv")


class OneOf(click.ParamType):
    """One of a few words.

    Parameters
    ----------
    *words
        The words.
    """

    name = "word"

    def __init__(self, *words: str) -> None:
        self.words = words

    def convert(self, value: Any, param: Any, ctx: Any) -> str:
        """Return the word, or say which words there are."""
        if value in self.words:
            return str(value)
        *others, last = self.words
        raise click.UsageError(
            f"{_name(param)} is {_shown(value)}, but must be {', '.join(others)} or {last}"
        )


class Whole(click.ParamType):
    """A whole number.

    Parameters
    ----------
    low, high
        The least and the most that it may be.
    """

    name = "number"

    def __init__(self, low: int, high: int | None = None) -> None:
        self.low = low
        self.high = high

    def convert(self, value: Any, param: Any, ctx: Any) -> int:
        """Return the number, or say what it has to be."""
        try:
            number = int(value)
        except ValueError:
            number = None
        if number is not None and self.low <= number and (self.high is None or number <= self.high):
            return number
        rule = f"{self.low} or more" if self.high is None else f"from {self.low} to {self.high}"
        raise click.UsageError(
            f"{_name(param)} is {_shown(value)}, but must be a whole number, {rule}"
        )


class Cores(click.ParamType):
    """A number of workers, or ``auto``."""

    name = "number"

    def convert(self, value: Any, param: Any, ctx: Any) -> "int | str":
        """Return the number or the word, or say what it has to be."""
        if value == "auto":
            return "auto"
        try:
            return Whole(1, MOST_JOBS).convert(value, param, ctx)
        except click.UsageError as error:
            raise click.UsageError(f"{error.message}, or auto") from None


def _name(param: click.Parameter) -> str:
    return max(param.opts, key=len)


def _shown(value: object) -> str:
    text = str(value)
    return text if len(text) <= 40 else text[:37] + "..."


def of_a_scenario(command: F) -> F:
    """Add what says which scenario it is."""
    return click.argument("scenario")(of_changes(command))


def of_changes(command: F) -> F:
    """Add the options that change a scenario."""
    for option in (
        click.option("--preset", metavar="slogans|published", help="The reading of the evidence."),
        click.option(
            "--set",
            "changes",
            metavar="KEY=VALUE",
            multiple=True,
            help="Change a parameter; may be given again.",
        ),
    )[::-1]:
        command = option(command)
    return command


def of_a_run(command: F) -> F:
    """Add the options that say how a scenario is lived."""
    days = click.option("--days", type=Whole(1), metavar="N", help="Days to simulate: time.days.")
    return days(of_luck(command))


def of_luck(command: F) -> F:
    """Add the options that say whose luck it is, and which engine lives it."""
    for option in (
        click.option(
            "--seed", type=Whole(0, MOST_SEED), metavar="N", default=26, help="Whose luck. [26]"
        ),
        click.option(
            "--engine",
            type=OneOf("auto", "simpy", "compiled"),
            metavar="auto|simpy|compiled",
            default="auto",
            help="Which engine; it changes no number. [auto]",
        ),
    )[::-1]:
        command = option(command)
    return command


def of_replications(default: int, taken: bool = True) -> Callable[[F], F]:
    """Add the option that says how often a scenario is lived.

    Parameters
    ----------
    default
        How often where nothing is given.
    taken
        Whether the command is handed the default, or None so that it can tell.
    """
    return click.option(
        "--replications",
        type=Whole(1, MOST_REPLICATIONS),
        metavar="N",
        default=default if taken else None,
        help=f"How often, each time with other luck. [{default}]",
    )


def of_work(command: F) -> F:
    """Add the options that say where work is done, and where its results go."""
    for option in (
        click.option(
            "--jobs",
            type=Cores(),
            metavar="N|auto",
            default="1",
            help="How many runs at once; it changes no number. [1]",
        ),
        click.option(
            "--dask", metavar="ADDRESS", help="Work on the Dask cluster whose scheduler is there."
        ),
        click.option(
            "--out",
            type=click.Path(path_type=Path),
            metavar="DIR",
            help="Keep the results here; a run that was cut off goes on from there.",
        ),
    )[::-1]:
        command = option(command)
    return command


def of_expectations(command: F) -> F:
    """Add the options that say what is to come out."""
    for option in (
        click.option(
            "--expect",
            "expected",
            metavar='"KPI<VALUE"',
            multiple=True,
            help="End with status 1 unless the interval supports it; may be given again.",
        ),
        click.option(
            "--junit",
            type=click.Path(path_type=Path, dir_okay=False),
            metavar="FILE",
            help="Write what was expected and found as JUnit XML.",
        ),
    )[::-1]:
        command = option(command)
    return command


def in_a_format(command: F) -> F:
    """Add the option that says how the answer looks."""
    return click.option(
        "--format",
        "form",
        type=OneOf(*FORMATS),
        metavar="|".join(FORMATS),
        default="table",
        help="How to show it. [table]",
    )(command)


def at_least_two(replications: int | None, why: str) -> None:
    """Refuse a single replication where an interval is needed; nothing given is the default.

    Examples
    --------
    >>> at_least_two(2, "a claim is judged on an interval")
    """
    if replications == 1:
        raise click.UsageError(f"--replications is 1, but must be 2 or more: {why}")


def scenario_of(
    name: str, preset: str | None, changes: tuple[str, ...], days: int | None = None
) -> "Scenario":
    """Load the scenario that somebody asks for.

    Parameters
    ----------
    name
        A bundled name, or where a file is.
    preset
        The preset, if one was asked for.
    changes
        Texts ``KEY=VALUE``.
    days
        The days to simulate, where they were asked for on their own.

    Raises
    ------
    ScenarioError
        When there is no such scenario.
    """
    from sim.assumptions import ScenarioError, load

    if days is None:
        return load(name, preset, changes)
    keys = [text.partition("=")[0].strip() for text in changes]
    if "time.warm_up_days" not in keys:
        others = [text for key, text in zip(keys, changes, strict=True) if key != "time.days"]
        warm_up = load(name, preset, others).time.warm_up_days
        if warm_up >= days:
            raise ScenarioError(
                [
                    f"--days is {days}, but the warm-up alone takes {warm_up}: give more days, "
                    "or --set time.warm_up_days=0"
                ]
            )
    return load(name, preset, [*changes, f"time.days={days}"])
