"""What is said of one test beside its chart, as plain data. No Qt here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from model.assess.standing import Assessment, mark_of
from model.days.wording import say_day, say_distance
from model.docket import Docket
from model.outlook.covenants.financial import (
    Result,
    cure_right,
    definition_on,
    next_test,
    projection,
    results,
)
from model.outlook.covenants.remedy import remedies
from model.outlook.covenants.results import (
    cure_text,
    formula_text,
    headroom_text,
    remedy_text,
    required_text,
    trace_text,
    value_text,
    why_text,
)
from model.phrases import deadline_words, refs_text
from model.record.metric import Definition, Metric
from model.record.obligation import Obligation
from model.record.source import Span
from ui.covenants.listing import readings_of, result_words
from ui.covenants.plot import HORIZON
from ui.frame.standing import word_of_key
from ui.inspector.reading import quote_of


class TestFactLine(NamedTuple):
    """A name and what stands beside it; ``tone`` is the standing in whose colour it stands, with its mark."""

    name: str
    words: str
    tone: str = ""


class Defined(NamedTuple):
    """A metric and how the instrument defines it: its words, and which version they are."""

    metric: str
    name: str
    words: str
    version: str
    source: Span | None = None


class ReadingRow(NamedTuple):
    """A row of the table behind the chart."""

    result: Result
    mark: str
    word: str
    day: str
    value: str
    required: str
    room: str
    how: str

    @property
    def cells(self) -> tuple[str, ...]:
        """The row, cell by cell."""
        return self.day, self.word, self.value, self.required, self.room, self.how


class TestContent(NamedTuple):
    """One test or covenant on a day."""

    id: str
    mark: str
    word: str
    note: str
    ref: str
    title: str
    quote: str
    source: Span | None
    locator: str
    caption: str
    figure: str
    lines: tuple[TestFactLine, ...]
    formula: str
    remedies: tuple[str, ...]
    definitions: tuple[Defined, ...]
    readings: tuple[ReadingRow, ...]
    is_test: bool
    has_formula: bool
    curable: bool


def face_of(docket: Docket, assessment: Assessment, test: Obligation) -> TestContent:
    """Everything that is said of a test, but for the trace of the reading that is picked."""
    position = assessment[test.id]
    mark = mark_of(test, position.standing)
    known = readings_of(docket, test, assessment.day)
    shown = known.valued or known.told
    right = cure_right(docket, test, shown, assessment.day) if shown else None
    source = test.sources[0] if test.sources else None
    return TestContent(
        id=test.id,
        mark=mark,
        word=word_of_key(mark),
        note=_note(docket, assessment, test),
        ref=docket.short_ref(test.id),
        title=test.title,
        quote=quote_of(source) if source else "",
        source=source,
        locator=_where(docket, test),
        caption=_caption(shown),
        figure=result_words(shown) if shown else "",
        lines=tuple(_lines(docket, assessment, test, shown, known.told)),
        formula=formula_text(docket, test),
        remedies=tuple(remedy_text(docket, one) for one in remedies(docket, test, shown)) if shown else (),
        definitions=tuple(_defined(docket, assessment, test)),
        readings=readings(docket, assessment, test),
        is_test=test.threshold is not None,
        has_formula=bool(test.threshold and test.threshold.formula),
        curable=bool(right and right.open),
    )


def shown_result(docket: Docket, assessment: Assessment, test: Obligation) -> Result | None:
    """The result that is shown large, and whose trace is shown first."""
    known = readings_of(docket, test, assessment.day)
    return known.valued or known.told


def trace_of(docket: Docket, test: Obligation, result: Result | None) -> TestFactLine | None:
    """The formula with the numbers of one reading put in; None where there is none."""
    said = trace_text(docket, test, result) if result else ""
    if not said or result is None:
        return None
    when = f"{'expected for' if result.expected else 'as of'} {say_day(result.of)}"
    return TestFactLine(when, f"{said}   ({why_text(docket, result)})" if result.why else said)


def readings(docket: Docket, assessment: Assessment, test: Obligation) -> tuple[ReadingRow, ...]:
    """All results, those that are expected first, then the latest: the table behind the chart."""
    day = assessment.day
    ahead = [one for one in projection(docket, test, day, day + HORIZON) if one.value is not None]
    known = (*results(docket, test, day), *ahead)
    return tuple(_reading(docket, test, one) for one in reversed(known))


def _reading(docket: Docket, test: Obligation, result: Result) -> ReadingRow:
    mark = {True: "in_compliance", False: "failing", None: "untested"}[result.met]
    word = {True: "met", False: "not met", None: "not known"}[result.met]
    how = "expected" if result.expected else "recorded" if result.by == "hand" else "by the figures"
    if result.cured:
        how = f"cured {say_day(result.day)}"
    return ReadingRow(
        result=result,
        mark=mark,
        word=f"would be {word}" if result.expected else word,
        day=say_day(result.of),
        value=value_text(result),
        required=required_text(test, result.required),
        room=headroom_text(test, result)[0],
        how=f"{how}; {why_text(docket, result)}" if result.why else how,
    )


def _note(docket: Docket, assessment: Assessment, test: Obligation) -> str:
    """What a suspended test would be but for its reliefs, or since when it stands so."""
    position = assessment[test.id]
    if position.standing == "suspended":
        live = [
            end.id
            for end in docket.links_to.get(test.id, ())
            if end.link == "covers" and assessment[end.id].standing == "live"
        ]
        known = readings_of(docket, test, assessment.day).told
        would = "failing but for" if known and known.met is False else "relieved by"
        return f"{would} {refs_text(docket, live, short=True)}" if live else ""
    return f"since {say_day(position.since)}" if position.since else ""


def _where(docket: Docket, test: Obligation) -> str:
    instrument = docket.instruments.get(test.instrument or "")
    return ", ".join(part for part in (instrument.short if instrument else "", test.locator) if part)


def _caption(shown: Result | None) -> str:
    if shown is None:
        return "No reading yet"
    return f"{'Reading' if shown.by == 'hand' else 'By the figures'} of {say_day(shown.of)}"


def _lines(
    docket: Docket, assessment: Assessment, test: Obligation, shown: Result | None, told: Result | None
) -> Iterator[TestFactLine]:
    threshold, day = test.threshold, assessment.day
    if threshold is not None:
        yield TestFactLine("Required", required_text(test, shown.required if shown else threshold.value_on(day)))
        yield from _room(test, shown)
        step = next((one for one in sorted(threshold.steps, key=lambda one: one.since) if one.since > day), None)
        if step is not None:
            yield TestFactLine(
                "Steps to", f"{required_text(test, threshold.value_on(step.since))} on {say_day(step.since)}"
            )
    if told is not None and told != shown:
        yield TestFactLine("Last recorded", f"{result_words(told)}, {say_day(told.of)}", _tone(told))
    coming = next_test(docket, test, day)
    if coming is not None:
        yield TestFactLine("Next test", f"{say_day(coming)}, {say_distance((coming - day).days)}")
    else:
        yield TestFactLine("Tested" if threshold else "Kept", deadline_words(docket, test, short=True))
    back = assessment[test.id].back_on
    if back is not None:
        yield TestFactLine("Stands again", f"{say_day(back)}, {say_distance((back - day).days)}")
    yield from _expected(docket, assessment, test)
    right = cure_right(docket, test, shown, day) if shown else None
    if right is not None and right.why_not != "met":
        yield TestFactLine("Equity cure", cure_text(docket, right))


def _tone(result: Result) -> str:
    return {True: "satisfied", False: "failing", None: ""}[result.met]


def _room(test: Obligation, shown: Result | None) -> Iterator[TestFactLine]:
    room, share = headroom_text(test, shown) if shown else ("", "")
    if shown is None or not room:
        yield TestFactLine("Headroom", "not known")
        return
    yield TestFactLine("Headroom", room, _tone(shown))
    if share:
        yield TestFactLine("", share)


def _expected(docket: Docket, assessment: Assessment, test: Obligation) -> Iterator[TestFactLine]:
    day = assessment.day
    for one in projection(docket, test, day, day + HORIZON)[:1]:
        if one.value is not None:
            word = "would be met" if one.met else "would not be met"
            yield TestFactLine("Expected", f"{value_text(one)} on {say_day(one.of)}, {word}", _tone(one))


def _defined(docket: Docket, assessment: Assessment, test: Obligation) -> Iterator[Defined]:
    for one in test.threshold.metrics if test.threshold else ():
        metric = docket.metrics.get(one)
        if metric is not None:
            held = definition_on(docket, metric, assessment.day)
            words = quote_of(held.source) if held and held.source else " ".join(held.text.split()) if held else ""
            yield Defined(one, metric.name, words, _version(docket, metric, held), held.source if held else None)


def _version(docket: Docket, metric: Metric, held: Definition | None) -> str:
    """Which version counts: as first written, or as amended by an instrument, and from when."""
    if held is None:
        return "not defined on this day" if metric.definitions else "no definition entered"
    instrument = docket.instruments.get(held.instrument or "")
    amends = bool(instrument and instrument.amends)
    begins = held.since or (instrument.begins if instrument else None)
    if amends and instrument is not None:
        return " ".join(
            filter(None, ("as amended by", instrument.short, f"from {say_day(begins)}" if begins else "", held.locator))
        )
    said = [instrument.short if instrument else "", held.locator, f"from {say_day(begins)}" if begins else ""]
    return ", ".join(part for part in said if part) or "in force"
