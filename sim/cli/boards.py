"""The command ``board``: what stands on the board of a class, and its votes as a table."""

from pathlib import Path

import click

FILE = click.Path(path_type=Path)


@click.command()
@click.argument("file", type=FILE)
@click.option("--out", type=FILE, metavar="CSV", help="Write every vote into a table.")
def board(file: Path, out: Path | None) -> None:
    """Tell how a class has voted. FILE is the board of a class, or the folder that it shares."""
    from sim.play.board import board_at
    from sim.play.board.table import BEGINS, summary, votes_table
    from sim.play.company.writing import check_place, write_whole

    if not file.exists():
        raise click.UsageError(f"{file}: there is no board here")
    if out is not None:
        check_place(out, BEGINS)
    found = board_at(file).read()
    told, aside = summary(found.entries)
    if out is not None:
        write_whole(out, votes_table(found.entries), BEGINS)
        told.append(f"Written to {out}")
    for line in told:
        click.echo(line)
    for sentence in (*found.aside, *aside):
        click.echo(sentence, err=True)
