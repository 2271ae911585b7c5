"""What becomes of a notebook in class: each time the same step again, and the prediction kept."""

import json
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import pytest

from sim.lessons import lesson
from tests.browser.lab import ERRORS, open_and_run, running_lab
from tests.browser.line import Line
from tests.browser.module import PICTURE, move, vote

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SOON = 60_000
"""Milliseconds within which the same step is there again."""
NOTEBOOK = f"02_{lesson('02').name}.ipynb"
RUN_ALL = """() => {
    document.querySelectorAll('.s26-panel, .s26-predict').forEach(one => one.dataset.old = '');
    window.jupyterapp.commands.execute('notebook:run-all-cells');
}"""
NEW = ":not([data-old])"
"""Of a part of the page: it was made since all cells were run."""
AT_HAND = """() => {
    const app = window.jupyterapp;
    const context = app?.shell.currentWidget?.sessionContext;
    const kernel = context?.session?.kernel;
    return !!kernel && context.isReady && kernel.status === 'idle'
        && kernel.connectionStatus === 'connected'
        && app.commands.hasCommand('notebook:run-all-cells');
}"""
KERNEL = "window.jupyterapp.shell.currentWidget.sessionContext.session.kernel"
LOST = f"() => {KERNEL}.connectionStatus !== 'connected'"
GIVE_UP = (
    f"() => {{ {KERNEL}._reconnectAttempt = {KERNEL}._reconnectLimit; {KERNEL}._reconnect(); }}"
)
NO_OTHER_TRY = """() => {
    const set = window.setTimeout;
    window.triesFailed = 0;
    window.setTimeout = (call, wait, ...more) =>
        more[0] instanceof Event ? ++window.triesFailed : set(call, wait, ...more);
}"""
"""JupyterLab's own next try, 10 to 30 seconds after one that failed, never comes."""
TRY_FAILED = "many => window.triesFailed >= many"
ALL_RIGHT = f"() => ({ERRORS})().length === 0"
BROKEN = f"() => ({ERRORS})().some(one => one.startsWith('NameError') || one.startsWith('Syntax'))"
PANEL_CELL = """() => {
    const notebook = window.jupyterapp.shell.currentWidget.content;
    const place = notebook.widgets.findIndex(one => one.model.sharedModel.source.includes('panel()')
        && !one.model.sharedModel.source.includes('try'));
    notebook.activeCellIndex = place;
    notebook.deselectAll();
    return place;
}"""


@pytest.fixture(scope="module")
def lab(browser, tmp_path_factory):
    """One theme is enough here; the line to the server can be cut."""
    with running_lab(tmp_path_factory.mktemp("lab"), "JupyterLab Light") as running:
        running.own_url = running.url
        running.line = Line(urlsplit(running.url).port)
        running.url = f"http://127.0.0.1:{running.line.port}"
        yield running
        running.line.close()


@pytest.fixture
def begun(lab, page):
    """A module whose prediction is made and whose slider was moved."""
    open_and_run(page, lab, NOTEBOOK)
    if page.locator(".s26-predict input[type=radio]").first.is_enabled():
        vote(page, 1)
        page.get_by_text("talk to the person next to you").wait_for()
        vote(page, 3)
    page.locator(PICTURE).first.wait_for()
    move(page, lambda: step(page))
    return page


def step(page) -> None:
    """Move the slider by a stop, to and fro."""
    handle = page.locator(f".s26-panel{NEW} .noUi-handle:visible").first
    at_end = handle.get_attribute("aria-valuenow") == handle.get_attribute("aria-valuemax")
    handle.focus()
    page.keyboard.press("ArrowLeft" if at_end else "ArrowRight")


def is_there_again(page) -> None:
    """See that the step is the same, with the prediction kept, and that the slider is obeyed."""
    page.locator(PICTURE.replace(".s26-panel", f".s26-panel{NEW}")).first.wait_for(timeout=SOON)
    kept = page.locator(f".s26-predict{NEW} input[type=radio]").nth(3)
    assert kept.is_checked()
    assert not kept.is_enabled()
    move(page, lambda: step(page))
    assert set(page.locator(".s26-panel [role=alert]").all_inner_texts()) == {""}


def run_all(page) -> None:
    """Choose Run All Cells, as the notebook says."""
    page.evaluate(RUN_ALL)


def command(page, name: str) -> None:
    page.evaluate(f"() => window.jupyterapp.commands.execute('{name}')")


def test_the_cell_of_the_panel_is_deleted_and_all_is_run_again(begun):
    begun.evaluate(PANEL_CELL)
    command(begun, "notebook:delete-cell")
    begun.locator(".s26-panel").first.wait_for(state="detached")
    run_all(begun)
    begun.wait_for_function(ALL_RIGHT)
    begun.get_by_text("Your vote is kept").wait_for(timeout=SOON)
    command(begun, "notebook:undo-cell-action")
    run_all(begun)
    is_there_again(begun)
    begun.wait_for_function(ALL_RIGHT)


@pytest.mark.parametrize("line", [0, 1, 2])
def test_the_cell_of_the_panel_is_split(begun, line):
    begun.evaluate(PANEL_CELL)
    command(begun, "notebook:enter-edit-mode")
    begun.evaluate(
        """line => window.jupyterapp.shell.currentWidget.content.activeCell.editor
            .setCursorPosition({ line, column: line ? 0 : 9 })""",
        arg=line,
    )
    command(begun, "notebook:split-cell-at-cursor")
    run_all(begun)
    if line == 0:  # in the middle of a word: Python says so, and undoing mends it
        begun.wait_for_function(BROKEN)
        command(begun, "notebook:undo-cell-action")
        run_all(begun)
    is_there_again(begun)
    begun.wait_for_function(ALL_RIGHT)


def test_two_tabs_on_one_notebook(lab, begun):
    other = begun.context.new_page()
    other.goto(lab.address(NOTEBOOK))
    other.wait_for_function(AT_HAND)  # on the way JupyterLab moves it to a workspace of its own
    run_all(other)
    is_there_again(other)
    begun.bring_to_front()
    run_all(begun)
    is_there_again(begun)
    begun.wait_for_function(ALL_RIGHT)
    other.wait_for_function(ALL_RIGHT)
    other.close()


def test_the_kernel_is_restarted_in_mid_drag(begun):
    panel = begun.locator(".s26-panel").first
    panel.scroll_into_view_if_needed()
    grip = panel.locator(".noUi-handle").first.bounding_box()
    x, y = grip["x"] + grip["width"] / 2, grip["y"] + grip["height"] / 2
    begun.mouse.move(x, y)
    begun.mouse.down()
    begun.mouse.move(x + 60, y, steps=5)
    begun.evaluate(
        "() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart()"
    )
    begun.mouse.move(x + 120, y, steps=5)
    begun.mouse.up()
    run_all(begun)
    is_there_again(begun)


def test_the_network_was_away_for_a_while(lab, begun):
    begun.evaluate(NO_OTHER_TRY)
    with lab.line.cut():
        begun.wait_for_function(TRY_FAILED, arg=1)
        step(begun)
        begun.wait_for_function(TRY_FAILED, arg=2)
    begun.wait_for_function(AT_HAND, timeout=SOON)
    is_there_again(begun)


def test_away_until_the_page_has_given_up(lab, begun):
    with lab.line.cut():
        begun.wait_for_function(LOST)
        begun.evaluate(GIVE_UP)
        assert begun.evaluate(f"() => {KERNEL}.connectionStatus") == "disconnected"
    step(begun)
    begun.wait_for_function(AT_HAND, timeout=SOON)
    is_there_again(begun)


def test_the_lid_was_shut_and_the_kernel_ended_meanwhile(lab, begun):
    lid = begun.context.new_cdp_session(begun)
    with lab.line.cut():
        lid.send("Page.setWebLifecycleState", {"state": "frozen"})
        end_kernels(lab)
    lid.send("Page.setWebLifecycleState", {"state": "active"})
    begun.reload()
    begun.wait_for_function(AT_HAND, timeout=SOON)
    run_all(begun)
    is_there_again(begun)


def end_kernels(lab) -> None:
    """End every kernel, as a server does with those that nobody is at."""
    with urlopen(f"{lab.own_url}/api/kernels?token={lab.token}") as answer:
        running = json.load(answer)
    for one in running:
        urlopen(
            Request(f"{lab.own_url}/api/kernels/{one['id']}?token={lab.token}", method="DELETE")
        ).close()
