"""What is wrong with a scenario, in sentences that a shop manager understands.

Pydantic finds the faults of single values; one table here says them in plain English. Each fault
keeps the path of the value it is about, so that a reader of files can name the line.
"""

import difflib
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from pydantic_core import ErrorDetails

Path = tuple[str | int, ...]
"""Where a value stands: ``("touchpoints", 2, "use")`` is the third touchpoint's use."""


class Fault(NamedTuple):
    """One thing that is wrong."""

    sentence: str
    """Names the value and the rule."""
    paths: tuple[Path, ...] = ()
    """The values that it is about, the one to look at first in front."""


class ScenarioError(ValueError):
    """A scenario cannot be as it was asked for.

    Parameters
    ----------
    found
        Every fault that was found, as a sentence or with the place of its value.

    Attributes
    ----------
    faults : list of str
        One sentence each.
    """

    def __init__(self, found: Iterable[Fault | str]) -> None:
        self.found = tuple(Fault(one) if isinstance(one, str) else one for one in found)
        self.faults = [fault.sentence for fault in self.found]
        super().__init__(self.found)

    def __str__(self) -> str:
        return "\n".join(self.faults)


RULES = {
    "greater_than_equal": "must be {ge} or more",
    "greater_than": "must be more than {gt}",
    "less_than_equal": "must be {le} or less",
    "less_than": "must be less than {lt}",
    "float_type": "must be a number",
    "finite_number": "must be a finite number",
    "int_type": "must be a whole number",
    "bool_type": "must be true or false",
    "string_type": "must be text",
    "string_unicode": "must be text",
    "string_too_short": "must have at least {min_length} characters",
    "string_too_long": "must have at most {max_length} characters",
    "string_pattern_mismatch": (
        "must be a short name: small letters, digits and underscores, a letter first"
    ),
    "literal_error": "must be {expected}",
    "model_type": "must be a table of parameters",
    "tuple_type": "must be a list of tables",
    "dict_type": "must be a table",
}
"""What each kind of fault that pydantic finds asks for, in our words."""


def shown(value: object) -> str:
    """Write a value as TOML would, shortened where it is long.

    Examples
    --------
    >>> shown("till"), shown(True), shown(2.0), shown({"a": 1})
    ('"till"', 'true', '2.0', 'a table')
    """
    if isinstance(value, str):
        text = json.dumps(value, ensure_ascii=not value.isprintable())
    elif isinstance(value, bool):
        text = "true" if value else "false"
    elif isinstance(value, Mapping):
        text = "a table"
    elif isinstance(value, list | tuple):
        text = "a list"
    elif isinstance(value, int) and abs(value) >= 10**40:
        text = "a number of more than 40 digits"
    else:
        text = str(value)
    return text if len(text) <= 60 else text[:57] + "..."


def number(value: float) -> str:
    """Write a bound without a needless ``.0``.

    Examples
    --------
    >>> number(3.0), number(0.05), number(36400)
    ('3', '0.05', '36400')
    """
    return f"{value:.10g}" if math.isfinite(value) else str(value)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Find the known word that somebody probably meant.

    Examples
    --------
    >>> nearest("silent_per_complain", ["ears", "silent_per_complaint"])
    'silent_per_complaint'
    >>> nearest("xyz", ["ears"]) is None
    True
    """
    close = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return close[0] if close else None


def did_you_mean(word: str, known: Iterable[str], quoted: bool = False) -> str:
    """Say ``: did you mean ...?``, or nothing where no known word is near."""
    near = nearest(word, known)
    if near is None:
        return ""
    return f': did you mean "{near}"?' if quoted else f": did you mean {near}?"


def key_of(path: Path, values: Mapping[str, Any]) -> str:
    """Write the path of a value as its dotted key, with names in place of positions.

    Members of a list that have no name of their own are counted from 1.

    Examples
    --------
    >>> shop = {"touchpoints": [{"name": "till"}, {}]}
    >>> key_of(("touchpoints", 0, "use"), shop), key_of(("touchpoints", 1, "use"), shop)
    ('touchpoints.till.use', 'touchpoints[2].use')
    """
    text = ""
    here: Any = values
    for part in path:
        here = _inside(here, part)
        if isinstance(part, str):
            text += f".{part}" if text else part
        else:
            name = here.get("name") if isinstance(here, Mapping) else None
            # A name is no help in a fault of the name itself.
            usable = isinstance(name, str) and path[-1] != "name"
            text += f".{name}" if usable else f"[{part + 1}]"
    return text


def _inside(here: Any, part: str | int) -> Any:
    if isinstance(here, Mapping):
        return here.get(part)
    if isinstance(part, int) and isinstance(here, Sequence) and part < len(here):
        return here[part]
    return None


def translated(error: ErrorDetails, values: Mapping[str, Any], known: Iterable[str]) -> Fault:
    """Say one of pydantic's findings in a plain sentence.

    Parameters
    ----------
    error
        As ``ValidationError.errors()`` gives it.
    values
        What was validated: plain dicts and lists.
    known
        Every dotted key that there is, for suggestions.
    """
    path: Path = tuple(error["loc"])
    key = key_of(path, values)
    kind = error["type"]
    if kind == "extra_forbidden":
        return Fault(unknown_key(key, known), (path,))
    if kind == "missing":
        return Fault(f"{key} is missing: it has no default", (path,))
    context = dict(error.get("ctx") or {})
    for name, bound in context.items():
        if isinstance(bound, float | int):
            context[name] = number(bound)
    if kind == "literal_error":
        context["expected"] = context["expected"].replace("'", '"')
    # A kind that the table lacks still gets a sentence: pydantic's own.
    rule = RULES[kind].format(**context) if kind in RULES else error["msg"]
    return Fault(f"{key} is {shown(error['input'])}, but {rule}", (path,))


def unknown_key(key: str, known: Iterable[str]) -> str:
    """Say that a key is not there, and which one was probably meant.

    Examples
    --------
    >>> unknown_key("voice.easy", ["voice.ease", "voice.ears"])
    'there is no parameter voice.easy: did you mean voice.ease?'
    >>> unknown_key("voice.open_hours", ["time.open_hours"])
    'there is no parameter voice.open_hours: did you mean time.open_hours?'
    """
    known = list(known)
    # Somebody who knows the parameter but not its section is helped too.
    last = key.rpartition(".")[2]
    elsewhere = [other for other in known if other.rpartition(".")[2] == last]
    if elsewhere and key not in known:
        meant = nearest(key, elsewhere) or elsewhere[0]
        return f"there is no parameter {key}: did you mean {meant}?"
    return f"there is no parameter {key}{did_you_mean(key, known)}"
