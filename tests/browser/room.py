"""A class server of its own, on this machine only, and how a seat is taken there."""

import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from sim.classroom.network import free_port
from tests.browser.app import READY

PASSWORD = "tulips"


class Room:
    """A running class server.

    Parameters
    ----------
    folder : Path
        Holds the trainer's file, and what the server keeps beside it.
    text : str
        What the file says beside the port and the password.
    """

    def __init__(self, folder: Path, text: str = "seats = 10\n") -> None:
        self.port = free_port()
        self.file = folder / "class.toml"
        self.file.write_text(f'port = {self.port}\npassword = "{PASSWORD}"\n{text}')
        self.kept = folder / "class-class"
        self.out = folder / "out"
        self.process: subprocess.Popen | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def open(self, *options: str) -> None:
        """Start the server with the command that a trainer types, and wait until it is open."""
        command = [sys.executable, "-m", "sim", "class", str(self.file), *options]
        with self.out.open("w") as out:
            self.process = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT)
        give_up = time.monotonic() + 900
        while "Ctrl-C" not in self.out.read_text():
            if self.process.poll() is not None or time.monotonic() > give_up:
                raise RuntimeError(f"the class did not open:\n{self.out.read_text()}")
            time.sleep(0.1)

    def end(self, kill: bool = False) -> int:
        """Stop the server, or cut it off, and return its exit status."""
        (self.process.kill if kill else self.process.terminate)()
        return self.process.wait(60)

    def pid_of(self, module: str) -> int:
        """Return the process of a part, by the module that it runs."""
        import psutil

        (found,) = (
            one.pid
            for one in psutil.Process(self.process.pid).children(recursive=True)
            if module in one.cmdline() and "bwrap" not in one.cmdline()[0]
        )
        return found

    @property
    def trainer_password(self) -> str:
        return (self.kept / "hub" / "trainer-password").read_text()


@contextmanager
def running_room(text: str = "seats = 10\n", *options: str):
    """Serve a class from a folder that seats of their own users reach, and stop when done."""
    folder = Path(tempfile.mkdtemp(prefix=f"class-{secrets.token_hex(2)}-"))
    folder.chmod(0o755)
    room = Room(folder, text)
    try:
        room.open(*options)
        yield room
    finally:
        if room.process is not None and room.process.poll() is None:
            room.end()
        if os.environ.get("KEEP_ROOM") is None:
            shutil.rmtree(folder, ignore_errors=True)


def sit_down(page, room: Room, seat: str, password: str = PASSWORD) -> None:
    """Take a seat as a person does: open the address, choose, type, press Enter."""
    page.goto(f"{room.url}/")
    page.get_by_role("radio", name=seat, exact=True).check()
    page.get_by_label("Password").fill(password)
    page.get_by_label("Password").press("Enter")


def wait_for_module(page, seconds: float = 180) -> None:
    """Wait until a module's page is all there."""
    page.wait_for_function(READY, timeout=1000 * seconds)
