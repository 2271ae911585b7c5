"""The forms: what is filled in is what is answered, kept and opened again; faults are sentences."""

import pytest

from sim.panels.company.company import YourCompany
from sim.panels.company.form import Field, Form
from sim.panels.company.moments import NEEDED, TWICE
from sim.play.company.answers import UNKNOWN
from sim.play.company.answers_file import read_answers
from tests.panels.company.conftest import said


def fill_in(forms) -> None:
    """Two people answer, and differ; somebody knows two figures."""
    forms.trade.values = {"trade": "hotel"}
    forms.figures.form.fill(gross_margin="30%", customers="800 to 1,200", staff=UNKNOWN)
    forms.people.form.fill(name="Ada", role="manager")
    forms.self_audit.form.fill(promises="yes", solved="unknown")
    forms.icare.form.fill(empowered="8")
    forms.people.add.click()
    forms.people.form.fill(name="Bo", role="front line")
    forms.self_audit.form.fill(promises="no")
    forms.icare.form.fill(empowered="3")
    first = forms.state.scenario.touchpoints[0].name
    forms.moments.ratings.fill(**{first: "misery"})


def test_untouched_forms_say_nothing(forms):
    figures, audits = forms.state.said()
    assert figures.said() == {}
    assert audits == ()
    assert "0 of 15 answered" in said(forms.self_audit.progress)


def test_what_is_filled_in_is_what_is_answered(forms):
    fill_in(forms)
    figures, (ada, bo) = forms.state.said()
    assert figures.said() == {
        "customers": (800.0, 1200.0),
        "gross_margin": 0.3,
        "staff": UNKNOWN,
    }
    assert (ada.name, ada.role) == ("Ada", "manager")
    assert ada.answers == {"promises": True, "solved": UNKNOWN, "empowered": 8}
    assert (bo.role, bo.answers) == ("front line", {"promises": False, "empowered": 3})
    assert [one.rating for one in bo.moments] == ["misery"]
    assert ada.moments == ()


def test_each_person_sees_their_own_answers_and_how_far_they_are(forms):
    fill_in(forms)
    assert "Bo (front line): 1 of 15 answered" in said(forms.self_audit.progress)
    forms.people.form.fill(who="0")
    assert forms.self_audit.form.value("promises") == "yes"
    assert "Ada (manager): 2 of 15 answered" in said(forms.self_audit.progress)
    forms.people.remove.click()
    assert [one.name for one in forms.state.draft.people] == ["Bo"]
    assert forms.self_audit.form.value("promises") == "no"


def test_a_figure_that_cannot_be_is_told_where_it_stands_and_stops_the_work(forms):
    forms.figures.form.fill(staff="-1", gross_margin="much")
    faults = forms.figures.form.faults
    assert faults["staff"] == "This is -1, but must be more than 0 and 1000000 or less"
    assert faults["gross_margin"].startswith('This is "much", but must be a number')
    forms.outcome.begin_untold()
    assert "staff is -1" in said(forms.outcome.fault)
    assert forms.outcome.company is None
    forms.figures.form.fill(staff="4", gross_margin="0.3")
    assert forms.figures.form.faults == {}


def test_answers_are_saved_and_opened_as_they_were(forms):
    fill_in(forms)
    before = forms.state.said()
    forms.keep.save.click()
    assert "Saved to our_answers.toml" in said(forms.keep.says)
    assert read_answers("our_answers.toml") == before

    forms.trade.values = {"trade": "bank"}
    forms.figures.form.values = {}
    forms.people.remove.click()
    assert forms.state.said() != before
    forms.keep.reopen.click()
    assert forms.state.trade == "hotel"
    assert forms.state.said() == before
    assert forms.figures.form.value("gross_margin") == "0.3"
    assert "answers of 2 people, 3 figures" in said(forms.keep.says)


def test_a_file_that_cannot_be_opened_leaves_the_forms_as_they_are(forms, tmp_path):
    fill_in(forms)
    before = forms.state.said()
    (tmp_path / "bad.toml").write_text('[figures]\nstaff = -3\n[[audit]]\nrole = "boss"\n')
    forms.keep.form.fill(file="bad.toml")
    forms.keep.reopen.click()
    assert "bad.toml:2: staff is -3" in forms.keep.fault
    assert "bad.toml:3: role is" in forms.keep.fault
    forms.keep.form.fill(file="nowhere.toml")
    forms.keep.reopen.click()
    assert "nowhere.toml" in forms.keep.fault
    assert forms.state.said() == before


def test_nobody_elses_file_is_overwritten(forms, tmp_path):
    (tmp_path / "our_answers.toml").write_text("dear diary\n")
    forms.keep.save.click()
    assert "would be overwritten" in forms.keep.fault
    assert (tmp_path / "our_answers.toml").read_text() == "dear diary\n"


def test_where_managers_and_the_front_line_differ_the_gap_is_shown(forms):
    assert forms.gap.rows == ()
    assert forms.gap.picture.layout.display == "none"
    fill_in(forms)
    (widest, other) = forms.gap.rows
    assert (widest.managers, widest.front_line) == (1.0, 0.0)
    assert (other.managers, other.front_line) == (0.8, 0.3)
    assert forms.gap.picture.layout.display == ""
    assert "Managers say 100, the front line 0." in forms.gap.picture.alt
    assert "the front line counts" in said(forms.gap.says)


def test_a_touchpoint_of_ones_own_is_added_rated_and_taken_out(forms):
    moments = forms.moments
    moments.add.click()
    assert said(moments.says) == NEEDED
    moments.new.fill(title="Phone line", stage="after", department="Call centre")
    moments.add.click()
    moments.ratings.fill(phone_line="misery")
    ((audit,), names) = forms.state.said()[1], [one["name"] for one in moments.ratings.fields]
    assert names[-1] == "phone_line"
    (moment,) = audit.moments
    assert (moment.name, moment.rating, moment.stage) == ("phone_line", "misery", "after")
    assert (moment.department, moment.title) == ("call_centre", "Phone line")
    moments.new.fill(title="Phone line!", department="Till")
    moments.add.click()
    assert said(moments.says) == TWICE
    moments.drop.click()
    assert forms.state.said()[1] == ()


def test_who_owns_a_touchpoint_can_be_changed_and_hand_offs_named(forms):
    till = forms.state.scenario.touchpoints[-1]
    departments = [one.name for one in forms.state.scenario.departments]
    other = next(name for name in departments if name != till.department)
    forms.moments.owners.fill(**{till.name: other})
    forms.moments.ways.fill(**{"from": departments[0], "to": departments[-1]})
    forms.moments.fall.click()
    forms.moments.fall.click()
    (audit,) = forms.state.said()[1]
    assert [(one.name, one.department) for one in audit.moments] == [(till.name, other)]
    (way,) = audit.worst_hand_offs
    assert (way.from_department, way.to_department) == (departments[0], departments[-1])
    assert "→" in said(forms.moments.falls)
    forms.moments.mend.click()
    assert "no hand-off named" in said(forms.moments.falls)


def test_a_form_that_asks_anew_forgets_old_faults():
    form = Form([Field("text", "who", "Who?")])
    form.faults = {"who": "This is nobody."}
    form.ask([Field("check", "sure", "Are you sure?")], {"sure": "yes"})
    assert (form.faults, form.value("sure"), form.value("who")) == ({}, "yes", "")


@pytest.mark.parametrize("step", [1, 8])
def test_one_can_go_through_all_steps(forms, step):
    forms.go(step)
    assert forms.places.selected_index == step - 1
    (forms.next if step == 1 else forms.back).click()
    assert forms.steps.value == (2 if step == 1 else 7)
    assert (forms.back.disabled, forms.next.disabled) == (False, False)


def test_what_was_filled_in_is_not_lost_with_the_page(forms, page):
    assert forms.keep.again.layout.display == "none", "nothing to go on with"
    fill_in(forms)
    forms.go(7)
    forms.rules.form.fill(**{"recovery.authority|at_yes": "0.6"})
    before = forms.state.said()
    forms.keep.remember()
    later = YourCompany(page)
    assert later.state.said()[1] == (), "nothing comes back by itself"
    later.keep.again.click()
    assert (later.state.said(), later.state.trade) == (before, "hotel")
    assert later.state.ends == {"recovery.authority": (0.05, 0.6)}
    later.close()


def test_rules_are_saved_beside_the_answers_and_opened_with_them(forms, tmp_path):
    forms.icare.form.fill(empowered="8")
    forms.state.ends = {"recovery.authority": (0.05, 0.6)}
    forms.keep.save.click()
    assert "your rules to our_answers_rules.toml" in said(forms.keep.says)
    forms.state.ends = {}
    forms.keep.reopen.click()
    assert forms.state.ends == {"recovery.authority": (0.05, 0.6)}
    forms.state.ends = {}
    forms.keep.save.click()
    forms.state.ends = {"recovery.authority": (0.05, 0.6)}
    forms.keep.reopen.click()
    assert forms.state.ends == {}, "what was put back stays put back"
