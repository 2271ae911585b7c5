"""Is everything there? What the first cell of the first notebook asks."""

import sys
from importlib.metadata import version
from time import perf_counter

import sim
from sim.study.engines import choose_engine
from sim.study.run import run

NEEDED = ("jupyterlab", "ipywidgets", "matplotlib", "pandas", "numpy", "numba")
SMALL = {"time.days": 28, "time.warm_up_days": 0}


def check_environment() -> str:
    """Look whether the workbook can run here, and live four weeks of the corner shop.

    Returns
    -------
    str
        One line a thing that was looked at.

    Raises
    ------
    RuntimeError
        If the engine gives other numbers the second time.
    importlib.metadata.PackageNotFoundError
        If something that is needed is not installed; the message names it.
    """
    versions = ", ".join(f"{name} {version(name)}" for name in NEEDED)
    shop = sim.load("corner_shop", changes=SMALL)
    first = run(shop, keep_events=False).kpis
    begun = perf_counter()
    second = run(shop, keep_events=False).kpis
    took = perf_counter() - begun
    if not first.equals(second):
        raise RuntimeError("the same seed gave other numbers the second time")
    return (
        f"The Silent 26, version {sim.__version__}, on Python {sys.version.split()[0]}\n"
        f"{versions}\n"
        f"The {choose_engine('auto')} engine lives four weeks of the corner shop in "
        f"{1000 * took:.0f} ms, and twice alike.\n"
        "Ready."
    )
