"""Every fault of a file in one go, each with its line."""

import pytest

from sim.assumptions import bundled, check
from sim.assumptions.lines import lines
from sim.assumptions.reading import _TRADES


@pytest.fixture
def told(tmp_path, monkeypatch):
    """Check a text as shop.toml."""
    monkeypatch.chdir(tmp_path)

    def told(text):
        data = text if isinstance(text, bytes) else text.encode()
        (tmp_path / "shop.toml").write_bytes(data)
        return check("shop.toml")

    return told


@pytest.mark.parametrize("name", bundled())
def test_bundled_scenarios_have_no_fault(name, tmp_path):
    copy = tmp_path / f"{name}.toml"
    copy.write_text((_TRADES / f"{name}.toml").read_text(encoding="utf-8"), encoding="utf-8")
    assert check(copy) == []


def test_all_faults_with_their_lines(told):
    assert told(
        """\
based_on = "corner_shop"
colour = "red"

[voice]
silent_per_complaint = -3
silent_per_complain = 10
ease = nan

[voise]
ears = 2

[time]
days = 100

[market]
people = 10

[[departments]]
name = "till"
staff = 1.5

[[departments]]
name = "till"
staff = 2

[[departments]]
name = "Tea Room"
staff = 1
wage_per_hour = 12

[[touchpoints]]
name = "till"
department = "office"
stage = "during"
use = "often"
sels = true

[[touchpoints]]
name = "parking"
stage = "before"
department = "flor"

[sources]
"visits.visit_per_year" = "measured: us"
"voice.ease" = "our own guess"
"""
    ) == [
        "shop.toml:2: there is no parameter colour",
        "shop.toml:5: voice.silent_per_complaint is -3, but must be 0 or more",
        "shop.toml:6: there is no parameter voice.silent_per_complain: did you mean "
        "voice.silent_per_complaint?",
        "shop.toml:7: voice.ease is nan, but must be a finite number",
        "shop.toml:9: there is no parameter voise: did you mean voice?",
        "shop.toml:13: time.warm_up_days is 182, but must be less than time.days, which is 100",
        "shop.toml:16: market.customers is 1000, but must be at most market.people, which is 10",
        "shop.toml:20: departments.till.staff is 1.5, but must be a whole number",
        "shop.toml:22: departments.till.wage_per_hour is missing: it has no default",
        'shop.toml:23: departments[5].name is "till", but another of the departments has that '
        "name already",
        'shop.toml:27: departments[6].name is "Tea Room", but must be a short name: small letters, '
        "digits and underscores, a letter first",
        'shop.toml:34: touchpoints.till.stage is "during", but must be "before", "purchase" or '
        '"after"',
        'shop.toml:35: touchpoints.till.use is "often", but must be a number',
        "shop.toml:36: there is no parameter touchpoints.till.sels: did you mean "
        "touchpoints.till.sells?",
        "shop.toml:38: touchpoints.parking.service_minutes is missing: it has no default",
        "shop.toml:44: in sources, there is no parameter visits.visit_per_year: did you mean "
        "visits.visits_per_year?",
        'shop.toml:45: the source of voice.ease must be a text such as "survey: who found it, and '
        'when"; the grades are measured, survey, folklore, arithmetic, assumption',
    ]


def test_a_department_that_is_not_there(told):
    assert told(
        'based_on = "corner_shop"\n[[touchpoints]]\nname = "till"\ndepartment = "tils"\n'
    ) == [
        'shop.toml:4: touchpoints.till.department is "tils", but must be one of the departments: '
        'did you mean "till"?'
    ]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", ":1: the file is empty, but must describe a scenario"),
        ("\n  \n", ":1: the file is empty, but must describe a scenario"),
        ("# later\n", ":1: the file says nothing, but must describe a scenario"),
        (
            "[voice]\nease 2\n",
            ":2: this is not TOML: expected '=' after a key in a key/value pair",
        ),
        ("[voice]\nease = 1\nease = 2\n", ":3: this is not TOML: cannot overwrite a value"),
        ("[voice]\n\n[voice]\n", ":3: this is not TOML: cannot declare ('voice',) twice"),
        ("[voice]\nease =", ":2: this is not TOML: invalid value"),
        (b"[voice]\n\nease = \xff\n", ":3: the file is not text in UTF-8, as TOML has to be"),
        (
            "[voice]\nease = " + "9" * 5000 + "\n",
            ":2: a number has more digits than can be read",
        ),
        ("x = " + "[" * 5000, ":1: the file is nested too deeply to be read"),
        ("x = " + "[" * 100 + "]" * 100, ":1: the file is nested too deeply to be read"),
    ],
)
def test_what_cannot_be_read(told, text, sentence):
    assert told(text) == [f"shop.toml{sentence}"]


def test_what_is_not_there(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder.toml").mkdir()
    assert check("none.toml") == ["none.toml: there is no such file"]
    assert check("folder.toml") == ["folder.toml: this is a folder, but must be a TOML file"]
    assert check("a\0b.toml") == ["a\0b.toml: the file cannot be read: embedded null byte"]
    long = "x" * 300 + ".toml"
    assert check(long) == [f"{long}: the file cannot be read: file name too long"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("voice = 3", ":2: voice is 3, but must be a table of parameters"),
        ("departments = 3", ":2: departments is 3, but must be a list of tables"),
        ("departments = [3]", ":2: departments[5] is 3, but must be a table of parameters"),
        ("touchpoints = {a = 1}", ":2: touchpoints is a table, but must be a list of tables"),
        ("sources = 3", ":2: sources must be a table of texts"),
        ("resolved = 1", ":2: resolved is 1, but must be true or false"),
        ('preset = "publishd"', ':2: preset is "publishd", but must be "slogans" or "published"'),
        ("name = 3", ":2: name is 3, but must be text"),
        ("provenance = []", ":2: there is no parameter provenance"),
        ("sorces = {}", ":2: there is no parameter sorces: did you mean sources?"),
        ("voice.ease = 1979-05-27", ":2: voice.ease is 1979-05-27, but must be a number"),
        (
            'sources."lock.contract_days" = "measured: us"',
            ":2: sources names lock.contract_days, but the file gives no value for it",
        ),
    ],
)
def test_the_wrong_kind_of_thing(told, text, sentence):
    assert told(f'based_on = "corner_shop"\n{text}\n') == [f"shop.toml{sentence}"]


def test_an_unknown_trade(told):
    assert told('based_on = "corner_shp"\n[voice]\nease = -1\n') == [
        'shop.toml:1: based_on is "corner_shp", but must be a bundled scenario: '
        'did you mean "corner_shop"?',
        "shop.toml:3: voice.ease is -1, but must be more than 0",
    ]
    assert told("based_on = 3\n[voice]\nease = -1\n") == [
        "shop.toml:1: based_on is 3, but must be a bundled scenario"
    ]


def test_what_is_missing_is_told_where_it_should_be(told):
    found = told("[visits]\nrate_shape = 2\n[market]\npeople = 2000\n")
    assert "shop.toml:1: visits.visits_per_year is missing: it has no default" in found
    assert "shop.toml:3: market.marketing_per_year is missing: it has no default" in found
    assert "shop.toml:1: departments is missing: it has no default" in found


def test_lines_of_every_form_of_toml():
    text = """\
a.b = 1
"q \\"x" = {c = 1, d = [{e = 1}, 2]}

[t."u.v"]
w = [
  1,
  # a comment
  {y = 2},
]
[[m]]
n = 1
[m.sub]
o = 1
[[m]]
n = 2
[[m.deep]]
p = 1
[[m.deep]]
p = 2
"""
    found = lines(text)
    assert found["a", "b"] == 1
    assert found['q "x', "d", 0, "e"] == 2
    assert found["t", "u.v"] == 4
    assert found["t", "u.v", "w", 1, "y"] == 8
    assert found["m", 0, "n"] == 11
    assert found["m", 0, "sub", "o"] == 13
    assert found["m", 1] == 14
    assert found["m", 1, "n"] == 15
    assert found["m", 1, "deep", 1, "p"] == 19
