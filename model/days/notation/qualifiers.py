"""What is said after the count: rolls, month ends, calendars, times, what is not counted, first and last days."""

from __future__ import annotations

from datetime import date
from typing import Final

from model.days.notation.asking import Build
from model.days.notation.clause import Clause, event_name
from model.days.notation.counting import FIRST_DAY_COUNTED, MONTH_ENDS, distance, offset
from model.days.notation.dates import a_date
from model.days.notation.draft import StepDraft
from model.days.notation.firsts import first_month, first_payment
from model.days.notation.pattern import Pattern
from model.days.notation.phrases import Phrases
from model.days.notation.places import calendars
from model.days.notation.placing import lead
from model.days.notation.reader import Reader
from model.days.notation.repeating import MONTH_END_KEPT, times
from model.days.notation.rolls import NEAREST, ROLLS, roll_worded
from model.days.notation.times import time_of_day, zone, zone_after_time
from model.days.notation.yeardays import month_day
from model.days.operation import Convention, Cutoff, ExtendIfInaccessible, Fixed, Roll

_THEN: Final = Phrases("“then”", {"then": True, "and then": True}, ("then",))
_THAT: Final = Phrases("“that”", dict.fromkeys(("that", "that day", "that date", "it"), True), ("that",))
_BY: Final = Phrases("“by” and a time", dict.fromkeys(
    ("by", "at", "not later than", "no later than", "at or before", "by no later than",
        "on or before"), True), ("by",))  # fmt: skip
_NOT_EARLIER: Final = Phrases("“not earlier than”", dict.fromkeys(
    [f"{joined}{words}" for joined in ("", "but ", "and ", "but in no event ", "but in any event ")
     for words in ("not earlier than", "no earlier than", "not before", "no sooner than", "earlier than")
     if joined.endswith("event ") or words != "earlier than"], True),
    ("not earlier than",))  # fmt: skip
_FROM: Final = Phrases("“from” and a day", dict.fromkeys(
    ("from", "starting", "starting on", "beginning", "beginning on", "beginning with", "commencing",
     "commencing on", "from and including", "first on", "commencing with", "and commencing on",
         "from the period beginning",
     "starting with", "with effect from", "beginning from", "from the period commencing",
         "for the period from"), True), ("from",))  # fmt: skip
_UNTIL: Final = Phrases("“until” and a day", dict.fromkeys(
    ("until", "through", "until and including", "ending", "ending on", "up to and including", "to", "and ending on",
     "through and including", "and until", "and through", "to and including", "ending with", "up to"), True),
    ("until",))  # fmt: skip
_OWN: Final = Phrases("a calendar", dict.fromkeys(
    ("the instrument's business days", "its own business days", "the agreement's business days"), True))  # fmt: skip
_STATE: Final = Phrases("“state holidays included”", {"state holidays included": True, "state holidays too": True})
_INACCESSIBLE: Final = Phrases("“if the office could not be reached”", dict.fromkeys(
    ("to the next business day if the office could not be reached", "extended if the office could not be reached"),
    True))  # fmt: skip
_HOURS: Final = Phrases("“to the same time on the next business day if closed”", {
    "to the same time on the next business day if closed": "following_same_time",
    "to the same time on the business day before if closed": "preceding_same_time"})  # fmt: skip
WHOSE_CLOCK: Final = "whose clock, such as Eastern time"
_CUTOFF: Final = Phrases("“cut-off at”", dict.fromkeys(("cut-off at", "cut-off", "cutoff at", "cutoff"), True))
_AS_STATED: Final = Phrases("“as stated”", {"as stated": True})
_FIXED: Final = Phrases("“fixed at”", {"fixed at": True, "fixed on": True})
_SINGLY: Final = Phrases("“counted one by one”", {"counted one by one": True})
_NOT_COUNTED: Final = Phrases("“not counted”", {"not counted": True, "excluded": True}, ("not counted",))
_CLOSED: Final = Phrases("“closed days”", dict.fromkeys(
    ("closed days", "weekends and holidays", "holidays and weekends", "non-business days"), True),
    ("closed days not counted",))  # fmt: skip
_AND: Final = Phrases("“and”", {"and": True, ",": True})
_TO: Final = Phrases("“to”", {"to": True, "through": True})


def read_qualifier(reader: Reader, clause: Clause) -> bool:
    """Read one thing said after the count into the clause; False where nothing of the kind stands here."""
    start = reader.at
    for form in _FORMS:
        if form(reader, clause):
            return True
        reader.at = start
    return False


def _last(clause: Clause) -> StepDraft | None:
    return clause.steps[-1] if clause.steps else None


def _roll(reader: Reader, clause: Clause) -> bool:
    bracket = reader.token is not None and reader.token.key == "("
    reader.at += bracket
    offset = reader.offset
    found = reader.take(ROLLS) or roll_worded(reader)
    if found is None or (bracket and (reader.token is None or reader.token.key != ")")):
        return False
    reader.at += bracket
    draft = StepDraft(reader.position(offset))
    if found == "nearest":
        draft.rolls = list(NEAREST)
    elif found == "rolled":
        own = reader.context.roll
        conventions: tuple[Convention, ...] = (own,) if own else ("following", "preceding", "modified_following")
        draft.rolls = [(Roll(convention=convention), convention.replace("_", " ")) for convention in conventions]
    else:
        draft.ready = (found,)
    clause.steps.append(draft)
    return True


def _state_holidays(reader: Reader, clause: Clause) -> bool:
    last = _last(clause)
    if last is None or not reader.skip(_STATE):
        return False
    if last.rolls:
        last.forward_only = True
        return True
    if len(last.ready) != 1 or not isinstance(last.ready[0], Roll):
        return False
    last.ready = (Roll(convention=last.ready[0].convention, use_forward_only=True),)
    return True


def _month_end(reader: Reader, clause: Clause) -> bool:
    last = _last(clause)
    if last is None or last.unit not in ("month", "year"):
        return False
    found = reader.take(MONTH_ENDS)
    if found is None:
        return False
    last.month_end = found
    return True


def _first_counted(reader: Reader, clause: Clause) -> bool:
    last = _last(clause)
    if last is None or last.unit not in ("business day", "market day") or not reader.skip(FIRST_DAY_COUNTED):
        return False
    last.first_counted = True
    return True


def _then(reader: Reader, clause: Clause) -> bool:
    if not reader.skip(_THEN):
        return False
    if _roll(reader, clause) or _inaccessible(reader, clause) or _cutoff(reader, clause) or _fixed(reader, clause):
        return True
    drafts = lead(reader)
    if not drafts or drafts[-1].effect is not None:
        return False
    clause.steps.extend(drafts)
    return drafts[-1].unit == "that" or reader.skip(_THAT)


def _offset(reader: Reader, clause: Clause) -> bool:
    """What is added behind: “closing + 1 yr + 1 day”."""
    if clause.opening or (clause.led and not clause.added):
        return False
    drafts = offset(reader)
    if not drafts:
        return False
    clause.drafts.extend(drafts)
    clause.led = clause.added = True
    return True


def _opens(reader: Reader, clause: Clause) -> bool:
    """The first day of a window: “not earlier than 60 days before it”; what follows belongs to it."""
    if clause.opens or not reader.skip(_NOT_EARLIER):
        return False
    drafts = lead(reader)
    if drafts and drafts[-1].effect is None and (drafts[-1].unit == "that" or reader.skip(_THAT)):
        clause.opens = list(drafts)
        clause.opening = True
        return True
    return False


def _opens_on_it(reader: Reader, clause: Clause) -> bool:
    """A window that opens where its anchor's own day moves to: “not earlier than it, to the next business day”."""
    if clause.opens or not reader.skip(_NOT_EARLIER) or not reader.skip(_THAT):
        return False
    clause.opening = True
    reader.comma()
    return read_qualifier(reader, clause)


_NOTHING_MORE: Final = Pattern(
    r"(?:at the (?:very )?latest|latest|in each case|as applicable|if applicable|in full|in cash"
    r"|thereof|if any|local time(?= .*)"
    r"|in arrears|in advance|during the (?:term|life|continuance)(?: (?:hereof|thereof|of [a-z ]{1,30}))?|thereafter"
    r"|(?:of|in|during) each (?:calendar )?year|each year|of every year"
    r"|(?:for|with respect to|in respect of|relating to|covering) (?:the|that"
    r"|such) (?:immediately )?(?:preceding|previous|prior|then ended|just ended)?"
    r" ?(?:calendar |fiscal )?(?:month|quarter|year|half-year|period)"
    r"|close of business|at close of business|by close of business|at the close of business"
    r"|by the close of business|end of day)"
)


_INCLUSIVE: Final = Pattern(r"(?:\( )?(?:both (?:dates|days) )?inclusive(?: \))?(?= |,|$)")


def _inclusive(reader: Reader, clause: Clause) -> bool:
    """“30 days after closing, inclusive” may count closing as the first day: asked. It changes no stated day."""
    last = _last(clause)
    if reader.fits(_INCLUSIVE) is None:
        return False
    if last is None:
        return True
    whole = last.count
    if last.unit not in ("day", "calendar day") or whole is None:
        return False
    last.count = lambda asker: (
        whole(asker)
        - asker.ask(
            "Inclusive: is the day counted from the first of them?", [(0, "it is not counted"), (1, "it is the first")]
        )
    )
    return True


def _nothing_more(reader: Reader, clause: Clause) -> bool:
    """Words that change no day."""
    del clause
    return reader.fits(_NOTHING_MORE) is not None or reader.fits(MONTH_END_KEPT) is not None


def _singly(reader: Reader, clause: Clause) -> bool:
    last = _last(clause)
    if last is None or last.unit != "day" or not reader.skip(_SINGLY):
        return False
    last.not_counted = last.not_counted or []
    return True


def _not_counted(reader: Reader, clause: Clause) -> bool:
    """What the count passes over: “closed days and 21 December to 7 January not counted”."""
    last = _last(clause)
    if last is None or last.unit != "day":
        return False
    closed, ranges, single = False, list[tuple[str, str]](), False
    while True:
        if not closed and not ranges and reader.skip(_CLOSED):
            closed = True
        else:
            first = month_day(reader)
            if first is None:
                return False
            until = month_day(reader) if reader.skip(_TO) else first
            if until is None:
                return False
            single = until is first
            ranges.append((_say(first), _say(until)))
        if reader.skip(_NOT_COUNTED):
            break
        if not reader.skip(_AND):
            return False
    if ranges == [("02-29", "02-29")] and single and not closed:
        last.leap = True
        return True
    last.closed_not_counted, last.not_counted = closed, ranges
    return True


def _say(month_and_day: tuple[int, int]) -> str:
    return f"{month_and_day[0]:02}-{month_and_day[1]:02}"


def _by_time(reader: Reader, clause: Clause) -> bool:
    if clause.time:
        return False
    reader.skip(_BY)
    found = time_of_day(reader)
    if found is None:
        return False
    clause.time, clause.zone = found, zone_after_time(reader) or clause.zone
    return True


def _hours(reader: Reader, clause: Clause) -> bool:
    last = _last(clause)
    if last is None or last.unit != "hour":
        return False
    roll = reader.take(_HOURS)
    if roll is not None:
        last.hours_roll = "following_same_time" if roll == "following_same_time" else "preceding_same_time"
        return True
    found = zone(reader, WHOSE_CLOCK) if not last.zone else None
    if found is None:
        return False
    last.zone = found
    return True


def _cutoff(reader: Reader, clause: Clause) -> bool:
    at = reader.position(reader.offset)
    if not reader.skip(_CUTOFF):
        return False
    time = time_of_day(reader)
    place = zone(reader) if time else None
    if time is None or place is None:
        return False
    clause.steps.append(StepDraft(at, ready=(Cutoff(time=time, tz=place),)))
    return True


def _inaccessible(reader: Reader, clause: Clause) -> bool:
    at = reader.position(reader.offset)
    if not reader.skip(_INACCESSIBLE):
        return False
    clause.steps.append(StepDraft(at, ready=(ExtendIfInaccessible(),)))
    return True


def _fixed(reader: Reader, clause: Clause) -> bool:
    at = reader.position(reader.offset)
    if reader.skip(_AS_STATED):
        clause.steps.append(StepDraft(at, ready=(Fixed(),)))
        return True
    if not reader.skip(_FIXED):
        return False
    day = a_date(reader)
    if day is None:
        return False
    clause.steps.append(StepDraft(at, fixed=day))
    return True


def _day_after(reader: Reader, phrases: Phrases[bool]) -> Build[date] | None:
    return a_date(reader) if reader.skip(phrases) else None


def _series_day(reader: Reader, clause: Clause, phrases: Phrases[bool]) -> Build[date] | None:
    """The first or last day of a series: read after anything, offered only after what comes again."""
    if clause.recurs:
        return _day_after(reader, phrases)
    seen = reader.see(phrases)
    reader.at += seen[0] if seen else 0
    return a_date(reader) if seen else None


def _not_earlier(reader: Reader, clause: Clause) -> bool:
    if clause.not_earlier_than is not None:
        return False
    clause.not_earlier_than = _day_after(reader, _NOT_EARLIER)
    return clause.not_earlier_than is not None


def _start(reader: Reader, clause: Clause) -> bool:
    if clause.start is not None or clause.start_event is not None:
        return False
    start = reader.at
    clause.start = first_month(reader, clause) or first_payment(reader, clause) or _series_day(reader, clause, _FROM)
    if clause.start is None and clause.recurs:
        reader.at = start
        clause.start_event = _series_event(reader, _FROM, clause.start_drafts)
    return clause.start is not None or clause.start_event is not None


def _series_event(reader: Reader, phrases: Phrases[bool], drafts: list[StepDraft]) -> Build[str] | None:
    """The event with which a series starts or ends; ``drafts`` takes how far from it, where it does so later."""
    if not reader.skip(phrases):
        return None
    reader.fits(_FIRST_SUCH)
    start = reader.at
    found = _one_count(reader)
    if found is None:
        reader.at = start
    else:
        drafts.append(found)
    end = Clause(reader, reader.offset)
    return end.name if event_name(end, joined=True) else None


def _one_count(reader: Reader) -> StepDraft | None:
    """So many days, weeks, months or years before or after: what stands before the event of an end."""
    reader.fits(_DATE_THAT_IS)
    counted = distance(reader)
    sided = len(counted) == 1 and counted[0].effect is None and counted[0].side != "of"
    return counted[0] if sided and not counted[0].first_counted and counted[0].unit in _UNITS_OF_AN_END else None


_DATE_THAT_IS: Final = Pattern(r"the (?:date|day) (?:that|which) (?:is|falls)(?= )")
_UNITS_OF_AN_END: Final = frozenset({"day", "calendar day", "business day", "week", "month", "quarter", "year"})
_OVER: Final = Pattern(r"(?:over|for|during|throughout) (?:a |the )?(?:period of )?(?=[0-9a-z])")


def _over(reader: Reader, clause: Clause) -> bool:
    """For so long after something, with which it starts: “over eight months after closing”."""
    bounds = (clause.start, clause.start_event, clause.until, clause.until_event)
    if not clause.recurs or any(bounds) or reader.fits(_OVER) is None:
        return False
    found = _one_count(reader)
    event = Clause(reader, reader.offset)
    if found is None or found.side != "after" or not event_name(event, joined=True):
        return False
    clause.start_event = clause.until_event = event.name
    clause.until_drafts = [found]
    clause.over = True
    return True


_FIRST_SUCH: Final = Pattern(
    r"the first such (?:date|day)(?: to occur| occurring| falling)? (?:after|following|on or after)(?= )"
)


def _until(reader: Reader, clause: Clause) -> bool:
    if clause.until is not None or clause.until_event is not None:
        return False
    start = reader.at
    clause.until = _series_day(reader, clause, _UNTIL)
    if clause.until is None and clause.recurs:
        reader.at = start
        clause.until_event = _series_event(reader, _UNTIL, clause.until_drafts)
    return clause.until is not None or clause.until_event is not None


def _times(reader: Reader, clause: Clause) -> bool:
    if not clause.recurs or clause.times:
        return False
    clause.times = times(reader) or 0
    return clause.times > 0


def _calendars(reader: Reader, clause: Clause) -> bool:
    if reader.skip(_OWN):
        clause.own_calendar = True
        return True
    found = calendars(reader)
    if found is None:
        return False
    clause.calendars += [name for name in found if name not in clause.calendars]
    return True


_FORMS: Final = (
    _roll, _inaccessible, _hours, _offset, _month_end, _first_counted, _then, _calendars, _by_time, _start,
    _until, _over, _times, _opens, _opens_on_it, _not_earlier, _not_counted, _singly, _state_holidays, _cutoff,
    _fixed, _inclusive, _nothing_more,
)  # fmt: skip
