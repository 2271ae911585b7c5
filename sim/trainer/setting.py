"""What is printed, as PDF: set by Typst, in fonts that come along, the same bytes each time."""

import json
from collections.abc import Mapping, Sequence
from importlib import resources
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import matplotlib as mpl

from sim.trainer.filling import Plain

PRINTS = {
    "run_sheets": "all run sheets, a page each",
    "slides": "for the screen, 16:9: each module's question, its picture with one number, Monday",
    "vote_cards": "A to E, a letter a page: one set for each pair; "
    "in a small room print two pages on one sheet",
    "cards_27": "26 cards that say nothing and one that complains, to cut out",
}
"""What there is only as PDF, by name."""

WRITTEN = 1_700_000_000
"""Seconds that stand in each PDF for when it was written: the same each time."""


def can_set() -> bool:
    """Say whether Typst is installed."""
    try:
        import typst  # noqa: F401
    except ImportError:
        return False
    return True


def set_all(
    sheets: Sequence[Plain], papers: Sequence[Plain], pictures: Mapping[str, bytes]
) -> dict[str, bytes]:
    """Set everything that is printed.

    Parameters
    ----------
    sheets, papers : sequence of dict
        As `sim.trainer.filling` returns them.
    pictures : mapping of bytes
        SVG, by module.

    Returns
    -------
    dict of bytes
        PDF, by name.
    """
    with TemporaryDirectory() as held:
        folder = Path(held)
        for one in (resources.files("sim.trainer") / "templates").iterdir():
            if one.name.endswith(".typ"):
                (folder / one.name).write_bytes(one.read_bytes())
        for number, picture in pictures.items():
            (folder / _picture(number)).write_bytes(picture)
        pages = [{**page, "picture_file": _picture(page["number_of"])} for page in sheets]
        found = {name: _set(folder, name, {"pages": pages}) for name in PRINTS}
        for page in papers:
            found[page["name"]] = _set(folder, "paper", {"paper": page})
        return found


def _picture(number: str) -> str:
    return f"{number}.svg"


def _set(folder: Path, template: str, data: dict[str, Any]) -> bytes:
    import typst

    pdf: bytes = typst.compile(
        str(folder / f"{template}.typ"),
        root=str(folder),
        font_paths=[str(Path(mpl.get_data_path()) / "fonts" / "ttf")],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data)},
        timestamp=WRITTEN,
    )
    return pdf
