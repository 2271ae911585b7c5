"""A quiz as it is handed to jupyterquiz; how it behaves on a page is in tests/browser."""

import re
from importlib.resources import files

from sim.lessons.quiz import AnswerOption, NumberQuestion, NumberRange, Question
from sim.panels.quiz import PARTS, Quiz, quiz

ASKED = Question(
    "Costs <$5> [a lot](x)?",
    (AnswerOption("A & B", True, "Yes."), AnswerOption("$5", False, "Look at [B].")),
)
TYPED = NumberQuestion(
    "How many of 100?", (NumberRange(63, 64, True, "Yes."),), otherwise="Count again."
)


def test_every_answer_keeps_its_own_words_and_their_order():
    (made,) = quiz([ASKED]).questions
    assert made["type"] == "multiple_choice"
    assert [one["correct"] for one in made["answers"]] == [True, False]
    assert made["answers"][0]["feedback"] == "Yes."


def test_words_are_words_and_no_html_no_formula_no_link():
    (made,) = quiz([ASKED]).questions
    everything = str(made)
    assert not re.search(r"[<>$]|\[a", everything), everything
    assert made["question"] == "1. Costs &lt;&#36;5&gt; &#91;a lot](x)?"
    assert made["answers"][0]["answer"] == "A &amp; B"


def test_numbers_have_their_ranges_and_a_reply_to_everything_else():
    (made,) = quiz([TYPED]).questions
    assert made["type"] == "numeric"
    assert [one["type"] for one in made["answers"]] == ["range", "default"]
    assert made["answers"][0]["range"] == [63, 64]
    assert made["answers"][-1]["feedback"] == "Count again."


def test_questions_are_numbered():
    made = quiz([ASKED, TYPED]).questions
    assert [one["question"][:2] for one in made] == ["1.", "2."]


def test_the_module_is_jupyterquiz_and_ours():
    for name in PARTS:
        assert (files("jupyterquiz") / "js" / name).read_text() in Quiz._esm
    assert Quiz._esm.rstrip().endswith("export default { render };")


def test_formulas_and_chatter_of_jupyterquiz_are_out_of_reach():
    """Names of the module stand before those of the page, so nothing is fetched."""
    assert "const MathJax = undefined;" in Quiz._esm
    assert "const console =" in Quiz._esm
