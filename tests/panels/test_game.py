"""The flight simulator's screens without a browser: decided, run, reopened, ended."""

import json
from html import escape

import pytest

import sim
from sim.lessons.logbook import Logbook
from sim.panels.files import HERE
from sim.panels.game import FlightSimulator
from sim.panels.game.decide import Decide
from sim.panels.game.end import End
from sim.panels.game.lifted import Lifted
from sim.panels.game.seen import Seen
from sim.panels.game.start import Start
from sim.panels.game.steps import STEPS
from sim.play.game.seat import Seat
from sim.show.quarters import reach

SMALL = (
    'based_on = "corner_shop"\nname = "small"\ntitle = "The small shop"\n'
    "[market]\ncustomers = 120\npeople = 300\n"
)


@pytest.fixture
def file(tmp_path):
    place = tmp_path / "small.toml"
    place.write_text(SMALL)
    return place


def opened(book):
    return FlightSimulator(Seat(book), replays=2, lives=1, searching=False)


def begun(book, file, quarters=2, **terms):
    """A game that has begun, at its first decisions."""
    game = opened(book)
    game.begin("The aces", sim.load(file), {"quarters": quarters, **terms})
    game.screen.go.click()
    return game


def play(game, card=False, **settings):
    """Decide a quarter and run it."""
    screen = game.screen
    for name, value in settings.items():
        screen.rows[name].slider.value = value
    screen.complaints.value, screen.customers.value = "3", "120"
    screen.card.value = card
    screen.go.click()
    assert screen.fault == ""


@pytest.fixture
def ended(book, file):
    game = begun(book, file)
    play(game, training=60)
    game.screen.go.click()
    play(game)
    game.screen.go.click()
    yield game
    game.close()


def test_the_score_is_said_before_anything_is_decided(book):
    start = opened(book).screen
    assert isinstance(start, Start)
    said = start.children[1].value
    assert "What counts in the end" in said and "30 times with other luck" in said
    assert "Cut costs, Buy customers and Listen" in said


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"team": " "}, "Your team's name is empty, but must have 1 to 16 letters."),
        ({"team": "listen"}, "but a computer team has that name"),
        ({"team": "a", "budget": "lots"}, "Budget is 'lots', but must be a number."),
        ({"team": "a", "budget": "12"}, "Budget is 12, but must be at least"),
        ({"team": "a", "business": ""}, "The path of the file is empty, but must name"),
    ],
)
def test_terms_that_are_not_allowed_are_told_in_place(book, given, sentence):
    game = opened(book)
    start = game.screen
    for name, value in given.items():
        getattr(start, name).value = value
    start.go.click()
    assert sentence in start.fault and game.screen is start and game.flight is None
    assert escape(start.fault) in start.message.value


def test_a_game_of_one_s_own_business_begins_with_what_is_taken_over(book, file):
    game = opened(book)
    start = game.screen
    start.team.value, start.business.value, start.own.value = "The aces", "", str(file)
    start.quarters.value, start.budget.value, start.seed.value = 3, "60,000", 7
    start.go.click()
    assert start.fault == "" and isinstance(game.screen, Seen)
    terms = game.flight.game.terms
    assert (terms.quarters, terms.seed, terms.economics.budget) == (3, 7, 60_000)
    assert terms.scenario.title == "The small shop"
    assert "the quarter before the start" in game.screen.picture.alt


def test_whether_a_good_policy_is_searched_for_is_asked_and_remembered(book, file):
    game = FlightSimulator(Seat(book), replays=2, lives=0)
    start = game.screen
    assert start.searching.value and "search for a good policy" in start.searching.description
    start.team.value, start.business.value, start.own.value = "The aces", "", str(file)
    start.quarters.value, start.searching.value = 1, False
    start.go.click()
    game.screen.go.click()
    play(game)
    again = FlightSimulator(Seat(book), replays=2, lives=0)
    again.lift(40)
    again.ending.wait()
    assert again.ending.complete and again.ending.reached is None
    again.close()


def test_what_is_still_affordable_is_said_as_one_moves(book, file):
    game = begun(book, file, budget=51_400)
    screen, flight = game.screen, game.flight
    rows = screen.rows
    assert len(rows) == 7
    before = rows["asking"].most.value
    rows["training"].slider.value = 120
    assert rows["training"].price.value == "3,600"
    draft = flight.game.draft(training=120)
    assert before != rows["asking"].most.value
    assert rows["asking"].most.value == f"up to {draft.affordable('asking'):g}"
    assert f"{draft.left:,.0f} left" in screen.total.value
    assert "half is forgotten" in screen.pays.value
    rows["authority"].slider.value = 2
    assert "once" in rows["authority"].price.value


def test_no_other_part_of_a_page_changes_how_the_game_looks():
    rules = (HERE / "game" / "game.css").read_text(encoding="utf-8")
    said = [line.strip() for line in rules.splitlines() if line.strip().startswith(".")]
    assert len(said) > 50
    # each part of a page brings the page's rules along, and of equals the last one wins
    assert [line for line in said if not line.startswith(".s26-page.s26-game")] == []


def test_over_the_budget_is_said_at_once_and_runs_nothing(book, file):
    game = begun(book, file)
    screen = game.screen
    screen.rows["staff"].slider.value = 6
    assert "over the budget: take something back" in screen.total.value
    assert screen.rows["staff"].most.value == "up to 4"
    assert screen.rows["marketing"].most.value == "over"
    screen.complaints.value, screen.customers.value = "3", "120"
    screen.go.click()
    assert "but must cost at most its budget of 54,900 EUR." in screen.fault
    assert game.screen is screen and not game.flight.game.decided


@pytest.mark.parametrize(
    ("chosen", "sentence"),
    [
        ({"tills": 3}, "Decision is tills, but must be one of staff, training"),
        ({"training": 13}, "Training is 13, but must be from 0 to 120"),
        ({"staff": 6}, "but must cost at most its budget of"),
        ({"information": "gossip"}, "Information is gossip, but must be one of survey"),
        ({"bonus": True}, "but must be decided in quarter 2, when it is offered"),
    ],
)
def test_whatever_the_rules_refuse_is_told_in_place_and_nothing_changes(
    book, file, monkeypatch, chosen, sentence
):
    game = begun(book, file)
    screen, log = game.screen, game.flight.game.log
    before = log.read_bytes()
    monkeypatch.setattr(Decide, "chosen", property(lambda _: chosen))
    screen.complaints.value, screen.customers.value = "3", "120"
    screen.go.click()
    assert sentence in screen.fault and screen.fault.endswith((".", "?"))
    assert escape(screen.fault) in screen.message.value
    assert game.screen is screen and log.read_bytes() == before and not screen.go.disabled


def test_deciding_twice_and_going_on_after_the_end_are_told_in_place(book, file):
    game = begun(book, file, quarters=1)
    screen, played = game.screen, game.flight.game
    played.decide(training=60)
    kept = played.log.read_bytes()
    assert not screen.try_to(lambda: played.decide(training=20))
    assert "Quarter 1 is decided already" in screen.message.value
    assert played.log.read_bytes() == kept
    played.advance()
    kept = played.log.read_bytes()
    for step in (played.advance, played.decide):
        assert not screen.try_to(step)
        assert "The game is over: it had 1 quarter." in screen.message.value
    assert played.log.read_bytes() == kept
    assert game.screen is screen


@pytest.mark.parametrize("written", ["", "many", "-3", "2.5"])
def test_no_quarter_runs_without_a_forecast(book, file, written):
    game = begun(book, file)
    game.screen.complaints.value, game.screen.customers.value = "4", written
    game.screen.go.click()
    assert "your forecast of customers" in game.screen.fault.lower()
    assert not game.flight.game.decided


def test_one_source_of_information_with_its_bias(book, file):
    game = begun(book, file)
    screen = game.screen
    screen.information.value = "survey"
    assert "who has left has no questionnaire" in screen.bias.value
    play(game)
    assert "who has left has no questionnaire" in game.screen.told.value
    assert game.flight.game.reports[0].source == "survey"


def test_a_quarter_passes_by_over_the_one_before(book, file):
    game = begun(book, file)
    play(game, marketing=6500)
    seen = game.screen
    assert isinstance(seen, Seen)
    assert seen.picture.unrolled[:2] == pytest.approx(reach(1, 2))
    assert 0 < seen.picture.unrolled[2] < 2000
    assert seen.picture.under and seen.picture.under != seen.picture.png
    came = game.flight.game.dashboard
    assert f"it came to {came.complaints} and {came.customers}" in seen.told.value
    assert "Cash as reported, EUR: 1. " in seen.told.value and "The aces" in seen.told.value
    failures = game.flight.game.truth_for_the_trainer()[0].failures
    shown = seen.told.value + seen.figures.value + seen.picture.alt
    assert f">{failures}<" not in shown and "loyal" not in shown


def test_last_settings_carry_over_and_the_card_waits_for_an_answer(book, file):
    game = begun(book, file)
    play(game, training=60)
    game.screen.go.click()
    screen = game.screen
    assert isinstance(screen, Decide) and screen.rows["training"].slider.value == 60
    screen.complaints.value, screen.customers.value = "1", "1"
    screen.go.click()
    assert screen.fault == "The card waits for an answer: sign, or do not sign."
    assert "It costs at most 1,500 EUR a quarter." in " ".join(all_text(screen))
    assert "for the bonus" not in screen.total.value
    screen.card.value = True
    assert "1,500 of it for the bonus" in screen.total.value
    assert screen.fault == "" and "waits" not in screen.message.value, "it is answered"
    play(game, card=True)
    assert game.flight.game.entries[1].bonus


def test_a_second_click_decides_nothing(book, file):
    game = begun(book, file, quarters=3)
    screen = game.screen
    play(game, training=60)
    screen.go.click()
    assert game.flight.game.quarter == 2 and not game.flight.game.decided


def test_it_goes_on_where_it_was(book, file):
    game = begun(book, file)
    assert isinstance(opened(book).screen, Seen), "nothing is decided yet"
    play(game, training=60)
    again = opened(book)
    assert isinstance(again.screen, Decide) and again.screen.quarter == 2
    assert again.flight.team == "The aces"
    assert again.flight.game.dashboards == game.flight.game.dashboards


def test_a_quarter_that_was_cut_off_is_run_again_with_the_same_luck(book, file):
    game = begun(book, file)
    game.flight.game.decide(training=60, forecast=(3, 120))
    again = opened(book)
    assert "cut off while it ran" in again.screen.children[2].value
    again.screen.go.click()
    assert isinstance(again.screen, Seen)
    whole = sim.Game(sim.load(file), quarters=2)
    whole.decide(training=60)
    assert whole.advance() == again.flight.game.dashboard


def test_two_windows_never_undo_each_other(book, file):
    game, other = begun(book, file), opened(book)
    other.screen.go.click()
    play(game)
    stale = other.screen
    stale.complaints.value, stale.customers.value = "1", "1"
    stale.go.click()
    assert "has gone on in another window" in stale.fault
    assert stale.reopen.layout.display == ""
    stale.reopen.click()
    assert other.screen.quarter == 2


def test_a_log_that_was_changed_is_told_of_and_another_game_may_begin(book, file):
    game = begun(book, file)
    log = game.flight.game.log
    log.write_text(json.dumps({"form": 0}))
    again = opened(book)
    assert isinstance(again.screen, Start)
    assert "this is not the log of a game" in again.screen.message.value
    again.begin("The aces", sim.load(file), {"quarters": 1})
    assert again.flight.game.log != log and log.exists()


def test_where_nothing_can_be_kept_it_is_said_and_played_all_the_same(tmp_path, file):
    (tmp_path / "file").write_text("in the way")
    game = begun(Logbook(tmp_path / "file" / "book.sqlite"), file, quarters=1)
    assert game.flight.game.log is None
    play(game)
    assert "is lost when you close the page" in game.screen.message.value


def test_reported_first_then_a_guess_then_the_truth(ended, book):
    end = ended.screen
    assert isinstance(end, End)
    reported = end.children[1].value
    assert "The aces" in reported and "Listen" in reported
    assert "Customers that came" in end.children[3].value
    end.go.click()
    assert end.fault.startswith("Your guess is empty, but must be a whole number")
    end.guess.value = "40"
    end.go.click()
    assert isinstance(ended.screen, Lifted)
    ended.ending.wait()
    assert isinstance(opened(book).screen, Lifted), "the guess is made once"


def test_every_step_of_the_end_can_be_shown_and_the_debrief_kept(ended):
    ended.lift(40)
    ended.ending.wait()
    screen, texts = ended.screen, []
    for place, step in enumerate(STEPS):
        screen.go(place)
        screen.refresh()
        assert screen.message.value == "<div role='alert'></div>", step.title
        (shown,) = screen.place.children
        texts.append(" ".join(all_text(shown)))
    unheard = sum(one.silent for one in ended.flight.game.truth)
    assert f"Nobody in the business heard of {unheard} failures. You guessed 40." in texts[0]
    assert "brought by customers" in texts[3] and "training hours from 20 to 60" in texts[4]
    assert "published" in texts[6] and "To discuss" in texts[7]
    screen.go(7)
    save = screen.place.children[0].children[0].children[0]
    save.click()
    folder = ended.seat.folder
    page = (folder / "the_aces_1_debrief.html").read_text(encoding="utf-8")
    notebook = json.loads((folder / "the_aces_1_debrief.ipynb").read_text(encoding="utf-8"))
    assert "they had guessed 40" in page
    assert "they had guessed 40" in json.dumps(notebook) and notebook["nbformat"] == 4
    assert not list(folder.glob("*.half"))


def test_what_is_not_worked_out_yet_says_so(ended):
    ended.ending.stop()
    ended.lift(40)
    ended.ending.complete, ended.ending.readings = False, {}
    ended.screen.go(1)
    ended.screen.refresh()
    assert "comes by itself" in ended.screen.place.children[0].value


def test_a_second_flight_is_put_beside_the_first(ended):
    ended.lift(40)
    first = ended.flight
    ended.fly_again()
    assert isinstance(ended.screen, Seen) and ended.flight.first is first.game
    terms = ended.flight.game.terms
    assert (terms.quarters, terms.seed) == (4, 27)
    for _ in range(4):
        ended.screen.go.click()
        play(ended, asking=20)
    ended.screen.go.click()
    ended.lift(10)
    ended.ending.wait()
    ended.screen.go(len(STEPS) - 1)
    ended.screen.refresh()
    said = " ".join(all_text(ended.screen.place))
    assert "those of your second to" in said and "both lived 2 times" in said
    ended.leave()
    assert isinstance(ended.screen, Start)


def all_text(widget):
    """Every text of a widget and of those in it."""
    value = getattr(widget, "value", "")
    found = [value] if isinstance(value, str) else []
    for child in getattr(widget, "children", ()):
        found += all_text(child)
    return found
