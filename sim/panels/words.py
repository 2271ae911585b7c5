"""Words on a page, as HTML."""

from html import escape

import ipywidgets as widgets

from sim.panels.files import joined


def text(words: str = "", role: str = "", name: str = "") -> widgets.HTML:
    """Make a widget for words; a role of ``status`` or ``alert`` has them read aloud."""
    held = widgets.HTML(spoken(words, role))
    if name:
        held.add_class(name)
    return held


def spoken(words: str, role: str = "") -> str:
    """Write words so that they are read aloud when they change."""
    return f"<div role='{role}'>{escape(words)}</div>" if role else escape(words)


def paragraphs(sentences: tuple[str, ...]) -> str:
    """Write paragraphs."""
    return "".join(f"<p>{escape(sentence)}</p>" for sentence in sentences)


def unbroken(command: str) -> str:
    """Write a command so that no line ends within an option."""
    first, *options = command.split(" --")
    parts = [first, *(f"--{option}" for option in options)]
    return "<code>" + " ".join(f"<span>{escape(part)}</span>" for part in parts) + "</code>"


def sentence(error: BaseException) -> str:
    """Say what went wrong, in one line."""
    told = " ".join(str(error).split()) or type(error).__name__
    return f"This setting could not be shown: {told}"


def look() -> widgets.HTML:
    """Return the style sheet of the pages; every part of a page carries it, as any may be alone."""
    return widgets.HTML(f"<style>{joined('page.css')}</style>", layout={"display": "none"})
