"""Coming and leaving: the published fits are met, and what the world was made with is found."""

from importlib.resources import files
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from lifetimes import BetaGeoFitter, ParetoNBDFitter
from scipy.integrate import quad
from scipy.special import gammaln

from sim.play.company.lifetime import (
    Histories,
    departures_a_year,
    fit_lifetime,
    histories,
    log_likelihoods,
    still_there,
    years_as_customer,
)


@pytest.fixture(scope="module")
def cdnow():
    """CDNOW's 2,357 customers of early 1997, in weeks: Fader, Hardie and Lee 2005."""
    # Its own loader wants setuptools, which is not there any more.
    with (files("lifetimes") / "datasets" / "cdnow_customers_summary.csv").open() as text:
        table = pd.read_csv(text)
    return Histories(*(table[name].to_numpy(float) for name in ("frequency", "recency", "T")))


@pytest.fixture(scope="module")
def found(cdnow):
    return fit_lifetime(cdnow)


def test_the_published_fit_of_cdnow_is_met(found):
    # Marketing Science 24(2), table 2: r, alpha, s, beta and the log-likelihood of Pareto/NBD.
    assert found.rate_shape == pytest.approx(0.553, abs=0.0015)
    assert found.alpha == pytest.approx(10.578, abs=0.01)
    assert found.leaving_shape == pytest.approx(0.606, abs=0.0015)
    assert found.beta == pytest.approx(11.669, abs=0.02)
    assert found.log_likelihood == pytest.approx(-9595.0, abs=0.05)


def test_another_implementation_has_the_same_likelihood_and_the_same_chances(cdnow, found):
    other = ParetoNBDFitter()
    four = {"r": found.rate_shape, "alpha": found.alpha}
    four |= {"s": found.leaving_shape, "beta": found.beta}
    theirs = other._conditional_log_likelihood(
        list(four.values()), cdnow.repeats, cdnow.recency, cdnow.length
    )
    ours, _, _ = log_likelihoods(found.logs, cdnow)
    assert ours == pytest.approx(np.asarray(theirs), abs=3e-4)
    other.params_ = four
    expected = other.conditional_probability_alive(cdnow.repeats, cdnow.recency, cdnow.length)
    assert still_there(found, cdnow) == pytest.approx(np.asarray(expected), abs=3e-4)


def test_the_data_set_is_the_one_of_the_paper(cdnow):
    other = BetaGeoFitter().fit(cdnow.repeats, cdnow.recency, cdnow.length)
    assert list(other.params_.round(3)) == pytest.approx([0.243, 4.414, 0.793, 2.426], abs=0.001)


@pytest.mark.parametrize("seed", range(40))
def test_the_likelihood_is_the_integral_that_it_stands_for(seed):
    luck = np.random.default_rng(seed)

    def between(low, high):
        return float(np.exp(luck.uniform(np.log(low), np.log(high))))

    rate, r, leaving, s = between(0.2, 200), between(0.2, 20), between(0.02, 3), between(0.2, 100)
    length = luck.uniform(0.1, 3)
    visits = int(luck.poisson(rate * length * luck.uniform()))
    recency = luck.uniform(0, length) if visits else 0.0
    alpha, beta, m = r / rate, s / leaving, r + visits

    def gone(time):
        way = -m * np.log((alpha + time) / (alpha + recency))
        return np.exp(way - (s + 1) * np.log((beta + time) / (beta + recency)))

    cuts = recency + (length - recency) * np.array([0, 1e-4, 1e-3, 0.01, 0.1, 0.3, 1])
    area = sum(quad(gone, a, b, epsabs=0, epsrel=1e-10)[0] for a, b in pairwise(cuts))
    dead = np.log(s * area) - m * np.log(alpha + recency) - (s + 1) * np.log(beta + recency)
    alive = -m * np.log(alpha + length) - s * np.log(beta + length)
    expected = gammaln(m) - gammaln(r) + r * np.log(alpha) + s * np.log(beta)
    expected += np.logaddexp(alive, dead)
    one = Histories(np.array([float(visits)]), np.array([recency]), np.array([length]))
    value, _, still = log_likelihoods(np.log([rate, r, leaving, s]), one)
    assert value[0] == pytest.approx(expected, abs=2e-4)
    assert still[0] == pytest.approx(np.exp(alive - np.logaddexp(alive, dead)), abs=2e-4)


def test_the_gradient_is_that_of_the_likelihood(cdnow):
    at = np.log([0.08, 0.7, 0.05, 0.9])
    _, gradient, _ = log_likelihoods(at, cdnow)
    for place in range(4):
        step = np.zeros(4)
        step[place] = 1e-5
        after, before = (log_likelihoods(at + way * step, cdnow)[0].sum() for way in (1, -1))
        assert gradient.sum(axis=0)[place] == pytest.approx((after - before) / 2e-5, rel=1e-3)


def drawn(seed, many=3_000, rate=8.0, rate_shape=2.0, leaving=0.4, leaving_shape=3.0):
    """Draw customers of the model itself, who came first at any time within two years."""
    luck = np.random.default_rng(seed)
    rates = luck.gamma(rate_shape, rate / rate_shape, many)
    ends = luck.exponential(1.0 / luck.gamma(leaving_shape, leaving / leaving_shape, many))
    length = luck.uniform(0.3, 2.0, many)
    until = np.minimum(ends, length)
    number = luck.poisson(rates * until)
    recency = np.where(number > 0, until * luck.beta(np.maximum(number, 1), 1), 0.0)
    return Histories(number.astype(float), recency, length), float((ends > length).sum())


def test_what_customers_were_drawn_with_is_within_its_interval():
    truth = np.log([8.0, 2.0, 0.4])
    held = []
    for seed in range(20):
        customers, there = drawn(seed, many=1_500)
        found = fit_lifetime(customers)
        errors = np.sqrt(np.diag(found.covariance))[:3]
        held.append(np.abs(found.logs[:3] - truth) < 1.96 * errors)
        assert still_there(found, customers).sum() == pytest.approx(there, rel=0.06)
    assert (np.mean(held, axis=0) >= 0.8).all()
    assert np.mean(held) >= 0.88


def test_departures_are_those_of_gamma_mixed_lifetimes():
    logs, length = np.log([5.0, 1.0, 0.5, 2.0]), np.array([1.0, 3.0])
    beta = 2.0 / 0.5
    still = (beta / (beta + length)) ** 2
    years = beta * (1 - beta / (beta + length))
    assert years_as_customer(logs, length) == pytest.approx(years)
    expected = (1 - still).sum() / years.sum()
    assert departures_a_year(logs, length) == pytest.approx(expected)
    alike = np.log([5.0, 1.0, 0.5, 1.0])
    near = np.log([5.0, 1.0, 0.5, 1.0 + 1e-7])
    assert years_as_customer(alike, length) == pytest.approx(years_as_customer(near, length))


def test_nobody_who_comes_twice_is_told():
    once = Histories(np.zeros(50), np.zeros(50), np.ones(50))
    with pytest.raises(ValueError, match="customers who came twice are 0, but must be 1 or more"):
        fit_lifetime(once)


def test_very_many_customers_say_what_a_part_of_them_says():
    customers, _ = drawn(1, many=30_000)
    found = fit_lifetime(customers)
    assert found.customers == 10_000
    assert found.rate == pytest.approx(8.0, rel=0.05)
    assert fit_lifetime(customers).logs == pytest.approx(found.logs)


def test_histories_count_from_the_first_visit():
    import pyarrow as pa

    from sim.play.company.visits import Visits

    day = 86_400
    visits = Visits(
        np.array([0, 0, 0, 1], np.int32),
        np.array([0, 10 * day, 20 * day, 27 * day]),
        np.full(4, np.nan),
        pa.array(["A", "B"]),
        False,
        4,
    )
    found = histories(visits)
    assert found.repeats.tolist() == [2.0, 0.0]
    assert found.recency * 364 == pytest.approx([20.0, 0.0])
    assert found.length * 364 == pytest.approx([28.0, 1.0])
