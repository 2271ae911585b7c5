"""A shop manager reads it with ease: short words and sentences, spelt right, in good order.

How hard a text is to read is measured by the Automated Readability Index of textstat: letters a
word and words a sentence, as years at school. It is the one of the usual measures that needs no
dictionary of syllables, which textstat would have to download. Eight years is what plain-language
guides ask of a text for everybody; a page has to stay below that as a whole, as single sentences
scatter, and no sentence may be longer than thirty words.
"""

import csv
import re
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
import textstat
from spellchecker import SpellChecker

from sim.lessons import NAMES, lesson
from sim.lessons.glossary import terms
from sim.lessons.quiz import Question
from tests.project.prose import (
    HEADING,
    IMAGE,
    ROOT,
    cells,
    in_code,
    in_lesson,
    markdown,
    paragraphs,
    plain,
    sentences,
)

HARDEST = 8.0
"""Years at school."""
LONGEST = 30
"""Words in a sentence."""
THICKEST = 8
"""Lines of code in a cell."""
MODULES = sorted((ROOT / "notebooks").glob("*.ipynb"))
EXERCISES = sorted((ROOT / "exercises").glob("*.ipynb"))
KEYS = sorted((ROOT / "exercises" / "keys").glob("*.ipynb"))
TRAINERS = sorted((ROOT / "notebooks" / "trainer").glob("*.ipynb"))
NOTEBOOKS = [*MODULES, *EXERCISES, *TRAINERS]
TO_ANSWER = "-answer"
"""Cells of an exercise in which a learner writes: their ids end so, and they are open."""
SAYING = sorted(
    file
    for room in ("lessons", "exercises", "panels")
    for file in (ROOT / "sim" / room).rglob("*.py")
)
DOCS = sorted(
    [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / "benchmarks" / "README.md"]
)
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
ENDING = re.compile(r"(?:n['’]t|['’](?:s|re|ve|ll|d|m)?)$")
NUMBER = re.compile(r"\d[\d.,]*")
AMERICAN = {"behavior", "center", "color", "favor", "labor", "neighbor", "organization", "organize"}
IN_TASKS = {"00_start_here": {"10", "85"}, "01_moments": {"998", "1,000"}}
"""Numbers that a page asks about, and does not claim: hours taken, how busy one is, a record."""


def called(notebook: Path) -> str:
    return f"{notebook.parent.name}/{notebook.stem}"


def names(files: list[Path]) -> list[str]:
    return [str(file.relative_to(ROOT)) for file in files]


def is_hard(texts: list[str]) -> str:
    """Say why a page is too hard to read; nothing where it is not."""
    long = [one for text in texts for one in _split(text) if len(one.split()) > LONGEST]
    if long:
        return f"longer than {LONGEST} words: {long[0]}"
    years = textstat.automated_readability_index("\n".join(texts))
    return f"asks for {years:.1f} years at school" if years > HARDEST else ""


def _split(text: str) -> list[str]:
    return re.split(r"(?<=[.?!:;])[\"”’)]*\s+", text)


@cache
def dictionary() -> SpellChecker:
    known = SpellChecker()
    lines = (ROOT / "tests" / "project" / "words.txt").read_text(encoding="utf-8").splitlines()
    known.word_frequency.load_words(one for one in lines if one and not one.startswith("#"))
    return known


def misspelt(text: str) -> set[str]:
    """Return the words of a text that no dictionary has, or only an American one."""
    found = {ENDING.sub("", one).lower() for one in WORD.findall(plain(text))}
    wanted = {one for one in found if len(one) > 1}
    return (wanted - set(dictionary().known(wanted))) | (wanted & AMERICAN)


def said_in(number: str) -> list[str]:
    """Return what a module says: in its data, and in its functions."""
    one = lesson(number)
    file = ROOT / "sim" / "lessons" / f"{one.name}.py"
    return list(dict.fromkeys([*in_lesson(one), *in_code(file)]))


def of_the_ledger() -> set[str]:
    """Return every number that a claim states, as one would write it."""
    file = ROOT / "sim" / "assumptions" / "evidence" / "claims.csv"
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines))
    return {
        number.rstrip(".,") for row in rows[1:] for one in row for number in NUMBER.findall(one)
    }


def of_the_sliders(number: str) -> set[str]:
    """Return where the sliders of a module begin, end, and stand at first."""
    knobs = lesson(number).knobs if number in NAMES else ()
    return {f"{value:g}" for knob in knobs for value in (knob.low, knob.high, knob.start)}


def test_hard_texts_and_wrong_words_are_found():
    hard = "Notwithstanding organisational heterogeneity, complaint-related information matters."
    assert "years" in is_hard([hard])
    assert "longer" in is_hard([" ".join(["word"] * (LONGEST + 1)) + "."])
    assert is_hard(["You run a shop. A thousand people come, and few of them say a word."]) == ""
    assert misspelt("The customers' color isn't recieved.") == {"color", "recieved"}


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=called)
def test_a_page_is_easy_to_read(notebook):
    texts = paragraphs(markdown(notebook))
    if notebook in EXERCISES:
        texts += sentences(in_code(ROOT / "sim" / "exercises" / f"{notebook.stem[3:]}.py"))
    elif (number := notebook.stem[:2]) in NAMES:
        texts += sentences(said_in(number))
    assert is_hard(texts) == ""


@pytest.mark.parametrize("notebook", KEYS, ids=lambda file: file.stem)
def test_a_key_is_spelt_right(notebook):
    assert misspelt(markdown(notebook)) == set()


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=called)
def test_a_page_is_spelt_right(notebook):
    assert misspelt(markdown(notebook)) == set()


@pytest.mark.parametrize("file", SAYING, ids=names(SAYING))
def test_what_the_program_says_is_spelt_right(file):
    assert misspelt("\n\n".join(in_code(file))) == set()


@pytest.mark.parametrize("file", DOCS, ids=names(DOCS))
def test_the_docs_are_spelt_right(file):
    in_titles = AMERICAN  # of what is cited
    assert misspelt(file.read_text(encoding="utf-8")) - in_titles == set()


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=called)
def test_headings_are_in_order(notebook):
    levels = [len(marks) for marks, _ in HEADING.findall(markdown(notebook))]
    assert levels[:1] == [1], "a page begins with its title"
    assert levels.count(1) == 1
    skipped = [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1]
    assert skipped == []


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=called)
def test_every_picture_has_words(notebook):
    for found in IMAGE.finditer(markdown(notebook)):
        words = found.group(1) or re.search(r"alt=\"([^\"]+)\"", found.group())
        assert words, found.group()


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=called)
def test_links_lead_to_pages_that_are_there(notebook):
    for address in re.findall(r"\]\(([^)\s]+)\)", markdown(notebook)):
        assert not address.startswith(("http", "/")), f"{address} is no page of the workbook"
        assert (notebook.parent / address.partition("#")[0]).is_file(), address


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=called)
def test_code_is_folded_and_thin(notebook):
    for cell in cells(notebook, "code"):
        if cell["id"].endswith(TO_ANSWER):
            assert "jupyter" not in cell["metadata"], f"{cell['id']} is folded"
            continue
        assert cell["metadata"].get("jupyter", {}).get("source_hidden"), f"{cell['id']} is open"
        lines = [line for line in cell["source"].splitlines() if line.strip()]
        assert len(lines) <= THICKEST, f"{cell['id']} has {len(lines)} lines"
        thick = re.search(r"^\s*(class|def|for|while|async)\b", cell["source"], re.MULTILINE)
        assert not thick, f"{cell['id']} has a {thick.group(1)}; that belongs into sim/"


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=called)
def test_a_page_under_voila_is_spared_what_only_jupyterlab_needs(notebook):
    """Cells with this tag are neither run nor shown there: see tools/jupyter/voila.json."""
    for kind in ("code", "markdown"):
        for cell in cells(notebook, kind):
            meant = re.search(r"try_both_ends|check_environment|Run All Cells", cell["source"])
            tagged = "only-in-lab" in cell["metadata"].get("tags", [])
            assert tagged or not meant, cell["id"]


@pytest.mark.parametrize("notebook", MODULES, ids=lambda file: file.stem)
def test_numbers_come_from_the_code_or_from_the_ledger(notebook):
    allowed = {f"{number:02d}" for number in range(11)} | of_the_ledger()
    allowed |= IN_TASKS.get(notebook.stem, set()) | of_the_sliders(notebook.stem[:2])
    text = plain(markdown(notebook))
    assert {one.rstrip(".,") for one in NUMBER.findall(text)} - allowed == set()


@pytest.mark.parametrize("number", NAMES)
def test_a_quiz_answers_each_answer_in_its_own_words(number):
    quiz = lesson(number).quiz
    assert quiz, "no quiz"
    wrong = [
        answer.feedback
        for asked in quiz
        for answer in (asked.answers if isinstance(asked, Question) else asked.ranges)
        if not answer.right
    ]
    wrong += [asked.otherwise for asked in quiz if not isinstance(asked, Question)]
    assert all(len(feedback.split()) >= 4 for feedback in wrong), "a sentence, not a shrug"
    assert len(set(wrong)) == len(wrong), "the same words to two wrong answers"


def test_the_glossary_is_easy_to_read_and_spelt_right():
    assert is_hard([one.means for one in terms()]) == ""
    assert misspelt("\n".join(f"{one.name}: {one.means}" for one in terms())) == set()
