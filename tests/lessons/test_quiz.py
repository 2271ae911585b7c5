"""Questions say at once when they are not fit to be asked."""

import pytest

from sim.lessons.quiz import AnswerOption, NumberQuestion, NumberRange, Question

YES = AnswerOption("Yes", True, "So it is.")
NO = AnswerOption("No", False, "Look again.")


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ((YES,), "1 answer; it needs two"),
        ((NO, AnswerOption("Never", False, "Hm.")), "0 right answers"),
        ((YES, AnswerOption("Always", True, "Hm.")), "2 right answers"),
        ((YES, AnswerOption("yes ", False, "Hm.")), "the same answers twice"),
        ((YES, AnswerOption("No", False, "So it is.")), "the same feedback twice"),
        ((YES, AnswerOption("No", False, " ")), "feedback without words"),
        ((YES, AnswerOption("", False, "Hm.")), "answers without words"),
    ],
)
def test_a_question_that_cannot_be_asked_is_refused(answers, told):
    with pytest.raises(ValueError, match=told) as caught:
        Question("Is it so?", answers)
    assert "'Is it so?'" in str(caught.value)


def test_a_question_without_text_is_refused():
    with pytest.raises(ValueError, match="no text"):
        Question(" ", (YES, NO))


@pytest.mark.parametrize(
    ("ranges", "told"),
    [
        ((), "0 right ranges"),
        ((NumberRange(2, 2, True, "A."),), "the second must be more"),
        ((NumberRange(1, float("inf"), True, "A."),), "the second must be more"),
        ((NumberRange(1, 3, True, "A."), NumberRange(2, 4, False, "B.")), "no two ranges"),
        ((NumberRange(1, 3, True, "Else."),), "the same feedback twice"),
    ],
)
def test_ranges_that_cannot_be_told_apart_are_refused(ranges, told):
    with pytest.raises(ValueError, match=told):
        NumberQuestion("How many?", ranges, otherwise="Else.")


def test_a_number_is_answered_by_its_range_with_its_lower_end():
    asked = NumberQuestion(
        "How many?",
        (NumberRange(3, 5, True, "A."), NumberRange(1, 3, False, "B.")),
        otherwise="C.",
    )
    said = [asked.reply(number) for number in (0.9, 1, 2.9, 3, 4.9, 5)]
    assert said == ["C.", "B.", "B.", "A.", "A.", "C."]
