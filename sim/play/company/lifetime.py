"""How often customers come and how long they stay, from nothing but their visits: Pareto/NBD.

The model (Schmittlein, Morrison and Colombo 1987, *Counting Your Customers*, Management Science 33;
likelihood as in Fader, Hardie and Lee 2005, *Counting Your Customers the Easy Way*, Marketing
Science 24): while they are customers, people come at random, each at a rate of their own; they
leave at random, each at a rate of their own; both rates are gamma-distributed over people. Nobody
says that they have left. That somebody who used to come every week has not been here for half a
year says it, and somebody who comes twice a year keeps one waiting for the news.

BG/NBD, its more popular cousin, lets people leave only right after a visit. Fitted to what the
worlds of this simulator record, where people also move away between two visits, it sees far too
few departures in trades with few visits; Pareto/NBD does not.

The integral in the likelihood is done by Gauss and Legendre's rule rather than by the
hypergeometric functions of the papers, which overflow for customers with hundreds of visits.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import digamma, gammaln

from sim.play.company.visits import Visits
from sim.population import YEAR

Array = NDArray[np.float64]

NODES, WEIGHTS = (np.asarray(one) for one in np.polynomial.legendre.leggauss(24))

MOST_CUSTOMERS = 10_000
"""Customers whose likelihood is computed; of more a random part tells as much as anybody asks."""

LOW = np.log([1e-4, 0.02, 1e-5, 0.05])
HIGH = np.log([1e4, 1e3, 50.0, 1e3])
"""Within these the parameters are looked for: rate, its shape, leaving, its shape."""


@dataclass(frozen=True)
class Histories:
    """What counts of each customer's visits.

    Attributes
    ----------
    repeats
        Visits after the first.
    recency
        Years from the first visit to the last.
    length
        Years from the first visit to the end of the table.
    """

    repeats: Array
    recency: Array
    length: Array

    def __len__(self) -> int:
        return len(self.repeats)

    def part(self, most: int, seed: int) -> "Histories":
        """Return a random part of so many customers, or all where there are no more."""
        if len(self) <= most:
            return self
        some = np.sort(np.random.default_rng(seed).choice(len(self), most, replace=False))
        return Histories(self.repeats[some], self.recency[some], self.length[some])


def histories(visits: Visits) -> Histories:
    """Sum up the visits of each customer who came."""
    code, day = visits.customer, float(YEAR * 86_400)
    starts = np.flatnonzero(np.concatenate([[True], code[1:] != code[:-1]]))
    ends = np.concatenate([starts[1:], [len(code)]]) - 1
    first, last = visits.seconds[starts], visits.seconds[ends]
    return Histories(
        (ends - starts).astype(float), (last - first) / day, (visits.end - first) / day
    )


@dataclass(frozen=True)
class Lifetime:
    """Pareto/NBD, fitted.

    Attributes
    ----------
    rate, rate_shape
        Mean visits a year of a customer, and how alike customers are in that (gamma's shape).
    leaving, leaving_shape
        Mean departures a year of a customer who has just come for the first time, and how alike
        customers are in that.
    log_likelihood
        Of the customers that were looked at.
    covariance
        Of the logarithms of the four, in this order; robust against a model that does not quite
        hold (Huber 1967, White 1982).
    customers
        How many were looked at.
    """

    rate: float
    rate_shape: float
    leaving: float
    leaving_shape: float
    log_likelihood: float
    covariance: Array
    customers: int

    @cached_property
    def logs(self) -> Array:
        """The logarithms of the four parameters."""
        return np.log([self.rate, self.rate_shape, self.leaving, self.leaving_shape])

    @property
    def alpha(self) -> float:
        """The scale of the visits, as the papers call it."""
        return self.rate_shape / self.rate

    @property
    def beta(self) -> float:
        """The scale of leaving, as the papers call it."""
        return self.leaving_shape / self.leaving


def fit_lifetime(customers: Histories, seed: int = 26) -> Lifetime:
    """Fit Pareto/NBD by maximum likelihood.

    Parameters
    ----------
    customers
        Their histories, with at least one repeat visit among them.
    seed
        Whose luck chooses the customers who are looked at, where there are very many.

    Raises
    ------
    ValueError
        If nobody came twice.
    """
    if not (customers.repeats > 0).any():
        raise ValueError("customers who came twice are 0, but must be 1 or more")
    part = customers.part(MOST_CUSTOMERS, seed)
    often = max(float(part.repeats.sum() / part.length.sum()), 2e-4)
    found = _minimized(part, often, 0.3)
    if _at_an_end(found.x):
        found = min(found, _minimized(part, often, 2.0), key=lambda one: float(one.fun))
    logs = np.asarray(found.x)
    rate, rate_shape, leaving, leaving_shape = (float(one) for one in np.exp(logs))
    likelihood = -float(found.fun) * len(part)
    covariance = _covariance(logs, part)
    return Lifetime(rate, rate_shape, leaving, leaving_shape, likelihood, covariance, len(part))


def _minimized(customers: Histories, often: float, leaving: float) -> Any:
    start = np.log([often * 1.2, 1.0, leaving, 1.5])
    return minimize(
        lambda logs: _loss(logs, customers),
        np.clip(start, LOW + 0.1, HIGH - 0.1),
        jac=True,
        method="L-BFGS-B",
        bounds=list(zip(LOW, HIGH, strict=True)),
        options={"ftol": 1e-10, "gtol": 1e-6, "maxiter": 300},
    )


def _at_an_end(logs: Array) -> bool:
    """Tell whether one of the first three is at the end of its range, where none belongs."""
    return bool(((logs[:3] < LOW[:3] + 0.01) | (logs[:3] > HIGH[:3] - 0.01)).any())


def log_likelihoods(logs: Array, customers: Histories) -> tuple[Array, Array, Array]:
    """Return of each customer the log-likelihood, its gradient and the chance to be still there.

    Parameters
    ----------
    logs
        The logarithms of rate, its shape, leaving and its shape.
    customers
        Their histories.
    """
    rate, r, leaving, s = np.exp(logs)
    alpha, beta = r / rate, s / leaving
    x, recency, length = customers.repeats, customers.recency, customers.length
    m = r + x
    begin, end = np.log(alpha + recency), np.log(alpha + length)
    alive = -m * end - s * np.log(beta + length)
    # With u = ((alpha + recency) / (alpha + time)) ** k the integrand hardly bends.
    k = np.maximum(m - 1.0, 1.0)
    last = np.exp(k * (begin - end))
    width = 1.0 - last
    u = last[:, None] + width[:, None] * (NODES + 1.0) / 2.0
    log_u = np.log(u)
    log_time = begin[:, None] - log_u / k[:, None]
    shifted = np.exp(log_time)
    at = beta + np.maximum(shifted - alpha, 0.0)
    log_at = np.log(at)
    gone = -(m[:, None] - 1.0) * log_time - (s + 1.0) * log_at - log_u
    with np.errstate(divide="ignore"):
        scale = np.log(s * width / (2.0 * k))
    gone = gone + scale[:, None] + np.log(WEIGHTS)
    most = np.maximum(gone.max(axis=1), alive)
    parts = np.exp(gone - most[:, None])
    still = np.exp(alive - most)
    whole = parts.sum(axis=1) + still
    parts /= whole[:, None]
    still = still / whole
    base = gammaln(m) - gammaln(r) + r * np.log(alpha) + s * np.log(beta)
    by_r = digamma(m) - digamma(r) + np.log(alpha) - still * end - (parts * log_time).sum(axis=1)
    by_alpha = r / alpha - m * (still / (alpha + length) + (parts / shifted).sum(axis=1))
    by_s = np.log(beta) - still * np.log(beta + length) + (parts * (1.0 / s - log_at)).sum(axis=1)
    by_beta = s / beta - still * s / (beta + length) - (s + 1.0) * (parts / at).sum(axis=1)
    gradient = np.stack(
        [
            -alpha * by_alpha,
            r * by_r + alpha * by_alpha,
            -beta * by_beta,
            s * by_s + beta * by_beta,
        ],
        axis=1,
    )
    return base + most + np.log(whole), gradient, still


def _loss(logs: Array, customers: Histories) -> tuple[float, Array]:
    value, gradient, _ = log_likelihoods(logs, customers)
    return -float(value.mean()), -gradient.mean(axis=0)


def _covariance(logs: Array, customers: Histories) -> Array:
    """Return the sandwich; a parameter at the end of its range is taken as known."""
    step = 1e-4
    free = (logs > LOW + 2 * step) & (logs < HIGH - 2 * step)
    places = np.flatnonzero(free)
    scores = log_likelihoods(logs, customers)[1]
    bent = np.zeros((4, 4))
    for place in places:
        moved = np.zeros(4)
        moved[place] = step
        after, before = (
            log_likelihoods(logs + way * moved, customers)[1].sum(axis=0) for way in (1, -1)
        )
        bent[place] = (after - before) / (2 * step)
    bent = (bent + bent.T) / 2
    inner = np.ix_(places, places)
    bread = np.linalg.pinv(-bent[inner])
    meat = scores[:, places].T @ scores[:, places]
    covariance = np.zeros((4, 4))
    covariance[inner] = bread @ meat @ bread
    return covariance


def departures_a_year(logs: Array, length: Array) -> float:
    """Return departures per customer-year over the years that customers were looked at.

    Parameters
    ----------
    logs
        The logarithms of rate, its shape, leaving and its shape.
    length
        Years from each customer's first visit to the end.
    """
    return float(_left_by(logs, length).sum() / years_as_customer(logs, length).sum())


def years_as_customer(logs: Array, length: Array) -> Array:
    """Return the years that customers are expected to have been customers within so many years."""
    s = np.exp(logs[3])
    beta = s / np.exp(logs[2])
    passed = np.log1p(length / beta)
    if abs(s - 1.0) < 1e-9:
        return np.asarray(beta * passed)
    return np.asarray(-beta * np.expm1(-(s - 1.0) * passed) / (s - 1.0))


def _left_by(logs: Array, length: Array) -> Array:
    s = np.exp(logs[3])
    return np.asarray(-np.expm1(-s * np.log1p(length * np.exp(logs[2]) / s)))


def still_there(found: Lifetime, customers: Histories) -> Array:
    """Return the chance of each customer to be one still at the end of the table."""
    pieces = range(0, len(customers), MOST_CUSTOMERS)
    return np.concatenate(
        [
            log_likelihoods(
                found.logs,
                Histories(
                    customers.repeats[i : i + MOST_CUSTOMERS],
                    customers.recency[i : i + MOST_CUSTOMERS],
                    customers.length[i : i + MOST_CUSTOMERS],
                ),
            )[2]
            for i in pieces
        ]
    )
