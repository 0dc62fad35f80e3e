"""What Today says beside a record: why it stands in its band and what hangs on it, in a few words with their marks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import NamedTuple

from model.assess.standing import DEFAULT, Assessment, Position, Reason, Standing, mark_of
from model.days.wording import say_day, say_distance
from model.docket import Docket
from model.outlook.today.agenda import BandKey
from model.phrases import listed, money_text, record_name, refs_text, short_day
from model.record.deadline import Open
from model.record.links import Node
from model.record.obligation import Obligation
from model.record.relief import Relief
from model.wording.standings import owed_words


class NotePiece(NamedTuple):
    """A stretch of a note: words, and before them the mark of a standing where they name records that stand so.

    ``brief`` stands for the words where there is no room for all of a note.
    """

    text: str
    mark: str = ""
    brief: str = ""


Note = tuple[NotePiece, ...]

_PLAIN = 180
"""Within so many days a day needs no year."""


def note_of(docket: Docket, assessment: Assessment, band: BandKey, node: Node) -> Note:
    """The note of a record in a band."""
    return tuple(_NOTES[band](_Noting(docket, assessment, node)))


def note_words(note: Note, word_of: Callable[[str], str]) -> str:
    """A note read aloud: each mark by the word that ``word_of`` has for it, after the records that stand so."""
    said = (f"{piece.text} {word_of(piece.mark)}" if piece.mark else piece.text for piece in note)
    return " ".join(" ".join(said).split()).replace(" ,", ",").replace(" ;", ";")


class _Noting:
    """One record of a docket on a day, and phrases about it."""

    def __init__(self, docket: Docket, assessment: Assessment, node: Node) -> None:
        self.docket, self.assessment, self.node = docket, assessment, node
        self.position = assessment[node.id]
        self.day = assessment.day

    def reason(self, *codes: str) -> Reason | None:
        """The first reason of one of these codes."""
        return next((reason for reason in self.position.reasons if reason.code in codes), None)

    def refs(self, ids: Iterable[str]) -> str:
        """Short refs in one phrase."""
        return refs_text(self.docket, ids, short=True)

    def brief(self, ids: Iterable[str]) -> str:
        """The same without a word more than needed."""
        return self.refs(ids).replace(" and ", ", ")

    def marked(self, ids: Iterable[str]) -> list[NotePiece]:
        """Records by their refs, those that stand alike together behind one mark, in the order of the first."""
        alike: dict[str, list[str]] = {}
        for one in ids:
            mark = mark_of(self.docket.node(one), self.assessment[one].standing)
            alike.setdefault(mark, []).append(one)
        return [NotePiece(self.refs(some), mark, self.brief(some)) for mark, some in alike.items()]

    def alone(self, ids: Iterable[str]) -> list[NotePiece]:
        """Records one by one, each behind its mark."""
        return [piece for one in ids for piece in self.marked((one,))]


def _near(day: date | None, beside: date) -> str:
    """``2 Dec``, with its year where that is not plain from the day beside it."""
    if day is None:
        return ""
    return short_day(day) if abs((beside - day).days) <= _PLAIN else f"{short_day(day)} {day.year}"


# -------------------------------------------------------------------------------- exposed, missed, due


def _of_trouble(it: _Noting) -> list[NotePiece]:
    if it.position.standing is Standing.EXPOSED:
        return _exposed(it)
    if it.position.standing is Standing.IN_CURE and it.position.last_day:
        return _in_cure(it, it.position.last_day)
    said = [_how_missed(it)]
    if again := it.reason("stands again"):
        said.append(f"stands again since {_near(again.day, it.day)}")
    elif isinstance(it.node, Obligation) and it.node.cure is None and it.position.standing is Standing.MISSED:
        said.append("no cure period stated")
    return [NotePiece("; ".join(said), brief=said[0])]


def _in_cure(it: _Noting, last: date) -> list[NotePiece]:
    """Until when it can be put right comes before how it was missed, and what follows after both."""
    until = f"may be cured until {say_day(last)}"
    note = [NotePiece(f"{until}; {_how_missed(it)}", brief=f"cure until {_weekday_day(last)}")]
    return [*note, NotePiece(";"), *_else(it)] if _follows(it.position) else note


def _how_missed(it: _Noting) -> str:
    if it.position.standing is Standing.LAPSED:
        return "lapsed unused"
    if reason := it.reason("not met"):
        return f"not met, by {_near(reason.day, it.day)}" if reason.day else "not met"
    if it.reason("confirmed not performed"):
        return "confirmed not performed"
    return "performed in part" if it.reason("in part") else "no performance recorded"


def _exposed(it: _Noting) -> list[NotePiece]:
    """By what it is exposed, and since when."""
    by_day: dict[date | None, list[str]] = {}
    for reason in it.position.reasons:
        if reason.code == "exposed by":
            by_day.setdefault(reason.day, []).extend(reason.ids)
    note: list[NotePiece] = []
    for day, ids in by_day.items():
        note += [*([NotePiece(";")] if note else []), *it.marked(ids), NotePiece(f"since {_near(day, it.day)}")]
    return note


def _of_soon(it: _Noting) -> list[NotePiece]:
    """By when work starts, and what follows a miss."""
    position = it.position
    begins = position.act_by
    said = ""
    if begins is not None and begins != position.due:
        said = f"start by {_weekday_day(begins)}" if begins >= it.day else f"was to start by {_weekday_day(begins)}"
    if position.perform_by and not position.due:
        said = f"a condition of {it.refs(position.for_reliefs)}"
    stop = ";" if _follows(position) else ""
    return [
        *([NotePiece(f"{said}{stop}", brief=f"{said}{stop}".replace("start by", "start"))] if said else []),
        *_else(it),
    ]


def _weekday_day(day: date) -> str:
    return " ".join(say_day(day).split()[:3])


def _follows(position: Position) -> bool:
    return bool(position.lapses or position.exposes)


def _else(it: _Noting) -> list[NotePiece]:
    """What follows a miss, as it would then stand."""
    position = it.position
    if not _follows(position):
        return []
    exposed = [one.consequence for one in position.exposes]
    note = [NotePiece("else")]
    if position.lapses:
        note.append(NotePiece(it.refs(position.lapses), "relief_lapsed", it.brief(position.lapses)))
    if len(exposed) == 1 and not position.lapses:
        note.append(NotePiece(f"{it.refs(exposed)} {it.docket.node(exposed[0]).short}", "exposed", it.refs(exposed)))
    elif exposed:
        note.append(NotePiece(it.refs(exposed), "exposed", it.brief(exposed)))
    return note


# ------------------------------------------------------------------------------------------- waiting


def _of_waiting(it: _Noting) -> list[NotePiece]:
    reason = it.position.reasons[0]
    if reason.code in ("not granted", "unsigned"):
        return [NotePiece("asked for, not granted" if reason.code == "not granted" else "recorded as unsigned")]
    if reason.code == "awaits approval":
        approver = record_name(it.docket, reason.about, short=True)
        return [
            NotePiece(
                f"{approver or 'the approver'} has not decided; handed in on {_weekday_day(reason.day or it.day)}"
            )
        ]
    nodes = [one for one in reason.ids if one in it.docket.obligations or one in it.docket.reliefs]
    events = [record_name(it.docket, one) for one in reason.ids if one not in nodes]
    note = it.marked(nodes) if reason.code == "blocked" else it.alone(nodes)
    if reason.code == "nothing brought in":
        return [*note, NotePiece(f"; paid out of {'its' if len(nodes) == 1 else 'their'} proceeds")]
    if events:
        named = listed([_lower(title) for title in events], "or")
        note.append(
            NotePiece(f"or {named}" if nodes and reason.text != "later" else f"and {named}" if nodes else named)
        )
    return note


def _lower(title: str) -> str:
    """A title inside a sentence; initials keep their capitals."""
    return title if title[1:2].isupper() else f"{title[:1].lower()}{title[1:]}"


# ----------------------------------------------------------------------------------- reliefs and tests


def _of_risk(it: _Noting) -> list[NotePiece]:
    if isinstance(it.node, Relief):
        return _relief(it, it.node)
    if it.position.standing is Standing.SUSPENDED:
        reason = it.reason("suspended")
        ids = reason.ids if reason else ()
        ends = "ends" if len(ids) == 1 else "end"
        asks = any(it.docket.reliefs[one].conditions for one in ids)
        return [NotePiece(f"stands again when {it.refs(ids)} {ends}{', even if all is done' if asks else ''}")]
    reading = it.reason("no reading since")
    said = f"no reading since {_near(reading.day, it.day)}" if reading else "no reading is recorded"
    asking = [
        end.id
        for end in it.docket.links_to.get(it.node.id, ())
        if end.link == "condition" and it.assessment[end.id].standing is Standing.LIVE
    ]
    return [NotePiece(f"{said}; a condition of"), *it.marked(asking)] if asking else [NotePiece(said)]


def _relief(it: _Noting, relief: Relief) -> list[NotePiece]:
    """Its conditions as they stand; once it is gone, by what, and what stands again."""
    if it.position.standing is Standing.LAPSED:
        broken = it.reason("relief lapsed")
        ids = broken.ids if broken else ()
        return [*it.marked(ids), NotePiece("a condition of it" if len(ids) == 1 else "conditions of it")]
    if it.position.standing is Standing.ENDED:
        back = [one for one in relief.covers if it.assessment[one].standing in DEFAULT]
        return [*it.marked(back), NotePiece("stands again" if len(back) == 1 else "stand again")]
    note = it.alone(relief.conditions)
    if not relief.conditions_complete:
        note.append(
            NotePiece("and others not known", brief="and others") if note else NotePiece("its conditions are not known")
        )
    return note or [
        NotePiece(f"{it.refs(relief.covers)} {'stands' if len(relief.covers) == 1 else 'stand'} again after it")
    ]


# -------------------------------------------------------------------------- rights, unverified, undated


def _of_rights(it: _Noting) -> list[NotePiece]:
    said = [_performed_part(it)]
    last = it.position.last_day or it.position.due
    if last is not None:
        said.append(f"lapses if unused by {say_day(last)}")
    else:
        said += ["no last day stated", _look_again(it)]
    kept = [words for words in said if words]
    return [NotePiece("; ".join(kept), brief="; ".join(kept[:2]))]


def _of_unverified(it: _Noting) -> list[NotePiece]:
    if it.node.question:
        question = " ".join(it.node.question.split())
        return [NotePiece(f"open question: {question.removesuffix('?')}?")]
    instrument = it.docket.instruments.get(it.node.instrument or "")
    if instrument is not None and instrument.source_rank == "summary":
        return [NotePiece("from a summary; no second reading")]
    return [NotePiece("no second reading is recorded")]


def _of_review(it: _Noting) -> list[NotePiece]:
    review = it.node.review_by if isinstance(it.node, Obligation) else None
    if review is None:
        return []
    return [NotePiece(f"to be looked at again by {_weekday_day(review)}, {say_distance((review - it.day).days)}")]


def _of_undated(it: _Noting) -> list[NotePiece]:
    """Why there is no day, and when it is looked at again."""
    trouble = it.reason("trouble")
    if trouble is not None:
        return [NotePiece(f"its day could not be worked out: {trouble.text}")]
    return [NotePiece("; ".join(filter(None, (_performed_part(it), _why_undated(it.node), _look_again(it)))))]


def _why_undated(node: Node) -> str:
    if isinstance(node, Relief):
        return ""
    if node.binding == "plan":
        return "a plan, with no day"
    deadline = node.deadline
    if isinstance(deadline, Open) and deadline.reason != "not stated":
        return deadline.reason
    return "the text gives no day"


def _performed_part(it: _Noting) -> str:
    node, done = it.node, it.position.performed
    owed = owed_words(it.docket, node, it.position)
    if not owed or done is None:
        return ""
    return f"{money_text(done, it.position.currency)} of {owed.removeprefix('≤').strip()}"


def _look_again(it: _Noting) -> str:
    review = it.node.review_by if isinstance(it.node, Obligation) else None
    if review is None:
        return ""
    return f"look again {_weekday_day(review)}" if review >= it.day else f"was to be looked at {_weekday_day(review)}"


_NOTES: Mapping[BandKey, Callable[[_Noting], list[NotePiece]]] = {
    "trouble": _of_trouble,
    "soon": _of_soon,
    "waiting": _of_waiting,
    "risk": _of_risk,
    "rights": _of_rights,
    "unverified": _of_unverified,
    "review": _of_review,
    "undated": _of_undated,
}
