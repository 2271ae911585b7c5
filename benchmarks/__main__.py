"""Measure everything, and write `benchmarks/README.md` and its picture: ``make bench``.

python -m benchmarks               everything: most of an hour, and it wants a quiet machine
python -m benchmarks engines ...   only these parts; the others keep what was measured before
"""

import json
import sys
from collections.abc import Callable
from typing import Any

from rich.console import Console

from benchmarks import cluster, engines, fresh, hand, together
from benchmarks.peers.results import compare_peers
from benchmarks.report import HERE, about, write

PARTS: dict[str, Callable[[], Any]] = {
    "engines": engines.measure,
    "first call": fresh.first_call,
    "million": fresh.million,
    "threads": together.threads,
    "handing out": together.handing_out,
    "processes": together.processes,
    "dask": cluster.measure,
    "memory": lambda: {str(n): fresh.memory_of_replications(n) for n in (100, 1_000)},
    "peers": compare_peers,
    "hand": hand.measure,
}
RESULTS = HERE / "results.json"


def main(asked: list[str]) -> int:
    """Measure the parts that are asked for."""
    say = Console(stderr=True).print
    unknown = [part for part in asked if part not in PARTS]
    if unknown:
        say(f"there is no part {unknown[0]!r}; the parts are {', '.join(PARTS)}")
        return 2
    results = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    for part in asked or PARTS:
        say(f"{part} ...")
        results[part] = {"about": about(), "found": PARTS[part]()}
        RESULTS.write_text(json.dumps(results, indent=1) + "\n")
    write(results)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
