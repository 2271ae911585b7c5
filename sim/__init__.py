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
    from sim.study.replicate import Experiment, replicate
    from sim.study.run import Run, run
    from sim.study.stream import stream

_HOME = {
    "Scenario": "sim.assumptions",
    "ScenarioError": "sim.assumptions",
    "bundled": "sim.assumptions",
    "check": "sim.assumptions",
    "claims": "sim.assumptions",
    "dump": "sim.assumptions",
    "load": "sim.assumptions",
    "Experiment": "sim.study.replicate",
    "pull": "sim.assumptions.policy",
    "replicate": "sim.study.replicate",
    "Run": "sim.study.run",
    "run": "sim.study.run",
    "stream": "sim.study.stream",
}

try:
    __version__ = version("silent26")
except PackageNotFoundError:  # run from a folder that was never installed
    __version__ = "0"

__all__ = [
    "Experiment",
    "Run",
    "Scenario",
    "ScenarioError",
    "bundled",
    "check",
    "claims",
    "dump",
    "load",
    "pull",
    "replicate",
    "run",
    "stream",
]


def __getattr__(name: str) -> Any:
    """Import what is asked for when it is asked for, so that ``import sim`` stays light."""
    if name not in _HOME:
        raise AttributeError(f"module 'sim' has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    """Return the public names."""
    return [*__all__, "__version__"]
