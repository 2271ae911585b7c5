"""Living a scenario for the command line."""

from collections.abc import Sequence
from functools import partial
from typing import Any, NamedTuple

from sim.assumptions import Scenario
from sim.cli.ending import say
from sim.cli.options import Wanted
from sim.cli.working import Work, about, finished_in_order, hardly_interrupted, working
from sim.study.engines import Engine, choose_engine
from sim.study.output import deliver, settings_of, values_of
from sim.study.precision import until_precise
from sim.study.progress import watched
from sim.study.replicate import Experiment, replicate
from sim.study.run import run
from sim.study.warmup import warm_up_advice
from sim.study.work import KEEPING

FLOOR = 10
"""The least replications where a precision is asked for."""
FIRST = 3
"""Runs that are looked at for the warm-up, where the engine is fast."""


class Answer(NamedTuple):
    """What came of it."""

    experiment: Experiment
    asked: int | None
    """How many replications were asked for, if the experiment has fewer: it was interrupted."""
    remarks: list[str]
    """What there is to say about it, beside the figures."""


def live(scenario: Scenario, wanted: Wanted) -> Answer:
    """Live a scenario several times, and keep the results where that is asked for.

    Raises
    ------
    KeyboardInterrupt
        When it was interrupted before the first replication was finished.
    """
    engine = choose_engine(wanted.engine)
    keep = (KEEPING if wanted.events else KEEPING[:1]) if wanted.out else ()
    with working(wanted, _settings(scenario, wanted)) as work:
        if work.folder is not None and work.folder.complete:
            figures = tuple(one.figures for one in work.folder.values())
            there = Experiment(scenario, wanted.seed, figures)
            return Answer(there, None, work.folder.manifest["remarks"])
        remarks: list[str] = []
        try:
            experiment, remarks = _lived(scenario, wanted, engine, work, keep)
        except KeyboardInterrupt:
            done = finished_in_order(work.finished)
            if not done:
                raise
            if watched():  # by somebody who may not want to wait
                say(["interrupted: putting together what is finished (Ctrl-C twice leaves that)"])
            figures = tuple(work.finished[place].figures for place in range(done))
            experiment = Experiment(scenario, wanted.seed, figures)
            whole = False
        else:
            whole = True
        with hardly_interrupted():
            number = FIRST if engine == "compiled" else 1
            first = [
                run(scenario, wanted.seed, replication, engine, keep_events=False)
                for replication in range(min(number, len(experiment.figures)))
            ]
            advice = warm_up_advice(first)
            if advice.too_short:
                remarks.append(advice.says)
            if work.folder is not None:
                from sim.show.pictures import save_figures  # heavy, and of use only here

                draw = partial(save_figures, first[0], experiment)
                told = {
                    "replications_asked_for": wanted.replications,
                    **about(wanted),
                    "remarks": remarks,
                }
                deliver(work.folder, experiment, told, keep, draw, whole)
    return Answer(experiment, wanted.replications if not whole else None, remarks)


def _lived(
    scenario: Scenario, wanted: Wanted, engine: Engine, work: Work, keep: Sequence[str]
) -> tuple[Experiment, list[str]]:
    """Live as many replications as were asked for, or as precision takes."""
    more: dict[str, Any] = {"finished": work.finished, "keep": keep, "jobs": work.jobs}
    if wanted.precision is None:
        return replicate(scenario, wanted.replications, wanted.seed, engine, **more), []
    kpi, share = wanted.precision
    most = wanted.replications
    found = until_precise(
        scenario, kpi, share, min(FLOOR, most), most, wanted.seed, engine=engine, **more
    )
    n = len(found.experiment.figures)
    reached = f"after {n} replications {kpi} is known to {100 * found.half_width:.2g}%"
    if not found.reached:
        reached += f"; {100 * share:.3g}% was asked for, and no more replications were allowed"
    return found.experiment, [reached]


def _settings(scenario: Scenario, wanted: Wanted) -> dict[str, object]:
    return settings_of(
        "run",
        wanted.seed,
        replications=wanted.replications,
        precision=None if wanted.precision is None else list(wanted.precision),
        events=wanted.events,
        **values_of(scenario),
    )
