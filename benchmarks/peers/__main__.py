"""The Silent 26 beside its peers: ``python -m benchmarks.peers``.

Every package lives the same small world (`benchmarks.peers.reduced`), one after the other in
several goes, and the fastest go of each counts.
"""

import logging
from typing import Any

import click
from rich.console import Console
from rich.logging import RichHandler
from rich.table import Table

from benchmarks.peers import theory
from benchmarks.peers.reduced import WORLD
from benchmarks.peers.results import CONFIDENCE, compare_peers

AGREES = {True: "yes", False: "no", None: "cannot tell"}


def table_of(rows: list[dict[str, Any]]) -> Table:
    """Return the table that people read."""
    world = WORLD
    title = (
        f"{world.customers:,} customers, a team of {world.staff}, {world.days} days: "
        f"mean wait {theory.mean_wait(world):.2f} minutes by Erlang C"
    )
    caption = f"± reaches to the ends of the {CONFIDENCE:.1%} interval"
    table = Table(title=title, caption=caption)
    table.add_column("")
    for column in ("us a visit", "times ours", "mean wait", "visits a day"):
        table.add_column(column, justify="right")
    table.add_column("agrees")
    for row in rows:
        if row["absent"]:
            table.add_row(_named(row), "absent")
            continue
        table.add_row(
            _named(row),
            f"{row['microseconds']:.3g}",
            f"{row['times_ours']:.3g}",
            _with_reach(row, "wait", 2),
            _with_reach(row, "visits_a_day", 1),
            AGREES[row["agrees"]],
        )
    return table


def _named(row: dict[str, Any]) -> str:
    return f"{row['name']} {row['version']}"


def _with_reach(row: dict[str, Any], key: str, digits: int) -> str:
    """Write a mean and how far its interval reaches, if it has one."""
    mean, high = row[key], row[f"{key}_high"]
    reach = "" if high is None else f" ± {high - mean:.{digits}f}"
    return f"{mean:.{digits}f}{reach}"


@click.command()
@click.option("--goes", default=3, show_default=True, help="How often each has its turn.")
def main(goes: int) -> None:
    """Compare The Silent 26 with its peers."""
    console = Console()
    logging.basicConfig(
        level=logging.INFO,
        format="%(message)s",
        handlers=[RichHandler(console=Console(stderr=True), show_path=False)],
    )
    try:
        rows = compare_peers(goes)
    except ValueError as error:
        raise click.ClickException(str(error)) from None
    console.print(table_of(rows))
    for row in rows:
        for sentence in [*row["objections"], *filter(None, [row["absent"]])]:
            console.print(f"{row['name']}: {sentence}.")


if __name__ == "__main__":
    main()
