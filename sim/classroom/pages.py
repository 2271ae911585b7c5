"""What the pages of JupyterHub show of a class; they are in `templates/`."""

from typing import Any

from sim.classroom.network import qr_for_page, url_of
from sim.classroom.plan import Class
from sim.play.board import TRAINER


def template_vars(room: Class) -> dict[str, Any]:
    """Return what the templates show, by name."""
    address = url_of(room.workshop.port)
    return {
        "class_title": room.workshop.title,
        "class_seats": [seat.name for seat in room.seats if seat.name != TRAINER],
        "class_address": address,
        "class_password": room.password,
        "class_qr": qr_for_page(address),
        "trainer": TRAINER,
    }
