"""Who sees what, from the top down: the perception gap, an aside of module 07."""

from collections.abc import Mapping

from matplotlib.figure import Figure

from sim.assumptions import Scenario, load
from sim.assumptions.claims import claims
from sim.lessons.answer import Answer
from sim.lessons.lesson import Aside
from sim.show.perception import Side, describe_perception, perception
from sim.show.style import Style
from sim.show.words import between, count

TRADE = "software_subscription"
ROWS = (
    ("Management: its report", "perceived_quality"),
    ("Front line: what it saw", "front_line_quality"),
    ("Customers: what they lived", "lived_quality"),
    ("Customers who are loyal", "loyal_share"),
)


def scenarios(preset: str) -> Mapping[str, Scenario]:
    """Live the business as it is."""
    return {"now": load(TRADE, preset=preset)}


def sides(answer: Answer) -> list[Side]:
    """Return what each side has to go by, and what surveys heard from people like them."""
    ledger = {one.id: one.low for one in claims()}
    managers, staff = ledger["C11"][:2]
    leaders, consumers = ledger["C30"]
    asked = ((managers, leaders), (staff,), (consumers,), ())
    found = []
    for (name, kpi), heard in zip(ROWS, asked, strict=True):
        spread = answer.spread(kpi)
        found.append(Side(name, 100 * spread.mean, 100 * spread.low, 100 * spread.high, heard))
    return found


def draw(figure: Figure, answer: Answer, style: Style) -> None:
    """Draw the sides."""
    perception(figure.add_axes((0.02, 0.03, 0.96, 0.84)), sides(answer), style, _title(answer))


def describe(answer: Answer) -> str:
    """Say what `draw` shows."""
    return describe_perception(sides(answer))


def told(answer: Answer) -> tuple[str, ...]:
    """Say what comes of it."""
    top, front, lived, loyal = sides(answer)
    inside = answer.spread("internal_gap")
    gap = between(100 * inside.mean, 100 * inside.low, 100 * inside.high, 0)
    ledger = {one.id: one.low for one in claims()}
    managers, staff, unfocused = ledger["C11"]
    leaders, consumers = ledger["C30"]
    return (
        f"By the complaints on its desk, management sees {count(top.mean)} content customers in "
        f"100. The front line was there: by what it saw, {count(front.mean)} are. Customers lived "
        f"it: {count(lived.mean)} had no failure that is still open. And {count(loyal.mean)} are "
        "loyal.",
        f"So the gap opens inside the company: {gap} points lie between the top and the "
        "front line. Whoever wants to close it asks the people at the front.",
        f"Surveys asked for opinions, and heard worse ones. Of managers, {count(managers)} in 100 "
        f"said that their customer programme works; of employees, {count(staff)}; and "
        f"{count(unfocused)} in 100 employees said that the top is not focused on customers. "
        f"Of CEOs, {count(leaders)} in 100 believe that their brand gives a superior experience; "
        f"{count(consumers)} in 100 consumers agree. That last figure was first published by its "
        "authors as a share of companies: customers rated 8 companies in 100 superior.",
        "The model has no opinions. It shows what each side has to go by, and that is why the "
        "figures differ.",
    )


def _title(answer: Answer) -> str:
    points = 100 * answer.mean("delivery_gap")
    return f"The report is {count(points)} points better than what customers lived"


PERCEPTION = Aside(
    title="Who sees what: 80 believe, 8 agree",
    words="The same customers, seen from three places: from management's desk, from the counter, "
    "and from where they stand. Beside it, what surveys heard when they asked people.",
    scenarios=scenarios,
    draw=draw,
    describe=describe,
    told=told,
    height=330,
)
