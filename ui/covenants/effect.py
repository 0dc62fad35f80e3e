"""What figures that are not entered yet would say of the tests: met or not, headroom, and another standing. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from model.assess import assess
from model.assess.standing import Assessment, mark_of
from model.days.wording import say_day
from model.docket import Docket
from model.outlook.covenants.financial import Result, projection, results
from model.outlook.covenants.results import headroom_text, required_text, value_text, why_text
from model.record.figure import Figure
from model.record.obligation import Obligation
from ui.filter.snapshot import natural
from ui.frame.standing import word_of_key


class Effect(NamedTuple):
    """What one test would come to as of a day."""

    test: str
    mark: str
    ref: str
    title: str
    day: date
    value: str
    words: str
    met: bool | None

    @property
    def spoken(self) -> str:
        """The line for a screen reader."""
        return f"{self.ref} {self.title}, {say_day(self.day)}: {self.value}, {self.words}"


class Effects(NamedTuple):
    """A sentence, a line for each test and day, and the standings that would be others."""

    sentence: str
    lines: tuple[Effect, ...]
    turns: tuple[str, ...]


def effects_of(docket: Docket, assessment: Assessment, figures: Sequence[Figure]) -> Effects:
    """What entering figures would say; ``docket`` has them already, ``assessment`` is how it stands without them."""
    entered = {(one.metric, one.as_of) for one in figures}
    tests = sorted((one for one in docket.obligations.values() if one.threshold), key=lambda one: natural(one.ref))
    lines = [
        _line(docket, test, result) for test in tests for result in _results(docket, test, assessment.day, entered)
    ]
    then = assess(docket, assessment.day)
    return Effects(_sentence(lines), tuple(lines), tuple(_turns(docket, assessment, then)))


def _results(docket: Docket, test: Obligation, day: date, entered: set[tuple[str, date]]) -> list[Result]:
    last = max((of for _, of in entered), default=day)
    known = [*results(docket, test, day), *projection(docket, test, day, max(last, day))]
    return [one for one in known if one.by == "figures" and _uses(one, entered)]


def _uses(result: Result, entered: set[tuple[str, date]]) -> bool:
    put_in = {(one.metric, one.figure.as_of if one.figure else result.of) for one in result.inputs}
    return bool(put_in & entered)


def _line(docket: Docket, test: Obligation, result: Result) -> Effect:
    room, share = headroom_text(test, result)
    words = f"{required_text(test, result.required)}, {room}" if room else why_text(docket, result)
    return Effect(
        test=test.id,
        mark={True: "in_compliance", False: "failing", None: "untested"}[result.met],
        ref=docket.short_ref(test.id),
        title=test.short,
        day=result.of,
        value=value_text(result) or "cannot be told yet",
        words=f"{words}, {share}" if share else words,
        met=result.met,
    )


def _sentence(lines: Sequence[Effect]) -> str:
    """``2 would be met; 1 would fail``: counted by the last day of each test."""
    last = {one.test: one for one in sorted(lines, key=lambda one: one.day)}
    counts = (
        (sum(one.met is True for one in last.values()), "would be met"),
        (sum(one.met is False for one in last.values()), "would fail"),
        (sum(one.met is None for one in last.values()), "cannot be told yet"),
    )
    said = [f"{number} {words}" for number, words in counts if number]
    return "; ".join(said) + "." if said else "No test is read from these figures yet."


def _turns(docket: Docket, now: Assessment, then: Assessment) -> list[str]:
    """The standings that would be others on the day looked at."""
    found = []
    for node in docket.nodes():
        before, after = now.positions.get(node.id), then.positions[node.id]
        if before is not None and before.standing != after.standing:
            words = [word_of_key(mark_of(node, one.standing)) for one in (before, after)]
            found.append(f"{docket.short_ref(node.id)} would be {words[1]}, now {words[0]}")
    return found
