"""The words of the field, a plain sentence each, and the modules where they are met."""

import tomllib
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path

FILE = Path(__file__).parent / "glossary.toml"


@dataclass(frozen=True)
class Term:
    """A word of the field.

    Attributes
    ----------
    name : str
        The word.
    means : str
        What it means, in a sentence.
    met : tuple of str
        The modules where it is met, by number.
    """

    name: str
    means: str
    met: tuple[str, ...]


@cache
def terms() -> tuple[Term, ...]:
    """Return all terms, in the order of the alphabet.

    Examples
    --------
    >>> next(one.means for one in terms() if one.name == "reneging")
    'Giving up while waiting in line, and walking out.'
    """
    found = tomllib.loads(FILE.read_text(encoding="utf-8"))["term"]
    return tuple(Term(one["name"], one["means"], tuple(one["met"])) for one in found)


def matching(words: str) -> tuple[Term, ...]:
    """Return the terms that have some letters in their name; failing that, in their meaning.

    Examples
    --------
    >>> [one.name for one in matching("reneg")]
    ['reneging']
    >>> [one.name for one in matching("walking out")]
    ['reneging']
    """
    wanted = words.strip().lower()
    named = tuple(one for one in terms() if wanted in one.name.lower())
    return named or tuple(one for one in terms() if wanted in one.means.lower())


def as_list(shown: tuple[Term, ...]) -> str:
    """Write terms as HTML: a list of words and what they mean."""
    return f"<dl class='s26-glossary'>{''.join(map(_entry, shown))}</dl>"


def _entry(term: Term) -> str:
    where = " and ".join(", ".join(term.met).rsplit(", ", 1))
    modules = "module" if len(term.met) == 1 else "modules"
    return (
        f"<dt style='font-weight: bold'>{escape(term.name)}</dt>"
        f"<dd style='margin: 0 0 12px 24px'>{escape(term.means)} ({modules} {where})</dd>"
    )
