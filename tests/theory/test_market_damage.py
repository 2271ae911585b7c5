"""Market damage: who leaves after a failure, by severity, voice and outcome.

Everybody comes exactly once (both visit factors are 0, so no visit follows the first) and has a
failure then, the first of their life; no lock-in, no forgiveness. So the share lost is
Σ severity × voice × outcome × (1 − second chance), and every cell of the table can be seen.
The tables are written out: TARP as Goodman reports it, and the slogans of the training trade.
"""

import numpy as np
import pytest
from scipy import stats

from sim import facts
from sim.assumptions import load

SERIOUS = 0.25
SLOGANS = {
    "minor": {"silent": 0.37, "unresolved": 0.50, "fast": 0.80},
    "serious": {"silent": 0.09, "unresolved": 0.50, "fast": 0.80},
}
PUBLISHED = {
    "minor": {"silent": 0.37, "unresolved": 0.46, "fast": 0.95},
    "serious": {"silent": 0.09, "unresolved": 0.19, "fast": 0.82},
}
TABLES = {"slogans": SLOGANS, "published": PUBLISHED}
HEARS = {"minor": 0.33, "serious": 0.65}


def failures(lab, preset="slogans", people=40_000, **more):
    """Everybody has one failure, answered within the promise where anybody answers at all."""
    table = TABLES[preset]
    return lab.bare(
        {
            **lab.people(people),
            **lab.one_visit,
            "voice.ears": 1 if preset == "slogans" else 2,
            "touchpoints.till.serious_share": SERIOUS,
            "desk.promise_days": 60.0,
            "desk.agents": 1_000,
            **{
                f"second_chance.{outcome}_{severity}": chance
                for severity, row in table.items()
                for outcome, chance in row.items()
            },
            **{key.replace("__", "."): value for key, value in more.items()},
        }
    )


def theory(preset, severity, heard, asked, causal, fixed, ease=1.0):
    """The share lost: by nature, by ease and by being asked, then the table and its shifts."""
    cell = TABLES[preset][severity]
    eased = heard * ease / (1 - heard + heard * ease)
    gap = (1 - causal) * (cell["unresolved"] - cell["silent"])

    def voiced(shift):
        chances = [min(1, max(0, cell[name] + shift)) for name in ("unresolved", "fast")]
        return 1 - (1 - fixed) * chances[0] - fixed * chances[1]

    natural = min(heard, eased)  # would speak and does
    moved = max(0, eased - heard)  # speaks because it is easy
    muted = max(0, heard - eased)  # would speak, but it is hard
    silent = 1 - eased - muted
    return (
        natural * voiced(0)
        + moved * voiced(-gap)
        + muted * (asked * voiced(0) + (1 - asked) * (1 - min(1, cell["silent"] + gap)))
        + silent * (asked * voiced(-gap) + (1 - asked) * (1 - cell["silent"]))
    )


def lost_share(lab, outcome):
    """Failures, and how many of them cost a customer."""
    failed = lab.count(outcome, facts.MISERY_MINOR, facts.MISERY_SERIOUS)
    return lab.count(outcome, facts.LEFT_FAILURE), failed


@pytest.mark.parametrize("severity", ["minor", "serious"])
@pytest.mark.parametrize("preset", ["slogans", "published"])
@pytest.mark.parametrize("cell", ["silent", "unresolved", "fast_on_the_spot", "fast_at_the_desk"])
def test_each_cell_of_the_table(lab, preset, severity, cell):
    """The share that gives a second chance is the table's, cell by cell.

    One outcome for everybody: nobody speaks; all do and nothing helps; all do and it is put
    right on the spot, or by the desk within its promise.
    """
    speaks = {
        "voice__silent_per_complaint": 1e9 if cell == "silent" else 0.0,
        f"voice__front_line_hears_{severity}": 0.0 if cell == "silent" else 1.0,
        "voice__management_hears": 1.0,
        "touchpoints__till__serious_share": 1.0 if severity == "serious" else 0.0,
        "recovery__authority": 1.0 if cell == "fast_on_the_spot" else 0.0,
        "desk__success": 1.0 if cell == "fast_at_the_desk" else 0.0,
    }
    (outcome,) = lab.live(failures(lab, preset, 20_000, **speaks))
    voice = (facts.STAYS_SILENT, facts.QUITS_SILENT)
    if cell != "silent":
        voice = (facts.STAYS_VOICED, facts.QUITS_VOICED)
    stays, quits = (lab.count(outcome, kind) for kind in voice)
    assert stays + quits > 19_900
    assert lab.count(outcome, facts.LEFT_FAILURE) == quits
    chance = TABLES[preset][severity][cell.split("_")[0]]
    lab.share_agrees(stays, stays + quits, chance, 0.012, f"{preset}, {severity}, {cell}: stay")


@pytest.mark.parametrize(
    ("engine", "causal", "asked"),
    [*[("compiled", c, a) for c in (0.0, 0.5, 1.0) for a in (0.0, 0.3)], ("simpy", 0.5, 0.3)],
)
@pytest.mark.parametrize("preset", ["slogans", "published"])
def test_share_lost(lab, engine, preset, asked, causal):
    """The share lost is the sum over severities, voices and outcomes.

    Complaints that management hears are answered within the promise and succeed in 75 of 100;
    authority 0.2 × success 0.9 puts right on the spot what the front line hears. The asked are
    heard by management always; on two ears others only in 8 of 100.
    """
    scenario = failures(
        lab,
        preset,
        40_000 if engine == "compiled" else 3_000,
        voice__silent_per_complaint=4.0,
        voice__asked_share=asked,
        voice__share_of_voice_gap_causal=causal,
        recovery__authority=0.2,
        recovery__success=0.9,
        desk__success=0.75,
    )
    lost, failed = lost_share(lab, lab.live(scenario, 1, engine)[0])
    expected = 0.0
    for severity, share in (("minor", 1 - SERIOUS), ("serious", SERIOUS)):
        heard = 0.2 if preset == "slogans" else HEARS[severity]
        spot = 0.2 * 0.9
        desk = (1 - spot) * 0.75
        if preset == "slogans":
            expected += share * theory(preset, severity, heard, asked, causal, spot + desk)
        else:  # the asked have management's ear; who spoke up has it in 8 of 100
            silent = theory(preset, severity, 0.0, asked, causal, spot + desk)
            voiced = theory(preset, severity, 1.0, 0.0, causal, spot + 0.08 * desk)
            expected += share * ((1 - heard) * silent + heard * voiced)
    what = f"{preset}, asked {asked}, causal {causal}, {engine}: lost"
    lab.share_agrees(lost, failed, expected, 0.01 if engine == "compiled" else 0.031, what)


@pytest.mark.parametrize("ease", [0.25, 4.0])
@pytest.mark.parametrize("causal", [0.0, 0.5, 1.0])
def test_share_lost_when_complaining_is_made_easier_or_harder(lab, ease, causal):
    """Ease is a factor on the odds of speaking; the causal share says what that wins.

    The rest of the gap belongs to who people are and goes with them.
    """
    scenario = failures(
        lab,
        voice__silent_per_complaint=2.0,
        voice__ease=ease,
        voice__share_of_voice_gap_causal=causal,
        desk__success=0.5,
    )
    lost, failed = lost_share(lab, lab.live(scenario)[0])
    expected = sum(
        share * theory("slogans", severity, 1 / 3, 0.0, causal, 0.5, ease)
        for severity, share in (("minor", 1 - SERIOUS), ("serious", SERIOUS))
    )
    lab.share_agrees(lost, failed, expected, 0.01, f"ease {ease}, causal {causal}: lost")


@pytest.mark.parametrize(("engine", "people"), [("compiled", 40_000), ("simpy", 3_000)])
def test_anger_grows_with_the_days(lab, engine, people):
    """An answer that never comes: lost by day d is 1 − s(d), for d from the promise on.

    s(d) = s_unres + (s_fast − s_unres)·2^(−(d − promise)/14) (C19). Approval takes for ever.
    """
    scenario = failures(
        lab,
        people=people,
        voice__silent_per_complaint=0.0,
        desk__promise_days=3.0,
        desk__escalation_share=1.0,
        desk__escalation_days=1e8,
    )
    (outcome,) = lab.live(scenario, 1, engine, keep=True)
    failed = lab.of(outcome, facts.MISERY_MINOR, facts.MISERY_SERIOUS)
    failed = failed[failed["time"] < 500]  # leaves time enough to see what comes of it
    gone = lab.of(outcome, facts.LEFT_FAILURE)
    when = np.full(people, np.inf)
    when[gone["who"]] = gone["time"]
    after = when[failed["who"]] - failed["time"]
    assert after.min() > 3.0 - 1e-9, "nobody leaves before the promise is broken"
    for day in (3.0, 10.0, 17.0, 31.0, 200.0):
        stays = 0.5 + 0.3 * 0.5 ** ((day - 3) / 14)
        lost = np.count_nonzero(after <= day + 1e-9)
        told = f"s(d), {engine}: lost by day {day:g}"
        lab.share_agrees(lost, len(after), 1 - stays, 0.01 if people > 9_999 else 0.04, told)
    angry = after[(after > 3.0 + 1e-9) & np.isfinite(after)] - 3.0
    chance = stats.kstest(angry, stats.expon(scale=14 / np.log(2)).cdf).pvalue
    lab.fits("Kolmogorov-Smirnov", chance, f"days until a complainer gives up, {engine}")


def test_a_late_answer_meets_the_curve(lab):
    """Answers that take D days, all of them of help: the share lost is 1 − E[s(D)].

    D is exponential with mean 21 days, so E[s(D)] has a closed form. Who loses hope first is
    gone when the answer comes, who does not stays: both are decided by the one draw u < s(D).
    """
    scenario = failures(
        lab,
        voice__silent_per_complaint=0.0,
        desk__promise_days=3.0,
        desk__handling_minutes=0.001,
        desk__escalation_share=1.0,
        desk__escalation_days=21.0,
    )
    lost, failed = lost_share(lab, lab.live(scenario)[0])
    # E[2^(−max(0, D − 3)/14)] for D exponential with mean 21, by hand.
    rate, anger = 1 / 21, np.log(2) / 14
    kept = 1 - np.exp(-3 * rate) + np.exp(-3 * rate) * rate / (rate + anger)
    lab.share_agrees(lost, failed, 1 - (0.5 + 0.3 * kept), 0.01, "answers after 21 days: lost")


@pytest.mark.parametrize("engine", ["compiled", "simpy"])
def test_voice_alone_wins_nobody(lab, engine):
    """Cause share 0 and nothing resolved: making people complain wins nobody (C13).

    Easier complaining and asking make people speak who by nature do not; with the same luck the
    very same customers are lost. (How many are silent by nature is another thing: it says who
    people are, and moves the sum.)
    """
    base = {
        "voice__silent_per_complaint": 26.0,
        "voice__share_of_voice_gap_causal": 0.0,
        "desk__success": 0.0,
    }
    people = 20_000 if engine == "compiled" else 2_000
    lost, spoke = [], []
    for change in ({}, {"voice__ease": 20.0}, {"voice__asked_share": 0.6}):
        (outcome,) = lab.live(failures(lab, "slogans", people, **base, **change), 1, engine)
        lost.append(outcome.people["active"] == 0)
        spoke.append(lab.count(outcome, facts.SPOKE_UP, facts.ASKED))
    assert spoke[1] > 5 * spoke[0]
    assert spoke[2] > 5 * spoke[0]
    assert lost[0].sum() > people / 2
    assert (lost[1] == lost[0]).all()
    assert (lost[2] == lost[0]).all()


def test_voice_wins_when_it_is_a_cause(lab):
    """The counterpart: at a cause share of 1, the same ease wins customers, unresolved or not."""
    base = {"voice__share_of_voice_gap_causal": 1.0, "desk__success": 0.0}
    (hard,) = lab.live(failures(lab, **base))
    (easy,) = lab.live(failures(lab, **base, voice__ease=20.0))
    assert lab.left(easy) < 0.95 * lab.left(hard)


@pytest.mark.parametrize(("engine", "people"), [("compiled", 40_000), ("simpy", 3_000)])
@pytest.mark.parametrize("silent", [4.0, 26.0])
def test_silent_per_complaint_is_what_it_says(lab, engine, people, silent):
    """One ear: one complaint for so many who say nothing, and management hears each (C12)."""
    scenario = failures(lab, people=people, voice__silent_per_complaint=silent)
    (outcome,) = lab.live(scenario, 1, engine)
    spoke, complained = (lab.count(outcome, k) for k in (facts.SPOKE_UP, facts.COMPLAINED))
    unheard = lab.count(outcome, facts.SILENT)
    assert spoke == complained
    told = f"one ear, {silent:g} silent, {engine}: speak"
    lab.share_agrees(spoke, spoke + unheard, 1 / (1 + silent), 0.03, told)


@pytest.mark.parametrize(("engine", "people"), [("compiled", 40_000), ("simpy", 3_000)])
def test_two_ears_hear_what_they_should(lab, engine, people):
    """Two ears: the front line by severity, management 8 of 100 of that (Goodman 2005)."""
    scenario = failures(lab, "published", people)
    (outcome,) = lab.live(scenario, 1, engine, keep=True)
    told = lab.of(outcome, facts.MISERY_MINOR, facts.MISERY_SERIOUS, facts.SPOKE_UP)
    spoke = np.isin(np.arange(people), told["who"][told["kind"] == facts.SPOKE_UP])
    for kind, severity in ((facts.MISERY_MINOR, "minor"), (facts.MISERY_SERIOUS, "serious")):
        who = told["who"][told["kind"] == kind]
        what = f"two ears, {engine}: front line hears {severity}"
        lab.share_agrees(spoke[who].sum(), len(who), HEARS[severity], 0.06, what)
    heard = lab.count(outcome, facts.COMPLAINED)
    lab.share_agrees(heard, int(spoke.sum()), 0.08, 0.03, f"two ears, {engine}: management hears")


@pytest.mark.parametrize("preset", ["slogans", "published"])
def test_the_tables_here_are_the_presets(preset):
    """The tables written out above are those of the bundled shop."""
    chances = load("corner_shop", preset=preset).second_chance
    for severity, row in TABLES[preset].items():
        for outcome, chance in row.items():
            assert getattr(chances, f"{outcome}_{severity}") == chance
