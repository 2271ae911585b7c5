"""The rules of the world: pure functions of plain numbers.

Each returns a probability, an amount or a time, never a decision. No objects, no SimPy, no
luck. Both engines call these very functions, one of them compiled, and must agree to the last
bit; so there is no power operator (write ``x * x`` and ``exp(-LN2 * ...)``) and no ``sum``.

Units: days unless a name says otherwise; shares and probabilities from 0 to 1.
"""

from math import exp, floor, inf, log

LN2 = 0.6931471805599453

# --- time ---------------------------------------------------------------------------------


def grained(duration: float, grain: float) -> float:
    """Round a duration down to a multiple of the grain; a grain of 0 leaves it alone.

    Examples
    --------
    >>> grained(0.3, 0.125), grained(0.3, 0.0)
    (0.25, 0.3)
    """
    if grain > 0.0:
        return floor(duration / grain) * grain
    return duration


def time_of_day(passed: float, start: float, length: float, share: float) -> float:
    """The hour at which a share of the day's arrivals has come.

    Parameters
    ----------
    passed : float
        Share of the day's arrivals that have come, 0 to 1.
    start, length : float
        The busy stretch, as shares of the business day; a length of 0 for none.
    share : float
        Share of the day's arrivals that fall into it.

    Returns
    -------
    float
        Time as a share of the business day.

    Examples
    --------
    Half of a day's arrivals come between a quarter and a half of the day:

    >>> time_of_day(0.5, 0.25, 0.25, 0.5)
    0.4166666666666667
    """
    if length <= 0.0 or length >= 1.0:
        return passed
    calm = (1.0 - share) / (1.0 - length)
    before = calm * start
    if passed < before:
        return passed / calm
    if passed < before + share:
        return start + (passed - before) * length / share
    return start + length + (passed - before - share) / calm


def arrivals_passed(hour: float, start: float, length: float, share: float) -> float:
    """The share of the day's arrivals that has come by an hour; undoes `time_of_day`."""
    if length <= 0.0 or length >= 1.0:
        return hour
    calm = (1.0 - share) / (1.0 - length)
    if hour < start:
        return hour * calm
    if hour < start + length:
        return calm * start + (hour - start) * share / length
    return calm * start + share + (hour - start - length) * calm


def later(now: float, gap: float, start: float, length: float, share: float) -> float:
    """The time at which `gap` average days of arrivals have passed since `now`."""
    day = floor(now)
    passed = day + arrivals_passed(now - day, start, length, share) + gap
    day = floor(passed)
    return max(now, day + time_of_day(passed - day, start, length, share))


def years_before(end: float, now: float) -> int:
    """How many whole years of 364 days lie between now and the end; 60 for any more than that.

    Examples
    --------
    >>> years_before(728, 363.9), years_before(728, 364.5)
    (1, 0)
    """
    return min(60, max(0, int((end - now) / 364.0)))


# --- moments ------------------------------------------------------------------------------


def shifted(probability: float, log_odds: float) -> float:
    """Move a probability by so much on the scale of log-odds.

    Examples
    --------
    >>> shifted(0.5, 0.0), round(shifted(0.01, 1.0), 4)
    (0.5, 0.0267)
    """
    odds = probability * exp(min(700.0, log_odds))
    return odds / (1.0 - probability + odds)


def wait_strain(wait: float, promised: float, effect: float) -> float:
    """Log-odds that a wait adds to misery: nothing within the promise (C45)."""
    return effect * max(0.0, wait / promised - 1.0)


def service_strain(skill: float, morale: float, skill_effect: float, morale_effect: float) -> float:
    """Log-odds that whoever serves adds to misery; 0 at a skill and morale of 0.5 (C37, C38)."""
    return skill_effect * (0.5 - skill) + morale_effect * (0.5 - morale)


def effort_strain(effort: float, effect: float) -> float:
    """Log-odds that an effortful touchpoint adds to misery; 0 at an effort of 0.3 (C34)."""
    return effect * (effort - 0.3)


# --- loyalty ------------------------------------------------------------------------------


def faded(account: float, days: float, half_life: float, negative_half_life: float) -> float:
    """What is left of a loyalty account after so many days.

    Examples
    --------
    >>> faded(8.0, 364.0, 364.0, 180.0), faded(-12.0, 180.0, 364.0, 180.0)
    (4.0, -6.0)
    """
    if account < 0.0:
        return account * exp(-LN2 * days / negative_half_life)
    return account * exp(-LN2 * days / half_life)


def undisturbed_account(
    visits_per_day: float, magic_per_visit: float, credit_every: float, half_life: float
) -> float:
    """The account that a customer without a failure settles at: m0.

    Credits come one in every `credit_every` days plus the wait for the next moment of magic,
    and fade with the half-life; so the level is credits a day times half-life over ln 2.
    """
    magic_per_day = visits_per_day * magic_per_visit
    if magic_per_day <= 0.0:
        return 0.0
    return half_life / LN2 / (credit_every + 1.0 / magic_per_day)


def loyal_until(account: float, now: float, threshold: float, half_life: float) -> float:
    """When an account that is left alone fades to the threshold of loyalty; `now` if it is below.

    A customer is loyal until then, which is cheaper to keep than to fade the account each time
    that somebody looks.
    """
    if account <= threshold or threshold <= 0.0:
        return now if account <= threshold else inf
    return now + half_life / LN2 * log(account / threshold)


def visit_factor(loyal: bool, loyal_factor: float, retained_only_factor: float) -> float:
    """How often one comes, relative to the base rate: the loyal more, the retained less (C41)."""
    return loyal_factor if loyal else retained_only_factor


# --- voice --------------------------------------------------------------------------------


def one_ear(silent_per_complaint: float) -> float:
    """The chance that an unhappy customer says something: one for so many silent (C12).

    Examples
    --------
    >>> one_ear(26.0) == 1 / 27
    True
    """
    return 1.0 / (1.0 + silent_per_complaint)


def eased(probability: float, ease: float) -> float:
    """The chance of saying something when complaining is made easier: a factor on the odds."""
    odds = probability * ease
    return odds / (1.0 - probability + odds)


def self_selection(
    silent: float, unresolved: float, causal_share: float, speaks_by_nature: bool, spoke: bool
) -> float:
    """What is added to the second chances of one whose voice is not what it would be by nature.

    Complainers stay more often than the silent. A share of that gap is caused by complaining;
    the rest is who they are, and stays with the person whichever way they are made to act.
    """
    by_nature = (1.0 - causal_share) * (unresolved - silent)
    if speaks_by_nature and not spoke:
        return by_nature
    if spoke and not speaks_by_nature:
        return -by_nature
    return 0.0


# --- second chance ------------------------------------------------------------------------


def within(probability: float) -> float:
    """Keep a probability between 0 and 1."""
    return min(1.0, max(0.0, probability))


def forgiven(chance: float, account: float, full_account: float, forgiveness: float) -> float:
    """The second chance, raised by a positive account (C41)."""
    if account <= 0.0 or full_account <= 0.0:
        return chance
    return chance + (1.0 - chance) * forgiveness * min(1.0, account / full_account)


def second_chance(overdue: float, unresolved: float, fast: float, half_life: float) -> float:
    """The share still willing to stay when the answer is so many days beyond the promise (C19).

    Examples
    --------
    >>> second_chance(0.0, 0.5, 0.8, 14.0), second_chance(14.0, 0.5, 0.8, 14.0)
    (0.8, 0.65)
    """
    return unresolved + (fast - unresolved) * exp(-LN2 * max(0.0, overdue) / half_life)


def hope_lasts(u: float, unresolved: float, fast: float, half_life: float) -> float:
    """Days beyond the promise for which a customer with luck `u` waits for an answer.

    Undoes `second_chance`: below 0 for one whom even a fast answer does not keep, infinite for
    one who stays whatever happens.

    Examples
    --------
    >>> hope_lasts(0.9, 0.5, 0.8, 14.0), hope_lasts(0.4, 0.5, 0.8, 14.0)
    (-1.0, inf)
    >>> round(hope_lasts(0.65, 0.5, 0.8, 14.0), 9)
    14.0
    """
    if u < unresolved:
        return inf
    if u >= fast:
        return -1.0
    if u == unresolved:
        return inf
    return half_life / LN2 * log((fast - unresolved) / (u - unresolved))


def needs_approval(escalation_share: float, authority: float) -> float:
    """The share of the desk's answers that wait for approval: authority takes its share away (C25).

    Examples
    --------
    >>> needs_approval(0.6, 0.25), needs_approval(0.6, 1.0)
    (0.44999999999999996, 0.0)
    """
    return escalation_share * (1.0 - authority)


# --- word of mouth --------------------------------------------------------------------------


def brings_others(asked: float, reward: float, scale: float) -> float:
    """The share of the loyal who tell one more person: those asked, and those a reward moves (C36).

    Examples
    --------
    >>> brings_others(0.25, 0.0, 50.0), round(brings_others(0.0, 50.0, 50.0), 3)
    (0.25, 0.632)
    """
    return 1.0 - (1.0 - asked) * exp(-reward / scale)


def listeners_bad(listeners_per_good: float, bad_to_good_ratio: float) -> float:
    """How many people are told about a bad experience, on average (C04); at most 60."""
    return min(60.0, listeners_per_good * bad_to_good_ratio)


# --- the people inside ----------------------------------------------------------------------


def trained(skill: float, hours: float, scale: float) -> float:
    """Skill after so many hours of training: part of the gap to full skill closes (C24).

    Examples
    --------
    >>> trained(0.5, 0.0, 80.0), round(trained(0.5, 80.0, 80.0), 3)
    (0.5, 0.816)
    """
    return skill + (1.0 - skill) * (1.0 - exp(-hours / scale))


def rounds(days: float, every: float) -> int:
    """How many rounds of training, one every so many days, there have been by then."""
    return floor(days / every)


def practised(skill: float, usual: float, days: float, learning: float, forgetting: float) -> float:
    """Skill after so many days on the job, which teaches the usual and forgets the rest (C37).

    Examples
    --------
    >>> practised(0.25, 0.5, 91.0, 91.0, 60.0), practised(0.75, 0.5, 60.0, 91.0, 60.0)
    (0.375, 0.625)
    """
    half_life = learning if skill < usual else forgetting
    return usual + (skill - usual) * exp(-LN2 * days / half_life)


def coached_half_life(forgetting: float, hours: float, scale: float) -> float:
    """How long training lasts with so many hours of coaching a year: its half-life (C37)."""
    return forgetting * (1.0 + hours / scale)


def morale_level(
    attitude: float,
    authority: float,
    authority_lifts: float,
    recognised: float,
    load: float,
    load_wears: float,
    angered: float,
) -> float:
    """The morale to which an employee tends (C38), from 0 to 1.

    It is the attitude that they brought along, plus what authority, of which a fifth is taken
    for granted, and recognition add, less what a load beyond 70% and angry customers take off.
    """
    lifted = attitude + authority_lifts * (authority - 0.2) + recognised
    worn = load_wears * max(0.0, load - 0.7) / 0.3 + angered
    return within(lifted - worn)


def morale_after(morale: float, level: float, days: float, half_life: float) -> float:
    """Morale after so many days on its way to a level."""
    return level + (morale - level) * exp(-LN2 * days / half_life)


def quits(turnover: float, morale: float, holds: float, days: float) -> float:
    """The chance of quitting within so many days: likelier the lower the morale (C38)."""
    rate = turnover * exp(holds * (0.5 - morale))
    return 1.0 - exp(-rate * days / 364.0)


# --- outside ------------------------------------------------------------------------------


def offer_taken(accepted: float, factor: float, loyal: bool, protection: float) -> float:
    """The chance of taking a competitor's offer: the loyal turn most of them down (C23)."""
    taken = within(accepted * factor)
    return taken * (1.0 - protection) if loyal else taken


# --- money --------------------------------------------------------------------------------


def spend(usual: float, loyal: bool, loyal_factor: float) -> int:
    """What a visit sells, in whole cents: the loyal spend more (C41)."""
    return floor(usual * (loyal_factor if loyal else 1.0) + 0.5)


def goods(sale: float, share: float) -> int:
    """Cost of the goods of a sale, in whole cents, from the sale in cents."""
    return floor(sale * share + 0.5)


def bonus_paid(full: float, spoiled: float, visits: float) -> int:
    """The bonus of a day, in whole cents: the full one times yesterday's recorded index (C18)."""
    return floor(full * (1.0 - spoiled / visits) + 0.5) if visits > 0.0 else 0


def cents(amount: float) -> int:
    """Money as a whole number of cents."""
    return floor(amount * 100.0 + 0.5)
