"""Answers to exercise 04."""


def plan(day=91, asked=50, authority=100, hours=1.5):
    return {"day": day, "asked": asked, "authority": authority, "hours": hours}


RIGHT = {
    "read_off": {"as shown": (4, 33), "as texts": ("4", "33")},
    "change": {"twice": ({"ratio": 2.0},), "a little less": ({"ratio": 1.9},)},
    "explain": {"measured": (2.09, "fewer"), "rounded": (2, " Fewer")},
    "build": {
        "at once": (plan(),),
        "asks more, trusts less": (plan(asked=70, authority=80),),
    },
}
WRONG = {
    "read_off": {
        "with the first": (5, 33),
        "all of them": (4, 87),
        "the second alone": (4, 19),
        "the bars and the family": (4, 9),
        "everybody": (5, 187),
        "printed": ("prints 4", "prints 33"),
    },
    "change": {
        "as many": ({"ratio": 1},),
        "three times": ({"ratio": 3},),
        "six times": ({"ratio": 6},),
        "half": ({"ratio": 0.5},),
        "in per cent": ({"ratio": 200},),
        "the number alone": (2,),
    },
    "explain": {
        "upside down": (0.48, "fewer"),
        "people, not days": (1.02, "fewer"),
        "the articles'": (12, "fewer"),
        "no effect": (2.09, "about as many"),
        "any talk is good talk": (2.09, "more"),
    },
    "build": {
        "half a year late": (plan(day=270),),
        "a month late": (plan(day=120),),
        "asks everybody": (plan(asked=100),),
        "asks nobody": (plan(asked=0),),
        "a bigger desk alone": (plan(asked=0, authority=20, hours=20),),
        "asks, and does not answer": (plan(asked=30, authority=0),),
        "before it happens": (plan(day=1),),
        "prints the result": ("27 kept, EUR 1,500",),
    },
}
