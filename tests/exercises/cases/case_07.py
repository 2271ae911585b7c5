"""Answers to exercise 07."""

from sim.exercises.inside_out import december


def split(training, coaching):
    return {"training": training, "coaching": coaching}


def plan(*hours, lowest=1):
    return [
        split(training, coaching) | {"lowest": "yes" if place == lowest else "no"}
        for place, (training, coaching) in enumerate(hours, 1)
    ]


GOOD = ((20, 5), (15, 5), (10, 5), (5, 5))
HALF = split(40, 40)
BEFORE, AFTER = december(80, 0), december(40, 40)
RIGHT = {
    "read_off": {"as shown": (80,), "a little off": ("76",)},
    "change": {"some coaching": (split(50, 30),), "half": (HALF,)},
    "explain": {
        "measured": (BEFORE, AFTER, "people forget less", HALF),
        "rounded": (round(BEFORE), round(AFTER), "People forget less", HALF),
    },
    "build": {
        "less and less": (plan(*GOOD),),
        "much at once": (plan((30, 5), (6, 5), (6, 5), (8, 5), lowest=2),),
    },
}
WRONG = {
    "read_off": {
        "the day": (110,),
        "from course to course": (180,),
        "when most is gone": (160,),
        "half of all skill": (400,),
        "what is left": (70,),
        "two weeks": (14,),
        "printed": ("prints 80",),
    },
    "change": {
        "training alone": (split(80, 0),),
        "coaching alone": (split(0, 80),),
        "more hours": (split(80, 40),),
        "a little coaching": (split(75, 5),),
        "mostly coaching": (split(20, 60),),
        "fewer hours": (split(20, 10),),
        "the number alone": (40,),
    },
    "explain": {
        "swapped": (AFTER, BEFORE, "people forget less", HALF),
        "shares": (BEFORE / 100, AFTER / 100, "people forget less", HALF),
        "they learn more": (BEFORE, AFTER, "people learn more", HALF),
        "they stay": (BEFORE, AFTER, "people stay longer", HALF),
        "the gain": (BEFORE, AFTER - BEFORE, "people forget less", HALF),
    },
    "build": {
        "another dip": (plan(*GOOD, lowest=4),),
        "no dip": (plan(*GOOD, lowest=9),),
        "no coaching": (plan(*[(20, 0)] * 4),),
        "no training": (plan(*[(0, 15)] * 4),),
        "all in January": (plan((80, 0), (0, 0), (0, 0), (0, 0), lowest=4),),
        "all in autumn": (plan((0, 0), (0, 0), (0, 0), (80, 0)),),
        "too dear": (plan(*[(25, 10)] * 4),),
        "three quarters": (plan(*GOOD[:3]),),
        "prints the skill": ("58.4 61.3 62.3 61.3",),
    },
}
