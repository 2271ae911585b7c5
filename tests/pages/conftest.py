"""One module as a leaf, lived once."""

import pytest

from sim.pages.leaf import leaf


@pytest.fixture(scope="session")
def silent():
    return leaf("02", 2)
