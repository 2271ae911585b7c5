"""The commands."""

from pathlib import Path
from typing import Any

import click

import sim
from sim.cli.boards import board
from sim.cli.checking import check
from sim.cli.classroom import classroom
from sim.cli.ending import DONE, INTERRUPTED, Commands, say
from sim.cli.grading import grade
from sim.cli.options import (
    MOST_SEED,
    OneOf,
    Wanted,
    Whole,
    at_least_two,
    in_a_format,
    of_a_run,
    of_a_scenario,
    of_changes,
    of_expectations,
    of_luck,
    of_replications,
    of_work,
    scenario_of,
)
from sim.cli.owning import fit
from sim.cli.paging import pocket, site
from sim.cli.training import trainer

REPLICATIONS = 10
MOST_FOR_PRECISION = 1_000


@click.group(cls=Commands, invoke_without_command=True)
@click.version_option(sim.__version__, prog_name="silent26", message="%(prog)s %(version)s")
@click.pass_context
def silent26(context: click.Context) -> None:
    """The Silent 26: a simulator of customer service.

    SCENARIO is the name of a bundled scenario or a path to a TOML file.
    """
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


@silent26.command()
def scenarios() -> None:
    """List the bundled scenarios, a line each."""
    from sim.assumptions import bundled, title_of

    names = bundled()
    width = max(map(len, names))
    for name in names:
        click.echo(f"{name:<{width}}  {title_of(name)}")


@silent26.command()
@of_a_scenario
@click.option("--section", metavar="NAME", help="Only this section, such as voice.")
@in_a_format
def show(
    scenario: str, preset: str | None, changes: tuple[str, ...], section: str | None, form: str
) -> None:
    """Show every parameter: value, unit, source, grade."""
    from sim.cli.parameters import shown

    click.echo(shown(scenario_of(scenario, preset, changes), section, form), nl=False)


@silent26.command()
@of_a_scenario
@of_a_run
@of_replications(REPLICATIONS, taken=False)
@click.option(
    "--precision",
    metavar="5%|KPI=5%",
    help="Go on until the interval of a key figure reaches no further than this share of its mean "
    "to either side; churn_rate unless another is named, and --replications at most. [1000]",
)
@of_work
@click.option("--events", is_flag=True, help="Keep every event as well; with --out.")
@of_expectations
@in_a_format
def run(
    scenario: str,
    preset: str | None,
    changes: tuple[str, ...],
    days: int | None,
    precision: str | None,
    expected: tuple[str, ...],
    junit: Path | None,
    form: str,
    **asked: Any,
) -> None:
    """Live a scenario several times, and show what came of it."""
    if asked["events"] and asked["out"] is None:
        raise click.UsageError("--events needs --out DIR: the events are kept in a file there")
    world = scenario_of(scenario, preset, changes, days)

    from sim.cli.expecting import check_file, conclude, found_in, parse_expectation, parse_precision
    from sim.cli.figures import shown
    from sim.cli.living import live
    from sim.study.parity import parity_hash

    judging = [parse_expectation(text) for text in expected]
    check_file(junit)
    if precision is not None:
        at_least_two(asked["replications"], "--precision is that of an interval")
        asked["precision"] = parse_precision(precision)
    usual = REPLICATIONS if precision is None else MOST_FOR_PRECISION
    wanted = Wanted(**{**asked, "replications": asked["replications"] or usual})
    answer = live(world, wanted)
    done, often = len(answer.experiment.figures), answer.asked
    if often is not None:
        more = "" if wanted.out is None else "; the same command goes on from there"
        say([f"interrupted: {done} of {often} replications were finished, and are shown{more}"])
    click.echo(shown(answer.experiment, often or done, form, answer.remarks), nl=False)
    conclude(
        f"run {scenario}",
        judging,
        lambda: found_in(answer.experiment.summary()),
        junit,
        lambda: {"seed": wanted.seed, "parity_hash": parity_hash(answer.experiment)},
        DONE if often is None else INTERRUPTED,
    )


@silent26.command()
@click.argument("a")
@click.argument("b", required=False)
@of_changes
@click.option(
    "--set-b",
    "changes_of_b",
    metavar="KEY=VALUE",
    multiple=True,
    help="Change a parameter of B alone; may be given again. Without B, of A.",
)
@of_a_run
@of_replications(30)
@of_work
@of_expectations
@in_a_format
def compare(
    a: str,
    b: str | None,
    preset: str | None,
    changes: tuple[str, ...],
    changes_of_b: tuple[str, ...],
    days: int | None,
    expected: tuple[str, ...],
    junit: Path | None,
    form: str,
    **asked: Any,
) -> None:
    """Live two scenarios with the same luck, and show what differs: B less A."""
    if b is None and not changes_of_b:
        raise click.UsageError("compare needs two scenarios, or one and --set-b KEY=VALUE")
    one = scenario_of(a, preset, changes, days)
    own_days = any(text.partition("=")[0].strip() == "time.days" for text in changes_of_b)
    other = scenario_of(b or a, preset, (*changes, *changes_of_b), None if own_days else days)

    from sim.cli.comparing import compared, hash_of, shown
    from sim.cli.expecting import check_file, conclude, found_in, parse_expectation

    judging = [parse_expectation(text) for text in expected]
    check_file(junit)
    wanted = Wanted(**asked)
    found = compared(one, other, wanted)
    click.echo(shown(found, form), nl=False)
    conclude(
        f"compare {a} {b or a}",
        judging,
        lambda: found_in(found.summary().rename(columns={"difference": "mean"})),
        junit,
        lambda: {"seed": wanted.seed, "parity_hash": hash_of(found)},
    )


@silent26.command()
@of_a_scenario
@click.option(
    "--vary",
    metavar="KEY=LO:HI:N",
    multiple=True,
    required=True,
    help="N values of a parameter from LO to HI, or KEY=A,B,C; again for every combination.",
)
@of_a_run
@of_replications(REPLICATIONS)
@of_work
@of_expectations
@in_a_format
def sweep(
    scenario: str,
    preset: str | None,
    changes: tuple[str, ...],
    vary: tuple[str, ...],
    days: int | None,
    expected: tuple[str, ...],
    junit: Path | None,
    form: str,
    **asked: Any,
) -> None:
    """Live a scenario at many values of its parameters, with the same luck at each."""
    world = scenario_of(scenario, preset, changes, days)

    from sim.cli.expecting import check_file, conclude, found_at, parse_expectation
    from sim.cli.sweeping import hash_of, point_names, shown, swept
    from sim.study.design import parse_vary

    judging = [parse_expectation(text) for text in expected]
    check_file(junit)
    varied: dict[str, list[Any]] = {}
    for text in vary:
        key, values = parse_vary(text)
        if key in varied:
            raise click.UsageError(f"--vary names {key} twice, but must name it once")
        varied[key] = values
    wanted = Wanted(**asked)
    found = swept(world, varied, wanted)
    click.echo(shown(found, form), nl=False)
    conclude(
        f"sweep {scenario}",
        judging,
        lambda: found_at(point_names(found), found.summary()),
        junit,
        lambda: {"seed": wanted.seed, "parity_hash": hash_of(found)},
    )


@silent26.command()
@click.option("--trade", metavar="SCENARIO", default="corner_shop", help="Where. [corner_shop]")
@of_changes
@click.option("--only", metavar="CLAIM", multiple=True, help="Try this claim; may be given again.")
@of_a_run
@of_replications(30)
@of_work
@click.option(
    "--junit",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write the verdicts as JUnit XML.",
)
@in_a_format
def claims(
    trade: str,
    preset: str | None,
    changes: tuple[str, ...],
    only: tuple[str, ...],
    days: int | None,
    junit: Path | None,
    form: str,
    **asked: Any,
) -> None:
    """Try the outcome claims of the articles, and show the verdict on each."""
    scenario_of(trade, preset, changes, days)  # whatever is wrong with it is said first
    at_least_two(asked["replications"], "a claim is judged on an interval")

    from sim.assumptions.reading import parse_setting
    from sim.cli.expecting import check_file, write_junit
    from sim.cli.trying import cases_of, hash_of, shown, tried

    check_file(junit)
    settings = dict(parse_setting(text) for text in changes)
    if days is not None:
        settings["time.days"] = days
    wanted = Wanted(**asked)
    found = tried(preset or "slogans", trade, settings, only, wanted)
    click.echo(shown(found, form, trade, wanted), nl=False)
    if junit is not None:
        about = {"seed": wanted.seed, "parity_hash": hash_of(found)}
        write_junit(junit, "claims", cases_of(found), about)


@silent26.command()
@of_a_scenario
@click.option(
    "--customer", type=Whole(0), metavar="N", required=True, help="The customer's number, from 0."
)
@of_a_run
@click.option(
    "--replication",
    type=Whole(0, MOST_SEED),
    metavar="N",
    default=0,
    help="Which replication of that luck. [0]",
)
@click.option("--from-day", type=Whole(0), metavar="D", default=0, help="Begin on this day. [0]")
@click.option("--limit", type=Whole(1), metavar="N", help="Show no more than so many lines.")
@in_a_format
def follow(
    scenario: str,
    preset: str | None,
    changes: tuple[str, ...],
    customer: int,
    days: int | None,
    seed: int,
    engine: str,
    replication: int,
    from_day: int,
    limit: int | None,
    form: str,
) -> None:
    """Follow one customer's life, an event a line."""
    world = scenario_of(scenario, preset, changes, days)
    people = world.market.people
    if customer >= people:
        raise click.UsageError(
            f"--customer is {customer}, but the people of this market are numbered "
            f"from 0 to {people - 1}"
        )

    from sim.cli.lives import shown
    from sim.study.run import run as live

    one = live(world, seed, replication, engine)  # type: ignore[arg-type]
    click.echo(shown(one, customer, from_day, limit, form), nl=False)


for command in (board, check, classroom, fit, grade, pocket, site, trainer):
    silent26.add_command(command)


@silent26.command()
@of_a_scenario
@click.option(
    "--strategy",
    "strategies",
    metavar="FILE",
    multiple=True,
    help="A TOML of decisions, a Python file with decide(view), or a computer team's name; may be "
    "given again.",
)
@click.option("--alone", is_flag=True, help="Without the computer teams that are not named.")
@click.option(
    "--quarters", type=Whole(1, 20), metavar="N", default=8, help="How many are decided. [8]"
)
@click.option("--budget", type=float, metavar="MONEY", help="For the decisions of a quarter.")
@click.option(
    "--shocks",
    type=OneOf("scenario", "seed", "none"),
    metavar="scenario|seed|none",
    default="scenario",
    help="Where shocks come from. [scenario]",
)
@click.option(
    "--debrief", "told", is_flag=True, help="Write the debrief of the game too; with --out."
)
@of_luck
@of_replications(30)
@of_work
@in_a_format
def play(
    scenario: str,
    preset: str | None,
    changes: tuple[str, ...],
    strategies: tuple[str, ...],
    alone: bool,
    quarters: int,
    budget: float | None,
    shocks: str,
    told: bool,
    form: str,
    **asked: Any,
) -> None:
    """Let strategies play the flight simulator against each other, many times over."""
    if told and asked["out"] is None:
        raise click.UsageError("--debrief needs --out DIR: it is kept in a file there")
    at_least_two(asked["replications"], "teams are ranked by intervals")
    world = scenario_of(scenario, preset, changes)

    from sim.cli.playing import match_of, played, shown

    wanted = Wanted(**asked)
    match = match_of(world, strategies, alone, quarters, wanted.seed, budget, shocks, told)
    click.echo(shown(played(match, wanted), form), nl=False)


@silent26.command()
def warm() -> None:
    """Compile the engine, once for all later runs."""
    from sim.cli.warming import warm_up

    warm_up()
