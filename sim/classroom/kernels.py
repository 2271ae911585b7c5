"""Kernels of a seat: copies made by the fork server, where there is one.

Registered in pyproject.toml as a provisioner, which is how Jupyter asks for kernels of other make.
"""

import os
from pathlib import Path
from typing import Any, cast

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from sim.classroom.born import Wish
from sim.classroom.forking import PLACE, Forked

KERNEL = "ipykernel_launcher"


class ForkedKernel(LocalProvisioner):
    """A kernel made by the fork server; one of another make is started as ever."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Have a kernel made.

        Parameters
        ----------
        cmd
            What would start it.
        **kwargs
            What Popen would be told; of these, the environment and the folder.
        """
        place = os.environ.get(PLACE)
        if place is None or KERNEL not in cmd:
            return await super().launch_kernel(cmd, **kwargs)
        folder = str(kwargs.get("cwd") or Path.cwd())
        arguments = cmd[cmd.index(KERNEL) + 1 :]
        log = os.environ.get("SILENT26_KERNEL_LOG", "")
        made = Forked(place, Wish(KERNEL, arguments, kwargs["env"], folder, log))
        # Held like what Popen returns.
        self.process = cast(Any, made)
        self.pid = self.pgid = made.pid
        self.cwd = folder
        return self.connection_info
