"""Series: by a rule, with an event that recurs, counted on in steps; each occurrence stands by itself."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from model.assess import assess
from model.assess.due import occasions_of
from model.assess.standing import Standing
from model.days.fiscal import FiscalYear
from model.days.operation import Add, BusinessDays, Cutoff, Hours, NthBusinessDayOfMonth, Roll, Step
from model.days.wording import say_day
from model.docket import Docket
from model.record.closure import Closure
from model.record.day import Day
from model.record.deadline import After, Changed, EventAnchor, Every
from model.record.event import Event
from model.record.fact import Fact, Reading
from model.record.instrument import Instrument
from model.record.obligation import Obligation
from model.report.due import due_objects
from model.report.rows import full_row
from model.wording.explain import why_this_date
from tests.builders import docket_of, fact

QUARTERS = Event(
    id="quarter",
    title="fiscal quarter end",
    expected=Day(on=date(1996, 3, 31)),
    fiscal=FiscalYear(month=12, period="quarter"),
)
FORTY_FIVE: tuple[Step, ...] = (Add(n=45, unit="day"), Roll())


NEXT = "moved to the next business day"


def series(**fields: Any) -> Obligation:
    series = {name: fields.pop(name) for name in list(fields) if name in Every.__struct_fields__}
    return Obligation(id="q", ref="Q-1", title="Form 10-Q", kind="filing", deadline=Every(**series), **fields)


def filed(period: date, day: date) -> Fact:
    return fact("q", day, id=f"filed-{period.isoformat()}", occurrence=period)


def standings(docket: Docket, day: date) -> list[tuple[str, str]]:
    return [(say_day(one.due), one.standing.value) for one in assess(docket, day)["q"].occurrences]


def why(docket: Docket, day: date) -> list[str]:
    lines = why_this_date(docket, assess(docket, day), "q")
    return [f"{say_day(line.day) if line.day else '-'} {line.role}: {line.words}" for line in lines]


REPORT = series(event="quarter", steps=FORTY_FIVE, calendars=("US-FED",), rulebook="sec-10q-non-accelerated")


def test_each_occurrence_stands_by_itself() -> None:
    """An open one never vanishes, however many have come after it."""
    late = filed(date(1996, 6, 30), date(1996, 8, 20))
    docket = docket_of((QUARTERS, REPORT, late))
    assert standings(docket, date(1996, 11, 20)) == [
        ("Wed 15 May 1996", "missed"),
        ("Wed 14 Aug 1996", "satisfied late"),
        ("Thu 14 Nov 1996", "missed"),
        ("Fri 14 Feb 1997", "open"),
    ]
    position = assess(docket, date(1996, 11, 20))["q"]
    assert (position.standing, position.due) == (Standing.MISSED, date(1996, 5, 15))


class TestDoneAheadOfItsDay:
    DAY = date(1996, 11, 20)
    AHEAD = (
        filed(date(1996, 3, 31), date(1996, 5, 10)),
        filed(date(1996, 6, 30), date(1996, 8, 10)),
        filed(date(1996, 9, 30), date(1996, 11, 10)),
        filed(date(1996, 12, 31), date(1996, 11, 19)),
    )

    def test_the_next_occurrence_leads(self) -> None:
        docket = docket_of((QUARTERS, REPORT, *self.AHEAD))
        assert standings(docket, self.DAY)[-2:] == [("Fri 14 Feb 1997", "satisfied"), ("Thu 15 May 1997", "open")]
        position = assess(docket, self.DAY)["q"]
        assert (position.standing, position.due) == (Standing.OPEN, date(1997, 5, 15))

    def test_several_done_ahead_hide_nothing(self) -> None:
        docket = docket_of((QUARTERS, REPORT, *self.AHEAD, filed(date(1997, 3, 31), self.DAY)))
        assert assess(docket, self.DAY)["q"].due == date(1997, 8, 14)

    def test_the_list_of_what_is_due_and_the_report_give_the_next_day(self) -> None:
        docket = docket_of((QUARTERS, REPORT, *self.AHEAD))
        assessment = assess(docket, self.DAY)
        (due,) = due_objects(docket, assessment)
        assert (due["standing"], due["due"]) == ("open", "1997-05-15")
        row = full_row(docket, assessment, docket.obligations["q"])
        assert (row.standing, row.due, row.done) == ("open", "Thu 15 May 1997", False)

    def test_a_series_that_ends_stands_as_its_last(self) -> None:
        ending = series(event="quarter", steps=FORTY_FIVE, calendars=("US-FED",), until=date(1996, 12, 31))
        docket = docket_of((QUARTERS, ending, *self.AHEAD))
        assert assess(docket, self.DAY)["q"].standing is Standing.SATISFIED


def test_a_recurring_event_is_known_before_it_comes() -> None:
    docket = docket_of((QUARTERS, REPORT))
    assert standings(docket, date(1996, 1, 2)) == [("Wed 15 May 1996", "open")]


def test_an_occurrence_explains_itself_step_by_step() -> None:
    docket = docket_of((QUARTERS, REPORT, filed(date(1996, 3, 31), date(1996, 5, 10))))
    assert why(docket, date(1996, 8, 1))[:5] == [
        "- note: fiscal quarter end, each fiscal quarter; the year ends at the end of December",
        "Sun 30 Jun 1996 step: fiscal quarter end: day zero",
        "Wed 14 Aug 1996 step: 45 days after Sun 30 Jun 1996",
        "Wed 14 Aug 1996 due: a business day (U.S. federal holidays): not moved",
        "- note: Form 10-Q, non-accelerated filer: Form 10-Q, General Instruction A.1.b; 17 CFR 240.0-3(a)",
    ]


def test_a_rule_that_was_not_read_is_said_wherever_the_date_is() -> None:
    unread = series(event="quarter", steps=FORTY_FIVE, rulebook="a-rule-of-former-days")
    position = assess(docket_of((QUARTERS, unread)), date(1996, 8, 1))["q"]
    assert "rule unread" in [reason.code for reason in position.reasons]
    assert "rule unread" not in [r.code for r in assess(docket_of((QUARTERS, REPORT)), date(1996, 8, 1))["q"].reasons]


@pytest.mark.parametrize(
    ("fiscal", "ends"),
    [
        (FiscalYear(month=6), ["Sun 30 Jun 1996", "Mon 30 Jun 1997"]),
        (FiscalYear(month=4, day=5), ["Fri 5 Apr 1996", "Sat 5 Apr 1997"]),
        (
            FiscalYear(month=9, period="quarter"),
            ["Sun 31 Mar 1996", "Sun 30 Jun 1996", "Mon 30 Sep 1996", "Tue 31 Dec 1996", "Mon 31 Mar 1997"],
        ),
        (
            FiscalYear(month=1, ends="last weekday", weekday="Friday", period="quarter"),
            ["Fri 26 Apr 1996", "Fri 26 Jul 1996", "Fri 25 Oct 1996", "Fri 31 Jan 1997", "Fri 2 May 1997"],
        ),
        (
            FiscalYear(month=12, ends="nearest weekday", weekday="Saturday"),
            ["Sat 28 Dec 1996", "Sat 3 Jan 1998"],
        ),
    ],
)
def test_fiscal_years_of_months_and_of_weeks(fiscal: FiscalYear, ends: list[str]) -> None:
    """The quarter before 31 Jan 1997 has 14 weeks: that year has 53."""
    through = date(1997, 5, 31) if fiscal.period == "quarter" else date(1998, 1, 31)
    event = Event(id="quarter", title="Period end", expected=Day(on=date(1996, 3, 31)), fiscal=fiscal)
    docket = docket_of((event, series(event="quarter")))
    assert [say_day(one.due) for one in occasions_of(docket, docket.obligations["q"], through)][: len(ends)] == ends


def test_a_series_rolls_by_its_instrument_and_says_so() -> None:
    loan = Instrument(id="loan", title="Loan", calendars=("US-FED",), roll="following")
    interest = series(rule="FREQ=MONTHLY;BYMONTHDAY=-1", start=date(1996, 8, 31), instrument="loan")
    docket = docket_of((loan, interest))
    assert [due for due, _ in standings(docket, date(1996, 9, 10))] == ["Tue 3 Sep 1996", "Mon 30 Sep 1996"]
    assert why(docket, date(1996, 8, 20))[:3] == [
        "- note: monthly on the last day, from Sat 31 Aug 1996",
        "Sat 31 Aug 1996 step: the day that the rule gives",
        (
            f"Tue 3 Sep 1996 due: by the instrument: Sat 31 Aug 1996 is closed (Saturday): {NEXT} "
            "(U.S. federal holidays), passing over Mon 2 Sep 1996 (Labor Day)"
        ),
    ]
    closed = Closure(id="c", calendar="US-FED", day=date(1996, 9, 3), reason="Hurricane", source="Order of 2 September")
    assert standings(docket_of((loan, interest, closed)), date(1996, 8, 20)) == [("Wed 4 Sep 1996", "open")]


def test_a_closed_day_has_no_occurrence_in_a_series_for_each_business_day() -> None:
    weekdays = {"rule": "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", "start": date(1996, 11, 27), "calendars": ("US-FED",)}
    daily = series(**weekdays, steps=(Roll(),))
    due = [(one.period.day, one.due.day) for one in occasions_of(docket_of((daily,)), daily, date(1996, 12, 2))]
    assert due == [(27, 27), (29, 29), (2, 2)]  # 28 November is Thanksgiving
    rolls = Instrument(id="loan", title="Credit Agreement", kind="agreement", roll="following", calendars=("US-FED",))
    by_instrument = series(**weekdays, instrument="loan")
    again = occasions_of(docket_of((rolls, by_instrument)), by_instrument, date(1996, 12, 2))
    assert [one.period.day for one in again] == [27, 29, 2]
    kept = series(
        **weekdays,
        steps=(Roll(),),
        changed=(Changed(occurrence=date(1996, 11, 28), due=date(1996, 11, 29), reason="agreed"),),
    )
    assert len(occasions_of(docket_of((kept,)), kept, date(1996, 12, 2))) == 4
    weekly = series(rule="FREQ=WEEKLY;BYDAY=TH,FR", start=date(1996, 11, 28), calendars=("US-FED",), steps=(Roll(),))
    twice = occasions_of(docket_of((weekly,)), weekly, date(1996, 11, 29))
    assert [(one.period.day, one.due.day) for one in twice] == [(28, 29), (29, 29)]


def test_a_step_may_choose_the_day_within_each_period() -> None:
    docket = docket_of(
        (series(rule="FREQ=MONTHLY;BYMONTHDAY=1", start=date(1996, 10, 1), steps=(NthBusinessDayOfMonth(n=-1),)),)
    )
    assert [due for due, _ in standings(docket, date(1996, 11, 15))] == ["Thu 31 Oct 1996", "Fri 29 Nov 1996"]


def test_one_occurrence_that_differs_keeps_its_computed_day_beside_it() -> None:
    moved = Changed(occurrence=date(1996, 6, 30), due=date(1996, 8, 30), reason="extended by letter of 1 August")
    struck = Changed(occurrence=date(1996, 3, 31), reason="first quarter waived")
    docket = docket_of((QUARTERS, series(event="quarter", steps=FORTY_FIVE, changed=(moved, struck))))
    assert standings(docket, date(1996, 8, 20)) == [("Fri 30 Aug 1996", "open")]
    assert why(docket, date(1996, 8, 20))[2:5] == [
        "Wed 14 Aug 1996 step: 45 days after Sun 30 Jun 1996",
        "Wed 14 Aug 1996 step: a business day (weekends only): not moved",
        "Fri 30 Aug 1996 override: this occurrence only: extended by letter of 1 August",
    ]


def test_a_series_whose_calendar_ends_says_so_and_sleeps() -> None:
    target = series(rule="FREQ=YEARLY", start=date(1996, 4, 30), steps=(BusinessDays(n=5),), calendars=("TARGET",))
    position = assess(docket_of((target,)), date(1996, 5, 20))["q"]
    assert position.standing is Standing.DORMANT
    assert any("covers 1999 to" in reason.text for reason in position.reasons if reason.code == "trouble")


def test_hours_count_from_the_minute_of_the_event() -> None:
    """FRCP 6(a)(2), and a cut-off after it."""
    breach = Event(
        id="breach", title="Breach", happened=Day(on=date(2025, 7, 2)), time="14:00", zone="America/New_York"
    )
    steps = (Hours(n=72, tz="America/New_York", roll="following_same_time"),)
    told = Obligation(
        id="q", ref="Q-1", title="Tell", kind="notice", deadline=After(anchor=EventAnchor(event="breach"), steps=steps)
    )
    docket = docket_of((breach, told))
    assert assess(docket, date(2025, 7, 3))["q"].due == date(2025, 7, 7)
    assert any("Mon 7 Jul 2025 at 14:00 in New York" in line for line in why(docket, date(2025, 7, 3)))


def test_hours_from_an_event_without_its_hour_are_asked_for() -> None:
    breach = Event(id="breach", title="Breach", happened=Day(on=date(2025, 7, 2)))
    steps = (Cutoff(time="17:30", tz="America/New_York"),)
    told = Obligation(
        id="q", ref="Q-1", title="Tell", kind="notice", deadline=After(anchor=EventAnchor(event="breach"), steps=steps)
    )
    position = assess(docket_of((breach, told)), date(2025, 7, 3))["q"]
    assert position.due is None
    assert any("needs the hour" in reason.text for reason in position.reasons if reason.code == "trouble")


def test_own_calendars_stand_in_for_the_instruments() -> None:
    loan = Instrument(id="loan", title="Loan", calendars=("GB-ENG",))
    closing = Event(id="closing", title="Closing", happened=Day(on=date(2024, 8, 23)))
    deadline = After(anchor=EventAnchor(event="closing"), steps=(BusinessDays(n=1),))
    own = After(anchor=EventAnchor(event="closing"), steps=(BusinessDays(n=1),), calendars=("US-FED",))
    for form, due in ((deadline, date(2024, 8, 27)), (own, date(2024, 8, 26))):
        duty = Obligation(id="q", ref="Q-1", title="Pay", kind="payment", instrument="loan", deadline=form)
        assert assess(docket_of((loan, closing, duty)), date(2024, 8, 24))["q"].due == due


def test_what_an_expected_event_would_give_is_said_and_nothing_is_due_by_it() -> None:
    closing = Event(id="closing", title="Closing", expected=Day(on=date(1996, 12, 20)))
    deadline = After(anchor=EventAnchor(event="closing"), steps=(Add(n=10, unit="day"),))
    duty = Obligation(id="q", ref="Q-1", title="Pay", kind="payment", deadline=deadline)
    docket = docket_of((closing, duty))
    assert assess(docket, date(1996, 11, 20))["q"].due is None
    assert "- note: expected on Fri 20 Dec 1996: by then it would fall due on Mon 30 Dec 1996" in why(
        docket, date(1996, 11, 20)
    )


def test_a_reading_of_29_february_counts_until_the_next_test_date() -> None:
    ratio = replace(REPORT, kind="test", deadline=Every(event="quarter"))
    read = fact("q", date(2024, 2, 29), Reading(met=True))
    docket = docket_of((QUARTERS, ratio, read))
    days = (date(2024, 3, 30), date(2024, 3, 31))
    assert [assess(docket, day)["q"].standing for day in days] == [Standing.IN_COMPLIANCE, Standing.UNTESTED]
