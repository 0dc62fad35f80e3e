"""The earlier or the later of several days: "the earliest of", "or, if later,", "whichever comes first".

>>> bool(_WHICHEVER.fullmatch("whichever first occurs")), bool(_IF.match(", or if sooner , "))
(True, True)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations
from typing import Final, TypeAlias

from msgspec.structs import replace

from model.days.deadline import After, Earliest, Latest, On, Pick, several_of
from model.days.notation.asking import Asker, Build
from model.days.notation.named_deadline import NamedDated, NamedDeadline, NamedSeveral
from model.days.notation.pattern import Pattern
from model.days.notation.reader import Reader
from model.days.notation.refusal import NotationError
from model.days.operation import Add

MOST_PARTS: Final = 12
ReadPart: TypeAlias = Callable[[Reader], "Build[NamedDeadline] | None"]

_EARLIER: Final = r"(?:earlier|earliest|sooner|soonest|first|lesser|shorter)"
_LATER: Final = r"(?:later|latest|last|greater|longer)"
_LED: Final = Pattern(
    r"(?:(?:by|on|upon|at|on or before|no later than|not later than|at the latest|within|until"
    r"|in no event later than|by no later than|not after|no later than on|at or prior to|on or prior to"
    r"|(?P<before>prior to|before))? ?)"
    rf"(?:whichever (?:is |shall be )?)?(?:the )?(?:date (?:that|which) is the "
    rf"|dates? of the )?(?:(?P<earlier>{_EARLIER})|(?P<later>{_LATER}))(?: (?:to occur|occurring|date"
    rf"|day))? (?:of|to occur of)(?: (?:either|any|the following))?(?: :)?(?= |$)"
)
_COUNTED: Final = Pattern(rf"(?:the )?(?:(?P<earlier>{_EARLIER})|(?P<later>{_LATER}))(?: (?:to occur|date))? of(?= )")
_JOINED: Final = Pattern(r"(?:[,;] )?(?:and|or)(?= )|[,;](?= )")
_IF: Final = Pattern(
    rf"[,;(]? ?(?:or|and) ?,? ?(?:if|where) (?:it is |this is |that is )?(?:(?P<earlier>{_EARLIER})"
    rf"|(?P<later>{_LATER}))(?: ?[,:])?(?= )"
)
_WHICHEVER: Final = Pattern(
    rf"[,;(]? ?(?:in each case )?(?:whichever|which ever)(?: of (?:them|these|the two|such dates"
    rf"|which))? ?(?:date |day |event |first |shall |is to |should )*"
    rf"(?:is|comes|occurs|falls|occur|come|be|happens|is to occur"
    rf"|to occur)? ?(?:the )?(?:(?P<earlier>{_EARLIER})|(?P<later>{_LATER}))?(?: (?:occurs|to occur|in time"
    rf"|date))?(?: ?\))?$"
)
_BUT_BY: Final = Pattern(
    r"[,;(]? ?(?:but|and|provided (?:however |always )?,? ?that|but ,) ?,? ?(?:(?:in (?:any|all) (?:event"
    r"|case)s?) ?,? ?)?(?=(?:not|no|by|within|later|on or|before|at the|in no (?:event|case))\b)"
)


def several(reader: Reader, part: ReadPart) -> Build[NamedDeadline] | None:
    """The earlier or later of several, in any of the ways of saying it."""
    start = reader.at
    for form in (_led, _if_later, _whichever, _counted_from_several):
        reader.at = start
        found = form(reader, part)
        if found is not None:
            reader.at = reader.end
            return found
    reader.at = start
    return None


def _led(reader: Reader, part: ReadPart) -> Build[NamedDeadline] | None:
    found = reader.fits(_LED)
    if found is None:
        return None
    pick: Pick = "earlier" if found["earlier"] else "later"
    superlative = (found["earlier"] or found["later"]) in ("earliest", "latest", "soonest", "first", "last")
    parts = _parts(reader, reader.at, reader.end, part, most_first=superlative)
    if not parts:
        _look_further(reader, part)
        return None
    picked = _pick(pick, parts)
    return _before(picked) if found["before"] else picked


def _look_further(reader: Reader, part: ReadPart) -> None:
    """Read what there is of several that are not whole yet, for what could come next."""
    start, end = reader.at, reader.end
    joined = end > start + 1 and reader.tokens[end - 1].key in ("and", "or")
    alone = reader.part(start, end - 1, part) if joined else None
    if joined and (alone is not None or _parts(reader, start, end - 1, part, most_first=False)):
        reader.at = end
    if reader.at_end():
        part(reader)
    else:
        reader.part(start, end, part)
    reader.at = start


def _before(picked: Build[NamedSeveral]) -> Build[NamedDeadline]:
    """Before the earlier of several: whether that day itself is too late is asked, as of a single event."""

    def build(asker: Asker) -> NamedDeadline:
        deadline = picked(asker)
        sooner = several_of(deadline.pick, tuple(map(_day_before, deadline.of)))
        options: list[tuple[NamedDeadline, str]] = [
            (sooner, "the day before it at the latest"),
            (deadline, "that day still in time"),
        ]
        return asker.ask(f"Before the {deadline.pick} of several: is that day itself too late?", options)

    return build


def _day_before(deadline: NamedDated) -> NamedDated:
    if isinstance(deadline, On):
        return replace(deadline, strictly_before=True)
    on_the_day = deadline.steps == (Add(n=0, unit="day"),)
    return replace(deadline, steps=(*(() if on_the_day else deadline.steps), Add(n=-1, unit="day")))


def _parts(
    reader: Reader, start: int, end: int, part: ReadPart, *, most_first: bool
) -> list[Build[NamedDeadline]] | None:
    """The days to choose from: by their enumerators, else wherever the joining words leave days that can be read."""
    items = [place for place in range(start, end) if reader.tokens[place].kind == "item"]
    if len(items) > MOST_PARTS:
        reader.refuse(f"More than {MOST_PARTS} days to choose from are not read. Write fewer.", reader.offset)
    if len(items) >= 2 and items[0] == start:
        spans = [(one + 1, _trimmed(reader, one + 1, two)) for one, two in zip(items, [*items[1:], end], strict=True)]
        return _all_read(reader, spans, part)
    joints = _joints(reader, start, end)
    if len(joints) + 1 > 24:
        reader.refuse(f"More than {MOST_PARTS} days to choose from are not read. Write fewer.", reader.offset)
    counts = range(min(len(joints), MOST_PARTS), 0, -1) if most_first else range(1, min(len(joints), 5) + 1)
    tried = 0
    for count in counts:
        for chosen in combinations(reversed(joints), count):
            tried += 1
            if tried > 60:
                return None
            read = _all_read(reader, list(_between(sorted(chosen), start, end)), part)
            if read is not None:
                return read
    return None


def _joints(reader: Reader, start: int, end: int) -> list[tuple[int, int]]:
    """Where one day may end and the next begin, outside brackets."""
    found: list[tuple[int, int]] = []
    kept, reader.end = reader.end, end
    for first, last in reader.find(_JOINED, start):
        depth = sum({"(": 1, ")": -1}.get(token.key, 0) for token in reader.tokens[start:first])
        if depth == 0 and first > start and last < end:
            found.append((first, last))
    reader.end = kept
    return found


def _between(joints: list[tuple[int, int]], start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for first, last in joints:
        yield at, first
        at = last
    yield at, end


def _trimmed(reader: Reader, start: int, end: int) -> int:
    """Without the comma and the "and" before the next enumerator."""
    while end > start and reader.tokens[end - 1].key in (",", ";", "and", "or"):
        end -= 1
    return end


def _all_read(reader: Reader, spans: list[tuple[int, int]], part: ReadPart) -> list[Build[NamedDeadline]] | None:
    found: list[Build[NamedDeadline]] = []
    for start, end in spans:
        if end <= start:
            return None
        bracketed = reader.tokens[start].key == "(" and reader.tokens[end - 1].key == ")"
        read = reader.part(start + bracketed, end - bracketed, part)
        if read is None:
            return None
        found.append(read)
    return found


def _if_later(reader: Reader, part: ReadPart) -> Build[NamedDeadline] | None:
    """“28 days before 24 June 2026 or, if later, 12 days after the meeting”."""
    start, end = reader.at, reader.end
    for first, last in reader.find(_IF, start):
        found = _IF.match(" ".join(token.key for token in reader.tokens[first:last]) + " ")
        opened = reader.tokens[first].key == "("
        stop = end - 1 if opened and reader.tokens[end - 1].key == ")" else end
        parts = _all_read(reader, [(start, first), (last, stop)], part) if first > start else None
        if parts and found:
            return _pick("earlier" if found["earlier"] else "later", parts)
    return _or_if_later(reader, part)


_LAST_IF: Final = Pattern(rf",? ?if (?:that is |it is |this is )?(?:(?P<earlier>{_EARLIER})|(?P<later>{_LATER}))$")


def _or_if_later(reader: Reader, part: ReadPart) -> Build[NamedDeadline] | None:
    """“Seven days after the meeting or 30 June 2026 if later”: the condition stands last."""
    start, end = reader.at, reader.end
    for first, last in reader.find(_LAST_IF, start):
        found = _LAST_IF.match(" ".join(token.key for token in reader.tokens[first:last]))
        joints = [one for one in _joints(reader, start, first) if reader.tokens[one[1] - 1].key == "or"]
        parts = _all_read(reader, list(_between(joints, start, first)), part) if len(joints) == 1 else None
        if parts and found and last == end:
            return _alike(_pick("earlier" if found["earlier"] else "later", parts))
    return None


def _alike(picked: Build[NamedSeveral]) -> Build[NamedSeveral]:
    """Refused where a count could run from a bare event behind it too: “7 days after A or B if later”."""

    def build(asker: Asker) -> NamedSeveral:
        found = picked(asker)
        counted = [part for part in found.of if isinstance(part, After)]
        bare = [part for part in counted if part.steps == (Add(n=0, unit="day"),)]
        if bare and len(bare) < len(counted):
            raise NotationError(
                f"Does the count run from “{bare[0].anchor}” too? Write “the {found.pick} of … and …”, each in full.", 0
            )
        return found

    return build


def _whichever(reader: Reader, part: ReadPart) -> Build[NamedDeadline] | None:
    start = reader.at
    for first, _ in reader.find(_WHICHEVER, start):
        found = _WHICHEVER.match(" ".join(token.key for token in reader.tokens[first : reader.end]))
        words = found[0] if found else ""
        earlier = bool(found and found["earlier"]) or " first" in words
        if first <= start or not (earlier or (found and found["later"])):
            continue
        parts = _parts(reader, start, first, part, most_first=False)
        if parts:
            return _pick("earlier" if earlier else "later", parts)
    return None


def _counted_from_several(reader: Reader, _: ReadPart) -> Build[NamedDeadline] | None:
    """“30 days after the later of A and B” is the later of 30 days after A and 30 days after B."""
    start, end = reader.at, reader.end
    for first, last in reader.find(_COUNTED, start):
        found = _COUNTED.match(" ".join(token.key for token in reader.tokens[first:last]) + " ")
        if first <= start or found is None:
            continue
        parts = _parts(reader, last, end, _after_head(reader.words(start, first)), most_first=False)
        if parts:
            return _pick("earlier" if found["earlier"] else "later", parts)
    return None


def _after_head(head: str) -> ReadPart:
    """How one of several is read that the same count stands before."""

    def form(reader: Reader) -> Build[NamedDeadline] | None:
        name = reader.words(reader.at, reader.end)
        reader.at = reader.end
        return reader.reworded(f"{head} {name}")

    return form


def bounded(reader: Reader, part: ReadPart) -> Build[NamedDeadline] | None:
    """A day with another behind it as the last: “10 business days after closing but no later than 30 June 2026”."""
    start, end = reader.at, reader.end
    for first, last in reader.find(_BUT_BY, start):
        opened = reader.tokens[first].key == "("
        stop = end - 1 if opened and reader.tokens[end - 1].key == ")" else end
        parts = _all_read(reader, [(start, first), (last, stop)], part) if first > start else None
        if parts:
            reader.at = end
            return _pick("earlier", parts)
    return None


def _pick(pick: Pick, builds: list[Build[NamedDeadline]]) -> Build[NamedSeveral]:
    def build(asker: Asker) -> NamedSeveral:
        found: list[NamedDated] = []
        for part in builds:
            deadline = part(asker)
            if isinstance(deadline, Earliest | Latest) and deadline.pick == pick:
                found += deadline.of
            elif isinstance(deadline, On | After):
                found.append(deadline)
            elif isinstance(deadline, Earliest | Latest):
                raise NotationError(
                    "The earlier of one pair and the later of another are two deadlines. Write each by itself.", 0
                )
            else:
                raise NotationError("What comes again is no single day to choose from.", 0)
        return several_of(pick, tuple(found))

    return build
