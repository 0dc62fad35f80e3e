"""A second start with the same file brings the first window forward."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ui.shell.single_instance import Single, name_for

TOP = Path(__file__).resolve().parents[3]
SECOND = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from ui.shell.single_instance import Single
app = QCoreApplication([])
print(Single(Path(sys.argv[1])).claim())
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "docket.duly"
    made.touch()
    return made


def test_the_first_start_has_the_file_and_the_second_calls_it(qapp: object, qtbot: QtBot, path: Path) -> None:
    first, second = Single(path), Single(path)
    assert first.claim()
    first.listen()
    with qtbot.waitSignal(first.called):
        assert not second.claim()
    first.release()
    assert second.claim()
    second.release()


def test_a_second_process_is_told_the_same(qapp: object, qtbot: QtBot, path: Path) -> None:
    first = Single(path)
    assert first.claim()
    first.listen()
    with qtbot.waitSignal(first.called, timeout=20_000):
        started = subprocess.Popen(
            [sys.executable, "-c", SECOND, str(path)], cwd=TOP, stdout=subprocess.PIPE, text=True
        )
    said, _ = started.communicate(timeout=20)
    assert said.strip() == "False"
    first.release()


def test_other_files_are_other_claims(qapp: object, tmp_path: Path) -> None:
    one, other = Single(tmp_path / "one.duly"), Single(tmp_path / "other.duly")
    assert one.claim()
    assert other.claim()
    one.release()
    other.release()


def test_two_ways_to_one_file_are_one_claim(tmp_path: Path, path: Path) -> None:
    link = tmp_path / "link.duly"
    link.symlink_to(path)
    assert name_for(link) == name_for(path)


def test_the_name_does_not_tell_the_file(path: Path) -> None:
    assert "docket" not in name_for(path)


def test_a_start_that_comes_before_the_first_one_listens_opens_no_second_window(qapp: object, path: Path) -> None:
    first, second = Single(path), Single(path)
    assert first.claim()
    assert not second.claim()
    first.release()


def test_a_lock_left_by_a_process_that_died_holds_nobody(qapp: object, path: Path) -> None:
    dying = SECOND + "\nimport os\nos._exit(9)\n"
    subprocess.run([sys.executable, "-c", dying, str(path)], cwd=TOP, check=False, capture_output=True)
    single = Single(path)
    assert single.claim()
    single.release()
