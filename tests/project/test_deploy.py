"""The values for Zero to JupyterHub say what the class server says, in the chart's own words."""

import json
import re
from pathlib import Path

import yaml

from sim.classroom.settings import settings_of

ROOT = Path(__file__).resolve().parents[2]
PLACE = ROOT / "deploy" / "zero-to-jupyterhub" / "values.yaml"
VALUES = yaml.safe_load(PLACE.read_text(encoding="utf-8"))
KNOWN = {"hub", "proxy", "singleuser", "cull", "scheduling", "prePuller"}


def test_its_parts_are_those_of_the_chart():
    assert set(VALUES) == KNOWN
    assert set(VALUES["singleuser"]) == {
        *("image", "defaultUrl", "startTimeout", "extraEnv", "extraFiles", "memory", "cpu"),
        *("storage", "networkPolicy", "cloudMetadata"),
    }
    assert VALUES["hub"]["config"]["JupyterHub"]["authenticator_class"] == "shared-password"


def test_a_seat_is_told_what_a_seat_of_the_class_server_is_told():
    (told,) = (file["data"] for file in VALUES["singleuser"]["extraFiles"].values())
    ours = settings_of(lab=False, idle_minutes=60)
    for section, settings in told.items():
        for name, value in settings.items():
            expected = ours[section][name]
            assert value == (60 if name == "cull_interval" else expected), f"{section}.{name}"
    assert "SILENT26_LOGBOOK" in VALUES["singleuser"]["extraEnv"]


def test_no_real_password_or_address_is_in_it():
    secret = VALUES["hub"]["config"]["SharedPasswordAuthenticator"]
    assert all(value == value.upper() for value in secret.values())
    assert re.fullmatch(r"[A-Z.]+", VALUES["proxy"]["https"]["hosts"][0])


def test_the_proxy_is_locked_without_a_host():
    lock = json.loads((ROOT / "tools" / "proxy" / "package-lock.json").read_text())
    wanted = json.loads((ROOT / "tools" / "proxy" / "package.json").read_text())["dependencies"]
    assert lock["packages"][""]["dependencies"] == wanted
    inner = [one for name, one in lock["packages"].items() if name]
    assert all("resolved" not in one and one["integrity"].startswith("sha512-") for one in inner)
