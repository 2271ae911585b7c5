"""What a seat's server and its kernels import, and the engine's compiled code, loaded once."""

import importlib
from pathlib import Path

MODULES = (
    "ipykernel.kernelapp",
    "ipykernel.ipkernel",
    "ipykernel.zmqshell",
    "jupyter_server.serverapp",
    "jupyter_server.services.contents.largefilemanager",
    "jupyter_server.services.kernels.kernelmanager",
    "jupyterhub.singleuser.extension",
    "nbconvert.exporters",
    "voila.server_extension",
    "matplotlib.backends.backend_agg",
    "scipy.stats",
    "sim.panels",
    "sim.classroom.kernels",
)


def preload(lived: str = "") -> None:
    """Import them, and live a few days so that nothing has to be compiled later.

    Parameters
    ----------
    lived
        The folder with what the modules begin with; none without it.
    """
    for name in MODULES:
        importlib.import_module(name)

    from sim.assumptions import load
    from sim.study.run import run

    few_days = {"time.days": 7, "time.warm_up_days": 0}
    plan = {1.0: {"recovery.authority": 0.5}}
    run(load("corner_shop", changes=few_days), engine="compiled", plan=plan)
    if lived:
        from sim.classroom.beforehand import take

        take(Path(lived))
