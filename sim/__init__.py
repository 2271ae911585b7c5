"""The Silent 26: a flight simulator of customer service.

>>> import sim
>>> shop = sim.load("corner_shop")
>>> shop.voice.silent_per_complaint
26.0
"""

from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sim.assumptions import Scenario, ScenarioError, bundled, check, claims, dump, load
    from sim.assumptions.policy import pull
    from sim.study.compare import Comparison, compare
    from sim.study.precision import until_precise
    from sim.study.rank import Ranking, rank
    from sim.study.replicate import Experiment, replicate
    from sim.study.run import Run, run
    from sim.study.sensitivity import morris, one_at_a_time
    from sim.study.stream import stream
    from sim.study.sweep import Sweep, sample, sweep
    from sim.study.trial import Trial, claims_on_trial
    from sim.study.uncertainty import uncertainty
    from sim.study.warmup import warm_up_advice

    Game: Any  # not imported: it is above those who import sim, and imports run one way

_HOME = {
    "Scenario": "sim.assumptions",
    "ScenarioError": "sim.assumptions",
    "bundled": "sim.assumptions",
    "check": "sim.assumptions",
    "claims": "sim.assumptions",
    "dump": "sim.assumptions",
    "load": "sim.assumptions",
    "Comparison": "sim.study.compare",
    "compare": "sim.study.compare",
    "claims_on_trial": "sim.study.trial",
    "Experiment": "sim.study.replicate",
    "Game": "sim.play.game",
    "morris": "sim.study.sensitivity",
    "one_at_a_time": "sim.study.sensitivity",
    "pull": "sim.assumptions.policy",
    "rank": "sim.study.rank",
    "Ranking": "sim.study.rank",
    "replicate": "sim.study.replicate",
    "Run": "sim.study.run",
    "run": "sim.study.run",
    "sample": "sim.study.sweep",
    "stream": "sim.study.stream",
    "Sweep": "sim.study.sweep",
    "sweep": "sim.study.sweep",
    "Trial": "sim.study.trial",
    "uncertainty": "sim.study.uncertainty",
    "until_precise": "sim.study.precision",
    "warm_up_advice": "sim.study.warmup",
}

try:
    __version__ = version("silent26")
except PackageNotFoundError:  # run from a folder that was never installed
    __version__ = "0"

__all__ = [
    "Comparison",
    "Experiment",
    "Game",
    "Ranking",
    "Run",
    "Scenario",
    "ScenarioError",
    "Sweep",
    "Trial",
    "bundled",
    "check",
    "claims",
    "claims_on_trial",
    "compare",
    "dump",
    "load",
    "morris",
    "one_at_a_time",
    "pull",
    "rank",
    "replicate",
    "run",
    "sample",
    "stream",
    "sweep",
    "uncertainty",
    "until_precise",
    "warm_up_advice",
]


def __getattr__(name: str) -> Any:
    """Import what is asked for when it is asked for, so that ``import sim`` stays light."""
    if name not in _HOME:
        raise AttributeError(f"module 'sim' has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    """Return the public names."""
    return [*__all__, "__version__"]
