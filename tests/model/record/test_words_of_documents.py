"""Words as documents have them, of what happens again, begins and ends with something else, and of instruments.

What each must come to was written before any of them was read.
"""

from __future__ import annotations

from datetime import date

import pytest

from model.days.notation import Ambiguous, Context, format_deadline, parse
from model.days.operation import Add, BusinessDays, Hours, NthBusinessDayOfMonth, Step
from model.errors import DayError
from model.record.day import Day
from model.record.deadline import (
    After,
    Anchor,
    Deadline,
    Earliest,
    EventAnchor,
    Every,
    InstrumentAnchor,
    Latest,
    ObligationAnchor,
    On,
    SeriesBound,
)
from model.record.named_anchors import UnknownAnchor, deadline_from, named_from
from model.record.named_instruments import named_instrument

CLOSING, REQUEST = EventAnchor(event="closing"), EventAnchor(event="request")
ISSUE, QUARTER, EXPIRY = EventAnchor(event="issue"), EventAnchor(event="quarter"), EventAnchor(event="expiry")
EXECUTION, FILING, NOTICE = EventAnchor(event="execution"), EventAnchor(event="filing"), EventAnchor(event="notice")
REPORT = ObligationAnchor(obligation="report")
LOAN_START = InstrumentAnchor(instrument="loan")
LOAN_END = InstrumentAnchor(instrument="loan", of="end")
OWN_START, OWN_END = InstrumentAnchor(instrument="own"), InstrumentAnchor(instrument="own", of="end")
NAMES: dict[str, Anchor] = {
    "closing": CLOSING,
    "request": REQUEST,
    "issue of shares": ISSUE,
    "fiscal quarter end": QUARTER,
    "expiry date": EXPIRY,
    "execution": EXECUTION,
    "filing": FILING,
    "delivery of written notice": NOTICE,
    "x-1": REPORT,
    "coming into force of credit agreement": LOAN_START,
    "end of credit agreement": LOAN_END,
    "coming into force of severance agreement": OWN_START,
    "end of severance agreement": OWN_END,
}
CALLED = {anchor: name for name, anchor in NAMES.items()}
CONTEXT = Context(
    today=date(2026, 1, 15),
    anchors=tuple(NAMES),
    instrument="Severance Agreement",
    counts="calendar",
    calendars=("NYSE",),
    zone="America/New_York",
)
INSTRUMENTS = {"Credit Agreement": "loan", "Severance Agreement": "own"}


def find(name: str) -> Anchor | None:
    folded = name.casefold().removeprefix("the ")
    return NAMES.get(folded) or named_instrument(name, INSTRUMENTS, own="own")


def read(text: str) -> Deadline:
    again = (REQUEST, ISSUE, QUARTER, EXECUTION)
    return deadline_from(parse(text, CONTEXT), find, recurs=lambda anchor: anchor in again, first=date(2026, 1, 15))


def days(n: int) -> tuple[Step, ...]:
    return (Add(n=n, unit="day"),)


def months(n: int) -> tuple[Step, ...]:
    return (Add(n=n, unit="month"),)


def bound(anchor: Anchor, *steps: Step) -> SeriesBound:
    return SeriesBound(anchor=anchor, steps=steps)


ON_IT = days(0)
MONTH_END = "FREQ=MONTHLY;BYMONTHDAY=-1"
FIRST_OF_MONTH = "FREQ=MONTHLY;BYMONTHDAY=1"
FIFTEENTH = "FREQ=MONTHLY;BYMONTHDAY=15"
QUARTERS = "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1"
LAST_OPEN = (NthBusinessDayOfMonth(n=-1),)
START = date(2026, 1, 15)
IN_A_DAY = (BusinessDays(n=1),)
DAY_BEFORE = (Hours(n=-24, tz="America/New_York"),)

MEANT: list[tuple[str, Deadline]] = [
    # --- what happens again
    ("within 5 days after each request", Every(event="request", steps=days(5))),
    ("within 5 days after request", Every(event="request", steps=days(5))),
    ("within 5 days after any request", Every(event="request", steps=days(5))),
    ("within 5 days after every request", Every(event="request", steps=days(5))),
    ("within five (5) days following each such request", Every(event="request", steps=days(5))),
    ("within one Business Day following each such execution", Every(event="execution", steps=IN_A_DAY)),
    ("within one (1) Business Day after each execution", Every(event="execution", steps=IN_A_DAY)),
    ("no later than 10 days after any such issue of shares", Every(event="issue", steps=days(10))),
    ("not later than 30 days after each and every request", Every(event="request", steps=days(30))),
    ("promptly, and in any event within 3 days after each request", Every(
        event="request", steps=days(3), promptly=True)),
    ("on each request", Every(event="request")),
    ("upon each issue of shares", Every(event="issue")),
    ("45 days after each fiscal quarter end", Every(event="quarter", steps=days(45))),
    ("2 business days prior to each issue of shares", Every(event="issue", steps=(BusinessDays(n=-2),))),
    ("within 5 days after each request until X-1", Every(event="request", steps=days(5), ends=bound(REPORT))),
    # --- series from and to an anchor
    ("on the last Business Day of each month until X-1", Every(
        rule=MONTH_END, start=START, steps=LAST_OPEN, ends=bound(REPORT))),
    ("on the last day of each month until closing", Every(rule=MONTH_END, start=START, ends=bound(CLOSING))),
    ("on the last day of each month, starting three months after closing", Every(
        rule=MONTH_END, begins=bound(CLOSING, *months(3)))),
    ("on the 15th of each month, commencing 30 days after closing", Every(
        rule=FIFTEENTH, begins=bound(CLOSING, *days(30)))),
    ("on the 15th of each month, from closing until 6 months after closing", Every(
        rule=FIFTEENTH, begins=bound(CLOSING), ends=bound(CLOSING, *months(6)))),
    ("on the first day of each month until two years after closing", Every(
        rule=FIRST_OF_MONTH, start=START, ends=bound(CLOSING, Add(n=2, unit="year")))),
    ("the end of each calendar quarter, starting 6 months after closing", Every(
        rule=QUARTERS, begins=bound(CLOSING, *months(6)))),
    ("the last day of each month until 30 days before the expiry date", Every(
        rule=MONTH_END, start=START, ends=bound(EXPIRY, *days(-30)))),
    ("the 1st of each month, from the coming into force of the Credit Agreement", Every(
        rule=FIRST_OF_MONTH, begins=bound(LOAN_START))),
    ("the 1st of each month until the end of the Credit Agreement", Every(
        rule=FIRST_OF_MONTH, start=START, ends=bound(LOAN_END))),
    ("the 1st of each month until termination of the Credit Agreement", Every(
        rule=FIRST_OF_MONTH, start=START, ends=bound(LOAN_END))),
    ("on the 15th of each month over eight months after closing", Every(
        rule=FIFTEENTH, begins=bound(CLOSING), ends=bound(CLOSING, *months(8)))),
    ("on the 15th of each month over eight months after this Agreement becomes binding", Every(
        rule=FIFTEENTH, begins=bound(OWN_START), ends=bound(OWN_START, *months(8)))),
    ("on the last day of each month for six months after closing", Every(
        rule=MONTH_END, begins=bound(CLOSING), ends=bound(CLOSING, *months(6)))),
    ("every Friday until closing", Every(rule="FREQ=WEEKLY;BYDAY=FR", start=START, ends=bound(CLOSING))),
    ("each 31 March, starting one year after closing", Every(
        rule="FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=31", begins=bound(CLOSING, Add(n=1, unit="year")))),
    ("10 days after the end of each month, until closing", Every(
        rule=MONTH_END, start=START, steps=days(10), ends=bound(CLOSING))),
    # --- the coming into force and the end of an instrument
    ("30 days after this Agreement becomes effective", After(anchor=OWN_START, steps=days(30))),
    ("30 days after the Credit Agreement becomes effective", After(anchor=LOAN_START, steps=days(30))),
    ("30 days after the effectiveness of this Agreement", After(anchor=OWN_START, steps=days(30))),
    ("30 days after the Effective Date of the Credit Agreement", After(anchor=LOAN_START, steps=days(30))),
    ("30 days after the Credit Agreement comes into force", After(anchor=LOAN_START, steps=days(30))),
    ("30 days after this Agreement enters into force", After(anchor=OWN_START, steps=days(30))),
    ("30 days after this Agreement becomes binding", After(anchor=OWN_START, steps=days(30))),
    ("90 days after termination of the Credit Agreement", After(anchor=LOAN_END, steps=days(90))),
    ("90 days after the termination of this Agreement", After(anchor=OWN_END, steps=days(90))),
    ("two years after the expiration of this Agreement", After(anchor=OWN_END, steps=(Add(n=2, unit="year"),))),
    ("within 10 days following expiry of the Credit Agreement", After(anchor=LOAN_END, steps=days(10))),
    ("60 days before the end of the Credit Agreement", After(anchor=LOAN_END, steps=days(-60))),
    ("6 months after the Credit Agreement terminates", After(anchor=LOAN_END, steps=months(6))),
    ("on termination of this Agreement", After(anchor=OWN_END, steps=ON_IT)),
    ("upon the termination of the Credit Agreement", After(anchor=LOAN_END, steps=ON_IT)),
    # --- the ends of instruments
    ("one Business Day following the delivery of written notice", After(anchor=NOTICE, steps=IN_A_DAY)),
    ("upon the sooner to occur of closing and 30 June 2026", Earliest(of=(
        After(anchor=CLOSING, steps=ON_IT), On(day=Day(on=date(2026, 6, 30)))))),
    ("upon the earliest to occur of (i) closing, (ii) 30 June 2026 and (iii) termination of the Credit Agreement",
        Earliest(of=(
            After(anchor=CLOSING, steps=ON_IT), On(day=Day(on=date(2026, 6, 30))),
            After(anchor=LOAN_END, steps=ON_IT)))),
    ("the later of 30 June 2026 and the 90th day after the Credit Agreement becomes effective", Latest(of=(
        On(day=Day(on=date(2026, 6, 30))), After(anchor=LOAN_START, steps=days(90))))),
    # --- hours back
    ("twenty-four (24) hours prior to filing", After(anchor=FILING, steps=DAY_BEFORE)),
    ("at least 24 hours before the filing", After(anchor=FILING, steps=DAY_BEFORE)),
    ("not less than 24 hours prior to the filing", After(anchor=FILING, steps=DAY_BEFORE)),
    # --- windows and long stops
    ("not less than 30 nor more than 60 days before the Expiry Date", After(
        anchor=EXPIRY, steps=days(-30), opens=days(-60))),
    ("no earlier than 60 days and no later than 30 days prior to the Expiry Date", After(
        anchor=EXPIRY, steps=days(-30), opens=days(-60))),
    ("promptly, and in any event within 30 days after closing", After(
        anchor=CLOSING, steps=days(30), promptly=True)),
    ("as soon as practicable and in no event later than 45 days after closing", After(
        anchor=CLOSING, steps=days(45), promptly=True)),
]  # fmt: skip

ASKED = [
    "30 days after the Effective Date",
    "30 days after termination of the Lease Agreement",
    "30 days after the Lease Agreement becomes effective",
    "on the last Business Day of each month until the Report is filed",
    "the 1st of each month until termination",
    "5 days after each closing",
    "5 days after each termination of this Agreement",
    "monthly over eight months after this Agreement becomes binding",
    "in twelve equal monthly instalments beginning on the first day of the month after the Effective Date",
    "within 5 days after each demand",
    "within 5 days after each request, from closing",
    "on the last day of each month, beginning on closing",
    "within 15 days prior to the end of each fiscal quarter",
]


@pytest.mark.parametrize(("text", "deadline"), MEANT, ids=[text for text, _ in MEANT])
def test_the_words_come_to_the_record_and_the_record_to_words(text: str, deadline: Deadline) -> None:
    assert read(text) == deadline
    said = named_from(deadline, CALLED.__getitem__)
    assert said is not None
    assert read(format_deadline(said, CONTEXT)) == deadline


@pytest.mark.parametrize("text", ASKED)
def test_what_cannot_be_known_is_asked(text: str) -> None:
    with pytest.raises((UnknownAnchor, Ambiguous, DayError)):
        read(text)
