"""Answers to exercise 03."""

from sim.exercises.second_chances import desk


def change(hours=5, authority=20, approval=60):
    return {"hours": hours, "authority": authority, "approval": approval}


def policy(asked=30, hours=5, authority=100, approval=60):
    return {"asked": asked} | change(hours, authority, approval)


TRUSTED = change(authority=95)
RIGHT = {
    "read_off": {"as shown": (50, 3), "a little off": ("51", "3")},
    "change": {"authority": (TRUSTED,), "and no approval": (change(5, 90, 0),)},
    "explain": {
        "measured": (desk()["open"], desk(TRUSTED)["open"], "on the spot", TRUSTED),
        "rounded": (round(desk()["open"]), round(desk(TRUSTED)["open"], 1), "On the spot", TRUSTED),
    },
    "build": {
        "on the spot": (policy(),),
        "and some at the desk": (policy(asked=28, hours=7, authority=95, approval=30),),
    },
}
WRONG = {
    "read_off": {
        "lost in all": (58, 3),
        "who stays": (41, 3),
        "who waits": (23, 3),
        "the moment itself": (50, 0),
        "the end": (50, 28),
        "a week": (50, 7),
        "printed": ("prints 50", "prints 3"),
    },
    "change": {
        "nothing": (change(),),
        "hires": (change(hours=25),),
        "no approval": (change(approval=0),),
        "half of it": (change(authority=50),),
        "no authority": (change(authority=0, approval=0),),
        "not asked for": (change() | {"asked": 0},),
    },
    "explain": {
        "upside down": (desk(TRUSTED)["open"], desk()["open"], "on the spot", TRUSTED),
        "days": (desk()["days"] * 2, desk(TRUSTED)["days"] * 2, "on the spot", TRUSTED),
        "at the desk": (desk()["open"], desk(TRUSTED)["open"], "at the desk", TRUSTED),
        "nowhere": (desk()["open"], desk(TRUSTED)["open"], "nowhere", TRUSTED),
        "no change": (desk()["open"], desk()["open"], "on the spot", TRUSTED),
    },
    "build": {
        "asks nobody": (policy(asked=0),),
        "asks too few": (policy(asked=15),),
        "asks everybody": (policy(asked=100),),
        "a desk and no authority": (policy(hours=25, authority=20, approval=0),),
        "the desk as it is": (policy(authority=20),),
        "no desk to speak of": (policy(hours=1, authority=60),),
        "prints the result": ("46 of 100, 1.8 days, EUR 13.5",),
    },
}
