"""The checks of a master, run outside, in a process that no code of a hand-in ever enters.

Answers come in as plain data. A function of the hand-in's is asked where it is, inside.
"""

import ast
import io
import signal
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass, field
from types import FrameType
from typing import Any

from sim.play.grading.carrying import NotCarriedError, pack, unpack
from sim.play.grading.cells import parsed
from sim.play.grading.kernel import TIME, Kernel, StoppedError

ASKED = "__import__('sim.play.grading.inside', fromlist=['inside'])"
LONGEST = 200
"""Characters of what a check or a hand-in's function says."""
STOPPED = {
    "time": "it took longer than a cell may take",
    "all the time": "the notebook took longer than it may take",
    "output": "it printed without end",
    "memory": "it took more memory than it may",
    "processes": "it started more processes than it may",
    "files": "it wrote more files than it may",
    "gone": "it ended its own kernel",
    "garbled": "its kernel no longer answered",
}
"""Why something of a hand-in's did not come to its end."""


class TooLongError(BaseException):
    """A check takes too long; no `except Exception` of its own is to catch this."""


class RaisedInsideError(Exception):
    """A hand-in's own function raised something."""


@dataclass
class Checked:
    """What came of a check."""

    outputs: list[dict[str, Any]] = field(default_factory=list)
    """As a notebook has them, for nbgrader."""
    told: str = ""
    """Why it does not hold, for the student; empty when it does."""
    said: str = ""
    """What the exercise itself says of the answer, as it does in the notebook."""


class Checks:
    """The namespace that the checks of one exercise share.

    Parameters
    ----------
    kernel
        Where the hand-in runs.
    """

    def __init__(self, kernel: Kernel) -> None:
        self.kernel = kernel
        self.names: dict[str, Any] = {
            "__name__": "__main__",
            "display": lambda *_, **__: None,
            "get_ipython": lambda: _NoShell(),
        }
        self.not_here: dict[str, str] = {}
        """Answers that could not be fetched, and why."""

    def fetch(self, names: set[str]) -> None:
        """Take in the present values of the answers, whatever a check may have done to them."""
        for name in sorted(names):
            self.names.pop(name, None)
            self.not_here.pop(name, None)
            try:
                self.names[name] = self._told(
                    self.kernel.ask(f"{ASKED}.fetch({name!r}, globals())")
                )
            except StoppedError as stop:
                self.not_here[name] = STOPPED[stop.why]
            except NotCarriedError as error:
                self.not_here[name] = str(error)

    def run(self, source: str, seconds: float) -> Checked:
        """Run a cell of the master."""
        seen: list[Any] = []
        failed = self._failure(source, seconds, seen)
        said = next((one for one in map(_feedback, seen) if one), "")
        if failed is not None:
            kind, told = failed
            if kind == "AssertionError" and not told:
                told = OTHER_CASES if said.startswith(RIGHT) else said or NOT_RIGHT
            elif said and not said.startswith(RIGHT):
                told = said
            told = short(told)
            error = {"output_type": "error", "ename": kind, "evalue": told, "traceback": [told]}
            return Checked([error], told, said)
        last = seen[-1] if seen else None
        if isinstance(last, int | float) and not isinstance(last, bool):  # so much of the points
            shown = {"output_type": "execute_result", "metadata": {}, "execution_count": 1}
            return Checked([{**shown, "data": {"text/plain": repr(float(last))}}], "", said)
        return Checked([], "", said)

    def _failure(self, source: str, seconds: float, seen: list[Any]) -> tuple[str, str] | None:
        """Run a cell; where it raises, return of which kind that is, and what to say of it."""
        try:
            with _at_most(seconds), redirect_stdout(io.StringIO()):
                _execute(source, self.names, seen)
        except TooLongError:
            return "TimeoutError", f"the check {STOPPED[TIME]}"
        except StoppedError as stop:
            return "TimeoutError", f"an answer was asked, but {STOPPED[stop.why]}"
        except RaisedInsideError as error:
            return "RaisedInside", f"your own code raised {error}"
        except NotCarriedError as error:
            return "NotCarried", f"an answer could not be looked at: {error}"
        except AssertionError as error:
            return "AssertionError", str(error)
        except NameError as error:
            return "NameError", self._missing(str(error.name))
        except Exception as error:
            kind = type(error).__name__
            return kind, f"the check could make nothing of the answer ({kind})"
        return None

    def _missing(self, name: str) -> str:
        why = self.not_here.get(name)
        if why is None or why == MISSING:
            return f"there is no {name} yet; its cell is empty, stopped before, or was deleted"
        return f"{name} could not be looked at: {why}"

    def _told(self, answer: str) -> Any:
        kind, _, rest = answer.partition(":")
        if kind == "value":
            return unpack(rest, self._ask)
        if kind == "missing":
            raise NotCarriedError(MISSING)
        if kind == "raised":
            raise _raised(*rest.partition(":")[::2])
        raise NotCarriedError(short(rest))

    def _ask(self, number: int, args: tuple[Any, ...], named: dict[str, Any]) -> Any:
        put = pack((list(args), named), _no_function)
        return self._told(self.kernel.ask(f"{ASKED}.call({number}, {put!r})"))


MISSING = "missing"
RIGHT = "Right"
"""So an exercise begins what it says of a right answer."""
OTHER_CASES = "it is right for what the notebook shows, but does not hold in other cases"
NOT_RIGHT = "the answer is not right yet"


class _NoShell:
    """Stands in for IPython, whose magic has nothing to do here."""

    def __getattr__(self, name: str) -> Any:
        return lambda *_, **__: None


def _execute(source: str, names: dict[str, Any], seen: list[Any]) -> None:
    """Run a cell line by line, and note what each line comes to that is only a value."""
    tree = parsed(source)
    if tree is None:
        raise SyntaxError
    for one in tree.body:
        if isinstance(one, ast.Expr):
            seen.append(eval(compile(ast.Expression(one.value), "<check>", "eval"), names))
        else:
            exec(compile(ast.Module([one], []), "<check>", "exec"), names)
            seen.append(None)


def _feedback(value: object) -> str:
    """Return what an exercise says of an answer, if this is that."""
    is_one = hasattr(value, "state") and isinstance(getattr(value, "says", None), str)
    return repr(value) if is_one else ""


@contextmanager
def _at_most(seconds: float) -> Iterator[None]:
    def ring(_: int, __: FrameType | None) -> None:
        raise TooLongError

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _raised(kind: str, message: str) -> Exception:
    """Return what a hand-in's function raised, as a check would expect it from its own kind."""
    import builtins

    known: Any = getattr(builtins, kind, None)
    text = f"{kind}: {message}" if message else kind
    ordinary = isinstance(known, type) and issubclass(known, ArithmeticError | LookupError)
    ordinary = ordinary or kind in ("TypeError", "ValueError", "AttributeError")
    if not ordinary:
        return RaisedInsideError(short(text))
    made: Exception = type(kind, (RaisedInsideError, known), {})(short(text))
    return made


def short(text: str) -> str:
    """Return a text in one line, not too long, of letters that can be seen."""
    seen = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return seen if len(seen) <= LONGEST else f"{seen[: LONGEST - 3]}..."


def _no_function(_: object) -> int:
    raise NotCarriedError("a check may ask with numbers, words and lists, but not with a function")
