"""A JupyterLab of its own, on this machine only, and what a student does in it."""

import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[2]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
READY = """async () => {
    const app = window.jupyterapp;
    if (!app || !app.shell.currentWidget) return false;
    const session = app.shell.currentWidget.sessionContext;
    if (!session) return false;
    await session.ready;
    const kernel = session.session && session.session.kernel;
    return !!kernel && kernel.status === 'idle' && kernel.connectionStatus === 'connected';
}"""
ERRORS = """() => {
    const cells = window.jupyterapp.shell.currentWidget.content.model.cells;
    const found = [];
    for (let i = 0; i < cells.length; i++) {
        const cell = cells.get(i);
        if (cell.type !== 'code') continue;
        if (cell.executionCount === null) found.push('not run: ' + cell.id);
        for (let j = 0; j < cell.outputs.length; j++) {
            const output = cell.outputs.get(j).toJSON();
            if (output.output_type === 'error') found.push(output.ename + ': ' + output.evalue);
        }
    }
    return found;
}"""


def chromium() -> str | None:
    """Where the system's browser is."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


class Lab:
    """A running server: its address and its token."""

    def __init__(self, url: str, token: str) -> None:
        self.url = url
        self.token = token

    def address(self, notebook: str) -> str:
        return f"{self.url}/lab/tree/{notebook}?token={self.token}&reset"


@contextmanager
def running_lab(folder: Path, theme: str):
    """Serve copies of the notebooks from a folder, and stop when done."""
    work = folder / "work"
    shutil.copytree(
        ROOT / "notebooks", work, ignore=shutil.ignore_patterns(".ipynb_checkpoints", "__pycache__")
    )
    for exercise in (ROOT / "exercises").glob("*.ipynb"):
        (work / "exercises").mkdir(exist_ok=True)
        shutil.copy(exercise, work / "exercises")
    settings = folder / "settings" / "@jupyterlab"
    for name, values in {
        "notebook-extension/tracker": {"windowingMode": "none"},
        "apputils-extension/themes": {"theme": theme},
    }.items():
        file = settings / f"{name}.jupyterlab-settings"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(values))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    token = secrets.token_hex(16)
    own = {
        "JUPYTER_CONFIG_DIR": "config",
        "JUPYTER_DATA_DIR": "data",
        "JUPYTER_RUNTIME_DIR": "runtime",
        "IPYTHONDIR": "ipython",
        "SILENT26_LOGBOOK": "logbook.sqlite",
        "JUPYTERLAB_SETTINGS_DIR": "settings",
        "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
    }
    env = os.environ | {name: str(folder / place) for name, place in own.items()}
    env["JUPYTER_TOKEN"] = token
    command = [
        *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"),
        "--expose-app-in-browser",
        *("--ip=127.0.0.1", f"--port={port}", "--ServerApp.port_retries=0"),
        f"--ServerApp.root_dir={work}",
    ]
    lab = Lab(f"http://127.0.0.1:{port}", token)
    up = f"{lab.url}/api?token={token}"
    with serving("JupyterLab", command, up, folder / "server.log", env=env, cwd=work):
        yield lab


@contextmanager
def serving(what: str, command: list[str], url: str, log: Path, **how):
    """Start a server, wait until an address answers, and stop it when done."""
    with log.open("w") as out:
        server = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT, **how)
    try:
        _wait_until_up(what, server, url, log)
        yield
    finally:
        server.terminate()
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _wait_until_up(what: str, server: subprocess.Popen, url: str, log: Path) -> None:
    give_up = time.monotonic() + 180
    while time.monotonic() < give_up:
        if server.poll() is not None:
            raise RuntimeError(f"{what} stopped:\n{log.read_text()}")
        try:
            with urlopen(url, timeout=5):
                return
        except (URLError, OSError):
            time.sleep(0.2)
    raise RuntimeError(f"{what} did not start:\n{log.read_text()}")


class Watch:
    """What a page says and asks for that it should not."""

    def __init__(self, page) -> None:
        self.errors: list[str] = []
        self.elsewhere: list[str] = []
        page.on("console", self._on_console)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", lambda request: self._on_address(request.url))
        page.on("websocket", lambda opened: self._on_address(opened.url))

    def _on_console(self, message) -> None:
        if message.type == "error":
            self.errors.append(f"{message.text} ({message.location.get('url', '')})")

    def _on_address(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("data", "blob", "file") and parts.hostname != "127.0.0.1":
            self.elsewhere.append(url)


def open_and_run(page, lab: Lab, notebook: str) -> None:
    """Open a notebook, run all its cells and wait until the kernel rests."""
    page.goto(lab.address(notebook))
    _wait_until_ready(page, 90)
    page.evaluate("() => window.jupyterapp.commands.execute('notebook:run-all-cells')")
    _wait_until_ready(page, 300)


def stop_kernels(page) -> None:
    """Stop what still runs behind pages that were left: it would live on for nobody."""
    page.evaluate(
        """async () => {
            const sessions = window.jupyterapp?.serviceManager?.sessions;
            if (sessions) await sessions.shutdownAll();
        }"""
    )


def _wait_until_ready(page, seconds: float) -> None:
    """Wait until the kernel has been idle twice in a row."""
    give_up = time.monotonic() + seconds
    idle = 0
    while time.monotonic() < give_up:
        idle = idle + 1 if page.evaluate(READY) else 0
        if idle == 2:
            return
        page.wait_for_timeout(250)
    raise TimeoutError(f"the kernel was not idle within {seconds} seconds")


def faults(page) -> list[str]:
    """Cells that were not run, and errors of those that were."""
    return page.evaluate(ERRORS)
