"""The entry that has the system itself run the reminders: its files, as each system reads them, and its commands."""

from __future__ import annotations

import plistlib
import shlex
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path, PurePath
from xml.etree import ElementTree as ET

import pytest

from model.errors import DocketError
from model.remind.background import command_for, entry, install, is_installed, name_of, remove, systemd_command

AWKWARD = '/srv/kim/Ünïted & Söhne/100% <new> "it\'s" $HOME docket.duly'
PLAIN = "/srv/kim/docket.duly"
PROGRAMS = {"linux": "systemctl", "darwin": "launchctl", "win32": "schtasks"}
SYSTEMS = tuple(PROGRAMS)
TASK = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"


def command(docket: str = PLAIN, system: str = "linux") -> tuple[str, ...]:
    return command_for(system, "/usr/bin/python3", Path("/opt/duly app/main.py"), Path(docket))


class Recorder:
    """Takes the commands, and ends each as it is told."""

    def __init__(self, *codes: int) -> None:
        self.ran: list[tuple[str, ...]] = []
        self.codes = [*codes]

    def __call__(self, command: Sequence[str]) -> int:
        self.ran.append(tuple(command))
        return self.codes.pop(0) if self.codes else 0


@pytest.mark.parametrize("system", SYSTEMS)
def test_an_entry_is_made_seen_and_removed_without_a_trace(system: str, tmp_path: Path) -> None:
    made, run = entry(system, command(AWKWARD), "duly-remind-1"), Recorder()
    assert not is_installed(made, tmp_path)
    install(made, tmp_path, run)
    assert is_installed(made, tmp_path)
    assert {line[0] for line in run.ran} == {PROGRAMS[system]}
    assert all("home:" not in part for line in run.ran for part in line)
    remove(made, tmp_path, run)
    assert not is_installed(made, tmp_path)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    remove(made, tmp_path, run)


@pytest.mark.parametrize("system", SYSTEMS)
def test_one_that_the_system_refuses_leaves_nothing_and_is_said(system: str, tmp_path: Path) -> None:
    made = entry(system, command(), "duly-remind-1")
    with pytest.raises(DocketError, match="reminders come while Duly runs"):
        install(made, tmp_path, Recorder(1))
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []

    def absent(_: Sequence[str]) -> int:
        raise FileNotFoundError(2, "No such file")

    with pytest.raises(DocketError, match="cannot be run here"):
        install(made, tmp_path, absent)
    assert not is_installed(made, tmp_path)


@pytest.mark.parametrize("system", SYSTEMS)
def test_an_older_entry_is_replaced(system: str, tmp_path: Path) -> None:
    older, newer = (entry(system, command(docket), "duly-remind-1") for docket in (PLAIN, AWKWARD))
    install(older, tmp_path, Recorder())
    assert not is_installed(newer, tmp_path)
    run = Recorder()
    install(newer, tmp_path, run)
    assert is_installed(newer, tmp_path)
    assert run.ran[: len(older.stop)] == [tuple(_placed(line, tmp_path)) for line in older.stop]


def _placed(line: Sequence[str], home: Path) -> list[str]:
    return [str(home / part.removeprefix("home:")) if part.startswith("home:") else part for part in line]


def test_a_system_that_is_not_known_is_said() -> None:
    with pytest.raises(DocketError, match="knows no way"):
        entry("plan9", command(), "duly-remind-1")


def test_the_name_tells_nothing_of_the_docket_and_is_its_own() -> None:
    names = {name_of(Path(path)) for path in (PLAIN, AWKWARD)}
    assert len(names) == 2
    assert all(name.startswith("duly-remind-") and name.isascii() and len(name) < 30 for name in names)


def test_systemd_runs_it_every_quarter_of_an_hour_and_makes_up_for_what_was_missed() -> None:
    made = entry("linux", command(), "duly-remind-1")
    timer = made.files["duly-remind-1.timer"].decode()
    assert "Persistent=true\n" in timer
    assert "OnCalendar=*:0/15\n" in timer
    assert made.start[-1] == ("systemctl", "--user", "enable", "--now", "duly-remind-1.timer")


def troubles(folder: Path) -> list[str]:
    """What systemd says of the units in a folder."""
    units = sorted(str(path) for path in folder.rglob("duly-remind-1.*"))
    done = subprocess.run(
        ["systemd-analyze", "verify", "--user", "--man=no", *units], capture_output=True, text=True, check=False
    )
    return [line for line in done.stderr.splitlines() if "duly-remind" in line]


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="there is no systemd here")
def test_systemd_itself_finds_nothing_wrong(tmp_path: Path) -> None:
    made = entry("linux", ("/bin/sh", *command(AWKWARD)[1:]), "duly-remind-1")
    install(made, tmp_path, Recorder())
    assert troubles(tmp_path) == []
    service = next(tmp_path.rglob("*.service"))
    service.write_text(service.read_text(encoding="utf-8").replace('" --notify', ""), encoding="utf-8")
    if troubles(tmp_path) == []:
        pytest.skip("systemd cannot look at a user's units here")


@pytest.mark.parametrize(
    ("part", "written"),
    [
        ("/srv/kim/docket.duly", "/srv/kim/docket.duly"),
        ("two words", '"two words"'),
        ("100%", '"100%%"'),
        ("$HOME", '"$$HOME"'),
        ('a"b\\c', '"a\\"b\\\\c"'),
        ("line\nbreak", '"line\\x0abreak"'),
        ("Übersicht", '"Übersicht"'),
        ("\udcff", '"\\xff"'),
        ("", '""'),
        (";", '";"'),
    ],
)
def test_each_part_of_a_unit_files_command_is_quoted(part: str, written: str) -> None:
    assert systemd_command(["/usr/bin/python3", part]) == f"/usr/bin/python3 {written}"


def test_the_programs_own_path_is_taken_as_it_is() -> None:
    assert systemd_command(["/opt/$x/python"]) == '"/opt/$x/python"'


def test_a_shell_reads_the_same_parts_as_systemd() -> None:
    line = systemd_command(command(AWKWARD)).replace("%%", "%").replace("$$", "$")
    assert tuple(shlex.split(line)) == command(AWKWARD)


def test_launchd_runs_it_at_log_in_and_every_quarter_of_an_hour() -> None:
    made = entry("darwin", command(AWKWARD), "duly-remind-1")
    agent = plistlib.loads(made.files["duly-remind-1.plist"])
    assert tuple(agent["ProgramArguments"]) == command(AWKWARD)
    assert (agent["Label"], agent["RunAtLoad"], agent["StartInterval"]) == ("duly-remind-1", True, 900)
    assert made.folder == PurePath("Library/LaunchAgents")


def test_the_task_scheduler_runs_it_at_log_in_and_as_soon_as_it_can() -> None:
    docket = r"C:\Users\Kim\Ünïted & Söhne\my 100% <new> docket.duly"
    ran = command_for("win32", r"C:\Program Files\Python\python.exe", Path("main.py"), Path(docket))
    made = entry("win32", ran, "duly-remind-1", user=r"OFFICE\kim & co")
    tree = ET.fromstring(made.files["duly-remind-1.xml"].decode("utf-16"))  # noqa: S314 - our own
    assert tree.findtext(f".//{TASK}Command") == r"C:\Program Files\Python\pythonw.exe"
    assert tree.findtext(f".//{TASK}Arguments") == f'main.py remind "{docket}" --notify'
    assert tree.findtext(f".//{TASK}StartWhenAvailable") == "true"
    assert tree.findtext(f".//{TASK}LogonTrigger/{TASK}UserId") == r"OFFICE\kim & co"
    assert tree.findtext(f".//{TASK}TimeTrigger/{TASK}Repetition/{TASK}Interval") == "PT15M"
    assert tree.findtext(f".//{TASK}RunLevel") == "LeastPrivilege"
    assert made.files["duly-remind-1.xml"][:2] in (b"\xff\xfe", b"\xfe\xff")
    assert "LogonTrigger" not in entry("win32", ran, "x", user="").files["x.xml"].decode("utf-16")


def test_it_runs_for_whoever_is_logged_in(monkeypatch: pytest.MonkeyPatch) -> None:
    for domain, said in (("OFFICE", r"OFFICE\kim"), ("", "kim")):
        monkeypatch.setenv("USERDOMAIN", domain)
        monkeypatch.setenv("USERNAME", "kim")
        task = entry("win32", command(system="win32"), "x").files["x.xml"].decode("utf-16")
        assert f"<UserId>{said}</UserId>" in task


def test_what_windows_would_take_for_a_variable_is_refused() -> None:
    ran = command_for("win32", "python.exe", Path("main.py"), Path(r"C:\%TEMP%\docket.duly"))
    with pytest.raises(DocketError, match="Rename its file or folder"):
        entry("win32", ran, "duly-remind-1")
