"""A team's own strategy, from a file: whatever it does wrong is said in a sentence."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from traceback import extract_tb
from typing import Any, TypeVar

from sim.play.game.decisions import GameError
from sim.play.game.strategies import Decide, Strategy, View, read_strategy

T = TypeVar("T")


class OwnStrategy(Strategy):
    """A strategy that somebody has written; sent to another process, it is read anew there."""

    def __reduce__(self) -> tuple[Any, ...]:
        return (own_strategy, (self.path,))


def own_strategy(path: Path) -> OwnStrategy:
    """Read a strategy from a file, and guard what it decides.

    Raises
    ------
    GameError
        If it is no strategy, or its Python cannot be run.
    OSError
        If the file cannot be read.
    """
    read = _tried(lambda: read_strategy(path), path, f"{path}: it cannot be run")
    guarded = replace(read, decide=_guarded(read.decide, path))
    return OwnStrategy(*guarded._values())


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
