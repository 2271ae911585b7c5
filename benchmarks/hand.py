"""How soon a picture follows the hand: from a key on a slider to new pixels, in a real JupyterLab.

The floor stands on the same page: a slider whose callback writes its value into a label. Moves of
the two are taken in turns, so that both meet the same kernel, browser and machine. A move counts
from the browser's own time of the key to the frame that shows what came of it: the label's new
text, or the picture of the slider's new place, decoded. So that a late picture of the place before
is not taken for it, the place is put before the words that every picture carries.

python -m benchmarks.hand
"""

import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

import nbformat.v4 as nb

MODULE = "02"
FLOOR = """\
import ipywidgets as widgets

slider, label = widgets.IntSlider(max=1000), widgets.Label("0")
slider.observe(lambda change: setattr(label, "value", str(change.new)), names="value")
widgets.VBox([slider, label]).add_class("floor")
"""
PANEL = f"""\
from sim.panels import open_module

module = open_module("{MODULE}")
module.page.reveal()
panel = module.panel()
opened = panel.lesson.knobs[0].name
show = panel.picture.show
panel.picture.show = lambda png, words: show(png, f"{{panel.shown.setting[opened]:g}} | {{words}}")
panel
"""
FLOOR_HANDLE, FLOOR_SEEN = ".floor .noUi-handle", ".floor > .widget-label"
PANEL_HANDLE, PANEL_SEEN = ".s26-panel .noUi-handle", ".s26-panel img.s26-picture"
FOLLOW = """([handle, seen]) => {
    const [slider, shown] = [document.querySelector(handle), document.querySelector(seen)];
    const said = () => shown.tagName === 'IMG' ? shown.alt.split(' | ')[0] : shown.textContent;
    window.followed = new Promise((done, failed) => {
        let pressed = 0, place = null;
        const late = setTimeout(() => failed(new Error('nothing followed')), 60000);
        const watcher = new MutationObserver(look);
        async function look() {
            if (place === null || Number(said()) !== place) return;
            watcher.disconnect();
            clearTimeout(late);
            if (shown.tagName === 'IMG') await shown.decode().catch(failed);
            requestAnimationFrame(() => requestAnimationFrame(
                () => done(performance.now() - pressed)));
        }
        watcher.observe(shown, {
            attributes: true, characterData: true, childList: true, subtree: true });
        document.addEventListener('keydown', event => {
            pressed = event.timeStamp;
            // The slider moves first, and says then where it is.
            setTimeout(() => { place = Number(slider.getAttribute('aria-valuenow')); look(); });
        }, { capture: true, once: true });
    });
}"""
LOOKED_AT = 1_500
"""Milliseconds for which a picture is looked at, before the next move."""


def measure(goes: int = 3) -> dict[str, Any]:
    """Move the two sliders in turns, in a fresh kernel each go, and return medians in milliseconds.

    Returns
    -------
    dict
        Medians of the floor and of the panel, where each picture is looked at before the next move
        and where the hand goes on at once, with the ratio of the two; how many moves each median
        rests on; and the floor where nothing else is at work.
    """
    from playwright.sync_api import sync_playwright

    from tests.browser.lab import FLAGS, chromium, running_lab

    where = chromium()
    if where is None:
        raise RuntimeError("there is no Chromium on this machine, and it is what is measured in")
    found: dict[str, list[float]] = {}
    with sync_playwright() as driver, tempfile.TemporaryDirectory() as folder:
        browser = driver.chromium.launch(executable_path=where, headless=True, args=FLAGS)
        with running_lab(Path(folder), "JupyterLab Light") as lab:
            for go in range(goes):
                name = f"hand{go}.ipynb"
                _write(Path(folder, "work", name))
                page = browser.new_page(viewport={"width": 1280, "height": 720})
                for kind, times in _one_go(page, lab, name).items():
                    found.setdefault(kind, []).extend(times)
                page.close()
        browser.close()
    looked, at_once = (
        {
            "floor": median(found[f"{kind}, floor"]),
            "panel": median(found[f"{kind}, panel"]),
            "moves": len(found[f"{kind}, panel"]),
        }
        for kind in ("looked at", "at once")
    )
    for one in (looked, at_once):
        one["ratio"] = one["panel"] / one["floor"]
    return {"looked at": looked, "at once": at_once, "floor alone": median(found["alone"])}


def _write(file: Path) -> None:
    cells = [nb.new_code_cell(FLOOR), nb.new_code_cell(PANEL)]
    python = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
    notebook = nb.new_notebook(cells=cells, metadata={"kernelspec": python})
    file.write_text(nb.writes(notebook), encoding="utf-8")


def _one_go(page: Any, lab: Any, name: str) -> dict[str, list[float]]:
    """Move the panel to places where it never was: first with looks between, then at once."""
    from tests.browser.lab import faults, open_and_run

    open_and_run(page, lab, name)
    if faults(page):
        raise RuntimeError(f"the page did not run: {faults(page)[0]}")
    page.locator(f"{PANEL_SEEN}[alt^='0 |']").wait_for(timeout=120_000)
    page.wait_for_timeout(10 * LOOKED_AT)
    found: dict[str, list[float]] = {
        "alone": [move(page, FLOOR_HANDLE, FLOOR_SEEN) for _ in range(10)]
    }
    for kind, wait in (("looked at", LOOKED_AT), ("at once", 0)):
        for _ in range(8):
            panel = move(page, PANEL_HANDLE, PANEL_SEEN)
            page.wait_for_timeout(wait)
            floor = move(page, FLOOR_HANDLE, FLOOR_SEEN)
            found.setdefault(f"{kind}, panel", []).append(panel)
            found.setdefault(f"{kind}, floor", []).append(floor)
    return found


def move(page: Any, handle: str, seen: str) -> float:
    """Press a key on a slider, and return the milliseconds until something followed."""
    page.evaluate(FOLLOW, [handle, seen])
    page.locator(handle).first.press("ArrowRight")
    return page.evaluate("() => window.followed")


if __name__ == "__main__":
    from benchmarks.__main__ import main

    sys.exit(main(["hand"]))
