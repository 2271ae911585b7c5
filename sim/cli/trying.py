"""Claims on trial, for the command line."""

from collections.abc import Sequence
from math import isfinite, isnan
from pathlib import Path
from typing import Any

import pandas as pd
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from sim.assumptions import load
from sim.cli.console import as_json, rendered
from sim.cli.expecting import Case
from sim.cli.numbers import finite_or_none
from sim.cli.options import Wanted
from sim.cli.working import about, working
from sim.study.folder import REPLICATIONS, Folder
from sim.study.kpis import KPIS
from sim.study.output import manifest, settings_of, values_of, write
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
        trade=trade,
        only=list(only),
        preset=preset,
        **(values_of(load(trade, preset)) | changes),
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


def cases_of(found: Trial) -> list[Case]:
    """Return the verdicts as build servers show them; a verdict is news and not a failure."""
    return [
        Case(f"{row.claim} {row.reading}: {row.means}", f"{row.verdict}. {row.why}")
        for row in found.table.itertuples()
    ]


def shown(found: Trial, form: str, trade: str, wanted: Wanted) -> str:
    """Show the verdicts as ``"table"``, ``"json"`` or ``"csv"``."""
    if form == "csv":
        return _csv(found)
    preset = found.table["preset"].iloc[0]
    if form == "json":
        return as_json(
            {
                "trade": trade,
                "preset": preset,
                "seed": wanted.seed,
                "replications": wanted.replications,
                "parity_hash": hash_of(found),
                "verdicts": [
                    {str(name): finite_or_none(value) for name, value in row.items()}
                    for row in found.table.to_dict(orient="records")
                ],
                "not_tried": found.not_tried.to_dict(orient="records"),
            }
        )
    counted = found.table["verdict"].value_counts()
    told = ", ".join(f"{number} {verdict}" for verdict, number in counted.items())
    readings = len(found.table)
    return rendered(
        Text(
            f"Claims on trial: {trade}, preset {preset}, {wanted.replications} replications, "
            f"seed {wanted.seed}",
            style="bold",
        ),
        "",
        _table(found.table),
        "",
        f"{readings} reading{'s' * (readings > 1)}: {told}. Intervals are 95%.",
        "Not tried, for they are put in or nothing can be told of them: "
        f"{', '.join(found.not_tried['claim'])}.",
        f"Parity hash {hash_of(found)}",
    )


def _table(rows: pd.DataFrame) -> Table:
    """Make a table in which a claim, what is claimed and a reading stand once, at their first."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("claim", no_wrap=True)
    table.add_column("reading")
    table.add_column("found", justify="right", no_wrap=True)
    table.add_column("verdict", no_wrap=True)
    before = ("", "", "")
    for row in rows.itertuples():
        now = (str(row.claim), str(row.claimed), str(row.reading))
        if now[:2] != before[:2]:
            table.add_row(now[0] if now[0] != before[0] else "", f"claimed: {now[1]}")
        if row.means == AS_IS:
            table.add_row("", now[2], _found(row), str(row.verdict))
        else:
            if now != before:
                table.add_row("", now[2])
            means = Padding(str(row.means), (0, 0, 0, 2))
            table.add_row("", means, _found(row), str(row.verdict))
        before = now
    return table


def _found(row: Any) -> str:
    if isnan(row.figure):
        return "-"
    figure = f"{row.figure:.3g}" if isfinite(row.figure) else "without end"
    known = isfinite(row.low + row.high) and row.low < row.high
    interval = f" ({row.low:.3g} to {row.high:.3g})" if known else ""
    return f"{figure}{'%' * (row.unit == '%')}{interval}"


def _csv(found: Trial) -> str:
    return csv_text(found.table.columns, found.table.itertuples(index=False))


def _deliver(found: Trial, figures: list[dict[str, float]], folder: Folder, wanted: Wanted) -> None:
    from sim.show.saving import save_trial  # heavy, and of use only here

    names = [kpi.name for kpi in KPIS]
    rows = [(place, *(one[name] for name in names)) for place, one in enumerate(figures)]
    told = manifest(hash_of(found), wanted.seed, about(wanted))
    with folder.ready(told) as place:
        write(place / "verdicts.csv", _csv(found))
        write(place / REPLICATIONS, csv_text(["run", *names], rows))
        save_trial(found, Path(place))
