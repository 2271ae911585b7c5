"""A quarter that is being thought about: its price, and what is still possible."""

from typing import Any

from sim.play.game.terms import Entry, Terms


class Draft:
    """A quarter that is being thought about.

    Attributes
    ----------
    entry : Entry
        As it would be decided.
    prices : dict
        The price of each decision, by name.
    price : float
        What it takes from the budget in all.
    left : float
        What is left of the budget; below 0 it is over.
    """

    def __init__(self, terms: Terms, entry: Entry, before: dict[str, float]) -> None:
        self.terms = terms
        self.entry = entry
        self.before = before
        self.prices = {d.name: d.price(entry.settings, before) for d in terms.decisions}
        self.price = terms.price(entry, before)
        self.left = terms.economics.budget - self.price

    @classmethod
    def of(
        cls,
        terms: Terms,
        last: Entry | None,
        information: str | None,
        bonus: bool | None,
        settings: dict[str, Any],
    ) -> "Draft":
        """Draft a quarter after the last one."""
        before = dict(last.settings) if last is not None else terms.start
        chosen = {name: terms.find(name).read(value) for name, value in settings.items()}
        if information is not None:
            terms.source(information)
        has = last.bonus if last is not None else False
        entry = Entry(
            1 if last is None else last.quarter + 1,
            {**before, **chosen},
            information,
            has if bonus is None else bonus,
        )
        return cls(terms, entry, before)

    def affordable(self, name: str) -> float:
        """Return the highest value of a decision that is still within the budget."""
        return self.terms.affordable(self.entry, self.before, name)
