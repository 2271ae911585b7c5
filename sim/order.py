"""The order of things: what happens first when two things happen at the same instant.

Every timed event has a rank and somebody whom it concerns; at one instant the lower rank goes
first, and within a rank the lower number. At most one live event exists for a rank and a
somebody, so the order is complete and both engines follow it. SimPy's own hops have priority
0 and 1 and settle before any of these.
"""

(
    PAUSE,  # the world stands still: before anything else of that instant
    DAY,  # a day begins
    SHOCK,  # a shock begins or ends
    GRANTED,  # an employee turns to the one who waited
    SERVED,  # a service or a piece of work ends
    INBOX,  # a complaint reaches the desk
    APPROVED,  # the approval of an answer comes back
    HOPE_LOST,  # a complaint has been open too long for its customer
    PATIENCE,  # somebody has waited in line long enough
    TOUCH,  # a customer comes to the next touchpoint
    VISIT,  # a customer comes in
    OTHER,  # a piece of other work arrives at a team
    OUTSIDE,  # life outside: a move, a competitor's offer
    RENEWAL,  # a contract comes up for renewal
    WEEK,  # a week of work is over
    HIRED,  # a replacement comes
) = range(2, 18)

RANK_SHIFT = 32


def key(rank: int, who: int) -> int:
    """The priority of an event: rank first, then whom it concerns."""
    return rank << RANK_SHIFT | who


# Who stands in a line holds a ticket. Customers hold their own number; other work and
# complaints follow behind, so that no two tickets are alike.
OTHER_ROOM = 64
"""Pieces of other work that a team has room for at once; more go elsewhere."""


def other_ticket(people: int, team: int, place: int) -> int:
    """The ticket of a piece of other work in that place of that team's room."""
    return people + team * OTHER_ROOM + place


def complaint_ticket(people: int, teams: int, person: int) -> int:
    """The ticket of a person's complaint."""
    return people + teams * OTHER_ROOM + person


RIVAL_OPENS, PRICE_CUT, PRODUCT_FAILURE, STAFF_SHORTAGE = range(4)
"""The kinds of shock, in the order of `SHOCK_KINDS`."""

URGENT, USUAL, LATER = range(3)
"""The lines before a team, served in this order."""
LINES = 3

NO_CASE, IN_INBOX, IN_LINE, IN_WORK, AWAITS_APPROVAL = range(5)
"""Where a complaint stands."""

OCCASIONS = 16
"""Touchpoints of a visit that luck can tell apart."""

LONGEST_GAP = 1e6
"""Days; one who hardly ever comes has a rate so small that the gap would overflow."""
