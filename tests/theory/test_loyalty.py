"""The loyalty account: where it settles, how it fades, and what a failure weighs."""

import numpy as np
import pytest
from scipy import integrate, stats

from sim import facts

YEAR = 364.0
HALF_LIFE, EVERY, MAGIC, VISITS = 100.0, 14.0, 0.2, 60.0


def balances(outcome, days, half_life):
    """What the (positive) accounts hold at the end."""
    since = days - outcome.people["account_at"]
    return outcome.people["account"] * 0.5 ** (since / half_life)


@pytest.mark.parametrize("shape", [10_000.0, 2.0])
@pytest.mark.parametrize(
    ("engine", "people", "within"), [("compiled", 10_000, 0.02), ("simpy", 300, 0.15)]
)
def test_an_undisturbed_account_settles(lab, shape, engine, people, within):
    """Mean account = credits a day × half-life / ln 2 (Campbell's theorem for shot noise).

    Credits renew: 14 days in which nothing counts, then the wait for the next magic, which is
    exponential as visits are Poisson; so 1/(14 + 1/(visits a day × magic)) a day. With rates
    that differ, the mean over customers is the integral over their gamma, which lies below the
    level of a customer with the mean rate. Twelve half-lives let the start be forgotten.
    """
    days = 1200 if engine == "compiled" else 800
    scenario = lab.bare(
        {
            **lab.people(people),
            "time.days": days,
            "visits.visits_per_year": VISITS,
            "visits.rate_shape": shape,
            "touchpoints.till.magic": MAGIC,
            "loyalty.half_life_days": HALF_LIFE,
            "loyalty.credit_every_days": EVERY,
        }
    )
    (outcome,) = lab.live(scenario, 1, engine)

    def level(rate):
        return HALF_LIFE / np.log(2) / (EVERY + 1 / (rate * MAGIC))

    mean = VISITS / YEAR
    gamma = stats.gamma(shape, scale=mean / shape)
    low, high = gamma.ppf([1e-12, 1 - 1e-12])
    expected, _ = integrate.quad(lambda x: level(x) * gamma.pdf(x), low, high, limit=500)
    if shape > 1_000:
        assert expected == pytest.approx(level(mean), rel=1e-3)
    else:
        assert expected < level(mean)
    batches = [part.mean() for part in np.array_split(balances(outcome, days, HALF_LIFE), 20)]
    lab.mean_agrees(batches, expected, within, f"account, shape {shape:g}, {engine}")


@pytest.mark.parametrize(("engine", "people"), [("compiled", 20_000), ("simpy", 1_000)])
def test_an_account_fades_by_half_in_a_half_life(lab, engine, people):
    """Loyal after d days: those who began above the threshold × 2^(d/half-life).

    Start accounts are gamma with mean m0 and shape 2 and the threshold is m0/2, so the share is
    the survival function of Gamma(2, 1/2) at 2^(d/h)/2. Magic is all but impossible.
    """
    scenario = lab.bare(
        {
            **lab.people(people),
            "visits.visits_per_year": 1,
            "touchpoints.till.magic": 1e-9,
            "loyalty.half_life_days": 120.0,
            "loyalty.start_shape": 2.0,
        }
    )
    (outcome,) = lab.live(scenario, 1, engine)
    for day in (0, 60, 120, 240):
        share = stats.gamma(2, scale=0.5).sf(0.5 * 2 ** (day / 120))
        loyal = int(outcome.snapshots["loyal"][day])
        lab.share_agrees(loyal, people, share, 0.06, f"loyal on day {day}, {engine}")


def newcomers(lab, people, **more):
    """People who join in the first days, with an account of 0, and live magic at every visit."""
    return lab.bare(
        {
            "market.people": people,
            "market.customers": 0,
            "market.marketing_per_year": 2 * people * 364,
            "market.join_probability": 1,
            "visits.visits_per_year": 30,
            "touchpoints.till.magic": 1,
            "second_chance.silent_minor": 1,
            "second_chance.silent_serious": 1,
            "voice.silent_per_complaint": 1e9,
            **{key.replace("__", "."): value for key, value in more.items()},
        }
    )


@pytest.mark.parametrize(("engine", "people"), [("compiled", 4_000), ("simpy", 300)])
def test_twelve_good_visits_after_one_failure(lab, engine, people):
    """Twelve credited visits after one unresolved failure, no fading: the account is back at 0.

    And whatever the numbers: account = credits − 12 × failures.
    """
    scenario = newcomers(
        lab,
        people,
        visits__visits_per_year=14.0,
        moments__problems_per_customer_year=1.0,
        loyalty__credit_every_days=0.0,
        loyalty__half_life_days=lab.never,
        loyalty__negative_half_life_days=lab.never,
    )
    (outcome,) = lab.live(scenario, 1, engine, keep=True)

    def each(*kinds):
        return np.bincount(lab.of(outcome, *kinds)["who"], minlength=people)

    good, bad = each(facts.MAGIC), each(facts.MISERY_MINOR, facts.MISERY_SERIOUS)
    account = outcome.people["account"]
    back = (bad == 1) & (good == 12)
    assert back.sum() >= 3
    assert np.abs(account[back]).max() < 1e-3
    assert np.abs(account - (good - 12 * bad)).max() < 1e-3


@pytest.mark.parametrize(("engine", "people"), [("compiled", 1_000), ("simpy", 300)])
def test_the_account_is_what_happened(lab, engine, people):
    """Each account, replayed from the facts: credits 14 days apart, debits, two half-lives."""
    scenario = newcomers(
        lab,
        people,
        moments__problems_per_customer_year=4.0,
        loyalty__credit_every_days=14.0,
        loyalty__half_life_days=100.0,
        loyalty__negative_half_life_days=30.0,
    )
    (outcome,) = lab.live(scenario, 1, engine, keep=True)
    account, at, credited = np.zeros(people), np.zeros(people), np.full(people, -np.inf)
    kinds = (facts.MAGIC, facts.MISERY_MINOR, facts.MISERY_SERIOUS)
    for time, kind, who in lab.of(outcome, *kinds)[["time", "kind", "who"]].tolist():
        if kind == facts.MAGIC and time - credited[who] < 14:
            continue
        half_life = 100 if account[who] > 0 else 30
        account[who] *= 0.5 ** ((time - at[who]) / half_life)
        account[who] += 1 if kind == facts.MAGIC else -12
        at[who] = time
        if kind == facts.MAGIC:
            credited[who] = time
    assert np.abs(account - outcome.people["account"]).max() < 1e-9
    assert (account > 0.5).sum() > people / 20
    assert (account < -0.5).sum() > people / 20


@pytest.mark.parametrize("loyal", [False, True])
def test_the_loyal_come_more_often(lab, loyal):
    """Visits a year of the loyal and of those retained only: the base rate × their factor."""
    people = 4_000
    scenario = lab.bare(
        {
            **lab.people(people),
            "visits.visits_per_year": 20,
            "visits.loyal_factor": 1.25,
            "visits.retained_only_factor": 0.5,
            "touchpoints.till.magic": 0.001 if loyal else 0,
            "loyalty.half_life_days": lab.never,
            "loyalty.start_shape": 10_000,
        }
    )
    (outcome,) = lab.live(scenario)
    counts = outcome.counts[182:, facts.VISIT]
    batches = [part.mean() / people * YEAR for part in np.array_split(counts, 13)]
    what = "visits a year, " + ("loyal" if loyal else "retained only")
    lab.mean_agrees(batches, 20 * (1.25 if loyal else 0.5), 0.05, what)


def test_forgiveness_of_a_full_account(lab):
    """A full account forgives so much of a refusal: s + (1 − s)·f·min(1, account/m0).

    An account that never fades and is full from the start, a little over m0 or under: Gamma of
    shape 10,000 and mean 1, so min(1, ·) is 1 to within half a percent.
    """
    scenario = lab.bare(
        {
            **lab.people(20_000),
            **lab.one_visit,
            "touchpoints.till.serious_share": 0,
            "touchpoints.till.magic": 0.001,
            "voice.silent_per_complaint": 1e9,
            "loyalty.half_life_days": lab.never,
            "loyalty.start_shape": 10_000,
            "loyalty.forgiveness": 0.5,
        }
    )
    (outcome,) = lab.live(scenario)
    stays, quits = (lab.count(outcome, k) for k in (facts.STAYS_SILENT, facts.QUITS_SILENT))
    nearly = 1 - 0.01 / np.sqrt(2 * np.pi)  # E[min(1, account/m0)] at a deviation of 0.01
    chance = 0.37 + 0.63 * 0.5 * nearly
    lab.share_agrees(stays, stays + quits, chance, 0.012, "a full account, forgiveness 0.5: stay")
