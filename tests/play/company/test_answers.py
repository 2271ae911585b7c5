"""Figures, answers and moments: what can be said, what is refused, and what comes of it."""

import tomllib
from dataclasses import FrozenInstanceError
from importlib import resources

import pytest

import sim
from sim.assumptions.keys import field_of
from sim.play.company.answers import (
    FIGURES,
    AnswerError,
    Audit,
    Figures,
    HandOff,
    Moment,
)
from sim.play.company.answers_file import blank_answers, read_answers, write_answers
from sim.play.company.audits import Rule, gaps, rules, spans_of, with_moments
from sim.play.company.questions import question, questions
from tests.play.company.worlds import TRADES

MANAGER = Audit("manager", {"promises": True, "empowered": 9, "solved": True})
FRONT = Audit("front line", {"promises": False, "empowered": 2, "solved": "unknown"})


def test_there_are_fifteen_questions_and_five():
    audit, icare = questions("self_audit"), questions("icare")
    assert (len(audit), len(icare)) == (15, 5)
    assert {one.kind for one in audit} == {"yes_no"}
    assert {one.kind for one in icare} == {"scale"}
    assert {one.side for one in audit} == {"inside", "outside"}
    assert [one.text.partition(":")[0] for one in icare] == [
        "Ideal service",
        "Culture of service",
        "Attentive",
        "Responsive",
        "Empowered",
    ]
    assert len({one.id for one in questions()}) == 20
    assert all(one.text.endswith("?") for one in questions())


def test_every_question_does_something_and_every_rule_asks_something():
    asked = {name for rule in rules().rules for name in rule.questions}
    assert asked == {one.id for one in questions()}
    assert all(rule.questions for rule in rules().rules)


def test_every_rule_is_about_a_parameter_of_every_trade():
    for trade in TRADES:
        scenario = sim.load(trade)
        for rule in rules().rules:
            part, *_, last = rule.key.split(".")
            assert field_of((part, last)).annotation in (float, int)
            spans = spans_of(scenario, [Audit(answers={next(iter(rule.questions)): _yes(rule)})])
            assert any(key.endswith(last) for key in spans)
            assert scenario.with_({key: span.value for key, span in spans.items()})


def _yes(rule):
    return 10 if question(next(iter(rule.questions))).kind == "scale" else True


@pytest.mark.parametrize("how", ["times", "odds", "to"])
def test_a_rule_goes_from_no_to_yes(how):
    rule = Rule("x", how, 0.5, 2.0 if how != "to" else 0.9, "", {})
    low, middle, high = (rule.value(0.4, score) for score in (0.0, 0.5, 1.0))
    assert low < middle < high
    if how == "to":
        assert (low, high) == (0.5, 0.9)
    else:
        assert middle == pytest.approx(0.4)  # half way the trade's value stays


def test_answers_move_what_the_rules_say_and_nothing_else():
    scenario = sim.load("corner_shop")
    spans = spans_of(scenario, [Audit(answers={"empowered": 10})])
    assert set(spans) == {"recovery.authority"}
    span = spans["recovery.authority"]
    assert (span.value, span.origin) == (0.8, "own answer")
    assert span.low == pytest.approx(0.05 + 0.75 * 0.75)  # an opinion may be off by a quarter
    assert span.high == 0.8
    assert spans_of(scenario, [Audit()]) == {}


def test_a_rule_that_is_changed_is_obeyed():
    text = resources.files("sim.play.company").joinpath("audit_rules.toml").read_text("utf-8")
    assert tomllib.loads(text)["opinion"] == rules().opinion
    own = rules()._replace(
        rules=(Rule("desk.success", "to", 0.1, 0.2, "ours", {"solved": 1.0}),), opinion=0.0
    )
    spans = spans_of(sim.load("hotel"), [Audit(answers={"solved": True})], own)
    assert (spans["desk.success"].value, spans["desk.success"].low) == (0.2, 0.2)


def test_where_they_differ_the_front_line_counts_and_the_gap_is_kept():
    told = gaps([MANAGER, FRONT])
    assert [one.question for one in told] == ["promises", "empowered"]
    assert (told[0].managers, told[0].front_line, told[0].difference) == (1.0, 0.0, 1.0)
    assert told[1].difference == pytest.approx(0.7)
    span = spans_of(sim.load("hotel"), [MANAGER, FRONT])["recovery.authority"]
    alone = spans_of(sim.load("hotel"), [FRONT])["recovery.authority"]
    assert span.value == alone.value  # the front line's, not the mean of both
    assert span.high > alone.high  # but the range goes on to the managers'
    assert span.high == pytest.approx(0.8)


def test_several_of_one_side_are_a_mean():
    team = [FRONT, Audit("front line", {"promises": True, "empowered": 8}), MANAGER]
    (promises, empowered) = gaps(team)
    assert {promises.question, empowered.question} == {"promises", "empowered"}
    by_name = {one.question: one for one in gaps(team)}
    assert by_name["promises"].front_line == 0.5
    assert by_name["promises"].n_front_line == 2
    assert by_name["empowered"].front_line == pytest.approx(0.5)


def test_not_knowing_widens_and_does_not_stop():
    scenario = sim.load("hotel")
    known = spans_of(scenario, [Audit(answers={"solved": True, "evaluated": True})])
    unknown = spans_of(scenario, [Audit(answers={"solved": "unknown", "evaluated": True})])
    one, other = known["desk.success"], unknown["desk.success"]
    assert other.high - other.low > one.high - one.low
    nothing = spans_of(scenario, [Audit(answers={"empowered": "unknown"})])["recovery.authority"]
    assert (nothing.low, nothing.high) == (0.05, 0.8)


def test_moments_move_their_touchpoints():
    scenario = sim.load("corner_shop")
    audits = [Audit(moments=(Moment("till", "misery"), Moment("counter", "magic")))]
    spans = spans_of(scenario, audits)
    assert spans["touchpoints.till.problem_weight"].value == pytest.approx(3.0)
    assert spans["touchpoints.till.magic"].value < scenario.value("touchpoints.till.magic")
    assert spans["touchpoints.counter.magic"].value > scenario.value("touchpoints.counter.magic")
    both = [
        Audit("manager", moments=(Moment("till", "magic"),)),
        Audit("front line", {}, (Moment("till", "misery"),)),
    ]
    assert [one.question for one in gaps(both)] == ["moment till"]


def test_a_new_touchpoint_and_a_new_department_are_built_in():
    audits = [
        Audit(moments=(Moment("parking", "misery", "before", "yard", "Parking the car", 0.9),))
    ]
    scenario, why = with_moments(sim.load("corner_shop"), audits)
    assert [one.name for one in scenario.touchpoints][:2] == ["finding", "parking"]
    assert scenario.value("touchpoints.parking.use") == 0.9
    assert scenario.value("departments.yard.staff") == 1
    assert set(why) == {"touchpoints.parking.use", "departments.yard.staff"}
    assert sim.run(scenario.with_({"time.days": 7, "time.warm_up_days": 0})).kpis["revenue"] > 0
    with pytest.raises(AnswerError) as caught:
        with_moments(sim.load("corner_shop"), [Audit(moments=(Moment("parking", "magic"),))])
    assert caught.value.faults == [
        'the moment "parking" is new, but the trade has no such touchpoint: say its stage and its '
        "department"
    ]


def test_worst_hand_offs_make_falling_through_likelier():
    scenario = sim.load("hotel")
    one = Audit(worst_hand_offs=(HandOff("reception", "restaurant"),))
    span = spans_of(scenario, [one])["moments.hand_off_share"]
    assert span.low == scenario.moments.hand_off_share < span.value < span.high
    with pytest.raises(AnswerError, match="both must be departments: accounts, housekeeping"):
        spans_of(scenario, [Audit(worst_hand_offs=(HandOff("reception", "moon"),))])


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (
            lambda: Figures(customers=0),
            "customers is 0, but must be more than 0 and 100000000 or less",
        ),
        (
            lambda: Figures(gross_margin=1.2),
            "gross_margin is 1.2, but must be 0 or more and 1 or less",
        ),
        (
            lambda: Figures(staff=float("nan")),
            "staff is nan, but must be more than 0 and 1000000 or less",
        ),
        (
            lambda: Figures(staff=(5, 3)),
            "staff goes from 5 to 3, but must not go down",
        ),
        (
            lambda: Figures(customers="many"),
            'customers is "many", but must be a number, two between which it lies, or "unknown"',
        ),
        (
            lambda: Figures(customers=True),
            'customers is "True", but must be a number, two between which it lies, or "unknown"',
        ),
        (lambda: Audit("boss"), 'role is "boss", but must be "manager", "front line" or left out'),
        (lambda: Audit(answers={"joy": True}), 'there is no question "joy"'),
        (
            lambda: Audit(answers={"promises": 3}),
            'promises is "3", but must be true, false or "unknown"',
        ),
        (
            lambda: Audit(answers={"empowered": 11}),
            'empowered is "11", but must be a number from 0 to 10 or "unknown"',
        ),
        (
            lambda: Audit(moments=(Moment("till", "so so"),)),
            'the rating of till is "so so", but must be one of misery, mediocrity, magic, unknown',
        ),
        (
            lambda: Audit(moments=(Moment("till", "magic", "later"),)),
            'the stage of till is "later", but must be one of before, purchase, after',
        ),
        (
            lambda: Audit(moments=(Moment("till", "magic", use=2.0),)),
            "the use of till is 2.0, but must be more than 0 and 1 or less",
        ),
    ],
)
def test_what_cannot_be_is_told_in_a_sentence(make, sentence):
    with pytest.raises(AnswerError) as caught:
        make()
    assert caught.value.faults == [sentence]


def test_all_that_is_wrong_is_told_at_once():
    with pytest.raises(AnswerError) as caught:
        Figures(customers=-1, staff="x", gross_margin=0.3)
    assert len(caught.value.faults) == 2
    with pytest.raises(FrozenInstanceError):
        Figures().customers = 3


def test_answers_are_written_and_read_back(tmp_path):
    figures = Figures(customers=(800, 1200), gross_margin="unknown", staff=4)
    audits = (
        Audit("manager", {"promises": True, "empowered": 7.5}),
        Audit(
            "",
            {"asked": "unknown"},
            (Moment("till", "misery"), Moment("parking", "magic", "before", "yard", "P", 0.5)),
            (HandOff("till", "office"),),
        ),
    )
    file = tmp_path / "answers.toml"
    file.write_text(write_answers(figures, audits), encoding="utf-8")
    assert read_answers(file) == (figures, audits)


@pytest.mark.parametrize("trade", TRADES)
def test_a_blank_file_asks_everything_and_is_read(trade, tmp_path):
    file = tmp_path / "answers.toml"
    scenario = sim.load(trade)
    file.write_text(blank_answers(scenario), encoding="utf-8")
    figures, (audit,) = read_answers(file)
    assert set(figures.said()) == {one.name for one in FIGURES}
    assert set(audit.answers) == {one.id for one in questions()}
    assert [one.name for one in audit.moments] == [one.name for one in scenario.touchpoints]
    assert with_moments(scenario, [audit])[0] == scenario


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        (
            "[figurs]\nx = 1\n",
            ['1: there is no part "figurs": only trade, figures and audit are read'],
        ),
        (
            "[figures]\ncustomers = -3\nstuff = 1\n",
            [
                "2: customers is -3, but must be more than 0 and 100000000 or less",
                '3: there is no figure "stuff"',
            ],
        ),
        (
            '[[audit]]\nrole = "boss"\n[audit.answers]\npromises = 1\n',
            [
                '4: promises is "1", but must be true, false or "unknown"',
                '1: role is "boss", but must be "manager", "front line" or left out',
            ],
        ),
        ("audit = 3\n", ["1: audit must be tables, each begun by [[audit]]"]),
        (
            '[[audit]]\n[[audit.moments]]\nname = "till"\n',
            ["2: moments need rating"],
        ),
        ("[figures\n", ["1: this is not TOML: expected ']' at the end of a table declaration"]),
        ("", ["1: the file is empty, but must hold answers"]),
    ],
)
def test_faults_of_a_file_of_answers_have_their_line(text, sentences, tmp_path):
    file = tmp_path / "answers.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(AnswerError) as caught:
        read_answers(file)
    assert caught.value.faults == [f"{file}:{one}" for one in sentences]
