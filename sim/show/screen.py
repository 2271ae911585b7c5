"""Pictures on a screen: light or dark as JupyterLab is, with words for those who cannot see them.

A kernel does not know which theme its JupyterLab has. So a picture is sent in both, and the page
shows the one that suits it, also when the theme is changed later.
"""

from base64 import b64encode
from html import escape

from sim.show.style import to_bytes
from sim.show.summary import describe_summary, summary_figure
from sim.study.replicate import Experiment
from sim.study.run import Run

THEMES = (
    "<style>"
    ".s26-dark { display: none !important; }"
    "[data-jp-theme-light='false'] .s26-dark { display: block !important; }"
    "[data-jp-theme-light='false'] .s26-light { display: none !important; }"
    "</style>"
)
"""Shows what is of class ``s26-light`` or ``s26-dark``, whichever suits JupyterLab's theme."""


class Shown:
    """A picture in both styles and in words, as a notebook shows it.

    Attributes
    ----------
    light, dark : bytes
        PNG.
    description : str
        What is seen.
    """

    def __init__(self, light: bytes, dark: bytes, description: str) -> None:
        self.light = light
        self.dark = dark
        self.description = description

    def __repr__(self) -> str:
        return self.description

    def _repr_html_(self) -> str:
        pictures = (
            f'<img class="s26-{name}" style="max-width: 100%" alt="{escape(self.description)}" '
            f'src="data:image/png;base64,{b64encode(png).decode()}">'
            for name, png in (("light", self.light), ("dark", self.dark))
        )
        return THEMES + "".join(pictures)


def show(run: Run, experiment: Experiment | None = None) -> Shown:
    """Show a run in one picture.

    Parameters
    ----------
    run : Run
        The run whose days are drawn.
    experiment : Experiment, optional
        Its replications, for the key figures and their intervals.

    Returns
    -------
    Shown
        What a notebook shows as a picture.
    """
    description = describe_summary(run, experiment)
    light, dark = (
        to_bytes(summary_figure(run, experiment, dark), "png", description)
        for dark in (False, True)
    )
    return Shown(light, dark, description)
