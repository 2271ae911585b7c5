"""A decision on the screen: its slider, its price, and how far it may still go."""

from collections.abc import Callable

import ipywidgets as widgets

from sim.panels.words import text
from sim.play.game import Decision, Draft, Price
from sim.play.game.decisions import plain
from sim.play.game.quarter import money


class Row(widgets.HBox):
    """One of the seven decisions.

    Parameters
    ----------
    decision : Decision
        Which.
    value : float
        Where it stands.
    moved : callable
        Called with the decision after each movement.

    Attributes
    ----------
    slider : ipywidgets.SelectionSlider
        Its value.
    """

    def __init__(self, decision: Decision, value: float, moved: Callable[[Decision], None]) -> None:
        self.decision = decision
        self.slider = widgets.SelectionSlider(
            options=[(short(decision, stop), stop) for stop in decision.stops()],
            value=decision.nearest(value),
            description=label_of(decision),
            tooltip=decision.pays,
            style={"description_width": "280px"},
        )
        self.slider.observe(lambda _: moved(decision), names="value")
        self.price = text(name="s26-price")
        self.most = text(name="s26-most")
        super().__init__([self.slider, self.price, self.most])
        self.add_class("s26-row")

    def show(self, draft: Draft) -> None:
        """Show what it costs in a draft, and how far the budget lets it go."""
        self.price.value = price_said(draft.prices[self.decision.name])
        most = draft.affordable(self.decision.name)
        helps = draft.left >= -0.005 or most < self.slider.value
        said = f"up to {short(self.decision, most)}" if helps else "over"
        self.most.value = said


def label_of(decision: Decision) -> str:
    """Say what is decided and in what.

    Examples
    --------
    >>> import sim
    >>> [label_of(one) for one in sim.Game(sim.load("corner_shop")).terms.decisions][:2]
    ['Front-line staff (people)', 'Training hours (a head and year)']
    """
    last = decision.title.split()[-1]
    unit = decision.unit.removeprefix(f"{last} ")
    return f"{decision.title} ({unit})" if unit else decision.title


def short(decision: Decision, value: float) -> str:
    """Say a value without its unit."""
    return decision.words[round(value)] if decision.words else plain(value)


def price_said(price: Price) -> str:
    """Say a price, and what of it is not for this quarter alone.

    Examples
    --------
    >>> price_said(Price(1200.0, 0.0, 0.0)), price_said(Price(0.0, 4800.0, 0.0))
    ('1,200', '4,800 once')
    """
    parts = ((price.quarter, ""), (price.once, " once"), (price.later, " to hire"))
    return " + ".join(f"{money(value)}{why}" for value, why in parts if value) or "0"
