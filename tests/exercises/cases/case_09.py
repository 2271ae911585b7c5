"""Answers to exercise 09."""

from sim.exercises.claims_on_trial import REASONS, more_time

YES, NO, OPEN = "reproduced", "not reproduced", "cannot be told"


def starts(true_at=83, false_at=60):
    return {"true_at": true_at, "false_at": false_at}


def test(**changed):
    fair = {"figure": "customers who leave", "beside": "the same shop without it"}
    fair |= {"luck": "the same in both", "also": "nothing", "runs": 16}
    return fair | {"decide": "the whole interval"} | changed


LONG, SHORT = more_time(83), more_time(60)
RIGHT = {
    "read_off": {"as shown": (NO, YES, OPEN), "in capitals": (NO.upper(), YES, OPEN)},
    "change": {"too little": (starts(),), "too much": (starts(80, 93),)},
    "explain": {
        "measured": (LONG, SHORT, REASONS[0], starts()),
        "rounded": (round(LONG), round(SHORT), REASONS[0], starts()),
    },
    "build": {"often": (test(),), "less often": (test(runs=9, also="Nothing"),)},
}
WRONG = {
    "read_off": {
        "by the mean": (NO, YES, NO),
        "always true": (YES, YES, YES),
        "always false": (NO, NO, NO),
        "always open": (OPEN, OPEN, OPEN),
        "swapped": (YES, NO, OPEN),
        "printed": ("prints it", "prints it", "prints it"),
    },
    "change": {
        "backwards": (starts(60, 83),),
        "at the edge": (starts(75, 70),),
        "at the other edge": (starts(90, 60),),
        "both true": (starts(83, 85),),
        "both false": (starts(60, 93),),
        "shares": (starts(0.83, 0.6),),
    },
    "explain": {
        "swapped": (SHORT, LONG, REASONS[0], starts()),
        "five": (5, 5, REASONS[0], starts()),
        "they spend more": (LONG, SHORT, REASONS[1], starts()),
        "prices": (LONG, SHORT, REASONS[2], starts()),
        "shares": (LONG / 100, SHORT / 100, REASONS[0], starts()),
    },
    "build": {
        "complaints": (test(figure="complaints"),),
        "what is heard": (test(figure="failures heard of"),),
        "profit": (test(figure="profit"),),
        "a year before": (test(beside="the same shop a year before"),),
        "two things at once": (test(also="authority at the front"),),
        "a better product": (test(also="a better product"),),
        "twice, other luck": (test(luck="other luck in each", runs=3),),
        "by the mean": (test(decide="the mean"),),
        "by the best run": (test(decide="the best run"),),
        "prints the verdict": ("reproduced",),
    },
}
