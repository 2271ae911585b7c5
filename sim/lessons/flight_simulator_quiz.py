"""The quiz of module 10."""

from sim.lessons.quiz import AnswerOption, NumberQuestion, NumberRange, Question

QUIZ: tuple[Question | NumberQuestion, ...] = (
    Question(
        "A new manager cuts the marketing. Two quarters later, profit is up. What do you know?",
        (
            AnswerOption(
                "The marketing was wasted.",
                False,
                "Too early. Who is not won today is missed over the quarters to come.",
            ),
            AnswerOption(
                "What was saved. What it cost comes later, and on another line.",
                True,
                "Yes. The saving is booked at once, and the lost customers are booked nowhere.",
            ),
            AnswerOption(
                "The manager is better than the one before.",
                False,
                "Look at the same manager after eight quarters, before you decide.",
            ),
        ),
    ),
    Question(
        "The bonus hangs on the service index as it is recorded. The index rises. Why?",
        (
            AnswerOption(
                "Service has become better.",
                False,
                "A little, as people try harder. That is not the whole rise: look at both lines.",
            ),
            AnswerOption(
                "People try harder, and less is written down.",
                True,
                "Yes. From the record alone you cannot tell how much is which.",
            ),
            AnswerOption(
                "It is luck.",
                False,
                "Luck moves both lines. Here the recorded one leaves the lived one behind.",
            ),
        ),
    ),
    Question(
        "You buy a survey. Nearly all who answer are content, yet customers leave. How so?",
        (
            AnswerOption(
                "They lie to be polite.",
                False,
                "Nobody has to lie. Think of who gets a form, and who does not.",
            ),
            AnswerOption(
                "Who has left gets no form.",
                True,
                "Yes. A survey asks those who are still there.",
            ),
            AnswerOption(
                "The sample is too small.",
                False,
                "A larger sample of the wrong people would say the same, only more firmly.",
            ),
        ),
    ),
    Question(
        "Two teams are told to be tied. What does that mean?",
        (
            AnswerOption(
                "Both have the same score.",
                False,
                "Their scores differ. But how would they differ with other luck?",
            ),
            AnswerOption(
                "With other luck, either could be ahead.",
                True,
                "Yes. That is why each team's decisions are lived many times.",
            ),
            AnswerOption(
                "They made the same decisions.",
                False,
                "They need not: quite different mixes can do equally well.",
            ),
        ),
    ),
    NumberQuestion(
        "A team saves 2,000 in each of 8 quarters. A caretaker then earns 20,000 less in the time "
        "after. By how much does its score change?",
        (
            NumberRange(-4000.5, -3999.5, True, "Yes: 16,000 saved, and 20,000 not earned."),
            NumberRange(15999.5, 16000.5, False, "That is the saving. What comes after it?"),
            NumberRange(-20000.5, -19999.5, False, "That is the time after. What was saved first?"),
            NumberRange(3999.5, 4000.5, False, "The size is right. Up or down?"),
        ),
        otherwise="Add what was saved in 8 quarters, and take away what is not earned afterwards.",
    ),
)
