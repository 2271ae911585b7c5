"""What a seat's server is told."""

import json

from sim.classroom.copies import ROOT
from sim.classroom.settings import settings_of, write_settings


def test_pages_have_no_surface_of_jupyterlab():
    assert settings_of(False, 60)["ServerApp"]["jpserver_extensions"]["jupyterlab"] is False
    assert "jupyterlab" not in settings_of(True, 60)["ServerApp"]["jpserver_extensions"]


def test_what_only_jupyterlab_shows_is_left_out_of_pages_as_voila_does():
    voila = json.loads((ROOT / "tools" / "jupyter" / "voila.json").read_text())
    assert settings_of(False, 60)["TagRemovePreprocessor"] == voila["TagRemovePreprocessor"]


def test_a_page_that_was_left_does_not_keep_its_kernel_for_long():
    short, long = (
        settings_of(False, minutes)["MappingKernelManager"]["cull_idle_timeout"]
        for minutes in (5, 600)
    )
    assert (short, long) == (300, 1200)


def test_settings_are_for_all_to_read(tmp_path):
    places = write_settings(tmp_path, 60)
    assert {place.stat().st_mode & 0o777 for place in places.values()} == {0o644}
    assert json.loads(places[True].read_text()) == settings_of(True, 60)
