"""A stream of answers: the numbers of `replicate`, sooner, and no work for whoever has left."""

from concurrent.futures import ThreadPoolExecutor

import pytest

import sim
from sim.outcome import Stopped
from sim.study import stream as module
from sim.study.stream import growing, stream


@pytest.fixture(scope="module")
def shop():
    changes = {"market.customers": 60, "market.people": 150}
    return sim.load("corner_shop", changes={**changes, "time.days": 28, "time.warm_up_days": 0})


@pytest.fixture
def begun(monkeypatch):
    """The replications that were begun."""
    numbers, live = [], module.live

    def spy(piece, *args, **more):
        numbers.append(piece.replication)
        return live(piece, *args, **more)

    monkeypatch.setattr(module, "live", spy)
    return numbers


@pytest.mark.parametrize(
    ("n", "steps"),
    [
        (1, [1]),
        (2, [1, 2]),
        (3, [1, 2, 3]),
        (8, [1, 2, 4, 8]),
        (11, [1, 2, 4, 8, 11]),
    ],
)
def test_answers_come_after_powers_of_two_and_at_the_end(shop, n, steps):
    assert [len(one.figures) for one in growing(shop, n)] == steps


@pytest.mark.parametrize(
    ("engine", "jobs"), [("auto", 1), ("simpy", 1), ("compiled", 2), ("simpy", 2), ("auto", 3)]
)
def test_each_answer_is_that_of_so_many_replications(shop, engine, jobs):
    answers = list(stream(shop, 5, seed=7, engine=engine, jobs=jobs))
    assert len(answers) == 4
    for n, summary in zip((1, 2, 4, 5), answers, strict=True):
        exact = sim.replicate(shop, n, seed=7).summary()
        assert summary.equals(exact)


def test_an_executor_may_do_the_work(shop):
    with ThreadPoolExecutor(2) as pool:
        found = list(growing(shop, 6, jobs=pool))
    assert [len(one.figures) for one in found] == [1, 2, 4, 6]
    assert found[-1].replications.equals(sim.replicate(shop, 6).replications)


def test_nothing_is_lived_before_somebody_asks(shop, begun):
    answers = growing(shop, 8)
    assert begun == []
    next(answers)
    assert begun == [0]
    next(answers)
    assert begun == [0, 1]


def test_whoever_has_seen_enough_ends_the_work(shop, begun):
    for summary in stream(shop, 1000):
        if summary["n"].max() == 4:
            break
    del summary
    assert begun == [0, 1, 2, 3]


def test_closing_ends_what_several_are_doing(shop, begun):
    answers = growing(shop, 1000, jobs=2, engine="compiled")
    assert len(next(answers).figures) == 1
    answers.close()
    now = len(begun)
    assert now < 20
    with pytest.raises(StopIteration):
        next(answers)
    assert len(begun) == now


@pytest.mark.parametrize("engine", ["simpy", "compiled"])
@pytest.mark.parametrize("jobs", [1, 2])
def test_stop_ends_it_without_another_answer(shop, engine, jobs):
    if engine == "simpy" and jobs > 1:
        jobs = 1  # what other processes do is ended by closing
    seen = []
    for one in growing(shop, 1000, engine=engine, jobs=jobs, stop=lambda: len(seen) > 1):
        seen.append(len(one.figures))
    assert seen[:2] == [1, 2]
    assert len(seen) <= 3


def test_stop_from_the_very_start_yields_nothing(shop):
    assert list(stream(shop, 8, stop=lambda: True)) == []


@pytest.mark.parametrize("engine", ["simpy", "compiled"])
def test_a_run_that_is_stopped_leaves_nothing(engine):
    asked = []

    def after_a_while():
        asked.append(1)
        return len(asked) > 2

    larger = sim.load("corner_shop", changes={"time.days": 182, "time.warm_up_days": 0})
    with pytest.raises(Stopped):
        sim.run(larger, engine=engine, stop=after_a_while)
    assert len(asked) == 3


@pytest.mark.parametrize("n", [0, -1])
def test_what_cannot_be_is_refused_at_once(shop, n):
    with pytest.raises(ValueError, match=f"^replications is {n}, but must be 1 or more$"):
        stream(shop, n)
    with pytest.raises(ValueError, match=r"^engine is fast, but must be "):
        stream(shop, engine="fast")
