"""What is carried comes out as it went in; what is put together by hand does no harm."""

import base64
import io
import json
import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import sim
from sim.assumptions import Scenario
from sim.play.grading.carrying import NotCarriedError, pack, unpack
from sim.play.grading.inside import call, fetch, keep
from sim.play.grading.limits import Limits

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.tuples(inner, inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


def carried(value):
    return unpack(pack(value, keep), None)


def forged(thing):
    return base64.b64encode(json.dumps(thing).encode()).decode()


@given(PLAIN)
def test_plain_data(value):
    back = carried(value)
    assert back == value
    assert type(back) is type(value)


def test_numbers_that_are_none():
    assert math.isnan(carried(float("nan")))
    assert carried([math.inf, 10**400]) == [math.inf, 10**400]


def test_tables_and_arrays():
    frame = pd.DataFrame({"a": [1, 2], "b": ["x", None]}, index=pd.Index([5, 6], name="n"))
    pd.testing.assert_frame_equal(carried(frame), frame)
    pd.testing.assert_series_equal(carried(frame["a"]), frame["a"])
    square = np.arange(9.0).reshape(3, 3)
    np.testing.assert_array_equal(carried(square), square)
    assert carried(np.float64(2.5)) == 2.5


def test_the_frozen_things_of_this_package():
    shop = sim.load("corner_shop", changes={"voice.asked_share": 0.3})
    back = carried(shop)
    assert isinstance(back, Scenario)
    assert back == shop
    assert carried([Limits(seconds=5)]) == [Limits(seconds=5)]
    assert carried(sim.load) is sim.load


def test_a_function_is_asked_where_it_is():
    asked = unpack(pack(lambda x: x + 1, keep), lambda n, args, named: (n, args, named))
    number, args, named = asked(4, by=2)
    assert (args, named) == ((4,), {"by": 2})
    assert unpack(call(number, pack(((4,), {}), keep)).removeprefix("value:"), None) == 5


@pytest.mark.parametrize(
    "thing", [object(), int, io.StringIO(), b"bytes", np.array([object()]), [[object()]]]
)  # fmt: skip
def test_what_has_to_stay_is_named(thing):
    with pytest.raises(NotCarriedError):
        pack(thing, keep)
    assert fetch("x", {"x": thing}).startswith("not carried:")
    assert fetch("y", {"x": thing}) == "missing:"


def test_a_class_that_looks_like_a_number_is_none():
    class Yes(int):
        def __eq__(self, other):
            return True

    with pytest.raises(NotCarriedError, match="a Yes stays in its notebook"):
        pack(Yes(1), keep)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no base64!",
        forged([1]),
        forged({"sim": ["os:system", [["command", "true"]]]}),
        forged({"sim": ["sim.play.grading.watching:Watch", [["process", {"list": []}]]]}),
        forged({"sim": ["sim.play.grading.watching:os.system", []]}),
        forged({"sim": ["sim.assumptions.scenario:Scenario", []]}),
        forged({"sim": ["sim.__main__:main", []]}),
        forged({"enum": ["subprocess:Popen", "x"]}),
        forged({"ours": "__builtins__"}),
        forged({"ours": "play"}),
        forged({"unknown": 1}),
        forged({"list": [], "tuple": []}),
        forged({"int": "1" * 10_000}),
        forged({"array": ["O", [1], {"list": [1]}]}),
        forged({"array": ["<U999999999", [1], {"list": ["a"]}]}),
        forged({"ask": [1, "f"]}),
        base64.b64encode(b"[" * 100_000).decode(),
    ],
)
def test_what_is_forged_is_refused(text):
    with pytest.raises(NotCarriedError):
        unpack(text, None)
