"""The notebooks as pages under Voilà, on this machine only, and what a student meets there."""

import os
import shutil
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tests.browser.lab import ROOT

READY = """() => {
    const cells = document.getElementById('rendered_cells');
    return !!cells && cells.style.display !== 'none' && !document.getElementById('loading');
}"""


class App:
    """A running server."""

    def __init__(self, url: str, log: Path) -> None:
        self.url = url
        self.log = log

    def address(self, notebook: str, theme: str = "light") -> str:
        return f"{self.url}/voila/render/{notebook}?theme={theme}"


@contextmanager
def running_app(folder: Path, notebooks: Path = ROOT / "notebooks"):
    """Serve copies of notebooks as `make app` does, and stop when done."""
    work = folder / "work"
    left_out = shutil.ignore_patterns(".ipynb_checkpoints", "__pycache__")
    shutil.copytree(notebooks, work, ignore=left_out)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    own = {
        "JUPYTER_CONFIG_DIR": "config",
        "JUPYTER_DATA_DIR": "data",
        "JUPYTER_RUNTIME_DIR": "runtime",
        "IPYTHONDIR": "ipython",
        "SILENT26_LOGBOOK": "logbook.sqlite",
    }
    env = os.environ | {name: str(folder / place) for name, place in own.items()}
    log = folder / "server.log"
    with log.open("w") as out:
        server = subprocess.Popen(
            [
                *(sys.executable, "-m", "voila", "--no-browser", f"--port={port}"),
                *("--Voila.port_retries=0", str(work)),
            ],
            env=env,
            cwd=folder,
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    try:
        app = App(f"http://127.0.0.1:{port}", log)
        _wait_until_up(app, server)
        yield app
    finally:
        server.terminate()
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _wait_until_up(app: App, server: subprocess.Popen) -> None:
    give_up = time.monotonic() + 180
    while time.monotonic() < give_up:
        if server.poll() is not None:
            raise RuntimeError(f"Voilà stopped:\n{app.log.read_text()}")
        try:
            with urlopen(app.url, timeout=5):
                return
        except (URLError, OSError):
            time.sleep(0.2)
    raise RuntimeError(f"Voilà did not start:\n{app.log.read_text()}")


def open_page(page, app: App, notebook: str, theme: str = "light") -> None:
    """Open a module and wait until all of it is there."""
    page.goto(app.address(notebook, theme), wait_until="commit")
    wait_until_ready(page)


def wait_until_ready(page, seconds: float = 180) -> None:
    page.wait_for_function(READY, timeout=1000 * seconds)
