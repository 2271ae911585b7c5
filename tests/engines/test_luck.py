"""Luck: the same bits as plain numbers, as arrays and compiled; and as even as luck should be."""

import ast
import random
from pathlib import Path

import numba
import numpy as np
import pytest
from scipy import stats

from sim import luck
from sim.twin import compiler  # noqa: F401, lets compiled code call luck

DRAWS = 100_000
LIMIT = 0.001  # each test of luck refuses good luck once in a thousand seeds; the seed is fixed
PURPOSES = {
    name.id: getattr(luck, name.id)
    for line in ast.parse(Path(luck.__file__).read_text()).body
    if isinstance(line, ast.Assign) and isinstance(line.value, ast.Call)
    for names in line.targets
    if isinstance(names, ast.Tuple)
    for name in names.elts
}
"""What luck is for: the names that `luck` counts off."""
U8 = np.uint64


def some_numbers(seed, count, most):
    """Random whole numbers of every length, with the first and the last."""
    chance = random.Random(seed)
    found = [0, 1, most - 1]
    bits = most.bit_length() - 1
    found += [chance.getrandbits(chance.randint(1, bits)) for _ in range(count - len(found))]
    return found


@numba.njit
def compiled_mix(z):
    return luck.mix(z)


@numba.njit
def compiled_world_key(seed, replication):
    return luck.world_key(seed, replication)


@numba.njit
def compiled_entity_key(world, kind, ident):
    return luck.entity_key(world, kind, ident)


@numba.njit
def compiled_uniform(entity, purpose, index):
    return luck.uniform(entity, purpose, index)


@numba.njit
def compiled_exponential(u, mean):
    return luck.exponential(u, mean)


@numba.njit
def compiled_poisson(u, mean):
    return luck.poisson(u, mean)


def test_mix_is_splitmix64():
    # Steele, Lea and Flood's generator from seed 0: as in its reference implementation
    state, found = 0, []
    for _ in range(3):
        state = (state + luck.GOLDEN) & luck.MASK
        found.append(luck.mix(state))
    assert found == [0xE220A8397B1DCDAF, 0x6E789E6AA1B965F4, 0x06C45D188009454F]


def test_scalars_arrays_and_compiled_agree():
    count = 5_000
    worlds = some_numbers(1, count, 2**64)
    kinds = [1 + number % 4 for number in range(count)]
    idents = some_numbers(2, count, 2**32)
    purposes = [1 + number % len(PURPOSES) for number in range(count)]
    indices = some_numbers(3, count, 2**40)
    random.Random(4).shuffle(idents)
    random.Random(5).shuffle(indices)

    mixed = [luck.mix(z) for z in worlds]
    assert luck.mix(np.array(worlds, dtype=U8)).tolist() == mixed
    assert [int(compiled_mix(U8(z))) for z in worlds] == mixed

    replications = some_numbers(6, count, 2**31)
    keys = [luck.world_key(s, r) for s, r in zip(worlds, replications, strict=True)]
    found = [
        int(compiled_world_key(U8(s), U8(r))) for s, r in zip(worlds, replications, strict=True)
    ]
    assert found == keys

    who = list(zip(worlds, kinds, idents, strict=True))
    entities = [luck.entity_key(*one) for one in who]
    assert luck.entity_key(*(np.array(c, dtype=U8) for c in zip(*who, strict=True))).tolist() == (
        entities
    )
    assert [int(compiled_entity_key(U8(a), U8(b), U8(c))) for a, b, c in who] == entities

    what = list(zip(entities, purposes, indices, strict=True))
    plain = np.array([luck.uniform(*one) for one in what])
    as_array = luck.uniform(*(np.array(column, dtype=U8) for column in zip(*what, strict=True)))
    in_code = np.array([compiled_uniform(U8(a), U8(b), U8(c)) for a, b, c in what])
    assert plain.tobytes() == as_array.tobytes() == in_code.tobytes()

    means = np.random.default_rng(7).uniform(0.001, 60.0, count)
    for rule, compiled in (
        (luck.exponential, compiled_exponential),
        (luck.poisson, compiled_poisson),
    ):
        pairs = list(zip(plain.tolist(), means.tolist(), strict=True))
        assert [rule(*pair) for pair in pairs] == [compiled(*pair) for pair in pairs]


def test_nothing_is_reused():
    assert len(set(PURPOSES.values())) == len(PURPOSES) >= 38
    assert min(PURPOSES.values()) >= 1 and max(PURPOSES.values()) < 2**24
    kinds = (luck.PERSON, luck.EMPLOYEE, luck.TEAM, luck.MARKET)
    assert len(set(kinds)) == 4


@pytest.mark.parametrize("bits", [0, luck.MASK])
def test_never_0_and_never_1(monkeypatch, bits):
    monkeypatch.setattr(luck, "mix", lambda z: bits)
    u = luck.uniform(1, luck.MISERY, 1)
    assert 0.0 < u < 1.0
    assert min(u, 1.0 - u) == 2.0**-53
    assert luck.exponential(u, 1.0) > 0.0
    assert int(u * 4_000_000) in (0, 3_999_999)


def many_draws(how):
    """A hundred thousand draws that differ in one thing only."""
    many = np.arange(DRAWS, dtype=U8)
    world = luck.world_key(26, 0)
    me = luck.entity_key(world, luck.PERSON, 7)
    if how == "people":
        return luck.uniform(luck.entity_key(world, luck.PERSON, many), luck.MISERY, 17)
    if how == "occasions":
        return luck.uniform(np.full(DRAWS, me, dtype=U8), luck.MISERY, many)
    if how == "purposes":
        return luck.uniform(np.full(DRAWS, me, dtype=U8), many, 17)
    if how == "replications":
        keys = [luck.entity_key(luck.world_key(26, r), luck.PERSON, 7) for r in range(DRAWS)]
    else:
        keys = [luck.entity_key(luck.world_key(s, 0), luck.PERSON, 7) for s in range(DRAWS)]
    return luck.uniform(np.array(keys, dtype=U8), luck.MISERY, 17)


HOW = ("people", "occasions", "purposes", "replications", "seeds")


@pytest.mark.parametrize("how", HOW)
def test_draws_are_even_and_strangers_to_their_neighbours(how):
    draws = many_draws(how)
    assert len(np.unique(draws)) == DRAWS
    assert stats.kstest(draws, "uniform").pvalue > LIMIT
    for lag in (1, 2, 16):
        assert stats.pearsonr(draws[:-lag], draws[lag:]).pvalue > LIMIT
    # The last bits are as good as the first.
    last = np.floor(draws * 2.0**52) % 256
    assert stats.chisquare(np.bincount(last.astype(int), minlength=256)).pvalue > LIMIT
    pairs = np.floor(draws[:-1] * 16) * 16 + np.floor(draws[1:] * 16)
    assert stats.chisquare(np.bincount(pairs[::2].astype(int), minlength=256)).pvalue > LIMIT


def test_two_purposes_are_strangers():
    people = luck.entity_key(luck.world_key(26, 0), luck.PERSON, np.arange(20_000, dtype=U8))
    table = np.array([luck.uniform(people, purpose, 33) for purpose in PURPOSES.values()])
    correlation = np.corrcoef(table)
    off = np.abs(correlation[np.triu_indices(len(table), 1)]) * np.sqrt(20_000)
    assert off.max() < stats.norm.isf(LIMIT / 2 / len(off))


def test_the_kind_of_somebody_matters():
    world = luck.world_key(26, 0)
    assert len({luck.entity_key(world, kind, 5) for kind in range(1, 5)}) == 4


def test_exponential_has_its_distribution():
    draws = np.array([luck.exponential(u, 3.5) for u in many_draws("people").tolist()])
    assert stats.kstest(draws, stats.expon(scale=3.5).cdf).pvalue > LIMIT


@pytest.mark.parametrize("mean", [0.0, 0.01, 0.5, 1.0, 3.3, 8.0, 60.0])
def test_poisson_inverts_the_distribution(mean):
    draws = many_draws("occasions")[:20_000]
    counts = np.array([luck.poisson(u, mean) for u in draws.tolist()])
    theory = stats.poisson(mean)
    # to a hair: adding up sixty small numbers costs the last bits
    assert np.all(draws <= theory.cdf(counts) + 1e-12)
    assert np.all((counts == 0) | (draws > theory.cdf(counts - 1) - 1e-12))
    assert luck.poisson(1.0 - 2.0**-53, mean) <= luck.MOST_AT_ONCE < luck.MOST_LISTENERS
    assert luck.poisson(2.0**-53, mean) == (9 if mean == 60.0 else 0)
