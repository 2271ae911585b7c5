"""Tournaments of the flight simulator, for the command line."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
from rich.table import Table
from rich.text import Text

from sim.assumptions import Scenario, dump
from sim.cli.console import as_json, rendered
from sim.cli.numbers import finite_or_none
from sim.cli.options import Wanted
from sim.cli.working import about, working
from sim.play.game.decisions import GameError
from sim.play.game.own_strategy import own_strategy
from sim.play.game.page import html, markdown
from sim.play.game.quarter import money
from sim.play.game.score import Standings, standings
from sim.play.game.strategies import TEAMS, Strategy, entries_of
from sim.play.game.telling import listed
from sim.play.game.terms import Terms, terms_of
from sim.study.folder import REPLICATIONS, Folder
from sim.study.output import manifest, settings_of, values_of, write
from sim.study.parity import hash_of_rows
from sim.study.tables import csv_text


class Match(NamedTuple):
    """Who plays, and by what terms."""

    terms: Terms
    teams: dict[str, Strategy]
    told: bool
    """Whether the debrief is written too."""


def match_of(
    scenario: Scenario,
    strategies: Sequence[str],
    alone: bool,
    quarters: int,
    seed: int,
    budget: float | None,
    shocks: str,
    told: bool,
) -> Match:
    """Read the strategies, and let the computer teams play along unless they are not wanted."""
    teams: dict[str, Strategy] = {}
    for given in strategies:
        one = TEAMS.get(given) or own_strategy(Path(given))
        if one.name in teams or (one.name in TEAMS and one.path is not None):
            raise GameError(f"strategy is {given}, but there is a team {one.name} already")
        teams[one.name] = one
    if not alone:
        teams = {**teams, **{name: one for name, one in TEAMS.items() if name not in teams}}
    if len(teams) < 2:
        raise GameError(f"strategy is {len(teams)} of them, but with --alone must be 2 or more")
    terms = terms_of(scenario, quarters, seed, budget, shocks=shocks)
    return Match(terms, teams, told)


def played(match: Match, wanted: Wanted) -> Standings:
    """Play the tournament, and keep the results where that is asked for."""
    terms = match.terms
    money_of = terms.economics
    files = {
        name: one.path.read_text(encoding="utf-8", errors="replace")
        for name, one in match.teams.items()
        if one.path is not None
    }
    settings = settings_of(
        "play",
        wanted.seed,
        replications=wanted.replications,
        quarters=terms.quarters,
        caretaker=terms.caretaker,
        budget=money_of.budget,
        cash=money_of.cash,
        interest=money_of.interest,
        shocks=terms.shocks,
        teams=list(match.teams),
        files=files,
        **values_of(terms.scenario),
    )
    with working(wanted, settings) as work:
        found = standings(
            terms,
            match.teams,
            wanted.replications,
            jobs=work.jobs,
            engine=wanted.engine,
            finished=work.finished,
        )
        if work.folder is not None and not work.folder.complete:
            _deliver(found, match, work.folder, wanted)
    return found


def hash_of(found: Standings) -> str:
    """Return the parity hash of a tournament: of every figure of every flight."""
    return hash_of_rows(_rows(found))


def shown(found: Standings, form: str) -> str:
    """Show the standings as ``"table"``, ``"json"`` or ``"csv"``."""
    table = found.table()
    if form == "csv":
        return _csv(table)
    terms = found.terms
    scenario, replays = terms.scenario, len(found.scores)
    if form == "json":
        return as_json(
            {
                "scenario": scenario.name,
                "preset": scenario.preset,
                "quarters": terms.quarters,
                "seed": terms.seed,
                "replications": replays,
                "budget": terms.economics.budget,
                "parity_hash": hash_of(found),
                "standings": [
                    {"team": name, **{str(k): _plain(v) for k, v in row.items()}}
                    for name, row in table.iterrows()
                ],
            }
        )
    return rendered(
        Text(
            f"{scenario.title or scenario.name}, preset {scenario.preset}: {terms.quarters} "
            f"quarters, {replays} replication{'s' * (replays > 1)}, seed {terms.seed}",
            style="bold",
        ),
        f"Budget {money(terms.economics.budget)} {scenario.money.currency} a quarter",
        "",
        _table(table),
        "",
        f"The score is cash at the end and what a caretaker earns in {terms.caretaker} more "
        "quarters. All differences hold at once, at 95%.",
        f"Parity hash {hash_of(found)}",
    )


def _table(rows: pd.DataFrame) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("rank", justify="right")
    table.add_column("team", no_wrap=True)
    for name in ("score", "range", "behind", "± at 95%", "cash"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("tied with")
    for name, row in rows.iterrows():
        reach = row["behind_high"] - row["behind"]
        first = row["behind"] == 0
        table.add_row(
            str(row["rank"]),
            str(name),
            money(row["score"]),
            f"{money(row['least'])} to {money(row['most'])}",
            "" if first else money(row["behind"]),
            "" if first or reach != reach else money(reach),
            money(row["cash"]),
            listed(row["tied_with"]) if row["tied_with"] else "",
        )
    return table


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    return finite_or_none(value)


def _csv(table: pd.DataFrame) -> str:
    rows = table.reset_index()
    rows["tied_with"] = [" ".join(names) for names in rows["tied_with"]]
    return csv_text(rows.columns, rows.itertuples(index=False))


def _rows(found: Standings) -> list[tuple[Any, ...]]:
    return [
        (name, *row)
        for name, table in found.figures.items()
        for row in table.reset_index().itertuples(index=False)
    ]


def _deliver(found: Standings, match: Match, folder: Folder, wanted: Wanted) -> None:
    terms = found.terms
    names = ["team", "replication", *next(iter(found.figures.values())).columns]
    facts = {
        "scenario": terms.scenario.name,
        "preset": terms.scenario.preset,
        "replications": len(found.scores),
        **about(wanted),
    }
    told = manifest(hash_of(found), terms.seed, facts)
    with folder.ready(told) as place:
        write(place / "standings.csv", _csv(found.table()))
        write(place / REPLICATIONS, csv_text(names, _rows(found)))
        quarters = pd.concat(
            {
                figure: found.by_quarter(figure)
                for figure in ("profit", "cash", "customers", "complaints")
            },
            names=["figure"],
        ).reset_index()
        write(place / "quarters.csv", csv_text(quarters.columns, quarters.itertuples(index=False)))
        write(place / "scenario.toml", dump(terms.scenario))
        if match.told:
            _tell(match, wanted, place)


def _tell(match: Match, wanted: Wanted, place: Path) -> None:
    """Write the debrief of the game that all have played with the luck of the seed."""
    from sim.play.game.debrief import debrief
    from sim.play.game.telling import page_of

    terms = match.terms
    logs = {name: entries_of(one, terms, engine=wanted.engine) for name, one in match.teams.items()}
    end = debrief(terms, logs, wanted.replications, jobs=wanted.jobs, engine=wanted.engine)
    page = page_of(end)
    write(place / "debrief.md", markdown(page))
    write(place / "debrief.html", html(page, f"Debrief: {terms.scenario.title}"))
