"""Claims on trial, for the command line."""

from collections.abc import Sequence
from math import isfinite, isnan
from pathlib import Path
from typing import Any

import pandas as pd
from rich.table import Table
from rich.text import Text

from sim.cli.console import as_json, rendered
from sim.cli.options import Wanted
from sim.cli.working import about, working
from sim.study.folder import REPLICATIONS, Folder
from sim.study.kpis import KPIS
from sim.study.output import manifest, settings_of, write
from sim.study.parity import hash_of_rows
from sim.study.tables import csv_text
from sim.study.trial import Trial, claims_on_trial
from sim.study.trial.reading import AS_IS


def tried(
    preset: str,
    trade: str,
    changes: dict[str, Any],
    only: Sequence[str],
    wanted: Wanted,
) -> Trial:
    """Try the claims, and keep the results where that is asked for."""
    settings = settings_of(
        "claims",
        wanted.seed,
        replications=wanted.replications,
        preset=preset,
        trade=trade,
        only=list(only),
        **changes,
    )
    with working(wanted, settings) as work:
        found = claims_on_trial(
            preset,
            trade,
            wanted.replications,
            wanted.seed,
            wanted.engine,
            work.jobs,
            only=only or None,
            changes=changes,
            finished=work.finished,
        )
        if work.folder is not None and not work.folder.complete:
            pieces = [work.finished[place].figures for place in work.finished]
            _deliver(found, pieces, work.folder, wanted)
    return found


def hash_of(found: Trial) -> str:
    """Return the parity hash of a trial: of its table, at 10 significant digits."""
    return hash_of_rows(found.table.itertuples(index=False))


def shown(found: Trial, form: str) -> str:
    """Show the verdicts as ``"table"``, ``"json"`` or ``"csv"``."""
    if form == "csv":
        return csv_text(found.table.columns, found.table.itertuples(index=False))
    if form == "json":
        return as_json(
            {
                "verdicts": [_plain(row) for row in found.table.to_dict(orient="records")],
                "not_tried": found.not_tried.to_dict(orient="records"),
                "parity_hash": hash_of(found),
            }
        )
    preset = found.table["preset"].iloc[0]
    counted = found.table["verdict"].value_counts()
    told = ", ".join(f"{number} {verdict}" for verdict, number in counted.items())
    return rendered(
        Text(f"Claims on trial, preset {preset}", style="bold"),
        "",
        _table(found.table),
        "",
        f"{len(found.table)} readings: {told}. Intervals are 95%.",
        "Not tried, for they are put in or nothing can be told of them: "
        f"{', '.join(found.not_tried['claim'])}.",
        f"Parity hash {hash_of(found)}",
    )


def _table(rows: pd.DataFrame) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 1))
    for name, justify in (
        *(("claim", "left"), ("reading: means", "left"), ("claimed", "left")),
        *(("found", "right"), ("verdict", "left")),
    ):
        table.add_column(name, justify=justify)  # type: ignore[arg-type]
    last = None
    for row in rows.itertuples():
        table.add_row(
            str(row.claim) if row.claim != last else "",
            str(row.reading) if row.means == AS_IS else f"{row.reading}: {row.means}",
            str(row.claimed),
            _found(row),
            str(row.verdict),
        )
        last = row.claim
    return table


def _found(row: Any) -> str:
    if isnan(row.figure):
        return "-"
    figure = f"{row.figure:.3g}" if isfinite(row.figure) else "without end"
    interval = f" ({row.low:.3g} to {row.high:.3g})" if isfinite(row.low + row.high) else ""
    return f"{figure}{'%' * (row.unit == '%')}{interval}"


def _plain(row: dict[Any, Any]) -> dict[str, Any]:
    return {
        str(name): None if isinstance(value, float) and not isfinite(value) else value
        for name, value in row.items()
    }


def _deliver(found: Trial, figures: list[dict[str, float]], folder: Folder, wanted: Wanted) -> None:
    from sim.show.saving import save_trial  # heavy, and of use only here

    names = [kpi.name for kpi in KPIS]
    rows = [(place, *(one[name] for name in names)) for place, one in enumerate(figures)]
    told = manifest(hash_of(found), wanted.seed, about(wanted))
    with folder.ready(told) as place:
        write(place / "verdicts.csv", shown(found, "csv"))
        write(place / REPLICATIONS, csv_text(["run", *names], rows))
        save_trial(found, Path(place))
