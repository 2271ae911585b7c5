"""Management's dashboard: the quarter that ran passes by, day by day, then its figures."""

from collections.abc import Callable, Mapping, Sequence

import ipywidgets as widgets

from sim.lessons.drawing import WIDTH
from sim.panels.game.screen import Screen, head
from sim.panels.picture import Picture
from sim.panels.words import paragraphs, text
from sim.play.game import Dashboard, Game
from sim.play.game.quarter import money
from sim.show.quarters import describe_quarters, quarters, reach
from sim.show.style import Style, new_figure, to_bytes
from sim.show.words import amount, several

HEIGHT = 340
PASSING = 700
"""Milliseconds in which a quarter passes by."""


class Seen(Screen):
    """Shows what management sees, and not the truth.

    Parameters
    ----------
    team : str
        Who plays.
    game : Game
        What is played.
    go_on : callable
        Goes on to the next decisions, or to the end.
    cash : mapping
        By team, what the others report as cash after each quarter.
    theme : str
        Of the page, where it is known.
    fault : str
        What else has to be said: why the game is not kept.
    said : sequence of str
        What comes first: that time was up, and what was decided then.

    Attributes
    ----------
    picture : Picture
        The dashboard.
    go : ipywidgets.Button
        Goes on.
    """

    def __init__(
        self,
        team: str,
        game: Game,
        go_on: Callable[[], None],
        cash: Mapping[str, tuple[float, ...]],
        theme: str = "",
        fault: str = "",
        said: Sequence[str] = (),
    ) -> None:
        super().__init__("seen")
        self.game = game
        self._passes = False
        self.picture = Picture(width=WIDTH, height=HEIGHT)
        self.picture.theme = theme
        self.picture.drawn = self.picture.style.name
        self.picture.observe(lambda _: self._draw(), names="theme")
        seen = game.dashboard
        last = seen.quarter
        what = "what management sees" if last else "what you take over"
        when = f"quarter {last} of {game.terms.quarters}" if last else "before the start"
        ends = "To the end" if game.over else f"Decide quarter {last + 1}"
        self.go = widgets.Button(description=ends, button_style="primary")
        self.go.on_click(lambda _: self.try_to(go_on))
        told = (*said, *_guessed(game), *_placed(team, game, cash), *_bought(game))
        self.told = widgets.HTML(f"<div role='status'>{paragraphs(told)}</div>")
        self.figures = widgets.HTML(_figures(seen, game.terms.scenario.money.currency))
        self.after = widgets.VBox([self.figures, self.told])
        self.message.value = text(fault, "alert").value
        top = head(f"{team}: {when}, {what}", self.clock, self.go)
        self.children = [top, self.picture, self.after, self.message]

    def stand(self) -> None:
        """Show the dashboard as it stands."""
        self._passes = False
        self._draw()

    def pass_by(self) -> None:
        """Let the quarter that ran last pass by; its figures come when it is over."""
        self._passes = True
        self.after.add_class("s26-late")
        self._draw()

    def _draw(self) -> None:
        style, seen = self.picture.style, len(self.game.days)
        png, alt = self._drawn(style, seen)
        if not self._passes:
            self.picture.show(png, alt)
            return
        before, _ = self._drawn(style, seen - 1)  # by the same scales, so that nothing jumps
        span = reach(seen - 1, self.game.terms.quarters)
        self.picture.show(png, alt, before, (*span, PASSING))

    def _drawn(self, style: Style, until: int) -> tuple[bytes, str]:
        days, terms = self.game.days, self.game.terms
        seen = ([d.customers for d in days], [d.complaints for d in days], [d.cash for d in days])
        money_in = terms.scenario.money.currency
        figure = new_figure(WIDTH, HEIGHT, style)
        quarters(figure, *seen, style, number=terms.quarters, currency=money_in, drawn=until)
        return to_bytes(figure, "png"), describe_quarters(*seen, money_in)


def _figures(seen: Dashboard, currency: str) -> str:
    days = "none closed" if seen.days_to_answer is None else f"{seen.days_to_answer:.1f}"
    told = {
        "Told when asked": money(seen.told_when_asked),
        "Days to answer": days,
        "Still open": money(seen.open_complaints),
        "Service index": f"{seen.service_index:.1f}",
        "Staff (quit)": f"{seen.staff} ({seen.staff_quit})",
        f"Revenue, {currency}": money(seen.revenue),
        f"Cost, {currency}": money(seen.cost),
        f"Profit, {currency}": money(seen.profit),
    }
    head = "".join(f"<th scope='col'>{name}</th>" for name in told)
    body = "".join(f"<td>{value}</td>" for value in told.values())
    return (
        f"<table class='s26-table'><thead><tr>{head}</tr></thead>"
        f"<tbody><tr>{body}</tr></tbody></table>"
    )


def _guessed(game: Game) -> list[str]:
    """Say what was expected beside what came."""
    forecast = game.entries[game.quarter - 2].forecast if game.quarter > 1 else None
    if forecast is None:
        return []
    seen = game.dashboard
    return [
        f"You expected {several(forecast.complaints, 'complaint')} and "
        f"{several(forecast.customers, 'customer')}; it came to {money(seen.complaints)} and "
        f"{money(seen.customers)}."
    ]


def _placed(team: str, game: Game, cash: Mapping[str, tuple[float, ...]]) -> list[str]:
    """Say who reports how much, the most first."""
    ran = game.quarter - 1
    if not ran or not cash:
        return []
    reported = {name: line[ran - 1] for name, line in cash.items()}
    reported[team] = game.dashboard.cash
    order = sorted(reported, key=lambda name: -reported[name])
    told = "; ".join(
        f"{place}. {name} {amount(reported[name])}" for place, name in enumerate(order, 1)
    )
    return [f"Cash as reported, {game.terms.scenario.money.currency}: {told}."]


def _bought(game: Game) -> list[str]:
    """Say what was bought, and whom it could not see."""
    report = game.reports[-1] if game.reports else None
    return [] if report is None else [f"{report.text} {report.bias}"]
