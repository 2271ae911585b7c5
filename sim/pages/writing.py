"""Modules as HTML: all in one file, or a folder with a page for each."""

import inspect
from base64 import b64encode
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

import sim
from sim.lessons.quiz import NumberQuestion
from sim.pages.folder import FolderError, write_folder
from sim.pages.leaf import Leaf
from sim.pages.stops import Picture

ABOUT = (
    "A flight simulator for customer service. Each module asks a question: predict, then move the "
    "slider and see. Nothing is sent anywhere."
)
CONTENTS = "index.html"
BEGINS = "<!doctype html>\n<!-- The Silent 26: modules that need no kernel -->\n"
"""How every page of ours begins, so that no other is written over."""

Place = Callable[[Picture, str], str]
"""Puts a picture somewhere under a name, and returns what a page calls it by."""


def pocket(leaves: Sequence[Leaf]) -> str:
    """Write modules as one page that needs nothing but a browser.

    Parameters
    ----------
    leaves : sequence of Leaf
        The modules.

    Returns
    -------
    str
        HTML, pictures and all.
    """

    def within(picture: Picture, _: str) -> str:
        return f"data:image/webp;base64,{b64encode(picture.webp).decode()}"

    contents = [(leaf, f"#m{leaf.lesson.number}") for leaf in leaves]
    return _page("The Silent 26", leaves, [within] * len(leaves), "#", contents)


def write_site(leaves: Sequence[Leaf], folder: Path) -> None:
    """Write modules into a folder: a page each, their pictures, and a table of contents.

    Parameters
    ----------
    leaves : sequence of Leaf
        The modules.
    folder : Path
        Where to: a place that is free, or where such pages are already, which are replaced.

    Raises
    ------
    FolderError
        If something else is there.
    OSError
        If it cannot be written; then what was there before is there still.
    """
    check_folder(folder)
    write_folder(folder, lambda half: _fill(half, leaves))


def check_folder(folder: Path) -> None:
    """Refuse a folder that holds anything but pages of ours.

    Raises
    ------
    FolderError
        If so.
    """
    if not folder.exists():
        return
    if not folder.is_dir():
        raise FolderError(f"{folder}: this is a file, but must be a folder")
    index = folder / CONTENTS
    if any(folder.iterdir()) and not (index.is_file() and _is_ours(index)):
        raise FolderError(
            f"{folder}: this folder holds files that are not from here: choose another name"
        )


def _is_ours(index: Path) -> bool:
    return index.read_bytes().startswith(BEGINS.encode())


def _fill(folder: Path, leaves: Sequence[Leaf]) -> None:
    contents = []
    for leaf in leaves:
        name = f"{leaf.lesson.number}_{leaf.lesson.name}"
        pictures = folder / name
        pictures.mkdir()

        def beside(picture: Picture, called: str, where: Path = pictures) -> str:
            (where / f"{called}.webp").write_bytes(picture.webp)
            return f"{where.name}/{called}.webp"

        title = f"{leaf.lesson.number} {leaf.lesson.title}"
        page = _page(title, [leaf], [beside], CONTENTS)
        (folder / f"{name}.html").write_text(page, encoding="utf-8", newline="\n")
        contents.append((leaf, f"{name}.html"))
    page = _page("The Silent 26", [], [], CONTENTS, contents)
    (folder / CONTENTS).write_text(page, encoding="utf-8", newline="\n")


def _page(
    title: str,
    leaves: Sequence[Leaf],
    places: Sequence[Place],
    back: str,
    contents: Sequence[tuple[Leaf, str]] = (),
) -> str:
    templates = _environment()

    def text(name: str) -> str:
        return templates.loader.get_source(templates, name)[0]  # type: ignore[union-attr]

    return templates.get_template("page.html").render(
        title=title,
        leaves=leaves,
        places=places,
        back=back,
        contents=contents,
        about=ABOUT,
        made=f"The Silent 26, version {sim.__version__}.",
        version=sim.__version__,
        css=text("page.css"),
        js=text("code.js") + text("page.js"),
    )


def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("sim.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["as_data"] = as_data
    made.filters["replies"] = replies
    made.filters["source"] = lambda function: inspect.getsource(inspect.unwrap(function))
    return made


def as_data(leaf: Leaf, place: Place) -> dict[str, Any]:
    """Put what a page's slider and buttons need into plain dicts and lists."""
    return {
        "truth": leaf.truth,
        "verdicts": list(leaf.verdicts),
        "right": [leaf.right[0], leaf.right[-1]],
        "hint": leaf.lesson.challenge.hint,
        "rows": [
            [
                {
                    "at": stop.at,
                    "number": stop.number,
                    "says": stop.says,
                    "command": stop.command,
                    "mark": stop.mark,
                    "breaks": stop.breaks,
                    "alt": stop.picture.alt,
                    "src": place(stop.picture, f"{view}-{number:02}"),
                }
                for number, stop in enumerate(row)
            ]
            for view, row in enumerate(leaf.rows)
        ],
    }


def replies(question: NumberQuestion) -> dict[str, Any]:
    """Put what is said to which number into plain dicts and lists."""
    return {"ranges": [asdict(one) for one in question.ranges], "otherwise": question.otherwise}
