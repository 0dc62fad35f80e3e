"""What a miss of ours sets off: the disclosure and the notice that it asks for, each as a draft for counsel to accept.

Which rule of the rulebook a miss sets off is data of the rule (:class:`model.days.rulebook.SetOff`); whether the other
side is told, and by when, is what the instrument says. Nothing enters the docket by itself, and a proposal stays for
as long as the miss does: it goes once it is accepted, or once the miss is put right.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from model.assess.due import lines_after
from model.assess.standing import EVENT_OF_DEFAULT, Assessment, Position, Standing
from model.assess.weigh import weigh_up_to
from model.days.operation import Step
from model.days.provenance import Read
from model.days.rulebook import Rule, SetOff, Version, rulebook
from model.days.wording import say_day
from model.docket import Docket
from model.errors import DayError
from model.outlook.notice import SendBy, send_by
from model.phrases import listed
from model.record.day import Day
from model.record.deadline import After, Anchor, Deadline, Every, ObligationAnchor, On, Open, Start, dated_parts
from model.record.instrument import Instrument, calendars_for, calendars_of
from model.record.obligation import Kind, Obligation
from model.record.ref import ref_key

LATEST: Final = 3
"""Of a series, as many misses are answered for, the latest ones."""

_CONTRACTS: Final = ("agreement", "amendment", "waiver letter", "acknowledgment", "other")


class SetOffDraft(Struct, frozen=True):
    """An obligation that a miss sets off, as a draft.

    ``because`` of which miss, ``why`` that asks for it, and by what ``authority``, each in a sentence or two; ``due``
    is the day that its deadline works out to, None where it has none; ``trouble`` says why none can be worked out;
    ``read`` says how the text of its rule was read; ``send`` is by when to send it, by each method of its clause.
    """

    draft: Obligation
    because: str
    why: str
    authority: str
    due: date | None = None
    trouble: str = ""
    read: Read | None = None
    send: tuple[SendBy, ...] = ()


class Miss(Struct, frozen=True):
    """One miss that stands: of what, since when, for which due day; of a series, of which occurrence."""

    node: Obligation
    since: date
    due: date | None
    period: date | None = None


def set_off(docket: Docket, assessment: Assessment, record_id: str) -> tuple[SetOffDraft, ...]:
    """What the miss of ``record_id`` sets off, or what an exposed consequence of that id asks for.

    Empty for what is not ours to perform, is relieved, done, or not missed. What was accepted is not proposed again.
    """
    node = docket.obligations.get(record_id)
    if node is None or record_id not in assessment.positions:
        return ()
    if node.is_consequence:
        return tuple(_of_consequence(docket, assessment, node))
    if not docket.owed_by_us(node) or assessment[record_id].standing not in EVENT_OF_DEFAULT:
        return ()
    side = _Side(docket, assessment, node)
    found = [draft for miss in side.misses() for draft in side.proposals(miss)]
    return tuple(replace(one, draft=_numbered(one.draft, node, place)) for place, one in enumerate(found, 1))


def _numbered(draft: Obligation, node: Obligation, place: int) -> Obligation:
    return replace(draft, ref=f"{node.ref[:20].rstrip('./')}.{place}")


def _of_consequence(docket: Docket, assessment: Assessment, node: Obligation) -> Iterator[SetOffDraft]:
    """What the miss that exposed it first asks for, unless one of those behind it was answered already."""
    if assessment[node.id].standing is not Standing.EXPOSED or _ours(docket, node):
        return
    behind = [one for one in docket.obligations_by_ref() if _stands_missed(docket, assessment[one.id], one, node.id)]
    if not behind:
        return
    exposed = _exposed_on(assessment[node.id])
    first = min(behind, key=lambda one: (exposed.get(one.id, date.max), ref_key(one.ref)))
    side = _Side(docket, assessment, first, also=frozenset(one.id for one in behind))
    miss = next(iter(side.misses()), None)
    found = side.of_default(miss) if miss else ()
    for place, one in enumerate(found, 1):
        yield replace(one, draft=_numbered(one.draft, node, place))


def _exposed_on(position: Position) -> dict[str, date]:
    """Since when each cause of a consequence exposes it, as its reasons say."""
    return {one: reason.day for reason in position.reasons[::-1] if reason.day for one in reason.ids}


def _stands_missed(docket: Docket, position: Position, one: Obligation, consequence: str) -> bool:
    exposes = any(each.consequence == consequence for each in position.exposes)
    return exposes and position.standing in EVENT_OF_DEFAULT and docket.owed_by_us(one)


def _ours(docket: Docket, consequence: Obligation) -> bool:
    """Whether a consequence is a step of our own, such as a search for other financing."""
    party = docket.parties.get(consequence.obligor or "")
    return party is not None and party.ours


class _Side:
    """One missed obligation, with what is known of its days; ``also``: what else counts as the same default."""

    def __init__(
        self, docket: Docket, assessment: Assessment, node: Obligation, also: frozenset[str] = frozenset()
    ) -> None:
        self.docket, self.assessment, self.node = docket, assessment, node
        self.instrument = docket.instruments.get(node.instrument or "")
        self.misses_of = also | {node.id}
        self._run = weigh_up_to(docket, assessment.day, node.id)

    # --- The misses ----------------------------------------------------------------------------------

    def misses(self) -> tuple[Miss, ...]:
        """What stands missed of it: itself, or the latest occurrences of a series, the last one first."""
        position, weighed = self.assessment[self.node.id], self._run.weighed[self.node.id]
        if not position.occurrences or self.node.continuing:
            since = position.since or (weighed.missed[-1][0] if weighed.missed else self.assessment.day)
            return (Miss(self.node, since, position.due),)
        starts = sorted(default.start for default in weighed.defaults)
        found = [
            Miss(self.node, next((day for day in starts if day > one.due), one.due), one.due, one.period)
            for one in position.occurrences
            if one.standing is Standing.MISSED
        ]
        return tuple(found[::-1][:LATEST])

    def proposals(self, miss: Miss) -> Iterator[SetOffDraft]:
        """All that a miss sets off: notifications of a late report, then what a default asks for."""
        for rule, set_off in _rules("missed report"):
            if _due_by(self.node.deadline, set_off.reports) and miss.due is not None:
                yield from self._by_rule(rule, set_off, miss, "due", miss.due)
        yield from self.of_default(miss)

    def of_default(self, miss: Miss) -> Iterator[SetOffDraft]:
        """What a default under an instrument asks for: its disclosure, and notice of it to the other side."""
        if self.instrument is None or self.instrument.kind not in _CONTRACTS:
            return
        if self._exposed():
            for rule, set_off in _rules("default"):
                yield from self._by_rule(rule, set_off, miss, "missed", miss.since)
        yield from self._notice(miss, self.instrument)

    def _exposed(self) -> tuple[Obligation, ...]:
        """The consequences that it exposes, which another may draw."""
        ids = dict.fromkeys(each.consequence for each in self.assessment[self.node.id].exposes)
        nodes = (self.docket.obligations[one] for one in ids)
        return tuple(
            one for one in nodes if self.assessment[one.id].standing is Standing.EXPOSED and not _ours(self.docket, one)
        )

    # --- By a rule -----------------------------------------------------------------------------------

    def _by_rule(
        self, rule: Rule, set_off: SetOff, miss: Miss, of: Literal["missed", "due"], zero: date
    ) -> Iterator[SetOffDraft]:
        draft_id = self._id(rule.id, miss)
        if self._answered(draft_id, rule.id, miss):
            return
        version = next((one for one in rule.versions if one.holds_on(zero)), None)
        if version is None and not set_off.undated:
            return
        deadline: Deadline = Open(reason="not stated")
        if version is not None:
            deadline = self._counted(version, rule.id, ObligationAnchor(obligation=self.node.id, of=of), zero)
        draft = self._draft(draft_id, set_off.title, miss, "filing", deadline)
        why, authority = (set_off.says, version.citation) if version else (set_off.undated, _not_yet(rule))
        draft = replace(draft, question=set_off.asks if version else "")
        yield self._worked_out(draft, miss, why, authority, version.read if version else None)

    def _counted(self, version: Version, rule_id: str, anchor: ObligationAnchor, zero: date) -> Deadline:
        """The steps of the rule from the miss; the day itself where the record speaks of another miss by now."""
        reading = version.readings[0]
        steps, opens, calendars = reading.steps, reading.opens, reading.calendars
        after = After(anchor=anchor, steps=steps, opens=opens, calendars=calendars, rulebook=rule_id)
        of_occurrence = isinstance(self.node.deadline, Every) and anchor.of == "due"
        if self._run.anchors.known(anchor).day == zero and not of_occurrence:
            return after
        return self._stated(after, zero)

    def _stated(self, after: After[Anchor], zero: date) -> Deadline:
        try:
            calendar = self.docket.calendar(calendars_for(after, self.instrument))
            return On(day=Day(on=lines_after(after.steps, zero, calendar)[-1].day))
        except DayError:
            return Open(reason="not stated")

    # --- Notice to the other side --------------------------------------------------------------------

    def _notice(self, miss: Miss, instrument: Instrument) -> Iterator[SetOffDraft]:
        """Notice of the default, where the instrument asks for it or the other side may act on it."""
        steps, words = _time_for_notice(self.docket, instrument)
        obligee = self._other_side(instrument)
        if obligee is None or not (steps or self._exposed()):
            return
        draft_id = self._id(f"notice {obligee}", miss)
        if self._answered(draft_id, "", miss, obligee):
            return
        anchor = ObligationAnchor(obligation=self.node.id, of="missed")
        deadline: Deadline = Open(reason="promptly", words=words)
        if steps and self._run.anchors.known(anchor).day == miss.since:
            deadline = After(anchor=anchor, steps=steps, words=words)
        elif steps:
            deadline = self._stated(After(anchor=anchor, steps=steps), miss.since)
        why = (_NOTICE_ASKED if steps else _NOTICE_UNKNOWN).format(instrument=instrument.short)
        party = self.docket.parties[obligee].short
        draft = self._draft(draft_id, f"Notice of default to {party}", miss, "notice", deadline)
        draft = replace(draft, obligee=obligee, instrument=instrument.id)
        if not isinstance(deadline, After):
            draft = replace(draft, starts=Start(of=(anchor,)))
        authority = f"{instrument.short}: “{words}”" if words else instrument.short
        yield self._worked_out(draft, miss, why, authority)

    def _other_side(self, instrument: Instrument) -> str | None:
        """Who is told: the obligee, or who may act on the default, or the other party of the instrument."""
        asked = [self.node.obligee, *(one.obligor for one in self._exposed()), *instrument.parties]
        parties = (self.docket.parties.get(one or "") for one in asked)
        return next((one.id for one in parties if one and not one.ours), None)

    # --- Drafts --------------------------------------------------------------------------------------

    def _draft(self, draft_id: str, title: str, miss: Miss, kind: Kind, deadline: Deadline) -> Obligation:
        node = self.node
        of = f" of {say_day(miss.period)}" if miss.period else ""
        return Obligation(
            id=draft_id,
            ref=node.ref,
            title=f"{title}: {node.short}{of}",
            short_title=title,
            kind=kind,
            obligor=node.obligor,
            deadline=deadline,
            owner=node.owner,
            stand_in=node.stand_in,
            severity="high",
            review_by=self._looked_at_again() if isinstance(deadline, Open) else None,
            confidential=node.confidential,
        )

    def _looked_at_again(self) -> date:
        """The next working day: what is to be done promptly is not left to lie."""
        try:
            return self.docket.calendar(calendars_of(self.instrument)).add(self.assessment.day, 1)
        except DayError:
            return self.assessment.day + timedelta(days=1)

    def _worked_out(
        self, draft: Obligation, miss: Miss, why: str, authority: str, read: Read | None = None
    ) -> SetOffDraft:
        """The draft with its due day, by the same count as once it is accepted, and by when to send it."""
        trail = self._run.trail(draft)
        position = Position(draft.id, Standing.OPEN, (), due=trail.due)
        alone = Assessment(self.assessment.day, {draft.id: position})
        send = send_by(self.docket, alone, draft) if trail.due else ()
        because = self._because(miss)
        draft = replace(draft, notes=f"{because} {why}")
        return SetOffDraft(draft, because, why, authority, trail.due, trail.trouble, read, send)

    def _because(self, miss: Miss) -> str:
        node, docket = self.node, self.docket
        of = f", its occurrence of {say_day(miss.period)}," if miss.period else ""
        word = "is failing" if self.assessment[node.id].standing is Standing.FAILING else "is missed"
        exposed = [f"{docket.ref(one.id)} ({one.short})" for one in self._exposed()]
        follows = f" and exposes {listed(exposed)}" if exposed else ""
        return f"{node.ref}{of} {word} since {say_day(miss.since)}{follows}."

    def _id(self, what: str, miss: Miss) -> str:
        """The same for the same miss, so that what was accepted is known again whatever was made of it."""
        told = f"{what} {self.node.id} {(miss.period or miss.since).isoformat()}"
        return f"set-off-{hashlib.sha256(told.encode()).hexdigest()[:20]}"

    def _answered(self, draft_id: str, rule_id: str, miss: Miss, obligee: str = "") -> bool:
        """Whether something on the docket answers the miss: by that rule, or as a notice to that party."""
        if draft_id in self.docket.obligations:
            return True
        missed = ObligationAnchor(obligation=self.node.id, of="missed")
        if miss.period is not None or self._run.anchors.known(missed).day != miss.since:
            return False
        around = (end.id for one in self.misses_of for end in self.docket.links_to.get(one, ()))
        nodes = (self.docket.obligations[one] for one in around if one in self.docket.obligations)
        return any(_answers(one, self.misses_of, rule_id, obligee) for one in nodes)


_NOTICE_ASKED: Final = "{instrument} asks for notice of it."
_NOTICE_UNKNOWN: Final = (
    "No time for a notice of default is entered for {instrument}. Read what it asks for, and give notice promptly."
)


def _not_yet(rule: Rule) -> str:
    since = rule.versions[0].since
    return f"{rule.authority}; in the rulebook from {say_day(since)}" if since else rule.authority


def _rules(by: str) -> Iterator[tuple[Rule, SetOff]]:
    return ((rule, rule.set_off) for rule in rulebook() if rule.set_off is not None and rule.set_off.by == by)


def _due_by(deadline: Deadline | None, reports: Iterable[str]) -> bool:
    """Whether a deadline was taken from one of these rules."""
    parts = (deadline,) if isinstance(deadline, Every) else dated_parts(deadline)
    return any(isinstance(part, After | Every) and part.rulebook in reports for part in parts)


def _time_for_notice(docket: Docket, instrument: Instrument) -> tuple[tuple[Step, ...], str]:
    """How long after a default the other side is told, by the instrument or the one that it amends; its words."""
    seen: set[str] = set()
    found: Instrument | None = instrument
    while found is not None and found.id not in seen:
        if found.notice and found.notice.of_default:
            return found.notice.of_default, found.notice.of_default_words
        seen.add(found.id)
        found = docket.instruments.get(found.amends or "")
    return (), ""


def _answers(node: Obligation, misses: frozenset[str], rule_id: str, obligee: str) -> bool:
    counted = [
        part
        for part in dated_parts(node.deadline)
        if isinstance(part, After) and isinstance(part.anchor, ObligationAnchor) and part.anchor.obligation in misses
    ]
    if rule_id:
        return any(part.rulebook == rule_id for part in counted)
    started = node.starts.of if node.starts else ()
    anchors = [*(part.anchor for part in counted), *started]
    hangs = any(
        isinstance(one, ObligationAnchor) and one.obligation in misses and one.of == "missed" for one in anchors
    )
    return hangs and node.kind == "notice" and node.obligee == obligee
