"""The two presets: complete readings of the same parameters.

`slogans` is what the defaults say. `published` is what research supports; each of its values
carries a source and a grade of its own.
"""

from typing import NamedTuple

from sim.assumptions.parameter import Grade


class Evidence(NamedTuple):
    """A value and how good it is."""

    value: float | int
    source: str
    grade: Grade


_TARP = "the table behind C13a and C13b: TARP, stated intention to buy again; year not verified"
_NO_BONUS = "Reinartz and Kumar 2002: long-life customers do not pay more"

PUBLISHED: dict[str, Evidence] = {
    "visits.retained_only_factor": Evidence(1.0, _NO_BONUS, "measured"),
    "visits.loyal_spend_factor": Evidence(1.0, _NO_BONUS, "measured"),
    "visits.loyal_factor": Evidence(1.0, _NO_BONUS, "measured"),
    "loyalty.positives_per_negative": Evidence(3.0, "ours, within 1 to 5", "assumption"),
    "loyalty.negative_half_life_days": Evidence(
        180.0, "ours; that damage fades: Knox and van Oest 2014", "assumption"
    ),
    "loyalty.forgiveness": Evidence(0.0, _NO_BONUS, "measured"),
    "talk.bad_to_good_ratio": Evidence(
        1.3, "ours, within 1 to 2; Anderson 1998: the gap is exaggerated", "assumption"
    ),
    "voice.ears": Evidence(
        2, "Goodman 2005: headquarters and the front line are two ears", "survey"
    ),
    "voice.share_of_voice_gap_causal": Evidence(
        0.5, "ours: nobody knows; Knox and van Oest 2014 warn against 1", "assumption"
    ),
    "second_chance.silent_minor": Evidence(0.37, _TARP, "survey"),
    "second_chance.silent_serious": Evidence(0.09, _TARP, "survey"),
    "second_chance.unresolved_minor": Evidence(0.46, _TARP, "survey"),
    "second_chance.unresolved_serious": Evidence(0.19, _TARP, "survey"),
    "second_chance.fast_minor": Evidence(0.95, _TARP, "survey"),
    "second_chance.fast_serious": Evidence(0.82, _TARP, "survey"),
}

PRESETS: dict[str, dict[str, Evidence]] = {"slogans": {}, "published": PUBLISHED}
"""What each preset sets over the defaults, by `section.parameter`."""
