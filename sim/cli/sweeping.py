"""A scenario at many values of its parameters, for the command line."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
from rich.table import Table
from rich.text import Text

from sim.assumptions import Scenario, dump
from sim.cli.console import as_json, rendered
from sim.cli.numbers import UNITS, bare, give_or_take
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
                "points": [{name: _or_none(value) for name, value in row.items()} for row in rows],
            }
        )
    scenario = found.scenario
    heading = (
        f"{scenario.title or scenario.name}: preset {scenario.preset}, {scenario.time.days} days, "
        f"{len(found.points)} points of {found.n} replication{'s' * (found.n > 1)}, "
        f"seed {found.seed}"
    )
    return rendered(
        Text(heading, style="bold"),
        "",
        _table(found, kpis),
        "",
        "The same luck at every point. Intervals are 95%; a star marks what differs clearly from "
        f"{_said(found.points[found.place()])}.",
        f"Parity hash {hash_of(found)}",
    )


def point_names(found: Sweep) -> list[str]:
    """Say each point in words."""
    return [_said(point) for point in found.points]


def _said(point: dict[str, Any]) -> str:
    return ", ".join(f"{key} {_value(value)}" for key, value in point.items())


def _value(value: Any) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def _table(found: Sweep, kpis: Sequence[str]) -> Table:
    about_kpi = {kpi.name: kpi for kpi in KPIS}
    currency = found.scenario.money.currency
    table = Table(box=None, pad_edge=False, header_style="bold")
    for key in found.keys:
        table.add_column(key, justify="right", overflow="fold")
    for name in kpis:
        unit = UNITS.get(about_kpi[name].unit, f" {about_kpi[name].unit}").strip()
        unit = unit.replace("currency", currency)
        table.add_column(f"{name}\n{unit}", justify="right", overflow="fold")
    means = found.summary(kpis=kpis)
    clear = found.against(kpis=kpis)["is_clear"].to_numpy()
    at = 0
    for point in found.points:
        cells = [_value(value) for value in point.values()]
        for name in means["kpi"].iloc[at : at + len(kpis)]:
            row = means.iloc[at]
            unit = about_kpi[name].unit
            text = bare(row["mean"], unit)
            if found.n > 1:
                text += f" {give_or_take(row['high'] - row['mean'], row['mean'], unit)}"
            cells.append(text + ("*" if clear[at] else ""))
            at += 1
        table.add_row(*cells)
    return table


def _csv(table: pd.DataFrame) -> str:
    return csv_text(table.columns, table.itertuples(index=False))


def _or_none(value: Any) -> Any:
    plain = value.item() if hasattr(value, "item") else value
    return None if isinstance(plain, float) and plain != plain else plain


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
