"""Between what counsel writes and what a record holds: nothing is lost either way."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.days.notation import Context, format_deadline, parse
from model.days.operation import Add, BusinessDays, Roll
from model.errors import DayError
from model.record.day import Day
from model.record.deadline import (
    After,
    Anchor,
    Changed,
    Deadline,
    Earliest,
    EventAnchor,
    Every,
    Latest,
    ObligationAnchor,
    On,
    Open,
    While,
)
from model.record.door import problems
from model.record.named_anchors import UnknownAnchor, deadline_from, named_from
from model.record.obligation import Obligation
from tests.exploration import examples
from tests.model.days.notation import named_strategies as any_named

TODAY = date(1996, 11, 20)
CLOSING, QUARTER = EventAnchor(event="closing"), EventAnchor(event="quarter")
SIGNING, OFFERING = EventAnchor(event="signing"), ObligationAnchor(obligation="usmx-08")
MISS = ObligationAnchor(obligation="usmx-08", of="missed")
NAMES: dict[str, Anchor] = {
    "closing": CLOSING,
    "fiscal quarter end": QUARTER,
    "signing": SIGNING,
    "USMX-8": OFFERING,
    "miss of USMX-8": MISS,
}
CALLED = {anchor: name for name, anchor in NAMES.items()}
CONTEXT = Context(
    today=TODAY,
    anchors=tuple(NAMES),
    instrument="Credit Agreement",
    counts="calendar",
    calendars=("NYSE",),
)
THIRTY = (Add(n=30, unit="day"),)
FORTY_FIVE = (Add(n=45, unit="day"), Roll())


def recurs(anchor: Anchor) -> bool:
    return anchor == QUARTER


def read(text: str, former: Deadline | None = None, **more: Any) -> Deadline:
    return deadline_from(parse(text, CONTEXT), NAMES.get, recurs=recurs, former=former, **more)


def written(deadline: Deadline | None) -> str:
    said = named_from(deadline, CALLED.__getitem__)
    assert said is not None
    return format_deadline(said, CONTEXT)


# --- What counsel writes ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "deadline"),
    [
        ("2 Dec 1996", On(day=Day(on=date(1996, 12, 2)))),
        ("before 2 Dec 1996", On(day=Day(on=date(1996, 12, 2)), strictly_before=True)),
        (
            "2 Dec 1996, by 17:30 Denver time",
            On(day=Day(on=date(1996, 12, 2)), time="17:30", zone="America/Denver"),
        ),
        ("30 calendar days after closing", After(anchor=CLOSING, steps=THIRTY)),
        ("10 business days after signing, London", After(
            anchor=SIGNING, steps=(BusinessDays(n=10),), calendars=("GB-ENG",))),
        ("30 calendar days after USMX-8", After(anchor=OFFERING, steps=THIRTY)),
        ("30 calendar days after the miss of USMX-8", After(anchor=MISS, steps=THIRTY)),
        ("45 days after fiscal quarter end, to the next business day if closed", Every(
            event="quarter", steps=FORTY_FIVE)),
        ("45 days after each fiscal quarter end, from 1 Jan 1997, to the next business day if closed", Every(
            event="quarter", start=date(1997, 1, 1), steps=FORTY_FIVE)),
        ("each fiscal quarter end", Every(event="quarter")),
        ("monthly on the last day, from 30 Nov 1996", Every(
            rule="FREQ=MONTHLY;BYMONTHDAY=-1", start=date(1996, 11, 30))),
        ("earlier of 30 calendar days after closing and 30 June 1997", Earliest(
            of=(After(anchor=CLOSING, steps=THIRTY), On(day=Day(on=date(1997, 6, 30)))))),
        ("the latest of closing, signing and 30 June 1997", Latest(
            of=(After(anchor=CLOSING, steps=(Add(n=0, unit="day"),)),
                After(anchor=SIGNING, steps=(Add(n=0, unit="day"),)),
                On(day=Day(on=date(1997, 6, 30)))))),
        ("promptly", Open(reason="promptly")),
        ("once the Board approves", Open(reason="once something happens", words="once the Board approves")),
        ("no date stated", Open()),
        ("at all times", While()),
        ("at all times from 15 Nov 1996 until 31 Dec 1996", While(
            since=date(1996, 11, 15), until=date(1996, 12, 31))),
    ],
)  # fmt: skip
def test_what_is_written_becomes_the_form_that_says_it(text: str, deadline: Deadline) -> None:
    assert read(text) == deadline
    assert parse(written(deadline), CONTEXT) in (parse(text, CONTEXT), named_from(deadline, CALLED.__getitem__))
    assert read(written(deadline)) == deadline
    plan = Obligation(id="plan", ref="X-1", title="Plan", kind="filing", deadline=deadline, review_by=TODAY)
    assert problems(plan) == ()


def test_a_series_that_does_not_say_where_it_starts_does_so_on_the_day_given() -> None:
    assert read("monthly on the last day", first=TODAY) == Every(rule="FREQ=MONTHLY;BYMONTHDAY=-1", start=TODAY)
    former = Every(rule="FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=31", start=date(1995, 1, 1))
    again = read("monthly on the last day", former, first=TODAY)
    assert again == Every(rule="FREQ=MONTHLY;BYMONTHDAY=-1", start=date(1995, 1, 1))


# --- What the docket does not have ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "name", "day", "again"),
    [
        ("30 calendar days after the merger", "merger", None, False),
        ("30 calendar days after 1 June 1997", "1 June 1997", date(1997, 6, 1), False),
        ("30 calendar days after each rent day", "rent day", None, True),
        ("earlier of 30 calendar days after the merger and 30 June 1997", "merger", None, False),
    ],
)
def test_an_anchor_that_the_docket_does_not_have_is_named(text: str, name: str, day: date | None, again: bool) -> None:
    with pytest.raises(UnknownAnchor) as refused:
        read(text)
    assert (refused.value.name, refused.value.day, refused.value.recurs) == (name, day, again)
    assert str(refused.value) == f"The docket has no event “{name}”. Create it, or count from another."


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("30 calendar days after each closing", "happens once"),
        ("30 calendar days after each USMX-8", "happens once"),
        ("45 days after fiscal quarter end, by 17:30 Denver time", "no time of day"),
        ("by 17:30 Denver time on the last day of each month", "keep the time in the notes"),
        ("45 days after fiscal quarter end, not earlier than 2 Jan 1997", "no earliest day"),
        ("earlier of 45 days after fiscal quarter end and 30 June 1997", "comes again and again"),
    ],
)
def test_what_no_record_holds_is_refused_with_what_to_do(text: str, what: str) -> None:
    with pytest.raises(DayError, match=what):
        read(text)


@pytest.mark.parametrize(
    "text",
    ["30 calendar days after closing", "each closing", "at all times", "earlier of closing and 30 June 1997"],
)
def test_what_still_holds_names_passes_no_door(text: str) -> None:
    named: Any = parse(text, CONTEXT)
    plan = Obligation(id="plan", ref="X-1", title="Plan", kind="filing", deadline=named, review_by=TODAY)
    assert [problem.field for problem in problems(plan)] == ["deadline"]


# --- What the notation has no words for -------------------------------------------------------------------

QUOTED = After(anchor=CLOSING, steps=FORTY_FIVE, rulebook="sec-10q-non-accelerated", words="within 45 days")
SERIES = Every(
    rule="INTERVAL=1;FREQ=MONTHLY;BYMONTHDAY=-1;UNTIL=19991231",
    start=date(1996, 11, 30),
    changed=(Changed(occurrence=date(1996, 12, 31), reason="waived by letter"),),
    words="monthly",
)


@pytest.mark.parametrize(
    ("former", "text", "kept"),
    [
        (On(day=Day(on=date(1996, 7, 31), words="July 1996")), "31 July 1996, by 17:00 Denver time", On(
            day=Day(on=date(1996, 7, 31), words="July 1996"), time="17:00", zone="America/Denver")),
        (On(day=Day(on=date(1996, 7, 31), words="July 1996")), "1 Aug 1996", On(day=Day(on=date(1996, 8, 1)))),
        (QUOTED, "45 days after signing, to the next business day if closed", After(
            anchor=SIGNING, steps=FORTY_FIVE, rulebook="sec-10q-non-accelerated", words="within 45 days")),
        (QUOTED, "30 calendar days after closing", After(anchor=CLOSING, steps=THIRTY, words="within 45 days")),
        (QUOTED, "45 days after closing, to the next business day if closed, London", After(
            anchor=CLOSING, steps=FORTY_FIVE, calendars=("GB-ENG",), words="within 45 days")),
        (QUOTED, "the earlier of (45 days after closing, to the next business day if closed) and 30 June 1997",
         Earliest(of=(After(anchor=CLOSING, steps=FORTY_FIVE, rulebook="sec-10q-non-accelerated"),
                On(day=Day(on=date(1997, 6, 30)))),
                  words="within 45 days")),
        (SERIES, "monthly on the last day, from 31 Dec 1996, until 31 Dec 1999", Every(
            rule=SERIES.rule, start=date(1996, 12, 31), changed=SERIES.changed, words="monthly")),
        (SERIES, "monthly on the last day, from 30 Nov 1996, until 31 Dec 1998", Every(
            rule="FREQ=MONTHLY;BYMONTHDAY=-1", start=date(1996, 11, 30), until=date(1998, 12, 31),
            changed=SERIES.changed, words="monthly")),
        (SERIES, "monthly on the 15th, from 30 Nov 1996, until 31 Dec 1999", Every(
            rule="FREQ=MONTHLY;BYMONTHDAY=15", start=date(1996, 11, 30), until=date(1999, 12, 31), words="monthly")),
        (Open(reason="promptly", words="promptly upon demand"), "on demand", Open(reason="on demand")),
        (Open(reason="promptly", words="with all speed"), "at all times", While()),
    ],
)  # fmt: skip
def test_what_still_fits_is_kept_from_the_deadline_before(former: Deadline, text: str, kept: Deadline) -> None:
    assert read(text, former) == kept


def test_without_a_name_for_its_anchor_a_deadline_cannot_be_written() -> None:
    assert named_from(After(anchor=CLOSING, steps=THIRTY), lambda _: "") is None
    assert named_from(None, lambda _: "") is None


# --- Nothing is lost --------------------------------------------------------------------------------------

anchors = st.sampled_from([CLOSING, SIGNING, OFFERING, MISS])
some_words = st.sampled_from(["", "within 45 days", "  with  spaces "])
rulebook = st.sampled_from(["", "sec-10q-non-accelerated"])
on = st.builds(
    lambda day, words, before, limit, first: On(
        day=Day(on=day, words=words),
        strictly_before=before,
        time=limit[0],
        zone=limit[1],
        not_earlier_than=min(first, day) if first else None,
    ),
    any_named.days, some_words, st.booleans(), any_named.limits, any_named.maybe_days,
)  # fmt: skip
opens = st.just(()) | any_named.several_steps
after = st.builds(
    lambda anchor, steps, opens, calendars, rule, first, limit, promptly, words: After(
        anchor=anchor,
        steps=steps,
        opens=opens,
        calendars=calendars,
        rulebook=rule,
        not_earlier_than=first,
        time=limit[0],
        zone=limit[1],
        promptly=promptly,
        words=words,
    ),
    anchors, any_named.several_steps, opens, any_named.calendars, rulebook, any_named.maybe_days, any_named.limits,
    st.booleans(), some_words,
)  # fmt: skip
changed = st.builds(Changed, occurrence=any_named.days, due=any_named.maybe_days, reason=st.just("waived"))
every = st.builds(
    lambda rule, ends, steps, opens, calendars, changes, promptly, words: Every(
        rule=rule or "",
        event=None if rule else "quarter",
        start=min(ends),
        until=max(ends),
        steps=steps,
        opens=opens,
        calendars=calendars,
        changed=changes,
        promptly=promptly,
        words=words,
    ),
    st.none() | st.sampled_from([*any_named.COMMON_RULES, "INTERVAL=1;FREQ=DAILY", "FREQ=WEEKLY;UNTIL=21991231"]),
    st.tuples(any_named.days, any_named.days),
    st.just(()) | any_named.several_steps,
    opens,
    any_named.calendars,
    st.lists(changed, max_size=2).map(tuple),
    st.booleans(),
    some_words,
)  # fmt: skip
several = st.builds(
    lambda make, of, promptly, words: make(of=of, promptly=promptly, words=words),
    st.sampled_from([Earliest, Latest]), st.lists(on | after, min_size=2, max_size=3).map(tuple), st.booleans(),
    some_words,
)  # fmt: skip
continuing = st.builds(
    lambda ends, words: While(since=min(ends), until=max(ends), words=words),
    st.tuples(any_named.days, any_named.days), some_words,
)  # fmt: skip
undated = st.builds(
    Open, reason=st.sampled_from(["promptly", "on demand", "once something happens", "not stated"]), words=some_words
)
deadlines: st.SearchStrategy[Deadline] = on | after | every | several | continuing | undated


@given(deadlines)
@settings(max_examples=examples(150))
def test_what_a_record_holds_is_written_and_read_back_as_it_was(deadline: Deadline) -> None:
    said = named_from(deadline, CALLED.__getitem__)
    assert said is not None
    assert deadline_from(said, NAMES.get, recurs=recurs, former=deadline) == deadline


@given(deadlines, deadlines)
@settings(max_examples=examples(100))
def test_whatever_stood_before_what_is_written_now_is_what_holds(former: Deadline, deadline: Deadline) -> None:
    said = named_from(deadline, CALLED.__getitem__)
    assert said is not None
    assert named_from(deadline_from(said, NAMES.get, recurs=recurs, former=former), CALLED.__getitem__) == said
