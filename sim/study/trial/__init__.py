"""Claims on trial: what the articles say must come out, held against what the runs give."""

from sim.study.trial.court import Trial, claims_on_trial, judged, to_live

__all__ = ["Trial", "claims_on_trial", "judged", "to_live"]
