"""The command ``check``: every fault of a scenario's file or of a trainer's, with its line."""

import click


@click.command()
@click.argument("file")
def check(file: str) -> None:
    """Tell every fault of a scenario file or of a trainer's file, with its line."""
    from sim.assumptions import ScenarioError
    from sim.assumptions import check as faults_of
    from sim.workshop import check_workshop, is_workshop

    kind, found = "scenario", faults_of
    if is_workshop(file):
        kind, found = "workshop", check_workshop
    faults = found(file)
    if faults:
        raise ScenarioError(faults)
    click.echo(f"{file} is a valid {kind}")
