"""What is typed: read as people write it, refused in a sentence, and the same after a file."""

import pytest

import sim
from sim.play.company.answers import AnswerError
from sim.play.company.answers_file import read_answers, trade_in, write_answers
from sim.play.company.audits import rules
from sim.play.company.draft import Draft, Own, Person, figure_of
from sim.play.company.rules_file import read_rules, with_ends, write_rules


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("12", 12.0),
        ("12.5", 12.5),
        ("12,5", 12.5),
        ("1,200", 1200.0),
        ("1 200 000", 1_200_000.0),
        ("1'200", 1200.0),
        ("35 %", 0.35),
        ("25% to 35%", (0.25, 0.35)),
        ("800–1,200", (800.0, 1200.0)),
        ("  ", None),
        ("unknown", "unknown"),
    ],
)
def test_figures_are_read_as_people_write_them(text, figure):
    assert figure_of(text) == pytest.approx(figure) if figure else figure_of(text) == figure


@pytest.mark.parametrize("text", ["many", "12 or so", "1.2.3", "to 5", "=1+1"])
def test_what_is_no_figure_is_refused_in_a_sentence(text):
    with pytest.raises(AnswerError, match="must be a number, or two"):
        figure_of(text)


def test_a_draft_is_the_same_after_a_file(tmp_path):
    hotel = sim.load("hotel")
    desk = hotel.touchpoints[0]
    draft = Draft(
        figures={"staff": "3 to 4", "gross_margin": "unknown"},
        people=[
            Person("Ada", "manager", {"promises": "yes", "empowered": "7"}, {desk.name: "magic"}),
            Person("", "front line", {"promises": "no"}, {"spa": "misery"}, [("a", "b")]),
        ],
        own=[Own("Spa", "after", "wellness")],
        owners={desk.name: hotel.departments[-1].name},
    )
    file = tmp_path / "answers.toml"
    file.write_text(write_answers(draft.to_figures(), draft.to_audits(hotel), "hotel"))
    assert trade_in(file) == "hotel"
    again = Draft()
    again.put(*read_answers(file), hotel)
    assert again.figures == draft.figures
    assert again.own == draft.own
    assert again.owners == draft.owners
    assert again.to_audits(hotel) == draft.to_audits(hotel)


def test_rules_of_ones_own_are_the_same_after_a_file(tmp_path):
    file = tmp_path / "rules.toml"
    own = with_ends(rules(), {"recovery.authority": (0.1, 0.5), "moment.magic": (0.5, 2.0)})
    assert own != rules()
    file.write_text(write_rules(own))
    assert read_rules(file) == own


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('["recovery.authorty"]\nat_no = 0.1\n', "rules.toml:1: there is no rule"),
        ('["recovery.authority"]\nat_yes = 3\n', "rules.toml:2: at_yes is 3, but must be 0 to 1"),
        ('["desk.success"]\nat_no = 0\n', "at_no is 0, but must be more than 0: it is a factor"),
        ('["desk.success"]\nwhy = "so"\n', 'rules.toml:2: there is no "why"'),
        ('"desk.success" = 3\n', "must be a table with at_no and at_yes"),
    ],
)
def test_rules_that_cannot_be_are_told_with_their_line(tmp_path, text, sentence):
    file = tmp_path / "rules.toml"
    file.write_text(text)
    with pytest.raises(AnswerError) as told:
        read_rules(file)
    assert sentence in str(told.value)
