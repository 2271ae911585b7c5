"""What is written for the kit: sheets whole, clocks right, each place for a figure filled."""

import re

import pytest

from sim.assumptions import load
from sim.assumptions.faults import ScenarioError
from sim.lessons import NAMES, lesson
from sim.play.game.decisions import decisions_of
from sim.play.game.terms import CARD_QUARTER
from sim.trainer.content import Paper, Sheet, papers, read_as, sheet, sheets
from sim.trainer.filling import lasts
from tests.trainer.texts import texts

PLACE = re.compile(r"\{(\w+)\}")
ALWAYS = {"truth", "came", "right"}
MODULE = re.compile(r"Module (\d\d)")
ENDS = {
    "sixty_minutes": [60],
    "half_day": [210],
    "two_days": [480, 480],
    "rehearsal": [20],
    "plan_on_paper": [60],
}
"""How many minutes each programme has, clock by clock."""


def clocks(paper):
    return [part.steps for part in paper.parts if part.begins]


@pytest.mark.parametrize("number", NAMES)
def test_a_sheet_has_every_part(number):
    one = sheet(number)
    assert all(text.strip() for text in texts(one))
    assert len(one.hard) == 3
    assert len(one.votes) == len(lesson(number).prediction.bins)
    assert 20 <= lasts(one.clock) <= 30
    assert one.lands[-1] in ".?"
    assert one.figures, "a sheet without a figure of its own"


@pytest.mark.parametrize("number", NAMES)
def test_the_picture_to_expect_is_one_that_the_slider_gives(number):
    knobs = {knob.name: knob for knob in lesson(number).knobs}
    for name, value in sheet(number).picture.items():
        assert value in knobs[name].stops, name


@pytest.mark.parametrize("number", NAMES)
def test_settings_of_figures_are_settings_of_the_module(number):
    knobs = {knob.name: knob for knob in lesson(number).knobs}
    for figure in sheet(number).figures.values():
        for setting in (figure.at, figure.against or {}, figure.times or {}):
            for name, value in setting.items():
                assert value in knobs[name].stops, name


@pytest.mark.parametrize("number", NAMES)
def test_each_figure_has_a_place_and_each_place_a_figure(number):
    one = sheet(number)
    named = set(PLACE.findall(" ".join(texts(one))))
    elsewhere = {
        name.removeprefix(f"{number}_")
        for paper in papers().values()
        for name in PLACE.findall(" ".join(texts(paper)))
        if name.startswith(f"{number}_")
    }
    assert named | elsewhere <= set(one.figures) | ALWAYS
    assert set(one.figures) <= named | elsewhere


@pytest.mark.parametrize("name", ENDS)
def test_the_clock_of_a_programme_adds_up(name):
    assert [lasts(steps) for steps in clocks(papers()[name])] == ENDS[name]


@pytest.mark.parametrize("name", ["sixty_minutes", "half_day", "two_days"])
def test_a_programme_gives_each_module_the_time_of_its_sheet(name):
    planned = 0
    for step in (step for steps in clocks(papers()[name]) for step in steps):
        for number in MODULE.findall(step.do)[:1]:
            assert step.minutes >= lasts(sheet(number).clock), step.do
            assert f"Module {number}, {lesson(number).title.rstrip('?')}" in step.do
            planned += 1
    assert planned >= 2


def test_two_days_hold_every_module_in_order():
    steps = [step.do for steps in clocks(papers()["two_days"]) for step in steps]
    found = [number for one in steps for number in MODULE.findall(one)[:1]]
    assert found == list(NAMES)


def test_the_pocket_file_carries_the_sixty_minutes():
    paper = papers()["sixty_minutes"]
    planned = [n for steps in clocks(paper) for one in steps for n in MODULE.findall(one.do)[:1]]
    (command,) = re.findall(r"silent26 pocket [^`]+", " ".join(texts(paper)))
    assert re.findall(r"--module (\d\d)", command) == planned


def test_the_plan_on_paper_asks_what_the_modules_ask():
    paper = papers()["plan_on_paper"]
    for number in ("02", "03"):
        (part,) = (one for one in paper.parts if one.heading == f"The question of module {number}")
        assert part.words == (lesson(number).prediction.question,)
        assert re.findall(r"\b([A-E]): ", part.items[0]) == list("ABCDE")


def test_the_decision_sheet_has_the_decisions_of_the_game():
    (table,) = (one.table for one in papers()["decision_sheet"].parts if one.table)
    seven = [one.title for one in decisions_of(load("corner_shop"))]
    assert [row[0] for row in table.rows[:7]] == seven
    assert all(len(row) == len(table.head) == 9 for row in table.rows)
    (card,) = (row for row in table.rows if row[0].startswith("Bonus card"))
    assert [place for place, cell in enumerate(card) if not cell] == [CARD_QUARTER]


def test_a_test_on_paper_has_a_right_answer_to_each_question():
    asked = [one for part in papers()["test_before_after"].parts for one in part.asked]
    assert len(asked) == 10
    for one in asked:
        assert one.right in "ABCDE"[: len(one.options)]
        assert len(set(one.options)) == len(one.options)
    letters = [one.right for one in asked]
    assert max(map(letters.count, letters)) <= len(asked) * 0.6, "the same letter is always right"


GOOD = """title = "A list"
about = "For nobody."
pages = 1
[[parts]]
heading = "Only one"
"""


def test_a_paper_is_read(tmp_path):
    (tmp_path / "one.toml").write_text(GOOD, encoding="utf-8")
    assert read_as(Paper, tmp_path / "one.toml").parts[0].heading == "Only one"


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        (GOOD.replace("heading", "heding"), "one.toml:5: there is no"),
        (GOOD.replace("pages = 1\n", ""), "one.toml:1: pages is missing"),
        (GOOD.replace("pages = 1", 'pages = "one"'), 'one.toml:3: pages is "one", but'),
        (GOOD + "steps = 3\n", "one.toml:6: parts[1].steps is 3, but"),
        (GOOD + "lines = \n", "one.toml:6: this is not TOML"),
        ("", "one.toml:1: the file is empty"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(tmp_path, written, sentence):
    (tmp_path / "one.toml").write_text(written, encoding="utf-8")
    with pytest.raises(ScenarioError) as told:
        read_as(Paper, tmp_path / "one.toml")
    assert any(one.startswith(sentence) for one in told.value.faults), told.value.faults


def test_votes_that_are_not_a_hundred_are_refused():
    plain = sheets()["02"].model_dump()
    with pytest.raises(ValueError, match="100"):
        Sheet.model_validate(plain | {"votes": (20, 35, 30, 10, 4)})
