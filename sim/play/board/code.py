"""Result codes: what a seat voted, in ten letters that can be read aloud and typed.

The letters are those of Crockford's base 32: no I, L, O and U, which are taken for others. The last
two are a remainder by a prime: one mistyped letter, or two that changed places, never go unnoticed,
and of any other slip one in a thousand does. `code.js` of the pages makes the same codes.
"""

import re
from typing import NamedTuple

from sim.play.board.entry import BoardError

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
PRIME = 1021
"""The largest below 32 × 32."""
MOST = 1 << 20
"""How many numbers a seat may have."""
NUMBERED = 1000
"""Numbers from here on were drawn by lot, as nobody had given one."""
ANSWERS = 5
NONE = ANSWERS
"""Stands for a vote that was not given."""
RIGHT = tuple((low, high) for low in range(ANSWERS) for high in range(low, ANSWERS))
"""Which answers may hold: from one to another."""
BODY, CHECK = 6, 2
LOOKS_LIKE = str.maketrans("OIL", "011")
LENGTH = 2 + BODY + CHECK


class Result(NamedTuple):
    """What a code carries.

    Attributes
    ----------
    module : str
        ``"00"`` to ``"10"``.
    seat : int
        The number of the seat.
    first, second : int or None
        The answers of the two votes, from 0.
    right : tuple of int, or None
        The first and the last answer that hold; None before it was scored.
    """

    module: str
    seat: int
    first: int | None
    second: int | None = None
    right: tuple[int, int] | None = None


def code_of(result: Result) -> str:
    """Write a result as a code.

    Examples
    --------
    >>> code_of(Result("02", 17, first=1, second=3, right=(3, 3)))
    '02-0009-PXSE'
    """
    first, second = (NONE if one is None else one for one in (result.first, result.second))
    right = 0 if result.right is None else 1 + RIGHT.index(result.right)
    number = ((result.seat * 6 + first) * 6 + second) * 16 + right
    body = _letters(number, BODY)
    return f"{result.module}-{body[:4]}-{body[4:]}{_check(result.module, number)}"


def result_of(code: str) -> Result:
    """Read a code as somebody has typed it: small letters, spaces, O for 0.

    Raises
    ------
    BoardError
        If it is none, in a sentence that says what is wrong with it.

    Examples
    --------
    >>> result_of("02 0009 pxse").second
    3
    >>> result_of("02-0009-PXES")
    Traceback (most recent call last):
    ...
    sim.play.board.entry.BoardError: 02-0009-PXES: a letter is mistyped: read it again
    """
    shown = code.strip()
    letters = plain_code(code)
    strange = sorted(set(letters) - set(ALPHABET))
    if strange:
        raise BoardError(f"{shown}: no code has the letter {strange[0]}: read it again")
    if len(letters) != LENGTH:
        raise BoardError(f"{shown}: it has {len(letters)} letters, but a code has {LENGTH}")
    module, body, check = letters[:2], letters[2:-CHECK], letters[-CHECK:]
    number = 0
    for letter in body:
        number = number * 32 + ALPHABET.index(letter)
    if not module.isdigit() or check != _check(module, number):
        raise BoardError(f"{shown}: a letter is mistyped: read it again")
    number, right = divmod(number, 16)
    number, second = divmod(number, 6)
    seat, first = divmod(number, 6)
    if seat >= MOST:
        raise BoardError(f"{shown}: no seat writes such a code: read it again")
    return Result(
        module,
        seat,
        None if first == NONE else first,
        None if second == NONE else second,
        RIGHT[right - 1] if right else None,
    )


def plain_code(code: str) -> str:
    """Write a code as the board keeps it, whatever way it was typed."""
    return re.sub(r"[\s\-–—_.]", "", code).upper().translate(LOOKS_LIKE)


def split_codes(text: str) -> list[str]:
    r"""Find the codes in what somebody has pasted: a line each, or many in a line.

    Examples
    --------
    >>> split_codes("02 0009 pxse\n02-0009-PXSE, 02-009J-YDJU")
    ['02 0009 pxse', '02-0009-PXSE', '02-009J-YDJU']
    """
    found: list[str] = []
    for part in re.split(r"[\n,;]", text):
        whole = len(plain_code(part)) == LENGTH
        found += [part.strip()] if whole else part.split()
    return found


def _check(module: str, number: int) -> str:
    return _letters((int(module) * 32**BODY + number) % PRIME, CHECK)


def _letters(number: int, length: int) -> str:
    return "".join(ALPHABET[number >> 5 * place & 31] for place in reversed(range(length)))
