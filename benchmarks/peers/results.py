"""The comparison: each package in turn, several times over, and whether they agree."""

import json
import logging
import subprocess
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from math import isnan
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

import benchmarks
from benchmarks.peers import installing, ours, reduced, theory
from benchmarks.peers.reduced import WORLD, World
from sim.study.replicate import interval

log = logging.getLogger(__name__)

CONFIDENCE = 0.999
"""Of the intervals: several packages and figures are compared at once."""
WITHIN = 0.04
"""How wide half of an interval may be, relative to the theory, to tell who is 5% off."""
REPLICATIONS = 10
"""In each go."""

OURS = {"Silent 26, compiled": ours.compiled, "Silent 26, SimPy": ours.simpy}
PEERS = {"SimPy": "simpy", "Ciw": "ciw", "salabim": "salabim", "Mesa": "mesa"}
"""The name of each peer as people write it, and its package."""
FIRST = next(iter(OURS))
"""The one that the others are compared with."""


class Result(NamedTuple):
    """What one package came to; an absent one has no replications."""

    name: str
    package: str
    version: str
    python: str = ""
    visits: int = 0
    """Visits served, in all goes."""
    seconds_a_visit: tuple[float, ...] = ()
    """Of each go."""
    waits: tuple[float, ...] = ()
    """Mean wait of each replication, in minutes."""
    begun: tuple[int, ...] = ()
    """Services that began after the warm-up of each replication."""
    absent: str = ""
    """Why it is not there, in a sentence."""

    def with_go(self, go: dict[str, Any]) -> "Result":
        """Return the result with one go more."""
        return self._replace(
            version=go["version"],
            python=go["python"],
            visits=self.visits + go["visits"],
            seconds_a_visit=(*self.seconds_a_visit, go["seconds"] / go["visits"]),
            waits=(*self.waits, *go["waits"]),
            begun=(*self.begun, *go["begun"]),
        )


def collect(goes: int = 3, replications: int = REPLICATIONS, world: World = WORLD) -> list[Result]:
    """Let each package live the reduced world in turn, several times over.

    Parameters
    ----------
    goes : int
        How often each has its turn; every go has replications of its own.
    replications : int
        Of each go.
    world : World
        What to live.

    Raises
    ------
    ValueError
        If `goes` or `replications` is below 1.
    """
    for what, count in (("goes", goes), ("replications", replications)):
        if count < 1:
            raise ValueError(f"{what} is {count}, but must be 1 or more")
    python, absent = installing.ready(list(PEERS.values()))
    pins = installing.pins()
    results = {name: Result(name, "silent26", version("silent26")) for name in OURS}
    for name, package in PEERS.items():
        results[name] = Result(name, package, pins[package], absent=absent.get(package, ""))
    ours.compiled(world._replace(days=2, warm_up_days=1), 0)  # compile first
    for turn in range(goes):
        numbers = range(turn * replications, (turn + 1) * replications)
        for name, result in results.items():
            if result.absent:
                continue
            log.info("go %d of %d: %s", turn + 1, goes, name)
            if name in OURS:
                results[name] = result.with_go(
                    reduced.go("silent26", OURS[name], world, list(numbers))
                )
            else:
                results[name] = _asked(python, result, world, list(numbers))
    return list(results.values())


def _asked(python: Path, result: Result, world: World, replications: list[int]) -> Result:
    """Have a peer live its replications in its own environment."""
    question = json.dumps({"world": world._asdict(), "replications": replications})
    done = subprocess.run(
        [python, "-m", f"benchmarks.peers.with_{result.package}", question],
        cwd=Path(benchmarks.__file__).parents[1],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        log.warning("%s", done.stderr)
        what = f"{result.package} {result.version} ended with an error"
        return Result(result.name, result.package, result.version, absent=what)
    return result.with_go(json.loads(done.stdout.splitlines()[-1]))


class Verdict(NamedTuple):
    """Whether a package lived the same world as theory and as we."""

    agrees: bool | None
    """None where the intervals are too wide to tell."""
    objections: tuple[str, ...]
    """A sentence each."""


def agree(results: Iterable[Result], world: World = WORLD) -> dict[str, Verdict]:
    """Say for each package that is present whether it lived the same world.

    Its mean wait and its visits a day have to be the theory's and, where our compiled engine is
    among the results, overlap that one's, by intervals of Student's t that are narrow enough to
    tell somebody who is 5% off.
    """
    present = [result for result in results if not result.absent]
    spans = {result.name: figures(result, world) for result in present}
    right = {"mean wait": theory.mean_wait(world), "visits a day": theory.begun_a_day(world)}
    verdicts = {}
    for name, span in spans.items():
        differs, unclear = [], []
        for what, truth in right.items():
            mean, low, high = span[what]
            its = f"{what} of {mean:.4g} ({low:.4g} to {high:.4g})"
            wide = isnan(low) or high - low > 2 * WITHIN * truth
            if wide and not (low > truth or high < truth):
                unclear.append(f"{its} is too uncertain to tell {truth:.4g}")
            elif not low <= truth <= high:
                differs.append(f"{its} is not the theory's {truth:.4g}")
            elif FIRST in spans:
                _, our_low, our_high = spans[FIRST][what]
                if low > our_high or high < our_low:
                    differs.append(f"{its} is not ours, {our_low:.4g} to {our_high:.4g}")
        agrees = False if differs else None if unclear else True
        verdicts[name] = Verdict(agrees, (*differs, *unclear))
    return verdicts


def figures(result: Result, world: World = WORLD) -> dict[str, tuple[float, float, float]]:
    """Return mean, low and high of the mean wait in minutes and of the visits a day."""
    days = world.days - world.warm_up_days
    return {
        "mean wait": _span(result.waits),
        "visits a day": _span([begun / days for begun in result.begun]),
    }


def _span(values: Sequence[float]) -> tuple[float, float, float]:
    found = interval(pd.Series(values, dtype=float), CONFIDENCE)
    return float(found["mean"]), float(found["low"]), float(found["high"])


def rows(results: Sequence[Result], world: World = WORLD) -> list[dict[str, Any]]:
    """Return a row for each package: plain values, None where there is nothing to say.

    ``microseconds`` is the best go's time for each visit served, ``times_ours`` its ratio to that
    of our compiled engine in the same session; ``objections`` are the sentences of `agree`.
    """
    verdicts = agree(results, world)
    best = {one.name: min(one.seconds_a_visit) for one in results if one.seconds_a_visit}
    table = []
    for one in results:
        row: dict[str, Any] = {"name": one.name, "package": one.package, "version": one.version}
        row |= {"python": one.python, "visits": one.visits, "replications": len(one.waits)}
        row |= dict.fromkeys(("microseconds", "times_ours", "agrees"))
        row |= dict.fromkeys(("wait", "wait_low", "wait_high"))
        row |= dict.fromkeys(("visits_a_day", "visits_a_day_low", "visits_a_day_high"))
        row |= {"theory_wait": theory.mean_wait(world)}
        row |= {"theory_visits_a_day": theory.begun_a_day(world)}
        row |= {"objections": [], "absent": one.absent or None}
        if one.name in best:
            row["microseconds"] = 1e6 * best[one.name]
            row["times_ours"] = best[one.name] / best[FIRST] if FIRST in best else None
            row["agrees"] = verdicts[one.name].agrees
            row["objections"] = list(verdicts[one.name].objections)
            for key, figure in (("wait", "mean wait"), ("visits_a_day", "visits a day")):
                mean, low, high = figures(one, world)[figure]
                known = not isnan(low)
                row |= {key: mean, f"{key}_low": low if known else None}
                row |= {f"{key}_high": high if known else None}
        table.append(row)
    return table


def compare_peers(goes: int = 3) -> list[dict[str, Any]]:
    """Compare The Silent 26 with its peers on the reduced world; the rows of the table.

    The first call installs the peers in an environment of their own.
    """
    return rows(collect(goes))
