"""Set up a place to work in: `.venv` with the locked packages and the project itself.

    python tools/set_up.py            a seat: what the notebooks need
    python tools/set_up.py test       and what the tests need on top

Needs nothing but Python 3.11 or later, on any system; the Makefile calls it, and where there is no
make it is called by hand. Every package comes in the version and with the hash that `lock/` names.
Calling it again does no harm: a set-up that was interrupted is put right, one that is complete is
left as it is.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None

OLDEST = (3, 11)

if sys.version_info < OLDEST:
    sys.exit(
        "The Silent 26 needs Python {}.{} or later, and this is Python {}.{}: name another one, "
        "as in `make lab PYTHON=python3.12`.".format(*OLDEST, *sys.version_info[:2])
    )

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
MADE_FOR = VENV / "set-up-made-for"
HALF_DONE = VENV / "set-up-half-done"


def main(what: str) -> None:
    """Bring `.venv` to where `what` ("seat" or "test") needs it."""
    stamp = VENV / f"set-up-{what}"
    wanted = fingerprint(what)
    if not HALF_DONE.exists() and stamp.exists() and stamp.read_text() == wanted:
        return

    # What was interrupted is made anew; what was downloaded is still in the cache.
    if HALF_DONE.exists() or not works():
        say("making " + VENV.name)
        shutil.rmtree(VENV, ignore_errors=True)
        # The Python below, in case the one in use is that of the folder just removed.
        call(getattr(sys, "_base_executable", sys.executable), "-m", "venv", str(VENV))
        MADE_FOR.write_text(made_for())
    HALF_DONE.touch()
    stamp.unlink(missing_ok=True)

    say(f"installing what lock/{what}.txt names")
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    call(*pip, "--require-hashes", "-r", str(ROOT / "lock" / "uv.txt"))
    # Compiled now, so that the first start is as quick as any other.
    uv = [str(PYTHON), "-m", "uv", "pip", "install", "--quiet", "--compile-bytecode"]
    uv += ["--python", str(PYTHON)]
    call(*uv, "--require-hashes", "-r", str(ROOT / "lock" / f"{what}.txt"))
    # The project itself: as it is in this folder, built by what the lock has just installed.
    itself = ["--no-deps", "--no-build-isolation", "--reinstall-package", "silent26"]
    call(*uv, *itself, "--editable", str(ROOT))

    HALF_DONE.unlink()
    stamp.write_text(wanted)
    say("ready")


def fingerprint(what: str) -> str:
    """Everything that, changed, asks for another set-up."""
    files = [ROOT / name for name in ("pyproject.toml", "lock/uv.txt", f"lock/{what}.txt")]
    files += sorted(file for file in (ROOT / "tools" / "jupyter").rglob("*") if file.is_file())
    digests = [hashlib.sha256(file.read_bytes()).hexdigest() for file in files]
    return "\n".join([made_for(), *digests, ""])


def made_for() -> str:
    """The folder and the Python that a `.venv` works with; moved or upgraded, it is made anew."""
    return f"{ROOT} {sys.version}"


def works() -> bool:
    """Whether `.venv` is complete enough to install into, and for this folder and Python."""
    if not (PYTHON.exists() and MADE_FOR.exists() and MADE_FOR.read_text() == made_for()):
        return False
    command = [str(PYTHON), "-c", "import pip"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def one_at_a_time() -> None:
    """Wait until no other set-up works on this folder; the lock goes when its holder does."""
    if fcntl is None:
        return
    folder = os.open(ROOT, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        say("waiting for the one that is under way")
        fcntl.flock(folder, fcntl.LOCK_EX)
    except OSError:
        pass  # a file system without locks


def call(*command: str) -> None:
    """Run a command; where it fails, end with its status, as it has said why."""
    # Another environment that happens to be active is not the one to install into.
    others = {"VIRTUAL_ENV", "CONDA_PREFIX", "PYTHONHOME", "PYTHONPATH"}
    surroundings = {name: value for name, value in os.environ.items() if name not in others}
    status = subprocess.run(command, cwd=ROOT, env=surroundings, check=False).returncode
    if status:
        sys.exit(f"Set-up stopped (status {status}); the next call goes on from here.")


def say(text: str) -> None:
    """Say where the set-up is."""
    print("set-up: " + text, flush=True)


if __name__ == "__main__":
    asked_for = sys.argv[1] if len(sys.argv) > 1 else "seat"
    if asked_for not in ("seat", "test"):
        sys.exit(f"Say `seat` or `test`, not `{asked_for}`.")
    try:
        one_at_a_time()
        main(asked_for)
    except KeyboardInterrupt:
        sys.exit("Set-up interrupted; the next call goes on from here.")
