"""How tables look: as wide as the terminal, and always the same where there is none."""

import io
import os
import sys

from rich.console import Console, RenderableType

WIDTH = 100
"""Characters a line where nobody looks on, and at most where somebody does."""


def rendered(*things: RenderableType) -> str:
    """Turn what rich can show into text, in colour only for a terminal."""
    page = io.StringIO()
    watched = sys.stdout.isatty()
    console = Console(
        file=page,
        width=min(_columns(), WIDTH) if watched else WIDTH,
        force_terminal=watched,
        color_system="auto" if watched else None,
        no_color=bool(os.environ.get("NO_COLOR")),
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    for thing in things:
        console.print(thing)
    return "".join(f"{line.rstrip()}\n" for line in page.getvalue().splitlines())


def _columns() -> int:
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or WIDTH
    except (OSError, ValueError):
        return WIDTH


def as_json(thing: object) -> str:
    """Write plain dicts and lists as JSON; what is not a number has to be None."""
    import json

    return json.dumps(thing, indent=2, ensure_ascii=False, allow_nan=False) + "\n"
