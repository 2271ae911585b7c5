"""The command ``trainer``: the trainer's kit, from the texts and the runs."""

from pathlib import Path

import click

FOLDER = click.Path(path_type=Path)


@click.command()
@click.argument("folder", type=FOLDER)
@click.option("--pdf/--no-pdf", default=True, help="Whether to set what is printed, too.")
@click.option("--check", is_flag=True, help="Write nothing: say what in FOLDER is out of date.")
@click.pass_context
def trainer(context: click.Context, folder: Path, pdf: bool, check: bool) -> None:
    """Write run sheets, programmes, prints and slides into FOLDER.

    All modules are lived for their figures. It takes some minutes.
    """
    from sim.lessons import NAMES
    from sim.study.progress import progress
    from sim.trainer.kit import check_folder, make_kit, stale, write_kit
    from sim.trainer.setting import can_set

    pdf = pdf and not check
    if pdf and not can_set():
        raise click.UsageError(
            "PDF needs typst, which is not installed: take silent26[class], or give --no-pdf"
        )
    if not check:
        check_folder(folder)
    done = 0
    with progress(len(NAMES), "living the modules") as show:

        def on_module() -> None:
            nonlocal done
            done += 1
            show(done)

        kit = make_kit(pdf, on_module)
    if not check:
        write_kit(kit, folder)
        click.echo(f"Written to {folder}: open {folder / 'README.md'}")
        return
    faults = stale(kit, folder)
    click.echo("\n".join(faults) or f"{folder} says what the runs say")
    context.exit(1 if faults else 0)
