"""A TOML file as it stands: its values, their lines, and what keeps it from being read."""

import re
import tomllib
from pathlib import Path as File
from typing import Any, NamedTuple

from sim.assumptions.faults import Fault, Path, ScenarioError
from sim.assumptions.lines import lines

_MOST_DIGITS = 4300  # Python reads no longer whole number
_MOST_LEVELS = 20  # a scenario needs three


class TomlFile(NamedTuple):
    """What a file says and where."""

    label: str
    """Its name as people know it, for messages."""
    values: dict[str, Any]
    lines: dict[Path, int]

    def line(self, path: Path) -> int | None:
        """Give the line of a value, or of the table that it is missing from."""
        while path:
            if path in self.lines:
                return self.lines[path]
            path = path[:-1]
        return None

    def placed(self, faults: tuple[Fault, ...]) -> list[str]:
        """Put the place before each fault's sentence, in the order of the lines."""
        told = []
        for fault in faults:
            # A value that the file itself says goes before one that it has from elsewhere.
            own = next((path for path in fault.paths if path in self.lines), None)
            near = own or next((path for path in fault.paths if self.line(path)), None)
            line = (self.line(near) if near else None) or 1
            told.append((line, f"{self.label}:{line}: {fault.sentence}"))
        return [sentence for _, sentence in sorted(told, key=lambda one: one[0])]


def read(file: File, label: str, holds: str = "describe a scenario") -> TomlFile:
    """Read a file.

    Parameters
    ----------
    file
        Where it is.
    label
        What to call it in messages.
    holds
        What such a file must do, for the message about an empty one.

    Raises
    ------
    ScenarioError
        When it cannot be read or is no TOML; the sentence names the line where there is one.
    """
    text = _text(file, label)
    if not text.strip():
        raise ScenarioError([f"{label}:1: the file is empty, but must {holds}"])
    try:
        values = tomllib.loads(text)
        deep = _is_deeper(values, _MOST_LEVELS)
    except tomllib.TOMLDecodeError as error:
        raise ScenarioError([_not_toml(str(error), text, label)]) from None
    except RecursionError:
        values = {}
        deep = True
    except ValueError:
        line = _line_of(re.search(rf"[\d_]{{{_MOST_DIGITS},}}", text), text)
        sentence = f"{label}:{line}: a number has more digits than can be read"
        raise ScenarioError([sentence]) from None
    if deep:
        raise ScenarioError([f"{label}:1: the file is nested too deeply to be read"])
    if not values:
        raise ScenarioError([f"{label}:1: the file says nothing, but must {holds}"])
    return TomlFile(label, values, lines(text))


def _text(file: File, label: str) -> str:
    try:
        data = file.read_bytes()
    except FileNotFoundError:
        raise ScenarioError([f"{label}: there is no such file"]) from None
    except IsADirectoryError:
        raise ScenarioError([f"{label}: this is a folder, but must be a TOML file"]) from None
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise ScenarioError([f"{label}: the file cannot be read: {reason}"]) from None
    try:
        # Some editors on Windows put a mark in front, which is no part of the text. Both kinds of
        # line ends are made one, so that the parsers count the same lines.
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        sentence = f"{label}:{line}: the file is not text in UTF-8, as TOML has to be"
        raise ScenarioError([sentence]) from None


def _not_toml(message: str, text: str, label: str) -> str:
    """Turn the parser's message, which ends in its place, into a sentence that begins with it."""
    place = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)$", message)
    line = text.rstrip("\n").count("\n") + 1
    if place:
        message = message[: place.start()]
        line = int(place[1] or line)
    return f"{label}:{line}: this is not TOML: {message[:1].lower()}{message[1:]}"


def _line_of(match: re.Match[str] | None, text: str) -> int:
    return text.count("\n", 0, match.start()) + 1 if match else 1


def _is_deeper(value: Any, levels: int) -> bool:
    """Say whether tables and lists go deeper than so many levels."""
    if isinstance(value, dict):
        value = list(value.values())
    if not isinstance(value, list):
        return False
    return levels == 0 or any(_is_deeper(inner, levels - 1) for inner in value)
