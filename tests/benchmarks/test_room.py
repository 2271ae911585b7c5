"""The page about classes gets what was measured, and nothing else of it changes."""

from benchmarks.room import BEGINS, ENDS, PAGE, tables, write

FOUND = {"median": 310.0, "p95": 840.0, "moves": 50, "seat": 190.0, "seat at most": 210.0}
RESULTS = {
    seats: {
        "about": {"cores": 2, "system": "Linux x86_64", "python": "3.11.7"},
        "found": FOUND | {"class": whole},
    }
    for seats, whole in (("1", 900.0), ("10", 2700.0))
}


def test_only_what_is_between_the_marks_changes(tmp_path):
    page = tmp_path / "class.md"
    page.write_text(f"before\n{BEGINS}\nold\n{ENDS}\nafter\n")
    write(RESULTS, page)
    text = page.read_text()
    assert text.startswith("before\n") and text.endswith("after\n")
    assert "old" not in text
    assert "| 10 | 0.31 s | 0.84 s | 190 MB | 2.7 GB |" in text
    write(RESULTS, page)
    assert page.read_text() == text


def test_a_machine_is_twice_what_was_measured():
    # 700 MB for the class itself, and 200 for a seat
    assert "| 10 seats | 6 GB | 2 |" in tables(RESULTS)
    assert "| 25 seats | 12 GB | 5 |" in tables(RESULTS)


def test_the_page_has_the_marks():
    text = PAGE.read_text(encoding="utf-8")
    assert text.index(BEGINS) < text.index(ENDS)
