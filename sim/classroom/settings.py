"""What the server of a seat is told: pages alone, or JupyterLab too."""

import json
from pathlib import Path
from typing import Any

SURFACES = (
    "jupyterlab",
    "jupyter_lsp",
    "jupyter_server_terminals",
    "notebook",
    "notebook_shim",
    "nbgrader",
    "nbgrader.server_extensions.assignment_list",
    "nbgrader.server_extensions.course_list",
    "nbgrader.server_extensions.formgrader",
    "nbgrader.server_extensions.validate_assignment",
)
"""What JupyterLab brings, and pages do without."""
LEFT = 20
"""Minutes after which the kernel of a page that was left without a word is ended."""
UNUSED = tuple(name for name in SURFACES if name != "jupyterlab" and "shim" not in name)


def settings_of(lab: bool, idle_minutes: int) -> dict[str, Any]:
    """Return the settings of a seat's server, in traitlets' form.

    Parameters
    ----------
    lab
        Whether it has JupyterLab.
    idle_minutes
        After how many a kernel that no page is open for is ended; after 20 at most.
    """
    left_out = UNUSED if lab else SURFACES
    return {
        "ServerApp": {
            "jpserver_extensions": dict.fromkeys(left_out, False),
            "terminals_enabled": False,
            "allow_root": True,
            # Else pages fetch what draws formulas, of which there are none, from the internet.
            "tornado_settings": {"mathjax_url": "", "mathjax_config": ""},
        },
        # As in tools/jupyter/voila.json, whose word holds only where Voilà runs by itself.
        "TagRemovePreprocessor": {"remove_cell_tags": ["only-in-lab"]},
        "KernelProvisionerFactory": {"default_provisioner_name": "silent26-fork"},
        "MappingKernelManager": {
            "cull_idle_timeout": 60 * min(idle_minutes, LEFT),
            "cull_interval": 60,
            "cull_connected": False,
        },
    }


def write_settings(folder: Path, idle_minutes: int) -> dict[bool, Path]:
    """Write the settings of both kinds of seats, for all to read."""
    places = {}
    for lab, name in ((False, "pages.json"), (True, "lab.json")):
        places[lab] = folder / name
        places[lab].write_text(json.dumps(settings_of(lab, idle_minutes), indent=1))
        places[lab].chmod(0o644)
    return places
