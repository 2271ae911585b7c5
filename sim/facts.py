"""Facts: the one record of what happened, from which every measure is computed.

A fact says when, what, to whom, where, who else, and how much. If a measure must tell two
things apart, they are two kinds of fact. Both engines write the same facts in the same order.
"""

from typing import NamedTuple

import numpy as np

FACT = np.dtype(
    [
        ("time", "f8"),  # days
        ("kind", "i4"),
        ("who", "i4"),  # the person; -1 for the business itself
        ("where", "i4"),  # the touchpoint, or the team for other work; -1 for none
        ("other", "i4"),  # the employee, or the customer's reason; -1 for none
        ("amount", "f8"),  # days, or cents for money
    ]
)


class Kind(NamedTuple):
    """A kind of fact: its name, what its amount is, and how it is told."""

    name: str
    amount: str
    story: str


KINDS = (
    Kind("started_as_customer", "", "is a customer from the start"),
    Kind("joined_marketing", "", "joins, won by marketing"),
    Kind("joined_referral", "", "joins on the word of customer {other}"),
    Kind("visit", "", "comes in"),
    Kind("queued", "", "waits in line at {where}"),
    Kind("started", "days", "is served at {where} after waiting {minutes}"),
    Kind("served", "days", "is done at {where} after {minutes}"),
    Kind("broken_promise", "days", "has waited longer at {where} than was promised"),
    Kind("walked_out", "days", "walks out of the line at {where} after {minutes}"),
    Kind("abandoned", "", "goes home without buying"),
    Kind("completed", "", "goes home"),
    Kind("spoiled", "", "has had a visit spoiled by a wait, a failure or a walk-out"),
    Kind("spoiled_on_record", "", "has had a visit spoiled, and the business's records show it"),
    Kind("magic", "", "lives a moment of magic at {where}"),
    Kind("fell_through", "", "falls between two departments on the way to {where}"),
    Kind("misery_minor", "", "lives a minor failure at {where}"),
    Kind("misery_serious", "", "lives a serious failure at {where}"),
    Kind("silent", "", "says nothing to anybody"),
    Kind("asked", "", "is asked, and tells"),
    Kind("spoke_up", "", "tells the front line"),
    Kind("complained", "", "is heard by management"),
    Kind("put_right", "", "has it put right on the spot, with an apology and thanks"),
    Kind("case_opened", "", "has a complaint on the desk"),
    Kind("case_added", "", "adds this to the complaint that is still open"),
    Kind("case_started", "days", "has the complaint taken up after {days}"),
    Kind("case_escalated", "days", "waits for somebody to approve the answer"),
    Kind("resolved_fast", "days", "has an answer within the promise, after {days}"),
    Kind("resolved_late", "days", "has an answer, late, after {days}"),
    Kind("unresolved", "days", "has no answer that helps, after {days}"),
    Kind("withdrawn", "days", "is gone before the answer comes, after {days}"),
    Kind("stays_silent", "", "gives a second chance, unheard"),
    Kind("quits_silent", "", "gives no second chance, unheard"),
    Kind("stays_voiced", "", "gives a second chance, having been heard"),
    Kind("quits_voiced", "", "gives no second chance, although heard"),
    Kind("stays_again", "", "stays after another failure"),
    Kind("quits_again", "", "has had one failure too many"),
    Kind("good_word", "", "tells others of a good visit"),
    Kind("bad_word", "", "tells others of a bad experience"),
    Kind("heard_good", "", "hears a good word from customer {other}"),
    Kind("heard_bad", "", "hears a bad word from customer {other}"),
    Kind("warned_off", "", "is warned off"),
    Kind("held", "", "would leave, but is held"),
    Kind("left_failure", "", "leaves: a failure at {where}"),
    Kind("left_waiting", "", "leaves: the wait at {where}"),
    Kind("left_renewal", "", "leaves as the contract ends: a failure at {where}"),
    Kind("left_moved", "", "moves away"),
    Kind("left_competitor", "", "takes a competitor's offer"),
    Kind("contacted", "", "looks at an offer of ours"),
    Kind("other_started", "days", "other work begins"),
    Kind("other_served", "days", "other work is done"),
    Kind("desk_other_served", "days", "other work at the desk is done"),
    Kind("other_turned_away", "", "other work goes elsewhere"),
    Kind("shock", "", "something happens: {other}"),
    Kind("trained", "hours", "employee {other} is trained"),
    Kind("quit", "", "employee {other} quits"),
    Kind("hired", "", "a replacement for employee {other} comes"),
    Kind("sale", "cents", "buys for {money}"),
    Kind("fees", "cents", "fees"),
    Kind("goods", "cents", "cost of what was sold, or delivered for a fee"),
    Kind("wages", "cents", "wages of the front line"),
    Kind("desk_wages", "cents", "wages of the complaint desk"),
    Kind("recovery", "cents", "cost of putting right"),
    Kind("marketing", "cents", "marketing"),
    Kind("reward", "cents", "asking for referrals, and rewards for them"),
    Kind("training", "cents", "training"),
    Kind("coaching", "cents", "coaching"),
    Kind("recognition", "cents", "recognition"),
    Kind("bonus", "cents", "bonus on the recorded service index"),
    Kind("hiring", "cents", "replacing an employee"),
    Kind("listening", "cents", "asking customers, and making it easy to complain"),
    Kind("standards", "cents", "keeping standards"),
    Kind("overhead", "cents", "overhead"),
)
"""Every kind of fact; its number is its place here."""

(
    STARTED_AS_CUSTOMER,
    JOINED_MARKETING,
    JOINED_REFERRAL,
    VISIT,
    QUEUED,
    STARTED,
    SERVED,
    BROKEN_PROMISE,
    WALKED_OUT,
    ABANDONED,
    COMPLETED,
    SPOILED,
    SPOILED_ON_RECORD,
    MAGIC,
    FELL_THROUGH,
    MISERY_MINOR,
    MISERY_SERIOUS,
    SILENT,
    ASKED,
    SPOKE_UP,
    COMPLAINED,
    PUT_RIGHT,
    CASE_OPENED,
    CASE_ADDED,
    CASE_STARTED,
    CASE_ESCALATED,
    RESOLVED_FAST,
    RESOLVED_LATE,
    UNRESOLVED,
    WITHDRAWN,
    STAYS_SILENT,
    QUITS_SILENT,
    STAYS_VOICED,
    QUITS_VOICED,
    STAYS_AGAIN,
    QUITS_AGAIN,
    GOOD_WORD,
    BAD_WORD,
    HEARD_GOOD,
    HEARD_BAD,
    WARNED_OFF,
    HELD,
    LEFT_FAILURE,
    LEFT_WAITING,
    LEFT_RENEWAL,
    LEFT_MOVED,
    LEFT_COMPETITOR,
    CONTACTED,
    OTHER_STARTED,
    OTHER_SERVED,
    DESK_OTHER_SERVED,
    OTHER_TURNED_AWAY,
    SHOCK,
    TRAINED,
    QUIT,
    HIRED,
    SALE,
    FEES,
    GOODS,
    WAGES,
    DESK_WAGES,
    RECOVERY,
    MARKETING,
    REWARD,
    TRAINING,
    COACHING,
    RECOGNITION,
    BONUS,
    HIRING,
    LISTENING,
    STANDARDS,
    OVERHEAD,
) = range(len(KINDS))

LEAVING = (LEFT_FAILURE, LEFT_WAITING, LEFT_RENEWAL, LEFT_MOVED, LEFT_COMPETITOR)
JOINING = (STARTED_AS_CUSTOMER, JOINED_MARKETING, JOINED_REFERRAL)
INCOME = (SALE, FEES)
COSTS = (
    GOODS,
    WAGES,
    DESK_WAGES,
    RECOVERY,
    MARKETING,
    REWARD,
    TRAINING,
    COACHING,
    RECOGNITION,
    BONUS,
    HIRING,
    LISTENING,
    STANDARDS,
    OVERHEAD,
)
KEEPING = (RECOVERY, DESK_WAGES, LISTENING)
"""Costs of keeping customers: recovery, the desk, asking; training is left out."""

NOBODY = -1
NOWHERE = -1

TRUE_SPOIL, SPOIL_ON_RECORD, TOUCHED_BY_MAGIC = 1, 2, 4
"""What a visit was: spoiled for the customer, spoiled on record, and with magic in it."""

SNAPSHOT = np.dtype(
    [
        ("customers", "i8"),
        ("loyal", "i8"),
        ("open_cases", "i8"),
        ("skill", "f8"),  # mean of the front line on duty
        ("morale", "f8"),
        ("on_duty", "i8"),  # of the front line
    ]
)
"""What is counted as each day begins."""
