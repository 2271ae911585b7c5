"""The quiz of module 02."""

from sim.lessons.quiz import AnswerOption, NumberQuestion, NumberRange, Question

QUIZ = (
    Question(
        "Complaints fell by half last year. What do you know?",
        (
            AnswerOption(
                "Customers are happier.",
                False,
                "Perhaps. But the same report comes when complaining got harder, or when the "
                "unhappy have left.",
            ),
            AnswerOption(
                "Fewer people told us. Why, I do not know yet.",
                True,
                "Yes. A report counts those who speak. You need to ask the others.",
            ),
            AnswerOption(
                "The complaint desk works better.",
                False,
                "A better desk changes how a complaint ends, not how many come in.",
            ),
        ),
    ),
    NumberQuestion(
        "A shop hears 5 complaints. For each one that is heard, 26 stay silent. How many failures "
        "did customers live through?",
        (
            NumberRange(134.5, 135.5, True, "Yes: 5 who spoke and 130 who did not."),
            NumberRange(129.5, 130.5, False, "Those are the silent ones. Count who spoke, too."),
            NumberRange(
                25.5, 31.5, False, "That is one complaint and its silent ones. There were five."
            ),
        ),
        otherwise="Take one complaint first: how many failures stand behind it, itself included?",
    ),
    Question(
        "You ask the silent, and the number of failures in your report goes up. What did you do?",
        (
            AnswerOption(
                "I upset people by asking.",
                False,
                "Look at what customers lived through: it hardly changed.",
            ),
            AnswerOption(
                "I made the shop worse.",
                False,
                "The report got longer. The shop is the one it was before.",
            ),
            AnswerOption(
                "I lowered the waterline: more of what was there can be seen.",
                True,
                "Yes. And what you can see, you can put right.",
            ),
        ),
    ),
    Question(
        "Where does the number 26 come from?",
        (
            AnswerOption(
                "From counting silent customers in thousands of firms.",
                False,
                "Nobody has counted that. Open the evidence below.",
            ),
            AnswerOption(
                "From old studies of complaints, quoted without what they were about.",
                True,
                "Yes. They were about small sums, and about complaints that reached headquarters. "
                "The counter hears far more than the head office does.",
            ),
            AnswerOption(
                "From a law of human nature.",
                False,
                "The larger the loss, the more people speak up. It is no constant.",
            ),
        ),
    ),
    Question(
        "What does a survey of your present customers miss?",
        (
            AnswerOption(
                "Nothing, if enough people answer.",
                False,
                "More answers of the same kind of people do not help. Think of who is not there.",
            ),
            AnswerOption(
                "Those who have left already.",
                True,
                "Yes. It asks those who still come, and they are the happier ones.",
            ),
            AnswerOption(
                "Those who are happy.",
                False,
                "They still come, and so they can be asked.",
            ),
        ),
    ),
)
