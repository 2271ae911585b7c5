"""Cells of a notebook, as far as grading cares for them."""

import ast
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from IPython.core.inputtransformer2 import TransformerManager

SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


class Cell(NamedTuple):
    """A cell of a hand-in: what it is, what it says, and which cell of the exercise it claims."""

    kind: str
    source: str
    grade_id: str | None


class Part(NamedTuple):
    """A cell of a master, and what nbgrader says about it."""

    kind: str
    source: str
    said: dict[str, Any]

    @property
    def grade_id(self) -> str:
        """What nbgrader calls it; empty where it does not know it."""
        return str(self.said.get("grade_id") or "")

    @property
    def is_answer(self) -> bool:
        """Whether it is for the student to fill in."""
        return bool(self.said.get("solution"))

    @property
    def is_check(self) -> bool:
        """Whether it gives points by itself."""
        return bool(self.said.get("grade")) and not self.is_answer and self.kind == "code"

    @property
    def points(self) -> float:
        """How many points it gives at most."""
        return float(self.said.get("points") or 0)


def answers_before(parts: Sequence[Part], place: int) -> set[str]:
    """Return the names that answers give a value, of the cells before a place.

    Examples
    --------
    >>> parts = [Part("code", "a = 1", {"solution": True}), Part("code", "assert a", {})]
    >>> answers_before(parts, 1)
    {'a'}
    """
    codes = [one.source for one in parts[:place] if one.is_answer and one.kind == "code"]
    return set().union(*map(given_names, codes))


def parsed(source: str) -> ast.Module | None:
    """Parse a code cell, IPython's own words included; None where it is not Python.

    Examples
    --------
    >>> parsed("1 +") is None
    True
    """
    try:
        return ast.parse(TransformerManager().transform_cell(source))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def given_names(source: str) -> set[str]:
    r"""Return the names that a cell gives a value, or changes; what it imports is not among them.

    Examples
    --------
    >>> sorted(given_names("import math\na, b[0] = 1, 2\nc.append(3)\ndef d(e): f = e"))
    ['a', 'b', 'c', 'd']
    """
    tree = parsed(source)
    return set() if tree is None else set(_given(tree))


def imports(source: str) -> str:
    r"""Return the lines of a cell that import.

    Examples
    --------
    >>> imports("import math\nx = 1")
    'import math'
    """
    tree = parsed(source)
    body = [] if tree is None else tree.body
    return "\n".join(
        ast.unparse(one) for one in body if isinstance(one, ast.Import | ast.ImportFrom)
    )


def _given(node: ast.AST) -> Iterator[str]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, SCOPES):
            if not isinstance(child, ast.Lambda):
                yield child.name
            continue
        if isinstance(child, COMPREHENSIONS):
            continue
        if isinstance(child, ast.Name) and isinstance(child.ctx, ast.Store | ast.Del):
            yield child.id
        if isinstance(child, ast.Attribute | ast.Subscript) and isinstance(child.ctx, ast.Store):
            yield from _first_name(child)
        if isinstance(child, ast.Expr) and isinstance(child.value, ast.Call):
            yield from _first_name(child.value.func, itself=False)
        yield from _given(child)


def _first_name(node: ast.AST, itself: bool = True) -> Iterator[str]:
    inner = node
    while isinstance(inner, ast.Attribute | ast.Subscript | ast.Call):
        inner = inner.func if isinstance(inner, ast.Call) else inner.value
    if isinstance(inner, ast.Name) and (itself or inner is not node):
        yield inner.id
