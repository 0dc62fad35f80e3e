"""The checkout itself: what lies at its top, what its files name, what its packages are held to."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parents[1]
NO_CHECKOUT = "no git checkout, so nothing says which files belong to it"
HOUSE = {"main.py", "model", "ui", "resources", "tests", "pyproject.toml"}
BESIDE = {
    ".ci",
    ".editorconfig",
    ".gitattributes",
    ".gitignore",
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "LICENSE",
    "Makefile",
    "README.md",
    "constraints.txt",
}
MACHINE = re.compile(r"(?<![\w.$~}/-])/(?:tmp|work|root|home|Users|farm)/[A-Za-z]")
INDEX = re.compile(r"py\W?pi\.org|python\W?hosted\.org|npm\W?js\.org|extra[-]index|index[-]url")


def git(*words: str) -> str:
    return subprocess.run(["git", *words], cwd=TOP, capture_output=True, text=True, check=True).stdout


def kept_files() -> list[Path]:
    """What is committed or would be: all but what .gitignore leaves out."""
    if not (TOP / ".git").exists():
        pytest.skip(NO_CHECKOUT)
    names = git("ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0")
    return [path for name in names if name and (path := TOP / name).is_file()]


def kept_text() -> dict[str, str]:
    """Each kept file that is text, by its path from the top."""
    texts = ((path, path.read_bytes()) for path in kept_files())
    return {
        path.relative_to(TOP).as_posix(): data.decode("utf-8", errors="replace")
        for path, data in texts
        if b"\0" not in data
    }


def project() -> dict[str, object]:
    with (TOP / "pyproject.toml").open("rb") as file:
        table: dict[str, object] = tomllib.load(file)["project"]
        return table


def requirements() -> list[str]:
    table = project()
    runtime, extras = table["dependencies"], table["optional-dependencies"]
    assert isinstance(runtime, list)
    assert isinstance(extras, dict)
    return [*runtime, *(line for extra in extras.values() for line in extra)]


def plain_name(requirement: str) -> str:
    return re.split(r"[\s<>=!~;\[]", requirement, maxsplit=1)[0].lower().replace("_", "-")


def test_the_top_level_holds_the_house_and_little_beside() -> None:
    top = {path.relative_to(TOP).parts[0] for path in kept_files()}
    assert top - HOUSE - BESIDE == set()
    assert HOUSE - top == set()


def test_no_test_folder_is_a_package_that_shadows_a_room() -> None:
    assert list((TOP / "tests").rglob("__init__.py")) == []


@pytest.mark.parametrize("pattern", [MACHINE, INDEX], ids=["machine path", "package index"])
def test_no_file_names_a(pattern: re.Pattern[str]) -> None:
    named = [f"{path}: {hit.group()}" for path, text in kept_text().items() for hit in pattern.finditer(text)]
    assert named == []


def test_every_package_is_held_below_a_bound_and_above_one() -> None:
    loose = [line for line in requirements() if not re.search(r">=\d[^,]*,<\d", line)]
    assert loose == []


def test_every_package_has_its_exact_version() -> None:
    lines = (TOP / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert [line for line in pins if not re.fullmatch(r"[\w.-]+==[\w.]+(; .+)?", line)] == []
    assert {plain_name(line) for line in requirements()} - {plain_name(line) for line in pins} == set()


@pytest.mark.parametrize("script", [".ci/run", ".ci/setup"])
def test_the_scripts_can_be_run(script: str) -> None:
    if not (TOP / ".git").exists():
        pytest.skip(NO_CHECKOUT)
    assert git("ls-files", "--stage", script).startswith("100755")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("see /*/out.png", True),
        ("'/*/ada/x'", True),
        ("(/*/ada)", True),
        ("https://example.com/*/1", False),
        ("resources/*/plan", False),
        ("$HOME/*/x", False),
        ("/*", False),
    ],
)
@pytest.mark.parametrize("folder", ["tmp", "home", "work", "Users"])
def test_what_counts_as_a_path_of_one_machine(text: str, found: bool, folder: str) -> None:
    assert bool(MACHINE.search(text.replace("*", folder))) is found
