"""The stopwatch for the hand is right: on a page that follows a key after a known time."""

import pytest

from benchmarks.hand import FLOOR, PANEL, move

PIXEL = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"
PAGE = """
<div class="handle" tabindex="0" aria-valuenow="3"></div>
<span class="label">3</span>
<img class="picture" alt="3 | before" src="PIXEL">
<script>
    const [handle, label, picture] = ['handle', 'label', 'picture'].map(
        one => document.querySelector('.' + one));
    handle.addEventListener('keydown', () => {
        const place = Number(handle.getAttribute('aria-valuenow')) + 1;
        handle.setAttribute('aria-valuenow', place);
        setTimeout(() => { label.textContent = place; }, 200);
        setTimeout(() => { picture.alt = `${place - 1} | late, of the place before`; }, 100);
        setTimeout(() => { picture.alt = `${place} | now`; }, 400);
    });
</script>
"""


@pytest.fixture
def page(browser):
    opened = browser.new_page()
    opened.set_content(PAGE.replace("PIXEL", PIXEL))
    yield opened
    opened.close()


def test_the_cells_say_where_the_slider_is(tmp_path, monkeypatch):
    monkeypatch.setenv("SILENT26_LOGBOOK", str(tmp_path / "logbook.sqlite"))
    cells: dict = {}
    exec(FLOOR, cells)
    cells["slider"].value = 7
    assert cells["label"].value == "7"
    exec(PANEL, cells)
    panel = cells["panel"]
    stop = panel.lesson.knobs[0].stops[1]
    panel.move(2, **{cells["opened"]: stop})
    assert panel.picture.alt.startswith(f"{stop:g} | ")
    panel.close()


@pytest.mark.browser
def test_it_counts_from_the_key_to_what_came_of_it(page):
    for _ in range(3):
        assert move(page, ".handle", ".label") >= 200


@pytest.mark.browser
def test_it_is_not_taken_in_by_a_late_picture_of_the_place_before(page):
    for _ in range(3):
        assert move(page, ".handle", ".picture") >= 400
