"""Every rule by itself: the same bits from Python and from compiled code."""

import ast
import math
import struct
import types
from itertools import islice, product
from pathlib import Path

import numba
import numpy as np
import pytest

from sim import luck, rules
from sim.twin import compiler  # noqa: F401, lets compiled code call the rules

MANY = 4_000
PUBLIC = {
    name: rule
    for name, rule in vars(rules).items()
    if isinstance(rule, types.FunctionType)
    and rule.__module__ == rules.__name__
    and not name.startswith("_")
}


class Kind:
    """A kind of argument: its edges, and how to draw one."""

    def __init__(self, edges, draw):
        self.edges = edges
        self.draw = draw


def even(low, high, *edges):
    return Kind((low, high, *edges), lambda g: float(g.uniform(low, high)))


def wide(low, high, *edges):
    """Numbers of any size between two."""
    span = math.log(low), math.log(high)
    return Kind((low, high, *edges), lambda g: math.exp(g.uniform(*span)))


FLAG = Kind((False, True), lambda g: bool(g.random() < 0.5))
SHARE = even(0.0, 1.0, 0.5, 5e-324, 2.0**-53, 1.0 - 2.0**-53)
LUCK = even(2.0**-53, 1.0 - 2.0**-53, 0.5, 0.25)
TIME = even(0.0, 5_000.0, 1.0, 0.125, 363.9999999999999)
GAP = wide(1e-12, 1e6, 0.0, 1.0, 0.5)
LOG_ODDS = even(-30.0, 30.0, 0.0, -0.0, 1e-300)
HALF_LIFE = wide(1e-3, 1e9, 364.0)
ACCOUNT = Kind(
    (0.0, -0.0, 1.0, -12.0, 5e-324, 1e6), lambda g: float(g.normal() * g.choice([1e-3, 1.0, 30.0]))
)
NOT_NEGATIVE = wide(1e-9, 1e6, 0.0, 1.0)
POSITIVE = wide(1e-9, 1e6, 1.0)
EFFECT = even(0.0, 20.0, 1.0)
FACTOR = wide(1e-3, 1e6, 0.0, 1.0, 2.0)
HOURS = even(0.0, 400.0, 5e-324, 200.0)
DAYS = Kind((1, 2, 364, 36_400), lambda g: int(g.integers(1, 36_401)))


def a_day(g):
    """A busy stretch within the day, or none."""
    if g.random() < 0.2:
        return (float(g.random()), 0.0, 0.0)
    start = float(g.uniform(0.0, 0.9))
    return (start, float(g.uniform(0.01, 1.0 - start - 1e-9)), float(g.uniform(0.01, 0.99)))


DAYS_WITH_A_PEAK = (
    (0.0, 0.0, 0.0),
    (0.0, 0.5, 0.5),
    (0.5, 0.5, 0.9),
    (0.7, 0.2, 0.35),
    (0.0, 1.0, 0.0),
    (0.125, 0.125, 0.125),
)
PEAK = Kind(DAYS_WITH_A_PEAK, a_day)  # three arguments in one
CHANCES = Kind(
    ((0.5, 0.8), (0.0, 1.0), (0.5, 0.5), (0.0, 0.0), (1.0, 1.0)),
    lambda g: tuple(sorted(g.random(2).tolist())),
)  # unresolved and fast

ARGUMENTS = {
    "grained": (GAP, Kind((0.0, 0.125, 1.0, 0.1), lambda g: float(g.choice([0.0, 0.125, 0.3])))),
    "time_of_day": (even(0.0, 1.0 - 2.0**-53, 0.25, 0.35), PEAK),
    "arrivals_passed": (even(0.0, 1.0 - 2.0**-53, 0.7, 0.9), PEAK),
    "later": (TIME, GAP, PEAK),
    "years_before": (DAYS, TIME),
    "shifted": (SHARE, LOG_ODDS),
    "wait_strain": (NOT_NEGATIVE, POSITIVE, EFFECT),
    "service_strain": (SHARE, SHARE, EFFECT, EFFECT),
    "effort_strain": (SHARE, EFFECT),
    "faded": (ACCOUNT, NOT_NEGATIVE, HALF_LIFE, HALF_LIFE),
    "undisturbed_account": (wide(1e-6, 10.0, 0.0), SHARE, NOT_NEGATIVE, HALF_LIFE),
    "loyal_until": (ACCOUNT, TIME, wide(1e-6, 1e3, 0.0), HALF_LIFE),
    "visit_factor": (FLAG, NOT_NEGATIVE, NOT_NEGATIVE),
    "one_ear": (NOT_NEGATIVE,),
    "eased": (SHARE, wide(1e-6, 1e3, 1.0)),
    "self_selection": (SHARE, SHARE, SHARE, FLAG, FLAG),
    "within": (even(-3.0, 3.0, 0.0, -0.0, 1.0),),
    "forgiven": (SHARE, ACCOUNT, NOT_NEGATIVE, SHARE),
    "second_chance": (even(-100.0, 1_000.0, 0.0, 14.0), CHANCES, HALF_LIFE),
    "hope_lasts": (LUCK, CHANCES, HALF_LIFE),
    "listeners_bad": (even(0.0, 20.0, 1.5), even(0.0, 20.0, 2.0)),
    "trained": (SHARE, HOURS, wide(1e-3, 1e4, 80.0)),
    "rounds": (even(0.0, 36_400.0, 7.0, 182.0), even(7.0, 3_640.0, 182.0)),
    "practised": (SHARE, SHARE, DAYS, HALF_LIFE, HALF_LIFE),
    "coached_half_life": (HALF_LIFE, HOURS, wide(1e-3, 1e4, 10.0)),
    "morale_level": (
        *(SHARE, SHARE, SHARE),
        even(0.0, 3.0, 0.2),
        even(0.0, 1.5, 0.7, 0.7 + 2.0**-53),
        even(0.0, 5.0, 0.5),
        NOT_NEGATIVE,
    ),
    "morale_after": (SHARE, SHARE, DAYS, HALF_LIFE),
    "quits": (even(0.0, 10.0, 0.25), SHARE, EFFECT, DAYS),
    "offer_taken": (SHARE, FACTOR, FLAG, SHARE),
    "brings_others": (SHARE, even(0.0, 500.0, 0.0, 50.0), wide(1e-3, 1e4, 1.0, 50.0)),
    "needs_approval": (SHARE, SHARE),
    "spend": (even(0.0, 1e7, 0.0, 1.0, 1_250.0), FLAG, even(0.0, 10.0, 0.0, 1.0, 1.1)),
    "bonus_paid": (
        even(0.0, 1e6, 0.0, 1.0),
        even(0.0, 500.0, 0.0, 1.0),
        even(0.0, 5_000.0, 0.0, 1.0),
    ),
    "goods": (even(0.0, 1e7, 0.0, 1.0, 1_250.0, 1e15), SHARE),
    "cents": (wide(1e-3, 1e12, 0.0, 0.005, 0.125, 1.005),),
}


def arguments(name):
    """Every combination of edges (the first thousands of them), then random arguments."""
    kinds = ARGUMENTS[name]
    generator = np.random.default_rng(2026)
    at_edges = islice(product(*(kind.edges for kind in kinds)), MANY)
    at_random = (tuple(kind.draw(generator) for kind in kinds) for _ in range(MANY))
    for given in (*at_edges, *at_random):
        yield tuple(value for one in given for value in (one if isinstance(one, tuple) else (one,)))


def compiled(rule):
    return numba.njit(lambda *given: rule(*given))


def bits(value):
    """The bits of a number; whole numbers as they are."""
    if isinstance(value, float):
        return struct.pack("<d", value)
    assert isinstance(value, int), type(value)
    return value


def test_every_rule_has_arguments_and_every_argument_a_rule():
    assert set(ARGUMENTS) == set(PUBLIC)


@pytest.mark.parametrize("name", PUBLIC)
def test_python_and_compiled_code_give_the_same_bits(name):
    assert name in ARGUMENTS, f"say in ARGUMENTS what {name} is to be tried on"
    rule, in_code = PUBLIC[name], compiled(PUBLIC[name])
    results = set()
    for given in arguments(name):
        one, two = rule(*given), in_code(*given)
        assert bits(one) == bits(two), f"{name}{given}: Python {one!r}, compiled {two!r}"
        assert one == one, f"{name}{given} is not a number"
        results.add(one)
    assert len(results) > 1, f"{name} always gives {results}"


@pytest.mark.parametrize("module", [rules, luck], ids=["rules", "luck"])
class TestWhatBitsDependOn:
    """What gives other bits in compiled code is not used."""

    @pytest.fixture
    def nodes(self, module):
        return list(ast.walk(ast.parse(Path(module.__file__).read_text())))

    def test_no_power_but_of_whole_numbers(self, nodes):
        assert not [n.lineno for n in nodes if isinstance(n, ast.Pow)]
        powers = [
            n
            for n in nodes
            if isinstance(n, ast.BinOp | ast.AugAssign) and isinstance(n.op, ast.Pow)
        ]
        assert not powers

    def test_no_sum_nor_pow(self, nodes):
        refused = {"sum", "fsum", "pow", "lgamma", "gamma", "prod", "hypot", "dist"}
        called = {
            n.func.id if isinstance(n.func, ast.Name) else getattr(n.func, "attr", "")
            for n in nodes
            if isinstance(n, ast.Call)
        }
        assert not called & refused

    def test_no_library_is_imported(self, nodes):
        imported = {n.module for n in nodes if isinstance(n, ast.ImportFrom)}
        imported |= {a.name for n in nodes if isinstance(n, ast.Import) for a in n.names}
        assert imported <= {"math", "typing", "collections.abc"}

    def test_no_state_and_no_decision(self, nodes):
        assert not [n for n in nodes if isinstance(n, ast.Global | ast.Nonlocal | ast.ClassDef)]
