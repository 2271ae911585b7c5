"""The debrief in plain sentences: each team's story, what to discuss, what to take home."""

from collections.abc import Sequence

from sim.play.game.debrief import Debrief, TeamEnd
from sim.play.game.leaving_out import CARD, Worth
from sim.play.game.page import Block, Bullets, Heading, Table, Text
from sim.play.game.quarter import money
from sim.play.game.readings import AS_PLAYED, AS_PUBLISHED, NO_CAUSE, SAID
from sim.play.game.score import Standings
from sim.show.words import several

CHECKLIST = (
    "Everybody can say in one sentence what a customer may count on here.",
    "Those who lead serve customers themselves for a day, and say what they saw.",
    "People are chosen for how they treat others; skills are taught afterwards.",
    "Whoever meets the customer may put things right there and then.",
    "Nobody is blamed for passing on a complaint; who hears one is thanked.",
    "Those who say nothing are asked, and hear what came of their answer.",
    "Training is followed by somebody who coaches.",
    "Each hand-off between two departments has an owner.",
    "What is measured is what customers live, and no pay hangs on a number that can be dressed up.",
    "Good work is noticed in the week in which it was done.",
)
"""What a culture that starts from the customer is made of."""


def page_of(end: Debrief) -> list[Block]:
    """Write the debrief: the reported rank first, then what was under water."""
    scenario = end.terms.scenario
    title = scenario.title or scenario.name
    blocks: list[Block] = [
        Heading(f"After {several(end.terms.quarters, 'quarter')}: {title}", 1),
        Heading("What was reported"),
        _reported(end),
        Heading("The score"),
        Text(score_sentence(end)),
        _scores(end.standings, scenario.money.currency),
        Heading("Rank by quarter"),
        Text("By the cash that each team reports, on average over the replays."),
        _ranks(end.standings),
    ]
    for team in end.teams.values():
        blocks += [Heading(f"Team {team.name}"), *(Text(line) for line in story(end, team))]
        blocks += [_beside(team)]
    blocks += [
        Heading("Is it rigged?"),
        *(Text(line) for line in other_worlds(end)),
        readings_table(end),
    ]
    if end.reached is not None:
        blocks += [Heading("What would have been possible"), Text(reached_sentence(end))]
    blocks += [
        Heading("To discuss"),
        Bullets(questions(end)),
        Heading("A culture that starts from the customer: is it so with us?"),
        Bullets(CHECKLIST, boxes=True),
    ]
    return blocks


def score_sentence(end: Debrief) -> str:
    """Say what the score is and who leads, ties included."""
    table = end.standings.table()
    first = [str(name) for name in table.index[table["rank"] == 1]]
    replays = len(end.standings.scores)
    one = "either" if len(first) == 2 else "any"
    led = (
        f"{first[0]} leads, and no other team can be told to be as good"
        if len(first) == 1
        else f"{listed(first)} are tied: luck could have put {one} of them first"
    )
    return (
        f"Cash at the end, and what one caretaker earns with the business in "
        f"{several(end.terms.caretaker, 'more quarter')}; the same decisions lived {replays} times "
        f"with other luck. {led}."
    )


def story(end: Debrief, team: TeamEnd) -> list[str]:
    """Tell a team's game in a few sentences."""
    currency = end.terms.scenario.money.currency
    place = end.reported.index(team.name) + 1
    rank = int(end.standings.table().loc[team.name, "rank"])
    played = team.truths[1:]
    failures = sum(one.failures for one in played)
    complaints = sum(one.complaints for one in team.dashboards[1:])
    asked = sum(one.told_when_asked for one in team.dashboards[1:])
    lines = [
        f"They reported {money(team.account.cash[-1])} {currency} in cash, place {place} of "
        f"{len(end.teams)}; with the caretaker's time their place is {rank}.",
        f"Customers lived through {money(failures)} failures. {money(complaints)} reached "
        f"management unasked, {money(asked)} were told because somebody asked, and "
        f"{money(team.unheard)} nobody ever heard of{_guessed(team)}.",
        f"{money(sum(team.left.values()))} customers left: {_reasons(team.left)}. Marketing won "
        f"{money(team.won)}, customers brought {money(team.brought)}, and bad talk kept "
        f"{money(team.kept_away)} away.",
    ]
    if team.guesses:
        lines.append(_guesses(team))
    if team.best is not None:
        lines.append(f"Their best decision: {worth_sentence(team.best, currency)}.")
    if team.costliest is not None:
        lines.append(f"Their costliest: {worth_sentence(team.costliest, currency)}.")
    return lines


def worth_sentence(found: Worth, currency: str) -> str:
    """Say what a change was worth, and whether that is more than luck."""
    change = found.change
    what = (
        "to tie the bonus to the index"
        if change.name == CARD
        else f"{change.title[0].lower()}{change.title[1:]} from {change.before} to {change.after}"
    )
    sure = "" if found.low > 0 or found.high < 0 else ", which could be luck"
    gain = "worth" if found.worth >= 0 else "at a cost of"
    amount = money(abs(found.worth))
    return f"{what} in quarter {change.quarter}, {gain} {amount} {currency}{sure}"


def other_worlds(end: Debrief) -> list[str]:
    """Say who wins with the same logs where the world is read another way."""
    words = {
        AS_PLAYED: "As it was played",
        AS_PUBLISHED: "With the published numbers, which research supports",
        NO_CAUSE: "If being heard changed nothing, and complainers were merely the loyal ones",
    }
    lines = []
    for name, found in end.readings.items():
        table = found.table()
        first = [str(one) for one in table.index[table["rank"] == 1]]
        if len(first) == len(table) > 1:
            lines.append(f"{words[name]}, no team can be told from the others.")
        else:
            lines.append(
                f"{words[name]}, {listed(first)} {'is' if len(first) == 1 else 'are'} first."
            )
    return lines


def reached_sentence(end: Debrief) -> str:
    """Say what a good policy would have reached, and how good it is known to be."""
    assert end.reached is not None
    currency = end.terms.scenario.money.currency
    settings = end.reached.settings
    wanted = [f"{one.name} {one.said(settings[one.name])}" for one in end.terms.decisions]
    said = listed(wanted).replace(" %", "%")
    return (
        f"{money(end.reached.score)} {currency} would have been possible, with {said}. "
        f"{end.reached.how_good}"
    )


def questions(end: Debrief) -> list[str]:
    """Ask what this game, and no other, gives reason to ask."""
    table = end.standings.table()
    asked = []
    reported, best = end.reported[0], str(table.index[0])
    if table.loc[reported, "rank"] > 1:
        asked.append(
            f"{reported} reported the most cash and {best} has the better score. From which "
            "quarter on could one have known, and from what?"
        )
    elif (table["rank"] == 1).all() and len(table) > 1:
        asked.append("No team can be told from the others. Which decisions did you believe in?")
    else:
        asked.append(
            f"{reported} reported the most cash, and no team has a score that is surely better. "
            "What did they do that the others saw and left?"
        )
    deaf = max(end.teams.values(), key=lambda team: team.unheard)
    asked.append(
        f"In team {deaf.name}, {money(deaf.unheard)} failures were never "
        "heard of. Who in our business would have known, and whom could they have told?"
    )
    tied = [name for name, team in end.teams.items() if team.entries[-1].bonus]
    if tied:
        asked.append(
            f"{listed(tied)} tied the bonus to the recorded index. What became of the index, and "
            "what of the one that customers lived?"
        )
    wrong = [team for team in end.teams.values() if team.guesses]
    if wrong:
        asked.append("Which of your guesses was furthest off, and what did you believe then?")
    asked.append("Which decision would you take back first, and what stops us from doing so here?")
    return asked


def listed(names: Sequence[str]) -> str:
    """Write names as a list in a sentence.

    Examples
    --------
    >>> listed(["a"]), listed(["a", "b", "c"])
    ('a', 'a, b and c')
    """
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last


def _reported(end: Debrief) -> Table:
    rows = []
    for place, name in enumerate(end.reported, start=1):
        team = end.teams[name]
        last = team.dashboards[-1]
        rows.append(
            (
                name,
                str(place),
                money(team.account.cash[-1]),
                money(last.customers),
                money(sum(one.complaints for one in team.dashboards[1:])),
                f"{last.service_index:.1f}",
            )
        )
    cash = f"Cash ({end.terms.scenario.money.currency})"
    head = ("Team", "Place", cash, "Customers", "Complaints", "Service index")
    return Table(head, rows)


def _scores(found: Standings, currency: str) -> Table:
    rows = [
        (
            str(name),
            str(row["rank"]),
            money(row["score"]),
            f"{money(row['least'])} to {money(row['most'])}",
            listed(row["tied_with"]) if row["tied_with"] else "nobody",
        )
        for name, row in found.table().iterrows()
    ]
    return Table(("Team", "Rank", f"Score ({currency})", "Range", "Tied with"), rows)


def _ranks(found: Standings) -> Table:
    ranks = found.ranks_by_quarter()
    rows = [(str(name), *(str(rank) for rank in ranks[name])) for name in ranks]
    return Table(("Team", *(f"Q{quarter}" for quarter in ranks.index)), rows)


def _beside(team: TeamEnd) -> Table:
    """Put what was lived beside what was seen."""
    index = ("Index on record", "Index lived")
    head = ("Quarter", "Complaints", "Failures", *index, "Customers", "Loyal")
    rows = [
        (
            str(seen.quarter) if seen.quarter else "before",
            money(seen.complaints),
            money(lived.failures),
            f"{seen.service_index:.1f}",
            f"{lived.service_index:.1f}",
            money(seen.customers),
            money(lived.loyal),
        )
        for seen, lived in zip(team.dashboards, team.truths, strict=True)
    ]
    return Table(head, rows)


def readings_table(end: Debrief) -> Table:
    """Put the ranks of the same logs beside each other, a column a reading of the world."""
    tables = {name: found.table() for name, found in end.readings.items()}
    rows = [
        (team, *(f"{table.loc[team, 'rank']}" for table in tables.values())) for team in end.teams
    ]
    return Table(("Rank with the same decisions", *(SAID[name] for name in tables)), rows)


def _reasons(left: dict[str, int]) -> str:
    sorted_left = sorted(left.items(), key=lambda pair: -pair[1])
    return ", ".join(f"{words} {money(number)}" for words, number in sorted_left if number)


def _guessed(team: TeamEnd) -> str:
    """Say what the team guessed of those whom nobody heard."""
    if team.unheard_guess is None:
        return ""
    return f"; they had guessed {money(team.unheard_guess)}"


def _guesses(team: TeamEnd) -> str:
    off = [abs(one.complaints - one.complaints_came) for one in team.guesses]
    people = [abs(one.customers - one.customers_came) for one in team.guesses]
    return (
        f"Their guesses were {money(sum(off) / len(off))} complaints and "
        f"{money(sum(people) / len(people))} customers off, on average a quarter."
    )
