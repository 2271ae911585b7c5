"""Dates as people write them: one form for a whole column, found out and then held to."""

from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from sim.play.company.flaws import TableError

NO_DATE = np.iinfo(np.int64).min
"""What stands for a date that could not be read, or for none."""

DAY = 86_400

_TIME = (
    r"(?:[T ]+(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:[.,]\d+)?)?"
    r" *(?P<half>[AaPp]\.?[Mm]\.?)?)? *(?P<zone>Z|UTC|[+-]\d{2}:?\d{2})?"
)


class Form(NamedTuple):
    """A way of writing dates."""

    name: str
    example: str
    pattern: str
    """With groups for year, month and day; the time of day may follow."""


def _form(name: str, example: str, pattern: str) -> Form:
    return Form(name, example, f"^ *{pattern}{_TIME} *$")


_Y, _YY = r"(?P<year>\d{4})", r"(?P<year>\d{4}|\d{2})"
_M, _D = r"(?P<month>\d{1,2})", r"(?P<day>\d{1,2})"
_WORD = r"(?P<month>[A-Za-z]{3,9})"

FORMS = (
    _form("y-m-d", "2024-12-31", f"{_Y}-{_M}-{_D}"),
    _form("d.m.y", "31.12.2024", rf"{_D}\. ?{_M}\. ?{_YY}"),
    _form("d/m/y", "31/12/2024", f"{_D}/{_M}/{_YY}"),
    _form("m/d/y", "12/31/2024", f"{_M}/{_D}/{_YY}"),
    _form("d-m-y", "31-12-2024", f"{_D}-{_M}-{_YY}"),
    _form("m-d-y", "12-31-2024", f"{_M}-{_D}-{_YY}"),
    _form("y/m/d", "2024/12/31", f"{_Y}/{_M}/{_D}"),
    _form("y.m.d", "2024.12.31", rf"{_Y}\.{_M}\.{_D}"),
    _form("ymd", "20241231", r"(?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})"),
    _form("d mon y", "31 Dec 2024", rf"{_D}[ -]{_WORD}[ .,-]+{_YY}"),
    _form("mon d y", "Dec 31, 2024", f"{_WORD}[. ] *{_D},? +{_Y}"),
    Form("excel", "45657, a day counted by Excel", r"^ *(?P<serial>\d{5})(?:[.,]\d+)? *$"),
)
"""The forms that are read, the likelier first."""

TWINS = (("d/m/y", "m/d/y"), ("d-m-y", "m-d-y"))
"""Forms that look alike until a day is above 12."""

MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

EARLIEST, LATEST = 1900, 2100
"""Years that a date may have."""


def form_called(name: str) -> Form:
    """Return the form of that name.

    Raises
    ------
    TableError
        When there is none.
    """
    for one in FORMS:
        if one.name == name:
            return one
    known = ", ".join(f"{one.name} ({one.example})" for one in FORMS)
    raise TableError([f"dates are to be in the form {name}, but it must be one of {known}"])


def parse(texts: Any, form: Form) -> NDArray[np.int64]:
    """Read dates, each different text once.

    Parameters
    ----------
    texts
        An Arrow array of texts.
    form
        How they are written.

    Returns
    -------
    numpy.ndarray
        Seconds since 1970, as the clock on the wall showed them; `NO_DATE` where a text is none.

    Examples
    --------
    >>> found = parse(pa.array(["31.12.1970 00:01", "31.2.1970", ""]), form_called("d.m.y"))
    >>> int(found[0]) == 364 * DAY + 60, [int(one) == NO_DATE for one in found[1:]]
    (True, [True, True])
    """
    quick = _quick(texts, form)
    if quick is not None:
        return quick
    coded = texts.dictionary_encode()
    words = coded.dictionary
    seconds = _parse_words(words, form)
    places = coded.indices.fill_null(len(words)).to_numpy(zero_copy_only=False)
    return np.append(seconds, NO_DATE)[places]


def from_arrow(column: Any) -> NDArray[np.int64]:
    """Turn a Parquet column of dates or times into seconds since 1970."""
    seconds = pc.cast(pc.cast(column, pa.timestamp("us")), pa.int64())
    filled = pc.fill_null(seconds, NO_DATE).to_numpy(zero_copy_only=False)
    return np.where(filled == NO_DATE, NO_DATE, filled // 1_000_000)


def _quick(texts: Any, form: Form) -> NDArray[np.int64] | None:
    """Read a block that is in a plain form throughout by way of ISO 8601, which is fastest."""
    if form.name in _TURNED:
        mark, day, month = _TURNED[form.name]
        full = rf"^\d\d{mark}\d\d{mark}\d{{4}}"
        if not pc.all(pc.match_substring_regex(texts, full)).as_py():
            return None
        raw = pc.cast(texts, pa.binary())
        cuts = ((6, 10), (month, month + 2), (day, day + 2))
        date = [pc.binary_slice(raw, first, after) for first, after in cuts]
        turned = pc.binary_join_element_wise(*date, b"-")
        if not pc.all(pc.equal(pc.binary_length(raw), 10)).as_py():
            if pc.min(pc.binary_length(raw)).as_py() == 10:  # of such Arrow cannot cut off nothing
                return None
            turned = pc.binary_join_element_wise(turned, pc.binary_slice(raw, 10, 80), b"")
        texts = pc.cast(turned, pa.string())
    elif form.name != "y-m-d":
        return None
    try:
        return _within(from_arrow(pc.cast(texts, pa.timestamp("us"))))
    except pa.ArrowInvalid:
        return None


_TURNED = {
    "d.m.y": (r"\.", 0, 3),
    "d/m/y": ("/", 0, 3),
    "m/d/y": ("/", 3, 0),
    "d-m-y": ("-", 0, 3),
    "m-d-y": ("-", 3, 0),
}
"""The mark of a form, and where its day and its month stand when all numbers have full width."""


def _within(seconds: NDArray[np.int64]) -> NDArray[np.int64]:
    """Take a year that no table is of for no date."""
    low, high = (
        int(np.datetime64(f"{year}-01-01", "s").astype(np.int64)) for year in (EARLIEST, LATEST)
    )
    return np.where((seconds < low) | (seconds >= high), NO_DATE, seconds)


def _parse_words(words: Any, form: Form) -> NDArray[np.int64]:
    parts = pc.extract_regex(words, form.pattern)
    told = pc.is_valid(parts).to_numpy(zero_copy_only=False)

    def text(name: str) -> Any:
        return pc.fill_null(pc.struct_field(parts, name), "")

    def number(name: str, otherwise: int = 0) -> NDArray[np.int64]:
        return _whole(text(name), otherwise)

    if form.name == "excel":
        day = number("serial") - 25_569  # Excel's day of 1 January 1970
        return np.where(told & _sensible(day), day * DAY, NO_DATE)
    year, day = number("year"), number("day")
    year = np.where(year < 100, np.where(year < 70, 2000, 1900) + year, year)
    month = _month(text("month")) if "A-Za-z" in form.pattern[:60] else number("month")
    hour, minute, second = number("hour"), number("minute"), number("second")
    half = pc.utf8_slice_codeunits(pc.utf8_lower(text("half")), 0, 1)
    half = half.to_numpy(zero_copy_only=False)
    hour = np.where((half == "p") & (hour < 12), hour + 12, hour)
    hour = np.where((half == "a") & (hour == 12), 0, hour)
    right = told & (month >= 1) & (month <= 12) & (year >= EARLIEST) & (year <= LATEST)
    right &= (hour < 24) & (minute < 60) & (second < 61)
    month, year = np.where(right, month, 1), np.where(right, year, 1970)
    first = (year - 1970).astype("datetime64[Y]").astype("datetime64[M]") + (month - 1)
    long = ((first + 1).astype("datetime64[D]") - first.astype("datetime64[D]")).astype(np.int64)
    right &= (day >= 1) & (day <= long)
    days = first.astype("datetime64[D]").astype(np.int64) + day - 1
    return np.where(right, days * DAY + hour * 3600 + minute * 60 + second, NO_DATE)


def _whole(texts: Any, otherwise: int) -> NDArray[np.int64]:
    kept = pc.if_else(pc.equal(texts, ""), str(otherwise), texts)
    return np.asarray(pc.cast(kept, pa.int64()).to_numpy(zero_copy_only=False))


def _month(words: Any) -> NDArray[np.int64]:
    short = pc.utf8_slice_codeunits(pc.utf8_lower(words), 0, 3)
    place = pc.fill_null(pc.index_in(short, pa.array(MONTHS)), -1)
    return np.asarray(place.to_numpy(zero_copy_only=False)).astype(np.int64) + 1


def _sensible(day: NDArray[np.int64]) -> NDArray[np.bool_]:
    years = 1970 + day // 365
    return np.asarray((years >= EARLIEST) & (years <= LATEST))


def forms_of(texts: Any) -> list[tuple[Form, int]]:
    """Count how many texts each form reads, the most first; forms that read none are left out.

    Of twins that read equally many, both are there: nothing tells which is meant.

    Examples
    --------
    >>> [form.name for form, _ in forms_of(pa.array(["1/2/2024", "3/4/2024"]))]
    ['d/m/y', 'm/d/y']
    >>> [form.name for form, _ in forms_of(pa.array(["1/2/2024", "13/4/2024"]))]
    ['d/m/y', 'm/d/y']
    """
    counted = [(one, int((parse(texts, one) != NO_DATE).sum())) for one in FORMS]
    ranked = sorted(counted, key=lambda pair: -pair[1])
    return [(one, count) for one, count in ranked if count]
