"""Play the tournaments of all bundled trades, and write docs/game.md.

``python -m sim.play.game.balance`` goes on where it stopped: flights are kept in ``build/game``,
and none is flown again that was flown by the same terms.
"""

import argparse
import os
import sys
from pathlib import Path

from sim.assumptions import bundled
from sim.play.game.balance.kept import Shelf
from sim.play.game.balance.tournament import Size, balance_of, terms_for
from sim.play.game.balance.writing import page_of
from sim.play.game.page import markdown

PAGE = Path("docs") / "game.md"
KEPT = Path("build") / "game"


def main() -> None:
    """Play, and write the page."""
    usual = Size()
    asked = argparse.ArgumentParser(prog="python -m sim.play.game.balance", description=__doc__)
    for name, value in vars(usual).items():
        asked.add_argument(f"--{name}", type=int, default=value)
    asked.add_argument("--jobs", type=int, default=2)
    given = vars(asked.parse_args())
    jobs = given.pop("jobs")
    size = Size(**given)
    balances = {}
    for place, name in enumerate(bundled(), start=1):
        sys.stderr.write(f"{place} of {len(bundled())}: {name}\n")
        balances[name] = balance_of(terms_for(name), size, Shelf(KEPT / f"{name}.jsonl"), jobs)
    put(PAGE, markdown(page_of(balances, size)))


def put(place: Path, text: str) -> None:
    """Write a file: all of it, or nothing."""
    half = place.with_name(f".{place.name}.half")
    half.write_text(text, encoding="utf-8", newline="\n")
    os.replace(half, place)


if __name__ == "__main__":
    main()
