"""The command line, as the contract that other programs rely on."""

from __future__ import annotations

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


def test_due_in_words_counts_ours_and_theirs_apart(docket: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main.main(["due", str(docket), "--as-of", "1997-01-01"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "USMX, Inc., as of Wed 1 January 1997"
    assert "Consequences: 2 exposed" in lines
    assert "Owed to us: 1 partly performed" in lines


def test_two_feeds_without_a_change_are_the_same_bytes(docket: Path) -> None:
    first, second = docket.with_name("a.ics"), docket.with_name("b.ics")
    assert [main.main(["feed", str(docket), str(one)]) for one in (first, second)] == [0, 0]
    assert first.read_bytes() == second.read_bytes()
    assert first.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")


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


@pytest.mark.parametrize("job", ["due", "verify", "export"])
def test_what_is_missing_or_foreign_is_refused(job: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    foreign = tmp_path / "letter.duly"
    foreign.write_text("Dear counsel,", encoding="utf-8")
    more = [str(tmp_path / "out")] if job == "export" else []
    assert "nope.duly" in refused(capsys, job, str(tmp_path / "nope.duly"), *more)
    assert "letter.duly" in refused(capsys, job, str(foreign), *more)
    assert foreign.read_text(encoding="utf-8") == "Dear counsel,"


def test_nothing_is_written_over(docket: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = docket.read_bytes()
    assert "already" in refused(capsys, "sample", str(docket))
    assert docket.read_bytes() == before


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "no Duly export"),
        ('{"format": "ledger"}', "no Duly export"),
        (
            '{"format": "duly-docket", "version": 1, "records": {"party": [{"id": "bank", "name": 5}]}}',
            "name",
        ),
    ],
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
    [["due"], ["due", "x", "--as-of"], ["report", "poem", "x", "y"], ["foo", "bar"], ["--nonsense"]],
)
def test_bad_usage_is_one_line(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    refused(capsys, *arguments)


@pytest.mark.parametrize("day", ["1996-11-31", "20.11.1996", "1899-12-31", "tomorrow"])
def test_a_day_that_is_none_is_refused(docket: Path, day: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert day in refused(capsys, "due", str(docket), "--as-of", day)


def test_without_a_display_the_main_job_is_done_in_a_folder(
    own_home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(main, "_has_display", lambda: False)
    for _ in range(2):
        assert main.main([]) == 0
        lines = capsys.readouterr().out.splitlines()
        written = [Path(line.strip().partition("  ")[0]) for line in lines[-3:]]
        assert [path.suffix for path in written] == [".duly", ".ics", ".pdf"]
        assert all(path.is_file() for path in written)


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
