"""JupyterHub's settings for a class; `sim.classroom.serving` starts it with this file.

What differs from class to class comes from the environment: the trainer's file, ports, places.
"""

import os

from sim.classroom import hub

c = get_config()  # type: ignore[name-defined]  # noqa: F821

hub.configure(c, hub.told(os.environ[hub.PLAN]))
