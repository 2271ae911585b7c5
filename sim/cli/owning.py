"""The command ``fit``: a company's tables, figures and answers become a scenario."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sim.cli.options import OneOf, Whole, in_a_format, of_a_run, of_changes, of_replications

if TYPE_CHECKING:
    from sim.play.company.answers import Audit, Figures
    from sim.play.company.audits import Rules
    from sim.play.company.fitted import Fitted

FILE = click.Path(path_type=Path)


@click.command()
@click.argument("visits", required=False, type=FILE)
@click.argument("complaints", required=False, type=FILE)
@click.option("--trade", metavar="SCENARIO", required=True, help="The trade that yours is like.")
@click.option("--out", type=FILE, metavar="FILE", help="Where the scenario goes: ours.toml.")
@click.option("--answers", type=FILE, metavar="FILE", help="Figures and audits, as --blank writes.")
@click.option("--rules", type=FILE, metavar="FILE", help="Rules of your own for the answers.")
@click.option("--blank", type=FILE, metavar="FILE", help="Write a file of answers to fill in.")
@click.option(
    "--figure",
    "figures",
    metavar="NAME=VALUE",
    multiple=True,
    help="A figure of your own: a number, A:B for a range, or unknown; may be given again.",
)
@click.option(
    "--column",
    "columns",
    metavar="ROLE=NAME",
    multiple=True,
    help="Which column it is: customer, date, amount or order; for complaints opened, closed, "
    "outcome, complaint, and complaint.customer; may be given again.",
)
@click.option("--encoding", metavar="NAME", help="The encoding of the tables; guessed if not said.")
@click.option("--dates", metavar="FORM", help="How dates are written, such as d/m/y.")
@click.option(
    "--decimal",
    type=OneOf("point", "comma"),
    metavar="point|comma",
    help="How amounts are written.",
)
@click.option("--leave-out", is_flag=True, help="Leave faulty rows out, and say which.")
@click.option("--quick", is_flag=True, help="Only make the scenario: nothing held back, no advice.")
@of_changes
@of_a_run
@of_replications(10)
@click.option("--jobs", type=Whole(1), metavar="N", default=1, help="How many runs at once. [1]")
@in_a_format
def fit(
    visits: Path | None,
    complaints: Path | None,
    trade: str,
    out: Path | None,
    answers: Path | None,
    blank: Path | None,
    form: str,
    **asked: Any,
) -> None:
    """Make a scenario of your company: from its tables, its figures, its answers.

    VISITS is a table of visits or orders (customer, date, amount), COMPLAINTS one of complaints
    (opened, closed, outcome, customer), CSV or Parquet. Nothing of them is sent anywhere.
    """
    from sim.cli.options import at_least_two, scenario_of
    from sim.cli.owned import Advice, shown
    from sim.play.company.building import MADE_HERE, scenario_from
    from sim.play.company.writing import check_place, name_of, write_whole

    base = scenario_of(trade, asked["preset"], ())
    if blank is not None:
        from sim.play.company.answers_file import blank_answers

        write_whole(blank, blank_answers(base), "")
        click.echo(f"written to {blank}: fill it in, then give it with --answers")
        return
    if out is None:
        raise click.UsageError("Missing option '--out'.")
    if visits is None and answers is None and not asked["figures"]:
        raise click.UsageError("fit needs a table of visits, --answers or --figure")
    if not asked["quick"]:
        at_least_two(asked["replications"], "what changes is judged on an interval")
    check_place(out, MADE_HERE)
    figures, audits = _answers(answers, asked["figures"])
    asked["by"] = _rules(asked["rules"])
    fitted = _fitted(visits, complaints, asked)
    with _bar("looking through the tables of a simulated business") as show:
        company = scenario_from(
            trade,
            figures,
            audits,
            fitted,
            preset=asked["preset"],
            name=name_of(out),
            changes=_changes(asked["changes"], asked["days"]),
            by=asked["by"],
            seed=asked["seed"],
            engine=asked["engine"],
            on_progress=show,
        )
    # Before the advice, which takes minutes: whoever breaks off has the scenario.
    write_whole(out, company.toml(), MADE_HERE)
    advice = Advice() if asked["quick"] else _advice(company, trade, figures, audits, asked)
    click.echo(shown(company, advice, form, str(out)), nl=False)


def _advice(
    company: Any, trade: str, figures: "Figures", audits: "tuple[Audit, ...]", asked: dict[str, Any]
) -> Any:
    """Do what takes long: what was held back, the comparison, the changes, what to measure."""
    from sim.cli.owned import Advice
    from sim.play.company import beside
    from sim.play.company.foretelling import foretell
    from sim.play.company.priorities import changes_that_matter, what_to_measure_first

    how = {"seed": asked["seed"], "engine": asked["engine"]}
    foretold: Any = ()
    if company.fitted is not None:
        with _bar("foretelling what was held back") as show:
            foretold = foretell(
                trade,
                figures,
                audits,
                company.fitted,
                preset=asked["preset"],
                by=asked["by"],
                **how,
                on_progress=show,
            )
    n, jobs = asked["replications"], asked["jobs"]
    found = changes_that_matter(company, n=n, jobs=jobs, **how)
    return Advice(
        foretold,
        beside.figures(company, n, jobs=jobs, **how),
        found,
        what_to_measure_first(found, jobs=jobs, **how),
    )


def _answers(file: Path | None, said: tuple[str, ...]) -> "tuple[Figures, tuple[Audit, ...]]":
    from sim.play.company.answers import Figures
    from sim.play.company.answers_file import read_answers

    figures, audits = (Figures(), ()) if file is None else read_answers(file)
    outright = dict(_figure(text) for text in said)
    return Figures(**{**figures.said(), **outright}), audits


def _rules(file: Path | None) -> "Rules | None":
    if file is None:
        return None
    from sim.play.company.rules_file import read_rules

    return read_rules(file)


def _figure(text: str) -> tuple[str, Any]:
    from sim.play.company.answers import FIGURES, UNKNOWN

    name, equals, value = (part.strip() for part in text.partition("="))
    known = [one.name for one in FIGURES]
    if not equals or name not in known:
        raise click.UsageError(
            f"--figure is {text}, but must be NAME=VALUE with one of the names {', '.join(known)}"
        )
    if value == UNKNOWN:
        return name, value
    try:
        numbers = tuple(float(part) for part in value.split(":"))
    except ValueError:
        numbers = ()
    if len(numbers) not in (1, 2):
        raise click.UsageError(
            f"--figure {name} is {value}, but must be a number, two as in 800:1200, or unknown"
        )
    return name, numbers[0] if len(numbers) == 1 else numbers


def _fitted(visits: Path | None, complaints: Path | None, asked: dict[str, Any]) -> "Fitted | None":
    """Read the tables and work out what they say."""
    if visits is None:
        return None
    from sim.play.company.complaints import read_complaints
    from sim.play.company.fitted import fit as work_out
    from sim.play.company.visits import read_visits

    said = _columns(asked["columns"])
    how = {name: asked[name] for name in ("encoding", "dates", "leave_out")}
    table = read_visits(visits, said["visits"], decimal=asked["decimal"], **how)
    other = None
    if complaints is not None:
        other = read_complaints(complaints, table.names, said["complaints"], **how)
    return work_out(table, other, hold_back=not asked["quick"], seed=asked["seed"])


def _columns(texts: tuple[str, ...]) -> dict[str, dict[str, str]]:
    from sim.play.company.columns import ROLES

    found: dict[str, dict[str, str]] = {"visits": {}, "complaints": {}}
    for text in texts:
        role, equals, name = (part.strip() for part in text.partition("="))
        if role == "complaint.customer" and equals:
            found["complaints"]["customer"] = name
        elif role in ROLES["visits"] and equals:
            found["visits"][role] = name
        elif role in ROLES["complaints"] and equals:
            found["complaints"][role] = name
        else:
            known = dict.fromkeys([*ROLES["visits"], *ROLES["complaints"], "complaint.customer"])
            raise click.UsageError(
                f"--column is {text}, but must be ROLE=NAME with a role of {', '.join(known)}"
            )
    return found


def _changes(texts: tuple[str, ...], days: int | None) -> dict[str, Any]:
    from sim.assumptions import parse_setting

    settings = dict(parse_setting(text) for text in texts)
    return settings if days is None else {**settings, "time.days": days}


@contextmanager
def _bar(words: str) -> Iterator[Callable[[int, int], None]]:
    """Show how many looks at a simulated business are done, where somebody looks on."""
    from sim.play.company.building import ALL_LOOKS
    from sim.study.progress import progress

    with progress(ALL_LOOKS, words) as show:
        yield lambda done, whole: show(done)
