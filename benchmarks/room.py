"""A class on this machine: seats that move a slider at the same moment, and the memory of a seat.

Each seat is a browser of its own: a context of one Chromium, on the same machine. It takes from the
same cores, so a class whose browsers are elsewhere is quicker. Each opens the start and then module
05, does without a prediction, and waits a little. Then the slider is moved by a key, in all seats
at the same moment, to places where it never was at that seat. A move counts from the key to the
frame that shows the next picture. Memory is the proportional set size (PSS): what several
processes share counts once, in equal parts.

python -m benchmarks.room         1, 10 and 30 seats, into benchmarks/room.json and docs/class.md
python -m benchmarks.room 1 10    only these; the others keep what was measured before
"""

import json
import re
import sys
import time
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import psutil

from benchmarks.report import HERE, about

SEATS = (1, 10, 30)
MOVES, BETWEEN = 5, 6.0
"""How often each seat moves, and seconds between."""
MODULE = "05_retained_or_loyal.ipynb"
RESULTS = HERE / "room.json"
PAGE = HERE.parent / "docs" / "class.md"
BEGINS, ENDS = "<!-- measured by benchmarks/room.py -->", "<!-- end of what was measured -->"
MOVE = """at => new Promise((done, failed) => {
    const [handle] = document.querySelectorAll('.s26-panel .noUi-handle');
    const picture = document.querySelector('.s26-panel img.s26-picture');
    const late = setTimeout(() => failed(new Error('nothing followed')), 60000);
    setTimeout(() => {
        const pressed = performance.now();
        const watcher = new MutationObserver(async () => {
            watcher.disconnect();
            clearTimeout(late);
            await picture.decode().catch(() => {});
            requestAnimationFrame(() => requestAnimationFrame(
                () => done(performance.now() - pressed)));
        });
        watcher.observe(picture, { attributes: true, attributeFilter: ['src'] });
        handle.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true }));
    }, at - Date.now());
})"""


def measure(seats: int) -> dict[str, Any]:
    """Measure a class of so many seats.

    Returns
    -------
    dict
        Milliseconds to the first picture (median and 95th percentile of all moves), seconds until
        all seats had module 05, and megabytes: of a seat (median and most) and of the whole class.
    """
    from playwright.sync_api import sync_playwright

    from tests.browser.lab import FLAGS, chromium
    from tests.browser.room import running_room, sit_down, wait_for_module

    with running_room(f'seats = {seats}\nmodules = ["05"]\n') as room, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium(), headless=True, args=FLAGS)
        pages = []
        started = time.monotonic()
        for number in range(1, seats + 1):
            page = browser.new_context(viewport={"width": 1280, "height": 720}).new_page()
            page.set_default_timeout(600_000)
            sit_down(page, room, f"seat{number:02}")
            pages.append(page)
        for page in pages:
            page.wait_for_url(re.compile("/voila/render/"))
            wait_for_module(page, 600)
        first = time.monotonic() - started
        for page in pages:
            page.goto(page.url.replace("00_start_here.ipynb", MODULE), wait_until="commit")
        for page in pages:
            wait_for_module(page, 600)
            page.get_by_role("button", name="Show me").first.click()
            page.locator(".s26-panel img.s26-picture").first.wait_for()
        times = _moves(pages)
        memory = _memory(room)
        browser.close()
    return {
        "median": median(times),
        "p95": float(np.percentile(times, 95)),
        "moves": len(times),
        "all had the first page after": first,
        **memory,
    }


def _moves(pages: list[Any]) -> list[float]:
    """Move all sliders at the same moments, and return the milliseconds of each move."""
    time.sleep(2 * BETWEEN)
    found: list[float] = []
    for _ in range(MOVES):
        at = 1000 * (time.time() + 1)
        for page in pages:
            page.evaluate("([move, at]) => { window.moved = eval(move)(at); }", [MOVE, at])
        found += [page.evaluate("() => window.moved") for page in pages]
        time.sleep(BETWEEN)
    return found


def _memory(room: Any) -> dict[str, float]:
    """Return megabytes of each seat, and of all that the class has started."""
    seats: dict[str, float] = {}
    whole = 0.0
    home = str(room.kept / "seats")
    for process in psutil.Process(room.process.pid).children(recursive=True):
        size = process.memory_full_info().pss / 1e6
        whole += size
        folder = process.cwd()
        if folder.startswith(home):
            seat = folder[len(home) + 1 :].partition("/")[0]
            seats[seat] = seats.get(seat, 0.0) + size
    return {"seat": median(seats.values()), "seat at most": max(seats.values()), "class": whole}


def tables(results: dict[str, Any]) -> str:
    """Return what was measured, and what machine a class needs by it, in Markdown."""
    found = {int(seats): one["found"] for seats, one in results.items()}
    where = next(iter(results.values()))["about"]
    lines = [
        f"Measured on {where['cores']} cores, {where['system']}, Python {where['python']}.",
        "The browsers were on the same machine; in a room, they are elsewhere.",
        "",
        "| seats that move at once | first picture, median | 19 of 20 moves took less than "
        "| memory of a seat | memory of the class |",
        "|---|---|---|---|---|",
    ]
    for seats, one in sorted(found.items()):
        lines.append(
            f"| {seats} | {one['median'] / 1000:.2f} s | {one['p95'] / 1000:.2f} s "
            f"| {one['seat']:.0f} MB | {one['class'] / 1000:.1f} GB |"
        )
    lines += ["", "What all share falls on one seat where there is only one."]
    return "\n".join([*lines, "", *machines(found)])


def machines(found: dict[int, Any]) -> list[str]:
    """Say what machine a class needs: memory by a line through what was measured, twice over."""
    least, most = min(found), max(found)
    low, high = (found[seats]["class"] for seats in (least, most))
    seat = (high - low) / (most - least) if most > least else found[most]["seat at most"]
    base = low - least * seat
    lines = ["| class | memory that is free | cores |", "|---|---|---|"]
    for seats in (5, 10, 25, 40):
        gigabytes = 2 * (base + seats * seat) / 1000
        lines.append(f"| {seats} seats | {np.ceil(gigabytes):.0f} GB | {max(2, -(-seats // 5))} |")
    return [
        *lines,
        "",
        "Memory is twice what was measured, as people open more than one page. Cores are one for",
        "five seats, as in the measurement of ten.",
    ]


def write(results: dict[str, Any], page: Path = PAGE) -> None:
    """Put the tables into the page, between its marks."""
    text = page.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGINS)
    _, _, after = rest.partition(ENDS)
    page.write_text(f"{before}{BEGINS}\n\n{tables(results)}\n\n{ENDS}{after}", encoding="utf-8")


def main(asked: list[str]) -> None:
    """Measure what is asked for, and write it down."""
    results = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    for seats in map(int, asked or SEATS):
        print(f"{seats} seats ...", file=sys.stderr)
        results[str(seats)] = {"about": about(), "found": measure(seats)}
        print(json.dumps(results[str(seats)]["found"]), file=sys.stderr)
        RESULTS.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    write(results)


if __name__ == "__main__":
    main(sys.argv[1:])
