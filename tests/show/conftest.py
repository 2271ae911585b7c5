"""Runs that the pictures are drawn from, lived once."""

import pytest

import sim

SMALL = {"time.days": 364, "time.warm_up_days": 91}


@pytest.fixture(scope="session")
def shop():
    return sim.load("corner_shop", changes=SMALL)


@pytest.fixture(scope="session")
def one(shop):
    return sim.run(shop, keep_events=False)


@pytest.fixture(scope="session")
def many(shop):
    return sim.replicate(shop, n=3)
