"""Whatever was pasted into a record, no job of the command line lets it command a terminal or end a line."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from email import message_from_bytes, policy
from pathlib import Path

import dateutil.tz
import pytest
from icalendar import Calendar
from msgspec.structs import replace

import main
import ui.reminders.desktop.notification
from model.ledger.ledger import Ledger
from model.record.instrument import Instrument
from model.record.person import Person
from tests.builders import dated, obligation
from tests.model.remind.books import caption

NOON = datetime(2025, 3, 12, 12, tzinfo=UTC)
BAD = (
    "\x1b[2J\x1b]0;owned\x07\x9b31m\r\nBcc: thief@example.com\n\nMissed\n- \u202eevil\u2066\u2069\ufffe\uffff"
    "\x00\x7f\x85\u2028end"
)
UNFIT = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff]")


@pytest.fixture
def docket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A docket in which every name and title is hostile."""
    monkeypatch.setattr(main, "clock", lambda: NOON)
    monkeypatch.setattr(dateutil.tz, "tzlocal", lambda: UTC)
    path = tmp_path / "book.duly"
    records = (
        Person(id="kim", name=f"Kim{BAD}", email="kim@acme.com"),
        Instrument(id="loan", title=f"Loan{BAD}", kind="agreement"),
        obligation("aa", title=f"Rent{BAD}", owner="kim", instrument="loan", deadline=dated(NOON.date())),
        obligation("bb", title=f"Fee{BAD}", owner="kim", notes=BAD, deadline=dated(NOON.date().replace(day=1))),
    )
    Ledger.create(
        path, replace(caption(), title=f"Book{BAD}", legend=BAD), clock=lambda: NOON, who="Kim", records=records
    ).close()
    return path


@pytest.mark.parametrize(
    "words",
    [
        ["due", "FILE"],
        ["due", "FILE", "--json"],
        ["remind", "FILE"],
        ["remind", "FILE", "--json"],
        ["verify", "FILE"],
        ["feed", "FILE", "OUT", "--scope", "owner:nobody\x1b[2J"],
        ["remind", "FILE", "--ack", "\x1b[2J\u202e"],
        ["due", "\x1b[2J\u202e"],
    ],
    ids=lambda words: re.sub(r"[^\w ,:-]", "", " ".join(words)),
)
def test_what_a_job_prints_holds_nothing_that_a_terminal_obeys(
    docket: Path, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    places = {"FILE": str(docket), "OUT": str(docket.with_suffix(".ics"))}
    main.main([places.get(word, word) for word in words])
    said = capsys.readouterr()
    assert (said.out + said.err).strip()
    assert not UNFIT.search(said.out + said.err)
    assert not re.search(r"^(?:Bcc|Missed|- )", said.out + said.err, re.MULTILINE)


def test_what_is_printed_as_json_is_the_whole_title_still(docket: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for job in ("due", "remind"):
        assert main.main([job, str(docket), "--json"]) == 0
        assert {one["title"] for one in json.loads(capsys.readouterr().out)} == {f"Rent{BAD}", f"Fee{BAD}"}


def test_a_line_is_printed_for_each_reminder(docket: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["remind", str(docket)]) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == ["BB", "AA"]


def test_a_draft_gets_no_header_and_no_section_from_a_title(docket: Path) -> None:
    assert main.main(["remind", str(docket), "--mail", str(docket.parent / "drafts")]) == 0
    for path in (docket.parent / "drafts").iterdir():
        message = message_from_bytes(path.read_bytes(), policy=policy.default)
        assert not message.defects
        assert "Bcc" not in message
        text = str(message.get_content()).replace("\r\n", "\n")
        assert not UNFIT.search(text)
        assert text.count("\nMissed\n") == 1
        assert not any(line.startswith("- evil") for line in text.splitlines())
        assert not UNFIT.search("".join(f"{name}: {value}" for name, value in message.items()))


def test_a_notification_is_one_line_of_characters(docket: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []

    def notify(*words: str) -> bool:
        shown.extend(words)
        return True

    monkeypatch.setattr(ui.reminders.desktop.notification, "notify", notify)
    assert main.main(["remind", str(docket), "--notify"]) == 0
    assert shown
    assert not any(UNFIT.search(one) or "\n" in one for one in shown)


@pytest.mark.parametrize("form", [[], ["--tasks"], ["--privacy", "titles"], ["--privacy", "redacted"]])
def test_a_feed_holds_no_character_that_is_none(docket: Path, form: list[str]) -> None:
    out = docket.with_suffix(".ics")
    assert main.main(["feed", str(docket), str(out), *form]) == 0
    text = out.read_bytes().decode()
    assert not UNFIT.search(text.replace("\r\n", "\n"))
    assert not any("thief" in str(one.get("BCC", "")) for one in Calendar.from_ical(text).walk())


def test_a_report_is_set_whatever_the_titles_hold(docket: Path) -> None:
    out = docket.with_suffix(".pdf")
    assert main.main(["report", "status", str(docket), str(out)]) == 0
    import pypdfium2

    pages = pypdfium2.PdfDocument(out.read_bytes())
    text = "".join(page.get_textpage().get_text_bounded() for page in pages)
    assert "thief@example.com" in text
    assert not set(text) & set("\x1b\x9b\x07\u202e\ufffe\uffff")
