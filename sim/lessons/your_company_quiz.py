"""The quiz of module 08."""

from sim.lessons.quiz import NumberQuestion, NumberRange, Question, asks

QUIZ: tuple[Question | NumberQuestion, ...] = (
    asks(
        "“We need all the data first.” What do you answer?",
        ("Yes. Without data every plan is a guess.", False,
         "Most numbers move all plans alike. Which of them would change what you do?"),
        ("No. We need the few numbers that would change what we do.", True,
         "Yes. Find those few, measure them, and begin with the rest."),
        ("No. Numbers do not matter for service.", False,
         "Some matter a great deal: they decide which change comes first."),
    ),
    asks(
        "The bars of two changes overlap. What follows?",
        ("The two are equally good.", False,
         "They may be far apart: an overlap says only that it is not sure."),
        ("Neither is worth doing.", False,
         "Both may bring much. Look where each bar begins, not where it meets another."),
        ("Either may be the better one, unless you look at their difference.", True,
         "Yes. What both share falls out of the difference, which is far surer."),
    ),
    asks(
        "A number may be three times as large. It makes all bars three times as long. Measure it?",
        ("Yes, at once: it matters most.", False,
         "It matters for the sum, but the order stays. What would you do differently?"),
        ("Not before you choose: the same change is best whatever it is.", True,
         "Yes. You may want it for the budget, but not for the choice."),
        ("It depends on what it costs to measure.", False,
         "Even for nothing it would not change which change comes first."),
    ),
    asks(
        "Managers say that promises are kept. The front line says that they are not. What now?",
        ("Take the mean of both.", False,
         "Half of a promise kept is what nobody said. The gap itself is the news."),
        ("Believe the managers, who see all of it.", False,
         "They see what is reported. Who stands before the customer when it breaks?"),
        ("Show the gap, and ask who meets the customers.", True,
         "Yes. The gap is a finding, and the front line is nearer to it."),
    ),
    NumberQuestion(
        "You ask 100 customers at random, and 12 had something go wrong this year. You have 3,000 "
        "customers. How many of them, roughly?",
        (
            NumberRange(359.5, 360.5, True, "Yes: 12 in 100 is 360 in 3,000, give or take."),
            NumberRange(11.5, 12.5, False, "That is among the hundred you asked."),
            NumberRange(35.5, 36.5, False, "That is 12 of each thousand. It was 12 of a hundred."),
        ),
        otherwise="Take the share among those you asked, and apply it to all of them.",
    ),
    asks(
        "What can a table of visits never tell you?",
        ("How often customers come.", False,
         "That is just what it does tell, and how they differ in it."),
        ("How many were unhappy and said nothing.", True,
         "Yes. They come less, or no more, and look like all others who do."),
        ("What a visit sells.", False,
         "With amounts in it, it tells that, with an interval."),
    ),
)  # fmt: skip
