"""Answers to exercise 01."""

from sim.exercises.moments import hurt_with, price


def bought(standards=0, training=20, coaching=0, recognition=0):
    return {
        "standards": standards,
        "training": training,
        "coaching": coaching,
        "recognition": recognition,
    }


ENOUGH = bought(standards=95)


def journey(change=lambda rows: rows):
    rows = [
        ("Web page", "before", "Marketing", 10, 5, 4.9),
        ("Advice", "before", "Sales", 2, 20, 4),
        ("Order", "purchase", "Sales", 4, 10, 3.9),
        ("Delivery", "purchase", "Stores", 4, 50, 18.5),
        ("Bill", "after", "Accounts", 12, 10, 11.4),
        ("Repair", "after", "Service", 0.5, 100, 5),
    ]
    names = ("name", "stage", "department", "contacts", "wrong", "hurt")
    return change([dict(zip(names, row, strict=True)) for row in rows])


def with_hurt(of):
    def changed(rows):
        for row in rows:
            row["hurt"] = of(row["contacts"], row["wrong"])
        return rows

    return journey(changed)


def dentist():
    rows = [
        ("Call", "before", "Front desk", 3, 30, 8.7),
        ("Waiting room", "purchase", "Front desk", 3, 200, 48.8),
        ("Check", "purchase", "Dentist", 2, 10, 2),
        ("Filling", "purchase", "Dentist", 1, 20, 2),
        ("Bill", "after", "Office", 2, 40, 7.8),
        ("Reminder", "after", "Office", 2, 0, 0),
    ]
    names = ("name", "stage", "department", "contacts", "wrong", "hurt")
    return tuple(dict(zip(names, row, strict=True)) for row in rows)


def set_all(name, value):
    return journey(lambda rows: [row | {name: value} for row in rows])


SHOWN = ("Hotline", "Billing", 238)
RIGHT = {
    "read_off": {"as shown": SHOWN, "in small letters": ("hotline", " billing ", "238")},
    "change": {"standards": (ENOUGH,), "all of it": (bought(standards=100),)},
    "explain": {
        "measured": (hurt_with(), hurt_with(**ENOUGH), price(**ENOUGH), ENOUGH),
        "rounded": (41, 18, 11_400, ENOUGH),
    },
    "build": {"with a shop": (journey(),), "a dentist": (dentist(),)},
}
WRONG = {
    "read_off": {
        "backwards": ("Billing", "Hotline", 238),
        "into the hotline": ("Shop", "Hotline", 238),
        "the number in all": ("Hotline", "Billing", 96),
        "failures of served": ("Hotline", "Billing", 12),
        "that way alone": ("Hotline", "Billing", 206),
        "printed": ("prints Hotline", "prints Billing", "238"),
    },
    "change": {
        "nothing": (bought(),),
        "training": (bought(training=53),),
        "coaching": (bought(coaching=25),),
        "recognition": (bought(recognition=100),),
        "not enough": (bought(standards=80),),
        "everything": (bought(100, 200, 100, 100),),
        "too dear": (bought(standards=100, coaching=1),),
    },
    "explain": {
        "upside down": (18, 41, 11_400, ENOUGH),
        "shares": (0.41, 0.18, 11_400, ENOUGH),
        "the budget": (41, 18, 12_000, ENOUGH),
        "no price": (41, 18, 0, ENOUGH),
        "who was spared": (59, 82, 11_400, ENOUGH),
        "not what was bought": (41, 18, 11_400, bought(standards=50)),
    },
    "build": {
        "just multiplied": (with_hurt(lambda contacts, wrong: contacts * wrong / 10),),
        "of one contact": (with_hurt(lambda contacts, wrong: wrong / 10),),
        "all alike": (set_all("hurt", 10),),
        "one department": (set_all("department", "Sales"),),
        "one stage": (set_all("stage", "after"),),
        "nothing wrong": (journey(lambda rows: [row | {"wrong": 0, "hurt": 0} for row in rows]),),
        "five": (journey(lambda rows: rows[:5]),),
        "backwards": (journey(lambda rows: rows[::-1]),),
        "prints the figures": ("4.9 4 3.9 18.5 11.4 5",),
    },
}
