"""What each rule says: worked values, bounds, directions, and rules that undo one another."""

from math import exp, inf, isclose, log, log1p

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sim import rules

shares = st.floats(0.0, 1.0)
lucks = st.floats(2.0**-53, 1.0 - 2.0**-53)
half_lives = st.floats(0.1, 1e6)
spans = st.floats(0.0, 1e4)
accounts = st.floats(-1e3, 1e3)
log_odds = st.floats(-20.0, 20.0)
hours = st.floats(0.0, 400.0)


@st.composite
def peaks(draw):
    """A busy stretch of a day, or none."""
    if draw(st.booleans()):
        return (0.0, 0.0, 0.0)
    start = draw(st.floats(0.0, 0.9))
    length = draw(st.floats(0.01, 0.99)) * (1.0 - start)
    return (start, length, draw(st.floats(0.01, 0.99)))


@st.composite
def ordered(draw):
    """Two probabilities, the lower first."""
    return tuple(sorted((draw(shares), draw(shares))))


# --- time ---------------------------------------------------------------------------------


@given(st.floats(0.0, 1e6), st.sampled_from([0.125, 0.5, 0.3]))
def test_a_grain_rounds_down_by_less_than_itself(duration, grain):
    found = rules.grained(duration, grain)
    assert found <= duration * (1 + 1e-15)
    assert duration - found < grain * (1 + 1e-9)
    assert rules.grained(duration, 0.0) == duration


@given(st.floats(0.0, 0.999999), peaks())
def test_arrivals_passed_undoes_time_of_day(passed, peak):
    hour = rules.time_of_day(passed, *peak)
    assert -1e-12 <= hour <= 1.0 + 1e-12
    assert rules.arrivals_passed(hour, *peak) == pytest.approx(passed, abs=1e-9)
    back = rules.time_of_day(rules.arrivals_passed(passed, *peak), *peak)
    assert back == pytest.approx(passed, abs=1e-9)


@given(shares, shares, peaks())
def test_time_of_day_runs_forward(one, two, peak):
    one, two = sorted((one, two))
    assert rules.time_of_day(one, *peak) <= rules.time_of_day(two, *peak) + 1e-12


@given(st.floats(0.0, 1e4), st.floats(0.0, 1e3), st.floats(0.0, 1e3), peaks())
def test_later_is_never_before_and_adds_up(now, first, second, peak):
    one = rules.later(now, first, *peak)
    assert one >= now
    through = rules.later(now, first + second, *peak)
    assert rules.later(one, second, *peak) == pytest.approx(through, abs=1e-6)


@given(st.floats(0.0, 1e4), st.integers(0, 100), peaks())
def test_whole_days_of_arrivals_are_whole_days(now, days, peak):
    assert rules.later(now, float(days), *peak) == pytest.approx(now + days, abs=1e-8)


def test_a_peak_by_hand():
    peak = (0.25, 0.25, 0.5)  # half of the arrivals between 0.25 and 0.5
    # before it, a quarter of the day holds a sixth of the arrivals
    assert rules.arrivals_passed(0.25, *peak) == pytest.approx(1 / 6)
    assert rules.arrivals_passed(0.5, *peak) == pytest.approx(1 / 6 + 1 / 2)
    assert rules.arrivals_passed(1.0, *peak) == pytest.approx(1.0)
    assert rules.time_of_day(1 / 6 + 1 / 4, *peak) == pytest.approx(0.375)
    assert rules.later(3.25, 0.25, *peak) == pytest.approx(3.375)
    assert rules.later(3.25, 1.25, *peak) == pytest.approx(4.375)


@given(st.integers(1, 36_400), st.floats(0.0, 36_400.0))
def test_years_before_counts_back_from_the_end(end, now):
    years = rules.years_before(end, now)
    assert 0 <= years <= 60
    if now <= end and years < 60:
        assert years * 364.0 <= end - now < (years + 1) * 364.0


# --- moments ------------------------------------------------------------------------------


@given(shares, log_odds, log_odds)
def test_shifted_is_a_probability_and_adds_on_the_log_odds(probability, one, two):
    once = rules.shifted(probability, one)
    assert 0.0 <= once <= 1.0
    assert rules.shifted(probability, 0.0) == pytest.approx(probability, abs=1e-15)
    together = rules.shifted(probability, one + two)
    if 1e-9 < once < 1.0 - 1e-6:
        assert rules.shifted(once, two) == pytest.approx(together, rel=1e-6, abs=1e-12)
    more = rules.shifted(probability, one + abs(two))
    assert more >= once or isclose(more, once)


def test_shifted_by_hand():
    # odds of 1 to 3, three times as high, are even
    assert rules.shifted(0.25, log(3.0)) == pytest.approx(0.5)
    assert rules.shifted(0.0, 5.0) == 0.0
    assert rules.shifted(1.0, -5.0) == 1.0


@pytest.mark.parametrize("log_odds", [699.0, 710.0, 1e6, 1e300])
def test_no_wait_is_too_long(log_odds):
    assert rules.shifted(0.001, log_odds) == pytest.approx(1.0)
    assert rules.shifted(0.0, log_odds) == 0.0
    assert rules.shifted(1.0, log_odds) == 1.0


@given(spans, st.floats(0.01, 1e3), st.floats(0.0, 20.0))
def test_a_wait_within_the_promise_is_no_strain(wait, promised, effect):
    strain = rules.wait_strain(wait, promised, effect)
    assert strain >= 0.0
    if wait <= promised:
        assert strain == 0.0
    assert rules.wait_strain(2.0 * promised, promised, effect) == pytest.approx(effect)


@given(shares, shares, shares, shares, st.floats(0.0, 20.0), st.floats(0.0, 20.0))
def test_skill_and_morale_never_strain(skill, better, morale, happier, by_skill, by_morale):
    skill, better = sorted((skill, better))
    morale, happier = sorted((morale, happier))
    worse = rules.service_strain(skill, morale, by_skill, by_morale)
    assert rules.service_strain(better, happier, by_skill, by_morale) <= worse
    assert rules.service_strain(0.5, 0.5, by_skill, by_morale) == 0.0


def test_strains_by_hand():
    assert rules.service_strain(0.0, 1.0, 1.5, 1.0) == pytest.approx(0.75 - 0.5)
    assert rules.effort_strain(0.3, 2.0) == 0.0
    assert rules.effort_strain(1.0, 1.0) == pytest.approx(0.7)
    assert rules.effort_strain(0.0, 1.0) == pytest.approx(-0.3)


# --- loyalty ------------------------------------------------------------------------------


@given(accounts, spans, spans, half_lives, half_lives)
def test_fading_twice_is_fading_once(account, one, two, half_life, negative):
    twice = rules.faded(rules.faded(account, one, half_life, negative), two, half_life, negative)
    once = rules.faded(account, one + two, half_life, negative)
    assert twice == pytest.approx(once, rel=1e-9, abs=1e-300)


@given(accounts, spans, half_lives, half_lives)
def test_what_fades_comes_nearer_to_nothing(account, days, half_life, negative):
    left = rules.faded(account, days, half_life, negative)
    assert abs(left) <= abs(account)
    assert left * account >= 0.0
    assert rules.faded(account, 0.0, half_life, negative) == account
    half = rules.faded(account, half_life if account >= 0 else negative, half_life, negative)
    assert half == pytest.approx(account / 2)


@given(st.floats(1e-3, 1e3), st.floats(0.0, 1e4), st.floats(1e-3, 1e3), st.floats(0.1, 1e4))
def test_loyal_until_is_when_the_account_has_faded_to_the_threshold(
    account, now, threshold, half_life
):
    until = rules.loyal_until(account, now, threshold, half_life)
    if account <= threshold:
        assert until == now
        return
    assert until >= now
    assert rules.faded(account, until - now, half_life, half_life) == pytest.approx(
        threshold, rel=1e-6
    )


def test_loyal_until_where_nobody_fades_below():
    assert rules.loyal_until(1.0, 5.0, 0.0, 364.0) == inf
    assert rules.loyal_until(0.0, 5.0, 0.0, 364.0) == 5.0
    assert rules.loyal_until(-1.0, 5.0, 0.0, 364.0) == 5.0
    assert rules.loyal_until(4.0, 10.0, 1.0, 100.0) == pytest.approx(210.0)


def test_the_undisturbed_account_is_where_credits_and_fading_meet():
    # A credit every 14 days and one more to wait for: one in 15 days.
    half_life, gap = 364.0, 15.0
    level = rules.undisturbed_account(2.0, 0.5, 14.0, half_life)
    assert level == pytest.approx(half_life / log(2.0) / gap)
    credit_by_credit = 0.0
    for _ in range(2_000):
        credit_by_credit = rules.faded(credit_by_credit, gap, half_life, half_life) + 1.0
    # the mean between two credits
    assert credit_by_credit - 0.5 == pytest.approx(level, rel=1e-3)
    assert rules.undisturbed_account(0.0, 0.5, 14.0, 364.0) == 0.0
    assert rules.undisturbed_account(1.0, 0.0, 14.0, 364.0) == 0.0


@given(st.floats(0.01, 10.0), st.floats(0.01, 1.0), spans, half_lives, st.floats(1.0, 3.0))
def test_more_magic_makes_a_fuller_account(visits, magic, every, half_life, more):
    level = rules.undisturbed_account(visits, magic, every, half_life)
    assert 0.0 < level <= rules.undisturbed_account(visits * more, magic, every, half_life)
    assert rules.undisturbed_account(visits, magic, every + 1.0, half_life) <= level


def test_visit_factor():
    assert rules.visit_factor(True, 1.1, 0.6) == 1.1
    assert rules.visit_factor(False, 1.1, 0.6) == 0.6


# --- voice --------------------------------------------------------------------------------


def test_twenty_six_are_silent_for_one_who_complains():
    speaks = rules.one_ear(26.0)
    assert (1.0 - speaks) / speaks == pytest.approx(26.0)
    assert rules.one_ear(0.0) == 1.0


@given(shares, st.floats(0.01, 1e3), st.floats(1.0, 10.0))
def test_ease_makes_people_speak(probability, ease, more):
    found = rules.eased(probability, ease)
    assert 0.0 <= found <= 1.0
    easier = rules.eased(probability, ease * more)
    assert easier >= found or isclose(easier, found)
    assert found == pytest.approx(rules.shifted(probability, log(ease)), abs=1e-12)
    assert rules.eased(probability, 1.0) == pytest.approx(probability, abs=1e-15)


@given(shares, shares, shares, st.booleans())
def test_who_acts_by_nature_is_not_moved(silent, unresolved, causal, nature):
    assert rules.self_selection(silent, unresolved, causal, nature, nature) == 0.0
    made_to_speak = rules.self_selection(silent, unresolved, causal, False, True)
    kept_silent = rules.self_selection(silent, unresolved, causal, True, False)
    assert made_to_speak == -kept_silent
    assert rules.self_selection(silent, unresolved, 1.0, nature, not nature) == 0.0


@given(shares, shares)
def test_without_cause_making_people_complain_wins_nobody(silent, unresolved):
    shift = rules.self_selection(silent, unresolved, 0.0, False, True)
    assert unresolved + shift == pytest.approx(silent, abs=1e-15)


def test_self_selection_by_hand():
    # two thirds of the gap from 0.37 to 0.49 are cause: who is made to speak loses 0.04
    assert rules.self_selection(0.37, 0.49, 2 / 3, False, True) == pytest.approx(-0.04)
    assert rules.self_selection(0.37, 0.49, 2 / 3, True, False) == pytest.approx(0.04)


# --- second chance ------------------------------------------------------------------------


@given(st.floats(-10.0, 10.0))
def test_within(value):
    found = rules.within(value)
    assert 0.0 <= found <= 1.0
    assert found == value or not 0.0 <= value <= 1.0


@given(shares, accounts, accounts, st.floats(0.0, 1e3), shares)
def test_an_account_forgives_and_never_harms(chance, account, richer, full, forgiveness):
    account, richer = sorted((account, richer))
    found = rules.forgiven(chance, account, full, forgiveness)
    assert chance <= found <= 1.0 + 1e-15
    assert rules.forgiven(chance, richer, full, forgiveness) >= found
    assert rules.forgiven(chance, account, full, 0.0) == chance
    if account <= 0.0:
        assert found == chance


def test_forgiven_by_hand():
    # half an account forgives half of a fifth of the six tenths who would go
    assert rules.forgiven(0.4, 5.0, 10.0, 0.2) == pytest.approx(0.4 + 0.6 * 0.2 * 0.5)
    assert rules.forgiven(0.4, 99.0, 10.0, 0.2) == pytest.approx(0.52)
    assert rules.forgiven(0.4, 99.0, 10.0, 1.0) == 1.0


@given(st.floats(-100.0, 1e3), st.floats(-100.0, 1e3), ordered(), half_lives)
def test_the_second_chance_falls_from_fast_to_unresolved(one, two, chances, half_life):
    unresolved, fast = chances
    one, two = sorted((one, two))
    early = rules.second_chance(one, unresolved, fast, half_life)
    late = rules.second_chance(two, unresolved, fast, half_life)
    assert unresolved - 1e-15 <= late <= early <= fast + 1e-15
    if two <= 0.0:
        assert late == pytest.approx(fast, abs=1e-15)


@given(lucks, ordered(), st.floats(0.1, 1e3))
def test_hope_lasts_undoes_the_second_chance(u, chances, half_life):
    unresolved, fast = chances
    hope = rules.hope_lasts(u, unresolved, fast, half_life)
    if u <= unresolved:
        assert hope == inf or u >= fast
    elif u >= fast:
        assert hope < 0.0
    else:
        assert hope >= 0.0
        assert rules.second_chance(hope, unresolved, fast, half_life) == pytest.approx(u, abs=1e-9)


@given(lucks, ordered(), st.floats(0.1, 1e3), st.floats(0.0, 1e3))
def test_one_stays_as_long_as_hope_lasts(u, chances, half_life, overdue):
    unresolved, fast = chances
    hope = rules.hope_lasts(u, unresolved, fast, half_life)
    chance = rules.second_chance(overdue, unresolved, fast, half_life)
    assume(abs(u - chance) > 1e-9)  # the very day is told by neither
    assert (u < chance) == (overdue <= hope)


@given(lucks, lucks, ordered())
def test_the_luckier_wait_longer(one, two, chances):
    one, two = sorted((one, two))
    assert rules.hope_lasts(one, *chances, 14.0) >= rules.hope_lasts(two, *chances, 14.0)


# --- word of mouth ------------------------------------------------------------------------


@given(st.floats(0.0, 20.0), st.floats(0.0, 20.0))
def test_bad_news_goes_to_more_people_but_not_to_all(listeners, ratio):
    found = rules.listeners_bad(listeners, ratio)
    assert found == (listeners * ratio if listeners * ratio < 60.0 else 60.0)


# --- the people inside --------------------------------------------------------------------


@given(shares, hours, hours, st.floats(0.1, 1e4))
def test_training_twice_is_training_once_for_as_long(skill, one, two, scale):
    found = rules.trained(skill, one, scale)
    assert skill - 1e-15 <= found <= 1.0 + 1e-15
    assert rules.trained(found, two, scale) == pytest.approx(
        rules.trained(skill, one + two, scale), abs=1e-12
    )
    assert rules.trained(skill, 0.0, scale) == skill
    assert rules.trained(1.0, one, scale) == 1.0


def test_trained_by_hand():
    # 80 ln 2 hours on a scale of 80 close half of the gap
    assert rules.trained(0.2, 80.0 * log(2.0), 80.0) == pytest.approx(0.6)
    # 200 hours a year in rounds of half a year close 71% of it each time
    assert rules.trained(0.0, 100.0, 80.0) == pytest.approx(0.7135, abs=1e-4)


@given(st.integers(0, 5_200), st.floats(7.0, 3_640.0))
def test_rounds_are_whole_and_a_week_brings_one_at_most(week, every):
    before, after = rules.rounds(week * 7.0, every), rules.rounds(week * 7.0 + 7.0, every)
    assert isinstance(after, int)
    assert before <= after <= before + 1
    assert abs(after - (week * 7.0 + 7.0) / every) <= 1.0


@given(st.floats(7.0, 3_640.0))
def test_the_weeks_of_a_lifetime_bring_every_round_once(every):
    weeks = range(1, 261)
    rounds = [rules.rounds(w * 7.0, every) - rules.rounds(w * 7.0 - 7.0, every) for w in weeks]
    assert sum(rounds) == rules.rounds(1_820.0, every)


def test_rounds_by_hand():
    assert [rules.rounds(day, 182.0) for day in (0.0, 181.9, 182.0, 363.9, 364.0)] == [
        *(0, 0, 1, 1, 2)
    ]


@given(shares, shares, spans, spans, half_lives, half_lives)
def test_practising_twice_is_practising_once(skill, usual, one, two, learning, forgetting):
    once = rules.practised(skill, usual, one + two, learning, forgetting)
    then = rules.practised(skill, usual, one, learning, forgetting)
    low, high = sorted((skill, usual))
    assert low - 1e-12 <= then <= high + 1e-12
    assert rules.practised(then, usual, two, learning, forgetting) == pytest.approx(once, abs=1e-9)
    assert rules.practised(usual, usual, one, learning, forgetting) == usual


@given(spans, half_lives, half_lives, half_lives)
def test_learning_and_forgetting_have_half_lives_of_their_own(days, learning, forgetting, other):
    below = rules.practised(0.2, 0.5, days, learning, forgetting)
    assert below == rules.practised(0.2, 0.5, days, learning, other)
    above = rules.practised(0.8, 0.5, days, learning, forgetting)
    assert above == rules.practised(0.8, 0.5, days, other, forgetting)


def test_practised_by_hand():
    # a newcomer at 0.25 has made up three quarters of the way to 0.5 in two half-lives
    assert rules.practised(0.25, 0.5, 182.0, 91.0, 60.0) == pytest.approx(0.4375)
    assert rules.practised(0.9, 0.5, 120.0, 91.0, 60.0) == pytest.approx(0.6)


@given(half_lives, hours, hours, st.floats(0.1, 1e4))
def test_coaching_makes_training_last(forgetting, less, more, scale):
    less, more = sorted((less, more))
    found = rules.coached_half_life(forgetting, less, scale)
    assert forgetting <= found <= rules.coached_half_life(forgetting, more, scale)
    assert rules.coached_half_life(forgetting, 0.0, scale) == forgetting
    doubled = rules.coached_half_life(forgetting, scale, scale)
    assert doubled == pytest.approx(2.0 * forgetting)


people = st.fixed_dictionaries(
    {
        "attitude": shares,
        "authority": shares,
        "authority_lifts": shares,
        "recognised": st.floats(0.0, 3.0),
        "load": st.floats(0.0, 1.5),
        "load_wears": st.floats(0.0, 5.0),
        "angered": st.floats(0.0, 5.0),
    }
)


@given(people, shares)
def test_what_lifts_morale_and_what_wears_it(person, more):
    level = rules.morale_level(**person)
    assert 0.0 <= level <= 1.0
    for name in ("attitude", "authority", "recognised"):
        assert rules.morale_level(**person | {name: person[name] + more}) >= level, name
    for name in ("load", "angered"):
        assert rules.morale_level(**person | {name: person[name] + more}) <= level, name


@given(shares, st.floats(0.0, 0.7))
def test_morale_is_the_attitude_where_nothing_is_done_to_it(attitude, load):
    assert rules.morale_level(attitude, 0.2, 0.25, 0.0, load, 0.5, 0.0) == attitude


def test_morale_levels_by_hand():
    # full authority lifts by 0.25 against none, a fifth of it being usual
    assert rules.morale_level(0.5, 1.0, 0.25, 0.0, 0.0, 0.5, 0.0) == pytest.approx(0.7)
    assert rules.morale_level(0.5, 0.0, 0.25, 0.0, 0.0, 0.5, 0.0) == pytest.approx(0.45)
    # a load of 85% is half of the way from 70% to all the time
    assert rules.morale_level(0.5, 0.2, 0.25, 0.0, 0.85, 0.5, 0.0) == pytest.approx(0.25)
    assert rules.morale_level(0.5, 0.2, 0.25, 0.1, 0.0, 0.5, 0.2) == pytest.approx(0.4)
    assert rules.morale_level(0.5, 0.2, 0.25, 0.0, 1.0, 5.0, 0.0) == 0.0
    assert rules.morale_level(0.9, 1.0, 1.0, 0.5, 0.0, 0.5, 0.0) == 1.0


@given(shares, shares, spans, spans, half_lives)
def test_morale_moves_to_its_level(morale, level, one, two, half_life):
    then = rules.morale_after(morale, level, one, half_life)
    low, high = sorted((morale, level))
    assert low - 1e-12 <= then <= high + 1e-12
    assert rules.morale_after(then, level, two, half_life) == pytest.approx(
        rules.morale_after(morale, level, one + two, half_life), abs=1e-9
    )
    half = rules.morale_after(morale, level, half_life, half_life)
    assert half == pytest.approx((morale + level) / 2)


@given(st.floats(0.0, 10.0), shares, shares, st.floats(0.0, 20.0), spans)
def test_the_happier_stay(turnover, morale, happier, holds, days):
    morale, happier = sorted((morale, happier))
    chance = rules.quits(turnover, morale, holds, days)
    assert 0.0 <= rules.quits(turnover, happier, holds, days) <= chance <= 1.0
    assert rules.quits(0.0, morale, holds, days) == 0.0
    assert rules.quits(turnover, morale, holds, 0.0) == 0.0


@given(st.floats(0.0, 10.0), shares, st.floats(0.0, 5.0))
def test_quitting_week_by_week_is_quitting_in_a_year(turnover, morale, holds):
    a_week = rules.quits(turnover, morale, holds, 7.0)
    stayed = exp(52 * log1p(-a_week)) if a_week < 1.0 else 0.0
    assert stayed == pytest.approx(1.0 - rules.quits(turnover, morale, holds, 364.0), abs=1e-9)


def test_quits_by_hand():
    assert rules.quits(0.25, 0.5, 3.0, 364.0) == pytest.approx(1.0 - exp(-0.25))
    # with a third of the way from 0.5 to no morale, at a hold of 3, the rate is e^0.5 times
    assert rules.quits(1.0, 1 / 3, 3.0, 364.0) == pytest.approx(1.0 - exp(-exp(0.5)))


# --- outside, money -----------------------------------------------------------------------


@given(shares, st.floats(0.0, 1e4), shares)
def test_the_loyal_take_fewer_offers(accepted, factor, protection):
    taken = rules.offer_taken(accepted, factor, False, protection)
    assert taken == min(1.0, accepted * factor)
    assert 0.0 <= rules.offer_taken(accepted, factor, True, protection) <= taken
    assert rules.offer_taken(accepted, factor, True, 1.0) == 0.0
    assert rules.offer_taken(accepted, 1.0, False, protection) == accepted


def test_offers_by_hand():
    assert rules.offer_taken(0.04, 1.0, True, 0.7) == pytest.approx(0.012)
    assert rules.offer_taken(0.04, 2.0, True, 0.7) == pytest.approx(0.024)
    # no more than everybody takes it, and then a loyal customer has the protection still
    assert rules.offer_taken(0.4, 100.0, False, 0.7) == 1.0
    assert rules.offer_taken(0.4, 100.0, True, 0.7) == pytest.approx(0.3)


@given(st.integers(0, 10**9), shares, shares)
def test_goods_are_whole_cents_and_rise_with_their_share(spend, share, more):
    share, more = sorted((share, more))
    found = rules.goods(float(spend), share)
    assert isinstance(found, int)
    assert 0 <= found <= spend
    assert abs(found - spend * share) <= 0.5 + 1e-6
    assert found <= rules.goods(float(spend), more)


@given(shares, shares, shares)
def test_authority_takes_approvals_away(share, authority, more):
    authority, more = sorted((authority, more))
    assert 0 <= rules.needs_approval(share, more) <= rules.needs_approval(share, authority) <= share
    assert rules.needs_approval(share, 0.0) == share
    assert rules.needs_approval(share, 1.0) == 0.0


@given(shares, st.floats(0, 1e4), st.floats(1e-3, 1e4))
def test_a_reward_brings_more_and_none_brings_those_asked(asked, reward, scale):
    assert rules.brings_others(asked, 0.0, scale) == pytest.approx(asked)
    assert asked - 1e-12 <= rules.brings_others(asked, reward, scale) <= 1.0


def test_spend_by_hand():
    assert rules.spend(1_000.0, False, 1.1) == 1_000
    assert rules.spend(1_000.0, True, 1.1) == 1_100
    assert rules.spend(5.0, True, 0.5) == 3  # half a cent is rounded up


def test_a_bonus_falls_with_the_recorded_index():
    assert rules.bonus_paid(500.0, 0.0, 100.0) == 500
    assert rules.bonus_paid(500.0, 25.0, 100.0) == 375
    assert rules.bonus_paid(500.0, 100.0, 100.0) == 0
    assert rules.bonus_paid(500.0, 0.0, 0.0) == 0  # a day without a visit has no index


def test_goods_by_hand():
    assert rules.goods(1_200.0, 0.7) == 840
    assert rules.goods(999.0, 0.0) == 0
    assert rules.goods(999.0, 1.0) == 999
    assert rules.goods(5.0, 0.5) == 3  # half a cent is rounded up


@given(st.integers(0, 10**12))
def test_cents_are_whole_and_near(amount):
    assert rules.cents(amount / 100.0) == amount
    assert isinstance(rules.cents(1.0), int)


def test_cents_round_half_up():
    assert [rules.cents(x) for x in (0.0, 0.004, 0.005, 1.25, 2.999)] == [0, 0, 1, 125, 300]


def test_ln2_halves():
    assert exp(-rules.LN2) == 0.5
