"""Which line of a TOML file says what: a fault is named with the line where it stands.

Python's own reader of TOML keeps no positions, so the file is parsed a second time, by a grammar
that does.
"""

import tomllib
from functools import cache

import tree_sitter
import tree_sitter_toml

from sim.assumptions.faults import Path


@cache
def _parser() -> tree_sitter.Parser:
    return tree_sitter.Parser(tree_sitter.Language(tree_sitter_toml.language()))


def lines(text: str) -> dict[Path, int]:
    r"""Find the line, counted from 1, of every table and value of a file.

    Tables, arrays of tables, dotted keys and inline tables all lead to the same paths.

    Parameters
    ----------
    text
        The file's text, valid TOML.

    Examples
    --------
    >>> found = lines('[voice]\nease = 2\n[[touchpoints]]\nname = "till"\n')
    >>> found["voice", "ease"], found["touchpoints", 0, "name"]
    (2, 4)
    """
    finder = _Finder()
    finder.document(_parser().parse(text.encode()).root_node)
    return finder.found


class _Finder:
    """Walks the tree of a file and notes the line of every path."""

    def __init__(self) -> None:
        self.found: dict[Path, int] = {}
        self._last: dict[Path, int] = {}  # of each array of tables, the member that is being filled

    def document(self, root: tree_sitter.Node) -> None:
        for node in root.named_children:
            if node.type == "pair":
                self._pair(node, ())
            elif node.type in ("table", "table_array_element"):
                self._table(node)

    def _table(self, node: tree_sitter.Node) -> None:
        key, *members = [child for child in node.named_children if child.type != "comment"]
        here = self._way((), _parts(key), node)
        if node.type == "table_array_element":
            self._last[here] = self._last.get(here, -1) + 1
            here = (*here, self._last[here])
        else:
            here = self._inside(here)
        self._note(here, node)
        for member in members:
            if member.type == "pair":
                self._pair(member, here)

    def _pair(self, node: tree_sitter.Node, here: Path) -> None:
        key, *rest = [child for child in node.named_children if child.type != "comment"]
        path = self._way(here, _parts(key), node)
        self._note(path, node)
        for value in rest:
            self._value(value, path)

    def _value(self, node: tree_sitter.Node, path: Path) -> None:
        inner = [child for child in node.named_children if child.type != "comment"]
        if node.type == "inline_table":
            for pair in inner:
                if pair.type == "pair":
                    self._pair(pair, path)
        elif node.type == "array":
            for place, member in enumerate(inner):
                self._note((*path, place), member)
                self._value(member, (*path, place))

    def _way(self, here: Path, parts: list[str], node: tree_sitter.Node) -> Path:
        """Follow a dotted key; its middle parts may lead through an array of tables."""
        for part in parts[:-1]:
            here = self._inside((*here, part))
            self._note(here, node)
        return (*here, parts[-1])

    def _inside(self, path: Path) -> Path:
        return (*path, self._last[path]) if path in self._last else path

    def _note(self, path: Path, node: tree_sitter.Node) -> None:
        for known in (path, path[:-1] if path and isinstance(path[-1], int) else path):
            self.found.setdefault(known, node.start_point[0] + 1)


def _parts(key: tree_sitter.Node) -> list[str]:
    """Take a key apart; quotes and escapes are left to the reader that knows them best."""
    text = (key.text or b"").decode()
    inner: object = tomllib.loads(f"{text} = 0")
    parts = []
    while isinstance(inner, dict):
        part, inner = next(iter(inner.items()))
        parts.append(part)
    return parts
