"""The same seed gives the same bytes; the same customer meets the same luck."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from sim import facts
from sim.assumptions import Scenario
from sim.brief import make_brief
from tests.engines.living import ENGINES, digest, first_difference, live, twin, world
from tests.engines.scenarios import random_scenario, random_values

ROOT = Path(__file__).resolve().parents[2]
WORLDS = (0, 1, 6, 7)
SMALL = (3, 26)  # for plain Python, ten times slower than SimPy

OF_ALL = f"""
from sim.brief import make_brief
from tests.engines.living import ENGINES, digest, live
from tests.engines.scenarios import random_scenario
for engine in ENGINES.values():
    for number in {WORLDS}:
        brief = make_brief(random_scenario(number), seed=5, replication=number)
        print(digest(live(engine, brief)))
"""

PLAIN_PYTHON = f"""
import numba
assert numba.config.DISABLE_JIT
from sim.brief import make_brief
from sim.twin.run import _advance
from tests.engines.living import differences, live, twin, world
from tests.engines.scenarios import random_scenario
assert type(_advance).__name__ == "function", type(_advance)
for number in {SMALL}:
    brief = make_brief(random_scenario(number), seed=5, replication=number)
    told = differences(live(world, brief), live(twin, brief))
    assert told is None, f"world {{number}}: {{told}}"
print("equal")
"""


def in_a_process(code, **environment):
    done = subprocess.run(
        [sys.executable, "-W", "ignore::RuntimeWarning", "-c", code],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def test_the_same_bytes_in_any_process():
    one, two = (in_a_process(OF_ALL, PYTHONHASHSEED=seed) for seed in ("1", "2026"))
    briefs = [make_brief(random_scenario(n), seed=5, replication=n) for n in WORLDS]
    here = [digest(live(engine, brief)) for engine in ENGINES.values() for brief in briefs]
    assert len(here) == len(ENGINES) * len(WORLDS)
    assert one == two == here
    assert len(set(here)) == len(WORLDS), "different worlds, or the engines differ"


def test_the_compiled_engine_runs_as_plain_python():
    assert in_a_process(PLAIN_PYTHON, NUMBA_DISABLE_JIT="1") == ["equal"]


@pytest.mark.parametrize("engine", ENGINES)
def test_two_lives_of_one_brief_are_alike(engine):
    brief = make_brief(random_scenario(3), seed=5, replication=0)
    assert digest(live(ENGINES[engine], brief)) == digest(live(ENGINES[engine], brief))


def test_seed_and_replication_matter():
    scenario = random_scenario(3)
    lives = {
        digest(live(twin, make_brief(scenario, seed, replication)))
        for seed in (0, 1)
        for replication in (0, 1)
    }
    assert len(lives) == 4


def no_lines(number, **voice):
    """A world where what one customer does cannot touch another.

    Nobody waits or talks; all employees of a department are alike and stay alike, for neither
    load nor anger nor thanks moves them, and nobody quits.
    """
    values = random_values(number)
    values["time"] |= {"days": 60, "warm_up_days": 0}
    values["market"] |= {"people": 150, "customers": 80, "marketing_per_year": 364.0 * 5}
    values["visits"]["visits_per_year"] = 180.0
    values["moments"] |= {"problems_per_customer_year": 90.0, "skill_spread": 0.0}
    values["talk"] |= {"listeners_per_good": 0.0, "referrals_asked_share": 0.0, "reward": 0.0}
    values["workforce"] |= {
        "load_wears": 0.0,
        "anger_wears": 0.0,
        "compliment_lifts": 0.0,
        "turnover_per_year": 0.0,
    }
    values["desk"] |= {"agents": 300, "background_hours_per_week": 0.0, "promise_days": 3.0}
    values["voice"] |= {"silent_per_complaint": 4.0, "ears": 1} | voice
    for department in values["departments"]:
        department |= {"staff": 300, "background_hours": 0.0}
    return make_brief(Scenario(**values), seed=8, replication=number)


@pytest.mark.parametrize("number", range(6))
@pytest.mark.parametrize("engine", ENGINES)
def test_asking_the_silent_changes_nobody_else(engine, number):
    """Each life is the same until the first time that its customer is asked."""
    quiet = live(ENGINES[engine], no_lines(number, asked_share=0.1)).facts
    asking = live(ENGINES[engine], no_lines(number, asked_share=0.6)).facts
    assert not np.any(quiet["kind"] == facts.QUEUED)
    untouched = changed = 0
    for person in range(150):
        one, two = (life[life["who"] == person] for life in (quiet, asking))
        for life in (one, two):
            life["other"] = 0  # which of the employees is idle depends on the others
        told = first_difference(one, two)
        if told is None:
            untouched += 1
            continue
        changed += 1
        shared = min(len(one), len(two))
        names = facts.FACT.names
        differ = [any(one[n][i] != two[n][i] for n in names) for i in range(shared)]
        first = differ.index(True)
        assert (one["kind"][first], two["kind"][first]) == (facts.SILENT, facts.ASKED), told
        assert one["time"][first] == two["time"][first], told
    assert untouched > 10 and changed > 10, (untouched, changed)


def test_the_market_is_contacted_alike_whatever_the_policy():
    plain, changed = random_values(11), random_values(11)
    plain["market"]["marketing_per_year"] = changed["market"]["marketing_per_year"] = 3_640.0
    changed["voice"]["asked_share"] = 0.77
    changed["departments"][0]["staff"] += 1
    lives = [
        live(engine, make_brief(Scenario(**values), seed=8, replication=0)).facts
        for engine, values in ((world, plain), (twin, changed))
    ]
    contacted = [life[life["kind"] == facts.CONTACTED] for life in lives]
    assert len(contacted[0]) > 50
    assert first_difference(*contacted) is None
    assert first_difference(*lives) is not None
