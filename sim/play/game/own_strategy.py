"""A team's own strategy, from a file: whatever it does wrong is said in a sentence."""

import runpy
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from traceback import extract_tb
from typing import Any, TypeVar

from sim.play.game.decisions import GameError
from sim.play.game.strategies import Decide, Strategy, View

T = TypeVar("T")


class OwnStrategy(Strategy):
    """A strategy that somebody has written; sent to another process, it is read anew there."""

    def __reduce__(self) -> tuple[Any, ...]:
        return (own_strategy, (self.path,))


def own_strategy(path: Path) -> OwnStrategy:
    """Read a strategy from a file: Python with a function ``decide``, or a TOML of decisions.

    Raises
    ------
    GameError
        If it is neither, or its Python cannot be run.
    OSError
        If the file cannot be read.
    """
    return _tried(lambda: _read(path), path, f"{path}: it cannot be run")


def _read(path: Path) -> OwnStrategy:
    if path.suffix == ".py":
        names = runpy.run_path(str(path))
        decide = names.get("decide")
        if not callable(decide):
            raise GameError(f"{path}: there is no function decide(view), but there must be one")
        title = str(names.get("TITLE", path.stem))
        return OwnStrategy(path.stem, title, _guarded(decide, path), True, path)
    try:
        kept = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise GameError(f"{path}: this is no TOML: {error}") from error
    quarters = kept.get("quarters", [])
    extra = [name for name in kept if name not in ("title", "quarters")]
    if extra or not isinstance(quarters, list) or not all(isinstance(q, dict) for q in quarters):
        raise GameError(
            f"{path}: {extra[0] if extra else 'quarters'} is not understood, but a strategy is "
            "title = ... and [[quarters]] with quarter = 1 and decisions in each"
        )
    by_quarter: dict[int, dict[str, Any]] = {}
    for one in quarters:
        number = one.get("quarter")
        if not isinstance(number, int) or number < 1 or number in by_quarter:
            raise GameError(
                f"{path}: quarter is {number!r}, but must be a whole number from 1, each once"
            )
        by_quarter[number] = {name: value for name, value in one.items() if name != "quarter"}
    title = str(kept.get("title", path.stem))
    return OwnStrategy(path.stem, title, lambda view: by_quarter.get(view.quarter, {}), False, path)


def _guarded(decide: Decide, path: Path) -> Decide:
    def tried(view: View) -> Mapping[str, Any]:
        made = _tried(lambda: decide(view), path, f"{path}, quarter {view.quarter}: decide failed")
        if not isinstance(made, Mapping):
            raise GameError(
                f"{path}, quarter {view.quarter}: decide gives {made!r}, but must give decisions "
                'by name, such as {"asking": 10}'
            )
        return made

    return tried


def _tried(step: Callable[[], T], path: Path, what: str) -> T:
    """Take a step into somebody's own code; its fault is theirs to mend, so its line is said."""
    try:
        return step()
    except (GameError, OSError):
        raise
    except (Exception, SystemExit) as error:
        own = [one.lineno for one in extract_tb(error.__traceback__) if one.filename == str(path)]
        line = getattr(error, "lineno", None) or (own[-1] if own else None)
        where = f" in line {line}" if line else ""
        raise GameError(f"{what}{where}: {_said(error)}") from error


def _said(error: BaseException) -> str:
    words = str(getattr(error, "msg", None) or error).split()
    return " ".join([f"{type(error).__name__}:", *words]) if words else type(error).__name__
