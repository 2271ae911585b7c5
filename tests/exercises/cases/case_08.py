"""Answers to exercise 08."""

from sim.exercises.your_company import REASONS, width


def said(solved="no", calls="yes", asked="no"):
    return {"solved": solved, "calls": calls, "asked": asked}


def own(first="visits", trade="corner_shop", **changed):
    ends = {
        "visits": (40, 120),
        "problems": (2, 5),
        "margin": (28, 32),
        "moving": (4, 8),
        "silent": (10, 26),
    } | changed
    pairs = {
        f"{name}_{end}": value
        for name, both in ends.items()
        for end, value in zip(("low", "high"), both, strict=True)
    }
    return {"trade": trade, **pairs, "first": first}


def software(first="margin"):
    return own(first, "software_subscription", visits=(20, 28), margin=(60, 80))


BEFORE, AFTER = width(), width(said())
RIGHT = {
    "read_off": {
        "as shown": ("culture of service", 4.3),
        "in capitals": ("Culture of service", "4.3"),
    },
    "change": {"by the notes": (said(),), "in capitals": (said("No", "Yes", "NO"),)},
    "explain": {
        "measured": (BEFORE, AFTER, REASONS[0], said()),
        "rounded": (round(BEFORE), round(AFTER), REASONS[0], said()),
    },
    "build": {
        "a shop": (own(),),
        "a shop that knows its visits": (own("margin", visits=(95, 105), margin=(15, 40)),),
        "software": (software(),),
    },
}
WRONG = {
    "read_off": {
        "the lowest": ("empowered", 0.8),
        "the highest": ("ideal service", 1.8),
        "the second": ("responsive", 3.3),
        "one side": ("culture of service", 7.3),
        "the other side": ("culture of service", 3.0),
        "in per cent": ("culture of service", 43),
        "printed": ("prints it", "prints 4.3"),
    },
    "change": {
        "all yes": (said("yes", "yes", "yes"),),
        "all no": (said("no", "no", "no"),),
        "still unknown": (said(calls="unknown"),),
        "the form counts": (said(asked="yes"),),
        "some were put right": (said(solved="yes"),),
        "True and False": (said(False, True, False),),
    },
    "explain": {
        "swapped": (AFTER, BEFORE, REASONS[0], said()),
        "shares": (BEFORE / 100, AFTER / 100, REASONS[0], said()),
        "luck": (BEFORE, AFTER, REASONS[1], said()),
        "something else": (BEFORE, AFTER, REASONS[2], said()),
        "closed": (BEFORE, 0, REASONS[0], said()),
    },
    "build": {
        "the famous number": (own("silent"),),
        "complaints": (own("problems"),),
        "as far apart, and small": (own("moving", moving=(0, 20)),),
        "the margin, well known": (own("margin"),),
        "the visits of software": (software("visits"),),
        "quite sure": (
            own(visits=(9, 9), problems=(3, 3), margin=(40, 40), moving=(5, 5), silent=(26, 26)),
        ),
        "the wrong way round": (own(visits=(120, 40)),),
        "prints it": ("visits",),
    },
}
