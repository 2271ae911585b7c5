"""Living a scenario for the command line."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from sim.assumptions import Scenario
from sim.cli.ending import say
from sim.cli.options import Wanted
from sim.cli.working import Work, about, finished_in_order, hardly_interrupted, working
from sim.study.engines import Engine, choose_engine
from sim.study.folder import Folder
from sim.study.output import deliver, settings_of, values_of
from sim.study.precision import until_precise
from sim.study.progress import watched
from sim.study.replicate import Experiment, replicate
from sim.study.run import Run, run
from sim.study.warmup import warm_up_advice
from sim.study.work import KEEPING

FLOOR = 10
"""The least replications where a precision is asked for."""
PUTTING_TOGETHER = "interrupted: putting together what is finished (Ctrl-C twice leaves that)"
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
        try:
            experiment, remarks = _lived(scenario, wanted, engine, work, keep)
        except KeyboardInterrupt:
            experiment = _finished(scenario, wanted, work)
            if work.folder is not None:
                if watched():  # by somebody who may not want to wait
                    say([PUTTING_TOGETHER])
                _deliver(experiment, _first(experiment), wanted, work.folder, keep, whole=False)
            return Answer(experiment, wanted.replications, [])
        with hardly_interrupted():
            first = _first(experiment)
            advice = warm_up_advice(first)
            if advice.too_short:
                remarks.append(advice.says)
            if work.folder is not None:
                _deliver(experiment, first, wanted, work.folder, keep, remarks)
    return Answer(experiment, None, remarks)


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


def _finished(scenario: Scenario, wanted: Wanted, work: Work) -> Experiment:
    """Return what was finished when it was interrupted, or be interrupted if that is nothing."""
    done = finished_in_order(work.finished)
    if not done:
        raise KeyboardInterrupt
    figures = tuple(work.finished[place].figures for place in range(done))
    return Experiment(scenario, wanted.seed, figures)


def _first(experiment: Experiment) -> list[Run]:
    """Live the first replications again for their days; on the fastest engine, as all are one."""
    number = FIRST if choose_engine("auto") == "compiled" else 1
    return [
        run(experiment.scenario, experiment.seed, replication, keep_events=False)
        for replication in range(min(number, len(experiment.figures)))
    ]


def _deliver(
    experiment: Experiment,
    first: Sequence[Run],
    wanted: Wanted,
    folder: Folder,
    keep: Sequence[str],
    remarks: Sequence[str] = (),
    whole: bool = True,
) -> None:
    from sim.show.pictures import save_figures, save_warm_up  # heavy, and of use only here

    def draw(place: Path) -> None:
        save_figures(first[0], experiment, place)
        save_warm_up(first, place)

    with hardly_interrupted():
        told = {
            "replications_asked_for": wanted.replications,
            **about(wanted),
            "remarks": list(remarks),
        }
        deliver(folder, experiment, told, keep, draw, whole)


def _settings(scenario: Scenario, wanted: Wanted) -> dict[str, object]:
    return settings_of(
        "run",
        wanted.seed,
        replications=wanted.replications,
        precision=None if wanted.precision is None else list(wanted.precision),
        events=wanted.events,
        **values_of(scenario),
    )
