"""The end of a game, worked out part by part in the background: what is quick comes first."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import replace

from sim.outcome import Stopped
from sim.play.game.debrief import Debrief, TeamEnd, learned, team_end
from sim.play.game.leaving_out import LIVES, Worth, changes_of, lives_of, worths
from sim.play.game.readings import READINGS, SAID, reading
from sim.play.game.score import REPLAYS, Standings, standings
from sim.play.game.search import Reached, search
from sim.play.game.terms import Entry, Terms
from sim.study.engines import Engine
from sim.study.workers import Jobs

POLICIES, GENERATIONS, TRIES = 16, 2, 2
"""How wide, how long and how often the search of a debrief looks: small, as a room waits for it."""


class Ending:
    """What comes to light after a game, from the logs of its teams.

    Parameters
    ----------
    terms : Terms
        What all have played by.
    logs : mapping
        Each team's decisions, quarter by quarter.
    replays, lives : int
        As for `debrief.debrief`.
    searching : bool
        Whether a good policy is looked for.
    first : tuple, optional
        Terms and log of the first flight, where this was the second of the team named first.
    jobs, engine
        As everywhere; they change no number.
    arrived : callable
        Called after each life, in the thread that lived it.
    alone : bool
        Whether all is worked out here. If not, only what nobody could see is; the rest comes from
        another seat, part by part (`handed.take`).

    Attributes
    ----------
    ends : dict
        By team, how it ended; what its changes were worth comes later.
    readings : dict
        By reading of the world, the standings; the one that was played first.
    reached : Reached or None
        What a good policy would have reached.
    learned : Standings or None
        The first flight and the second, with the same luck.
    doing : str
        What is being worked out, in words; empty when all is done.
    done, total : int
        Lives that are lived, and about how many there are in all.
    lived : int
        Lives that were lived here.
    fault : Exception or None
        What went wrong.

    Examples
    --------
    >>> import sim
    >>> game = sim.Game(sim.load("corner_shop"), quarters=1, caretaker=1)
    >>> _ = game.advance()
    >>> ending = Ending(game.terms, {"ours": game.entries}, replays=2, lives=1, searching=False)
    >>> ending.work()
    >>> ending.complete, list(ending.readings)
    (True, ['as played', 'published', 'cause share 0'])
    """

    def __init__(
        self,
        terms: Terms,
        logs: Mapping[str, tuple[Entry, ...]],
        replays: int = REPLAYS,
        lives: int = LIVES,
        searching: bool = True,
        first: tuple[Terms, tuple[Entry, ...]] | None = None,
        jobs: Jobs = 1,
        engine: Engine = "auto",
        arrived: Callable[[], None] = lambda: None,
        alone: bool = True,
    ) -> None:
        self.terms = terms
        self.logs = dict(logs)
        self.replays = replays
        self.lives = lives
        self.searching = searching
        self.ends: dict[str, TeamEnd] = {}
        self.readings: dict[str, Standings] = {}
        self.reached: Reached | None = None
        self.first = first
        self.learned: Standings | None = None
        self.doing = ""
        self.done = self.lived = 0
        self.complete = False
        self.worked_out = False
        """Whether it is known what each change was worth."""
        self.fault: Exception | None = None
        self.alone = alone
        self._worths: dict[str, tuple[Worth, ...]] = {}
        self._jobs = jobs
        self._engine = engine
        self._arrived = arrived
        self._batch = 0
        self._stopped = False
        self._thread: threading.Thread | None = None
        changes = [len(changes_of(terms, entries)) for entries in self.logs.values()]
        self.total = len(self.logs) * (1 + replays * len(READINGS))
        self.total += sum(lives_of(one, lives) for one in changes) if lives else 0
        self.total += 0 if first is None else 2 * replays
        if searching:
            self.total += POLICIES * (GENERATIONS + 1) * TRIES + replays

    @property
    def begun(self) -> bool:
        """Whether it is on its way, or done."""
        return self._thread is not None

    def begin(self) -> None:
        """Work it out in the background; once is enough."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._quietly, daemon=True, name="ending")
            self._thread.start()

    def stop(self) -> None:
        """Let go of what is not worked out yet."""
        self._stopped = True

    def wait(self) -> None:
        """Wait until all is worked out.

        Raises
        ------
        Exception
            What went wrong, if something did.
        """
        self.begin()
        assert self._thread is not None
        self._thread.join()
        if self.fault is not None:
            raise self.fault

    def work(self) -> None:
        """Work everything out, the parts that are looked at first before the others."""
        self._look_back()
        if not self.alone:
            self.doing = "the rest, on your trainer's seat"
            self.settle()
            return
        self._stand(READINGS[0])
        self._compare()
        self._weigh()
        for name in READINGS[1:]:
            self._stand(name)
        if self.searching and self.reached is None:
            self._search()
        self.settle()

    def settle(self) -> None:
        """See whether all is there, and tell whoever waits for it."""
        searched = not self.searching or self.reached is not None
        compared = self.first is None or self.learned is not None
        found = len(self.ends) == len(self.logs) and len(self.readings) == len(READINGS)
        if found and self.worked_out and searched and compared:
            self.doing, self.done = "", self.total
            self.complete = True
        self._arrived()

    def debrief(self, guesses: Mapping[str, float] | None = None) -> Debrief:
        """Return the whole debrief once it is complete.

        Raises
        ------
        ValueError
            If it is not.
        """
        if not self.complete:
            raise ValueError("the debrief is not worked out yet, but must be before it is written")
        return self.so_far(guesses)

    def so_far(self, guesses: Mapping[str, float] | None = None) -> Debrief:
        """Return the debrief as far as it is worked out."""
        guessed = dict(guesses or {})
        ends = {
            name: replace(end, unheard_guess=guessed.get(name)) for name, end in self.ends.items()
        }
        return Debrief(self.terms, ends, self.reported, self.readings, self.reached)

    @property
    def reported(self) -> tuple[str, ...]:
        """The teams in the order of the cash that they report at the end."""
        return tuple(sorted(self.ends, key=lambda name: -self.ends[name].account.cash[-1]))

    def _quietly(self) -> None:
        try:
            self.work()
        except Stopped:
            return
        except Exception as error:  # told by whoever looks, in a sentence
            self.fault = error
            self._arrived()

    def _look_back(self) -> None:
        self._begin("what nobody could see")
        for number, (name, entries) in enumerate(self.logs.items(), start=1):
            found = team_end(self.terms, name, entries, 0, engine=self._engine)
            known = replace(found, worths=self._worths.get(name, ()))
            self.ends = {**self.ends, name: known}
            self._count(number)

    def _compare(self) -> None:
        if self.first is None:
            return
        self._begin("what was learned")
        second = next(iter(self.logs.values()))
        self.learned = learned(
            *self.first,
            self.terms,
            second,
            self.replays,
            self._jobs,
            self._engine,
            self._counting(),
        )

    def _weigh(self) -> None:
        if self.worked_out:
            return
        self._begin("what each decision was worth")
        worth = {
            name: worths(
                self.terms, entries, self.lives, self._jobs, self._engine, self._counting()
            )
            for name, entries in self.logs.items()
            if self.lives
        }
        self.weighed(worth)
        self._arrived()

    def weighed(self, worth: Mapping[str, tuple[Worth, ...]]) -> None:
        """Take up what the teams' changes were worth."""
        self._worths = dict(worth)
        self.ends = {
            name: replace(end, worths=worth.get(name, ())) for name, end in self.ends.items()
        }
        self.worked_out = True

    def _stand(self, name: str) -> None:
        if name in self.readings:
            return
        self._begin(f"the replays, {SAID[name]}")
        found = standings(
            reading(self.terms, name),
            self.logs,
            self.replays,
            1,
            self._jobs,
            self._engine,
            self._counting(),
        )
        self.readings = {**self.readings, name: found}
        self._arrived()

    def _search(self) -> None:
        self._begin("what was possible")
        begin = [entries[-1].settings for entries in self.logs.values()]
        self.reached = search(
            self.terms,
            begin,
            POLICIES,
            GENERATIONS,
            TRIES,
            self.replays,
            self._jobs,
            self._engine,
            self._count,
        )

    def _begin(self, doing: str) -> None:
        self.doing = doing
        self._batch = 0

    def _counting(self) -> Callable[[int], None]:
        self._batch = 0
        return self._count

    def _count(self, number: int) -> None:
        """Count lives, batch by batch; each batch begins at 1."""
        if self._stopped:
            raise Stopped
        new = number - self._batch if number > self._batch else number
        self.done += new
        self.lived += new
        self._batch = number
        self._arrived()
