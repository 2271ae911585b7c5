"""The key figures of a run, shown: a table to read, and in a sentence what it comes to."""

from collections.abc import Sequence
from typing import Any

from rich.table import Table
from rich.text import Text

from sim.cli.console import as_json, rendered
from sim.cli.fitting import Fitting
from sim.cli.numbers import finite_or_none, give_or_take, readable
from sim.cli.words import sentences
from sim.study.kpis import KPIS, Kpi
from sim.study.output import summary_csv
from sim.study.parity import parity_hash
from sim.study.replicate import Experiment

GROUPS = {
    "Customers": """customers_end joined_marketing joined_referral churn_rate retention_rate
        repeat_rate loyal_share retained_only_share referral_reproduction nps""",
    "Voice": """miseries complaints heard_share silent_per_complaint second_chance_silent
        second_chance_voiced told_good told_bad told_ratio told_balance""",
    "Service": """abandoned_share ever_abandoned_share walked_out_share
        left_waiting_share wait_minutes utilisation resolution_days
        morale skill staff_turnover""",
    "Gap": """service_index service_index_lived perceived_quality lived_quality delivery_gap
        survey_satisfied satisfied front_line_quality internal_gap""",
    "Money": """revenue cost profit profit_npv lifetime_value acquisition_cost
        acquisition_cost_marketing keeping_cost acquisition_to_keeping""",
}
MEANINGS = (50, 42, 36, 28, 0)
"""Characters of a line in which is told what a figure is; where not even 28 fit, it is not."""
REST = "More"
"""The group of figures that have no place in the groups."""

_GROUP_OF = {name: group for group, names in GROUPS.items() for name in names.split()}


def shown(experiment: Experiment, asked: int, form: str, remarks: Sequence[str] = ()) -> str:
    """Show what came of a run.

    Parameters
    ----------
    experiment
        What was run.
    asked
        How many replications were asked for.
    form
        ``"table"``, ``"json"`` or ``"csv"``.
    remarks
        What there is to say beside the figures.
    """
    if form == "csv":
        return summary_csv(experiment)
    means = {str(name): float(value) for name, value in experiment.summary()["mean"].items()}
    told = [*sentences(means, len(experiment.figures)), *map(_sentence, remarks)]
    if form == "json":
        return as_json(_plain(experiment, asked, told))
    return rendered(
        Text(_heading(experiment, asked), style="bold"),
        "",
        Fitting(*(_table(experiment, width) for width in MEANINGS)),
        "",
        *told,
        f"Parity hash {parity_hash(experiment)}",
    )


def _sentence(remark: str) -> str:
    return f"{remark[:1].upper()}{remark[1:]}."


def _heading(experiment: Experiment, asked: int) -> str:
    scenario, done = experiment.scenario, len(experiment.figures)
    time = scenario.time
    warm_up = f"{time.warm_up_days} of them warm-up" if time.warm_up_days else "no warm-up"
    often = f"{done} replication{'s' * (done > 1)}"
    if done < asked:
        often = f"{done} of {asked} replications"
    return (
        f"{scenario.title or scenario.name}: preset {scenario.preset}, {time.days} days, "
        f"{warm_up}, {often}, seed {experiment.seed}"
    )


def _table(experiment: Experiment, meanings: int) -> Table:
    """Make the table; its last column, as wide as is said, tells what each figure is."""
    several = len(experiment.figures) > 1
    currency = experiment.scenario.money.currency
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("", no_wrap=True)
    table.add_column("mean" if several else "value", justify="right", no_wrap=True)
    if several:
        table.add_column("95% interval", justify="right", no_wrap=True)
    if meanings:
        table.add_column("what it is", max_width=meanings)
    known = [kpi.name for kpi in KPIS]
    summary = experiment.summary()
    for group in (*GROUPS, REST):
        members = [kpi for kpi in KPIS if _GROUP_OF.get(kpi.name, REST) == group]
        if not members:
            continue
        if group != _GROUP_OF.get(known[0], REST):
            table.add_row()
        table.add_row(Text(group, style="bold"))
        for kpi in members:
            row = summary.loc[kpi.name]
            cells = [f"  {kpi.name}", readable(row["mean"], kpi.unit, currency, several)]
            if several:
                cells.append(give_or_take(row["high"] - row["mean"], row["mean"], kpi.unit))
            table.add_row(*cells, *([_meaning(kpi)] if meanings else []))
    return table


def _meaning(kpi: Kpi) -> str:
    return kpi.meaning + (" (management)" if kpi.view == "management" else "")


def _plain(experiment: Experiment, asked: int, told: list[str]) -> dict[str, Any]:
    scenario = experiment.scenario
    about = {kpi.name: kpi for kpi in KPIS}
    figures = []
    for name, row in experiment.summary().iterrows():
        kpi = about[str(name)]
        figures.append(
            {
                "kpi": kpi.name,
                "group": _GROUP_OF.get(kpi.name, REST).lower(),
                "view": kpi.view,
                "unit": kpi.unit,
                "mean": finite_or_none(row["mean"]),
                "low": finite_or_none(row["low"]),
                "high": finite_or_none(row["high"]),
                "n": int(row["n"]),
            }
        )
    return {
        "scenario": scenario.name,
        "title": scenario.title,
        "preset": scenario.preset,
        "days": scenario.time.days,
        "warm_up_days": scenario.time.warm_up_days,
        "seed": experiment.seed,
        "replications": len(experiment.figures),
        "replications_asked_for": asked,
        "parity_hash": parity_hash(experiment),
        "in_words": told,
        "kpis": figures,
    }
