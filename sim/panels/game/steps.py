"""The steps of the end: the truth, the ranks, why customers left, what decisions were worth."""

from collections.abc import Callable, Sequence
from html import escape
from typing import Any, NamedTuple

import ipywidgets as widgets

from sim.lessons.drawing import WIDTH
from sim.panels.game.afterwards import debrief_page, two_lives
from sim.panels.game.screen import table
from sim.panels.game.shown import Shown
from sim.panels.picture import Picture
from sim.panels.words import paragraphs, text
from sim.play.game.debrief import TeamEnd
from sim.play.game.ending import Ending
from sim.play.game.page import fragment
from sim.play.game.quarter import money
from sim.play.game.readings import AS_PLAYED
from sim.play.game.telling import (
    other_worlds,
    reached_sentence,
    readings_table,
    score_sentence,
    worth_sentence,
)
from sim.show.lifted import Heard, describe_lifted, lifted
from sim.show.placing import Placed, describe_rank_lines, describe_scores, rank_lines, scores
from sim.show.style import Style, new_figure, to_bytes
from sim.show.words import several

HEIGHT = 340
LOW = 312
"""Pixels that the scores are high: more is said below them."""
SCALE = "Dot: the mean. Thick bar: how sure that is. Thin line: from the worst replay to the best."


class Step(NamedTuple):
    """A step of the end.

    Attributes
    ----------
    title : str
        What it is about.
    ready : callable
        Whether what it needs is worked out.
    make : callable
        Makes what is shown.
    version : callable
        Changes when there is more to show.
    """

    title: str
    ready: Callable[[Ending], bool]
    make: Callable[[Shown], widgets.Widget]
    version: Callable[[Ending], Any] = lambda _: 0


def waterline(shown: Shown) -> widgets.Widget:
    """Show the truth beside the dashboard, of any team."""
    ends = shown.ending.ends
    choice = widgets.Dropdown(options=list(ends), value=shown.ours, description="Team")
    picture = Picture(lambda style: _waterline(ends[choice.value], style), WIDTH, HEIGHT)
    told = widgets.HTML()

    def show(_: Any = None) -> None:
        picture.redraw()
        told.value = paragraphs(_told_of(ends[choice.value], shown))

    choice.observe(show, names="value")
    show()
    return widgets.VBox([choice, picture, told])


def ranks(shown: Shown) -> widgets.Widget:
    """Show the rank by quarter, and by the score."""
    found = shown.ending.readings[AS_PLAYED]
    by_quarter = {str(name): list(column) for name, column in found.ranks_by_quarter().items()}
    last = {str(name): int(rank) for name, rank in found.table()["rank"].items()}

    def draw(style: Style) -> tuple[bytes, str]:
        figure = new_figure(WIDTH, HEIGHT, style)
        rank_lines(figure.add_axes((0.04, 0.11, 0.95, 0.77)), by_quarter, last, style)
        return to_bytes(figure, "png"), describe_rank_lines(by_quarter, last)

    said = (
        "Each line is a team's place by the cash it reports, on average over the replays. The last "
        "mark is its place by the score. Teams that share a place (=) cannot be told apart."
    )
    return widgets.VBox([Picture(draw, WIDTH, HEIGHT), text(said)])


def score(shown: Shown) -> widgets.Widget:
    """Show the scores with their ranges, and what would have been possible."""
    ending = shown.ending
    placed = {
        str(name): Placed(*(row[part] for part in Placed._fields))
        for name, row in ending.readings[AS_PLAYED].table().iterrows()
    }
    reached = None if ending.reached is None else ending.reached.score
    currency = ending.terms.scenario.money.currency

    def draw(style: Style) -> tuple[bytes, str]:
        figure = new_figure(WIDTH, LOW, style)
        ax = figure.add_axes((0.29, 0.11, 0.69, 0.77))
        scores(ax, placed, style, reached=reached, currency=currency)
        return to_bytes(figure, "png"), describe_scores(placed, reached, currency)

    so_far = ending.so_far()
    said = [SCALE, score_sentence(so_far)]
    if reached is not None:
        said.append(reached_sentence(so_far))
    elif ending.searching:
        said.append("What a good policy would have reached is being searched for: one more dot.")
    return widgets.VBox([Picture(draw, WIDTH, LOW), widgets.HTML(paragraphs(tuple(said)))])


def leaving(shown: Shown) -> widgets.Widget:
    """Show why customers left, and whom word of mouth brought and kept away."""
    ends = shown.ending.ends
    teams = list(ends.values())
    reasons = [why for why in teams[0].left if any(team.left[why] for team in teams)]
    head = ("Why customers left", *ends)
    rows = [(why, *(money(team.left[why]) for team in teams)) for why in reasons]
    rows.append(("all together", *(money(sum(team.left.values())) for team in teams)))
    words = ("New customers, and who never came", *ends)
    came = [
        ("won by marketing", *(money(team.won) for team in teams)),
        ("brought by customers", *(money(team.brought) for team in teams)),
        ("kept away by bad talk", *(money(team.kept_away) for team in teams)),
    ]
    return widgets.VBox([widgets.HTML(table(head, rows)), widgets.HTML(table(words, came))])


def decisions(shown: Shown) -> widgets.Widget:
    """Say what each team's decisions were worth."""
    ending = shown.ending
    currency = ending.terms.scenario.money.currency
    how = "Each decision was left out, with the same luck: what would the score have been then?"
    if ending.lives > 1:
        how += f" What seemed best or costliest was left out in {ending.lives} lives, too."
    told = [paragraphs((how,))]
    for team in ending.ends.values():
        lines = "<br>".join(map(escape, _best_and_costliest(team, currency)))
        told.append(f"<p><b>{escape(team.name)}</b><br>{lines}</p>")
    return widgets.HTML("".join(told))


def rigged(shown: Shown) -> widgets.Widget:
    """Show the same decisions in the world read another way."""
    so_far = shown.ending.so_far()
    said = widgets.HTML(paragraphs(tuple(other_worlds(so_far))))
    return widgets.VBox([said, widgets.HTML(fragment([readings_table(so_far)]))])


def _waterline(end: TeamEnd, style: Style) -> tuple[bytes, str]:
    seen = heard_of(end)
    figure = new_figure(WIDTH, HEIGHT, style)
    lifted(figure, seen, style)
    return to_bytes(figure, "png"), describe_lifted(seen)


def heard_of(end: TeamEnd) -> list[Heard]:
    """Put a team's quarters in both views."""
    return [
        Heard(
            seen.quarter,
            seen.complaints,
            seen.told_when_asked,
            lived.silent,
            seen.service_index,
            lived.service_index,
        )
        for seen, lived in zip(end.dashboards[1:], end.truths[1:], strict=True)
    ]


def _told_of(end: TeamEnd, shown: Shown) -> tuple[str, ...]:
    last = end.truths[-1]
    guess = ""
    if end.name in shown.guesses:
        who = "You" if list(shown.guesses) == [shown.ours] else f"Team {end.name}"
        guess = f" {who} guessed {money(shown.guesses[end.name])}."
    return (
        f"Nobody in the business heard of {several(end.unheard, 'failure')}.{guess} At the end, "
        f"{money(last.loyal)} of {several(last.loyal + last.retained_only, 'customer')} are "
        f"loyal; morale is {100 * last.morale:.0f} of 100, skill {100 * last.skill:.0f} of 100.",
        "Above the waterline: complaints in orange, hatched what was told because somebody asked.",
    )


def _best_and_costliest(team: TeamEnd, currency: str) -> Sequence[str]:
    if not team.worths:
        return ["It changed nothing."]
    found = {"Best": team.best, "Costliest": team.costliest}
    said = [f"{what}: {worth_sentence(one, currency)}." for what, one in found.items() if one]
    return said or ["Nothing that it changed made a difference."]


def _again(shown: Shown) -> widgets.Widget:
    return shown.again()


def _as_played(ending: Ending) -> bool:
    return AS_PLAYED in ending.readings


STEPS = (
    Step("Truth beside dashboard", lambda e: len(e.ends) == len(e.logs), waterline),
    Step("Rank by quarter", _as_played, ranks),
    Step("The score", _as_played, score, lambda e: e.reached is not None),
    Step("Why customers left and came", lambda e: len(e.ends) == len(e.logs), leaving),
    Step("Best and costliest decision", lambda e: e.worked_out, decisions),
    Step("Two lives of one customer", lambda _: True, two_lives),
    Step("Is it rigged?", _as_played, rigged, lambda e: len(e.readings)),
    Step("The debrief to keep", lambda e: e.complete, debrief_page),
    Step("A second flight", lambda e: e.first is None or e.learned is not None, _again),
)
"""The steps, in the order in which a trainer leads through them."""
