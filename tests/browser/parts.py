"""A page with each of the parts that every module has, and nothing else to wait for."""

from pathlib import Path

import nbformat.v4 as nb

QUESTIONS = """\
from sim.lessons.quiz import AnswerOption, NumberQuestion, NumberRange, Question
from sim.panels.quiz import quiz

choose = (AnswerOption("Few failures", False, "Silence leaves no trace."),
          AnswerOption("Few spoke", True, "Yes."), AnswerOption("<b>$5</b>", False, "Why $5?"))
lost = (NumberRange(63, 64, True, "All others."), NumberRange(37, 38, False, "They come back."))
quiz([Question("What do few complaints show?", choose),
      NumberQuestion("Of 100, 37 come back. Lost?", lost, otherwise="Take 37 from 100.")])
"""
BUTTON = "from sim.panels.code_button import CodeButton\nCodeButton()"
CELLS = 3
"""How many cells hold code."""


def write_parts(folder: Path) -> None:
    """Write parts.ipynb, and next.ipynb that it links to, into a folder."""
    _write(
        folder / "parts.ipynb",
        nb.new_markdown_cell("# The parts\n\n[Next](next.ipynb) and a price of \\$5."),
        nb.new_code_cell("print('said by code')"),
        nb.new_code_cell(BUTTON),
        nb.new_markdown_cell("## Questions"),
        nb.new_code_cell(QUESTIONS),
    )
    _write(folder / "next.ipynb", nb.new_markdown_cell("# The next\n\n[Back](parts.ipynb)"))


def _write(file: Path, *cells) -> None:
    for cell in cells:
        if cell.cell_type == "code":
            cell.metadata["jupyter"] = {"source_hidden": True}
    python = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
    notebook = nb.new_notebook(cells=cells, metadata={"kernelspec": python})
    file.write_text(nb.writes(notebook), encoding="utf-8")
