"""What comes out: the file of the command line, the three changes, the score, what to measure."""

import shlex
from types import SimpleNamespace

import pytest

import sim
from sim.panels.company.guess import THREE, overlap_said, score_said
from sim.panels.company.outcome import CHANGED
from sim.panels.company.work import Step, Work
from sim.play.company.building import origins_in
from sim.play.company.guessing import scored
from sim.play.company.priorities import CANDIDATES, Change
from tests.cli.asking import ask
from tests.panels.company.conftest import said
from tests.panels.company.test_forms import fill_in


def commands(forms) -> list[str]:
    """The commands that are shown: to run the file, and to make it."""
    import re

    return [
        " ".join(re.sub("<[^>]*>", "", one).split())
        for one in re.findall("<code>(.*?)</code>", forms.outcome.saved.value)
    ]


@pytest.mark.slow
def test_forms_of_which_nothing_is_filled_in_are_the_trade_as_it_is(forms):
    company = forms.try_out()
    assert set(company.origins.values()) == {"trade"} | ({"own answer"} if company.spans else set())
    assert set(company.spans) == {"time.days", "time.warm_up_days"}, "what makes it short"
    assert "0 numbers" not in said(forms.outcome.numbers)
    assert "Nothing differs from the trade" in said(forms.outcome.trade.says)
    assert forms.outcome.three.picture.alt.startswith("More in the long run, EUR")
    assert forms.outcome.first.layout.display == ""


def test_the_file_is_the_one_that_the_command_makes(forms, tmp_path):
    fill_in(forms)
    forms.go(7)
    forms.rules.form.fill(**{"recovery.authority|at_yes": "0.6"})
    outcome = forms.outcome
    outcome.file.fill(file="first.toml")
    outcome.begin_untold(1)
    outcome.work.wait()
    outcome.file.fill(file="ours.toml")
    outcome.save.click()
    text = (tmp_path / "ours.toml").read_text()
    run, make = commands(forms)
    assert run == "silent26 run ours.toml"
    (tmp_path / "ours.toml").rename(tmp_path / "by_the_forms.toml")
    found = ask(*shlex.split(make)[1:], "--quick")
    assert found.exit_code == 0, found.stderr
    assert (tmp_path / "ours.toml").read_text() == text
    assert ask("check", "ours.toml").exit_code == 0
    origins = origins_in(text)
    assert origins["recovery.authority"] == "own answer"
    assert origins["voice.silent_per_complaint"] == "trade"
    ours = sim.load(tmp_path / "ours.toml")
    assert ours.recovery.authority == pytest.approx(0.05 + 0.3 * (0.6 - 0.05))


def test_what_was_changed_since_has_to_be_worked_out_again(forms):
    outcome = forms.outcome
    outcome.begin_untold(1)
    outcome.work.wait()
    forms.figures.form.fill(gross_margin="0.4")
    outcome.save.click()
    assert said(outcome.saved) == CHANGED


def test_the_three_come_before_the_picture(forms):
    outcome = forms.outcome
    outcome.go.click()
    assert "Say your three first" in said(outcome.fault)
    outcome.guess.form.fill(first="authority", second="authority", third="staff")
    outcome.guess.commit.click()
    assert said(outcome.guess.says) == THREE
    assert outcome.guess.chosen == ()
    outcome.guess.form.fill(second="marketing")
    outcome.guess.commit.click()
    assert outcome.guess.chosen == ("authority", "marketing", "staff")
    assert forms.page.logbook.latest("02", "top_three") == ["authority", "marketing", "staff"]


def ranked(*gains) -> SimpleNamespace:
    """Changes with their gains and intervals, the best first."""
    changes = tuple(
        Change(one.name, one.words, {}, gain, low, high, low > 0, 0.0, 0.0, 0.0)
        for one, (gain, low, high) in zip(CANDIDATES, gains, strict=False)
    )
    three = tuple(one for one in changes[:3] if one.gain > 0)
    return SimpleNamespace(changes=changes, three=three)


def test_a_guess_that_cannot_be_told_from_the_third_holds():
    found = ranked((9, 8, 10), (6, 5, 7), (4, 2, 6), (3, 1, 5), (1, 0.5, 1.5), (-1, -2, 0))
    names = [one.name for one in CANDIDATES]
    told = scored(found, (names[0], names[3], names[4]))
    assert [(one.rank, one.holds) for one in told] == [(1, True), (4, True), (5, False)]
    words = " ".join(score_said(told, 6))
    assert words.startswith("2 of your 3 hold.")
    assert "cannot be told from the third" in words
    assert "overlap" in overlap_said(found)
    apart = ranked((9, 8, 10), (6, 5, 7), (4, 3.5, 4.5))
    assert "do not overlap" in overlap_said(apart)


def test_work_is_told_interrupted_and_its_faults_are_sentences():
    work, came = Work(), []
    work.begin([Step("One", lambda tell: tell(1, 2) or 1, came.append)])
    work.wait()
    assert (came, said(work.says), work.busy) == ([1], "Done.", False)

    def endless(tell):
        work.interrupt()
        tell(1, 2)

    work.begin([Step("Endless", endless, came.append), Step("Never", lambda _: 2, came.append)])
    work.wait()
    assert (came, said(work.says)) == ([1], "Stopped. What was finished stays.")

    def wrong(_):
        raise ValueError("customers is 0, but must be 1 or more")

    failed = []
    work.begin([Step("Wrong", wrong, came.append)], failed.append)
    work.wait()
    assert work.fault == "customers is 0, but must be 1 or more"
    assert [str(one) for one in failed] == [work.fault]


def test_rules_are_shown_for_what_was_answered_and_a_wrong_end_is_told(forms):
    forms.rules.show()
    assert "No answer yet" in said(forms.rules.says)
    forms.icare.form.fill(empowered="8")
    forms.rules.show()
    names = {one["name"] for one in forms.rules.form.fields}
    assert names == {"recovery.authority|at_no", "recovery.authority|at_yes"}
    forms.rules.form.fill(**{"recovery.authority|at_yes": "7"})
    fault = forms.rules.form.faults["recovery.authority|at_yes"]
    assert fault == "This is 7, but must be 0 to 1"
    assert forms.state.ends == {}
    forms.rules.form.fill(**{"recovery.authority|at_yes": "0.5"})
    assert forms.state.ends == {"recovery.authority": (0.05, 0.5)}
    assert "0.41" in said(forms.rules.says)
    forms.rules.back.click()
    assert forms.state.ends == {}
