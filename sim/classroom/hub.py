"""How JupyterHub, the field's multi-user server, is set up for a class."""

import json
import sys
from pathlib import Path
from typing import Any, NamedTuple

from sim.classroom.forking import PLACE
from sim.classroom.login import ClassPassword
from sim.classroom.pages import template_vars
from sim.classroom.plan import Class, class_of
from sim.classroom.settings import write_settings
from sim.classroom.spawner import SeatSpawner
from sim.play.board import TRAINER
from sim.workshop import read_workshop

PLAN = "SILENT26_CLASS_PLAN"
"""The environment variable that carries a start's details to JupyterHub's process."""
HERE = Path(__file__).parent


class Start(NamedTuple):
    """One start of a class server.

    Attributes
    ----------
    file : str
        The trainer's file.
    one_user : bool
        Whether all seats are one user.
    port, hub_port, proxy_port : int
        Of the class; and two that only this machine sees.
    fork_server : str
        Its socket.
    proxy : tuple of str
        The command that starts the proxy.
    """

    file: str
    one_user: bool
    port: int
    hub_port: int
    proxy_port: int
    fork_server: str
    proxy: tuple[str, ...]


def told(text: str) -> Start:
    """Read the details of a start."""
    return Start(**json.loads(text))


def configure(c: Any, start: Start) -> None:
    """Set JupyterHub up.

    Parameters
    ----------
    c
        JupyterHub's configuration, to be filled.
    start
        The details.
    """
    file = Path(start.file)
    room = class_of(file, read_workshop(file), start.one_user)
    _hub(c, room, start)
    _pages(c, room)
    _seats(c, room, start)
    _idle(c, room.workshop.idle_minutes)


def _hub(c: Any, room: Class, start: Start) -> None:
    hub = c.JupyterHub
    hub.bind_url = f"http://:{start.port}/"
    hub.hub_bind_url = f"http://127.0.0.1:{start.hub_port}"
    hub.db_url = f"sqlite:///{room.hub / 'hub.sqlite'}"
    hub.cookie_secret_file = str(room.hub / "cookie_secret")
    hub.cleanup_servers = hub.cleanup_proxy = True
    # Nothing of a class goes anywhere, and nobody but its seats gets in.
    hub.allow_named_servers = False
    hub.log_level = "INFO"
    proxy = c.ConfigurableHTTPProxy
    proxy.api_url = f"http://127.0.0.1:{start.proxy_port}"
    proxy.command = [sys.executable, "-m", "sim.classroom.tied", *start.proxy]
    proxy.pid_file = str(room.hub / "proxy.pid")


def _pages(c: Any, room: Class) -> None:
    c.JupyterHub.template_paths = [str(HERE / "templates")]
    c.JupyterHub.template_vars = template_vars(room)


def _seats(c: Any, room: Class, start: Start) -> None:
    c.JupyterHub.authenticator_class = ClassPassword
    ClassPassword.class_password = room.password
    ClassPassword.trainer_password = room.trainer_password
    c.Authenticator.allowed_users = {seat.name for seat in room.seats}
    c.Authenticator.delete_invalid_users = True
    c.JupyterHub.spawner_class = SeatSpawner
    # A page that was open when the server was stopped opens again by itself.
    c.JupyterHub.implicit_spawn_seconds = 0.5
    c.JupyterHub.concurrent_spawn_limit = 0
    c.Spawner.start_timeout = c.Spawner.http_timeout = 120
    SeatSpawner.seats = {seat.name: seat for seat in room.seats}
    SeatSpawner.modules = tuple(room.workshop.modules)
    SeatSpawner.settings = write_settings(room.shared, room.workshop.idle_minutes)
    SeatSpawner.class_environment = {
        PLACE: start.fork_server,
        "SILENT26_WORKSHOP": str(room.file),
        "SILENT26_BOARD": str(room.board),
        # One core is enough for a seat's sums, and more would be taken from others.
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "NUMBA_NUM_THREADS": "1",
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    }


def _idle(c: Any, minutes: int) -> None:
    """End the servers of seats that were left; JupyterHub's own service does it."""
    culler = [sys.executable, "-m", "sim.classroom.tied", sys.executable, "-m"]
    culler += ["jupyterhub_idle_culler", f"--timeout={60 * minutes}", "--cull-every=60"]
    c.JupyterHub.services = [{"name": "idle", "command": culler}]
    scopes = ["list:users", "read:users:activity", "read:servers", "delete:servers"]
    # The trainer's page shows who sits where.
    looks = ["list:users", "read:users:name", "read:servers", "access:servers!user"]
    c.JupyterHub.load_roles = [
        {"name": "idle", "scopes": scopes, "services": ["idle"]},
        {"name": "looks-on", "scopes": looks, "users": [TRAINER]},
    ]
