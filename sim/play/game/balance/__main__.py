"""Play the tournaments of all bundled trades, and write docs/game.md.

``python -m sim.play.game.balance`` goes on where it stopped: a trade that has been played by the
same terms is kept in ``build/game`` and not played again.
"""

import argparse
import os
import pickle
import sys
from pathlib import Path

from sim.assumptions import bundled
from sim.play.game.balance.tournament import Balance, Size, balance_of, digest_of, terms_for
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
        balances[name] = played(name, size, jobs)
    put(PAGE, markdown(page_of(balances, size)).encode())


def played(name: str, size: Size, jobs: int) -> Balance:
    """Play a trade, or take it up where it has been played."""
    terms = terms_for(name)
    kept = KEPT / f"{name}-{digest_of(terms, size)}.pickle"
    if kept.exists():
        found: Balance = pickle.loads(kept.read_bytes())
        return found
    balance = balance_of(terms, size, jobs)
    kept.parent.mkdir(parents=True, exist_ok=True)
    put(kept, pickle.dumps(balance))
    return balance


def put(place: Path, content: bytes) -> None:
    """Write a file: all of it, or nothing."""
    half = place.with_name(f".{place.name}.half")
    half.write_bytes(content)
    os.replace(half, place)


if __name__ == "__main__":
    main()
