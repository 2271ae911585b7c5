"""A hundred unhappy customers are followed day by day, and nobody is lost on the way."""

import numpy as np
import pytest

import sim
from sim import facts
from sim.outcome import Outcome
from sim.show.fates import QUITTING, STAYING, Fates, describe_fates, fates, fates_of
from sim.show.style import SMALLEST, STYLES, new_figure
from tests.show.reading import clipped, overlapping, smallest, words

DAYS = 4


def lived(*told, days=20):
    """An outcome of nothing but these facts: time, kind, person."""
    table = np.zeros(len(told), facts.FACT)
    for place, (time, kind, who) in enumerate(told):
        table[place] = (time, kind, who, 0, -1, 0.0)
    return Outcome(table, np.zeros((days, len(facts.KINDS))), None, None, None)


def failure(time, who, *then):
    """A failure, and what happened to it, each so many days later."""
    return [(time, facts.MISERY_MINOR, who)] + [(time + days, kind, who) for days, kind in then]


OPENED = (0.0, facts.CASE_OPENED)
FOUR = [
    *failure(5.0, 1, (0.0, facts.QUITS_SILENT)),
    *failure(6.0, 2, OPENED, (1.5, facts.RESOLVED_FAST), (1.5, facts.STAYS_VOICED)),
    *failure(8.0, 3, OPENED, (2.5, facts.QUITS_VOICED), (2.5, facts.WITHDRAWN)),
    *failure(12.0, 4, (0.0, facts.STAYS_SILENT)),
]


def followed(told, **more):
    return fates_of(lived(*sorted(told, key=lambda one: one[0]), **more), 0.0, DAYS)


def test_each_is_where_it_was_on_each_day():
    found = followed(FOUR)
    assert found.failures == 4
    assert found.lost.tolist() == [25, 25, 25, 50, 50]
    assert found.waiting.tolist() == [50, 50, 25, 0, 0]
    assert found.stay.tolist() == [25, 25, 50, 50, 50]


def test_who_still_waits_at_the_end_waits_on():
    found = followed([*FOUR, *failure(7.0, 5, OPENED)])
    assert found.failures == 5
    assert found.waiting[-1] == 20


def test_who_left_for_another_reason_is_left_out():
    gone = failure(7.0, 5, OPENED, (1.0, facts.LEFT_MOVED), (1.0, facts.WITHDRAWN))
    assert followed([*FOUR, *gone]).failures == 4


def test_what_cannot_be_followed_for_so_long_is_left_out():
    assert followed([*FOUR, *failure(17.0, 5, (0.0, facts.QUITS_SILENT))]).failures == 4
    assert followed([*FOUR, *failure(17.0, 5, OPENED)]).failures == 4


def test_without_failures_there_is_nobody():
    found = followed([(1.0, facts.VISIT, 1)])
    assert found.failures == 0
    assert describe_fates(found) == "Nobody was unhappy."


@pytest.fixture(scope="module")
def asking():
    changes = {"time.days": 364, "time.warm_up_days": 56, "voice.asked_share": 0.3}
    return sim.run(sim.load("hotel", changes=changes | {"market.customers": 2000}))


def test_it_agrees_with_the_tallies_of_a_run(asking):
    found = fates_of(asking.outcome, 56.0, 28)
    kinds = asking.outcome.facts["kind"]
    in_time = asking.outcome.facts["time"] >= 56
    stays = (np.isin(kinds, STAYING) & in_time).sum()
    quits = (np.isin(kinds, QUITTING) & in_time).sum()
    assert found.stay[-1] == pytest.approx(100 * stays / (stays + quits), abs=4)
    assert (np.diff(found.lost) >= 0).all()
    assert (np.diff(found.waiting) <= 0).all()
    assert (np.diff(found.stay) >= 0).all()


def test_nobody_gives_up_before_the_promise_who_has_no_answer(asking):
    few = asking.scenario.with_({"desk.hours_per_week": 0.25})
    found = fates_of(sim.run(few).outcome, 56.0, 28)
    at_promise = int(few.desk.promise_days)
    assert found.lost[at_promise - 1] - found.lost[0] < 1
    assert found.lost[at_promise] - found.lost[at_promise - 1] > 2


def band(stay, lost, waiting, days=28):
    """Of 100, lost and waiting at once; all who wait stay at the end."""
    falling = np.linspace(waiting, 0, days + 1)
    return Fates(np.full(days + 1, float(lost)), falling, stay + lost + waiting)


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)
@pytest.mark.parametrize(
    "found",
    [band(33, 63, 4), band(28, 47, 25), band(10, 10, 80), band(37, 63, 0), band(95, 1, 4)],
    ids=lambda found: f"{found.lost[0]:.0f}-{found.waiting[0]:.0f}",
)
def test_it_can_be_read(found, style):
    figure = new_figure(840, 380, style)
    fates(figure.add_axes((0.065, 0.225, 0.5, 0.645)), found, style, 3.0)
    assert clipped(figure) == overlapping(figure) == []
    assert smallest(figure) >= SMALLEST - 1e-9
    said = words(figure)
    assert f"{found.stay[-1]:.0f} give a second chance" in said
    assert f"{found.lost[0]:.0f} at once" in said
    assert ("wait for an answer" in said) == bool(found.waiting[0] >= 0.5)
    assert f"{found.stay[-1]:.0f} stay" in describe_fates(found)
