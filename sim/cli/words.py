"""What a run comes to, in plain words."""

from collections.abc import Mapping
from math import isnan


def sentences(means: Mapping[str, float], replications: int) -> list[str]:
    """Say what management hears beside what customers lived.

    Parameters
    ----------
    means
        The mean of each key figure by its name; what is missing or not a number is not told.
    replications
        Over how many replications.

    Examples
    --------
    >>> sentences({"miseries": 336.0, "complaints": 12.0}, 1)
    ['Management heard 12 complaints; customers lived 336 failures: 27 silent for each complaint.']
    """
    told = [_voice(means, replications), _quality(means)]
    return [sentence for sentence in told if sentence]


def _voice(means: Mapping[str, float], replications: int) -> str:
    failures, complaints = _known(means, "miseries", "complaints")
    if failures is None or complaints is None:
        return ""
    heard, lived = _count(complaints), _count(failures)
    sentence = (
        f"Management heard {heard} {'complaint' if heard == '1' else 'complaints'}; "
        f"customers lived {lived} {'failure' if lived == '1' else 'failures'}"
    )
    if complaints > 0:
        silent = (failures - complaints) / complaints
        sentence += f": {_count(silent)} silent for each complaint"
    if replications > 1:
        sentence = f"On average, {sentence[0].lower()}{sentence[1:]}"
    return f"{sentence}."


def _quality(means: Mapping[str, float]) -> str:
    perceived, lived = _known(means, "perceived_quality", "lived_quality")
    if perceived is None or lived is None:
        return ""
    return (
        f"Judged by complaints, {perceived:.1%} of the customers are content; "
        f"{lived:.1%} have no unresolved failure of the last year."
    )


def _known(means: Mapping[str, float], *names: str) -> list[float | None]:
    values = (means.get(name) for name in names)
    return [None if value is None or isnan(value) else value for value in values]


def _count(value: float) -> str:
    """Write a count, which as a mean may be small and broken."""
    return f"{value:,.0f}" if value >= 10 or value == int(value) else f"{value:.1f}"
