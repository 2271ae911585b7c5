"""What the class server needs of a machine, and a sentence for what is missing."""

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

from sim.classroom.copies import ROOT
from sim.classroom.network import taken_by

OLDEST_NODE = 14
PROXY = "configurable-http-proxy"
OWN_PROXY = ROOT / "tools" / "proxy" / "node_modules" / PROXY / "bin" / PROXY
LIBRARIES = ("jupyterhub", "jupyterhub_idle_culler", "segno")


class ClassError(ValueError):
    """A class cannot be served as it was asked for.

    Parameters
    ----------
    *faults : str
        One sentence each.
    """

    def __init__(self, *faults: str) -> None:
        self.faults = list(faults)
        super().__init__("\n".join(faults))


def check_system() -> None:
    """Refuse a system on which JupyterHub does not run, and one where it is not installed."""
    if sys.platform == "win32":
        raise ClassError("class needs Linux or macOS: on Windows, use it inside WSL")
    missing = [name for name in LIBRARIES if importlib.util.find_spec(name) is None]
    if missing:
        named = ", ".join(missing)
        raise ClassError(f"class needs {named}, not installed here: pip install 'silent26[class]'")


def proxy_command() -> tuple[str, ...]:
    """Return the command that starts JupyterHub's proxy.

    Raises
    ------
    ClassError
        When Node.js or the proxy is missing, with what to do.
    """
    node = shutil.which("node")
    if node is None:
        raise ClassError(
            "class needs Node.js, which is not here: install nodejs and npm (on Debian: "
            "apt install nodejs npm), then run `make proxy`"
        )
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    major = version.stdout.strip().lstrip("v").partition(".")[0]
    if not major.isdigit() or int(major) < OLDEST_NODE:
        found = version.stdout.strip() or "a version that it does not tell"
        raise ClassError(f"class needs Node.js {OLDEST_NODE} or later, and {node} is {found}")
    if OWN_PROXY.exists():
        return (node, str(OWN_PROXY))
    elsewhere = shutil.which(PROXY)
    if elsewhere is None:
        raise ClassError(
            f"class needs JupyterHub's proxy, {PROXY}, which is not here: run `make proxy` once, "
            "while there is a network"
        )
    return (elsewhere,)


def check_port(port: int) -> None:
    """Refuse a port that somebody listens on already."""
    whose = taken_by(port)
    if whose is not None:
        raise ClassError(
            f"port is {port}, but {whose}: stop that, or name another port in the file"
        )


def check_notebooks(room: Path = ROOT / "notebooks") -> None:
    """Refuse an installation without notebooks, as a wheel is."""
    if not any(room.glob("*.ipynb")):
        raise ClassError(f"class needs the notebooks, and there are none in {room}")
