"""The quiz of module 05: who is loyal, and who only stays."""

from sim.lessons.quiz import asks

QUIZ = (
    asks(
        "Two branches keep 90 of 100 customers. What do you know of their loyalty?",
        ("It is the same", False, "Staying is what people do. Loyalty is why they do it."),
        (
            "Nothing yet: ask what would happen if they could go elsewhere",
            True,
            "Yes. Who recommends you, who comes although others are nearer, who forgives?",
        ),
        (
            "It is high in both",
            False,
            "It may be. Or the nearest other branch is an hour away.",
        ),
    ),
    asks(
        "Which figure would have warned the locked hotel a year early?",
        ("Retention", False, "It was as good as that of the loyal hotel."),
        ("The number of complaints", False, "Few complain, whether they are loyal or not."),
        (
            "The share of guests who are loyal",
            True,
            "Yes. It was low all the while, and nobody looked.",
        ),
    ),
    asks(
        "You bind customers with a contract of two years. What have you won?",
        ("Loyalty", False, "They stay. Whether they want to, you will hear at its end."),
        (
            "Time",
            True,
            "Yes. Time in which you can earn loyalty, or lose it unseen.",
        ),
        ("Nothing", False, "Their money comes in for two years. That is not nothing."),
    ),
    asks(
        "After a failure, a locked-in guest stays. What does the model do to the account?",
        (
            "It is cut to nothing at most, and the guest counts as retained only",
            True,
            "Yes. They come, say no good word, and wait for a way out.",
        ),
        ("It stays as it was", False, "A failure left open is the dearest thing there is."),
        ("It grows, as the guest has stayed", False, "Staying earns no credit. Magic does."),
    ),
    asks(
        "What protects the loyal hotel in the year of the rival?",
        ("Nothing could: it keeps all its guests", False, "Look again: it loses more, too."),
        (
            "Loyal guests turn down most offers",
            True,
            "Yes, 7 in 10 of those that others take. That is our assumption.",
        ),
        ("Its prices", False, "Prices are the same in both hotels."),
    ),
)
