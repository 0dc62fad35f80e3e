"""The last safe day to send a notice or a delivery, by each method of the notice clause it is given under."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from msgspec import Struct

from model.assess.standing import WORK_DONE, Assessment, DateLine
from model.days.notice import Sending, last_day_to_send, send_until
from model.days.wording import say_day, say_distance, zone_city
from model.docket import Docket
from model.errors import DayError
from model.record.instrument import Instrument, NoticeMethod, calendars_of
from model.record.obligation import Obligation

SENT: Final = ("notice", "delivery")
"""The kinds of obligation that are performed by sending something to the other side."""


class SendBy(Struct, frozen=True, gc=False):
    """One method, and by when to send.

    ``day`` is the last safe day, ``received`` the day on which what is sent then counts as received, ``lines`` how the
    one follows from the other, ``until`` the hour by which it must leave. ``passed``: no day is left and nothing is
    recorded. Where it cannot be said, ``day`` is None and ``trouble`` says why.
    """

    method: str
    day: date | None = None
    received: date | None = None
    until: str = ""
    lines: tuple[DateLine, ...] = ()
    note: str = ""
    words: str = ""
    passed: bool = False
    trouble: str = ""


def notice_terms(docket: Docket, obligation: Obligation) -> Instrument | None:
    """The instrument whose notice clause ``obligation`` is sent under: its own, else the one that it amends.

    The nearest clause that names methods is preferred to a nearer one that names none. None for what is not sent.
    """
    if obligation.kind not in SENT:
        return None
    clauses = [one for one in _amended(docket, obligation.instrument) if one.notice]
    return next((one for one in clauses if one.notice and one.notice.methods), clauses[0] if clauses else None)


def _amended(docket: Docket, instrument_id: str | None) -> Iterator[Instrument]:
    """An instrument, what it amends, what that amends; each once, should they amend one another."""
    seen: set[str] = set()
    found = docket.instruments.get(instrument_id or "")
    while found is not None and found.id not in seen:
        yield found
        seen.add(found.id)
        found = docket.instruments.get(found.amends or "")


def still_to_send(assessment: Assessment, obligation: Obligation) -> bool:
    """Whether it is neither performed, handed in nor released."""
    return assessment[obligation.id].standing not in WORK_DONE


def send_by(docket: Docket, assessment: Assessment, obligation: Obligation) -> tuple[SendBy, ...]:
    """By when ``obligation`` must be sent, by each method of its notice clause, in the order of the clause.

    Empty for what is not sent (see :data:`SENT`), for what is done or released, and where no clause names methods.
    Counted by the business days of the instrument that holds the clause.
    """
    terms = notice_terms(docket, obligation)
    if terms is None or terms.notice is None or not still_to_send(assessment, obligation):
        return ()
    position = assessment[obligation.id]
    due = position.due or position.perform_by
    return tuple(_by(docket, terms, method, due, assessment.day) for method in terms.notice.methods)


def _by(docket: Docket, terms: Instrument, method: NoticeMethod, due: date | None, today: date) -> SendBy:
    name, words = method.method.strip(), method.words
    if due is None:
        return SendBy(name, words=words, trouble="the day by which it must be received is not known yet")
    try:
        found = last_day_to_send(method.receipt, due, docket.calendar(calendars_of(terms)))
    except DayError as error:
        return SendBy(name, words=words, trouble=str(error))
    return SendBy(
        name,
        found.day,
        found.received,
        _until(method),
        tuple(_lines(found)),
        _note(found, today),
        words,
        passed=found.latest < today,
    )


def _until(method: NoticeMethod) -> str:
    limit = send_until(method.receipt)
    return f"by {limit.time}, {zone_city(limit.tz)}" if limit else ""


def _lines(found: Sending) -> Iterator[DateLine]:
    yield DateLine(found.day, "sent on that day", "step")
    yield from (DateLine(line.day, line.words, "step") for line in found.lines)


def _note(found: Sending, today: date) -> str:
    """That the day has passed, or that a closed day after it would still do."""
    if found.latest < today:
        ago = say_distance((found.day - today).days)
        return f"that day was {ago}: what is sent now counts as received too late"
    if found.latest == found.day:
        return ""
    if found.day < today:
        return f"the last business day has passed; {say_day(found.latest)}, a closed day, would still be in time"
    return f"{say_day(found.latest)} would still be in time, but is no business day"


def by_method(name: str) -> str:
    """A method at the head of a sentence.

    >>> by_method("First-class mail"), by_method("by hand"), by_method("DHL")
    ('By first-class mail', 'By hand', 'By DHL')
    """
    if name[:3].casefold() == "by ":
        return f"By {name[3:]}"
    return f"By {name}" if name[1:2].isupper() else f"By {name[:1].lower()}{name[1:]}"


def send_by_words(one: SendBy, today: date) -> str:
    """One method in a sentence without its full stop.

    >>> mail = SendBy("First-class mail", date(1996, 11, 26), date(1996, 12, 2))
    >>> send_by_words(mail, date(1996, 11, 20))
    'By first-class mail, send by Tue 26 Nov 1996, in 6 days: deemed received on Mon 2 Dec 1996'
    """
    method = by_method(one.method)
    if one.day is None or one.received is None:
        return f"{method}: {one.trouble}"
    if one.passed:
        return f"{method}, the last safe day to send was {say_day(one.day)}, {say_distance((one.day - today).days)}"
    hour = f", {one.until}" if one.until else ""
    distance = say_distance((one.day - today).days)
    return f"{method}, send by {say_day(one.day)}{hour}, {distance}: deemed received on {say_day(one.received)}"
