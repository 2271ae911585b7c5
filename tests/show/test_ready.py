"""The first cell of the first notebook, and the picture of the README."""

from sim.show import readme_picture
from sim.show.ready import check_environment


def test_the_environment_is_ready():
    lines = check_environment().splitlines()
    assert lines[-1] == "Ready."
    assert "jupyterlab" in lines[1]


def test_the_picture_of_the_readme_can_be_made_again(tmp_path):
    file = readme_picture.write_readme_picture(tmp_path / "images" / "shop.png", replications=2)
    held = file.read_bytes()
    assert held.startswith(b"\x89PNG")
    assert b"The corner shop." in held
    assert readme_picture.write_readme_picture(file, replications=2).read_bytes() == held
