"""Living a scenario for the command line: with a bar to watch, and a way to stop."""

import shlex
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from functools import partial
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from sim.assumptions import Scenario
from sim.study.engines import Engine, choose_engine
from sim.study.output import Results
from sim.study.replicate import Experiment
from sim.study.run import Run, run


def live(
    scenario: Scenario,
    replications: int,
    seed: int,
    engine: Engine | str,
    out: Path | None = None,
    events: bool = False,
) -> Experiment:
    """Live a scenario several times, and keep the results where that is asked for.

    Parameters
    ----------
    scenario
        What to live.
    replications
        How many times.
    seed
        Whose luck.
    engine
        Which engine.
    out
        The folder for the results; None keeps nothing.
    events
        Whether every event is kept there.

    Returns
    -------
    Experiment
        With fewer replications than were asked for when it was interrupted.

    Raises
    ------
    KeyboardInterrupt
        When it was interrupted before a replication was finished.
    """
    chosen = choose_engine(engine)  # type: ignore[arg-type]
    figures: list[dict[str, float]] = []
    first: Run | None = None
    with nullcontext() if out is None else Results(out, events) as results:
        try:
            with _bar(replications) as bar:
                for number in range(replications):
                    # The first run is drawn, and a picture may need its events.
                    keep = events or (results is not None and number == 0)
                    one = run(scenario, seed, number, chosen, keep)
                    with _uninterrupted():
                        values = one.figures  # worked out before anything is written
                        if results is not None:
                            results.add(one)
                            first = first or one
                        figures.append(values)
                        bar.advance(bar.task_ids[0])
        except KeyboardInterrupt:
            if not figures:
                raise
        experiment = Experiment(scenario, seed, tuple(figures))
        if results is not None and first is not None:
            with _uninterrupted(and_then=False):
                from sim.show.pictures import save_figures  # heavy, and of use only here

                about = _about(replications, chosen)
                results.deliver(experiment, about, partial(save_figures, first, experiment))
    return experiment


def _about(asked: int, engine: str) -> dict[str, Any]:
    command = shlex.join(["silent26", *sys.argv[1:]])
    return {"replications_asked_for": asked, "command": command, "engine": engine}


def _bar(replications: int) -> Progress:
    """Make a progress bar on standard error, for a terminal only."""
    bar = Progress(
        TextColumn("replications"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
        disable=not sys.stderr.isatty(),
    )
    bar.add_task("replications", total=replications)
    return bar


@contextmanager
def _uninterrupted(and_then: bool = True) -> Iterator[None]:
    """Finish what has been begun; an interruption comes after it, where it is of use then."""
    came = False

    def remember(*_: object) -> None:
        nonlocal came
        came = True

    try:
        before = signal.signal(signal.SIGINT, remember)
    except ValueError:  # not the main thread, which alone is interrupted
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if came and and_then:
        raise KeyboardInterrupt
