"""JupyterHub's settings for a class; `sim.classroom.serving` starts it with this file.

What differs from class to class comes from the environment: the trainer's file, ports, places.
"""

import os

from sim.classroom import hub

# JupyterHub puts this into the file that it reads; where it is imported, there is nothing to set.
if "get_config" in globals():
    hub.configure(globals()["get_config"](), hub.told(os.environ[hub.PLAN]))
