"""The pictures: each turns data into marks on an axis, and none simulates.

Beside each stands a function that says in a sentence what it shows, from the same data.
"""

from sim.show.customers import describe_reasons, describe_two_years, reasons, two_years
from sim.show.earning import describe_money, money
from sim.show.hearing import describe_heard_and_lived, describe_iceberg, heard_and_lived, iceberg
from sim.show.queue import describe_floor, describe_queue_bend, floor, line_by_hour, queue_bend
from sim.show.screen import show
from sim.show.summary import describe_summary, save_figures, summary_figure

__all__ = [
    "describe_floor",
    "describe_heard_and_lived",
    "describe_iceberg",
    "describe_money",
    "describe_queue_bend",
    "describe_reasons",
    "describe_summary",
    "describe_two_years",
    "floor",
    "heard_and_lived",
    "iceberg",
    "line_by_hour",
    "money",
    "queue_bend",
    "reasons",
    "save_figures",
    "show",
    "summary_figure",
    "two_years",
]
