"""A hand-in put back into the form of its exercise, so that nbgrader finds what it needs.

The answers are the student's. Everything else that nbgrader knows, checks above all, comes from
the master; cells of the student's own stay where they were.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from nbformat import NotebookNode, v4

from sim.play.grading.cells import Cell, Part
from sim.play.grading.masters import Master

BEFORE = -1
"""The place of a student's own cells that come before everything in the master."""
MAKERS = {"code": v4.new_code_cell, "markdown": v4.new_markdown_cell, "raw": v4.new_raw_cell}


def mended(cells: Sequence[Cell], master: Master) -> tuple[NotebookNode, list[str]]:
    """Put a hand-in into the form of its exercise.

    Parameters
    ----------
    cells
        What was handed in.
    master
        The exercise.

    Returns
    -------
    tuple
        The notebook, whose cells carry in their metadata which cell of the master they are
        (``master``, a place, or None); and a sentence for everything that had to be mended.
    """
    answers, own, remarks = _sorted_out(cells, master)
    made: list[NotebookNode] = [_own(one) for one in own.get(BEFORE, ())]
    for place, part in enumerate(master.parts):
        source = answers.get(part.grade_id, "") if part.is_answer else part.source
        made.append(_of_master(part, place, source))
        made.extend(_own(one) for one in own.get(place, ()))
    for number, one in enumerate(made):
        one["id"] = f"cell-{number}"
    told = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    return v4.new_notebook(cells=made, metadata=told), remarks


def _sorted_out(
    cells: Sequence[Cell], master: Master
) -> tuple[dict[str, str], dict[int, list[Cell]], list[str]]:
    """Tell answers from a student's own cells, by the place in the master that these come after."""
    known, plain = master.known, master.sources
    last = {one.grade_id: place for place, one in enumerate(cells) if one.grade_id in known}
    answers: dict[str, str] = {}
    own: dict[int, list[Cell]] = {}
    changed: list[str] = []
    after = BEFORE
    for place, one in enumerate(cells):
        if one.grade_id in known and last[one.grade_id] == place:
            name = str(one.grade_id)
            after = master.places[name]
            if known[name].is_answer:
                answers[name] = one.source
            if one.kind != known[name].kind:
                changed.append(name)
        elif one.source.strip() in plain:  # what the master says, the master says
            after = plain[one.source.strip()]
        else:
            own.setdefault(after, []).append(one)
    return answers, own, list(_remarks(cells, master, changed))


def _remarks(cells: Sequence[Cell], master: Master, changed: list[str]) -> Iterator[str]:
    counted = Counter(one.grade_id for one in cells if one.grade_id)
    known = master.known
    answers = [name for name, part in known.items() if part.is_answer]
    missing = [name for name in answers if name not in counted]
    tests = [name for name, part in known.items() if part.is_check]
    if missing:
        yield f"{_cells(missing)} missing, which counts as empty"
    gone = [name for name in tests if name not in counted]
    if gone:
        yield f"{_cells(gone)} deleted, but what counts are the checks of the key"
    twice = [name for name in known if counted[name] > 1]
    if twice:
        yield f"{_cells(twice)} there more than once: the last one counts"
    if changed:
        yield f"{_cells(changed)} of another kind, and were put back"
    rewritten = [one.grade_id for one in cells if one.grade_id in tests and _foreign(one, known)]
    if rewritten:
        names = [str(name) for name in dict.fromkeys(rewritten)]
        yield f"{_cells(names)} rewritten: what counts are the checks of the key"
    strange = [name for name in counted if name not in known]
    if strange:
        yield (
            f"{len(strange)} of its cells, such as {strange[0]!r:.60}, are not in the key: "
            "perhaps it is another version"
        )


def _foreign(cell: Cell, known: dict[str, Part]) -> bool:
    """Tell whether a line of a check is not in the key."""
    key = {line.strip() for line in known[str(cell.grade_id)].source.splitlines()}
    lines = (line.strip() for line in cell.source.splitlines())
    return any(line not in key for line in lines if line and not line.startswith("#"))


def _cells(names: Sequence[str]) -> str:
    if len(names) == 1:
        return f"cell {names[0]} was"
    return f"cells {', '.join(names[:4])}{' and others' if len(names) > 4 else ''} were"


def _of_master(part: Part, place: int, source: str) -> NotebookNode:
    metadata: dict[str, Any] = {"silent26": {"master": place}}
    if part.said:
        metadata["nbgrader"] = dict(part.said)
    return MAKERS[part.kind](source, metadata=metadata)


def _own(cell: Cell) -> NotebookNode:
    return MAKERS[cell.kind](cell.source, metadata={"silent26": {"master": None}})
