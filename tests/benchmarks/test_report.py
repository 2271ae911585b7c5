"""The page of benchmarks says what was measured, and the limits do what they say."""

import json

import numpy as np
import pytest

from benchmarks import limits, report
from sim.twin.state import CLOCK, EVENT


def test_the_page_is_what_was_measured():
    results = json.loads((report.HERE / "results.json").read_text())
    written = (report.HERE / "README.md").read_text(encoding="utf-8")
    assert report.page(results) == written, "benchmarks/README.md is stale: make bench"


def test_the_hand_has_its_section_once_it_was_measured():
    one = {"floor": 20.0, "panel": 50.0, "moves": 24, "ratio": 2.5}
    section = report.hand_section({"looked at": one, "at once": one, "floor alone": 18.0})
    assert "| after a look | 24 | 20 | 50 | **2.5** |" in section
    assert report.hand_section(None) == ""


def test_a_visit_needs_so_many_events_and_draws():
    needed = limits.a_visit(customers=500, days=28)
    assert 4.0 < needed.events < 9.0
    assert 2 * needed.events < needed.draws < 4 * needed.events


@pytest.mark.parametrize("extra", [0, 3, 8])
def test_the_limit_handles_as_many_events_as_it_is_told_and_loses_none(extra):
    customers, events = 20, 500
    heap = np.zeros(2 * customers + 1, dtype=EVENT).view(np.recarray)
    heap.key[:-1] = np.arange(2 * customers) % customers | (
        np.repeat([0, limits.FAR], customers) << 32
    )
    clock = np.zeros(1, dtype=CLOCK).view(np.recarray)
    clock.events = 2 * customers
    keys = np.arange(1, customers + 1, dtype=np.uint64)
    total = limits._loop(limits.Bare(clock, heap), keys, events, extra)
    assert clock.events[0] == 2 * customers
    left = heap[:-1]
    assert sorted(left.key & 0xFFFF_FFFF) == sorted(list(range(customers)) * 2)
    assert np.count_nonzero(left.key >> 32 == limits.FAR) == customers
    assert (left.time >= clock.now[0]).all()
    parents = (np.arange(1, 2 * customers) - 1) // 2
    assert (left.time[parents] <= left.time[1:]).all()
    assert (total > 0) == (extra > 0)
