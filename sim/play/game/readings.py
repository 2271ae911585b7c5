"""The same logs in another world: what answers "you rigged it"."""

from dataclasses import replace

from sim.assumptions import Scenario
from sim.assumptions.keys import field_of
from sim.assumptions.presets import PUBLISHED
from sim.play.game.terms import Terms

AS_PLAYED, AS_PUBLISHED, NO_CAUSE = "as played", "published", "cause share 0"
READINGS = (AS_PLAYED, AS_PUBLISHED, NO_CAUSE)
SAID = {
    AS_PLAYED: "as played",
    AS_PUBLISHED: "published numbers",
    NO_CAUSE: "being heard changes nothing",
}
"""What a team is told that a reading is."""
CAUSE = "voice.share_of_voice_gap_causal"


def reading(terms: Terms, name: str) -> Terms:
    """Return the terms with the world read another way; money and decisions stay.

    Parameters
    ----------
    terms : Terms
        As they were played by.
    name : str
        One of `READINGS`. Under ``published`` a value that the scenario itself says stays.
    """
    if name == AS_PLAYED:
        return terms
    changed = published(terms.scenario) if name == AS_PUBLISHED else terms.scenario
    if name == NO_CAUSE:
        changed = changed.with_({CAUSE: 0.0})
    return replace(terms, scenario=changed)


def published(scenario: Scenario) -> Scenario:
    """Return a scenario with every value that it left as the slogans say as research supports it.

    A value is left where it is the one that the slogans say: a log keeps all of them, and tells no
    longer who said what.

    Examples
    --------
    >>> import sim
    >>> published(sim.load("corner_shop")).voice.ears
    2
    """
    left = {
        key: one.value
        for key, one in PUBLISHED.items()
        if scenario.value(key) == field_of(tuple(key.split("."))).default
    }
    return scenario.with_(left)
