"""The quiz of module 07."""

from sim.lessons.quiz import AnswerOption, NumberQuestion, NumberRange, Question

QUIZ: tuple[Question | NumberQuestion, ...] = (
    Question(
        "Right after a course, skill tests are excellent. What do you know?",
        (
            AnswerOption(
                "The training worked.",
                False,
                "It did, that day. Test again in three months: that is what customers meet.",
            ),
            AnswerOption(
                "What people can do today. How long it lasts, I do not know yet.",
                True,
                "Yes. A test on the last day of a course measures the top of the sawtooth.",
            ),
            AnswerOption(
                "The course should be repeated soon.",
                False,
                "Repeating it lifts skill again, and it falls again. Look at the dashed line.",
            ),
        ),
    ),
    Question(
        "In this firm, coaching without any training changes skill by nothing. Why?",
        (
            AnswerOption(
                "Coaching is a waste of money.",
                False,
                "Not after a course: there it keeps much of what was learned. Try both sliders.",
            ),
            AnswerOption(
                "Here it keeps what training taught, and nothing was taught.",
                True,
                "Yes. This is how the model is built. Real coaches teach, too; how much, nobody "
                "has told us.",
            ),
            AnswerOption(
                "The coaches are not trained.",
                False,
                "True in many firms, but the model has no coaches who could be. Think of what "
                "there is to keep.",
            ),
        ),
    ),
    Question(
        "Morale is low. The boss books a motivation course for all. What does the model expect?",
        (
            AnswerOption(
                "Morale rises, and stays up.",
                False,
                "Set training to its end and look at morale, in the view of the people: it does "
                "not move.",
            ),
            AnswerOption(
                "Morale rises for a while, like skill.",
                False,
                "The sawtooth is that of skill. Morale follows from authority, recognition, load "
                "and angry customers.",
            ),
            AnswerOption(
                "Morale stays where it is.",
                True,
                "Yes. Change how people are treated: authority, recognition, the load of work.",
            ),
        ),
    ),
    Question(
        "Twenty hours of coaching a head do not show in the profit of the first year and a half. "
        "What follows?",
        (
            AnswerOption(
                "Stop coaching: it does not pay.",
                False,
                "The accounts of a year count what coaching costs, and few of the customers whom "
                "it keeps. Look at the long run.",
            ),
            AnswerOption(
                "Judge it over the time that customers stay, too.",
                True,
                "Yes. The cost comes first, and customers who stay pay year after year.",
            ),
            AnswerOption(
                "Coach more: then it will show.",
                False,
                "At 40 hours the year's profit is lower still. More of a good thing costs more.",
            ),
        ),
    ),
    NumberQuestion(
        "What training taught fades by half in 60 days. Of 20 points, how many are left after 120 "
        "days, with no coaching and nobody leaving?",
        (
            NumberRange(4.9, 5.1, True, "Yes: half, and half again."),
            NumberRange(9.9, 10.1, False, "That is after 60 days. There are 60 more."),
            NumberRange(
                -0.1, 0.1, False, "So it would be if 10 points went every 60 days. It halves."
            ),
        ),
        otherwise="Half of it goes in the first 60 days. What goes in the next 60?",
    ),
)
