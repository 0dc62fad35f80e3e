"""Nothing of a confidential record leaves with a reminder: one marker in every text, sought in all that is said."""

from __future__ import annotations

import hashlib
import json
import logging
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from model.assess import assess
from model.ledger.ledger import Ledger
from model.record.base import Record
from model.record.day import Day
from model.record.deadline import Open, While
from model.record.document import Document
from model.record.fact import Reading
from model.record.obligation import Reminder
from model.record.person import Person
from model.record.relief import Relief
from model.record.source import Span
from model.remind.job import JobOutput, Request, remind
from model.remind.states import Watch
from tests.builders import dated, fact, obligation
from tests.model.remind.books import caption

MARKER = "Zyzzyva"
LETTER = f"{MARKER} words"
FILES = {hashlib.sha256(LETTER.encode()).hexdigest(): LETTER.encode()}
TODAY = date(2025, 3, 12)
NOON = datetime(2025, 3, 12, 12, tzinfo=UTC)
REMINDERS = (Reminder(lead=7), Reminder(lead=0), Reminder(lead=0, before="act by"), Reminder(lead=0, before="review"))


def letter() -> Document:
    ((sha256, content),) = FILES.items()
    return Document(
        id="letter",
        title=f"{MARKER} letter",
        media_type="text/plain",
        sha256=sha256,
        size=len(content),
        notes=f"{MARKER} letter",
    )


def secret(id: str, **fields: Any) -> Any:
    """A confidential record with the marker in every text of its own."""
    texts: dict[str, Any] = {
        "ref": f"{MARKER}-{id}",
        "title": f"{MARKER} title",
        "short_title": f"{MARKER} short",
        "locator": f"{MARKER} clause",
        "question": f"{MARKER} question",
        "notes": f"{MARKER} notes",
        "tags": (MARKER,),
        "sources": (Span(document="letter", start=0, end=len(LETTER), words=LETTER),),
        "confidential": True,
        "owner": "kim",
        "reminders": REMINDERS,
    }
    return obligation(id, **(texts | fields))


def records() -> tuple[Record, ...]:
    """One confidential record of each kind and state that reminds, and one that is not confidential."""
    people = (
        Person(id="kim", name="Kim", email="kim@acme.com", stand_in="hale"),
        Person(id="hale", name="Hale", email="hale@acme.com"),
        Person(id="counsel", name="Counsel"),
    )
    missed = secret("missed", deadline=dated(TODAY - timedelta(days=8)))
    near = secret("near", deadline=dated(TODAY + timedelta(days=3)), lead_time=3)
    review = secret("review", deadline=Open(words=f"{MARKER} open"), review_by=TODAY - timedelta(days=1))
    keep = secret("keep", kind="covenant", deadline=While(since=date(2025, 1, 1), words=f"{MARKER} while"))
    seen = fact("keep", TODAY - timedelta(days=1), what=Reading(met=False), note=f"{MARKER} note")
    relief = Relief(
        id="relief",
        ref=f"{MARKER}-R",
        title=f"{MARKER} waiver",
        covers=("near",),
        granted_on=Day(on=date(2025, 1, 1), words=f"{MARKER} day"),
        until=TODAY,
        until_reading="inclusive",
        notes=f"{MARKER} relief",
        confidential=True,
        owner="kim",
    )
    plain = obligation("open-fee", deadline=dated(TODAY), owner="kim")
    return (*people, letter(), missed, near, review, keep, seen, relief, plain)


class Heard:
    """All that the job says, shows and writes."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.notified: list[tuple[str, str]] = []
        self.files: dict[Path, bytes] = {}

    def output(self, *, desktop: bool = True) -> JobOutput:
        def notify(title: str, body: str) -> bool:
            self.notified.append((title, body))
            return desktop

        return JobOutput(self.said.append, self.said.append, notify, self.files.__setitem__)

    def everything(self) -> str:
        mails = []
        for content in self.files.values():
            message = message_from_bytes(content, policy=policy.default)
            assert isinstance(message, EmailMessage)
            mails += [str(message.get_content()), *(str(value) for value in message.values())]
        names = [path.name for path in self.files]
        return "\n".join([*self.said, *(part for pair in self.notified for part in pair), *mails, *names])


def opened(path: Path) -> Ledger:
    head = caption(escalate_after=2, general_counsel="counsel")
    earlier = NOON - timedelta(days=20)
    ledger = Ledger.create(path, head, clock=lambda: NOON, who="Kim", records=records(), files=FILES)
    ledger.remember(Watch(last_checked=earlier))
    return ledger


def run(ledger: Ledger, heard: Heard, *, desktop: bool = True, **asked: Any) -> None:
    assessment = assess(ledger.docket, TODAY)
    remind(ledger, assessment, Request(**asked), heard.output(desktop=desktop), now=NOON, machine=UTC)


@pytest.mark.parametrize(
    ("asked", "desktop"),
    [
        ({}, True),
        ({"notify": True}, True),
        ({"notify": True}, False),
        ({"as_json": True}, True),
        ({"mail": Path("mail")}, True),
        ({"acknowledge": "all", "by": "Kim"}, True),
        ({"snooze": ("all", "2")}, True),
    ],
)
def test_no_text_of_a_confidential_record_is_said_shown_written_or_logged(
    asked: dict[str, Any],
    desktop: bool,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    heard = Heard()
    with caplog.at_level(logging.DEBUG), opened(tmp_path / "book.duly") as ledger:
        run(ledger, heard, desktop=desktop, **asked)
        notes = [entry.label for entry in ledger.journal() if "handed on" in entry.label]
    said = heard.everything()
    assert said
    assert MARKER.casefold() not in said.casefold()
    assert MARKER.casefold() not in caplog.text.casefold()
    assert notes, "the docket's own journal says to whom it went"
    assert not [note for note in notes if f"{MARKER} " in note], "by its ref alone"


def test_each_confidential_reminder_is_the_one_word_and_nothing_else(tmp_path: Path) -> None:
    heard = Heard()
    with opened(tmp_path / "book.duly") as ledger:
        run(ledger, heard)
    assert [line for line in heard.said if line.startswith("Deadline")] == ["Deadline"] * 6
    assert [line.partition(" ")[0] for line in heard.said if line != "Deadline"] == ["OPEN-FEE"]


def test_one_alone_is_a_notification_of_one_word(tmp_path: Path) -> None:
    path, heard = tmp_path / "one.duly", Heard()
    lone = secret("lone", deadline=dated(TODAY), owner=None)
    with Ledger.create(path, caption(), clock=lambda: NOON, who="Kim", records=(letter(), lone), files=FILES) as ledger:
        run(ledger, heard, notify=True)
    assert heard.notified == [("Deadline", "")]
    assert heard.said == ["1 reminder due; 1 shown on the desktop."]


def test_a_program_is_told_the_id_and_the_days_of_a_confidential_one(tmp_path: Path) -> None:
    heard = Heard()
    with opened(tmp_path / "book.duly") as ledger:
        run(ledger, heard, as_json=True)
    found = [one for one in json.loads(heard.said[0]) if one["title"] == "Deadline"]
    assert {one["id"].partition("/")[0] for one in found} == {"missed", "near", "review", "keep", "relief"}
    assert all(one["ref"] == one["reminds_of"] == "" and one["to"] == [] for one in found)


def test_the_sought_marker_would_be_found(tmp_path: Path) -> None:
    heard = Heard()
    plain = [replace(one, confidential=False) if hasattr(one, "confidential") else one for one in records()]
    path = tmp_path / "plain.duly"
    with Ledger.create(path, caption(), clock=lambda: NOON, who="Kim", records=tuple(plain), files=FILES) as ledger:
        run(ledger, heard, mail=tmp_path, notify=True)
    assert heard.everything().count(MARKER) > 10
