"""What one record shows in its row, and how it says it: marks, bars, its name, and what is told of its day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from msgspec import Struct

from model.assess.engine import Assessed
from model.assess.standing import DEFAULT, LATE_OR_SUBMITTED, Position, Standing, mark_of
from model.days.wording import say_count, say_day, say_distance
from model.docket import Docket
from model.outlook.time.lanes import Coming, awaited_events
from model.outlook.time.tracks import Track, TrackStretch, track_of
from model.outlook.today.agenda import whose
from model.phrases import refs_text, short_day
from model.record.links import Node
from model.record.obligation import Obligation
from model.record.relief import Relief
from model.wording.standings import due_text, miss_text
from ui.frame.standing import share_of, word_of_key

_NEAR = 300
"""Days that are nearer than this are told without their year where there is little room."""


class Recorded(NamedTuple):
    """What is recorded, where something else is supposed: the assessment, and what comes of it."""

    known: Assessed
    coming: Coming


class Bar(Struct, frozen=True):
    """A stretch as it is drawn: its mark, its words from long to short, and whether it is only a line."""

    stretch: TrackStretch
    mark: str
    words: tuple[str, ...]
    line: bool = False


class RowContent(Struct, frozen=True):
    """One record in its row.

    Where something is supposed, ``was`` is its mark as things are recorded, and ``ghosts`` are its days then.
    """

    id: str
    ref: str
    title: str
    mark: str
    track: Track
    bars: tuple[Bar, ...]
    more: tuple[str, ...]
    """What is told of its day, from long to short."""
    facts: tuple[str, ...]
    """Its name, how it stands, and its days, in words."""
    share: float | None = None
    lit: bool = False
    was: str = ""
    ghosts: tuple[date, ...] = ()
    ghost_bars: tuple[TrackStretch, ...] = ()

    @property
    def spoken(self) -> str:
        """The row for a screen reader."""
        return ", ".join(self.facts)


def face_of(
    known: Assessed,
    record_id: str,
    coming: Coming,
    before: Recorded | None = None,
    *,
    lit: bool = False,
) -> RowContent:
    """What a record shows; ``before`` is what is recorded where something is supposed.

    One that is ``lit`` is a link of a chain, and says by when it is to be begun.
    """
    docket, assessment = known.run.docket, known.assessment
    node, position = docket.node(record_id), assessment[record_id]
    track = track_of(known, record_id, coming)
    mark = mark_of(node, position.standing)
    was = was_mark(before, node, mark)
    old = _old_track(before, record_id)
    more = tuple(_more(docket, node, position, assessment.day, begins=lit))
    return RowContent(
        record_id,
        docket.short_ref(record_id),
        node.short,
        mark,
        track,
        tuple(_bar(node, track, place, assessment.day) for place in range(len(track.stretches))),
        more,
        _facts(docket, node, position, assessment.day, was),
        share_of(node, position),
        lit,
        was,
        _ghosts(old, track),
        tuple(one for one in old.stretches if one.turns and one not in track.stretches),
    )


def was_mark(before: Recorded | None, node: Node, mark: str) -> str:
    """The mark that it has as things are recorded, if that is another one."""
    position = before.known.assessment.positions.get(node.id) if before else None
    was = mark_of(node, position.standing) if position else mark
    return was if was != mark else ""


def _old_track(before: Recorded | None, record_id: str) -> Track:
    """What is drawn of it as things are recorded; nothing where nothing is supposed, or it is only supposed."""
    if before is None or record_id not in before.known.assessment.positions:
        return Track(record_id)
    return track_of(before.known, record_id, before.coming)


def _ghosts(old: Track, track: Track) -> tuple[date, ...]:
    """The days on which it has its marks as things are recorded, where it would have them on others."""
    kept = {mark.day for mark in track.marks if mark.role != "was due"}
    return tuple(sorted({mark.day for mark in old.marks} - kept))


# -------------------------------------------------------------------------------------------------- bars


def _bar(node: Node, track: Track, place: int, day: date) -> Bar:
    stretch = track.stretches[place]
    before = track.stretches[place - 1] if place else None
    line = _is_duty(node) and not stretch.expected and stretch.standing in LATE_OR_SUBMITTED
    return Bar(stretch, mark_of(node, stretch.standing), _bar_words(node, stretch, before, day), line)


def _is_duty(node: Node) -> bool:
    """Whether it is performed once, by a day."""
    return isinstance(node, Obligation) and not (node.continuing or node.is_consequence or node.binding == "plan")


def _bar_words(node: Node, stretch: TrackStretch, before: TrackStretch | None, day: date) -> tuple[str, ...]:
    """What stands in a bar: since or until when it holds, shorter and shorter."""
    word = stretch.standing.value
    if isinstance(node, Relief):
        return _relief_words(stretch, word, day)
    if node.binding == "plan":
        return (f"forecast, {word}", word)
    if stretch.turns:
        back = before is not None and before.standing is Standing.SUSPENDED and stretch.standing in DEFAULT
        how = "stands again" if back else "would be in cure" if stretch.standing is Standing.IN_CURE else word
        return (f"{how} from {say_day(stretch.first)}", f"{how} from {_brief(stretch.first, day)}", how)
    if stretch.last is not None and stretch.last < day:
        last = stretch.last
        return (f"{word} until {say_day(last)}", f"{word} until {_brief(last, day)}", word)
    if stretch.standing is Standing.EXPOSED and not stretch.expected:
        return (f"{word} since {say_day(stretch.first)}", f"{word} since {_brief(stretch.first, day)}", word)
    return (word,)


def _relief_words(stretch: TrackStretch, word: str, day: date) -> tuple[str, ...]:
    kept = "" if stretch.standing is Standing.LIVE else f"{word}, "
    if stretch.last is None:
        return (f"{word}, no end stated", word)
    return (f"{kept}until {say_day(stretch.last)}", f"{kept}until {_brief(stretch.last, day)}", word)


# ------------------------------------------------------------------------------------------------- words


def _more(docket: Docket, node: Node, position: Position, day: date, *, begins: bool) -> Iterator[str]:
    """What is told behind the title, from long to short."""
    start = f"; start by {say_day(position.act_by)}" if begins and position.act_by and position.act_by >= day else ""
    short_start = f"; start by {_brief(position.act_by, day)}" if start and position.act_by else ""
    owed = "owed to us, " if whose(docket, node) == "theirs" and "owed to us" not in node.short else ""
    for words, shorter in _day_words(docket, node, position, day):
        yield f"{owed}{words}{start}"
        if start:
            yield f"{shorter}{short_start}"
        yield shorter
    yield ""


def _day_words(docket: Docket, node: Node, position: Position, day: date) -> Iterator[tuple[str, str]]:
    if isinstance(node, Relief) or node.is_consequence or node.continuing:
        return
    if position.done_on is not None:
        yield f"done {say_day(position.done_on)}", f"done {_brief(position.done_on, day)}"
    elif position.due is not None:
        due, word = position.due, "was due" if position.due < day else "due"
        if due >= day:
            yield f"due {say_day(due)}, {say_distance((due - day).days)}", f"due {_weekday(due, day)}"
        else:
            yield f"{word} {say_day(due)}", f"{word} {_weekday(due, day)}"
    elif position.perform_by is not None:
        yield _asked(docket, node, position, position.perform_by, day), f"by {_weekday(position.perform_by, day)}"
    elif node.binding == "plan":
        yield due_text(docket, node, position, day).words or "a plan", "a plan"
    elif position.expected is not None or _expected(docket, node, day):
        yield _expected_words(docket, node, position, day)
    else:
        yield "no day is stated", "no day"


def _expected_words(docket: Docket, node: Node, position: Position, day: date) -> tuple[str, str]:
    """When what it waits for is expected, and on which day it falls due then: the row speaks of its own day."""
    event = _expected(docket, node, day)
    waits = f"{event[0]} is expected {say_day(event[1])}" if event else ""
    if position.expected is None:
        return (waits, f"{event[0]} expected {_weekday(event[1], day)}") if event else ("", "")
    own = f"expected to fall due {say_day(position.expected)}"
    return "; ".join(filter(None, (waits, own))), f"expected {_weekday(position.expected, day)}"


def _expected(docket: Docket, node: Node, day: date) -> tuple[str, date] | None:
    """The event that it waits for, and the day on which that is expected."""
    events = awaited_events(docket, node) if isinstance(node, Obligation) else ()
    waiting = (event for event in events if event.expected and (event.happened is None or event.happened.on > day))
    return next(((event.title, event.expected.on) for event in waiting if event.expected), None)


def _asked(docket: Docket, node: Node, position: Position, by: date, day: date) -> str:
    """A day that only a relief asks for, and what the duty itself waits for."""
    due = due_text(docket, node, position, day)
    asked = f"by {_weekday(by, day)} for {refs_text(docket, position.for_reliefs, short=True)}"
    return f"{due.words}; {asked}" if due.words.startswith("when") else asked


def _weekday(day: date, seen_on: date) -> str:
    """``Mon 2 Dec``: near enough to need no year; else the whole day."""
    return say_day(day).rpartition(" ")[0] if _is_near(day, seen_on) else say_day(day)


def _brief(day: date, seen_on: date) -> str:
    """``2 Dec``, or ``2 Dec 2021``."""
    return short_day(day) if _is_near(day, seen_on) else f"{short_day(day)} {day.year}"


def _is_near(day: date, seen_on: date) -> bool:
    return abs((day - seen_on).days) < _NEAR


def _facts(docket: Docket, node: Node, position: Position, day: date, was: str) -> tuple[str, ...]:
    """Its name, how it stands, and its days."""
    word = position.standing.value
    standing = f"{word_of_key(was)}, then {word}" if was else word
    days = [words for words, _ in _day_words(docket, node, position, day)]
    if isinstance(node, Relief) and position.due:
        days = [f"until {say_day(position.due)}"]
    if position.since:
        days.append(f"since {say_day(position.since)}")
    if position.back_on:
        days.append(f"stands again on {say_day(position.back_on)}")
    if position.act_by and position.act_by >= day:
        days.append(f"start by {say_day(position.act_by)}, {say_distance((position.act_by - day).days)}")
    target = node.target.on if isinstance(node, Obligation) and node.target and position.done_on is None else None
    if target:
        days.append(f"internal target {say_day(target)}")
    return f"{docket.short_ref(node.id)} {node.short}", standing, *days


def tooltip_of(known: Assessed, face: RowContent) -> str:
    """All that is to be said of a row under the pointer."""
    docket, position = known.run.docket, known.assessment[face.id]
    name, standing, *days = face.facts
    lines = [name, ", ".join((standing, *days))]
    known_bars = [bar.stretch for bar in face.bars if not bar.stretch.expected and bar.stretch.last]
    lines += [f"{one.standing} {say_day(one.first)} to {say_day(one.last)}" for one in known_bars if one.last]
    lines += [f"If nothing more is done: {bar.words[0]}" for bar in face.bars if bar.stretch.turns and bar.words]
    if position.occurrences:
        lines.append(say_count(len(position.occurrences), "occurrence"))
    lines.append(miss_text(docket, position, short=True))
    return "\n".join(filter(None, lines))
