"""The server of one seat: its notebooks are brought up to date, then JupyterHub's own server runs.

python -m sim.classroom.sitting MODULES [options of JupyterHub's server]
"""

import os
import sys
from pathlib import Path

from sim.classroom.copies import for_the_trainer, refresh, sources
from sim.play.board.here import TRAINER, seat_here


def main() -> None:
    """Sit down."""
    modules = sys.argv.pop(1).split(",")
    files = sources(modules)
    if seat_here() == TRAINER:
        files |= for_the_trainer()
    refresh(Path(os.environ["HOME"]), files)

    from jupyterhub.singleuser.extension import main as serve

    serve()


if __name__ == "__main__":
    main()
