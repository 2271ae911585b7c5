"""Where compiled code is kept, so that the engine is compiled once and not in every process."""

import atexit
import hashlib
import shutil
import sys
import tempfile
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import NamedTuple

import platformdirs

PACKAGE = Path(__file__).resolve().parent.parent


class Kept(NamedTuple):
    """A folder of compiled code."""

    folder: Path
    lasts: bool
    """Whether the next process finds it there."""


def fingerprint() -> str:
    """Return a hash of every source that compiled code comes from.

    Numba's cache looks at the file of a function, not at what that file imports; so the folder
    of the cache carries this.
    """
    digest = hashlib.sha256()
    for path in sorted(PACKAGE.glob("*.py")) + sorted((PACKAGE / "twin").glob("*.py")):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def shared_folder() -> Path:
    """Return the folder that an installation offers to all who use it; it may not be there."""
    return Path(sys.prefix) / "share" / "silent26" / "compiled" / fingerprint()


@cache
def kept() -> Kept:
    """Return the folder of this process.

    It is the user's own. What the installation offers is copied there first, as Numba wants to
    write into the folder that it reads from. Where the user has no folder that can be written,
    it is one that goes when the process ends.
    """
    own = Path(platformdirs.user_cache_dir("silent26")) / "compiled" / fingerprint()
    lasts = _writable(own)
    if not lasts:
        own = Path(tempfile.mkdtemp(prefix="silent26-"))
        atexit.register(shutil.rmtree, own, ignore_errors=True)
    if not any(own.rglob("*.nbi")):
        with suppress(OSError):
            _copy(shared_folder(), own)
    return Kept(own, lasts)


def share() -> bool:
    """Offer the compiled code to everybody who uses this installation; tell whether it worked."""
    folder = shared_folder()
    if not _writable(folder):
        return False
    _copy(kept().folder, folder)
    return True


def _writable(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def _copy(source: Path, target: Path) -> None:
    """Copy the files one by one, indexes last, so that an index never names what is not there."""
    files = sorted((f for f in source.rglob("*") if f.is_file()), key=lambda f: f.suffix == ".nbi")
    for file in files:
        place = target / file.relative_to(source)
        place.parent.mkdir(parents=True, exist_ok=True)
        half = place.with_name(f".{place.name}.half")
        shutil.copy2(file, half)
        half.replace(place)
