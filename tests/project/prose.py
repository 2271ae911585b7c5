"""What a reader reads: the sentences of a notebook, of a module's file, and of a page of docs."""

import ast
import json
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NOT_PROSE = {"number", "name", "trade", "changes", "claims", "keys", "better", "parameter", "unit"}
"""Fields of a module whose text is for the program."""
FENCE = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^(#{1,6})\s+(.*)$", re.MULTILINE)
IMAGE = re.compile(r"!\[([^\]]*)\]\([^)]*\)|<img\b[^>]*>")
LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
INLINE = re.compile(r"`[^`]*`")
TAG = re.compile(r"<!--.*?-->|<[^<>]+>", re.DOTALL)


def cells(notebook: Path, kind: str) -> list[dict]:
    """Return the cells of a kind, each with its source as one text."""
    found = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    return [one | {"source": "".join(one["source"])} for one in found if one["cell_type"] == kind]


def markdown(notebook: Path) -> str:
    """Return the text of a notebook, cell after cell."""
    return "\n\n".join(one["source"] for one in cells(notebook, "markdown"))


def plain(text: str) -> str:
    """Take out of Markdown what is not read: code, addresses, marks, comments and tags."""
    text = FENCE.sub("", text)
    text = IMAGE.sub(lambda found: found.group(1) or "", text)
    text = INLINE.sub("", LINK.sub(r"\1", text))
    return re.sub(r"[*_|#]+", " ", TAG.sub(" ", text))


def paragraphs(text: str) -> list[str]:
    """Return the sentences of Markdown, a paragraph or an item of a list each.

    Headings, tables and fragments are left out: a formula that counts words in a sentence takes
    them for sentences of their own, or for the beginning of the next.
    """
    text = FENCE.sub("", text)
    blocks = re.split(r"\n\s*\n|\n(?=\s*(?:[-*]|\d+\.)\s)", text)
    kept = [block for block in blocks if not block.lstrip().startswith(("#", "|", "<!--", "---"))]
    return sentences(" ".join(plain(block).split()) for block in kept)


def sentences(texts) -> list[str]:
    """Keep the texts that are sentences: five words or more, and a mark at the end."""
    return [one for one in texts if len(one.split()) >= 5 and one.rstrip(" *_)\"'")[-1:] in ".?!"]


def in_lesson(lesson) -> Iterator[str]:
    """Return every text of a module, in whatever of its parts it stands."""
    if isinstance(lesson, str):
        yield lesson
    elif is_dataclass(lesson):
        for one in fields(lesson):
            if one.name not in NOT_PROSE:
                yield from in_lesson(getattr(lesson, one.name))
    elif isinstance(lesson, (tuple, list)):
        for one in lesson:
            yield from in_lesson(one)


def in_code(file: Path) -> list[str]:
    """Return what a file of Python says to people: its texts of two words or more, no docstrings.

    What is put into a text while the program runs reads as `26` here.
    """
    tree = ast.parse(file.read_text(encoding="utf-8"))
    silent = {id(one) for one in _docstrings(tree)} | {id(one) for one in _within_texts(tree)}
    said = []
    for one in ast.walk(tree):
        if id(one) in silent:
            continue
        if isinstance(one, ast.JoinedStr):
            parts = (v.value if isinstance(v, ast.Constant) else "26" for v in one.values)
            said.append("".join(map(str, parts)))
        elif isinstance(one, ast.Constant) and isinstance(one.value, str):
            said.append(one.value)
    told = (" ".join(TAG.sub(" ", one).split()) for one in said if "{" not in one)
    return [one for one in told if re.search(r"[A-Za-z]{2,} [A-Za-z]{2,}", one)]


def _docstrings(tree: ast.Module) -> Iterator[ast.Constant]:
    for one in ast.walk(tree):
        if isinstance(one, ast.Expr) and isinstance(one.value, ast.Constant):
            yield one.value


def _within_texts(tree: ast.Module) -> Iterator[ast.AST]:
    for one in ast.walk(tree):
        if isinstance(one, ast.JoinedStr):
            for part in one.values:
                yield from ast.walk(part)
