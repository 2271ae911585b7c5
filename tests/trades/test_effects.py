"""Every policy can be seen at work: the figure that it should move moves, in some trade."""

import pytest

import sim
from sim.assumptions.policy import ICARE, POLICIES
from sim.study import effects
from sim.study.effects import Effect

SURE = 0.999
FIRST = ["direct_sales", "corner_shop", "hotel"]
"""The quick trades first: most policies are seen in the first one."""
TRADES = FIRST + [trade for trade in sim.bundled() if trade not in FIRST]
GAP = next(effect for effect in effects.OF_POLICIES if effect.figure == effects.INDEX_GAP)
SEEN = [*effects.OF_POLICIES, *effects.OF_LEVERS]


@pytest.fixture(scope="module")
def lab():
    """Live a trade as it is once, and with each change once."""
    known = {}

    def moved(trade: str, effect: Effect, figure: str = "") -> effects.Moved:
        scenario = sim.load(trade)
        for name, one in (("", scenario), (effect.name + effect.words, effect.on(scenario))):
            if (trade, name) not in known:
                known[trade, name] = effects.live(one)
        pair = known[trade, ""], known[trade, effect.name + effect.words]
        return effects.compare(*pair, figure or effect.figure, SURE)

    return moved


def as_stated(moved: effects.Moved, direction: int) -> bool:
    return moved.is_clear and moved.mean * direction > 0


def test_every_policy_and_every_lever_is_there():
    assert {effect.name for effect in effects.OF_POLICIES} == {policy.name for policy in POLICIES}
    assert [effect.lever for effect in effects.OF_LEVERS] == [lever.name for lever in ICARE]


@pytest.mark.slow
@pytest.mark.parametrize("effect", SEEN, ids=lambda effect: effect.name)
def test_it_is_seen_in_some_trade(lab, effect):
    told = {}
    for trade in TRADES:
        told[trade] = lab(trade, effect)
        if as_stated(told[trade], effect.direction):
            return
    pytest.fail(f"{effect.name} moves {effect.figure} nowhere: {told}")


@pytest.mark.slow
def test_a_bonus_widens_the_gap_between_the_index_on_record_and_the_one_lived(lab):
    assert all(as_stated(lab(trade, GAP), 1) for trade in FIRST)


@pytest.mark.slow
def test_listening_comes_first(lab):
    """Of 100 failures, a perfect desk saves one customer at most; asking, then answering, nine."""
    parts = {effect.name: effect for effect in effects.OF_ARITHMETIC}
    trade = "direct_sales"
    perfect = lab(trade, parts["a perfect desk"])
    flooded = lab(trade, parts["asking, desk as it is"])
    answered = lab(trade, parts["asking, then answering"])
    late = lab(trade, parts["asking, desk as it is"], "resolution_days")
    assert perfect.low > -1.5
    assert -12 < answered.mean < -7
    assert answered.high < flooded.mean < perfect.low
    assert late.low > 5.0
