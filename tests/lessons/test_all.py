"""What every module keeps: its slider moves what it is about, and nothing in it is made up."""

import json
from pathlib import Path

import pytest

from sim.assumptions.claims import claims
from sim.lessons import NAMES, lesson
from sim.lessons.answers import Answers
from sim.lessons.lesson import Shown
from sim.lessons.saying import difference_said, value_said
from sim.lessons.scoring import place_of
from tests.lessons.trying import assert_aside_readable, assert_sound

ROOT = Path(__file__).resolve().parents[2]
HARDLY = 1.0
"""Of the figure as it is said: less than this is next to nothing."""
LIVED: dict[str, Answers] = {}
"""What was lived for one test is there for the next."""


@pytest.fixture(params=NAMES)
def one(request):
    return lesson(request.param)


@pytest.fixture
def answers(one):
    return LIVED.setdefault(one.number, Answers(one))


def at_both_ends(answers):
    opened, number = answers.lesson.knobs[0], answers.lesson.replications
    return [answers.lived({opened.name: end}, number) for end in (opened.low, opened.high)]


def test_a_module_is_whole(one):
    assert_sound(one)
    assert one.question.endswith("?")
    assert one.prediction.question.endswith("?")
    assert "?" in one.monday


@pytest.mark.slow
def test_the_open_slider_moves_what_the_module_is_about(one, answers):
    low, high = at_both_ends(answers)
    moved = high.against(low, one.measure.of)
    assert moved.n == one.replications <= 32
    if one.moves == "hardly":
        assert one.measure.per * max(abs(moved.low), abs(moved.high)) < HARDLY
        return
    assert moved.distinguishable
    assert (moved.difference > 0) == (one.moves == "up")
    said = difference_said(one.measure, moved, "the start")
    assert (one.measure.more if one.moves == "up" else one.measure.less) in said


@pytest.mark.slow
def test_the_figure_is_said_with_its_interval(one, answers):
    for answer in at_both_ends(answers):
        assert " to " in value_said(one.measure, answer.spread(one.measure.of))


@pytest.mark.slow
def test_the_truth_of_the_prediction_is_one_of_its_answers(one, answers):
    prediction = one.prediction
    truth = prediction.truth(answers.all_lived(prediction.settings))
    assert truth.n == one.replications
    assert truth.low <= truth.mean <= truth.high
    assert place_of(prediction, truth.low) == place_of(prediction, truth.high), "one answer holds"
    assert prediction.said(truth)


@pytest.mark.parametrize("preset", ["slogans", "published"])
def test_every_end_of_every_slider_is_a_business(one, answers, preset):
    for knob in one.knobs:
        for end in (knob.low, knob.high):
            assert answers.scenarios({knob.name: end}, preset)


def test_a_slider_that_names_a_parameter_sets_it(one, answers):
    def value(knob, stop):
        return list(answers.scenarios({knob.name: stop}).values())[-1].value(knob.parameter)

    for knob in one.knobs:
        if knob.parameter:
            assert value(knob, knob.low) != value(knob, knob.high), knob.name
        else:
            assert knob.about or knob.is_switch, f"{knob.name} says nowhere what it does"


def test_claims_and_parameters_are_those_of_the_ledger_and_of_the_business(one, answers):
    assert set(one.claims) <= {claim.id for claim in claims()}
    for key in one.keys:
        answers.base("slogans").value(key)


def test_the_challenge_is_not_met_before_anything_is_moved(one, answers):
    start = answers.lived({}, one.replications)
    stops = {one.knobs[0].start: start}
    assert not one.challenge.done(Shown(one.start, start, stops))


def test_the_rule_is_drawn_over_its_whole_range(one):
    first, last = one.rule.along
    ends = [one.rule.value(place) for place in (first, (first + last) / 2, last)]
    assert all(end == end for end in ends)
    assert len(set(ends)) > 1, "a rule that changes nothing shows nothing"


def test_other_pictures_have_names_of_their_own(one):
    titles = [aside.title for aside in one.asides]
    assert len(set(titles)) == len(titles)
    assert all(aside.words for aside in one.asides)


@pytest.mark.slow
def test_other_pictures_can_be_read_as_soon_as_they_are_shown(one, answers):
    for aside in one.asides:
        scenarios = aside.scenarios("slogans")
        answers.want(answers.pieces_of(scenarios.values(), aside.least))
        answers.wait()
        assert_aside_readable(aside, answers.answer_of(scenarios).first(aside.least))


def test_the_notebook_opens_this_module_and_no_other(one):
    page = json.loads((ROOT / "notebooks" / f"{one.number}_{one.name}.ipynb").read_text("utf-8"))
    code = ["".join(cell["source"]) for cell in page["cells"] if cell["cell_type"] == "code"]
    opened = [source for source in code if "open_module" in source]
    assert all(f'open_module("{one.number}")' in source for source in opened)
    for part in ("predict", "panel", "explain", "monday", "more", "try_both_ends"):
        assert any(f").{part}(" in source for source in opened), part
