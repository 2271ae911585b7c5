"""The server of one seat: its notebooks are brought up to date, then JupyterHub's own server runs.

python -m sim.classroom.sitting MODULES [options of JupyterHub's server]
"""

import os
import sys
from pathlib import Path

from sim.classroom.copies import refresh, sources


def main() -> None:
    """Sit down."""
    modules = sys.argv.pop(1).split(",")
    refresh(Path(os.environ["HOME"]), sources(modules))

    from jupyterhub.singleuser.extension import main as serve

    serve()


if __name__ == "__main__":
    main()
