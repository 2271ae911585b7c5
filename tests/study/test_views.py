"""Management's view beside the truth, counted a second time from the record and the customers."""

import pytest

import sim

YEAR = 364


@pytest.fixture(scope="module", params=["corner_shop", "hotel"])
def one(request):
    return sim.run(sim.load(request.param), seed=26)


def test_a_survey_reaches_only_who_still_comes(one):
    people, end = one.customers, one.scenario.time.days
    here = people[people["active"]]
    lately = people[people["active"] | people["left_at"].between(end - YEAR, end)]
    assert len(lately) > len(here) > 100
    content = [(group["account"] >= 0).mean() for group in (here, lately)]
    assert one.kpis["survey_satisfied"] == pytest.approx(content[0])
    assert one.kpis["satisfied"] == pytest.approx(content[1])
    assert content[0] > content[1]  # the unhappy have gone, and nobody asks them


def test_management_hears_of_a_part_of_what_customers_lived(one):
    events = one.events[one.events["time"] >= one.scenario.time.days - YEAR]
    active = one.customers.index[one.customers["active"]]

    def untouched(*kinds):
        """Active customers to whom nothing of these kinds happened in the last year."""
        return 1 - events[events["kind"].isin(kinds)]["who"].drop_duplicates().isin(
            active
        ).sum() / len(active)

    assert one.kpis["perceived_quality"] == pytest.approx(untouched("complained"))
    hurt = untouched("misery_minor", "misery_serious")
    assert hurt <= one.kpis["lived_quality"] < one.kpis["perceived_quality"]
    assert one.kpis["delivery_gap"] == pytest.approx(
        one.kpis["perceived_quality"] - one.kpis["lived_quality"]
    )
