"""A scenario at many values of its parameters, for the command line."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
from rich.table import Table
from rich.text import Text

from sim.assumptions import Scenario, dump
from sim.cli.console import as_json, rendered
from sim.cli.fitting import Fitting
from sim.cli.numbers import UNITS, bare, finite_or_none, give_or_take, setting
from sim.cli.options import Wanted
from sim.cli.working import about, working
from sim.study.folder import REPLICATIONS, Folder
from sim.study.kpis import KPIS
from sim.study.output import manifest, settings_of, values_of, write
from sim.study.parity import parity_hash_of_all
from sim.study.replicate import Experiment
from sim.study.sweep import Sweep, sweep
from sim.study.tables import csv_text

SHOWN = ("customers_end", "churn_rate", "loyal_share", "heard_share", "wait_minutes", "profit")
"""The key figures on screen unless others are asked for; the folder has all."""

BREAK = "\n"
LAYOUTS = ((False, False), (True, False), (True, True))
"""Whether names are broken, and whether an interval stands below its mean; the widest first."""


def swept(scenario: Scenario, vary: Mapping[str, Sequence[Any]], wanted: Wanted) -> Sweep:
    """Live every point, and keep the results where that is asked for."""
    settings = settings_of(
        "sweep",
        wanted.seed,
        replications=wanted.replications,
        **{f"vary {key}": list(values) for key, values in vary.items()},
        **values_of(scenario),
    )
    with working(wanted, settings) as work:
        found = sweep(
            scenario,
            vary,
            wanted.replications,
            wanted.seed,
            wanted.engine,
            work.jobs,
            finished=work.finished,
        )
        if work.folder is not None and not work.folder.complete:
            _deliver(found, work.folder, wanted)
    return found


def hash_of(found: Sweep) -> str:
    """Return the parity hash of a sweep."""
    return parity_hash_of_all(
        [
            Experiment(
                found.scenario.with_(point),
                found.seed,
                found.figures[found.n * number : found.n * (number + 1)],
            )
            for number, point in enumerate(found.points)
        ]
    )


def shown(found: Sweep, form: str, kpis: Sequence[str] = SHOWN) -> str:
    """Show a sweep as ``"table"``, ``"json"`` or ``"csv"``."""
    if form == "csv":
        return _csv(found.summary())
    if form == "json":
        rows = found.summary().to_dict(orient="records")
        return as_json(
            {
                "scenario": found.scenario.name,
                "preset": found.scenario.preset,
                "days": found.scenario.time.days,
                "seed": found.seed,
                "replications": found.n,
                "parity_hash": hash_of(found),
                "points": [
                    {str(name): finite_or_none(value) for name, value in row.items()}
                    for row in rows
                ],
            }
        )
    return rendered(
        Text(_heading(found), style="bold"),
        "",
        Fitting(*(_table(found, kpis, *how) for how in LAYOUTS)),
        "",
        _how_sure(found),
        f"Parity hash {hash_of(found)}",
    )


def _heading(found: Sweep) -> str:
    scenario, points = found.scenario, len(found.points)
    return (
        f"{scenario.title or scenario.name}: preset {scenario.preset}, {scenario.time.days} days, "
        f"{points} point{'s' * (points > 1)} of {found.n} replication{'s' * (found.n > 1)}, "
        f"seed {found.seed}"
    )


def _how_sure(found: Sweep) -> str:
    told = "The same luck at every point. "
    if found.n == 1:
        return told + "One replication has no interval: take 2 or more."
    if len(found.points) == 1:
        return "Intervals are 95%."
    return (
        f"{told}Intervals are 95%; a star marks what differs clearly from "
        f"{_said(found.points[found.place()])}."
    )


def point_names(found: Sweep) -> list[str]:
    """Say each point in words."""
    return [_said(point) for point in found.points]


def _said(point: dict[str, Any]) -> str:
    return ", ".join(f"{key} {setting(value)}" for key, value in point.items())


def _table(found: Sweep, kpis: Sequence[str], names_broken: bool, stacked: bool) -> Table:
    about_kpi = {kpi.name: kpi for kpi in KPIS}
    currency = found.scenario.money.currency
    table = Table(box=None, pad_edge=False, header_style="bold", collapse_padding=stacked)
    for key in found.keys:
        table.add_column(_header(key, names_broken), justify="right", overflow="fold")
    for name in kpis:
        unit = UNITS.get(about_kpi[name].unit, f" {about_kpi[name].unit}").strip()
        unit = unit.replace("currency", currency)
        table.add_column(f"{_header(name, names_broken)}\n{unit}", justify="right", overflow="fold")
    means = found.summary(kpis=kpis)
    clear = found.against(kpis=kpis)["is_clear"].to_numpy()
    at = 0
    for point in found.points:
        cells = [setting(value) for value in point.values()]
        for name in means["kpi"].iloc[at : at + len(kpis)]:
            row = means.iloc[at]
            unit = about_kpi[name].unit
            text = bare(row["mean"], unit)
            if found.n > 1:
                reach = give_or_take(row["high"] - row["mean"], row["mean"], unit)
                text += f"{BREAK if stacked else ' '}{reach}"
            cells.append(text + ("*" if clear[at] else ""))
            at += 1
        table.add_row(*cells)
    return table


def _header(name: str, broken: bool) -> str:
    """Break a name where its parts meet, and not in the middle of a word."""
    lines = name.replace(".", f".{BREAK}")
    return lines.replace("_", f"_{BREAK}") if broken else lines


def _csv(table: pd.DataFrame) -> str:
    return csv_text(table.columns, table.itertuples(index=False))


def _deliver(found: Sweep, folder: Folder, wanted: Wanted) -> None:
    from sim.show.saving import save_sweep  # heavy, and of use only here

    facts = {
        "scenario": found.scenario.name,
        "preset": found.scenario.preset,
        "points": len(found.points),
        "replications": found.n,
    }
    told = manifest(hash_of(found), found.seed, {**facts, **about(wanted)})
    with folder.ready(told) as place:
        write(place / "sweep.csv", _csv(found.summary()))
        write(place / "differences.csv", _csv(found.against()))
        write(place / REPLICATIONS, _csv(found.table))
        write(place / "scenario.toml", dump(found.scenario))
        save_sweep(found, Path(place))
