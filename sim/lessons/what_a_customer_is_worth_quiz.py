"""The quiz of module 06: averages, and the next euro."""

from sim.lessons.quiz import asks

QUIZ = (
    asks(
        "“Winning a customer costs five times as much as keeping one.” What follows for "
        "the next thousand?",
        ("Spend it on keeping", False, "That looks back at all the money, not at the next."),
        (
            "Nothing: I need to know what the next thousand would do here and there",
            True,
            "Yes. An average is about the past. The next euro has a price of its own.",
        ),
        ("Spend a fifth on winning", False, "A ratio of costs is no recipe for a split."),
    ),
    asks(
        "Why is keeping so cheap on average?",
        (
            "Most customers stay whether or not anything is spent on them",
            True,
            "Yes. The money for recovery is shared out among all, also those who never needed it.",
        ),
        ("Keeping is easy", False, "For the unhappy who say nothing it is not easy at all."),
        ("Loyal customers cost nothing to serve", False, "They are served like all others."),
    ),
    asks(
        "When do you stop putting more into keeping?",
        ("Never", False, "There is an end to the customers who can still be kept."),
        (
            "When the next thousand would earn more in winning",
            True,
            "Yes. That is all that one needs to know, and hardly anybody measures it.",
        ),
        (
            "When a customer kept costs as much as one won, on average",
            False,
            "On average is the trap: look at the next one.",
        ),
    ),
    asks(
        "Two customers, one kept and one won. Which is worth more next year?",
        (
            "The one kept",
            True,
            "Yes, here: they are known, often loyal, come more and recommend. The newcomer "
            "has yet to like you.",
        ),
        ("The one won", False, "Newcomers come less often at first, in this model."),
        (
            "They are alike",
            False,
            "Their accounts differ: one may be full, the other is empty.",
        ),
    ),
    asks(
        "Under what research supports, loyal customers neither come nor pay more. What happens "
        "to the split?",
        (
            "Nothing changes",
            False,
            "A customer kept is worth less then. Open the evidence and look at the hill.",
        ),
        (
            "The hill is flatter, and its top is less clear",
            True,
            "Yes. Some money for keeping still pays, and the exact amount matters less.",
        ),
        (
            "All should go to winning",
            False,
            "Customers who leave still have to be replaced. Look at the hill under evidence.",
        ),
    ),
)
