"""The command ``class``: a room of seats, served from this machine."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sim.cli.ending import DONE, say

if TYPE_CHECKING:
    from sim.classroom.plan import Class


@click.command("class")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--one-user",
    is_flag=True,
    help="Run all seats as the user who starts this, even where each could be one of its own.",
)
def classroom(file: Path, one_user: bool) -> None:
    """Serve a class from this machine, as the trainer's FILE has it.

    Shows an address and a QR code. Learners take a seat there and find the modules as pages;
    analysts and the trainer find JupyterLab. Every seat's work is kept beside FILE, in a folder of
    its name: stopped or cut off, the same command goes on with it.
    """
    from sim.classroom.needs import check_system
    from sim.workshop import read_workshop

    check_system()
    workshop = read_workshop(file)

    from sim.classroom.plan import class_of
    from sim.classroom.serving import serve

    room = class_of(file, workshop, one_user)
    say([f"getting {len(room.seats) - 1} seats ready ..."])
    try:
        serve(room, one_user, _living, lambda: click.echo(_opened(room)))
    except KeyboardInterrupt:
        say(["the class is closed: every seat's work is kept"])
        raise click.exceptions.Exit(DONE) from None


def _living(module: str) -> None:
    say([f"living the first answers of module {module}, once for this file ..."])


def _opened(room: "Class") -> str:
    from sim.classroom.held import held
    from sim.classroom.network import addresses, qr_for_terminal, url_of

    address = url_of(room.workshop.port)
    others = ", ".join(f"http://{one}:{room.workshop.port}/" for one in addresses()[1:])
    seats = ", ".join(seat.name for seat in room.seats[1:])
    lines = [
        qr_for_terminal(address),
        f"{room.workshop.title} is open.",
        "",
        f"  Address    {address}",
        *([f"  Or         {others}"] if others else []),
        f"  Password   {room.password}",
        f"  Seats      {seats}",
        f"  Trainer    {address}hub/home  seat: trainer  password: {room.trainer_password}",
        "             (for the projector: the QR code, the password, and who is here)",
        f"  Kept in    {room.folder}",
        "",
        *held(room),
        "",
        "Ctrl-C closes the class.",
    ]
    return "\n".join(lines)
