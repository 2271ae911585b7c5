"""The kit in the repository says what the runs say, and what is printed is whole."""

import re
import shutil
from io import BytesIO

import pytest
from PIL import Image
from pypdf import PdfReader

from sim.lessons import NAMES
from sim.trainer.content import papers, sheet
from sim.trainer.kit import BEGINS, Kit, make_kit, names, stale, write_kit
from tests.project.prose import ROOT

pytestmark = pytest.mark.slow

TRAINER = ROOT / "trainer"
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")


@pytest.fixture(scope="module")
def kit():
    return make_kit()


@pytest.fixture
def copy(tmp_path):
    return shutil.copytree(TRAINER, tmp_path / "trainer")


def pdf(kit, name):
    return PdfReader(BytesIO(kit.prints[f"pdf/{name}.pdf"]))


def read(found) -> str:
    return " ".join(" ".join(page.extract_text() for page in found.pages).split())


def test_what_is_in_the_repository_is_what_the_runs_say(kit):
    assert stale(kit, TRAINER) == []


def test_a_number_that_was_changed_is_found_with_its_line(kit, copy):
    page = copy / "sheets" / "02.md"
    text = page.read_text(encoding="utf-8")
    right = "9 times as many failures"
    assert right in text
    line = text[: text.index(right)].count("\n") + 1
    page.write_text(text.replace(right, "8 times as many failures", 1), encoding="utf-8")
    (said,) = stale(kit, copy)
    assert said.startswith(f"{page}:{line}: says “")
    assert "8 times" in said.split("should be")[0]
    assert "9 times" in said.split("should be")[1]


def test_a_file_that_is_gone_and_a_picture_of_something_else_are_found(kit, copy):
    (copy / "half_day.md").unlink()
    (copy / "images" / "03.webp").write_bytes((copy / "images" / "02.webp").read_bytes())
    (copy / "images" / "04.webp").unlink()
    assert [one.removeprefix(f"{copy}/").split(":")[0] for one in stale(kit, copy)] == [
        "half_day.md",
        "images/03.webp",
        "images/04.webp",
    ]


def test_every_file_of_the_kit_is_known_beforehand(kit):
    assert set(kit.files) == names()


def test_links_lead_somewhere(kit, tmp_path):
    for beside in ("notebooks", "docs"):
        shutil.copytree(ROOT / beside, tmp_path / beside)
    write_kit(kit, tmp_path / "trainer")
    followed = 0
    for page in (tmp_path / "trainer").rglob("*.md"):
        for address in LINK.findall(page.read_text(encoding="utf-8")):
            assert (page.parent / address).is_file(), f"{page.name}: {address}"
            followed += 1
    assert followed > 3 * len(NAMES)


def test_pictures_are_small_and_have_words(kit):
    assert sum(map(len, kit.pictures.values())) < 600_000
    for number in NAMES:
        assert Image.open(BytesIO(kit.pictures[f"images/{number}.webp"])).size == (840, 380)
        (alt,) = re.findall(r"!\[([^\]]+)\]", kit.texts[f"sheets/{number}.md"])
        assert len(alt) > 40


def test_no_place_for_a_figure_is_left_empty(kit):
    for path, text in kit.texts.items():
        assert text.startswith(BEGINS)
        assert not re.search(r"\{\w+\}|\bnan\b", text), path


def test_each_run_sheet_is_one_page(kit):
    found = pdf(kit, "run_sheets")
    assert len(found.pages) == len(NAMES)
    for number, page in zip(NAMES, found.pages, strict=True):
        text = " ".join(page.extract_text().split())
        for words in ("The clock", "Exit ticket:", "If it looks flat:", "Cut first:", "Monday:"):
            assert words in text, (number, words)
        assert " ".join(sheet(number).lands.split()[-2:]) in text


def test_papers_take_as_many_pages_as_they_say(kit):
    for name, paper in papers().items():
        found = pdf(kit, name)
        assert len(found.pages) <= paper.pages, name
        assert paper.title in read(found)
    for key in ("test_before_after_key", "day_two_quiz_key"):
        assert len(pdf(kit, key).pages) == 1, key
    assert "More than at first" in read(pdf(kit, "test_before_after"))
    assert "Time to spare" not in read(pdf(kit, "test_before_after")), "the test tells its key"
    assert "Time to spare" in read(pdf(kit, "test_before_after_key"))


def test_slides_are_wide_and_readable_from_the_last_row(kit):
    found = pdf(kit, "slides")
    assert len(found.pages) == 1 + 3 * len(NAMES), "a slide that does not fit runs over"
    width, height = (float(one) for one in found.pages[0].mediabox[2:])
    assert abs(width / height - 16 / 9) < 0.001
    sizes = set()

    def seen(words, _, matrix, __, size):
        if words.strip():
            sizes.add(abs(size * matrix[3]))

    for page in found.pages:
        page.extract_text(visitor_text=seen)
    assert min(sizes) >= height / 40, "text that is less than a fortieth of the height"


def test_there_is_a_card_for_each_answer_and_for_each_customer(kit):
    assert read(pdf(kit, "vote_cards")).split() == list("ABCDE")
    cards = read(pdf(kit, "cards_27"))
    assert (cards.count("You say nothing"), cards.count("You complain")) == (26, 1)
    assert len(pdf(kit, "cards_27").pages) == 1


def test_every_font_comes_along(kit):
    for path in kit.prints:
        found = PdfReader(BytesIO(kit.prints[path]))
        fonts = [font.get_object() for page in found.pages for font in _fonts(page)]
        assert fonts, path
        for font in fonts:
            (inner,) = font.get("/DescendantFonts", [font])
            assert set(inner.get_object()["/FontDescriptor"].get_object()) & {
                "/FontFile",
                "/FontFile2",
                "/FontFile3",
            }, path


def _fonts(page):
    return page["/Resources"].get("/Font", {}).values()


def test_a_kit_is_small_enough_for_a_stick(kit):
    assert sum(map(len, kit.files.values())) < 10_000_000
    assert isinstance(kit, Kit)
