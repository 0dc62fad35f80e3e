"""What the calculator answers: every reading, the docket's own closures, and the text to be pasted into a letter."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from model.days.notation import Context, parse
from model.days.provenance import say_grade
from model.days.rulebook import rule_named
from model.docket import Change, Docket
from model.errors import DayError
from model.record.closure import Closure
from model.record.day import Day
from model.record.event import Event
from ui.calculator.answer import as_text, by_rule, by_words, zone_asked

TODAY = date(1996, 11, 20)
FED = ("US-FED",)


def answer_to(text: str, trigger: date, docket: Docket | None = None, calendars: tuple[str, ...] = ()) -> date | None:
    context = Context(today=TODAY, calendars=calendars)
    found = by_words(docket or Docket(), parse(text, context), context, trigger, calendars)
    return found.replies[0].last.day if found.replies else None


@pytest.mark.parametrize(
    ("text", "trigger", "calendars", "day"),
    [
        ("45 days after fiscal quarter end", date(1996, 9, 30), (), date(1996, 11, 14)),
        ("4 business days after signing, SEC", date(1996, 11, 26), (), date(1996, 12, 3)),
        ("4 business days after signing", date(1996, 11, 26), FED, date(1996, 12, 3)),
        ("by 2 Dec 1996", TODAY, (), date(1996, 12, 2)),
        ("before 2 Dec 1996", TODAY, (), date(1996, 12, 1)),
        ("45 days after 30 Sep 1996", TODAY, (), date(1996, 11, 14)),
        ("earlier of 90 days after closing and 30 June 1997", TODAY, (), date(1997, 2, 18)),
        ("later of 90 days after closing and 30 June 1997", TODAY, (), date(1997, 6, 30)),
        ("last business day of each month, SEC", date(1996, 11, 1), (), date(1996, 11, 29)),
        ("promptly", TODAY, (), None),
    ],
)
def test_words_are_worked_out(text: str, trigger: date, calendars: tuple[str, ...], day: date | None) -> None:
    assert answer_to(text, trigger, calendars=calendars) == day


def with_records(*records: Event | Closure) -> Docket:
    changes = [Change("event" if isinstance(one, Event) else "closure", one.id, None, one) for one in records]
    return Docket().changed(tuple(changes))


def test_the_dockets_own_closures_count() -> None:
    storm = Closure(
        id="closure-1", calendar="US-FED", day=date(1996, 12, 2), reason="Storm", source="Notice of the day"
    )
    docket = with_records(storm)
    assert answer_to("4 business days after signing, SEC", date(1996, 11, 26), docket) == date(1996, 12, 4)
    assert by_rule(docket, rule_named("sec-8k"), date(2024, 11, 26)).replies[0].last.day == date(2024, 12, 3)


def test_of_several_days_those_on_the_docket_are_known_by_name() -> None:
    signing = Event(id="event-1", title="Signing", happened=Day(on=date(1996, 7, 12)))
    docket = with_records(signing)
    text = "later of 90 days after signing and 10 months after closing"
    assert answer_to(text, date(1996, 11, 1), docket) == date(1997, 9, 1)
    with pytest.raises(DayError, match="“closing” is not known"):
        answer_to("later of 90 days after merger and 10 months after closing", date(1996, 11, 1), docket)


def test_both_readings_are_worked_out_conservative_first() -> None:
    answer = by_rule(Docket(), rule_named("sec-13d"), date(1996, 11, 15))
    assert [reply.last.day for reply in answer.replies] == [date(1996, 11, 25), date(1996, 12, 2)]
    assert all(reply.says for reply in answer.replies)
    assert answer.version is not None
    assert answer.version.holds_on(date(1996, 11, 15))


def test_a_rule_by_the_hour_gives_the_minute() -> None:
    rule = rule_named("sec-reg-fd")
    answer = by_rule(Docket(), rule, datetime.fromisoformat("2003-11-14T16:30"))
    last = answer.replies[0].last
    assert last.at is not None
    assert (last.at.date(), f"{last.at:%H:%M}") == (date(2003, 11, 17), "09:30")
    assert zone_asked(answer.replies[0].steps) == "America/New_York"
    with pytest.raises(DayError):
        by_rule(Docket(), rule, date(2003, 11, 14))


def test_days_need_no_hour() -> None:
    assert zone_asked(rule_named("sec-13d").versions[0].readings[0].steps) is None


class TestText:
    def test_it_gives_result_reasons_and_citation(self) -> None:
        rule = rule_named("sec-10q-non-accelerated")
        answer = by_rule(Docket(), rule, date(1996, 9, 30))
        version = rule.version_on(date(1996, 9, 30))
        text = as_text(answer, 0, TODAY)
        assert text.splitlines()[:2] == ["Thu 14 Nov 1996 (6 days ago, seen from Wed 20 Nov 1996)", rule.title]
        assert "Mon 30 Sep 1996: fiscal quarter end\nThu 14 Nov 1996: 45 days after Mon 30 Sep 1996" in text
        assert version.citation in text

    def test_another_reading_is_not_kept_back(self) -> None:
        answer = by_rule(Docket(), rule_named("sec-13d"), date(1996, 11, 15))
        for place, other in ((0, "Mon 2 Dec 1996"), (1, "Mon 25 Nov 1996")):
            assert f"Another reading gives {other}: {answer.replies[1 - place].says}" in as_text(answer, place, TODAY)

    def test_how_its_text_was_read_is_said(self) -> None:
        answer = by_rule(Docket(), rule_named("sec-8k"), date(2024, 11, 26))
        assert answer.version is not None
        assert say_grade(answer.version.read) in as_text(answer, 0, TODAY)
        assert "Held against 1 published case." in as_text(answer, 0, TODAY)

    def test_words_without_a_day_are_said(self) -> None:
        context = Context(today=TODAY)
        answer = by_words(Docket(), parse("promptly", context), context, TODAY, ())
        assert as_text(answer, 0, TODAY) == "Promptly"
