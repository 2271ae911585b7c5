"""A page of headings, sentences, lists and tables, as Markdown, as HTML and as a notebook."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 is the page's own."""

    text: str
    level: int = 2


@dataclass(frozen=True)
class Text:
    """A paragraph."""

    text: str


@dataclass(frozen=True)
class Bullets:
    """A list; with `boxes`, one to tick."""

    items: Sequence[str]
    boxes: bool = False


@dataclass(frozen=True)
class Table:
    """A table; the first column is words, the others are numbers."""

    header: Sequence[str]
    rows: Sequence[Sequence[str]]


Block = Heading | Text | Bullets | Table


def markdown(blocks: Sequence[Block]) -> str:
    r"""Write a page as Markdown.

    Examples
    --------
    >>> markdown([Heading("End", 1), Bullets(["one"], boxes=True)])
    '# End\n\n- [ ] one\n'
    """
    return "\n\n".join(_as_markdown(block) for block in blocks) + "\n"


def notebook(blocks: Sequence[Block]) -> str:
    r"""Write a page as a Jupyter notebook: a cell of text for each heading and what follows it.

    Examples
    --------
    >>> page = json.loads(notebook([Heading("End", 1), Text("It is over."), Heading("Why")]))
    >>> ["".join(cell["source"]) for cell in page["cells"]]
    ['# End\n\nIt is over.', '## Why']
    """
    parts: list[list[Block]] = []
    for block in blocks:
        if isinstance(block, Heading) or not parts:
            parts.append([])
        parts[-1].append(block)
    cells = [
        {
            "cell_type": "markdown",
            "id": f"part-{number}",
            "metadata": {},
            "source": markdown(part).strip().splitlines(keepends=True),
        }
        for number, part in enumerate(parts, start=1)
    ]
    kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    about = {"kernelspec": kernel, "language_info": {"name": "python"}}
    page = {"cells": cells, "metadata": about, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(page, indent=1, ensure_ascii=False) + "\n"


def fragment(blocks: Sequence[Block]) -> str:
    """Write blocks as HTML to be put into another page."""
    return "\n".join(_as_html(block) for block in blocks)


def html(blocks: Sequence[Block], title: str) -> str:
    """Write a page as HTML that stands alone; it is read in light and in dark, and prints."""
    body = fragment(blocks)
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width">\n<title>{escape(title)}</title>\n'
        f"<style>{STYLE}</style>\n</head>\n<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


STYLE = (
    ":root{color-scheme:light dark}body{font:18px/1.5 sans-serif;margin:2rem}"
    "main{max-width:60rem;margin:auto}table{border-collapse:collapse;margin:1rem 0}"
    "th,td{padding:.3rem .8rem;border-bottom:1px solid #8888;text-align:right}"
    "th:first-child,td:first-child{text-align:left}.boxes{list-style:none;padding-left:0}"
)


def _as_markdown(block: Block) -> str:
    if isinstance(block, Heading):
        return f"{'#' * block.level} {block.text}"
    if isinstance(block, Text):
        return block.text
    if isinstance(block, Bullets):
        mark = "- [ ] " if block.boxes else "- "
        return "\n".join(f"{mark}{item}" for item in block.items)
    rule = ["---", *("---:" for _ in block.header[1:])]
    return "\n".join(f"| {' | '.join(row)} |" for row in (block.header, rule, *block.rows))


def _as_html(block: Block) -> str:
    if isinstance(block, Heading):
        return f"<h{block.level}>{escape(block.text)}</h{block.level}>"
    if isinstance(block, Text):
        return f"<p>{escape(block.text)}</p>"
    if isinstance(block, Bullets):
        mark = "\N{BALLOT BOX} " if block.boxes else ""
        items = "".join(f"<li>{mark}{escape(item)}</li>" for item in block.items)
        return f'<ul class="boxes">{items}</ul>' if block.boxes else f"<ul>{items}</ul>"
    head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in block.header)
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in block.rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
