"""Word of mouth: who is told, and how customers bring customers.

Here every visit is a moment of magic and one credit makes a loyal customer for good, so every
visit may be told. Visits are quick and frequent; who joins comes for the first time within a day.
"""

from math import exp, factorial

import numpy as np
import pytest
from scipy import integrate, optimize, stats

from sim import facts
from sim.assumptions import load
from sim.study.measures import measure

TELLERS = {
    "visits.visits_per_year": 728,
    "touchpoints.till.magic": 1,
    "loyalty.half_life_days": 1e9,
    "loyalty.loyal_share_of_undisturbed": 1e-12,
    "loyalty.credit_every_days": 0,
    "market.returns_after_days": 1e9,
}


def told(lab, people, customers, listeners, joins, once_in, **more):
    """Customers who tell so many listeners once in so many days; some of the listeners join."""
    return lab.bare(
        TELLERS
        | {
            "market.people": people,
            "market.customers": customers,
            "talk.listeners_per_good": listeners,
            "talk.good_word_joins": joins,
            "talk.occasion_every_days": once_in,
            **{key.replace("__", "."): value for key, value in more.items()},
        }
    )


def families(lab, outcome):
    """The founder and the generation of everybody who was ever a customer, by person."""
    founder = np.full(len(outcome.people), -1)
    generation = np.full(len(outcome.people), -1)
    for kind, who, parent in outcome.facts[["kind", "who", "other"]].tolist():
        if kind == facts.STARTED_AS_CUSTOMER:
            founder[who], generation[who] = who, 0
        elif kind == facts.JOINED_REFERRAL:
            assert founder[parent] >= 0, "brought by one who was never a customer"
            founder[who], generation[who] = founder[parent], generation[parent] + 1
    return founder, generation


@pytest.mark.parametrize(
    ("engine", "people", "ratio"),
    [("compiled", 6_000, 2.0), ("compiled", 6_000, 0.5), ("simpy", 400, 2.0)],
)
def test_listeners_of_a_bad_word_and_of_a_good_one(lab, engine, people, ratio):
    """Listeners a telling are Poisson with their mean; bad to good, the mean is so many times more.

    A misery does not weigh here, so that the unhappy go on praising. The interval of the ratio is
    that of two Poisson counts, by the delta method.
    """
    scenario = told(
        lab,
        people,
        people,
        1.5,
        0,
        once_in=30,
        talk__bad_to_good_ratio=ratio,
        moments__problems_per_customer_year=40,
        visits__visits_per_year=100,
        loyalty__positives_per_negative=0,
        voice__silent_per_complaint=1e9,
        second_chance__silent_minor=1,
        second_chance__silent_serious=1,
    )
    (outcome,) = lab.live(scenario, 1, engine, keep=True)
    good, bad = (lab.count(outcome, k) for k in (facts.GOOD_WORD, facts.BAD_WORD))
    heard_good, heard_bad = (lab.count(outcome, k) for k in (facts.HEARD_GOOD, facts.HEARD_BAD))
    within = 0.02 if engine == "compiled" else 0.08
    lab.rate_agrees(heard_good, 1.5 * good, within, f"listeners of good words, {engine}")
    lab.rate_agrees(heard_bad, 1.5 * ratio * bad, 2 * within, f"listeners of bad words, {engine}")
    measured = heard_bad / bad / (heard_good / good)
    assert measure(scenario, outcome)["told_ratio"] == pytest.approx(measured)
    half = ratio * 3.29 * np.sqrt(1 / heard_good + 1 / heard_bad)
    assert half < 3 * within * ratio
    assert abs(measured - ratio) < half
    for kind in (facts.GOOD_WORD, facts.BAD_WORD):
        words = lab.of(outcome, kind)
        words = words[np.argsort(words["who"], kind="stable")]
        same = words["who"][1:] == words["who"][:-1]
        assert np.diff(words["time"])[same].min() >= 30, "told again too soon"
    listeners = np.bincount(lab.of(outcome, facts.HEARD_GOOD)["who"], minlength=people)
    seen = [part.sum() for part in np.array_split(listeners, 50)]
    lab.fits("chi-square", stats.chisquare(seen).pvalue, f"listeners are anybody, {engine}")


@pytest.mark.parametrize(
    ("preset", "silent"), [("slogans", 26.0), ("published", 1 / (0.41 * 0.08) - 1)]
)
def test_silent_per_complaint_in_the_shop(lab, preset, silent):
    """Failures that nobody complained of for each with a complaint, in the bundled shop.

    More failures than usual, so that the interval is narrow. Of the published shop the front line
    hears 0.33 of the minor and 0.65 of the serious failures (a quarter), so 0.41, and management
    8 in 100 of that.
    """
    shop = load("corner_shop", preset=preset)
    shop = shop.with_(
        {f"touchpoints.{t.name}.serious_share": 0.25 for t in shop.touchpoints}
        | {"moments.problems_per_customer_year": 3.0}
    )
    assert shop.recovery.logged == 1
    outcomes = lab.live(shop, 12)
    failed = sum(lab.count(o, facts.MISERY_MINOR, facts.MISERY_SERIOUS) for o in outcomes)
    complained = sum(lab.count(o, facts.COMPLAINED) for o in outcomes)
    what = f"{preset}: complaints a failure"
    lab.share_agrees(complained, failed, 1 / (1 + silent), 0.012, what)


@pytest.mark.parametrize(
    ("engine", "reproduction", "people", "founders", "within"),
    [
        ("compiled", 0.3, 200_000, 2_000, 0.06),
        ("compiled", 0.6, 200_000, 1_500, 0.13),
        ("simpy", 0.3, 20_000, 300, 0.18),
    ],
)
def test_families_are_galton_watson(lab, engine, reproduction, people, founders, within):
    """Expected family 1/(1 − R), root included; its size is Borel's: e^(−Rn)(Rn)^(n−1)/n!.

    Everybody tells Poisson(2) people, once in their life; each joins with chance R/2. Exact in an
    endless market: here at most 2% of it are customers in the end, which takes about 1% off R
    and off 1/(1 − R), a small part of the interval.
    """
    scenario = told(lab, people, founders, 2.0, reproduction / 2, 1e9, time__days=60)
    (outcome,) = lab.live(scenario, 1, engine, keep=True)
    founder, _ = families(lab, outcome)
    sizes = np.bincount(founder[founder >= 0], minlength=founders)
    assert sizes.sum() == outcome.people["active"].sum() == lab.count(outcome, facts.GOOD_WORD)
    what = f"R = {reproduction}, {engine}"
    lab.mean_agrees(sizes, 1 / (1 - reproduction), within, f"family, {what}")
    most = 6
    borel = [
        exp(-reproduction * n) * (reproduction * n) ** (n - 1) / factorial(n)
        for n in range(1, most + 1)
    ]
    expected = founders * np.array([*borel, 1 - sum(borel)])
    seen = np.bincount(np.minimum(sizes, most + 1) - 1, minlength=most + 1)
    lab.fits("chi-square", stats.chisquare(seen, expected).pvalue, f"Borel, {what}")


def test_families_of_customers_who_leave(lab):
    """Reproduction over a life: R = listeners × joins × expected tellings, and 1/(1 − R) again.

    Lives are exponential (rate µ a day) and visits Poisson (rate λ). One tells at the first visit,
    within a day of joining, then at the first visit that is T days later, while a customer: so
    a·(1 + b + b² + …) tellings, a = (1 − e^(−µ))/µ, b = e^(−µT)·λ/(λ + µ). Founders come first
    after an exponential time: a₀ = λ/(λ + µ). The lost do not return.
    """
    founders, visits, moving, every = 1_500, 0.5, 4 / 364, 60.0
    scenario = told(
        lab,
        150_000,
        founders,
        1.0,
        0.2,
        every,
        visits__visits_per_year=182,
        exits__moving_per_year=4,
        time__days=1456,
    )
    (outcome,) = lab.live(scenario, 1, keep=True)
    founder, _ = families(lab, outcome)
    sizes = np.bincount(founder[founder >= 0], minlength=founders)
    again = exp(-moving * every) * visits / (visits + moving)
    tells = (1 - exp(-moving)) / moving / (1 - again)
    tells_first = visits / (visits + moving) / (1 - again)
    reproduction = 0.2 * tells
    assert 0.3 < reproduction < 0.5
    family = 1 + 0.2 * tells_first / (1 - reproduction)
    lab.mean_agrees(sizes, family, 0.09, f"family of those who leave, R = {reproduction:.3f}")
    # The measure: joins by referral for each who left. In a family that died out, (n − 1)/n.
    figure = measure(scenario, outcome)["referral_reproduction"]
    assert figure == pytest.approx(1 - 1 / sizes.mean(), rel=0.01)


def test_families_grow_above_one(lab):
    """R > 1: generations grow by R, and P(no nth generation) is e^(R(s − 1)) taken n times from 0.

    Given their parents, children of a generation are Poisson. Founders come within hours, every
    next generation within a day of the one before; four of them are complete on day 5, when the
    later ones have used up a few per cent of the market.
    """
    founders, reproduction = 700, 1.3
    scenario = told(
        lab,
        200_000,
        founders,
        2.0,
        reproduction / 2,
        1e9,
        time__days=5,
        visits__visits_per_year=2912,
    )
    (outcome,) = lab.live(scenario, 1, keep=True)
    founder, generation = families(lab, outcome)
    sizes = np.bincount(generation[generation >= 0])[:5]
    parents, children = sizes[:4].sum(), sizes[1:].sum()
    lab.rate_agrees(children, reproduction * parents, 0.05, "children of four generations, R = 1.3")
    assert (np.diff(sizes) > 0).all(), "each generation is larger than the last"
    none = 0.0
    for n in range(1, 5):
        none = exp(reproduction * (none - 1))
        alive = len(np.unique(founder[generation == n]))
        lab.share_agrees(founders - alive, founders, none, 0.07, f"no generation {n}, R = 1.3")


@pytest.mark.parametrize("reproduction", [0.5, 1.0, 2.0])
def test_how_far_word_gets_in_a_finite_market(lab, reproduction):
    """Who tells once and for all: the final size solves N − A = (N − C)·e^(−R·A/N).

    Kermack and McKendrick's equation, the deterministic limit: A listener has not joined so far
    with a chance of e^(−R/N) for each who told. The mean of the random process differs by 1/C.
    """
    people, founders = 10_000, 1_000
    days = {"time.days": 60, "visits.visits_per_year": 364}
    scenario = told(lab, people, founders, 2.0, reproduction / 2, 1e9).with_(days)
    outcomes = lab.live(scenario, 10)
    share = optimize.brentq(lambda a: 1 - a - 0.9 * exp(-reproduction * a), 0.1, 1)
    there = [o.snapshots["customers"][-1] / people for o in outcomes]
    lab.mean_agrees(there, share, 0.06, f"final size, R = {reproduction}")
    assert all(o.snapshots["customers"][-1] == o.snapshots["customers"][-8] for o in outcomes)


@pytest.mark.parametrize("contacts", [0.0, 20.0])
def test_a_finite_market_fills_as_bass_says(lab, contacts):
    """dA/dt = (p·N + q·A)·(1 − A/N): logistic without marketing, Bass (1969) with it.

    A telling at every visit, so q = visits × listeners × joins, and p·N = contacts × joins. Valid
    in the mean when few join at a telling (q·1 day ≪ 1; first visits within a day instead of
    after an exponential time differ in the second order, as both take half a day) and when
    there are many customers from the start: the mean of the random process lags by var/N.
    """
    people, founders, visits, joins = 4_000, 400, 2.0, 0.04
    scenario = told(
        lab,
        people,
        founders,
        1.0,
        joins,
        0,
        time__days=60,
        market__cost_per_contact=1,
        market__marketing_per_year=contacts * 364,
        market__join_probability=0.4,
    )
    outcomes = lab.live(scenario, 10)
    p, q = contacts * 0.4 / people, visits * 1.0 * joins
    days = (10, 20, 30, 40, 60)
    theory = integrate.solve_ivp(
        lambda _, a: (p * people + q * a) * (1 - a / people), (0, 60), [founders], t_eval=days
    ).y[0]
    if contacts == 0:
        logistic = [people / (1 + (people / founders - 1) * exp(-q * d)) for d in days]
        assert theory == pytest.approx(logistic, rel=2e-3)
    for day, expected in zip(days, theory, strict=True):
        there = [o.snapshots["customers"][day] for o in outcomes]
        what = f"Bass, {contacts:g} contacts a day: customers on day {day}"
        lab.mean_agrees(there, float(expected), 0.06, what)


def test_a_bad_word_warns_off(lab):
    """A stranger who hears a bad word is warned off with its chance, and joins not while it lasts.

    Free strangers join on a good word with its chance; the warned-off with none.
    """
    scenario = told(
        lab,
        4_000,
        2_000,
        1.0,
        0.1,
        once_in=30,
        talk__bad_to_good_ratio=3,
        talk__bad_word_warns_off=0.4,
        talk__warned_off_days=100,
        moments__problems_per_customer_year=20,
        visits__visits_per_year=100,
        loyalty__positives_per_negative=0,
        voice__silent_per_complaint=1e9,
        second_chance__silent_minor=1,
        second_chance__silent_serious=1,
    )
    (outcome,) = lab.live(scenario, 1, keep=True)
    active, until = np.zeros(4_000, dtype=bool), np.full(4_000, -np.inf)
    free = joined = strangers = warned = 0
    for time, kind, who in outcome.facts[["time", "kind", "who"]].tolist():
        if kind in facts.JOINING:
            assert time >= until[who], "joins while warned off"
            joined += kind == facts.JOINED_REFERRAL
            active[who] = True
        elif kind == facts.HEARD_GOOD:
            free += not active[who] and time >= until[who]
        elif kind == facts.HEARD_BAD:
            strangers += not active[who]
        elif kind == facts.WARNED_OFF:
            warned += 1
            until[who] = time + 100
    lab.share_agrees(joined, int(free), 0.1, 0.03, "a free stranger joins on a good word")
    lab.share_agrees(warned, int(strangers), 0.4, 0.03, "a stranger is warned off")


@pytest.mark.parametrize("engine", ["compiled", "simpy"])
def test_two_tellings_have_listeners_of_their_own(lab, engine):
    """Where nothing keeps people from telling again, two failures are told to different people.

    Both of a visit's failures are told (a hand-off and a contact); by chance two lists of
    Poisson(6) listeners out of 5,000 are the same in less than 1 case in 100.
    """
    values = told(
        lab,
        5_000,
        300,
        3.0,
        0,
        0,
        time__days=30,
        visits__visits_per_year=50,
        moments__problems_per_customer_year=40,
        moments__hand_off_share=0.5,
        voice__silent_per_complaint=1e9,
        second_chance__silent_minor=1,
        second_chance__silent_serious=1,
    ).plain()
    values["departments"] = [
        {"name": name, "staff": 10, "wage_per_hour": 0} for name in ("front", "back")
    ]
    (till,) = values["touchpoints"]
    values["touchpoints"] = [{**till, "name": n, "department": n} for n in ("front", "back")]
    (outcome,) = lab.live(type(lab.bare())(**values), 1, engine, keep=True)
    visits, tellings = np.zeros(5_000, dtype=int), {}
    kinds = (facts.VISIT, facts.BAD_WORD, facts.HEARD_BAD)
    for kind, who, other in lab.of(outcome, *kinds)[["kind", "who", "other"]].tolist():
        if kind == facts.VISIT:
            visits[who] += 1
        elif kind == facts.BAD_WORD:
            tellings.setdefault((who, visits[who]), []).append([])
        else:
            tellings[other, visits[other]][-1].append(who)
    twice = [lists for lists in tellings.values() if len(lists) > 1]
    assert len(twice) > 50
    assert sum(lists[0] == lists[1] for lists in twice) < 0.05 * len(twice)


def test_asking_for_referrals(lab):
    """Each of the asked, and of those whom a reward moves, tells one more: 1 − 0.6·e^(−7.5/50).

    The reward is paid for each who joins, and asking has its price a day.
    """
    scenario = told(
        lab, 20_000, 2_000, 0.5, 0.1, 1e9, talk__referrals_asked_share=0.4, talk__reward=7.5
    )
    (outcome,) = lab.live(scenario)
    words, heard = lab.count(outcome, facts.GOOD_WORD), lab.count(outcome, facts.HEARD_GOOD)
    more = 1 - 0.6 * exp(-7.5 / 50)
    half = 3.29 * np.sqrt(words * (0.5 + more * (1 - more)))  # Poisson and Bernoulli a telling
    assert half < 0.07 * heard
    assert abs(heard - (0.5 + more) * words) < half
    brought = lab.count(outcome, facts.JOINED_REFERRAL)
    assert brought > 100
    assert lab.total(outcome, facts.REWARD) == 750 * brought + 364 * round(0.4 * 2_000 / 364 * 100)
