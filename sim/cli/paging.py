"""The commands ``pocket`` and ``site``: the modules as pages that need no kernel."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sim.cli.options import of_replications

if TYPE_CHECKING:
    from sim.pages.leaf import Leaf

FILE = click.Path(path_type=Path)


def of_modules(command: Any) -> Any:
    """Add the options that say which modules, and how often their settings are lived."""
    which = click.option(
        "--module",
        "modules",
        metavar="NUMBER",
        multiple=True,
        help="Only this module, such as 02; may be given again.",
    )
    return which(of_replications(8)(command))


@click.command()
@click.argument("file", type=FILE)
@of_modules
def pocket(file: Path, modules: tuple[str, ...], replications: int) -> None:
    """Write all modules into one FILE that opens from a stick or on a phone.

    Each slider has 21 stops, which are lived now. It takes some ten minutes.
    """
    from sim.pages.writing import BEGINS
    from sim.pages.writing import pocket as written
    from sim.play.company.writing import check_place, write_whole

    wanted = _wanted(modules, replications)
    check_place(file, BEGINS)
    write_whole(file, written(list(_lived(wanted, replications))), BEGINS)
    click.echo(f"Written to {file}: {file.stat().st_size / 1e6:.1f} MB")


@click.command()
@click.argument("folder", type=FILE)
@of_modules
def site(folder: Path, modules: tuple[str, ...], replications: int) -> None:
    """Write all modules into FOLDER, a page each, for a server or a stick."""
    from sim.pages.writing import check_folder, write_site

    wanted = _wanted(modules, replications)
    check_folder(folder)
    write_site(list(_lived(wanted, replications)), folder)
    click.echo(f"Written to {folder}: open {folder / 'index.html'}")


def _wanted(modules: tuple[str, ...], replications: int) -> tuple[str, ...]:
    from sim.cli.options import at_least_two
    from sim.pages.leaf import NUMBERS

    at_least_two(replications, "every figure has its interval")
    for one in modules:
        if one not in NUMBERS:
            raise click.UsageError(f"--module is {one}, but must be one of {', '.join(NUMBERS)}")
    return modules or NUMBERS


def _lived(modules: tuple[str, ...], replications: int) -> "Iterator[Leaf]":
    from sim.lessons import lesson
    from sim.pages.leaf import leaf
    from sim.pages.stops import STOPS
    from sim.study.progress import progress

    whole = sum(STOPS * len(lesson(one).views) for one in modules)
    done = 0
    with progress(whole, "living the modules") as show:

        def on_stop() -> None:
            nonlocal done
            done += 1
            show(done)

        for one in modules:
            yield leaf(one, replications, on_stop=on_stop)
