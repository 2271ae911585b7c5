"""Beside module 02: what management reads, and what customers lived, figure by figure."""

from matplotlib.figure import Figure

from sim.assumptions import Scenario, load
from sim.lessons.answer import Answer
from sim.lessons.lesson import Aside
from sim.show.dashboard import dashboard, describe_dashboard
from sim.show.style import Style
from sim.show.words import count
from sim.study.kpis import KPIS


def scenarios(preset: str) -> dict[str, Scenario]:
    """Live the corner shop as it is."""
    return {"as it is": load("corner_shop", preset=preset)}


def draw(figure: Figure, answer: Answer, style: Style) -> None:
    """Draw the dashboard beside the truth."""
    dashboard(figure.add_axes((0.01, 0.02, 0.97, 0.86)), _means(answer), style)


def describe(answer: Answer) -> str:
    """Say what `draw` shows."""
    return describe_dashboard(_means(answer))


def told(answer: Answer) -> tuple[str, ...]:
    """Say how far the two views lie apart."""
    perceived, lived = (100 * answer.mean(name) for name in ("perceived_quality", "lived_quality"))
    asked, all_of_them = (100 * answer.mean(name) for name in ("survey_satisfied", "satisfied"))
    return (
        f"By its complaints, management takes {count(perceived)} of 100 customers for content. "
        f"{count(lived)} have no failure that is still open.",
        f"A survey does not mend that. It reaches those who still come, and {count(asked)} of 100 "
        f"are satisfied. Count those who left as well, and it is {count(all_of_them)}.",
    )


def _means(answer: Answer) -> dict[str, float]:
    return {kpi.name: answer.mean(kpi.name) for kpi in KPIS}


TWO_VIEWS = Aside(
    title="The dashboard beside the truth",
    words="One row a figure: the square is what management reads, the circle is what customers "
    "lived. The distance between the two is what nobody told.",
    scenarios=scenarios,
    draw=draw,
    describe=describe,
    told=told,
    height=420,
)
