"""A seat's own copy of the notebooks: what was not touched is kept fresh, work stays as it is."""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RECORD = "copied.json"
"""Beside the copies: what each was when it was copied."""


def sources(modules: Iterable[str] | None = None) -> dict[str, Path]:
    """Return the notebooks of a class by the place where a seat has them.

    Parameters
    ----------
    modules
        Numbers of those that are wanted, such as ``"02"``; all without it. The start and the
        glossary are always there.
    """
    wanted = None if modules is None else {"00", "gl", *modules}
    found = {
        file.name: file
        for file in sorted((ROOT / "notebooks").glob("*.ipynb"))
        if wanted is None or file.name[:2] in wanted
    }
    exercises = {
        f"exercises/{file.name}": file
        for file in sorted((ROOT / "exercises").glob("*.ipynb"))
        if wanted is None or file.name[:2] in wanted
    }
    return found | exercises


def for_the_trainer() -> dict[str, Path]:
    """Return what only the trainer has, by the place where it is had."""
    folder = ROOT / "notebooks" / "trainer"
    return {f"trainer/{file.name}": file for file in sorted(folder.glob("*.ipynb"))}


def refresh(home: Path, files: dict[str, Path]) -> None:
    """Bring a seat's copies up to date, but for those that were worked on.

    Parameters
    ----------
    home
        The seat's folder.
    files
        What to copy, by its place under ``home/work``.
    """
    record = home / RECORD
    copied = _read(record)
    for place, source in files.items():
        target = home / "work" / place
        fresh = source.read_bytes()
        if not target.exists() or _digest(target.read_bytes()) == copied.get(place):
            _write(target, fresh)
            copied[place] = _digest(fresh)
    _write(record, json.dumps(copied, indent=1).encode())


def _read(record: Path) -> dict[str, str]:
    try:
        found = json.loads(record.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _write(target: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    half = target.with_name(f".{target.name}.half")
    half.write_bytes(data)
    half.replace(target)
