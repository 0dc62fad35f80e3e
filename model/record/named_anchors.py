"""Deadlines between what counsel writes (:mod:`model.days.notation`) and what a record holds: names become ids.

The forms are the same on both sides (:mod:`model.days.deadline`). What the notation has no words for, such as the
source's own words, the rule of the rulebook or the occurrences that differ, is kept from the former deadline.

>>> from model.days.notation import Context, format_deadline, parse
>>> closing = EventAnchor(event="closing")
>>> named = parse("10 business days after closing, London", Context(anchors=("closing",)))
>>> deadline = deadline_from(named, {"closing": closing}.get)
>>> deadline.anchor.event, deadline.calendars
('closing', ('GB-ENG',))
>>> format_deadline(named_from(deadline, lambda anchor: "closing"))
'10 business days after closing, London'
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from msgspec.structs import replace

from model.days.deadline import several_of
from model.days.notation.dates import say_date
from model.days.notation.named_deadline import (
    NamedAfter,
    NamedAnchor,
    NamedDated,
    NamedDeadline,
    NamedSeries,
    NamedSeveral,
    NamedSpan,
    checked,
    on_day,
    with_each,
)
from model.days.notation.writing import is_one_distance
from model.days.operation import Step
from model.errors import DayError
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
    SeriesBound,
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
    named: NamedDeadline,
    find: FindAnchor,
    *,
    recurs: Recurs = never,
    former: Deadline | None = None,
    first: date | None = None,
) -> Deadline:
    """The deadline for a record, its anchors by their ids.

    ``find`` gives what a name stands for, None where the docket has nothing of that name. What is counted from
    something that ``recurs`` becomes a series. ``former`` is the deadline before: what the notation has no words for
    is kept from it wherever it still fits. A series that does not say where it starts does so on ``first``.

    Raises :class:`UnknownAnchor` for a name that is not found, and :class:`DayError` for what no record holds.
    """
    match named:
        case On():
            return _stated(named, former)
        case After():
            return _counted(named, find, recurs, former)
        case NamedSeries():
            return _series(named, find, recurs, former, first)
        case Earliest() | Latest():
            return _several(named, find, recurs, former)
        case NamedSpan():
            _refuse_events(named.since_event, named.until_event)
            return While(since=named.since, until=named.until, words=named.words or _words(former))
        case Open():
            return former if isinstance(former, Open) and checked(former) == named else named


def named_from(deadline: Deadline | None, name: NameAnchor) -> NamedDeadline | None:
    """The deadline with its anchors by name, None where the notation cannot say it.

    ``name`` is empty for an unknown anchor.
    """
    try:
        return None if deadline is None else checked(_named(deadline, name))
    except DayError:
        return None


# --- From names to ids --------------------------------------------------------------------------------


def _refuse_events(*names: str) -> None:
    if any(names):
        raise DayError(
            "A record does not hold yet that it starts or ends with an event. Write the day in place of the event."
        )


def _stated(named: On, former: Deadline | None) -> On:
    """The day stays as the source gives it, where it is the same day."""
    same = isinstance(former, On) and former.day.on == named.day.on
    return replace(named, day=former.day) if same and isinstance(former, On) else named


def _counted(named: NamedAfter, find: FindAnchor, recurs: Recurs, former: Deadline | None) -> After[Anchor] | Every:
    named = _of_any(named, find, recurs)
    anchor = _anchor(named.anchor, find)
    if not recurs(anchor):
        return _after(named, anchor, former)
    if named.time or named.not_earlier_than:
        raise DayError(
            f"“{named.anchor}” comes again and again, and a series has no time of day and no earliest day of its own."
            " Leave them out."
        )
    return _series(with_each(named), find, recurs, former, None)


def _of_any(named: NamedAfter, find: FindAnchor, recurs: Recurs) -> NamedAfter:
    """Counted from any request: from each, where requests come again and again."""
    name = named.anchor if isinstance(named.anchor, str) else ""
    again = name[4:] if name.casefold().startswith("any ") and find(name) is None else ""
    found = find(again) if again else None
    return replace(named, anchor=again) if found is not None and recurs(found) else named


def _after(named: NamedAfter, anchor: Anchor, former: Deadline | None) -> After[Anchor]:
    return named.counted_from(anchor, rulebook=_rulebook(named, former), words=_words(former))


def _series(named: NamedSeries, find: FindAnchor, recurs: Recurs, former: Deadline | None, first: date | None) -> Every:
    if named.time:
        raise DayError("A series in a record has no time of day. Leave it out, and keep the time in the notes.")
    series = Every(
        **named.without_event(),
        event=_event(named.event, find, recurs) if named.event else None,
        begins=_bound(named.start_event, named.start_steps, find),
        ends=_bound(named.until_event, named.until_steps, find),
        rulebook=_rulebook(named, former),
        words=_words(former),
    )
    kept = former if isinstance(former, Every) else None
    if named.rule and named.start is None and series.begins is None:
        series = replace(series, start=kept.start if kept and kept.start else first)
    return _as_before(series, kept) if kept else series


def _as_before(series: Every, former: Every) -> Every:
    """The same recurrence keeps its rule as it was written, and the occurrences that differ."""
    own = named_from(former, lambda _: "the same")
    if series.event != former.event or not isinstance(own, NamedSeries) or own.rule != series.rule:
        return series
    series = replace(series, changed=former.changed)
    return replace(series, rule=former.rule, until=former.until) if own.until == series.until else series


def _several(
    named: NamedSeveral, find: FindAnchor, recurs: Recurs, former: Deadline | None
) -> Earliest[Anchor] | Latest[Anchor]:
    before = _parts_before(former, len(named.of))
    parts = tuple(_part(one, find, recurs, kept) for one, kept in zip(named.of, before, strict=True))
    return replace(several_of(named.pick, parts, promptly=named.promptly), words=_words(former))


def _part(named: NamedDated, find: FindAnchor, recurs: Recurs, former: Dated | None) -> Dated:
    if isinstance(named, On):
        return _stated(named, former)
    anchor = _anchor(named.anchor, find)
    if recurs(anchor):
        raise DayError(f"“{named.anchor}” comes again and again: it is no single day to choose from. Name another.")
    return _after(named, anchor, former)


def _parts_before(former: Deadline | None, count: int) -> tuple[Dated | None, ...]:
    """The former part of each part: that in its place; where there was a single day, that one."""
    if isinstance(former, Earliest | Latest):
        return (*former.of, *(None for _ in range(count)))[:count]
    if isinstance(former, After):
        return (replace(former, words=""),) * count
    return (former if isinstance(former, On) else None,) * count


def _anchor(written: NamedAnchor, find: FindAnchor, *, recurs: bool = False) -> Anchor:
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


def _bound(name: str, steps: tuple[Step, ...], find: FindAnchor) -> SeriesBound | None:
    """Where a series begins or ends: with what is called so, or steps away from it; None without a name."""
    return SeriesBound(anchor=_anchor(name, find), steps=steps) if name else None


def _rulebook(named: NamedAfter | NamedSeries, former: Deadline | None) -> str:
    """The rule stands for as long as its steps and calendars do."""
    if isinstance(former, After | Every) and (former.steps, former.calendars) == (named.steps, named.calendars):
        return former.rulebook
    return ""


def _words(former: Deadline | None) -> str:
    """The source's words go with whatever is read from them, but for those that the notation says itself."""
    return "" if former is None or isinstance(former, On | Open) else former.words


# --- From ids to names --------------------------------------------------------------------------------


def _named(deadline: Deadline, name: NameAnchor) -> NamedDeadline:
    match deadline:
        case On() | After():
            return _named_day(deadline, name)
        case Every():
            event = name(EventAnchor(event=deadline.event)) if deadline.event else ""
            start, end = _bound_name(deadline.begins, name), _bound_name(deadline.ends, name)
            return NamedSeries(
                **deadline.without_event(),
                event=event,
                start_event=start,
                start_steps=deadline.begins.steps if deadline.begins else (),
                until_event=end,
                until_steps=deadline.ends.steps if deadline.ends else (),
            )
        case Earliest() | Latest():
            parts = tuple(_named_day(part, name) for part in deadline.of)
            return several_of(deadline.pick, parts, promptly=deadline.promptly)
        case While():
            return NamedSpan(since=deadline.since, until=deadline.until)
        case Open():
            return deadline


def _bound_name(bound: SeriesBound | None, name: NameAnchor) -> str:
    """What a series begins or ends with. Raises :class:`DayError` where no words say it."""
    if bound is None:
        return ""
    called = name(bound.anchor)
    if not called or (bound.steps and not is_one_distance(bound.steps)):
        raise DayError("No words say that a series begins or ends so far from something else.")
    return called


def _named_day(part: Dated, name: NameAnchor) -> NamedDated:
    if isinstance(part, On):
        return checked(replace(part, day=on_day(part.day.on).day))
    return checked(part.counted_from(name(part.anchor)))
