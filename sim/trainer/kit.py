"""The whole kit: every file with its bytes, written into a folder or held against one."""

import shutil
from collections.abc import Callable, Mapping
from io import BytesIO
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple

import numpy as np
from jinja2 import Environment, PackageLoader, StrictUndefined
from PIL import Image

from sim.lessons import NAMES
from sim.lessons.drawing import drawn
from sim.pages.folder import FolderError, write_folder
from sim.pages.stops import picture
from sim.show.style import LIGHT
from sim.trainer.content import papers
from sim.trainer.figures import Lived
from sim.trainer.filling import VOTES, Plain, filled_paper, filled_sheet, key_of, of_all
from sim.trainer.setting import PRINTS, set_all

BEGINS = "<!-- The Silent 26: written by `make trainer` -->"
"""How every text of the kit begins, so that no other is written over."""

GRADES = {
    "measured": "somebody watched what people did.",
    "survey": "people were asked, and said so.",
    "folklore": "everybody repeats it, and we found no study that bears it out.",
    "arithmetic": "it follows from what the words mean. Anyone can work it out.",
    "assumption": "it is ours. Say so, and try another number.",
}
CLOSE = 2.0
"""Of 255: how far the same picture, drawn on another machine, may lie off on average."""


class Kit(NamedTuple):
    """The kit: texts, pictures for them, and what is printed, by the path in the folder."""

    texts: Mapping[str, str]
    pictures: Mapping[str, bytes]
    prints: Mapping[str, bytes]

    @property
    def files(self) -> dict[str, bytes]:
        """Every file."""
        texts = {path: text.encode() for path, text in self.texts.items()}
        return texts | dict(self.pictures) | dict(self.prints)


def make_kit(pdf: bool = True, on_module: Callable[[], None] = lambda: None) -> Kit:
    """Live all modules, and make everything of it.

    Parameters
    ----------
    pdf : bool
        Whether to set what is printed, too.
    on_module : callable
        Called whenever a module was lived.
    """
    lived = {number: Lived(number) for number in NAMES}
    sheets, seen, vectors = [], {}, {}
    for number, one in lived.items():
        page = filled_sheet(one)
        shown = one.shown(one.sheet.picture)
        png, page["alt"] = drawn(one.lesson, shown, LIGHT)
        seen[f"images/{number}.webp"] = picture(png, page["alt"]).webp
        vectors[number], _ = drawn(one.lesson, shown, LIGHT, form="svg")
        sheets.append(page)
        on_module()
    figures = of_all(lived)
    pages: list[Plain] = []
    for name, written in papers().items():
        page = filled_paper(name, written, figures)
        pages += [one for one in (page, key_of(page)) if one is not None]
    set_ = set_all(sheets, pages, vectors) if pdf else {}
    return Kit(
        _texts(sheets, pages), seen, {f"pdf/{name}.pdf": made for name, made in set_.items()}
    )


def _texts(sheets: list[Plain], pages: list[Plain]) -> dict[str, str]:
    templates = Environment(
        loader=PackageLoader("sim.trainer"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,
    )

    def write(template: str, **given: object) -> str:
        return templates.get_template(template).render(begins=BEGINS, **given)

    found = {f"sheets/{one['number_of']}.md": write("sheet.md", page=one) for one in sheets}
    found |= {f"{one['name']}.md": write("paper.md", page=one) for one in pages}
    about = {"sheets": sheets, "papers": pages, "prints": PRINTS, "grades": GRADES}
    return found | {"README.md": write("README.md", votes_are=VOTES, **about)}


def write_kit(kit: Kit, folder: Path) -> None:
    """Write the kit: all of it or nothing. What else is in the folder stays as it is.

    Parameters
    ----------
    kit : Kit
        The kit.
    folder : Path
        Where to: a place that is free, or where a kit is, which is replaced.

    Raises
    ------
    FolderError
        If somebody else's text stands where one of the kit belongs.
    OSError
        If it cannot be written; then what was there before is there still.
    """
    check_folder(folder)

    def fill(half: Path) -> None:
        for file in _others(folder):
            kept = half / file.relative_to(folder)
            kept.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(file, kept)
        for path, made in kit.files.items():
            (half / path).parent.mkdir(parents=True, exist_ok=True)
            (half / path).write_bytes(made)

    write_folder(folder, fill)


def check_folder(folder: Path) -> None:
    """Refuse a folder in which somebody else's text stands where one of the kit belongs.

    Raises
    ------
    FolderError
        If so, or if it is a file.
    """
    if folder.exists() and not folder.is_dir():
        raise FolderError(f"{folder}: this is a file, but must be a folder")
    for path in sorted(names()):
        file = folder / path
        if file.suffix == ".md" and file.exists() and not _is_ours(file):
            raise FolderError(f"{file}: this is not of the trainer's kit: move it elsewhere")


def _is_ours(file: Path) -> bool:
    return file.read_bytes().startswith(BEGINS.encode())


def _others(folder: Path) -> list[Path]:
    """List the files of a folder that are not of the kit."""
    ours = names()
    files = [file for file in folder.rglob("*") if file.is_file()]
    return [file for file in files if file.relative_to(folder).as_posix() not in ours]


def names() -> frozenset[str]:
    """Return the path of every file that a kit may have."""
    printed = list(PRINTS)
    found = {"README.md"}
    for name, one in papers().items():
        asked = any(part.asked or part.quiz for part in one.parts)
        written = [name, *([f"{name}_key"] if asked else [])]
        found |= {f"{one}.md" for one in written}
        printed += written
    found |= {f"sheets/{number}.md" for number in NAMES}
    found |= {f"images/{number}.webp" for number in NAMES}
    return frozenset(found | {f"pdf/{name}.pdf" for name in printed})


def stale(kit: Kit, folder: Path) -> list[str]:
    """Say what in a folder is no longer what the runs say, a sentence each.

    What is printed is not looked at, since it is made anew for each room.

    Parameters
    ----------
    kit : Kit
        What should be there.
    folder : Path
        Where it is looked for.
    """
    said = []
    for path, text in kit.texts.items():
        there = folder / path
        if not there.is_file():
            said.append(f"{there}: this file is missing")
            continue
        said += _lines_that_differ(there, text)
    for path, made in kit.pictures.items():
        there = folder / path
        if not there.is_file():
            said.append(f"{there}: this picture is missing")
        elif not _same_picture(there.read_bytes(), made):
            said.append(f"{there}: this picture is no longer the one that the runs give")
    return said


def _lines_that_differ(file: Path, text: str) -> list[str]:
    there = file.read_text(encoding="utf-8").splitlines()
    wanted = text.splitlines()
    for line, (found, right) in enumerate(zip_longest(there, wanted, fillvalue=""), start=1):
        if found != right:
            return [f"{file}:{line}: says “{found[:90]}”, but it should be “{right[:90]}”"]
    return []


def _same_picture(one: bytes, other: bytes) -> bool:
    if one == other:
        return True
    found = [np.asarray(Image.open(BytesIO(made)).convert("RGB"), float) for made in (one, other)]
    return found[0].shape == found[1].shape and bool(np.abs(found[0] - found[1]).mean() < CLOSE)
