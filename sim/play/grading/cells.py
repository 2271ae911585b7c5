"""Cells of a notebook, as far as grading cares for them."""

import ast
from collections.abc import Iterator
from typing import Any, NamedTuple

from IPython.core.inputtransformer2 import TransformerManager

SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


class Cell(NamedTuple):
    """A cell of a hand-in: what it is, what it says, and which cell of the exercise it claims."""

    kind: str
    source: str
    grade_id: str | None


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
    """Return the names that a cell gives a value, or changes; what it imports is not among them.

    Examples
    --------
    >>> sorted(given_names("import math\\na, b[0] = 1, 2\\nc.append(3)\\ndef d(e): f = e"))
    ['a', 'b', 'c', 'd']
    """
    tree = parsed(source)
    return set() if tree is None else set(_given(tree))


def imports(source: str) -> str:
    """Return the lines of a cell that import.

    Examples
    --------
    >>> imports("import math\\nx = 1")
    'import math'
    """
    tree = parsed(source)
    body = [] if tree is None else tree.body
    return "\n".join(ast.unparse(one) for one in body if isinstance(one, ast.Import | ast.ImportFrom))


def grading(cell: Any) -> dict[str, Any]:
    """Return what nbgrader says about a cell of a master; empty where it says nothing."""
    said = cell.get("metadata", {}).get("nbgrader", {})
    return said if isinstance(said, dict) else {}


def is_answer(cell: Any) -> bool:
    """Tell whether a cell of a master is for the student to fill in."""
    return bool(grading(cell).get("solution"))


def is_check(cell: Any) -> bool:
    """Tell whether a cell of a master gives points by itself."""
    said = grading(cell)
    return bool(said.get("grade")) and not said.get("solution") and cell["cell_type"] == "code"


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
