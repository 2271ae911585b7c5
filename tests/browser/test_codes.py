"""A page without a kernel makes the same codes as Python does."""

import random
from pathlib import Path

import pytest

import sim.pages
from sim.pages.leaf import leaf
from sim.pages.writing import pocket
from sim.play.board.code import MOST, NUMBERED, RIGHT, Result, code_of, result_of

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SCRIPT = Path(sim.pages.__file__).parent / "templates" / "code.js"


def test_both_make_the_same_codes(page):
    luck = random.Random(26)
    votes = (None, 0, 1, 2, 3, 4)
    seats = [1, NUMBERED - 1, NUMBERED, MOST - 1, *(luck.randrange(1, MOST) for _ in range(200))]
    results = [
        Result(
            f"{luck.randrange(11):02}",
            seat,
            luck.choice(votes),
            luck.choice(votes),
            luck.choice([None, *RIGHT]),
        )
        for seat in seats
    ]
    results += [Result("02", 7, 1, 3, right) for right in (None, *RIGHT)]
    page.goto("about:blank")
    script = SCRIPT.read_text(encoding="utf-8")
    made = page.evaluate(
        f"results => {{ {script}; return results.map(codeOf); }}",
        [one._asdict() for one in results],
    )
    assert made == [code_of(one) for one in results]
    drawn = page.evaluate(f"() => {{ {script}; return Array.from({{ length: 99 }}, drawNumber); }}")
    assert all(NUMBERED <= number < MOST for number in drawn)


@pytest.fixture(scope="module")
def here():
    return leaf("02", 2, stops=3)


def test_a_page_on_a_phone_shows_the_code_of_its_votes_and_keeps_its_number(page, here, tmp_path):
    file = tmp_path / "silent26.html"
    file.write_text(pocket([here]), encoding="utf-8")
    page.context.set_offline(True)
    page.goto(f"{file.as_uri()}#m02")
    module = page.locator("#m02")
    code = module.locator(".code")

    def told():
        return result_of(code.inner_text().split()[-1].rstrip("."))

    def vote(answer):
        module.locator(".predict input").nth(answer).check()
        module.locator(".commit").click()

    assert not code.is_visible()
    vote(1)
    first = told()
    assert first[2:] == (1, None, None) and first.seat >= NUMBERED
    module.locator(".seat").fill("17")
    vote(3)
    assert told() == Result("02", 17, 1, 3)
    module.locator(".score").click()
    assert told() == Result("02", 17, 1, 3, (here.right[0], here.right[-1]))
    page.reload()
    assert told() == Result("02", 17, 1, 3, (here.right[0], here.right[-1]))
    assert module.locator(".seat").input_value() == "17"
    module.locator(".seat").fill("0")
    assert told().seat >= NUMBERED, "no seat has that number, so one is drawn"
    assert page.watch.errors == [] and page.watch.elsewhere == []
