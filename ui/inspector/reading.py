"""What the inspector says of one record, as plain data: each section's rows, in words. No Qt here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import NamedTuple

from model.assess.standing import Assessment, DateLine, Position, Standing, mark_of
from model.days.wording import say_day
from model.docket import Docket
from model.record.deadline import Anchor, EventAnchor, anchors_of
from model.record.instrument import Instrument
from model.record.links import OVER, LinkEnd, LinkKind, Node, anchor_id
from model.record.obligation import Obligation
from model.record.relief import Relief
from model.record.source import Span
from model.wording.explain import why_this_date
from model.wording.standings import due_text_in_full, link_text, reasons_of, refs_text
from ui.frame.standing import word_of_key

OF_TERMS: frozenset[LinkKind] = frozenset({"in force when", "ends", "ended by"})
"""The links by which a record hangs on what its instrument comes into force and ends by."""
ARROW = "\N{RIGHTWARDS ARROW}"
DOT = "  ·  "


class StyledWords(NamedTuple):
    """A stretch of words in one manner: plain, bold, or those of an instrument."""

    text: str
    manner: str = "plain"


class Why(NamedTuple):
    """A line of "why this date"."""

    day: date | None
    words: tuple[StyledWords, ...]


class LinkRow(NamedTuple):
    """A linked record: what Enter selects, its mark, refs and title, and the word at its right.

    ``tone`` is the key of the standing in whose colour the word stands; ``event`` is set where nobody owes it,
    ``instrument`` where it is what others arise under.
    """

    ids: tuple[str, ...]
    mark: str
    refs: str
    title: str
    word: str = ""
    tone: str = ""
    event: bool = False
    standing: str = ""
    instrument: bool = False

    @property
    def spoken(self) -> str:
        """The row for a screen reader."""
        return ", ".join(filter(None, (f"{self.refs} {self.title}".strip(), self.word, self.standing)))


class RecordInView(NamedTuple):
    """A record in its docket, on a day."""

    docket: Docket
    assessment: Assessment
    node: Node

    @property
    def position(self) -> Position:
        """Where the record stands."""
        return self.assessment[self.node.id]

    @property
    def key(self) -> str:
        """The key of its standing's shape and colour."""
        return mark_of(self.node, self.position.standing)

    def party(self, party_id: str | None) -> str:
        """A party's short name, or nothing."""
        party = self.docket.parties.get(party_id or "")
        return party.short if party else ""

    def person(self, person_id: str | None) -> str:
        """A person's name, or nothing."""
        person = self.docket.people.get(person_id or "")
        return person.name if person else ""


# ------------------------------------------------------------------------------------------------- head


def due_words(sight: RecordInView) -> str:
    """The due day, or what stands in its place, and how far off it is: "Tue 31 Dec 1996, in 41 days"."""
    due = due_text_in_full(sight.docket, sight.node, sight.position, sight.assessment.day)
    day = say_day(due.day) if due.day else due.words
    return ", ".join(filter(None, (day[:1].upper() + day[1:], due.distance)))


def come_to_words(sight: RecordInView) -> str:
    """What a deadline comes to: Due Tue 31 Dec 1996, in 41 days; act by Tue 3 Dec 1996."""
    position = sight.position
    words = due_words(sight)
    if position.due is not None and not isinstance(sight.node, Relief) and not sight.node.continuing:
        words = f"Due {words}"
    act_by = f"; act by {say_day(position.act_by)}" if position.act_by else ""
    return f"{words}{act_by}."


def reason_words(sight: RecordInView) -> str:
    """The reasons as one paragraph."""
    said = list(reasons_of(sight.docket, sight.position, short=True))
    if sight.position.standing is Standing.OPEN and said:
        said[0] = f"Open: it needs nothing else; {said[0][:1].lower()}{said[0][1:]}"
    return " ".join(sentence if sentence.endswith((".", "?")) else f"{sentence}." for sentence in said)


def facts_words(sight: RecordInView) -> str:
    """Kind, who owes whom, and who sees to it."""
    return DOT.join(filter(None, (_kind_words(sight.node), _parties_words(sight), _owner_words(sight))))


def instrument_words(sight: RecordInView) -> str:
    """The name of the instrument it arises under, or nothing."""
    instrument = sight.docket.instruments.get(sight.node.instrument or "")
    return instrument.short if instrument else ""


def _kind_words(node: Node) -> str:
    if isinstance(node, Relief):
        return node.kind.capitalize()
    return node.kind.capitalize() if node.binding == "duty" else f"{node.kind.capitalize()}, a {node.binding}"


def _parties_words(sight: RecordInView) -> str:
    node = sight.node
    if isinstance(node, Relief):
        granter = sight.party(node.granted_by)
        return f"granted by {granter}" if granter else "no grantor named"
    obligor, obligee, payee = sight.party(node.obligor), sight.party(node.obligee), sight.party(node.payee)
    who = f" {ARROW} ".join(filter(None, (obligor, obligee)))
    return f"{who}, paid to {payee}" if payee else who


def _owner_words(sight: RecordInView) -> str:
    node = sight.node
    owner = sight.person(node.owner)
    stand_in = sight.person(node.stand_in) if isinstance(node, Obligation) else ""
    if not stand_in and node.owner:
        person = sight.docket.people[node.owner]
        stand_in = sight.person(person.stand_in)
    return ", stand-in ".join(filter(None, (owner, stand_in))) if owner else "no owner"


# -------------------------------------------------------------------------------------- why this date


def why_rows(sight: RecordInView) -> tuple[Why, ...]:
    """Why this date, line by line; what quotes the source is set as its words."""
    return tuple(_why(line) for line in why_this_date(sight.docket, sight.assessment, sight.node.id))


def _why(line: DateLine) -> Why:
    lead = _LEADS.get(line.role, "")
    if line.quoted:
        quoted = StyledWords(f"“{' '.join(line.words.split())}”", "source")
        return Why(line.day, (StyledWords(f"{lead} ", "bold"), quoted) if lead else (quoted,))
    if lead:
        return Why(line.day, (StyledWords(lead, "bold"), StyledWords(f", {line.words}")))
    return Why(line.day, (StyledWords(line.words),))


_LEADS = {"due": "due", "act by": "act by"}


# ------------------------------------------------------------------------------------------------ links


def needs_rows(sight: RecordInView) -> tuple[LinkRow, ...]:
    """What the record hangs on: conditions precedent, starts, anchors, sources of payment; a relief's conditions."""
    ends = sight.docket.links_from.get(sight.node.id, ())
    wanted = [end for end in ends if end.link not in ("causes", "falls away", *OVER, *OF_TERMS)]
    if isinstance(sight.node, Relief):
        return _rows(sight, wanted, lambda row_id, _: _standing_word(sight, row_id))
    return _rows(sight, wanted, lambda _, link: link_text(link, towards=False))


def covers_rows(sight: RecordInView) -> tuple[LinkRow, ...]:
    """What a relief covers."""
    ends = [end for end in sight.docket.links_from.get(sight.node.id, ()) if end.link in OVER]
    return _rows(sight, ends, lambda row_id, _: _standing_word(sight, row_id))


def causes_rows(sight: RecordInView) -> tuple[LinkRow, ...]:
    """What a consequence follows from."""
    ends = [end for end in sight.docket.links_from.get(sight.node.id, ()) if end.link == "causes"]
    return _rows(sight, ends, lambda row_id, _: _standing_word(sight, row_id))


def falls_away_rows(sight: RecordInView) -> tuple[LinkRow, ...]:
    """What takes the record away for good, and by what of it."""
    node = sight.node
    causes = node.falls_away if isinstance(node, Obligation) else ()
    return tuple(_row(sight, anchor_id(one.when), _TAKES_AWAY[_of(one.when)]) for one in causes)


def _of(anchor: Anchor) -> str:
    return "" if isinstance(anchor, EventAnchor) else anchor.of


_TAKES_AWAY = {
    "": "when it happens",
    "performed": "if performed",
    "missed": "if missed",
    "due": "on its day",
    "start": "once in force",
    "end": "at its end",
}


def needed_by_rows(sight: RecordInView) -> tuple[LinkRow, ...]:
    """What hangs on the record, the instrument that comes into force or ends with it in place of all under it."""
    docket, node_id = sight.docket, sight.node.id
    ends = [end for end in docket.links_to.get(node_id, ()) if end.link not in ("causes", *OVER, *OF_TERMS)]
    terms = [LinkEnd(link, one.id) for one in docket.instruments.values() for link in _terms_by(one, node_id)]
    return _rows(sight, (*ends, *terms), lambda _, link: link_text(link, towards=True))


def _terms_by(instrument: Instrument, record_id: str) -> Iterator[LinkKind]:
    """By which of its terms an instrument hangs on a record."""
    if instrument.in_force_when and record_id in instrument.in_force_when.obligations:
        yield "in force when"
    if record_id in map(anchor_id, anchors_of(instrument.ends)):
        yield "ends"


def terms_rows(docket: Docket, assessment: Assessment, instrument: Instrument) -> tuple[LinkRow, ...]:
    """What an instrument waits for to come into force, and what ends it, each as it stands."""
    when = instrument.in_force_when
    before = (*when.obligations, *when.events) if when else ()
    ends: list[LinkEnd] = [LinkEnd("in force when", one) for one in before]
    ends += [LinkEnd("ends", anchor_id(anchor)) for anchor in anchors_of(instrument.ends)]
    seen = dict.fromkeys((end.id, end.link) for end in ends if end.id != instrument.id)
    rows = [_row_of(docket, assessment, one, "ends it" if link == "ends" else "") for one, link in seen]
    return tuple(row if row.word else row._replace(word=row.standing or _happened(docket, row)) for row in rows)


def _happened(docket: Docket, row: LinkRow) -> str:
    event = docket.events.get(row.ids[0])
    return "" if event is None else "happened" if event.happened_first else "not recorded"


def relief_rows(sight: RecordInView) -> tuple[LinkRow, ...]:
    """The reliefs that cover the record."""
    ends = [end for end in sight.docket.links_to.get(sight.node.id, ()) if end.link in OVER]
    return _rows(sight, ends, lambda row_id, _: _standing_word(sight, row_id))


def _standing_word(sight: RecordInView, record_id: str) -> str:
    if record_id in sight.docket.events:
        return "happened" if sight.docket.events[record_id].happened_first else "not recorded"
    if record_id in sight.docket.instruments:
        return ""
    node = sight.docket.node(record_id)
    return word_of_key(mark_of(node, sight.assessment[record_id].standing))


def _rows(sight: RecordInView, ends: Iterable[LinkEnd], word: Callable[[str, LinkKind], str]) -> tuple[LinkRow, ...]:
    """One row a record, in the order of refs, events last."""
    seen = dict.fromkeys((end.id, end.link) for end in ends)
    rows = [_row(sight, record_id, word(record_id, link)) for record_id, link in seen]
    return tuple(sorted(rows, key=lambda row: (row.event, row.instrument, _number(row.refs))))


def _row(sight: RecordInView, record_id: str, word: str) -> LinkRow:
    return _row_of(sight.docket, sight.assessment, record_id, word)


def _row_of(docket: Docket, assessment: Assessment, record_id: str, word: str) -> LinkRow:
    if record_id in docket.events:
        return LinkRow((record_id,), "", "", docket.events[record_id].title, word, event=True)
    if record_id in docket.instruments:
        return LinkRow((record_id,), "", "", docket.instruments[record_id].short, word, instrument=True)
    node = docket.node(record_id)
    key = mark_of(node, assessment[record_id].standing)
    standing = word_of_key(key)
    return LinkRow(
        (record_id,), key, docket.short_ref(record_id), node.short, word, standing="" if standing == word else standing
    )


def _number(ref: str) -> tuple[int, str]:
    return (int(ref), "") if ref.isdecimal() else (10**9, ref)


# -------------------------------------------------------------------------------------------- if missed


def missed_rows(sight: RecordInView) -> tuple[LinkRow, ...]:
    """What follows if it is missed or, a relief, lapses: reliefs that lapse, what stands again, the consequences."""
    position = sight.position
    rows: list[LinkRow] = []
    if position.lapses:
        rows.append(_lapse_row(sight, position))
    elif isinstance(sight.node, Relief) and position.brings_back:
        refs = refs_text(sight.docket, position.brings_back, short=True)
        again = "stands again" if len(position.brings_back) == 1 else "stand again"
        rows.append(LinkRow(position.brings_back, "missed", refs, again))
    for exposure in position.exposes:
        node = sight.docket.obligations[exposure.consequence]
        rows.append(
            LinkRow((node.id,), "exposed", sight.docket.short_ref(node.id), node.short, "exposed", tone="exposed")
        )
    stay = _staying(sight)
    return (*rows, stay) if stay else tuple(rows)


def _lapse_row(sight: RecordInView, position: Position) -> LinkRow:
    docket = sight.docket
    refs = ", ".join(sorted((docket.short_ref(one) for one in position.lapses), key=_number))
    verb = "lapses" if len(position.lapses) == 1 else "lapse"
    again = refs_text(docket, position.brings_back, short=True)
    stand = "stands" if len(position.brings_back) == 1 else "stand"
    words = f"{verb}: {again} {stand} again" if again else verb
    return LinkRow(position.lapses, "relief_lapsed", refs, words)


def _staying(sight: RecordInView) -> LinkRow | None:
    """Live reliefs under the same instrument that do not hang on it: worth a line, since most would expect it."""
    docket, node, position = sight.docket, sight.node, sight.position
    if isinstance(node, Relief) or position.lapses or not position.exposes:
        return None
    live = [
        relief.id
        for relief in docket.reliefs.values()
        if relief.instrument == node.instrument
        and sight.assessment[relief.id].standing is Standing.LIVE
        and node.id not in relief.covers
    ]
    if not live:
        return None
    refs = ", ".join(sorted((docket.short_ref(one) for one in live), key=_number))
    verb, them = ("stays", "it") if len(live) == 1 else ("stay", "them")
    words = f"{verb} live: {docket.short_ref(node.id)} is no condition of {them}"
    return LinkRow(tuple(live), "relief_live", refs, words)


# --------------------------------------------------------------------------------------------- source


def quote_of(span: Span) -> str:
    """The words of a span on one line, with an ellipsis where they begin within a sentence."""
    words = " ".join(span.words.split())
    return words if words[:1].isupper() or not words[:1].isalpha() else f"…{words}"


def source_note(docket: Docket, node: Node) -> str:
    """Where the words stand: the document and the locator."""
    titles = dict.fromkeys(docket.documents[span.document].title for span in node.sources)
    locator = re.sub(r",\s*para\.?\s*", " ¶\N{NO-BREAK SPACE}", node.locator)
    return ", ".join(filter(None, (*titles, locator)))


def rank_note(docket: Docket, node: Node, *, brief: bool = False) -> str:
    """What the words are known from, where it is not the executed instrument."""
    instrument = docket.instruments.get(node.instrument or "")
    if instrument is None or instrument.source_rank != "summary":
        return ""
    kind = {"amendment": "amendment", "agreement": "agreement", "filing": ""}.get(instrument.kind, "instrument")
    if not kind:
        return "Known from a summary"
    return f"A summary, not the signed {kind}" if brief else f"Known from a summary, not the signed {kind}"
