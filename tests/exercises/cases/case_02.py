"""Answers to exercise 02."""

from sim.exercises.the_silent_26 import SHARES, ratio

ASKED, PROBLEM, TOLD, SILENT = SHARES


def by_hand(survey):
    told = silent = 0
    for row in survey:
        told += row["problem"] and row["told"]
        silent += row["problem"] and not row["told"]
    return silent / told if told else float("inf")


def prints(survey):
    by_hand(survey)  # as it would be printed


RIGHT = {
    "read_off": {"as shown": (7, 13), "worked out": (6.8, 12.9), "as texts": ("6.8", "13%")},
    "change": {"asks 20": ({"asked": 20},), "asks 21": ({"asked": 21.0},)},
    "explain": {
        "measured": (2.72, "about as many", "fewer"),
        "rounded": (2.5, "About as many", "fewer"),
    },
    "build": {"the form's": (ratio(SILENT, TOLD),), "by hand": (by_hand,)},
}
WRONG = {
    "read_off": {
        "all of them": (7.8, 13),
        "the difference": (217, 13),
        "the slogan": (26, 13),
        "upside down": (0.15, 13),
        "of the silent": (7, 15),
        "printed": ("prints 7", "prints 13"),
    },
    "change": {
        "asks 30": ({"asked": 30},),
        "asks all": ({"asked": 100},),
        "asks nobody": ({"asked": 0},),
        "as a share": ({"asked": 0.2},),
        "the number alone": (20,),
        "another name": ({"ask": 20},),
    },
    "explain": {
        "the difference": (0.22, "about as many", "fewer"),
        "the share": (35, "about as many", "fewer"),
        "the shop got worse": (2.7, "more", "fewer"),
        "the shop got better": (2.7, "fewer", "fewer"),
        "they leave angry": (2.7, "about as many", "more"),
        "half of it": (2.7, None, None),
    },
    "build": {
        "counts all of the unhappy": (ratio(PROBLEM, TOLD),),
        "upside down": (ratio(TOLD, SILENT),),
        "of all who were asked": (ratio(ASKED, TOLD),),
        "praise is a complaint": (
            lambda s: sum(r["problem"] for r in s) / sum(r["told"] for r in s),
        ),
        "always the slogan": (lambda survey: 26,),
        "breaks when nobody told": (
            lambda s: (
                sum(r["problem"] and not r["told"] for r in s)
                / sum(r["problem"] and r["told"] for r in s)
            ),
        ),
        "prints it": (prints,),
        "called at once": (26.0,),
    },
}
