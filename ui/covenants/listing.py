"""The list of tests and continuing covenants as plain data, instrument by instrument. No Qt here."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from model.assess.standing import Assessment, mark_of
from model.days.wording import say_day, say_distance
from model.docket import Docket
from model.outlook.covenants.financial import Result, next_test, result_on, results
from model.outlook.covenants.results import headroom_text, value_text
from model.phrases import deadline_words
from model.record.obligation import Obligation
from ui.filter.snapshot import natural
from ui.frame.standing import word_of_key


class InstrumentHeading(NamedTuple):
    """The name of an instrument over what arises under it."""

    title: str

    @property
    def spoken(self) -> str:
        """The row for a screen reader."""
        return self.title


class CovenantRow(NamedTuple):
    """One test or covenant. ``met`` is what its headroom was taken from, None where nothing is known."""

    id: str
    mark: str
    word: str
    ref: str
    title: str
    result: str
    room: str
    met: bool | None
    when: str

    @property
    def spoken(self) -> str:
        """The row for a screen reader."""
        parts = (f"{self.ref} {self.title}", self.word, self.result, self.room, self.when)
        return ", ".join(part for part in parts if part)


class KnownReadings(NamedTuple):
    """What is known of a test on a day: ``told`` is what it stands by, ``valued`` the last one that has a value."""

    told: Result | None
    valued: Result | None


def readings_of(docket: Docket, test: Obligation, day: date) -> KnownReadings:
    """The result by which a test stands, and the last whose value is known."""
    with_value = [one for one in results(docket, test, day) if one.value is not None]
    return KnownReadings(result_on(docket, test, day), with_value[-1] if with_value else None)


def covenants_of(docket: Docket) -> list[Obligation]:
    """Every test and continuing covenant, tests first, by ref."""
    found = [node for node in docket.obligations.values() if node.continuing]
    return sorted(found, key=lambda node: (node.kind != "test", natural(node.ref)))


def listing(
    docket: Docket, assessment: Assessment, passing: frozenset[str] | None = None
) -> list[InstrumentHeading | CovenantRow]:
    """The rows under the names of their instruments; with ``passing`` only those whose ids are in it."""
    nodes = [node for node in covenants_of(docket) if passing is None or node.id in passing]
    found: list[InstrumentHeading | CovenantRow] = []
    for instrument in dict.fromkeys(node.instrument or "" for node in nodes):
        own = [node for node in nodes if (node.instrument or "") == instrument]
        record = docket.instruments.get(instrument)
        found.append(InstrumentHeading(record.short if record else "Under no instrument"))
        found += [_row(docket, assessment, node) for node in own]
    return found


def _row(docket: Docket, assessment: Assessment, node: Obligation) -> CovenantRow:
    day = assessment.day
    mark = mark_of(node, assessment[node.id].standing)
    known = readings_of(docket, node, day)
    shown = known.valued or known.told
    result = result_words(shown)
    room = headroom_text(node, shown)[0] if shown else ""
    coming = next_test(docket, node, day)
    return CovenantRow(
        id=node.id,
        mark=mark,
        word=word_of_key(mark),
        ref=docket.short_ref(node.id),
        title=node.short,
        result=result,
        room=room,
        met=shown.met if shown else None,
        when=_when(docket, assessment, node, coming),
    )


def _when(docket: Docket, assessment: Assessment, node: Obligation, coming: date | None) -> str:
    """When it is tested next, else when it stands again, else how it is tested."""
    if coming is not None:
        return f"next test {say_day(coming)}, {say_distance((coming - assessment.day).days)}"
    back = assessment[node.id].back_on
    kept = "tested" if node.kind == "test" else "kept"
    return f"stands again {say_day(back)}" if back else f"{kept} {deadline_words(docket, node, short=True)}"


def result_words(result: Result | None) -> str:
    """What a test came to: its value, else whether it was met, else that nothing is known."""
    if result is None:
        return "no reading yet"
    if result.value is not None:
        return value_text(result)
    return {True: "met", False: "not met", None: "cannot be told"}[result.met]


def summary(rows: Iterable[InstrumentHeading | CovenantRow], docket: Docket) -> tuple[str, ...]:
    """What the view holds: how many tests and covenants, and how many of them were not met when last read."""
    shown = [row for row in rows if isinstance(row, CovenantRow)]
    tests = sum(docket.obligations[row.id].kind == "test" for row in shown)
    failing = sum(row.met is False for row in shown)
    counted = ", ".join(
        f"{number} {word}{'' if number == 1 else 's'}"
        for number, word in ((tests, "test"), (len(shown) - tests, "continuing covenant"))
        if number
    )
    long = f"{counted}  ·  {failing} not met when last read" if failing else counted
    return long, counted
