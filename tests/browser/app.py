"""The notebooks as pages under Voilà, on this machine only, and what a student meets there."""

import os
import shutil
import socket
import sys
from contextlib import contextmanager
from pathlib import Path

from tests.browser.lab import ROOT, serving

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
    command = [
        *(sys.executable, "-m", "voila", "--no-browser", f"--port={port}"),
        *("--Voila.port_retries=0", str(work)),
    ]
    app = App(f"http://127.0.0.1:{port}", folder / "server.log")
    with serving("Voilà", command, app.url, app.log, env=env, cwd=folder):
        yield app


def open_page(page, app: App, notebook: str, theme: str = "light") -> None:
    """Open a module and wait until all of it is there."""
    page.goto(app.address(notebook, theme), wait_until="commit")
    wait_until_ready(page)


def wait_until_ready(page, seconds: float = 180) -> None:
    page.wait_for_function(READY, timeout=1000 * seconds)
