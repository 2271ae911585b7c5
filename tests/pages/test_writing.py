"""Pages as files: whole or not at all, in nobody's way, and nothing in them that is elsewhere."""

import re
from html.parser import HTMLParser

import pytest

from sim.pages.writing import BEGINS, FolderError, pocket, write_site
from tests.cli.asking import ask


class Links(HTMLParser):
    """What a page refers to, and what can be referred to in it."""

    def __init__(self, text):
        super().__init__()
        self.to, self.names = [], set()
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.to += [given[name] for name in ("href", "src") if given.get(name)]
        if "id" in given:
            self.names.add(given["id"])


def test_a_pocket_refers_to_nothing_outside(silent):
    text = pocket([silent])
    assert text.startswith(BEGINS)
    links = Links(text)
    outside = [one for one in links.to if not one.startswith(("#", "data:"))]
    assert outside == []
    assert {one[1:] for one in links.to if one.startswith("#m")} <= links.names
    assert not re.search(r"https?://(?!www\.w3\.org)", text)


def test_what_a_module_says_is_on_its_page(silent):
    text = pocket([silent])
    lesson = silent.lesson
    for words in (
        lesson.title,
        lesson.question,
        lesson.monday,
        lesson.switch.label,
        *silent.switch,
    ):
        assert words in text
    assert text.count("<h1>") == 2, "the table of contents, and the module"


def test_the_links_of_a_site_lead_somewhere(silent, tmp_path):
    write_site([silent], tmp_path / "site")
    pages = list((tmp_path / "site").glob("*.html"))
    assert {one.name for one in pages} == {"index.html", "02_the_silent_26.html"}
    followed = 0
    for page in pages:
        for link in Links(page.read_text(encoding="utf-8")).to:
            if link != "data:,":
                assert (page.parent / link).is_file(), link
                followed += 1
    assert followed > 3
    assert len(list((tmp_path / "site" / "02_the_silent_26").glob("*.webp"))) == 2 * 21 + 3


def test_a_site_replaces_itself_and_nothing_else(silent, tmp_path):
    site, other = tmp_path / "site", tmp_path / "mine"
    write_site([silent], site)
    (site / "left.txt").write_text("of an older one", encoding="utf-8")
    write_site([silent], site)
    assert not (site / "left.txt").exists()
    other.mkdir()
    (other / "index.html").write_text("<h1>My page</h1>", encoding="utf-8")
    with pytest.raises(FolderError, match="files that are not from here"):
        write_site([silent], other)
    assert [one.name for one in other.iterdir()] == ["index.html"]
    assert sorted(one.name for one in tmp_path.iterdir()) == ["mine", "site"]


def test_a_site_that_cannot_be_finished_leaves_the_old_one(silent, tmp_path, monkeypatch):
    write_site([silent], tmp_path / "site")
    before = sorted(tmp_path.rglob("*"))

    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("sim.pages.writing._page", full)
    with pytest.raises(OSError, match="No space"):
        write_site([silent], tmp_path / "site")
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("pocket", "p.html", "--module", "2"), "--module is 2, but must be one of 00, 01, 02"),
        (("pocket", "p.html", "--replications", "1"), "--replications is 1, but must be 2 or more"),
        (("pocket", "mine.html"), "mine.html: this file is not from here"),
        (("pocket", "none/p.html"), "there is no folder none"),
        (("site", "mine.html"), "mine.html: this is a file, but must be a folder"),
        (("site", "."), "this folder holds files that are not from here"),
    ],
)
def test_what_cannot_be_is_told_before_anything_is_lived(tmp_path, monkeypatch, words, sentence):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.html").write_text("<h1>Mine</h1>", encoding="utf-8")
    found = ask(*words)
    assert found.exit_code == 2
    assert sentence in found.stderr
    assert found.stderr.count("\n") == 1
    assert [one.name for one in tmp_path.iterdir()] == ["mine.html"]
