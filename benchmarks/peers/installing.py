"""An environment for the peers, made once, beside the project."""

import hashlib
import json
import logging
import os
import subprocess
import sys
import venv
from collections.abc import Sequence
from importlib import resources
from pathlib import Path

import platformdirs

log = logging.getLogger(__name__)

REQUIREMENTS = Path(str(resources.files("benchmarks.peers") / "requirements.txt"))
LIST = """
import json
from importlib.metadata import distributions
print(json.dumps({one.metadata["Name"].lower(): one.version for one in distributions()}))
"""


def pins() -> dict[str, str]:
    """Return the version of each package in the requirements."""
    lines = (line.partition("#")[0].strip() for line in REQUIREMENTS.read_text().splitlines())
    return dict(line.split("==") for line in lines if line)


def folder() -> Path:
    """Return where the environment is, or will be: one for each Python and each set of pins."""
    made_for = REQUIREMENTS.read_bytes() + sys.version.encode()
    name = f"peers-{hashlib.sha256(made_for).hexdigest()[:12]}"
    return Path(platformdirs.user_cache_dir("silent26")) / name


def python_in(environment: Path) -> Path:
    """Return the Python of an environment."""
    return environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def ready(packages: Sequence[str]) -> tuple[Path, dict[str, str]]:
    """Install what is missing of some packages.

    Each is installed by itself, with the versions of all that it needs held to the requirements,
    so that one that cannot be had does not stand in the way of the others.

    Returns
    -------
    pathlib.Path
        The Python that has them.
    dict of str
        A sentence for each package that could not be installed.
    """
    environment, wanted = folder(), pins()
    python = python_in(environment)
    try:
        if not python.exists():
            venv.create(environment, with_pip=True)
        there = _there(python)
    except (OSError, subprocess.CalledProcessError) as error:
        log.warning("%s", error)
        return python, dict.fromkeys(packages, "no environment for the peers could be made")
    missing = [name for name in packages if there.get(name) != wanted[name]]
    for name in missing:
        pin = f"{name}=={wanted[name]}"
        log.info("installing %s", pin)
        command = ["-m", "pip", "--disable-pip-version-check", "install", "-qq", pin]
        subprocess.run([python, *command, "-c", REQUIREMENTS], check=False)
    there = _there(python) if missing else there
    absent = [name for name in packages if there.get(name) != wanted[name]]
    return python, {name: f"{name} {wanted[name]} could not be installed" for name in absent}


def _there(python: Path) -> dict[str, str]:
    """Return the version of each package that an environment has."""
    done = subprocess.run([python, "-c", LIST], capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout))
