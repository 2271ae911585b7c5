"""The commands."""

from pathlib import Path

import click

import sim
from sim.cli.ending import INTERRUPTED, Commands, say
from sim.cli.options import (
    MOST_REPLICATIONS,
    MOST_SEED,
    Whole,
    in_a_format,
    of_a_run,
    of_a_scenario,
    scenario_of,
)


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
@click.option(
    "--replications",
    type=Whole(1, MOST_REPLICATIONS),
    metavar="N",
    default=10,
    help="How often, each time with other luck. [10]",
)
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="DIR", help="Keep the results here."
)
@click.option("--events", is_flag=True, help="Keep every event as well; with --out.")
@in_a_format
def run(
    scenario: str,
    preset: str | None,
    changes: tuple[str, ...],
    days: int | None,
    seed: int,
    engine: str,
    replications: int,
    out: Path | None,
    events: bool,
    form: str,
) -> None:
    """Live a scenario several times, and show what came of it."""
    if events and out is None:
        raise click.UsageError("--events needs --out DIR: the events are kept in a file there")
    world = scenario_of(scenario, preset, changes, days)

    from sim.cli.figures import shown
    from sim.cli.living import live

    experiment = live(world, replications, seed, engine, out, events)
    done = len(experiment.figures)
    if done < replications:
        say([f"interrupted: {done} of {replications} replications were finished, and are shown"])
    click.echo(shown(experiment, replications, form), nl=False)
    if done < replications:
        click.get_current_context().exit(INTERRUPTED)


@silent26.command()
@click.argument("file")
def check(file: str) -> None:
    """Tell every fault of a scenario file, with its line."""
    from sim.assumptions import ScenarioError
    from sim.assumptions import check as faults_of

    faults = faults_of(file)
    if faults:
        raise ScenarioError(faults)
    click.echo(f"{file} is a valid scenario")


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


@silent26.command()
def warm() -> None:
    """Compile the engine, once for all later runs."""
    from sim.cli.warming import warm_up

    warm_up()
