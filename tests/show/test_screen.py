"""A run on the screen."""

from sim.show.screen import show


def test_a_run_is_shown_in_both_themes_with_words_for_it(one):
    shown = show(one)
    html = shown._repr_html_()
    assert html.count("<img") == html.count("alt=") == 2
    assert shown.light != shown.dark
    assert "customers left" in repr(shown)
