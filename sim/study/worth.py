"""What a customer is worth: what those who were won by marketing have brought in since."""

from dataclasses import dataclass
from math import nan

import numpy as np
import pandas as pd

from sim import facts
from sim.population import YEAR
from sim.study.run import Run, facts_kept

WEEK = 7
FEWEST = 10
"""Customers who must have been seen for as long as a point of the curve tells of."""
LEAST_SHARE = 0.25
"""The share of those won that they must be, too."""


@dataclass(frozen=True)
class Worth:
    """What a customer won by marketing brings in, by time since joining.

    Attributes
    ----------
    table : pandas.DataFrame
        By ``day`` since joining, from 0, a row a week: per customer won, those included who have
        left since, ``margin`` (income less the cost of goods, discounted), ``visits``, ``formula``
        (the margin that the calculated lifetime value foresees by then), and ``observed``, the
        customers whom the row rests on.
    acquisition : float
        What winning one cost in marketing.
    won : int
        How many were won after the warm-up.
    still : int
        How many of them are customers at the end of the run: their lives are not over.
    lifetime_value : float
        The calculated one, over a whole life: margin a customer-year / (churn rate + discount
        rate).
    """

    table: pd.DataFrame
    acquisition: float
    won: int
    still: int
    lifetime_value: float

    @property
    def horizon(self) -> int:
        """Days since joining that the run tells of."""
        return int(self.table.index[-1])

    @property
    def measured(self) -> float:
        """Margin per customer won in as many days, acquisition left out."""
        return float(self.table["margin"].iloc[-1]) if self.horizon else nan

    @property
    def break_even(self) -> float:
        """Days until the margin has paid for the acquisition; not a number if it never did."""
        return crossing(self.table["margin"], self.acquisition)

    @property
    def break_even_visit(self) -> float:
        """Visits that a customer won has made by then, on average."""
        day = self.break_even
        return float(np.interp(day, self.table.index, self.table["visits"])) if day == day else nan


def worth(run: Run) -> Worth:
    """Follow the customers whom marketing won after the warm-up.

    Each point of the curve rests on those who joined early enough to be seen for so long, whether
    they have left or not: the end of the run cuts nobody's life short. Who leaves and is won again
    counts, and costs, anew. Fees are shared out among the customers of each day.

    Parameters
    ----------
    run : Run
        A run that has kept its events.

    Returns
    -------
    Worth

    Raises
    ------
    ValueError
        If the run has not kept its events.
    """
    lives = memberships(run)
    won = lives["origin"] == facts.KINDS[facts.JOINED_MARKETING].name
    cohort = lives[won & (lives["joined"] >= run.scenario.time.warm_up_days)]
    paid = payments(run, lives)
    came = _in_lives(run.outcome.facts, (facts.VISIT,), lives)
    rate, days = run.scenario.money.discount_rate, run.scenario.time.days
    paid["money"] *= np.exp(-rate * paid["age"] / YEAR)
    table = per_head(cohort["joined"], {"margin": paid, "visits": came}, days)
    value, churn = run.figures["lifetime_value"], run.figures["churn_rate"]
    table["formula"] = value * -np.expm1(-(churn + rate) * table.index / YEAR)
    return Worth(
        table=table,
        acquisition=run.figures["acquisition_cost_marketing"],
        won=len(cohort),
        still=int(cohort["left"].isna().sum()),
        lifetime_value=value,
    )


def memberships(run: Run) -> pd.DataFrame:
    """List every time that somebody became a customer, and when it ended.

    Parameters
    ----------
    run : Run
        A run that has kept its events.

    Returns
    -------
    pandas.DataFrame
        A row a membership, by its number: ``who``, ``origin``, ``joined`` and ``left`` in days;
        ``left`` is not a number while it lasts.

    Raises
    ------
    ValueError
        If the run has not kept its events.
    """
    record = facts_kept(run.outcome)
    turns = record[np.isin(record["kind"], (*facts.JOINING, *facts.LEAVING))]
    turns = turns[np.argsort(turns["who"], kind="stable")]
    joins = np.isin(turns["kind"], facts.JOINING)
    left = np.full(len(turns), nan)
    ends = np.flatnonzero(joins[:-1] & ~joins[1:] & (turns["who"][:-1] == turns["who"][1:]))
    left[ends] = turns["time"][ends + 1]
    table = pd.DataFrame(
        {
            "who": turns["who"][joins],
            "origin": [facts.KINDS[kind].name for kind in turns["kind"][joins]],
            "joined": turns["time"][joins],
            "left": left[joins],
        }
    )
    table.index.name = "membership"
    return table


def payments(run: Run, lives: pd.DataFrame) -> pd.DataFrame:
    """List what each membership brought in, less the cost of the goods.

    Parameters
    ----------
    run : Run
        A run that has kept its events.
    lives : pandas.DataFrame
        Its `memberships`.

    Returns
    -------
    pandas.DataFrame
        ``membership``, ``age`` (days since joining) and ``money`` in the currency. Fees and what
        they cost are booked once a day for all; here each customer of that day has a part.
    """
    record = run.outcome.facts
    bought = _in_lives(record, (facts.SALE, facts.GOODS), lives)
    bought["money"] = np.where(bought["kind"] == facts.SALE, 1, -1) * bought["amount"] / 100
    found = [bought[["membership", "age", "money"]]]
    booked = record[
        (record["who"] == facts.NOBODY) & np.isin(record["kind"], (facts.FEES, facts.GOODS))
    ]
    if len(booked):
        signed = np.where(booked["kind"] == facts.FEES, 1, -1) * booked["amount"] / 100
        days = run.scenario.time.days
        fees = np.bincount(booked["time"].astype(int), signed, minlength=days)
        customers = np.maximum(run.outcome.snapshots["customers"][:days], 1)
        # a day's fee is asked of those who are there as it begins
        first = np.floor(lives["joined"].to_numpy()) + 1
        first[lives["origin"] == facts.KINDS[facts.STARTED_AS_CUSTOMER].name] = 0
        last = np.minimum(np.floor(lives["left"].fillna(days)), days - 1)
        many = np.maximum(last - first + 1, 0).astype(int)
        number = np.repeat(np.arange(len(lives)), many)
        ahead = np.arange(many.sum()) - np.repeat(np.cumsum(many) - many, many)
        day = (np.repeat(first, many) + ahead).astype(int)
        found.append(
            pd.DataFrame(
                {
                    "membership": lives.index.to_numpy()[number],
                    "age": day - lives["joined"].to_numpy()[number],
                    "money": (fees / customers)[day],
                }
            )
        )
    return pd.concat(found, ignore_index=True)


def per_head(joined: pd.Series, happened: dict[str, pd.DataFrame], days: float) -> pd.DataFrame:
    """Add up by age what happened, a head of those who were seen up to that age.

    A week of age counts those alone who joined early enough for the run to have seen it whole.

    Parameters
    ----------
    joined : pandas.Series
        When each membership of the cohort began, in days.
    happened : dict
        By name: ``membership``, ``age`` in days, and, unless each counts 1, ``money``.
    days : float
        When the run ended.

    Returns
    -------
    pandas.DataFrame
        By ``day`` of age, a row a week from 0: the cumulative sum of each name a head, and
        ``observed``, the members whom the row rests on. It ends where fewer than `FEWEST` of them
        or `LEAST_SHARE` of the cohort are left.
    """
    seen = np.floor((days - joined) / WEEK).astype(int)
    weeks = int(seen.max()) if len(seen) else 0
    observed = np.array([int((seen > week).sum()) for week in range(weeks)], dtype=int)
    enough = observed >= max(FEWEST, LEAST_SHARE * len(joined))
    weeks = int(enough.sum())  # ever fewer: the first ones
    table = pd.DataFrame(
        {"observed": np.concatenate([[len(joined)], observed[:weeks]])},
        index=pd.RangeIndex(0, WEEK * weeks + 1, WEEK, name="day"),
    )
    for name, events in happened.items():
        own = events[events["membership"].isin(joined.index)]
        week = (own["age"] // WEEK).astype(int)
        whole = week < np.minimum(own["membership"].map(seen), weeks)
        amount = own["money"] if "money" in own else pd.Series(1.0, own.index)
        sums = np.bincount(week[whole], amount[whole], minlength=weeks)
        table[name] = np.concatenate([[0.0], np.cumsum(sums / observed[:weeks])])
    return table


def crossing(line: pd.Series, height: float) -> float:
    """Return where a line first reaches a height, straight between its points.

    Parameters
    ----------
    line : pandas.Series
        Values by place.
    height : float
        What is to be reached.

    Returns
    -------
    float
        The place; not a number if the line stays below.

    Examples
    --------
    >>> crossing(pd.Series([0.0, 10.0, 30.0], index=[0, 7, 14]), 20.0)
    10.5
    """
    above = np.flatnonzero(line.to_numpy() >= height)
    if not len(above):
        return nan
    place = int(above[0])
    if place == 0:
        return float(line.index[0])
    part = slice(place - 1, place + 1)
    return float(np.interp(height, line.iloc[part], line.index[part]))


def _in_lives(record: np.ndarray, kinds: tuple[int, ...], lives: pd.DataFrame) -> pd.DataFrame:
    """Find for each fact the membership during which it happened."""
    picked = record[np.isin(record["kind"], kinds) & (record["who"] != facts.NOBODY)]
    table = pd.DataFrame({name: picked[name] for name in ("time", "kind", "who", "amount")})
    begun = lives.reset_index()[["membership", "who", "joined"]].sort_values("joined")
    found = pd.merge_asof(table, begun, left_on="time", right_on="joined", by="who")
    found["age"] = found["time"] - found["joined"]
    return found
