"""The command ``grade``: a folder of hand-ins becomes one table, and a page for each student."""

import importlib.util
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import click

from sim.cli.ending import INTERRUPTED, say
from sim.cli.options import Whole, in_a_format

MOST_JOBS = 64
FOLDER = click.Path(path_type=Path)


@click.command()
@click.argument("folder", type=FOLDER)
@click.option(
    "--key", type=FOLDER, metavar="DIR", help="The masters of the exercises. [exercises/masters]"
)
@click.option("--out", type=FOLDER, metavar="DIR", help="Where results go. [FOLDER-graded]")
@click.option(
    "--jobs", type=Whole(1, MOST_JOBS), metavar="N", default=1, help="How many at once. [1]"
)
@click.option(
    "--seconds", type=Whole(1), metavar="N", default=60, help="A cell is stopped after these. [60]"
)
@click.option(
    "--total-seconds",
    type=Whole(1),
    metavar="N",
    default=600,
    help="A hand-in is stopped after these. [600]",
)
@click.option("--memory", type=Whole(300), metavar="MB", default=1500, help="Of a hand-in. [1500]")
@click.option(
    "--processes",
    type=Whole(20),
    metavar="N",
    default=64,
    help="Processes and threads of a hand-in. [64]",
)
@click.option(
    "--output",
    type=Whole(1),
    metavar="KB",
    default=1000,
    help="What a hand-in may print and draw. [1000]",
)
@click.option(
    "--isolation",
    metavar="NAME",
    help="Refuse any but this one, such as bubblewrap; else the tightest that works here.",
)
@in_a_format
def grade(
    folder: Path,
    key: Path | None,
    out: Path | None,
    jobs: int,
    isolation: str | None,
    form: str,
    **most: int,
) -> None:
    """Grade a folder of hand-ins by the masters of the exercises.

    FOLDER holds STUDENT/EXERCISE.ipynb, with folders between if need be, or
    STUDENT__EXERCISE.ipynb. Whatever else is in it gets a line of its own.

    Hand-ins are other people's code: each runs apart from everything else, with limits. The
    answer says by what, and what that does not cover.

    The results folder receives grades.csv, checks.csv, grades.json, a page for each student in
    feedback/, and nbgrader's gradebook. Interrupted, the same command goes on.
    """
    _check_installation()
    from sim.cli.graded import shown
    from sim.play.grading.grading import grade as graded
    from sim.play.grading.limits import Limits

    place = (
        out if out is not None else folder.resolve().with_name(f"{folder.resolve().name}-graded")
    )
    try:
        found = graded(folder, place, key, Limits(**most), jobs, isolation, _bar)
    except KeyboardInterrupt:
        say(["interrupted: what is finished is kept, and the same command goes on from there"])
        raise click.exceptions.Exit(INTERRUPTED) from None
    click.echo(shown(found, place, form), nl=False)


def _check_installation() -> None:
    if importlib.util.find_spec("resource") is None:
        raise click.UsageError("grade needs Linux or macOS: on Windows, use it inside WSL")
    if importlib.util.find_spec("nbgrader") is None:
        raise click.UsageError(
            "grade needs nbgrader, which is not installed here: pip install 'silent26[grade]'"
        )


def _bar(total: int) -> AbstractContextManager[Any]:
    from sim.study.progress import progress

    return progress(total, "hand-ins")
