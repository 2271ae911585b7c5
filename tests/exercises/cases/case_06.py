"""Answers to exercise 06."""

from sim.exercises.what_a_customer_is_worth import hill


def prices(asking=4, contact=12):
    return {"asking": asking, "contact": contact}


def trade(**changed):
    own = {"visits": 12, "spend": 40, "margin": 50, "stay": 80, "discount": 10, "winning": 60}
    return own | {"value": 743, "pays": 3} | changed


DEAR = prices(asking=30)
LOST = hill(**DEAR)[0] - hill(**DEAR)[3]
RIGHT = {
    "read_off": {"as shown": (91, 24), "the visit before": ("91", "23")},
    "change": {"dear": (DEAR,), "cheap": (prices(asking=1),), "dearer": (prices(asking=8),)},
    "explain": {"measured": (3, 0, LOST, DEAR), "rounded": ("3", "0", round(LOST, 1), DEAR)},
    "build": {
        "all along": (trade(),),
        "paid late": (trade(value=640, pays=2.5),),
        "a bank": (
            trade(visits=15, spend=30, margin=60, stay=92, winning=250, value=1500, pays=14),
        ),
    },
}
WRONG = {
    "read_off": {
        "the day": (91, 133),
        "the week": (91, 19),
        "what it brings": (211, 24),
        "the whole life": (1200, 24),
        "swapped": (24, 91),
        "printed": ("prints 91", "prints 24"),
    },
    "change": {
        "as today": (prices(),),
        "strangers dearer": (prices(contact=40),),
        "strangers cheaper": (prices(contact=3),),
        "not far enough": (prices(asking=3.5),),
        "a little cheaper": (prices(asking=2),),
        "free": (prices(asking=0),),
        "the split instead": (5,),
    },
    "explain": {
        "swapped": (0, 3, LOST, DEAR),
        "nothing lost": (3, 0, 0, DEAR),
        "in currency": (3, 0, 1000 * LOST, DEAR),
        "a loss": (3, 0, -LOST, DEAR),
        "not moved": (3, 3, LOST, DEAR),
    },
    "build": {
        "one year": (trade(value=240),),
        "revenue": (trade(value=1486),),
        "money keeps its worth": (trade(value=1200),),
        "nobody leaves": (trade(value=2400),),
        "less the cost of winning, twice": (trade(value=500),),
        "pays by revenue": (trade(winning=600, pays=15),),
        "pays in years": (trade(winning=600, pays=2.5),),
        "all stay": (trade(stay=100),),
        "prints the value": ("743",),
    },
}
