"""The picture of a panel is drawn in the theme of the page, and only in that."""

import pytest

from sim.panels.picture import Picture
from sim.show.style import DARK, LIGHT, new_figure, to_bytes


class Draw:
    """Draws an empty page, and keeps in which styles it was asked to."""

    def __init__(self):
        self.asked = []
        self.fault = None

    def __call__(self, style):
        if self.fault:
            raise self.fault
        self.asked.append(style)
        return to_bytes(new_figure(40, 20, style), "png"), f"an empty {style.name} page"


@pytest.fixture
def draw():
    return Draw()


def test_it_is_drawn_light_until_the_page_has_said(draw):
    picture = Picture(draw, 40, 20)
    assert draw.asked == [LIGHT]
    assert (picture.theme, picture.drawn, picture.alt) == ("", "light", "an empty light page")
    assert bytes(picture.png).startswith(b"\x89PNG")


def test_it_follows_the_page_and_draws_no_theme_that_is_not_seen(draw):
    picture = Picture(draw, 40, 20)
    light = picture.png
    picture.theme = "dark"
    assert draw.asked == [LIGHT, DARK]
    assert (picture.drawn, picture.alt) == ("dark", "an empty dark page")
    assert picture.png != light
    picture.redraw()
    assert draw.asked == [LIGHT, DARK, DARK]
    picture.theme = "light"
    assert picture.png == light


def test_it_is_not_drawn_again_in_the_theme_that_it_has(draw):
    picture = Picture(draw, 40, 20)
    picture.theme = "light"
    assert draw.asked == [LIGHT]


def test_picture_and_words_are_sent_together(draw):
    picture = Picture(draw, 40, 20)
    sent = []
    picture.send_state = lambda key=None: sent.append(set(key) if not isinstance(key, str) else key)
    picture.show(to_bytes(new_figure(20, 20, LIGHT), "png"), "another")
    together = [one for one in sent if "png" in one]
    assert len(together) == 1
    assert {"png", "alt"} <= together[0]


def test_a_theme_that_cannot_be_drawn_is_one_sentence_and_the_old_picture_stays(draw):
    picture = Picture(draw, 40, 20)
    before = picture.png
    draw.fault = ValueError("the paper\nis gone")
    picture.theme = "dark"
    assert picture.fault == "This picture could not be drawn: the paper is gone"
    assert (picture.png, picture.alt) == (before, "an empty light page")
    draw.fault = None
    picture.theme = "light"
    assert picture.fault == ""


def test_who_asks_for_a_picture_gets_what_went_wrong(draw):
    picture = Picture(draw, 40, 20)
    draw.fault = ValueError("gone")
    with pytest.raises(ValueError, match="gone"):
        picture.redraw()


def test_without_a_callback_it_shows_what_it_is_given():
    picture = Picture(width=40, height=20)
    assert picture.png == b""
    picture.theme = "dark"
    assert picture.fault == ""
    picture.show(b"\x89PNG", "something")
    assert (picture.drawn, picture.alt) == ("dark", "something")
