"""Answers as plain data, carried out of a hand-in's kernel and into the process that checks.

Nothing that is carried can do anything there: numbers, words, lists, tables and the frozen things
of this package are made anew from their values; a function stays where it is, and is asked.
"""

import base64
import dataclasses
import json
from collections.abc import Callable
from enum import Enum
from importlib import import_module
from typing import Any

MOST = 8 * 2**20
"""Characters of one answer."""
DEEPEST = 40
Keep = Callable[[Any], int]
"""Takes a function that stays behind, and returns the number that it is asked by."""
Ask = Callable[[int, tuple[Any, ...], dict[str, Any]], Any]
"""Asks a function by its number, with what it is to be called with."""


class NotCarriedError(ValueError):
    """Something is none of the things that can be carried."""


def pack(value: Any, keep: Keep) -> str:
    """Turn a value into text.

    Examples
    --------
    >>> unpack(pack({"a": (1, None, [2.5])}, keep=id), ask=None)
    {'a': (1, None, [2.5])}
    """
    text = json.dumps(_plain(value, keep, 0))
    if len(text) > MOST:
        raise NotCarriedError("it is too large")
    return base64.b64encode(text.encode()).decode()


def unpack(text: str, ask: Ask | None) -> Any:
    """Turn text into the value it was.

    Raises
    ------
    NotCarriedError
        When the text is not what `pack` writes.
    """
    if len(text) > 2 * MOST:
        raise NotCarriedError("it is too large")
    try:
        return _value(json.loads(base64.b64decode(text, validate=True)), ask)
    except NotCarriedError:
        raise
    except Exception as error:  # whatever a hand-in has put together
        raise NotCarriedError(f"it cannot be read: {type(error).__name__}") from None


def _plain(value: Any, keep: Keep, depth: int) -> Any:
    if depth > DEEPEST:
        raise NotCarriedError("it is nested too deeply")

    def more(inner: Any) -> Any:
        return _plain(inner, keep, depth + 1)

    kind = type(value)
    if value is None or kind in (bool, str):
        return value
    if kind is int:
        return value if abs(value) < 2**53 else {"int": str(value)}
    if kind is float:
        return {"float": repr(value)}
    if kind in (list, tuple, set, frozenset):
        return {kind.__name__: [more(one) for one in value]}
    if kind is dict:
        return {"dict": [[more(key), more(one)] for key, one in value.items()]}
    if kind.__module__.partition(".")[0] == "sim":
        return _of_this_package(value, more)
    if kind.__module__.partition(".")[0] in ("numpy", "pandas"):
        return _of_tables(value, more)
    if isinstance(value, type):
        raise NotCarriedError("a class stays in its notebook: hand in numbers, words or a function")
    if callable(value):
        return _function(value, keep)
    raise NotCarriedError(f"a {kind.__name__} stays in its notebook: hand in numbers or words")


def _of_this_package(value: Any, more: Callable[[Any], Any]) -> Any:
    from pydantic import BaseModel

    kind = type(value)
    name = f"{kind.__module__}:{kind.__qualname__}"
    if isinstance(value, Enum):
        return {"enum": [name, value.name]}
    if isinstance(value, BaseModel):
        fields = {field: getattr(value, field) for field in kind.model_fields}
    elif dataclasses.is_dataclass(value):
        fields = {one.name: getattr(value, one.name) for one in dataclasses.fields(value)}
    elif isinstance(value, tuple) and hasattr(value, "_fields"):
        fields = dict(zip(value._fields, value, strict=True))
    else:
        raise NotCarriedError(f"a {kind.__name__} stays in its notebook: hand in what it shows")
    return {"sim": [name, [[field, more(one)] for field, one in fields.items()]]}


def _of_tables(value: Any, more: Callable[[Any], Any]) -> Any:
    import numpy as np
    import pandas as pd

    if isinstance(value, np.generic | np.ndarray):
        return _array(value, more)
    if isinstance(value, pd.Series | pd.DataFrame):
        return _table(value, more)
    if isinstance(value, pd.Index):
        return {"index": [more(value.tolist()), more(list(value.names))]}
    if isinstance(value, pd.Timestamp | pd.Timedelta):
        return {"time": [type(value).__name__, str(value)]}
    raise NotCarriedError(f"a {type(value).__name__} stays in its notebook: hand in numbers")


def _array(value: Any, more: Callable[[Any], Any]) -> Any:
    if value.dtype.kind not in "biufU":
        raise NotCarriedError("an array of this kind stays in its notebook: hand in numbers")
    return {"array": [value.dtype.str, list(value.shape), more(value.ravel().tolist())]}


def _table(value: Any, more: Callable[[Any], Any]) -> Any:
    index = more(value.index)
    if value.ndim == 1:
        return {"series": [index, more(value.tolist()), more(value.name)]}
    columns = [more(value.iloc[:, place].tolist()) for place in range(value.shape[1])]
    return {"frame": [index, more(value.columns), columns]}


def _function(value: Any, keep: Keep) -> Any:
    import sim

    name = getattr(value, "__name__", "")
    if name in sim.__all__ and getattr(sim, name) is value:
        return {"ours": name}
    return {"ask": [keep(value), str(name)]}


def _value(plain: Any, ask: Ask | None) -> Any:
    if not isinstance(plain, dict):
        if isinstance(plain, list):
            raise NotCarriedError("it cannot be read")
        return plain
    ((kind, inner),) = plain.items()

    def more(one: Any) -> Any:
        return _value(one, ask)

    if kind == "dict":
        return {more(key): more(one) for key, one in inner}
    if kind in MADE_OF_MANY:
        return MADE_OF_MANY[kind](more(one) for one in inner)
    if kind in MADE_OF_TEXT:
        return MADE_OF_TEXT[kind](str(inner))
    if kind == "ours":
        return _ours(inner)
    if kind == "ask":
        return _asked(int(inner[0]), str(inner[1]), ask)
    return MADE_OF_PARTS[kind](more, *inner)


def _ours(name: str) -> Any:
    import sim

    if name not in sim.__all__:
        raise NotCarriedError("it cannot be read")
    return getattr(sim, name)


def _asked(number: int, name: str, ask: Ask | None) -> Callable[..., Any]:
    if ask is None:
        raise NotCarriedError("a function cannot be asked here")
    put = ask

    def function(*args: Any, **named: Any) -> Any:
        return put(number, args, named)

    function.__name__ = name if name.isidentifier() else "function"
    return function


def _make_ours(more: Callable[[Any], Any], name: str, fields: Any) -> Any:
    from pydantic import BaseModel

    kind = _class_of_ours(name)
    values = {str(field): more(one) for field, one in fields}
    if issubclass(kind, BaseModel):
        return kind.model_validate(values)
    if dataclasses.is_dataclass(kind):
        made = [one.name for one in dataclasses.fields(kind) if one.init]
        return kind(**{field: one for field, one in values.items() if field in made})
    if issubclass(kind, tuple) and hasattr(kind, "_fields"):
        return kind(**values)
    raise NotCarriedError("it cannot be read")


def _class_of_ours(name: str) -> type:
    module, _, path = name.partition(":")
    if module.partition(".")[0] != "sim" or module.startswith(("sim.cli", "sim.__main__")):
        raise NotCarriedError("it cannot be read")
    thing: Any = import_module(module)
    for part in path.split("."):
        thing = getattr(thing, part)
    if not isinstance(thing, type) or thing.__module__ != module:
        raise NotCarriedError("it cannot be read")
    return thing


def _make_array(more: Callable[[Any], Any], kind: str, shape: list[int], values: Any) -> Any:
    import numpy as np

    dtype = np.dtype(kind)
    if dtype.kind not in "biufU" or dtype.itemsize > 4_000:
        raise NotCarriedError("it cannot be read")
    made = np.array(more(values), dtype=dtype).reshape(shape)
    return made if shape else made[()]


def _make_index(more: Callable[[Any], Any], values: Any, names: Any) -> Any:
    import pandas as pd

    there, called = more(values), more(names)
    if len(called) > 1:
        return pd.MultiIndex.from_tuples(there, names=called)
    return pd.Index(there, name=called[0])


def _make_frame(more: Callable[[Any], Any], index: Any, columns: Any, values: Any) -> Any:
    import pandas as pd

    made = pd.DataFrame({place: more(column) for place, column in enumerate(values)}, more(index))
    made.columns = more(columns)
    return made


def _make_series(more: Callable[[Any], Any], index: Any, values: Any, name: Any) -> Any:
    import pandas as pd

    return pd.Series(more(values), index=more(index), name=more(name))


def _make_time(more: Callable[[Any], Any], kind: str, text: str) -> Any:
    import pandas as pd

    return {"Timestamp": pd.Timestamp, "Timedelta": pd.Timedelta}[kind](str(text))


MADE_OF_MANY: dict[str, Callable[..., Any]] = {
    "list": list,
    "tuple": tuple,
    "set": set,
    "frozenset": frozenset,
}
MADE_OF_TEXT: dict[str, Callable[[str], Any]] = {"int": int, "float": float}
MADE_OF_PARTS: dict[str, Callable[..., Any]] = {
    "array": _make_array,
    "index": _make_index,
    "series": _make_series,
    "frame": _make_frame,
    "time": _make_time,
    "sim": _make_ours,
    "enum": lambda more, name, member: _class_of_ours(name)[member],  # type: ignore[index]
}
