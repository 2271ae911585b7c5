"""The quiz of module 09."""

from sim.lessons.quiz import AnswerOption, NumberQuestion, NumberRange, Question

QUIZ: tuple[Question | NumberQuestion, ...] = (
    NumberQuestion(
        "Of 100 customers, 95 stay each year. How many years does a customer stay, on average?",
        (
            NumberRange(19.9, 20.1, True, "Yes: 5 of 100 leave a year, and 100 / 5 is 20."),
            NumberRange(0.9, 1.1, False, "Nearly all stay more than one year."),
            NumberRange(94.9, 95.1, False, "That is how many stay. How many leave, of 100?"),
        ),
        otherwise="Take those who leave in a year, and see how often they go into the hundred.",
    ),
    Question(
        "“Keep 5% more, and profit rises by 25 to 100%.” What must you ask first?",
        (
            AnswerOption(
                "Who said so?",
                False,
                "A good question, but the answer does not make it true of your firm.",
            ),
            AnswerOption(
                "Points or percent, of which figure, over what time, starting from where?",
                True,
                "Yes. Without those four, nearly every firm can find a figure that fits.",
            ),
            AnswerOption(
                "How do we get there?",
                False,
                "Ask that second. First find out what it would be worth to you.",
            ),
        ),
    ),
    Question(
        "Two firms keep five points more. Profit rises by 50% in one and by 15% in the other. Who "
        "gained more money?",
        (
            AnswerOption(
                "The first.",
                False,
                "It may have earned next to nothing before. A percentage hides what it is of.",
            ),
            AnswerOption(
                "The second.",
                False,
                "It may be so, but the two percentages do not say it.",
            ),
            AnswerOption(
                "It cannot be told from the percentages.",
                True,
                "Yes. Move the slider: much the same money is a large part of a small profit, and "
                "a small part of a large one.",
            ),
        ),
    ),
    Question(
        "An interval from 20 to 30% is held against a claim of 25 to 100%. The verdict?",
        (
            AnswerOption(
                "Reproduced: its middle is 25.",
                False,
                "The truth may as well be 21. A middle on the edge is no evidence.",
            ),
            AnswerOption(
                "It cannot be told: it lies across the edge.",
                True,
                "Yes. More runs would make it narrower, and then there may be a verdict.",
            ),
            AnswerOption(
                "Not reproduced: part of it is outside.",
                False,
                "And part of it is inside. Only an interval that is all outside says no.",
            ),
        ),
    ),
    Question(
        "Winning a customer costs six times what keeping one does. So where does the next euro go?",
        (
            AnswerOption(
                "Into keeping: it is six times cheaper.",
                False,
                "These are averages of what was spent. The next customer kept may be dear.",
            ),
            AnswerOption(
                "Half and half.",
                False,
                "Then you would need no figures at all. What does one more of each cost?",
            ),
            AnswerOption(
                "The ratio does not say. Compare one more won with one more kept.",
                True,
                "Yes: that is Pfeifer's point (2005). Module 06 shows it.",
            ),
        ),
    ),
)
