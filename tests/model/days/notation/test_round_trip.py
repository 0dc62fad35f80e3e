"""What is said is written in one way, and what is written reads back as what was said."""

from __future__ import annotations

from datetime import date

import msgspec
from hypothesis import example, given, settings

from model.days.deadline import After, Earliest, Latest
from model.days.notation import Context, NamedDeadline, NamedSeries, NamedSpan, format_deadline, parse
from model.days.operation import Add, Fixed, NthWeekday
from tests.exploration import examples
from tests.model.days.notation.forms import after, on, series, several
from tests.model.days.notation.named_strategies import contexts, meanings


def names_of(said: NamedDeadline) -> tuple[str, ...]:
    """The names that the meaning counts from."""
    match said:
        case Earliest() | Latest():
            return tuple(name for part in said.of for name in names_of(part))
        case After(anchor=str(name)):
            return (name,)
        case NamedSeries():
            return tuple(filter(None, (said.event, said.start_event, said.until_event)))
        case NamedSpan():
            return tuple(filter(None, (said.since_event, said.until_event)))
        case _:
            return ()


@given(meanings, contexts)
@settings(max_examples=examples(300))
@example(series("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1"), Context())
@example(series("FREQ=MONTHLY;BYMONTHDAY=31"), Context())
@example(series("FREQ=YEARLY;BYWEEKNO=1,-1;BYDAY=MO,TU"), Context())
@example(series("FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=SU,TU", date(1996, 11, 20)), Context())
@example(series("FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=FR,2SA;BYSETPOS=1"), Context())
@example(several("earlier", (on(date(2000, 1, 1)), after((Fixed(),), "quarter end"))), Context())
@example(several("later", (on(date(2000, 1, 1)), after((Fixed(),), "earlier of"))), Context())
@example(after((Fixed(),), "that"), Context())
@example(after((NthWeekday(n=2, weekday="Friday"), NthWeekday(n=-1, weekday="Monday")), "closing"), Context())
@example(after((Add(n=10, unit="day"),), "closing"), Context(counts="business", anchors=("Closing", "closings")))
def test_what_is_written_in_a_context_reads_back_in_it(said: NamedDeadline, context: Context) -> None:
    text = format_deadline(said, context)
    assert "FREQ=" not in text
    assert parse(text, context) == said
    assert format_deadline(parse(text, context), context) == text


@given(meanings, contexts)
@settings(max_examples=examples(300))
def test_what_is_written_without_a_context_reads_back_wherever_its_names_are_known(
    said: NamedDeadline, context: Context
) -> None:
    calendars = context.calendars or ("NONE",)
    known = msgspec.structs.replace(context, anchors=(*context.anchors, *names_of(said)), calendars=calendars)
    text = format_deadline(said)
    assert parse(text, known) == said
    assert format_deadline(parse(text, known)) == text
