"""What counsel types is read as it is meant: the forms of the law, contracts and filings."""

from __future__ import annotations

from datetime import date

import pytest

from model.days.notation import Context, NamedDeadline, format_deadline, parse
from model.days.operation import (
    Add,
    BusinessDays,
    ClearDays,
    CountDays,
    Cutoff,
    ExtendIfInaccessible,
    Fixed,
    Hours,
    LastDayOfMonth,
    LeapYearDays,
    NextMonthDay,
    NthBusinessDayOfMonth,
    NthWeekday,
    RegFdPromptly,
    Roll,
)
from tests.model.days.notation.forms import after, on, series, several, span, undated

ANCHORS = (
    "fiscal quarter end", "closing", "signing", "meeting", "hearing", "Item 5, para. 4", "signing and delivery",
    "Completion", "notice received",
)  # fmt: skip
HERE = Context(today=date(1996, 11, 20), anchors=ANCHORS, calendars=("US-FED",), instrument="Credit Agreement")
ON = Add(n=0, unit="day")
FORTY_FIVE = Add(n=45, unit="day")
TEN = Add(n=10, unit="day")
JUNE = date(2027, 6, 30)
QUARTERS = "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1"


def reads(text: str, said: NamedDeadline) -> None:
    assert parse(text, HERE) == said
    assert parse(format_deadline(said, HERE), HERE) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("30 June 2027", on(JUNE)),
        ("2027-06-30", on(JUNE)),
        ("June 30, 2027", on(JUNE)),
        ("by 30 June 2027", on(JUNE)),
        ("on or before June 30, 2027.", on(JUNE)),
        ("no later than Wed 30 Jun 2027", on(JUNE)),
        ("not later than the 30th day of June, 2027", on(JUNE)),
        ("before 30 June 2027", on(JUNE, strictly_before=True)),
        ("prior to June 30, 2027", on(JUNE, strictly_before=True)),
        ("by Mon 2 Dec 1996", on(date(1996, 12, 2))),
        ("31/12/1996", on(date(1996, 12, 31))),
        ("tomorrow", on(date(1996, 11, 21))),
        ("by this Friday", on(date(1996, 11, 22))),
        ("30 June 2027, by 17:30 Eastern", on(JUNE, time="17:30", zone="America/New_York")),
        ("30 June 2027 by 5:30 p.m. Eastern time", on(JUNE, time="17:30", zone="America/New_York")),
        ("by 5 pm (London time) on 30 June 2027", on(JUNE, time="17:00", zone="Europe/London")),
        (
            "no later than 12:00 noon, New York City time, on 30 June 2027",
            on(JUNE, time="12:00", zone="America/New_York"),
        ),
        ("by noon, Toronto time, on 30 June 2027", on(JUNE, time="12:00", zone="America/Toronto")),
        ("30 June 2027, by 09:00 Asia/Kolkata", on(JUNE, time="09:00", zone="Asia/Kolkata")),
        ("30 June 2027, not earlier than 1 June 2027", on(JUNE, not_earlier_than=date(2027, 6, 1))),
    ],
)
def test_stated_days(text: str, said: NamedDeadline) -> None:
    reads(text, said)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("45 days after fiscal quarter end", after((FORTY_FIVE,), "fiscal quarter end")),
        ("within 45 days after the fiscal quarter end", after((FORTY_FIVE,), "fiscal quarter end")),
        ("within 45 days after the end of the fiscal quarter", after((FORTY_FIVE,), "fiscal quarter end")),
        ("forty-five (45) days following the Closing", after((FORTY_FIVE,), "closing")),
        ("FORTY FIVE DAYS AFTER CLOSING", after((FORTY_FIVE,), "closing")),
        ("one hundred and twenty days from closing", after((Add(n=120, unit="day"),), "closing")),
        ("1,095 days after closing", after((Add(n=1095, unit="day"),), "closing")),
        ("10 calendar days after closing", after((TEN,), "closing")),
        ("the day after closing", after((Add(n=1, unit="day"),), "closing")),
        ("3 months after 31 March 1997", after((Add(n=3, unit="month"),), date(1997, 3, 31))),
        ("a month after closing", after((Add(n=1, unit="month"),), "closing")),
        ("one year after closing", after((Add(n=1, unit="year"),), "closing")),
        ("two weeks before the meeting", after((Add(n=-2, unit="week"),), "meeting")),
        ("a fortnight before the meeting", after((Add(n=-2, unit="week"),), "meeting")),
        (
            "6 months after closing, month end to month end",
            after((Add(n=6, unit="month", month_end="sticky"),), "closing"),
        ),
        ("6 months, less a day, after closing", after((Add(n=6, unit="month", month_end="day_before"),), "closing")),
        ("on closing", after((ON,), "closing")),
        ("upon Closing", after((ON,), "closing")),
        ("closing", after((ON,), "closing")),
        ("at Completion", after((ON,), "Completion")),
        ("four\u00a0business\u00a0days after “signing”, SEC", after((BusinessDays(n=4),), "signing", ("US-FED",))),
        ("three (3) Business Days after closing", after((BusinessDays(n=3),), "closing")),
        ("4 business days after signing, Fedwire", after((BusinessDays(n=4),), "signing", ("US-FRB",))),
        (
            "4 business days after signing, Federal Reserve and London",
            after((BusinessDays(n=4),), "signing", ("US-FRB", "GB-ENG")),
        ),
        (
            "4 business days after signing, TARGET, London and NYSE",
            after((BusinessDays(n=4),), "signing", ("TARGET", "GB-ENG", "NYSE")),
        ),
        ("4 business days after signing, in New York State", after((BusinessDays(n=4),), "signing", ("US-NY",))),
        ("4 business days after signing, ca-on-court", after((BusinessDays(n=4),), "signing", ("CA-ON-COURT",))),
        ("on or before the 5th business day after closing", after((BusinessDays(n=5),), "closing")),
        ("the third Business Day following Closing", after((BusinessDays(n=3),), "closing")),
        ("the next business day after closing", after((BusinessDays(n=1),), "closing")),
        ("the business day before the hearing", after((BusinessDays(n=-1),), "hearing")),
        ("at least 20 business days before the meeting", after((BusinessDays(n=-20),), "meeting")),
        ("not less than 20 business days prior to the meeting", after((BusinessDays(n=-20),), "meeting")),
        (
            "no fewer than 20 business days' prior written notice of the meeting",
            after((BusinessDays(n=-20),), "meeting"),
        ),
        (
            "20 business days after closing, the first day counted",
            after((BusinessDays(n=20, count="include_trigger"),), "closing"),
        ),
        ("10 clear days before the hearing", after((ClearDays(n=10, direction="before"),), "hearing")),
        (
            "3 clear business days before the hearing",
            after((ClearDays(n=3, direction="before", skip_non_business=True),), "hearing"),
        ),
        ("the last day of the month of closing", after((LastDayOfMonth(),), "closing")),
        ("the last day of the month following closing", after((LastDayOfMonth(months=1),), "closing")),
        ("the last day of the month 3 months after closing", after((LastDayOfMonth(months=3),), "closing")),
        ("the 5th business day of the month of closing", after((NthBusinessDayOfMonth(n=5),), "closing")),
        ("the second to last business day of the month of closing", after((NthBusinessDayOfMonth(n=-2),), "closing")),
        (
            "the 10th business day of the month following closing",
            after((Add(n=1, unit="month"), NthBusinessDayOfMonth(n=10)), "closing"),
        ),
        ("the first Friday after closing", after((NthWeekday(n=1, weekday="Friday"),), "closing")),
        ("the Monday preceding closing", after((NthWeekday(n=-1, weekday="Monday"),), "closing")),
        ("the second Wednesday next following closing", after((NthWeekday(n=2, weekday="Wednesday"),), "closing")),
        (
            "the last Friday on or before closing",
            after((NthWeekday(n=-1, weekday="Friday", count="include_trigger"),), "closing"),
        ),
        (
            "45 days before the first Monday on or after closing",
            after((NthWeekday(n=1, weekday="Monday", count="include_trigger"), Add(n=-45, unit="day")), "closing"),
        ),
        ("the first Monday after 1 July 1996", after((NthWeekday(n=1, weekday="Monday"),), date(1996, 7, 1))),
        ("the next 1 March after closing", after((NextMonthDay(month=3, day=1),), "closing")),
        ("the first 31 December after 1 July 1996", after((NextMonthDay(month=12, day=31),), date(1996, 7, 1))),
        (
            "72 hours after notice received, Eastern time",
            after((Hours(n=72, tz="America/New_York"),), "notice received"),
        ),
        ("24 hours before closing, Eastern time", after((Hours(n=-24, tz="America/New_York"),), "closing")),
        (
            "72 hours after closing, London time, to the same time on the next business day if closed",
            after((Hours(n=72, tz="Europe/London", roll="following_same_time"),), "closing"),
        ),
        ("promptly under Regulation FD after closing", after((RegFdPromptly(),), "closing")),
        ("closing, cut-off at 17:30 Eastern time", after((Cutoff(time="17:30", tz="America/New_York"),), "closing")),
        ("closing, as stated", after((Fixed(),), "closing")),
        ("60 days after closing, 29 February not counted", after((LeapYearDays(n=60),), "closing")),
        (
            "4 days before the hearing, weekends and holidays not counted",
            after((CountDays(n=-4, skip_non_business=True),), "hearing"),
        ),
        (
            "10 days after closing, 21 December to 7 January not counted",
            after((CountDays(n=10, exclude_ranges=(("12-21", "01-07"),)),), "closing"),
        ),
        (
            "45 days after closing, to the next business day if the office could not be reached",
            after((FORTY_FIVE, ExtendIfInaccessible()), "closing"),
        ),
        (
            "45 days after closing, not earlier than 1 July 1997",
            after((FORTY_FIVE,), "closing", not_earlier_than=date(1997, 7, 1)),
        ),
        (
            "45 days after closing, by 17:30 Eastern",
            after((FORTY_FIVE,), "closing", time="17:30", zone="America/New_York"),
        ),
        ("45 days after Item 5, para. 4, SEC", after((FORTY_FIVE,), "Item 5, para. 4", ("US-FED",))),
        ("45 days after signing and delivery", after((FORTY_FIVE,), "signing and delivery")),
        ("45 days after the date of the meeting", after((FORTY_FIVE,), "meeting")),
        ("45 days after the permit hearing", after((FORTY_FIVE,), "permit hearing")),
    ],
)
def test_counted_days(text: str, said: NamedDeadline) -> None:
    reads(text, said)


@pytest.mark.parametrize(
    ("words", "roll"),
    [
        ("to the next business day if closed", Roll()),
        ("or the next business day", Roll()),
        ("or the preceding business day", Roll(convention="preceding")),
        ("or, if not a business day, the next business day", Roll()),
        ("if not a business day, the preceding business day", Roll(convention="preceding")),
        ("modified following", Roll(convention="modified_following")),
        ("modified preceding", Roll(convention="modified_preceding")),
        ("not moved if closed", Roll(convention="none")),
        ("to the next business day if closed, state holidays included", Roll(use_forward_only=True)),
    ],
)
def test_rolls_in_the_words_of_contracts(words: str, roll: Roll) -> None:
    reads(f"45 days after closing, {words}", after((FORTY_FIVE, roll), "closing"))
    reads(f"31 March 1997, {words}", after((roll,), date(1997, 3, 31)))


def test_steps_follow_one_another_in_the_order_in_which_they_are_said() -> None:
    late = (FORTY_FIVE, Roll(), Add(n=5, unit="day"), Roll())
    or_next = "or the next business day"
    reads(
        f"45 days after fiscal quarter end, {or_next}, then 5 calendar days after that, {or_next}, SEC",
        after(late, "fiscal quarter end", ("US-FED",)),
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("every Friday", series("FREQ=WEEKLY;BYDAY=FR")),
        ("each Monday and Thursday", series("FREQ=WEEKLY;BYDAY=MO,TH")),
        ("every weekday", series("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR")),
        ("every other Friday, from 22 Nov 1996", series("FREQ=WEEKLY;INTERVAL=2;BYDAY=FR", date(1996, 11, 22))),
        ("daily", series("FREQ=DAILY")),
        ("monthly on the 15th", series("FREQ=MONTHLY;BYMONTHDAY=15")),
        ("on the 15th day of each month", series("FREQ=MONTHLY;BYMONTHDAY=15")),
        ("the 1st and 15th of every month", series("FREQ=MONTHLY;BYMONTHDAY=1,15")),
        ("on or before the fifteenth (15th) day of each calendar month", series("FREQ=MONTHLY;BYMONTHDAY=15")),
        ("the 15th day of each January and July", series("FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=15")),
        (
            "on each of March 31, June 30, September 30 and December 31",
            series(QUARTERS),
        ),
        (
            "quarterly on 31 March, 30 June, 30 September and 31 December",
            series(QUARTERS),
        ),
        ("semi-annually on 30 June and 31 December", series("FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=-1")),
        (
            "quarterly, on the last business day of each calendar quarter",
            series(QUARTERS, steps=(NthBusinessDayOfMonth(n=-1),)),
        ),
        (
            "the last Business Day of each March, June, September and December",
            series(QUARTERS, steps=(NthBusinessDayOfMonth(n=-1),)),
        ),
        ("monthly, from 31 October 1996", series("FREQ=MONTHLY", date(1996, 10, 31))),
        (
            "monthly on the last day, until 31 December 1997",
            series("FREQ=MONTHLY;BYMONTHDAY=-1", None, date(1997, 12, 31)),
        ),
        ("every month on the 2nd Tuesday", series("FREQ=MONTHLY;BYDAY=2TU")),
        ("the last Friday of each month", series("FREQ=MONTHLY;BYDAY=-1FR")),
        (
            "last business day of each month",
            series("FREQ=MONTHLY;BYMONTHDAY=-1", steps=(NthBusinessDayOfMonth(n=-1),)),
        ),
        (
            "monthly on the 5th business day",
            series("FREQ=MONTHLY;BYMONTHDAY=1", steps=(NthBusinessDayOfMonth(n=5),)),
        ),
        (
            "first business day of each calendar quarter",
            series("FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=1", steps=(NthBusinessDayOfMonth(n=1),)),
        ),
        (
            "every quarter on the 15th, from 15 Jan 1997, to the next business day if closed",
            series("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=15", date(1997, 1, 15), steps=(Roll(),)),
        ),
        ("each 31 March", series("FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=31")),
        ("March 31 of each year", series("FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=31")),
        ("annually on 31 March", series("FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=31")),
        ("each 31 March and 30 September", series("FREQ=YEARLY;BYMONTH=3,9;BYMONTHDAY=-1")),
        ("each 1 January, 1 April, 1 July and 1 October", series("FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=1")),
        ("on the first Monday of each May", series("FREQ=YEARLY;BYMONTH=5;BYDAY=1MO")),
        (
            "every 2 years on 31 March, from 31 March 1997",
            series("FREQ=YEARLY;INTERVAL=2;BYMONTH=3;BYMONTHDAY=31", date(1997, 3, 31)),
        ),
        (
            "each 15 March, 6 times, from 15 March 1997",
            series("FREQ=YEARLY;COUNT=6;BYMONTH=3;BYMONTHDAY=15", date(1997, 3, 15)),
        ),
        ("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", series("FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=FR")),
        ("RRULE:FREQ=WEEKLY;BYDAY=FR;UNTIL=19971231", series("FREQ=WEEKLY;BYDAY=FR", None, date(1997, 12, 31))),
        ("the end of each calendar quarter", series(QUARTERS)),
        ("each calendar quarter end", series(QUARTERS)),
        ("each month end", series("FREQ=MONTHLY;BYMONTHDAY=-1")),
        (
            "30 calendar days after the end of each calendar quarter",
            series(QUARTERS, steps=(Add(n=30, unit="day"),)),
        ),
        (
            "5 business days before each 31 March",
            series("FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=31", steps=(BusinessDays(n=-5),)),
        ),
        ("each fiscal quarter end", series(event="fiscal quarter end")),
        ("45 days after each fiscal quarter end", series(steps=(FORTY_FIVE,), event="fiscal quarter end")),
        (
            "within 45 days after the end of each fiscal quarter",
            series(steps=(FORTY_FIVE,), event="fiscal quarter end"),
        ),
        (
            "within 90 days after the end of each fiscal year",
            series(steps=(Add(n=90, unit="day"),), event="fiscal year end"),
        ),
    ],
)
def test_what_comes_again(text: str, said: NamedDeadline) -> None:
    reads(text, said)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("monthly on the 31st", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("monthly on the 30th", "FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1"),
        ("monthly on the 29th", "FREQ=MONTHLY;BYMONTHDAY=28,29;BYSETPOS=-1"),
        ("the 15th and 31st of each month", "FREQ=MONTHLY;BYMONTHDAY=15,-1"),
        ("each 29 February", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1"),
    ],
)
def test_the_end_of_the_month_is_meant_where_a_month_has_no_such_day(text: str, rule: str) -> None:
    reads(text, series(rule))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "earlier of 90 days after closing and 30 June 2027",
            several("earlier", (after((Add(n=90, unit="day"),), "closing"), on(JUNE))),
        ),
        (
            "on the later to occur of closing and signing",
            several("later", (after((ON,), "closing"), after((ON,), "signing"))),
        ),
        (
            "90 days after closing or 30 June 2027, whichever is earlier",
            several("earlier", (after((Add(n=90, unit="day"),), "closing"), on(JUNE))),
        ),
        (
            "no later than the earliest of 45 days after closing, 30 June 2027, and the meeting",
            several("earlier", (after((FORTY_FIVE,), "closing"), on(JUNE), after((ON,), "meeting"))),
        ),
        (
            "the later of (4 business days after closing, London and Federal Reserve) and 30 June 2027",
            several("later", (after((BusinessDays(n=4),), "closing", ("GB-ENG", "US-FRB")), on(JUNE))),
        ),
        (
            "the earlier of 45 days after signing and delivery and 30 June 2027",
            several("earlier", (after((FORTY_FIVE,), "signing and delivery"), on(JUNE))),
        ),
    ],
)
def test_the_earlier_and_the_later_of_several(text: str, said: NamedDeadline) -> None:
    reads(text, said)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("promptly", undated("promptly")),
        ("forthwith", undated("promptly", "forthwith")),
        ("promptly after closing", undated("promptly", "promptly after closing")),
        ("as soon as reasonably practicable", undated("promptly", "as soon as reasonably practicable")),
        ("on demand", undated("on demand")),
        ("upon written request", undated("on demand", "upon written request")),
        ("once the permit is issued", undated("once something happens", "once the permit is issued")),
        ("when the Lender so directs.", undated("once something happens", "when the Lender so directs")),
        ("no date stated", undated("not stated")),
        ("not stated", undated("not stated")),
        ("no date stated: “from time to time”", undated("not stated", "from time to time")),
        ("at all times", span()),
        ("at all times until 31 December 1997", span(None, date(1997, 12, 31))),
        ("until 31 December 1997", span(None, date(1997, 12, 31))),
        ("from 1 January 1997 to 31 December 1997", span(date(1997, 1, 1), date(1997, 12, 31))),
    ],
)
def test_what_has_no_day_and_what_goes_on(text: str, said: NamedDeadline) -> None:
    reads(text, said)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("within 45 days following the Fiscal Quarter End", "45 days after fiscal quarter end"),
        ("three (3) Business Days after closing", "3 business days after closing"),
        ("10 calendar days after closing", "10 calendar days after closing"),
        ("32 calendar days after closing", "32 days after closing"),
        ("by Wed 30 June 2027", "30 June 2027"),
        ("first business day of every month", "the 1st business day of each month"),
        (
            "45 days after closing, or the next business day, SEC",
            "45 days after closing, to the next business day if closed, SEC",
        ),
        ("annually on 31 March", "each 31 March"),
        ("the end of each fiscal quarter", "each fiscal quarter end"),
        ("until 31 December 1997", "at all times until 31 December 1997"),
        ("upon closing", "on closing"),
    ],
)
def test_one_meaning_is_written_in_one_way(text: str, canonical: str) -> None:
    assert format_deadline(parse(text, HERE), HERE) == canonical
    assert format_deadline(parse(canonical, HERE), HERE) == canonical
