"""Answers to exercise 05."""

from sim.exercises.retained_or_loyal import fates, warn


def made(lock=54, failures=5.5):
    return {"lock": lock, "failures": failures}


BOTH = fates(**made())
GAP = BOTH["loyal"]["after"] - BOTH["locked"]["after"]
LOYAL, LOCKED = BOTH["loyal"]["loyal"], BOTH["locked"]["loyal"]


def over_half_a_year(months):
    mean = sum(month["loyal"] for month in months[-6:]) / 6
    return bool(mean < 45)


def prints(months):
    over_half_a_year(months)  # as it would be printed


RIGHT = {
    "read_off": {"as shown": (27, 40), "a little off": ("28", "40")},
    "change": {"half": (made(),), "fewer failures": (made(40, 4),)},
    "explain": {
        "measured": (GAP, LOYAL, LOCKED, made()),
        "rounded": (round(GAP), round(LOYAL), round(LOCKED), made()),
    },
    "build": {
        "the last month": (warn("loyal", "below", 50),),
        "half a year": (over_half_a_year,),
    },
}
WRONG = {
    "read_off": {
        "who is left": (57, 45),
        "both years": (43, 55),
        "swapped": (40, 27),
        "the first year": (16, 15),
        "the gap": (12, 12),
        "printed": ("prints 27", "prints 40"),
    },
    "change": {
        "no lock": (made(0, 4),),
        "a loyal hotel": (made(20, 2),),
        "all locked, few failures": (made(80, 4),),
        "many failures, no lock": (made(10, 8),),
        "not far enough": (made(30, 3),),
        "shares": (made(0.54, 5.5),),
    },
    "explain": {
        "before the rival": (BOTH["locked"]["before"] - BOTH["loyal"]["before"], 70, 25, made()),
        "the wrong way round": (GAP, LOCKED, LOYAL, made()),
        "retained": (GAP, BOTH["loyal"]["before"], BOTH["locked"]["before"], made()),
        "upside down": (-GAP, LOYAL, LOCKED, made()),
        "shares": (GAP / 100, LOYAL / 100, LOCKED / 100, made()),
    },
    "build": {
        "always": (lambda months: True,),
        "never": (lambda months: False,),
        "fewer guests": (warn("guests", "below", 420),),
        "complaints": (warn("complaints", "above", 1),),
        "the wrong side": (warn("loyal", "above", 50),),
        "too eager": (warn("loyal", "below", 90),),
        "too late": (warn("loyal", "below", 10),),
        "a number": (lambda months: months[-1]["loyal"],),
        "prints it": (prints,),
        "called at once": (True,),
    },
}
