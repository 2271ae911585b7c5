"""The people inside: skill, morale, quitting and vacancies, by hand.

Employees live by the week: what happens in a week shows in the count of the next morning. Day d
begins before the week that ends on it is over, so it sees the weeks that ended before d.
"""

from math import exp

import numpy as np
import pytest
from scipy import stats

from sim import facts

WEEK, YEAR = 7, 364
MINUTES = 720.0


def staffed(lab, staff, **more):
    """A team with hardly anything to do."""
    return lab.bare(
        {
            **lab.people(20),
            "visits.visits_per_year": 1,
            "departments.team.staff": staff,
            **{key.replace("__", "."): value for key, value in more.items()},
        }
    )


def weeks_before(day):
    """How many weeks ended before the morning of a day."""
    return max(0, (day - 1) // WEEK)


def peaks(rounds, hours, half_life, usual=0.5):
    """Skill right after each round of training, by hand: what was left of the last, and more."""
    keeps, gap = 0.5 ** (182 / half_life), exp(-hours / 80)
    skill, result = usual, []
    for _ in range(rounds):
        skill = 1 - (1 - (usual + (skill - usual) * keeps)) * gap
        result.append(skill)
        keeps_of_limit = (1 - gap + gap * usual * (1 - keeps)) / (1 - gap * keeps)
    return result, keeps, keeps_of_limit


@pytest.mark.parametrize("engine", ["compiled", "simpy"])
@pytest.mark.parametrize("coaching", [0.0, 10.0, 40.0])
def test_training_lasts_as_long_as_coaching_lets_it(lab, engine, coaching):
    """After a round: usual + (peak − usual)·2^(−days/h), h = 60 days × (1 + coaching/10).

    A round of 40 hours closes 1 − e^(−40/80) of the gap to full skill. Uncoached, 7/8 of that is
    gone before the next round (a sawtooth that starts from the bottom); with 40 hours of coaching
    a third is, and each round adds to the last (a staircase), up to its fixed point.
    """
    half_life = 60 * (1 + coaching / 10)
    scenario = staffed(
        lab,
        3,
        time__days=1300,
        workforce__training_hours=80,
        workforce__training_every_days=182,
        workforce__coaching_hours=coaching,
    )
    (outcome,) = lab.live(scenario, 1, engine, keep=True)
    tops, keeps, limit = peaks(7, 40, half_life)
    expected = []
    for day in range(1301):
        rounds = max(0, (day - 1) // 182)
        days = WEEK * weeks_before(day) - 182 * rounds
        gain = (tops[rounds - 1] - 0.5) * 0.5 ** (days / half_life) if rounds else 0.0
        expected.append(0.5 + gain)
    assert outcome.snapshots["skill"] == pytest.approx(expected, abs=1e-9)
    trained = lab.of(outcome, facts.TRAINED)
    assert (trained["amount"] == 40).all()
    assert sorted(set(trained["time"])) == [182.0 * n for n in range(1, 8)]
    assert len(trained) == 3 * 7
    top = outcome.snapshots["skill"][183:1300:182]
    bottom = outcome.snapshots["skill"][182 * 2 :: 182]
    assert top[-1] == pytest.approx(limit, abs=2e-3)
    lost = (top[: len(bottom)] - bottom) / (top[: len(bottom)] - 0.5)
    assert lost == pytest.approx(1 - 0.5 ** (175 / half_life))  # the morning sees 25 weeks
    if coaching == 0:
        assert keeps < 0.13
        assert np.ptp(top) < 0.03, "a sawtooth: the last round takes no one further than the first"
    if coaching == 40:
        assert keeps > 0.6
        assert (np.diff(bottom)[:4] > 0.003).all(), "a staircase: each round begins higher"
        assert top[-1] - top[0] > 0.08


@pytest.mark.parametrize("engine", ["compiled", "simpy"])
def test_newcomers_learn_the_job(lab, engine):
    """A newcomer's skill: usual − (usual − 0.25)·2^(−weeks·7/91); the others' stays as it was.

    Ten more places open on day 10 and are filled on day 38; the mean of the front line tells.
    """
    scenario = staffed(lab, 10, time__days=364)
    plan = {10: {"departments.team.staff": 20}}
    (outcome,) = lab.live(scenario, 1, engine, keep=True, plan=plan)
    expected = []
    for day in range(365):
        weeks = weeks_before(day) - 5  # the fifth week ended on day 35
        new = 0.5 - 0.25 * 0.5 ** (7 * weeks / 91)
        expected.append(0.5 if day <= 38 else (10 * 0.5 + 10 * new) / 20)
    assert outcome.snapshots["skill"] == pytest.approx(expected, abs=1e-9)
    assert (lab.of(outcome, facts.HIRED)["time"] == 38.0).all()
    assert lab.total(outcome, facts.HIRING) == 10 * 1_500_00


@pytest.mark.parametrize("engine", ["compiled", "simpy"])
@pytest.mark.parametrize(
    ("attitude", "authority", "recognition", "level"),
    [(0.5, 0.6, 0.5, 0.66), (0.5, 0.0, 0.0, 0.45), (0.8, 1.0, 1.0, 1.0), (0.02, 0.0, 0.0, 0.0)],
)
def test_morale_goes_to_its_level(lab, engine, attitude, authority, recognition, level):
    """Morale after w weeks: level + (start − level)·2^(−7w/60), within 0 and 1.

    Level: attitude + 0.25·(authority − 0.2) + 0.12·recognition. Training does not move it.
    """
    scenario = staffed(
        lab,
        2,
        departments__team__morale=attitude,
        recovery__authority=authority,
        workforce__authority_lifts=0.25,
        workforce__recognition=recognition,
        workforce__training_hours=100,
    )
    (outcome,) = lab.live(scenario, 1, engine)
    weeks = np.array([weeks_before(day) for day in range(365)])
    expected = level + (attitude - level) * 0.5 ** (WEEK * weeks / 60)
    assert outcome.snapshots["morale"] == pytest.approx(expected, abs=1e-9)


def test_load_anger_and_thanks_move_morale(lab):
    """Mean level: 0.5 − 0.5·(load − 0.7)/0.3 − 0.02·failures a week + compliments, and recognition.

    Four servers, 85% busy: 714 services a week each, 5 of them failures, 5% of the others magic.
    Linear while the load of a week stays above 70%, which is three standard deviations off.
    """
    people, load, service = 4_000, 0.85, 6.0
    a_year = load * 4 * MINUTES / service * YEAR / people
    served = load * MINUTES / service * 7
    misery = 5 / served
    scenario = lab.bare(
        {
            **lab.people(people),
            "time.days": 728,
            "visits.visits_per_year": a_year,
            "departments.team.staff": 4,
            "touchpoints.till.service_minutes": service,
            "touchpoints.till.magic": 0.05,
            "moments.problems_per_customer_year": misery * a_year,
            "moments.morale_effect": 0,
            "second_chance.silent_minor": 1,
            "second_chance.silent_serious": 1,
            "voice.silent_per_complaint": 1e9,
            "workforce.load_wears": 0.5,
            "workforce.anger_wears": 0.02,
            "workforce.recognition": 0.5,
            "workforce.compliment_lifts": 0.002,
            "workforce.morale_half_life_days": 14,
        }
    )
    outcomes = lab.live(scenario, 9)
    thanked = served * (1 - misery) * 0.05
    level = 0.5 - 0.5 * 0.15 / 0.3 - 0.02 * 5 + 0.5 * (0.12 + 0.002 * thanked)
    morale = [o.snapshots["morale"][182:].mean() for o in outcomes]
    lab.mean_agrees(morale, level, 0.03, "morale under load, anger and thanks")


@pytest.mark.parametrize(("engine", "staff"), [("compiled", 600), ("simpy", 150)])
@pytest.mark.parametrize("morale", [0.2, 0.5, 0.9])
def test_quits_are_poisson(lab, engine, staff, morale):
    """Quits a staff-year: turnover × e^(3·(0.5 − morale)), at any week with the same chance.

    Replacements come at once with the morale of those who went. A week's chance is 1 − e^(−rate ×
    7/364); per place, the number in 103 weeks is binomial, all but Poisson.
    """
    scenario = staffed(
        lab,
        staff,
        time__days=728,
        departments__team__morale=morale,
        workforce__turnover_per_year=0.6,
        workforce__hired_attitude=morale,
        workforce__vacancy_days=0,
    )
    (outcome,) = lab.live(scenario, 1, engine, keep=True)
    chance = 1 - exp(-0.6 * exp(3 * (0.5 - morale)) * 7 / 364)
    quit_ = lab.of(outcome, facts.QUIT)
    what = f"morale {morale}, {engine}"
    lab.share_agrees(len(quit_), 103 * staff, chance, 0.006, f"quits a staff-week, {what}")
    seen = np.bincount(quit_["other"], minlength=staff)
    each = stats.binom(103, chance)
    most = int(each.ppf(1 - 12 / staff))
    expected = staff * np.append(each.pmf(np.arange(most)), each.sf(most - 1))
    seen = np.bincount(np.minimum(seen[:staff], most), minlength=most + 1)
    lab.fits("chi-square", stats.chisquare(seen, expected).pvalue, f"quits a place, {what}")
    weeks = np.bincount((quit_["time"] // WEEK).astype(int), minlength=104)[1:]
    halves = [weeks[: 103 // 2].sum(), weeks[103 // 2 :].sum()]
    expected = len(quit_) * np.array([51, 52]) / 103
    lab.fits("chi-square", stats.chisquare(halves, expected).pvalue, f"early or late, {what}")


@pytest.mark.parametrize(("engine", "staff"), [("compiled", 200), ("simpy", 60)])
def test_vacancies_last_what_they_last(lab, engine, staff):
    """Each vacancy lasts 28 days; vacant share 28/(28 + 7/chance), by renewal and reward.

    On duty for a geometric number of weeks of mean 1/chance, then vacant for four. In the long
    run: the first half-year, that begins with everybody there, is left out.
    """
    scenario = staffed(
        lab, staff, time__days=1820, workforce__turnover_per_year=2, workforce__vacancy_days=28
    )
    (outcome,) = lab.live(scenario, 1, engine, keep=True)
    away = np.zeros((staff, 1820))
    since = {}
    for time, kind, who in lab.of(outcome, facts.QUIT, facts.HIRED)[
        ["time", "kind", "other"]
    ].tolist():
        if kind == facts.QUIT:
            assert who not in since
            since[who] = time
        else:
            assert time - since.pop(who) == 28.0
            away[who, int(time) - 28 : int(time)] = 1
    chance = 1 - exp(-2 * 7 / 364)
    vacant = away[:, 364:1764].mean(axis=1)
    within = 0.1 if engine == "compiled" else 0.2
    lab.mean_agrees(vacant, 28 / (28 + 7 / chance), within, f"vacant share of a place, {engine}")


@pytest.mark.parametrize("engine", ["compiled", "simpy"])
def test_a_team_is_never_left_alone(lab, engine):
    """The last on duty goes as the replacement comes: no vacancy, but a newcomer's skill."""
    scenario = staffed(lab, 1, time__days=728, workforce__turnover_per_year=3)
    (outcome,) = lab.live(scenario, 1, engine, keep=True)
    told = lab.of(outcome, facts.QUIT, facts.HIRED)
    assert len(told) >= 4
    assert (told["kind"][::2] == facts.QUIT).all()
    assert (told["kind"][1::2] == facts.HIRED).all()
    assert (told["time"][::2] == told["time"][1::2]).all()
    morning = int(told["time"][0]) + 1
    assert outcome.snapshots["skill"][morning] == 0.25


@pytest.mark.parametrize("engine", ["compiled", "simpy"])
def test_hiring_for_attitude(lab, engine):
    """Newcomers bring the attitude that was paid for: morale goes from 0.3 to 0.8, place by place.

    Mean morale = 0.3 + 0.5 × share of places filled anew, which is 1 − (1 − chance)^weeks.
    """
    staff = 400 if engine == "compiled" else 80
    scenario = staffed(
        lab,
        staff,
        time__days=364,
        departments__team__morale=0.3,
        workforce__turnover_per_year=1,
        workforce__morale_holds=0,
        workforce__vacancy_days=0,
        workforce__hired_attitude=0.8,
    )
    (outcome,) = lab.live(scenario, 1, engine)
    stays = exp(-7 / 364)
    for day in (92, 183, 358):
        weeks = weeks_before(day)
        new = round((outcome.snapshots["morale"][day] - 0.3) / 0.5 * staff)
        what = f"filled anew by day {day}, {engine}"
        lab.share_agrees(new, staff, 1 - stays**weeks, 0.2, what)
    hired = lab.count(outcome, facts.HIRED)
    assert lab.total(outcome, facts.HIRING) == hired * (1_500 + 5_000 * 0.3) * 100
