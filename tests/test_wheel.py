"""What is built holds the four parts of the house, their data, and nothing else."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parents[1]
CODE = {".pyc", ".pyo"}
PICTURES = TOP / "resources" / "readme"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=TOP,
        check=True,
        capture_output=True,
    )
    (built,) = folder.glob("duly-*.whl")
    return zipfile.ZipFile(built)


def test_the_wheel_holds_the_four_parts_of_the_house(wheel: zipfile.ZipFile) -> None:
    tops = {name.partition("/")[0] for name in wheel.namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"main.py", "model", "ui", "resources"}


def test_the_wheel_holds_every_resource(wheel: zipfile.ZipFile) -> None:
    here = {
        path.relative_to(TOP).as_posix()
        for path in (TOP / "resources").rglob("*")
        if path.is_file() and path.suffix not in CODE and PICTURES not in path.parents
    }
    assert here - set(wheel.namelist()) == set()


def test_the_wheel_leaves_the_pictures_of_the_readme_behind(wheel: zipfile.ZipFile) -> None:
    assert [name for name in wheel.namelist() if name.startswith("resources/readme/")] == []
