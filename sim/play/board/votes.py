"""The votes of a class on a module's question, whichever way they came onto the board."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from math import nan

from sim.play.board.code import ANSWERS, NUMBERED, Result, plain_code, result_of
from sim.play.board.entry import BoardError, Entry
from sim.play.board.here import TRAINER

Counts = tuple[int, ...]
"""How many chose each of the five answers."""
LONGEST = 300
"""Letters of a reason that are shown."""
HANDS, CODE, MARKED = "hands", "code", "marked"
"""Kinds of entries that the trainer's board puts there itself."""


@dataclass
class Voter:
    """A seat, and what it has said about a module.

    Attributes
    ----------
    answers : dict
        Its answer, from 0, by the number of the vote, 1 or 2.
    because : str
        Why, in its own words.
    noticed : str
        What it saw move.
    truth : tuple of float, or None
        What it saw come, with the interval: mean, low, high.
    right : tuple of int, or None
        The first and the last answer that hold, where a code says so.
    """

    answers: dict[int, int] = field(default_factory=dict)
    because: str = ""
    noticed: str = ""
    truth: tuple[float, float, float] | None = None
    right: tuple[int, int] | None = None


@dataclass
class Votes:
    """What a class has said about a module.

    Attributes
    ----------
    voters : dict
        By seat, all that have opened the module or voted.
    hands : dict
        Raised hands, five counts by the number of the vote.
    right : tuple of int, or None
        The first and the last answer that hold, once the trainer has marked them.
    came : str
        What came, in a sentence, once it is marked.
    aside : list of str
        What was set aside, a sentence each.
    """

    voters: dict[str, Voter] = field(default_factory=dict)
    hands: dict[int, Counts] = field(default_factory=dict)
    right: tuple[int, int] | None = None
    came: str = ""
    aside: list[str] = field(default_factory=list)

    def counts(self, vote: int) -> Counts:
        """Count a vote: that of the seats, and raised hands."""
        given = [one.answers[vote] for one in self.voters.values() if vote in one.answers]
        hands = self.hands.get(vote, (0,) * ANSWERS)
        return tuple(given.count(answer) + hands[answer] for answer in range(ANSWERS))

    @property
    def people(self) -> int:
        """How many are there: seats that were seen, and hands beside them."""
        return len(self.voters) + max((sum(one) for one in self.hands.values()), default=0)

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why, in the words of those who voted, in the order of the alphabet: without names."""
        said = {_short(one.because) for one in self.voters.values()}
        return tuple(sorted(said - {""}, key=str.lower))

    @property
    def noticed(self) -> tuple[str, ...]:
        """What they saw move, in their words, without names."""
        said = {_short(one.noticed) for one in self.voters.values()}
        return tuple(sorted(said - {""}, key=str.lower))

    @property
    def wrong(self) -> tuple[str, ...]:
        """Whose last vote does not hold: for a trainer who has said that names may be shown."""
        if self.right is None:
            return ()
        low, high = self.right
        return tuple(
            seat
            for seat, one in self.voters.items()
            if one.answers and not low <= one.answers[max(one.answers)] <= high
        )


def votes_of(entries: Iterable[Entry], module: str) -> Votes:
    """Gather the votes on a module.

    Parameters
    ----------
    entries : iterable of Entry
        What stands on the board; later ones stand for earlier ones.
    module : str
        Such as ``"02"``.

    Examples
    --------
    >>> said = [Entry("prediction", "seat 7", "02", {"vote": 1, "answer": 3, "because": "Few do"})]
    >>> votes = votes_of(said, "02")
    >>> votes.counts(1), votes.reasons
    ((0, 0, 0, 1, 0), ('Few do',))
    """
    votes = Votes()
    for entry in entries:
        if entry.module != module or entry.kind not in TAKEN:
            continue
        ours = entry.kind in (HANDS, CODE, MARKED)
        if ours != (entry.seat == TRAINER):
            continue  # a trainer tries a module without voting, and no seat marks what holds
        try:
            TAKEN[entry.kind](votes, entry)
        except (BoardError, KeyError, TypeError, ValueError, OverflowError) as error:
            told = error if isinstance(error, BoardError) else "it does not say what it should"
            votes.aside.append(f"What {entry.seat} said about {module} is set aside: {told}.")
    return votes


def check_code(code: str, module: str, entries: Iterable[Entry]) -> Entry:
    """Make an entry of a pasted code.

    Raises
    ------
    BoardError
        If it is mistyped, of another module, or there already, in a sentence.
    """
    result = result_of(code)
    shown = code.strip()
    if result.module != module:
        raise BoardError(f"{shown}: it is of module {result.module}, but this is {module}")
    if result.first is None:
        raise BoardError(f"{shown}: there is no vote in it")
    seat = called(result.seat)
    entry = Entry(CODE, TRAINER, module, {"code": code}, f"code-{plain_code(code)}")
    for one in entries:
        if one.key == entry.key:
            raise BoardError(f"{shown}: this code is here already")
        if (one.kind, one.module, one.seat) == (CODE, module, TRAINER):
            before = result_of(str(one.payload["code"]))
            if before.seat == result.seat and _differ(before, result):
                raise BoardError(f"{shown}: {seat} has voted already, and differently")
    return entry


def _differ(before: Result, now: Result) -> bool:
    """Whether two codes of a seat cannot both be true."""
    return any(
        None not in pair and pair[0] != pair[1] for pair in zip(before[2:], now[2:], strict=True)
    )


def called(number: int) -> str:
    """Return what the seat of a code is called, as the class server calls its seats.

    Examples
    --------
    >>> called(7), called(20_417)
    ('seat07', 'code 20417')
    """
    return f"seat{number:02}" if number < NUMBERED else f"code {number}"


def _opened(votes: Votes, entry: Entry) -> None:
    _voter(votes, entry.seat)


def _prediction(votes: Votes, entry: Entry) -> None:
    vote, answer = entry.payload["vote"], entry.payload["answer"]
    if vote not in (1, 2) or isinstance(answer, bool) or answer not in range(ANSWERS):
        raise BoardError(f"vote {vote} is {answer}, but there are {ANSWERS} answers")
    voter = _voter(votes, entry.seat)
    voter.answers[int(vote)] = int(answer)
    voter.because = str(entry.payload.get("because", "")) or voter.because


def _noticed(votes: Votes, entry: Entry) -> None:
    _voter(votes, entry.seat).noticed = str(entry.payload["words"])


def _scored(votes: Votes, entry: Entry) -> None:
    said = (entry.payload[name] for name in ("mean", "low", "high"))
    mean, low, high = (nan if one is None else float(one) for one in said)
    _voter(votes, entry.seat).truth = (mean, low, high)


def _code(votes: Votes, entry: Entry) -> None:
    result = result_of(str(entry.payload["code"]))
    voter = _voter(votes, called(result.seat))
    given = enumerate((result.first, result.second), start=1)
    voter.answers.update({vote: answer for vote, answer in given if answer is not None})
    voter.right = result.right or voter.right


def _hands(votes: Votes, entry: Entry) -> None:
    vote, counts = int(entry.payload["vote"]), tuple(map(int, entry.payload["counts"]))
    if vote not in (1, 2) or len(counts) != ANSWERS or min(counts) < 0:
        raise BoardError(f"raised hands are {counts}, but must be {ANSWERS} counts")
    votes.hands[vote] = counts


def _marked(votes: Votes, entry: Entry) -> None:
    if entry.payload["right"] is None:
        votes.right, votes.came = None, ""
        return
    low, high = (int(one) for one in entry.payload["right"])
    if not 0 <= low <= high < ANSWERS:
        raise BoardError(f"from {low} to {high} are no answers that can hold")
    votes.right, votes.came = (low, high), str(entry.payload["said"])


TAKEN = {
    "opened": _opened,
    "prediction": _prediction,
    "noticed": _noticed,
    "scored": _scored,
    CODE: _code,
    HANDS: _hands,
    MARKED: _marked,
}
"""What each kind of entry adds."""


def _voter(votes: Votes, seat: str) -> Voter:
    return votes.voters.setdefault(seat, Voter())


def _short(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= LONGEST else f"{plain[: LONGEST - 2]} …"
