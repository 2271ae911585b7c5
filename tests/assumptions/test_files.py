"""Reading a file: what wins over what, and where each value comes from."""

import pytest

from sim.assumptions import ScenarioError, bundled, load, parse_setting, title_of
from sim.assumptions.presets import PUBLISHED
from sim.assumptions.sections import Voice


@pytest.fixture
def write(tmp_path, monkeypatch):
    """Write a file into a folder of its own and go there, so that messages name the file alone."""
    monkeypatch.chdir(tmp_path)

    def write(text, name="shop.toml"):
        (tmp_path / name).write_text(text, encoding="utf-8")
        return name

    return write


def test_defaults_are_the_slogans():
    shop = load("corner_shop")
    assert shop.preset == "slogans"
    assert shop.voice == Voice()


def test_the_published_preset_sets_what_it_lists():
    shop = load("corner_shop", preset="published")
    assert shop.preset == "published"
    for key, evidence in PUBLISHED.items():
        assert shop.value(key) == evidence.value
        assert shop.origin(key) == (key, evidence.source, evidence.grade, "preset")


def test_later_layers_win(write):
    file = write(
        'based_on = "corner_shop"\npreset = "published"\n'
        "[loyalty]\npositives_per_negative = 4\n[lock]\nconvenience_share = 0.1\n"
    )
    shop = load(file, changes={"loyalty.forgiveness": 0.1})
    assert shop.voice.ears == 2  # the preset over the default
    assert shop.loyalty.positives_per_negative == 4  # the file over the preset
    assert shop.lock.convenience_share == 0.1  # the file over its trade
    assert shop.money.spend_per_visit == load("corner_shop").money.spend_per_visit > 0  # the trade
    assert shop.loyalty.forgiveness == 0.1  # a change over all
    assert load(file, preset="slogans").voice.ears == 1  # asked for, over the file's own


def test_a_file_on_top_of_a_trade_changes_and_adds_by_name(write):
    file = write(
        'based_on = "corner_shop"\n[[departments]]\nname = "till"\nstaff = 2\n'
        '[[touchpoints]]\nname = "parking"\nstage = "before"\ndepartment = "floor"\n'
        "service_minutes = 1\n"
    )
    shop = load(file)
    assert [one.name for one in shop.departments] == ["floor", "counter", "till", "office"]
    assert shop.departments[2].staff == 2
    assert shop.departments[2].wage_per_hour == 13
    assert shop.touchpoints[-1].name == "parking"
    assert shop.name == "shop"


@pytest.mark.parametrize(
    ("file", "name"), [("My Shop!.toml", "my_shop"), ("7.toml", "shop_7"), ("ü.toml", "shop")]
)
def test_a_file_without_a_name_has_its_own(write, file, name):
    assert load(write('based_on = "corner_shop"\n', file)).name == name


def test_where_values_come_from(write):
    trade = load("corner_shop")
    file = write(
        'based_on = "corner_shop"\n[visits]\nvisits_per_year = 40\nrate_shape = 7\n'
        f"[voice]\nease = 1.0\n[exits]\nmoving_per_year = {trade.exits.moving_per_year}\n"
        '[sources]\n"visits.visits_per_year" = "measured: our till, 2024"\n'
    )
    shop = load(file, changes=["voice.ears=2"])
    told = {row.key: shop.origin(row.key)[1:] for row in shop.parameters()}
    assert told["visits.visits_per_year"] == ("our till, 2024", "measured", "trade")
    assert told["visits.rate_shape"] == ("shop.toml", "assumption", "trade")
    assert told["voice.ears"] == ("changed", "assumption", "set")
    # Saying again what held before changes nothing about where it comes from.
    assert told["voice.ease"] == ("C25", "assumption", "default")
    assert told["exits.moving_per_year"] == trade.origin("exits.moving_per_year")[1:]


def test_sources_may_have_dotted_keys(write):
    file = write(
        'based_on = "corner_shop"\nvisits.visits_per_year = 40\n'
        'sources.visits.visits_per_year = "measured: our till"\n'
    )
    assert load(file).origin("visits.visits_per_year").source == "our till"


@pytest.mark.parametrize("form", ["\ufeff{}", "{}"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_text_from_any_editor_is_read(tmp_path, form, end):
    text = form.format(f'based_on = "corner_shop"{end}[voice]{end}ease = 2{end}')
    (tmp_path / "shop.toml").write_bytes(text.encode())
    assert load(tmp_path / "shop.toml").voice.ease == 2


def test_bundled_scenarios_have_titles():
    assert title_of("corner_shop") == "The corner shop"
    assert bundled() == sorted(bundled())


def test_a_name_that_is_none():
    with pytest.raises(ScenarioError) as caught:
        load("corner_shp")
    assert caught.value.faults == [
        'there is no bundled scenario and no file "corner_shp": did you mean "corner_shop"?'
    ]


def test_a_preset_that_is_none():
    with pytest.raises(ScenarioError) as caught:
        load("corner_shop", preset="published_")
    assert caught.value.faults == ['preset is "published_", but must be "slogans" or "published"']


@pytest.mark.parametrize(
    ("text", "setting"),
    [
        ("voice.silent_per_complaint=10", ("voice.silent_per_complaint", 10)),
        ("voice.ease = 1e1", ("voice.ease", 10.0)),
        ("money.currency=EUR", ("money.currency", "EUR")),
        ('money.currency="E U"', ("money.currency", "E U")),
        ("touchpoints.till.sells=true", ("touchpoints.till.sells", True)),
        ("departments.till.title='a=b'", ("departments.till.title", "a=b")),
    ],
)
def test_a_setting_is_a_key_and_a_value(text, setting):
    assert parse_setting(text) == setting


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("voice.ease", '"voice.ease" is no change, which is written KEY=VALUE'),
        ("=3", '"=3" is no change, which is written KEY=VALUE'),
        (
            "voice.ease=.5",
            'voice.ease is set to ".5", but must be a number, true, false, a word or a text in '
            "quotes",
        ),
        (
            "voice.ease=",
            'voice.ease is set to "", but must be a number, true, false, a word or a text in '
            "quotes",
        ),
        (
            "voice.ease=1\nx=2",
            'voice.ease is set to "1\\nx=2", but must be a number, true, false, a word or a text '
            "in quotes",
        ),
    ],
)
def test_a_setting_that_is_none(text, sentence):
    with pytest.raises(ScenarioError) as caught:
        parse_setting(text)
    assert caught.value.faults == [sentence]


def test_changes_that_are_wrong_name_no_line(write):
    file = write('based_on = "corner_shop"\n[voice]\nease = 2\n')
    with pytest.raises(ScenarioError) as caught:
        load(file, changes=["voice.ease=-2", "voice.eers=1", "money.currency=EUR"])
    assert caught.value.faults == [
        "voice.ease is -2, but must be more than 0",
        "there is no parameter voice.eers: did you mean voice.ears?",
    ]


def test_all_wrong_changes_are_told_together():
    with pytest.raises(ScenarioError) as caught:
        load("corner_shop", changes=["a", "b"])
    assert caught.value.faults == [
        '"a" is no change, which is written KEY=VALUE',
        '"b" is no change, which is written KEY=VALUE',
    ]
