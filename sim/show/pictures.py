"""The pictures: each turns data into marks on an axis, and none simulates.

Beside each stands a function that says in a sentence what it shows, from the same data.
"""

from sim.show.account import account, accounts_of, describe_account
from sim.show.comparing import (
    describe_differences,
    describe_ranking,
    differences,
    ranking,
)
from sim.show.customers import describe_reasons, describe_two_years, reasons, two_years
from sim.show.dashboard import dashboard, describe_dashboard
from sim.show.desk import describe_desk, describe_open_cases, desk, desk_cases, open_cases
from sim.show.earning import describe_money, money
from sim.show.family import describe_family_tree, describe_spread, family_tree, spread
from sim.show.hearing import describe_heard_and_lived, describe_iceberg, heard_and_lived, iceberg
from sim.show.journey import describe_journey, journey, journey_steps
from sim.show.life import describe_life, life
from sim.show.life_data import life_of
from sim.show.queue import describe_floor, describe_queue_bend, floor, line_by_hour, queue_bend
from sim.show.saving import save_comparison, save_sweep, save_trial, save_warm_up
from sim.show.screen import show
from sim.show.summary import describe_summary, save_figures, summary_figure
from sim.show.sweeping import describe_heat_map, describe_response, heat_map, response
from sim.show.tornado import describe_morris_bars, describe_tornado, morris_bars, tornado
from sim.show.verdicts import (
    counted_figure,
    describe_most,
    describe_verdicts,
    verdicts,
    verdicts_figure,
)
from sim.show.warming_up import describe_warming_up, warming_up
from sim.show.workforce import describe_workforce, workforce
from sim.show.worth import describe_worth, worth

__all__ = [
    "account",
    "accounts_of",
    "counted_figure",
    "dashboard",
    "describe_account",
    "describe_dashboard",
    "describe_desk",
    "describe_differences",
    "describe_family_tree",
    "describe_floor",
    "describe_heard_and_lived",
    "describe_heat_map",
    "describe_iceberg",
    "describe_journey",
    "describe_life",
    "describe_money",
    "describe_morris_bars",
    "describe_most",
    "describe_open_cases",
    "describe_queue_bend",
    "describe_ranking",
    "describe_reasons",
    "describe_response",
    "describe_spread",
    "describe_summary",
    "describe_tornado",
    "describe_two_years",
    "describe_verdicts",
    "describe_warming_up",
    "describe_workforce",
    "describe_worth",
    "desk",
    "desk_cases",
    "differences",
    "family_tree",
    "floor",
    "heard_and_lived",
    "heat_map",
    "iceberg",
    "journey",
    "journey_steps",
    "life",
    "life_of",
    "line_by_hour",
    "money",
    "morris_bars",
    "open_cases",
    "queue_bend",
    "ranking",
    "reasons",
    "response",
    "save_comparison",
    "save_figures",
    "save_sweep",
    "save_trial",
    "save_warm_up",
    "show",
    "spread",
    "summary_figure",
    "tornado",
    "two_years",
    "verdicts",
    "verdicts_figure",
    "warming_up",
    "workforce",
    "worth",
]
