"""Deadlines between what counsel writes (:mod:`model.days.notation`) and what a record holds.

The notation names what a deadline counts from; a record holds its id. What the notation has no words for, such as
the source's own words, the rule of the rulebook or the occurrences that differ, is kept from the former deadline.

>>> from model.days.notation import Context, format_said, parse
>>> closing = EventAnchor(event="closing")
>>> said = parse("10 business days after closing, London", Context(anchors=("closing",)))
>>> deadline = deadline_from(said, {"closing": closing}.get)
>>> deadline.anchor.event, deadline.calendars
('closing', ('GB-ENG',))
>>> format_said(said_of(deadline, lambda anchor: "closing"))
'10 business days after closing, London'
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from msgspec.structs import replace

from model.days.notation.dates import say_date
from model.days.notation.said import Continuing, Counted, Recurring, Said, Several, Stated, Undated
from model.errors import DayError
from model.record.day import Day
from model.record.deadline import (
    After,
    Anchor,
    Dated,
    Deadline,
    Earliest,
    EventAnchor,
    Every,
    Latest,
    On,
    Open,
    While,
)

FindAnchor = Callable[[str], Anchor | None]
NameAnchor = Callable[[Anchor], str]
Recurs = Callable[[Anchor], bool]


class UnknownAnchor(DayError):
    """A deadline counts from what the docket does not have: an event of that name is to be created.

    ``day`` is set where a day was written in place of a name; ``recurs`` where it must happen again and again.
    """

    def __init__(self, name: str, day: date | None = None, *, recurs: bool = False) -> None:
        super().__init__(f"The docket has no event “{name}”. Create it, or count from another.")
        self.name = name
        self.day = day
        self.recurs = recurs


def never(_: Anchor) -> bool:
    """Nothing recurs."""
    return False


def deadline_from(
    said: Said,
    find: FindAnchor,
    *,
    recurs: Recurs = never,
    former: Deadline | None = None,
    first: date | None = None,
) -> Deadline:
    """The deadline that is said, for a record.

    ``find`` gives what a name stands for, None where the docket has nothing of that name. What is counted from
    something that ``recurs`` becomes a series. ``former`` is the deadline before: what the notation has no words for
    is kept from it wherever it still fits. A series that does not say where it starts does so on ``first``.

    Raises :class:`UnknownAnchor` for a name that is not found, and :class:`DayError` for what no record holds.
    """
    match said:
        case Recurring() | Continuing() if _between_events(said):
            raise DayError(
                "A record does not hold yet that it starts or ends with an event. Write the day in place of the event."
            )
        case Recurring() if said.time:
            raise DayError("A series in a record has no time of day. Leave it out, and keep the time in the notes.")
        case Stated():
            return _stated(said, former)
        case Counted():
            return _counted(said, find, recurs, former)
        case Recurring():
            return _recurring(said, find, recurs, former, first)
        case Several():
            return _several(said, find, recurs, former)
        case Continuing():
            return While(since=said.since, until=said.until, words=said.words or _words(former))
        case Undated():
            return _undated(said, former)


def said_of(deadline: Deadline | None, name: NameAnchor) -> Said | None:
    """What the deadline says, None where the notation cannot say it. ``name`` is empty for an unknown anchor."""
    try:
        return _said(deadline, name)
    except DayError:
        return None


# --- From what is said --------------------------------------------------------------------------------


def _between_events(said: Recurring | Continuing) -> bool:
    if isinstance(said, Continuing) and said.since_event:
        return True
    return bool(said.until_event or (isinstance(said, Recurring) and said.start_event))


def _stated(said: Stated, former: Deadline | None) -> On:
    same = isinstance(former, On) and former.day.on == said.day
    return On(
        day=former.day if same and isinstance(former, On) else Day(on=said.day),
        strictly_before=said.before,
        not_earlier_than=said.not_earlier_than,
        time=said.time,
        zone=said.zone,
        promptly=said.promptly,
    )


def _counted(said: Counted, find: FindAnchor, recurs: Recurs, former: Deadline | None) -> After[Anchor] | Every:
    anchor = _anchor(said.anchor, find)
    if not recurs(anchor):
        return _after(said, anchor, former)
    if said.time or said.not_earlier_than:
        raise DayError(
            f"“{said.anchor}” comes again and again, and a series has no time of day and no earliest day of its own."
            " Leave them out."
        )
    series = Recurring(
        steps=said.steps,
        anchor=str(said.anchor),
        calendars=said.calendars,
        promptly=said.promptly,
        opens=said.opens,
    )
    return _recurring(series, find, recurs, former, None)


def _after(said: Counted, anchor: Anchor, former: Deadline | None) -> After[Anchor]:
    return After(
        anchor=anchor,
        steps=said.steps,
        opens=said.opens,
        calendars=said.calendars,
        rulebook=_rulebook(said, former),
        not_earlier_than=said.not_earlier_than,
        time=said.time,
        zone=said.zone,
        promptly=said.promptly,
        words=_words(former),
    )


def _recurring(said: Recurring, find: FindAnchor, recurs: Recurs, former: Deadline | None, first: date | None) -> Every:
    series = Every(
        rule=said.rule,
        start=said.start,
        until=said.until,
        event=_event(said.anchor, find, recurs) if said.anchor else None,
        steps=said.steps,
        opens=said.opens,
        calendars=said.calendars,
        rulebook=_rulebook(said, former),
        promptly=said.promptly,
        words=_words(former),
    )
    kept = former if isinstance(former, Every) else None
    if said.rule and said.start is None:
        series = replace(series, start=kept.start if kept and kept.start else first)
    return _as_before(series, kept) if kept else series


def _as_before(series: Every, former: Every) -> Every:
    """The same recurrence keeps its rule as it was written, and the occurrences that differ."""
    own = said_of(former, lambda _: "the same")
    if series.event != former.event or not isinstance(own, Recurring) or own.rule != series.rule:
        return series
    series = replace(series, changed=former.changed)
    return replace(series, rule=former.rule, until=former.until) if own.until == series.until else series


def _several(
    said: Several, find: FindAnchor, recurs: Recurs, former: Deadline | None
) -> Earliest[Anchor] | Latest[Anchor]:
    make = Earliest if said.pick == "earlier" else Latest
    before = _parts_before(former, len(said.of))
    parts = (_part(one, find, recurs, kept) for one, kept in zip(said.of, before, strict=True))
    return make(of=tuple(parts), promptly=said.promptly, words=_words(former))


def _part(said: Stated | Counted, find: FindAnchor, recurs: Recurs, former: Dated | None) -> Dated:
    if isinstance(said, Stated):
        return _stated(said, former)
    anchor = _anchor(said.anchor, find)
    if recurs(anchor):
        raise DayError(f"“{said.anchor}” comes again and again: it is no single day to choose from. Name another.")
    return _after(said, anchor, former)


def _parts_before(former: Deadline | None, count: int) -> tuple[Dated | None, ...]:
    """The former part of each part: that in its place; where there was a single day, that one."""
    if isinstance(former, Earliest | Latest):
        return (*former.of, *(None for _ in range(count)))[:count]
    if isinstance(former, After):
        return (replace(former, words=""),) * count
    return (former if isinstance(former, On) else None,) * count


def _undated(said: Undated, former: Deadline | None) -> Open:
    if isinstance(former, Open) and said_of(former, lambda _: "") == said:
        return former
    return Open(reason=said.reason, words=said.words)


def _anchor(written: str | date, find: FindAnchor, *, recurs: bool = False) -> Anchor:
    name = written if isinstance(written, str) else say_date(written)
    found = find(name)
    if found is None:
        raise UnknownAnchor(name, None if isinstance(written, str) else written, recurs=recurs)
    return found


def _event(name: str, find: FindAnchor, recurs: Recurs) -> str:
    anchor = _anchor(name, find, recurs=True)
    if not isinstance(anchor, EventAnchor) or not recurs(anchor):
        raise DayError(f"“{name}” happens once. Leave out “each”, or say in the event how it recurs.")
    return anchor.event


def _rulebook(said: Counted | Recurring, former: Deadline | None) -> str:
    """The rule stands for as long as its steps and calendars do."""
    if isinstance(former, After | Every) and (former.steps, former.calendars) == (said.steps, said.calendars):
        return former.rulebook
    return ""


def _words(former: Deadline | None) -> str:
    """The source's words go with whatever is read from them, but for those that the notation says itself."""
    return "" if former is None or isinstance(former, On | Open) else former.words


# --- To what is said ----------------------------------------------------------------------------------


def _said(deadline: Deadline | None, name: NameAnchor) -> Said | None:
    match deadline:
        case On() | After():
            return _said_day(deadline, name)
        case Every():
            return _said_series(deadline, name)
        case Earliest() | Latest():
            parts = tuple(_said_day(part, name) for part in deadline.of)
            return Several("earlier" if isinstance(deadline, Earliest) else "later", parts, deadline.promptly)
        case While():
            return Continuing(deadline.since, deadline.until)
        case Open():
            return Undated(deadline.reason, deadline.words)
        case None:
            return None


def _said_day(part: Dated, name: NameAnchor) -> Stated | Counted:
    match part:
        case On():
            return Stated(
                day=part.day.on,
                before=part.strictly_before,
                time=part.time,
                zone=part.zone,
                not_earlier_than=part.not_earlier_than,
                promptly=part.promptly,
            )
        case After():
            return Counted(
                steps=part.steps,
                anchor=name(part.anchor),
                calendars=part.calendars,
                time=part.time,
                zone=part.zone,
                not_earlier_than=part.not_earlier_than,
                promptly=part.promptly,
                opens=part.opens,
            )


def _said_series(series: Every, name: NameAnchor) -> Recurring:
    anchor = name(EventAnchor(event=series.event)) if series.event else ""
    return Recurring(
        rule=series.rule,
        start=series.start,
        until=series.until,
        steps=series.steps,
        anchor=anchor,
        calendars=series.calendars,
        promptly=series.promptly,
        opens=series.opens,
    )
