"""The command line, as the contract that other programs rely on."""

from __future__ import annotations

import errno
import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

import main

TOP = Path(__file__).parent.parent
KEYS = {
    "ref": str,
    "title": str,
    "kind": str,
    "standing": str,
    "due": str | None,
    "days_left": int | None,
    "act_by": str | None,
    "reasons": list,
    "exposes": list,
    "owner": str | None,
    "instrument": str | None,
    "amount": dict | None,
    "performed": dict | None,
}

OBLIGATION = """{"format": "duly-docket", "version": 1, "records": {"obligation": [
    {"id": "ob-1", "ref": "X-1", "title": "T", "kind": "payment"}]}}"""
"""An export that lacks its obligation's deadline."""


@pytest.fixture
def docket(tmp_path: Path) -> Path:
    """The sample, in a folder with a space and an umlaut."""
    folder = tmp_path / "Größe und Recht"
    folder.mkdir()
    path = folder / "USMX.duly"
    assert main.main(["sample", str(path)]) == 0
    return path


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """The one line on standard error of a job that is refused with exit code 2."""
    capsys.readouterr()
    assert main.main(list(arguments)) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("duly: ")
    assert said.err.count("\n") == 1
    return said.err


def test_due_prints_an_object_for_each_obligation_and_relief(docket: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main.main(["due", str(docket), "--json"]) == 0
    objects = json.loads(capsys.readouterr().out)
    assert [one["ref"] for one in objects] == [f"USMX-{number}" for number in range(1, 24)]
    for one in objects:
        assert all(isinstance(one[key], kind) for key, kind in KEYS.items()), one["ref"]
        assert all(isinstance(text, str) for text in (*one["reasons"], *one["exposes"])), one["ref"]
        assert one["amount"] is None or set(one["amount"]) == {"value", "currency", "bound"}
        assert one["performed"] is None or set(one["performed"]) == {"value", "currency"}


def test_due_on_a_day_still_to_come_counts_from_that_day(docket: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def plan_on(*as_of: str) -> tuple[str, int]:
        capsys.readouterr()
        assert main.main(["due", str(docket), "--json", *as_of]) == 0
        plan = next(one for one in json.loads(capsys.readouterr().out) if one["ref"] == "USMX-17")
        return plan["due"], plan["days_left"]

    assert plan_on() == ("1996-12-02", 12)
    assert plan_on("--as-of", "1996-12-03") == ("1996-12-02", -1)
    assert plan_on("--as-of", "2199-12-31")[0] == "1996-12-02"


def test_due_in_words_counts_ours_and_theirs_apart(docket: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main.main(["due", str(docket), "--as-of", "1997-01-01"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "USMX, Inc., as of Wed 1 January 1997"
    assert "Consequences: 2 exposed" in lines
    assert "Owed to us: 1 partly performed" in lines


def test_due_supposes_and_writes_nothing(docket: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = docket.read_bytes()
    closes = ["--suppose", "USMX-8=performed@1996-12-20:9400000", "USMX-9=performed@1996-12-27"]
    assert main.main(["due", str(docket), "--json", "--as-of", "1997-01-01", *closes]) == 0
    standing = {one["ref"]: one["standing"] for one in json.loads(capsys.readouterr().out)}
    assert [standing[ref] for ref in ("USMX-8", "USMX-9", "USMX-10", "USMX-5", "USMX-21")] == [
        "satisfied", "satisfied", "open", "lapsed", "dormant",
    ]  # fmt: skip
    assert docket.read_bytes() == before


def test_an_assumption_that_cannot_be_is_refused(docket: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "no assumption. Write REF=performed@DATE" in refused(capsys, "due", str(docket), "--suppose", "USMX-8")


def test_ahead_lists_the_days_of_the_worked_example(docket: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["ahead", str(docket), "--json"]) == 0
    days = json.loads(capsys.readouterr().out)
    said = {one["day"]: {turn["ref"]: turn["standing"] for turn in one["changes"]} for one in days}
    assert list(said)[:4] == ["1996-12-02", "1996-12-03", "1996-12-31", "1997-01-01"]
    assert said["1996-12-02"] == {"USMX-17": "due"}
    assert said["1996-12-03"] == {"USMX-17": "missed", "USMX-18": "exposed"}
    assert said["1996-12-31"] == {"USMX-8": "due"}
    assert {said["1997-01-01"][f"USMX-{ref}"] for ref in (1, 8)} == {"missed"}
    assert said["1997-01-01"]["USMX-21"] == "exposed"
    assert all(turn["reasons"] for one in days for turn in one["changes"])


def test_ahead_says_why_in_words_and_within_the_days_asked_for(
    docket: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main.main(["ahead", str(docket), "--days", "13"]) == 0
    said = capsys.readouterr().out
    assert "USMX-18   dormant → exposed" in said
    assert "Exposed since Tue 3 Dec 1996 by USMX-17, which is missed" in said
    assert "31 December" not in said
    assert main.main(["ahead", str(docket), "--days", "3"]) == 0
    assert "Nothing changes by itself." in capsys.readouterr().out


@pytest.mark.parametrize("days", ["0", "-1", "ten", "1.5"])
def test_days_ahead_are_a_number(docket: Path, capsys: pytest.CaptureFixture[str], days: str) -> None:
    assert "no number of days" in refused(capsys, "ahead", str(docket), f"--days={days}")


def test_two_feeds_without_a_change_are_the_same_bytes(docket: Path) -> None:
    first, second = docket.with_name("a.ics"), docket.with_name("b.ics")
    assert [main.main(["feed", str(docket), str(one)]) for one in (first, second)] == [0, 0]
    assert first.read_bytes() == second.read_bytes()
    assert first.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")


@pytest.mark.parametrize("form", [[], ["--tasks"], ["--privacy", "redacted"]])
@pytest.mark.parametrize("other", ["1996-10-01", "1997-06-30", "2030-01-01"])
def test_a_feed_as_of_another_day_changes_no_later_feed(docket: Path, form: list[str], other: str) -> None:
    before, look, after = (docket.with_name(f"{name}.ics") for name in ("before", "look", "after"))
    assert main.main(["feed", str(docket), str(before), *form]) == 0
    kept = docket.read_bytes()
    assert main.main(["feed", str(docket), str(look), *form, "--as-of", other]) == 0
    assert look.read_bytes() != before.read_bytes()
    assert docket.read_bytes() == kept
    assert main.main(["feed", str(docket), str(after), *form]) == 0
    assert after.read_bytes() == before.read_bytes()


@pytest.mark.parametrize(
    ("asked", "found", "absent"),
    [
        (["--tasks"], "BEGIN:VTODO", "BEGIN:VEVENT"),
        (["--privacy", "redacted"], "SUMMARY:Deadline (USMX-8)", "offering"),
        (["--privacy", "titles"], "USMX-8 ", "DESCRIPTION:Open."),
        (["--scope", "owner:Finance"], "USMX-10 ", "USMX-17 "),
        (["--scope", "instrument:form-8k"], "USMX-20 ", "USMX-17 "),
        (["--with", "act-by,targets"], "SUMMARY:Act by: USMX-17", "SUMMARY:Reminder: "),
        ([], "USMX-17 ", "SUMMARY:Internal target: "),
    ],
)
def test_a_feed_holds_what_is_asked_for(docket: Path, asked: list[str], found: str, absent: str) -> None:
    out = docket.with_suffix(".ics")
    assert main.main(["feed", str(docket), str(out), *asked]) == 0
    unfolded = out.read_bytes().replace(b"\r\n ", b"").decode()
    assert found in unfolded
    assert absent not in unfolded


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["--scope", "owner:Nobody"], "the docket has “Legal”, “Finance”, “Exploration”"),
        (["--scope", "filter:Mine"], "the docket has no filter at all"),
        (["--scope", "USMX-8"], "Write all, instrument:TITLE, owner:NAME or filter:NAME."),
        (["--with", "colours"], "Write any of act-by, targets, reminders, by commas."),
    ],
)
def test_a_feed_of_what_is_not_there_is_refused_with_what_there_is(
    docket: Path, capsys: pytest.CaptureFixture[str], asked: list[str], said: str
) -> None:
    out = docket.with_suffix(".ics")
    assert main.main(["feed", str(docket), str(out), *asked]) == 2
    assert said in capsys.readouterr().err
    assert not out.exists()


def test_a_docket_that_may_only_be_read_still_gives_its_feed(docket: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from model.ledger.ledger import Ledger

    monkeypatch.setattr(Ledger, "read_only", property(lambda _: True))
    out = docket.with_suffix(".ics")
    assert main.main(["feed", str(docket), str(out)]) == 0
    assert out.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")


def test_the_conditions_of_a_record_are_a_pdf(docket: Path) -> None:
    out = docket.with_name("conditions.pdf")
    assert main.main(["report", "conditions", str(docket), "USMX-5", str(out), "--as-of", "1996-11-20"]) == 0
    assert out.read_bytes().startswith(b"%PDF")


def test_conditions_of_what_is_not_there_are_refused(docket: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = docket.with_name("conditions.pdf")
    assert "USMX-99" in refused(capsys, "report", "conditions", str(docket), "USMX-99", str(out))
    assert not out.exists()


def test_the_report_is_a_pdf(docket: Path) -> None:
    out = docket.with_suffix(".pdf")
    assert main.main(["report", "status", str(docket), str(out), "--as-of", "1996-12-03"]) == 0
    assert out.read_bytes().startswith(b"%PDF-")


def test_an_import_exports_the_same_text_and_is_sound(docket: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first, copy, second = (docket.with_name(name) for name in ("a.json", "b.duly", "b.json"))
    jobs = (["export", docket, first], ["import", first, copy], ["export", copy, second], ["verify", copy])
    assert [main.main([str(word) for word in job]) for job in jobs] == [0, 0, 0, 0]
    assert first.read_bytes() == second.read_bytes()
    assert "sound" in capsys.readouterr().out


def test_verify_finds_what_was_tampered_with(docket: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(sqlite3.connect(docket)) as connection:
        connection.execute("UPDATE record SET body = replace(body, 'Offering', 'Offerings') WHERE id = 'usmx-08'")
        connection.commit()
    assert main.main(["verify", str(docket)]) == 1
    assert capsys.readouterr().out.strip()


def arguments_of(job: str, file: Path, out: Path) -> list[str]:
    return [*job.split(), str(file), *([] if job in ("due", "verify") else [str(out)])]


MAKING = ("feed", "report status", "export")
READING = ("due", "verify", *MAKING)


@pytest.mark.parametrize("job", READING)
def test_what_is_missing_or_foreign_is_refused(job: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    foreign = tmp_path / "letter.duly"
    foreign.write_text("Dear counsel,", encoding="utf-8")
    out = tmp_path / "out"
    assert "nope.duly" in refused(capsys, *arguments_of(job, tmp_path / "nope.duly", out))
    assert "letter.duly" in refused(capsys, *arguments_of(job, foreign, out))
    assert foreign.read_text(encoding="utf-8") == "Dear counsel,"
    assert not out.exists()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in folders here")
@pytest.mark.parametrize("job", [*READING, "serve --once", "remind", "sync"])
def test_a_pipe_is_refused_and_not_waited_for(job: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pipe = tmp_path / "pipe.duly"
    os.mkfifo(pipe)
    assert "no ordinary file" in refused(capsys, *job.split(), str(pipe), *([str(tmp_path / "out")] * (job in MAKING)))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps no such bits")
def test_what_a_job_makes_is_its_owners_alone(docket: Path) -> None:
    for job in MAKING:
        out = docket.with_name("out")
        assert main.main(arguments_of(job, docket, out)) == 0
        assert [path.stat().st_mode & 0o777 for path in (docket, out)] == [0o600, 0o600]
        out.unlink()


@pytest.mark.parametrize("job", MAKING)
def test_on_a_full_disk_what_a_job_made_before_is_kept(
    job: str, docket: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = docket.with_name("out")
    out.write_bytes(b"an older one")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("model.writing.os.fsync", full)
    assert "disk is full" in refused(capsys, *arguments_of(job, docket, out))
    assert out.read_bytes() == b"an older one"
    assert sorted(path.name for path in docket.parent.iterdir()) == sorted([docket.name, "out"])


@pytest.mark.parametrize("job", READING)
def test_a_docket_of_a_newer_duly_is_left_as_it_is(job: str, docket: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(sqlite3.connect(docket)) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = docket.read_bytes()
    assert "newer Duly" in refused(capsys, *arguments_of(job, docket, docket.with_name("out")))
    assert docket.read_bytes() == before


def test_a_damaged_docket_is_refused_and_verify_says_so(docket: Path, capsys: pytest.CaptureFixture[str]) -> None:
    docket.write_bytes(docket.read_bytes()[:20_000])
    for job in ("due", *MAKING):
        assert "damaged" in refused(capsys, *arguments_of(job, docket, docket.with_name("out")))
    assert main.main(["verify", str(docket)]) == 1
    assert "damaged" in capsys.readouterr().out


def test_verify_prints_the_head_and_compares_one(docket: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["verify", str(docket)]) == 0
    said = capsys.readouterr().out
    assert "a journal that was made anew from nothing would look the same" in said
    (head,) = (line.rpartition("(")[2].rstrip(")") for line in said.splitlines() if line.startswith("Head: "))
    assert main.main(["verify", str(docket), "--head", head]) == 0
    assert "The printed head is that of entry 1 of 1." in capsys.readouterr().out
    assert main.main(["verify", str(docket), "--head", "0" * 64]) == 1
    assert "The printed head stands nowhere" in capsys.readouterr().out
    assert "is no head" in refused(capsys, "verify", str(docket), "--head", "nonsense")


def _astray(*_: object) -> None:
    raise KeyError("a record that is not there")


def test_a_docket_that_leads_a_job_astray_is_called_damaged(
    docket: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(sqlite3.connect(docket)) as connection:
        connection.execute("UPDATE record SET body = replace(body, 'Rothschild', 'Rothchild') WHERE id = 'rothschild'")
        connection.commit()
    monkeypatch.setattr("model.assess.engine.assess_whole", _astray)
    said = refused(capsys, "due", str(docket))
    assert "is damaged" in said
    assert "which verify names" in said


def test_a_sound_docket_is_never_blamed_for_a_bug(docket: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("model.assess.engine.assess_whole", _astray)
    with pytest.raises(KeyError):
        main.main(["due", str(docket)])


def test_nothing_is_written_over(docket: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = docket.read_bytes()
    export = docket.with_suffix(".json")
    assert main.main(["export", str(docket), str(export)]) == 0
    assert "already" in refused(capsys, "sample", str(docket))
    assert "already" in refused(capsys, "import", str(export), str(docket))
    assert docket.read_bytes() == before


@pytest.mark.parametrize("job", MAKING)
def test_what_a_job_makes_never_takes_the_place_of_a_docket(
    job: str, docket: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = docket.read_bytes()
    assert "is a docket" in refused(capsys, *arguments_of(job, docket, docket))
    assert docket.read_bytes() == before


@pytest.mark.parametrize("job", MAKING)
def test_what_a_job_makes_takes_the_place_of_what_it_made_before(job: str, docket: Path) -> None:
    out = docket.with_name("out")
    out.write_bytes(b"an older one")
    assert main.main(arguments_of(job, docket, out)) == 0
    assert out.read_bytes() != b"an older one"


@pytest.mark.parametrize("job", MAKING)
def test_a_folder_that_is_not_there_is_named(job: str, docket: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "nowhere" in refused(capsys, *arguments_of(job, docket, docket.parent / "nowhere" / "out"))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "no Duly export"),
        ('{"format": "ledger"}', "no Duly export"),
        (
            '{"format": "duly-docket", "version": 1, "records": {"party": [{"id": "bank", "name": 5}]}}',
            "The party 5, name",
        ),
        (
            OBLIGATION.replace("payment", "poem"),
            "The obligation X-1, kind",
        ),
        (
            OBLIGATION,
            "X-1, deadline",
        ),
        ('{"format": "duly-docket", "version": 2}', "version 2"),
        ('{"format": "duly-docket", "more": ' + "[" * 100_000 + "]" * 100_000 + "}", "no Duly export"),
    ],
    ids=["cut short", "foreign", "no text", "unknown kind", "no deadline", "newer", "nested without end"],
)
def test_broken_json_is_refused_and_nothing_made(
    text: str, says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, made = tmp_path / "in.json", tmp_path / "made.duly"
    source.write_text(text, encoding="utf-8")
    assert says in refused(capsys, "import", str(source), str(made))
    assert not made.exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ["due"],
        ["due", "x", "--as-of"],
        ["report", "poem", "x", "y"],
        ["report", "status", "x", "5", "y"],
        ["report", "conditions", "x", "y"],
        ["foo"],
        ["foo", "bar"],
        ["--nonsense"],
    ],
)
def test_bad_usage_is_one_line(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    refused(capsys, *arguments)


@pytest.mark.parametrize("day", ["1996-11-31", "20.11.1996", "1899-12-31", "tomorrow"])
def test_a_day_that_is_none_is_refused(docket: Path, day: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert day in refused(capsys, "due", str(docket), "--as-of", day)


def test_without_a_display_the_main_job_is_done_in_a_folder(
    own_home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.delenv("QT_QPA_PLATFORM")
    written, dockets = [], []
    for _ in range(2):
        capsys.readouterr()
        assert main.main([]) == 0
        lines = capsys.readouterr().out.splitlines()
        assert lines[0] == "USMX, Inc., as of Wed 20 November 1996"
        written.append([Path(line.strip().partition("  ")[0]) for line in lines[-3:]])
        with closing(sqlite3.connect(written[-1][0])) as connection:
            dockets.append(connection.execute("SELECT hash, at FROM journal").fetchall())
    assert written[0] == written[1]
    assert dockets[0] == dockets[1]
    assert [path.suffix for path in written[0]] == [".duly", ".ics", ".pdf"]
    assert all(path.is_file() and path.is_relative_to(own_home) for path in written[0])


@pytest.mark.parametrize(
    ("platform", "named", "shown"),
    [
        ("linux", None, False),
        ("linux", "DISPLAY", True),
        ("linux", "WAYLAND_DISPLAY", True),
        ("linux", "QT_QPA_PLATFORM", True),
        ("win32", None, True),
        ("darwin", None, True),
    ],
)
def test_a_window_needs_a_display(
    platform: str, named: str | None, shown: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    if named:
        monkeypatch.setenv(named, "x")
    assert main._has_display() is shown


@pytest.mark.parametrize("job", main.JOBS)
def test_help_names_the_job(job: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main.main([job, "--help"])
    assert ended.value.code == 0
    assert f"main.py {job} " in capsys.readouterr().out


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere every file's name is text")
def test_a_file_s_name_that_is_no_text_is_printed_without_what_no_terminal_shows(docket: Path) -> None:
    odd = os.fsencode(docket.parent) + b"/b\xff.duly"
    Path(os.fsdecode(odd)).write_bytes(docket.read_bytes())
    command = [os.fsencode(sys.executable), b"main.py", b"verify", odd]
    done = subprocess.run(command, cwd=TOP, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"/b.duly: sound" in done.stdout


def test_it_runs_as_a_program(docket: Path) -> None:
    def run(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "main.py", *words]
        return subprocess.run(command, cwd=TOP, capture_output=True, text=True, check=False, encoding="utf-8")

    assert "main.py verify FILE" in run("--help").stdout
    failed = run("due", str(docket.with_name("nope.duly")))
    assert (failed.returncode, failed.stdout, failed.stderr.count("\n")) == (2, "", 1)


@pytest.mark.parametrize("form", [[], ["--json"]])
def test_what_it_prints_is_utf_8_whatever_the_machine_s_code_page(docket: Path, form: list[str]) -> None:
    command = [sys.executable, "main.py", "due", str(docket), *form]
    code_page = {**os.environ, "PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}
    done = subprocess.run(command, cwd=TOP, capture_output=True, check=False, env=code_page)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "as of the date of this Report”" in done.stdout.decode("utf-8")
