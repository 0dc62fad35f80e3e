"""Drafts of e-mails: to whom, of what, and in which form."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from msgspec.structs import replace

from model.assess import assess
from model.docket import Docket
from model.record.deadline import Open
from model.record.fact import Verified
from model.record.person import Person
from model.remind.mail import MailDraft, drafts
from model.remind.plan import plan
from model.remind.review import review
from model.remind.states import Watch
from tests.builders import dated, fact, obligation
from tests.model.remind.books import caption, checked

TODAY = date(2025, 3, 12)
NOW = datetime(2025, 3, 12, 9, 30, tzinfo=UTC)
KIM = Person(id="kim", name="Kim", email="kim@acme.com", stand_in="hale")
HALE = Person(id="hale", name="Hale")
COUNSEL = Person(id="counsel", name="General Counsel", email="gc@acme.com")


def book(*records: Any) -> Docket:
    return checked(caption(general_counsel="counsel"), KIM, HALE, COUNSEL, *records)


def written(docket: Docket, *, watch: Watch | None = None, identity: str = "docket") -> tuple[MailDraft, ...]:
    assessment = assess(docket, TODAY)
    due = review(plan(docket, assessment, machine=UTC), {}, watch or Watch(), NOW, docket).due
    return drafts(docket, assessment, due, now=NOW, identity=identity)


def read(draft: MailDraft) -> EmailMessage:
    message = message_from_bytes(draft.content, policy=policy.default)
    assert isinstance(message, EmailMessage)
    assert not message.defects
    return message


def text(draft: MailDraft) -> str:
    return str(read(draft).get_content()).replace("\r\n", "\n")


def sections(draft: MailDraft) -> dict[str, list[str]]:
    """The lines under each heading."""
    parts = text(draft).split("\n\n")[2:]
    return {lines[0]: [one.removeprefix("- ") for one in lines[1:]] for lines in (part.splitlines() for part in parts)}


def test_a_draft_names_no_sender_and_opens_for_writing() -> None:
    (draft,) = written(book(obligation(deadline=dated(TODAY), owner="kim")))
    message = read(draft)
    assert message["To"] == "Kim <kim@acme.com>"
    assert message["From"] is None
    assert message["X-Unsent"] == "1"
    assert message["Date"].datetime == NOW
    assert message["Subject"] == "Deadlines on Wed 12 Mar 2025", "nothing of the matter"
    assert message.get_content_type() == "text/plain"
    assert message.get_content_charset() == "utf-8"
    assert draft.content.count(b"\n") == draft.content.count(b"\r\n")
    assert max(map(len, draft.content.splitlines())) <= 998


def test_each_thing_stands_in_its_section() -> None:
    yesterday, week = TODAY - timedelta(days=1), TODAY + timedelta(days=7)
    records = [
        obligation("missed", deadline=dated(yesterday)),
        obligation("soon", deadline=dated(week)),
        obligation("later", deadline=dated(week + timedelta(days=1))),
        obligation("review", deadline=Open(), review_by=yesterday),
        obligation("done", deadline=dated(yesterday)),
        fact("done", yesterday),
    ]
    checked = [
        replace(fact(id_, yesterday), id=f"check-{id_}", what=Verified())
        for id_ in ("missed", "soon", "later", "review")
    ]
    owned = [replace(one, owner="kim") if hasattr(one, "owner") else one for one in records]
    (draft,) = written(book(*owned, *checked))
    assert sections(draft) == {
        "Missed": ["Tue 11 Mar 2025: MISSED Pay the missed (missed)"],
        "Until Wed 19 Mar 2025": ["Wed 19 Mar 2025: SOON Pay the soon (due)"],
        "To be looked at again": ["Tue 11 Mar 2025: REVIEW Pay the review (to be looked at again)"],
        "To be checked by a second person": ["DONE Pay the done"],
    }


def test_what_is_confidential_and_to_be_checked_is_counted_and_not_listed_bare() -> None:
    later = TODAY + timedelta(days=40)
    records = [obligation(id_, deadline=dated(later), owner="kim", confidential=hidden) for id_, hidden in _TO_CHECK]
    (draft,) = written(book(*records))
    assert sections(draft) == {"To be checked by a second person": ["OPEN Pay the open", "2 confidential records"]}
    (alone,) = written(book(records[1]))
    assert sections(alone) == {"To be checked by a second person": ["1 confidential record"]}


_TO_CHECK = (("open", False), ("secret", True), ("hidden", True))


def test_what_was_handed_on_stands_first_in_the_draft_of_whom_it_went_to() -> None:
    docket = book(obligation(deadline=dated(TODAY - timedelta(days=4)), owner="kim"))
    made = {one.person: one for one in written(docket, watch=Watch(last_checked=NOW - timedelta(days=20)))}
    assert list(made) == ["kim", "hale", "counsel"]
    for person in ("hale", "counsel"):
        (told,) = sections(made[person])["Handed on to you"]
        assert told.startswith("FEE missed, was due Sat 8 Mar 2025: Pay the fee")
        assert list(sections(made[person])) == ["Handed on to you"]


def test_without_an_address_the_draft_has_no_addressee_and_says_so() -> None:
    (draft,) = written(book(obligation(deadline=dated(TODAY), owner="hale")))
    assert not draft.addressed
    assert read(draft)["To"] is None
    assert "For Hale" in text(draft)


def test_what_nobody_owns_goes_to_the_general_counsel() -> None:
    fee = obligation(deadline=dated(TODAY))
    (draft,) = written(book(fee))
    assert read(draft)["To"] == "General Counsel <gc@acme.com>"
    (unowned,) = written(checked(caption(), fee))
    assert (unowned.person, unowned.addressed) == ("", False)


def test_whoever_is_away_gets_none_and_their_stand_in_does() -> None:
    away = replace(KIM, away_from=TODAY, away_until=TODAY)
    docket = checked(caption(), away, HALE, obligation(deadline=dated(TODAY), owner="kim"))
    assert [one.person for one in written(docket)] == ["hale"]


def test_a_draft_of_the_same_day_is_known_again_and_that_of_another_docket_is_another() -> None:
    docket = book(obligation(deadline=dated(TODAY), owner="kim"))
    ids = [read(written(docket, identity=one)[0])["Message-ID"] for one in ("a", "a", "b")]
    assert ids[0] == ids[1] != ids[2]
    assert all(one.startswith("<") and one.endswith("@duly.invalid>") for one in ids)


@pytest.mark.parametrize(
    ("name", "file_name"),
    [
        ("Kim", "2025-03-12 Kim.eml"),
        ("Zoë Ünal", "2025-03-12 Zoë Ünal.eml"),
        ('A/B\\C:D*?"<>|', "2025-03-12 A B C D.eml"),
        ("../../etc", "2025-03-12 etc.eml"),
        ("con.", "2025-03-12 con.eml"),
        ("…", "2025-03-12 person.eml"),
        ("x" * 300, f"2025-03-12 {'x' * 60}.eml"),
    ],
)
def test_the_name_of_a_file_is_one_that_every_system_takes(name: str, file_name: str) -> None:
    docket = checked(caption(), replace(KIM, name=name, stand_in=None), obligation(deadline=dated(TODAY), owner="kim"))
    (draft,) = written(docket)
    assert draft.file_name == file_name
    assert read(draft)["To"].addresses[0].addr_spec == "kim@acme.com"


def test_two_people_of_one_name_get_two_files() -> None:
    other = replace(KIM, id="kim-2", name="KIM", stand_in=None)
    docket = book(
        other,
        obligation("aa", deadline=dated(TODAY), owner="kim"),
        obligation("bb", deadline=dated(TODAY), owner="kim-2"),
    )
    assert [one.file_name for one in written(docket)] == ["2025-03-12 Kim.eml", "2025-03-12 KIM 2.eml"]


@pytest.mark.parametrize(
    ("name", "email"),
    [
        ("Kim\r\nBcc: all@acme.com", "kim@acme.com"),
        ("Kim", "zoë@acme.com"),
        ("Kim", "a,b@acme.com"),
        ('"Kim" <x@y>, B', "kim@acme.com"),
    ],
)
def test_a_name_or_an_address_smuggles_in_no_header(name: str, email: str) -> None:
    docket = checked(
        caption(), replace(KIM, name=name, email=email, stand_in=None), obligation(deadline=dated(TODAY), owner="kim")
    )
    (draft,) = written(docket)
    message = read(draft)
    assert message["Bcc"] is None
    assert len(message["To"].addresses) == 1 if draft.addressed else message["To"] is None


def test_who_has_nothing_to_be_told_gets_no_draft() -> None:
    assert written(book()) == ()
