"""Two scenarios with the same luck, for the command line."""

from math import isnan, log10
from pathlib import Path
from typing import Any

import pandas as pd
from rich.table import Table
from rich.text import Text

from sim.assumptions import Scenario, dump
from sim.cli.console import as_json, rendered
from sim.cli.fitting import Fitting
from sim.cli.numbers import NOTHING, bare, difference, finite_or_none, readable, setting
from sim.cli.options import MOST_REPLICATIONS, Wanted
from sim.cli.working import about, working
from sim.study.compare import Comparison, compare
from sim.study.folder import REPLICATIONS, Folder
from sim.study.kpis import KPIS
from sim.study.output import manifest, settings_of, values_of, write
from sim.study.parity import parity_hash_of_all
from sim.study.replicate import Experiment
from sim.study.tables import csv_text

LAYOUTS = ((True, True), (True, False), (False, False))
"""Whether what B came to has a column, which A and B - A say too, and whether a number of
replications is told in words; the widest first."""
MOST_CHANGED = 4
"""Changed values that are told; of more, one looks into the files."""


def compared(a: Scenario, b: Scenario, wanted: Wanted) -> Comparison:
    """Live both, and keep the results where that is asked for."""
    settings = settings_of(
        "compare",
        wanted.seed,
        replications=wanted.replications,
        **values_of(a, "a."),
        **values_of(b, "b."),
    )
    with working(wanted, settings) as work:
        found = compare(
            a, b, wanted.replications, wanted.seed, wanted.engine, work.jobs, finished=work.finished
        )
        if work.folder is not None and not work.folder.complete:
            _deliver(found, work.folder, wanted)
    return found


def hash_of(found: Comparison) -> str:
    """Return the parity hash of a comparison."""
    return parity_hash_of_all(_experiments(found))


def shown(found: Comparison, form: str) -> str:
    """Show a comparison as ``"table"``, ``"json"`` or ``"csv"``."""
    summary = found.summary()
    if form == "csv":
        return _csv(summary)
    if form == "json":
        return as_json(_plain(found, summary))
    names = [f"{one.title or one.name}, preset {one.preset}" for one in (found.a, found.b)]
    days, n = found.a.time.days, len(found.figures_a)
    heading = (
        f"B less A, with the same luck: {days} days, {n} replication{'s' * (n > 1)}, "
        f"seed {found.seed}"
    )
    return rendered(
        Text(heading, style="bold"),
        f"A  {names[0]}",
        f"B  {names[1]}{_changed(found)}",
        "",
        Fitting(*(_table(found, summary, *how) for how in LAYOUTS)),
        "",
        *_how_sure(summary, n),
        f"Parity hash {hash_of(found)}",
    )


def _changed(found: Comparison) -> str:
    """Say in which values B is another, where they are few."""
    before = {row.key: row.value for row in found.a.parameters()}
    after = {row.key: row.value for row in found.b.parameters()}
    if before.keys() != after.keys():
        return ""
    changed = [
        f"{key} {setting(after[key])}, not {setting(was)}"
        for key, was in before.items()
        if after[key] != was
    ]
    return f", with {'; '.join(changed)}" if 0 < len(changed) <= MOST_CHANGED else ""


def _how_sure(summary: pd.DataFrame, n: int) -> list[str]:
    if n == 1:
        return ["One replication has no interval, so nothing is told apart: take 2 or more."]
    told = int(summary["distinguishable"].sum())
    return [
        "The number beside a no says how many replications would tell: a guess, from the "
        "differences seen in these.",
        f"{told} of {len(summary)} key figures {'is' if told == 1 else 'are'} told apart, each at "
        "95%: of twenty that a change leaves alone, one is told apart by mere luck.",
    ]


def _table(found: Comparison, summary: pd.DataFrame, with_b: bool, in_words: bool) -> Table:
    currency = found.a.money.currency
    table = Table(box=None, pad_edge=False, header_style="bold", collapse_padding=not with_b)
    table.add_column("", no_wrap=True)
    for name in ("A", *(("B",) if with_b else ()), "B - A", "± at 95%"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("told apart?", no_wrap=True)
    for kpi in KPIS:
        row = summary.loc[kpi.name]
        means = [readable(row["mean_a"], kpi.unit, currency, True)]
        if with_b:
            means.append(bare(row["mean_b"], kpi.unit))
        # a difference of shares is told in points
        unit = {"share": "points", "per year": "points"}.get(kpi.unit, kpi.unit)
        size = row["difference"] * (100 if unit != kpi.unit else 1)
        reach = (row["high"] - row["difference"]) * (100 if unit != kpi.unit else 1)
        table.add_row(
            kpi.name,
            *means,
            *difference(size, reach, unit),
            _told_apart(row, in_words),
            style="" if row["distinguishable"] else "dim",
        )
    return table


def _told_apart(row: Any, in_words: bool) -> str:
    if row["distinguishable"]:
        return "yes"
    if isnan(row["difference"]):
        return NOTHING
    if row["difference"] == 0:
        return "no: the same"
    if not row["would_tell"] <= MOST_REPLICATIONS:
        return "no"
    return f"no: {_round(row['would_tell']):,}{' would tell' if in_words else ''}"


def _round(number: float) -> int:
    """Leave two digits: more would say that it is known better than it is."""
    return int(round(number, 1 - int(log10(number)))) if number >= 10 else round(number)


def _plain(found: Comparison, summary: pd.DataFrame) -> dict[str, Any]:
    figures = [
        {"kpi": name, **{str(key): finite_or_none(value) for key, value in row.items()}}
        for name, row in summary.iterrows()
    ]
    return {
        "a": {"scenario": found.a.name, "preset": found.a.preset},
        "b": {"scenario": found.b.name, "preset": found.b.preset},
        "days": found.a.time.days,
        "seed": found.seed,
        "replications": len(found.figures_a),
        "parity_hash": hash_of(found),
        "kpis": figures,
    }


def _csv(summary: pd.DataFrame) -> str:
    table = summary.reset_index().astype({"n": int})
    return csv_text(table.columns, table.itertuples(index=False))


def _experiments(found: Comparison) -> list[Experiment]:
    return [
        Experiment(found.a, found.seed, found.figures_a),
        Experiment(found.b, found.seed, found.figures_b),
    ]


def _deliver(found: Comparison, folder: Folder, wanted: Wanted) -> None:
    from sim.show.saving import save_comparison  # heavy, and of use only here

    names = [kpi.name for kpi in KPIS]
    rows = [
        (which, number, *(figures[name] for name in names))
        for number, pair in enumerate(zip(found.figures_a, found.figures_b, strict=True))
        for which, figures in zip("ab", pair, strict=True)
    ]
    facts = {"a": found.a.name, "b": found.b.name, "replications": len(found.figures_a)}
    told = manifest(hash_of(found), found.seed, {**facts, **about(wanted)})
    with folder.ready(told) as place:
        write(place / "comparison.csv", _csv(found.summary()))
        write(place / REPLICATIONS, csv_text(["scenario", "replication", *names], rows))
        write(place / "a.toml", dump(found.a))
        write(place / "b.toml", dump(found.b))
        save_comparison(found, Path(place))
