"""What the window says of what is supposed: the sentence, the rows of the comparison, and their copy. No Qt here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from msgspec.structs import replace

from model.assess.standing import Assessment, Position, mark_of
from model.days.wording import say_day
from model.docket import Docket
from model.outlook.changes.whatif import Difference, Effect, effects, either_way, say_assumption
from model.phrases import refs_text
from model.record.scenario import Assumption
from ui.frame.standing import share_of, word_of_key
from ui.inspector.reading import ARROW, RecordInView, due_words, reason_words
from ui.workspace import Supposition

MOST = 20
"""So many records are named in a sentence; more are counted."""
LEAD = "Supposed, not recorded"
REAL_HERE = "This view shows the docket as it stands. Network and Timeline show it as supposed."

EFFECTS: tuple[tuple[Effect, str], ...] = (
    ("falls", "Falls"),
    ("saved", "Saved"),
    ("moves", "Moves"),
    ("changes", "Stands otherwise"),
    ("new", "Only supposed"),
)
"""What a difference means, with the head it stands under, in their order."""

_COUNTED: dict[Effect, tuple[str, str]] = {
    "falls": ("falls", "fall"),
    "saved": ("is saved", "are saved"),
    "moves": ("moves", "move"),
    "changes": ("stands otherwise", "stand otherwise"),
}


class Compared(NamedTuple):
    """One record in the comparison: how it stands, how it would stand, and why."""

    id: str
    effect: Effect
    ref: str
    title: str
    was: str
    becomes: str
    due: date | None
    would_be_due: date | None
    why: str

    @property
    def moves(self) -> bool:
        """Whether it would be due on another day."""
        return self.due != self.would_be_due and bool(self.was)

    @property
    def spoken(self) -> str:
        """The row in sentences, for a screen reader and for the clipboard."""
        if not self.was:
            stands = f"would be {word_of_key(self.becomes)}"
        elif self.was == self.becomes:
            stands = word_of_key(self.was)
        else:
            stands = f"{word_of_key(self.was)} {ARROW} {word_of_key(self.becomes)}"
        days = f" Due {said_day(self.due)} {ARROW} {said_day(self.would_be_due)}." if self.moves else ""
        return f"{self.ref} {self.title}: {stands}.{days} {self.why}".strip()


def said_day(day: date | None) -> str:
    """A due day, or that there is none."""
    return say_day(day) if day else "no day"


def assumption_words(docket: Docket, assumptions: Sequence[Assumption]) -> tuple[str, ...]:
    """Each assumption as a sentence without its full stop: ``USMX-8 is performed on Fri 20 Dec 1996``."""
    said = (say_assumption(docket, one) for one in assumptions)
    return tuple(words[:1].upper() + words[1:] for words in said)


def outcome(day: date, differences: Sequence[Difference]) -> str:
    """The comparison in one sentence: ``If so, on Wed 1 Jan 1997: 2 fall, 2 are saved, 1 moves``."""
    counts = []
    for effect, (one, several) in _COUNTED.items():
        number = len(effects(differences, effect))
        if number:
            counts.append(f"{number:,} {one if number == 1 else several}")
    if not counts:
        return f"If so, on {say_day(day)} nothing that is recorded stands otherwise."
    return f"If so, on {say_day(day)}: {', '.join(counts)}."


def outcome_in_full(supposition: Supposition) -> str:
    """The same with refs, where they are few: ``8 is satisfied; 9 and 10 are open``, what falls first."""
    day, differences, docket = supposition.day, supposition.differences, supposition.docket
    if not 0 < len(differences) <= MOST:
        return outcome(day, differences)
    groups: dict[str, list[str]] = {}
    for one in differences:
        key = mark_of(docket.node(one.id), one.becomes)
        word = (
            f"due on {said_day(one.would_be_due)}"
            if one.effect == "moves"
            else word_of_key(key).removeprefix("relief ")
        )
        groups.setdefault(word, []).append(one.id)
    return f"If so, on {say_day(day)}: {'; '.join(_stand(docket, ids, word) for word, ids in groups.items())}."


def _stand(docket: Docket, ids: Sequence[str], word: str) -> str:
    return f"{refs_text(docket, ids, short=True)} {'is' if len(ids) == 1 else 'are'} {word}"


def all_the_same(supposition: Supposition) -> str:
    """What has come to harm either way: ``Either way: 18 is exposed; 1 and 17 are missed.`` Empty where nothing has.

    Held against a performance in time it says so: ``Even if performed by Tue 31 Dec 1996, with nothing more done: …``.
    """
    docket, seen = supposition.docket, supposition.seen
    found = either_way(seen.otherwise, seen.then.assessment)
    lead = (
        f"Even if performed by {say_day(max(seen.in_time))}, with nothing more done" if seen.in_time else "Either way"
    )
    number = sum(map(len, found.values()))
    if number > MOST:
        return f"{lead}, {number:,} are exposed, missed, failing or lapsed."
    said = (_stand(docket, ids, str(standing)) for standing, ids in found.items())
    return f"{lead}: {'; '.join(said)}." if found else ""


def compared_with(supposition: Supposition) -> str:
    """What stands beside what is supposed in the comparison."""
    looked_at = supposition.assessment.day
    if supposition.day == looked_at:
        return "Compared with the docket as it stands, on the same day."
    return f"Seen on {say_day(supposition.day)}, beside how it stands on {say_day(looked_at)}."


def sentences(supposition: Supposition, *, real: bool, first: date | None) -> tuple[str, ...]:
    """What the banner says, the longest first. ``real`` is a view that shows the docket as it stands, and says so.

    Where nothing stands otherwise yet, ``first`` is the first day on which something will.
    """
    short = outcome(supposition.day, supposition.differences)
    full = outcome_in_full(supposition)
    if not supposition.differences and first is not None:
        later = f"It shows first on {say_day(first)}."
        full, short = f"{short} {later}", later
    if real:
        return (f"{REAL_HERE} {short}", REAL_HERE, "This view shows the docket as it stands.", "As it stands.")
    return (" ".join(filter(None, (full, all_the_same(supposition)))), full, short)


def compared(supposition: Supposition, now: Assessment) -> tuple[Compared, ...]:
    """Every record that would stand otherwise, in the order of the differences."""
    return tuple(_row(supposition, now, one) for one in supposition.differences)


def _row(supposition: Supposition, now: Assessment, one: Difference) -> Compared:
    docket = supposition.docket
    node = docket.node(one.id)
    why = _why(RecordInView(docket, supposition.seen.then.assessment, node))
    was = mark_of(node, one.was) if one.was is not None and one.id in now.positions else ""
    return Compared(
        one.id,
        one.effect,
        docket.short_ref(one.id),
        node.short,
        was,
        mark_of(node, one.becomes),
        one.due,
        one.would_be_due,
        why,
    )


def rows_under_heads(rows: Sequence[Compared]) -> Iterator[Compared | str]:
    """The rows, each effect under its head."""
    for effect, head in EFFECTS:
        found = [row for row in rows if row.effect == effect]
        if found:
            yield head
            yield from found


def as_text(docket: Docket, supposition: Supposition, rows: Sequence[Compared]) -> str:
    """The comparison as plain text for a letter or a note, with what is supposed at its head."""
    said = [f"{LEAD}:", *(f"- {words}" for words in assumption_words(docket, supposition.assumptions)), ""]
    said.append(outcome(supposition.day, supposition.differences))
    said.extend(f"\n{row}" if isinstance(row, str) else row.spoken for row in rows_under_heads(rows))
    return "\n".join(said) + "\n"


class Otherwise(NamedTuple):
    """How one record would stand: the key of its standing, its share performed, its day, and why.

    The key is empty where it would stand as it does.
    """

    key: str = ""
    share: float | None = None
    due: str = ""
    why: str = "Nothing about it would be otherwise."
    on: str = ""
    """The day, where it is another than the one looked at."""


def if_so(supposition: Supposition, record_id: str) -> Otherwise:
    """How a record would stand, for the inspector, which shows how it stands."""
    on = say_day(supposition.day) if supposition.day != supposition.assessment.day else ""
    if all(one.id != record_id for one in supposition.differences):
        return Otherwise(on=on)
    docket = supposition.docket
    sight = RecordInView(docket, supposition.seen.then.assessment, docket.node(record_id))
    return Otherwise(sight.key, share_of(sight.node, sight.position), due_words(sight), _why(sight), on)


def _why(sight: RecordInView) -> str:
    """The reasons but for a reading that is lacking, which nothing supposed brings."""
    position = sight.position
    told = tuple(one for one in position.reasons if one.code != "unverified")
    return reason_words(sight._replace(assessment=_reasoned(sight, replace(position, reasons=told))))


def _reasoned(sight: RecordInView, position: Position) -> Assessment:
    return Assessment(sight.assessment.day, {sight.node.id: position})
