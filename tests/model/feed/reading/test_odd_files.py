"""Calendar files in every form they come in, and those that mean harm."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from model.errors import UnreadableInput
from model.feed.reading.lines import MOST_BYTES, MOST_ENTRIES, MOST_LINES, MOST_PROPERTIES
from model.feed.reading.proposed import FileReading
from model.feed.reading.words import LONGEST_NOTES, LONGEST_TITLE, MOST_TAGS
from tests.model.feed.reading.test_reader import D2, only, read, refusal
from tests.model.feed.written import calendar, event

# -------------------------------------------------------------------------------------------------- file forms


@pytest.mark.parametrize(
    "content",
    [
        calendar(event(title="Übergabe")),
        calendar(event(title="Übergabe")).replace(b"\r\n", b"\n"),
        calendar(event(title="Übergabe")).replace(b"\r\n", b"\r"),
        b"\xef\xbb\xbf" + calendar(event(title="Übergabe")),
        calendar(event(title="Übergabe")).decode().encode("utf-16"),
        b"\xfe\xff" + calendar(event(title="Übergabe")).decode().encode("utf-16-be"),
        calendar(event(title="Übergabe")).decode().encode("utf-16-le"),
        calendar(event(title="Übergabe")).decode().encode("utf-16-be"),
        calendar(event(title="Übergabe")).replace(b"BEGIN:VEVENT", b"begin:vevent"),
        b"\r\n\r\n" + calendar(event(title="Übergabe")),
        calendar(event(title="Über\n gabe")),
    ],
)
def test_a_file_is_read_in_every_form_it_comes_in(content: bytes) -> None:
    found = read(content)
    assert [(one.title, one.day) for one in found.proposals] == [("Übergabe", D2)]
    assert found.warnings == ()


def test_latin_1_is_read_with_a_warning() -> None:
    found = read(calendar(event(title="Übergabe")).decode().encode("latin-1"))
    assert found.proposals[0].title == "Übergabe"
    assert found.warnings == (
        "It is not wholly UTF-8 and was read as Latin-1: look at accents and signs in the titles.",
    )


def test_several_calendars_in_one_file_are_read_each_with_its_own_zone() -> None:
    timed = event(day="DTSTART:20261202T180000Z")
    one, other = (calendar(timed, head=f"VERSION:2.0\nX-WR-TIMEZONE:{zone}") for zone in ("Asia/Tokyo", "Europe/Rome"))
    days = read(one + other.replace(b"UID:one", b"UID:two")).proposals
    assert [(found.day, found.time) for found in days] == [(date(2026, 12, 3), "03:00"), (D2, "19:00")]


@pytest.mark.parametrize(
    ("content", "uids", "said"),
    [
        (calendar(event()).removesuffix(b"END:VCALENDAR\r\n"), ["one"], ""),
        (calendar(event()).replace(b"END:VEVENT\r\n", b""), ["one"], "the calendar ends within it"),
        (calendar(event()).split(b"END:VEVENT")[0], ["one"], "the file ends within it"),
        (calendar(event() + "\n" + event(uid="two")).replace(b"END:VEVENT\r\n", b"", 1), ["one", "two"], "next entry"),
        (calendar(event()) + event(uid="two").encode(), ["one", "two"], ""),
    ],
)
def test_a_missing_end_costs_nothing_but_a_word(content: bytes, uids: list[str], said: str) -> None:
    found = read(content).proposals
    assert [proposal.uid for proposal in found] == uids
    assert any(said in warning for warning in found[0].warnings) is bool(said)


def test_a_line_that_is_no_property_is_left_out_and_said_with_its_number() -> None:
    assert only(calendar(event("what is this"))).warnings == ("Line 8 is no property and was left out.",)


def test_journals_and_free_busy_are_listed_as_what_they_are() -> None:
    journal = "BEGIN:VJOURNAL\nUID:j\nSUMMARY:Note\nEND:VJOURNAL"
    found = read(calendar(journal, "BEGIN:VFREEBUSY\nUID:f\nEND:VFREEBUSY"))
    assert found.proposals == ()
    assert [(one.line, one.message) for one in found.passed] == [
        (4, "It is a note of a journal, and no deadline."),
        (8, "It says who is busy."),
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is no calendar file. Choose an .ics file"),
        (b"BEGIN:VCARD\nEND:VCARD\n", "is no calendar file."),
        (b"%PDF-1.7\n\x00\xff", "is no calendar file."),
        (event().encode(), "is no calendar file."),
        (b"PK\x03\x04rest", "is an archive. Unpack it"),
        (b"\x1f\x8brest", "is an archive. Unpack it"),
        (calendar(event(), head="VERSION:1.0"), "is a vCalendar 1.0"),
        (b" " * (MOST_BYTES + 1), "is larger than 10 MiB"),
        (calendar("X:1\n" * 1_000_000), f"has more than {MOST_LINES:,} lines"),
        (b"\n" * (MOST_BYTES - 200), f"has more than {MOST_LINES:,} lines"),
        (calendar("BEGIN:VEVENT\nEND:VEVENT\n" * (MOST_ENTRIES + 1)), "holds more than 5,000 entries"),
    ],
)
def test_what_is_no_calendar_or_too_much_is_refused_in_one_sentence(content: bytes, said: str) -> None:
    message = refusal(content)
    assert message.startswith("“court.ics” ")
    assert said in message


def test_an_old_calendar_beside_others_is_one_error() -> None:
    found = read(calendar(event()) + calendar(event(uid="two"), head="VERSION:1.0"))
    assert [proposal.uid for proposal in found.proposals] == ["one"]
    assert "vCalendar 1.0" in found.errors[0].message


# ----------------------------------------------------------------------------------------------------- hostile


def test_what_hides_or_reorders_text_is_taken_out_and_said() -> None:
    bad = "Pay \u202egnp\u202c\u200b\x07 now\u2066\ufeff\U000e0041"
    found = only(calendar(event("DESCRIPTION:a\u202eb &#8238; c", title=bad)))
    assert found.title == "Pay gnp now"
    assert found.notes.startswith("ab &#8238; c")
    assert "Characters that hide or reorder text were taken out of it." in found.warnings


def test_marks_cannot_bring_back_what_was_taken_out() -> None:
    notes = only(calendar(event("DESCRIPTION:<b>a</b>&#8238;b&#0;&#55296;<script>alert(1)</script><!-- c"))).notes
    assert "\u202e" not in notes
    assert "alert" not in notes
    assert notes.encode()


def test_nuls_are_taken_out_and_said() -> None:
    found = read(calendar(event(title="Hea\0ring")))
    assert found.proposals[0].title == "Hearing"
    assert found.warnings == ("It held NUL characters, which were taken out.",)


def test_what_is_too_long_is_cut_and_said() -> None:
    found = only(calendar(event("DESCRIPTION:" + "n" * 200_000, title="t" * 10_000)))
    assert len(found.title) == LONGEST_TITLE
    assert len(found.notes) < LONGEST_NOTES + 200
    assert found.warnings == ("Its title was cut to 255 characters.", "Its notes were cut to 20,000 characters.")


def test_attachments_and_alarms_are_never_opened() -> None:
    alarm = "BEGIN:VALARM\nACTION:PROCEDURE\nATTACH:file:///bin/sh\nEND:VALARM"
    link, inside = "ATTACH:https://evil.example/x", "ATTACH;ENCODING=BASE64;VALUE=BINARY:" + "QUJD" * 50_000
    found = only(calendar(event(link, inside, alarm)))
    assert "Attachment, not opened: https://evil.example/x" in found.notes
    assert "QUJD" not in found.notes
    assert "bin/sh" not in found.notes
    assert found.warnings == ("An attachment inside the file was left out.",)


def test_deep_nesting_is_one_error() -> None:
    found = read(calendar(event("BEGIN:VALARM\n" * 100_000), event(uid="two")))
    assert [proposal.uid for proposal in found.proposals] == ["two"]
    assert found.errors[0].message == "It is nested more than 8 deep, as no calendar writes it."


def test_so_many_properties_and_tags_are_read_and_no_more() -> None:
    found = only(calendar(event("CATEGORIES:" + ",".join(f"c{n}" for n in range(99)), *["X:1"] * 5000)))
    assert len(found.tags) == MOST_TAGS
    assert found.warnings == (f"It has more than {MOST_PROPERTIES:,} properties: those after them were not read.",)


def test_tags_are_words_without_commas_and_none_twice() -> None:
    assert only(calendar(event("CATEGORIES:Tax\\, VAT,Court,court,,  ", "CATEGORIES:Bank"))).tags == (
        "Tax VAT", "Court", "Bank",
    )  # fmt: skip


def test_the_reading_can_be_stopped() -> None:
    def stop(share: float) -> None:
        if share > 0.5:
            raise RuntimeError

    with pytest.raises(RuntimeError):
        read(calendar(*(event(uid=f"u{n}") for n in range(10))), report=stop)


_LINES = st.one_of(
    st.sampled_from(
        ["BEGIN:VEVENT", "END:VEVENT", "BEGIN:VTODO", "END:VTODO", "BEGIN:VALARM", "END:VALARM", "BEGIN:VCALENDAR",
         "END:VCALENDAR", "BEGIN:VTIMEZONE", "END:VTIMEZONE", "TZID:x", "VERSION:1.0", "STATUS:CANCELLED", "UID:a",
         "RANGE:1", "STATUS:COMPLETED", "DURATION:P1D", "METHOD:CANCEL", "SUMMARY:Title", "CATEGORIES:a,b"]
    ),
    st.builds(
        "{}:{}".format,
        st.sampled_from(["DTSTART", "DTEND", "DUE", "COMPLETED", "RECURRENCE-ID", "EXDATE", "RDATE", "DTSTART;TZID=x",
                         "DTSTART;TZID=Europe/Berlin", "DURATION", "X-WR-TIMEZONE", "SEQUENCE"]),
        st.one_of(
            st.sampled_from(
                ["20261202", "20261202T090000", "20261202T090000Z", "19000101T000000Z", "21991231T235959Z"]
            ),
            st.text(max_size=20),
        ),
    ),
    st.builds(
        "RRULE:FREQ={};{}".format,
        st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY", "SECONDLY"]),
        st.sampled_from(["", "COUNT=3", "UNTIL=20261231T000000Z", "BYDAY=MO", "BYMONTHDAY=31", "BYSETPOS=9;BYDAY=MO"]),
    ),
    st.text(max_size=40),
)  # fmt: skip


@given(st.binary(max_size=400))
@example(b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;TZID=Asia/Tokyo:19000101T000000\nEND:VEVENT")
def test_whatever_the_bytes_are_they_are_read_or_refused(content: bytes) -> None:
    for whole in (content, b"BEGIN:VCALENDAR\n" + content):
        with suppress(UnreadableInput):
            assert isinstance(read(whole), FileReading)


@given(st.lists(_LINES, max_size=25))
def test_whatever_the_lines_are_what_is_proposed_can_be_written(lines: list[str]) -> None:
    content = "\n".join(("BEGIN:VCALENDAR", "BEGIN:VEVENT", *lines)).encode(errors="surrogatepass")
    try:
        found = read(content)
    except UnreadableInput:
        return
    for one in found.proposals:
        assert one.title.encode()
        assert one.notes.encode()
        assert one.title == " ".join(one.title.split())
        assert len(one.record_id) <= 64
