"""Why a standing is what it is, as data. Words are put to it in :mod:`model.wording.standings`.

The first reason is that of the decision line; whatever else is true of the record follows.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec.structs import replace

from model.assess.amounts import Known, account_of, allocated_by, amount_of
from model.assess.authority import RULE_READ, authority_of, ruled_parts
from model.assess.bounds import happens_again
from model.assess.due import start_of
from model.assess.follow import stands_since
from model.assess.formula import plain
from model.assess.known import Pass
from model.assess.limits import past_limits, past_limits_of
from model.assess.owed import AmountOwed, owing
from model.assess.own import is_met
from model.assess.spells import ALWAYS, NEVER, Spells, following, holds
from model.assess.standing import (
    AWAITED,
    BEFORE_BLOCKED,
    BEFORE_ITS_DAY,
    CLOSED,
    DEFAULT,
    MAY_STILL_LAPSE,
    NOT_OWED,
    PAST_CURE,
    PERFORMED,
    Reason,
    Standing,
)
from model.assess.states import in_default_when_done
from model.assess.trail import KnownSeries
from model.assess.weighed import Weighed, WeighedRelief
from model.record.deadline import After, Every, anchors_of, is_promptly
from model.record.fact import Fact, Verified
from model.record.links import anchor_id
from model.record.obligation import Obligation

UNVERIFIED = Reason("unverified")
NO_PERFORMANCE = Reason("no performance")
PLAIN = (NO_PERFORMANCE, UNVERIFIED)
NOTHING_MISSED = Reason("nothing missed")
NO_READING = Reason("no reading")
NO_BREACH = Reason("no breach recorded")


def reasons_for(run: Pass, w: Weighed) -> tuple[Reason, ...]:
    """The reasons for an obligation's standing on the day of the pass."""
    if _is_plain(run, w):
        return PLAIN
    reasons = _leading(run, w)
    _add_what_else(run, w, reasons)
    return tuple(reasons)


def _is_plain(run: Pass, w: Weighed) -> bool:
    """Open on a day of its own with nothing recorded: what most obligations are, most of the time."""
    node = w.node
    nothing_known = w.standing is Standing.OPEN and w.due is not None and node.id not in run.docket.facts_about
    return nothing_known and not (
        node.approval
        or node.question
        or w.trouble
        or is_promptly(node.deadline)
        or node.binding == "plan"
        or node.kind == "allocation"
        or w.outlives
        or node.relief_limits
        or w.owed is not None
        or any(ruled_parts(node.deadline))
    )


def _leading(run: Pass, w: Weighed) -> list[Reason]:
    standing = w.standing
    if standing is Standing.DORMANT:
        return [_dormant(run, w)]
    if standing is Standing.RELEASED:
        return [_released(run, w)]
    if w.node.kind == "consequence":
        return _exposed_by(run, w)
    if w.node.continuing:
        return _covenant(run, w)
    if standing in PERFORMED:
        return [_performed(w)]
    if standing is Standing.SUBMITTED:
        return [Reason("awaits approval", _approver(w.node), w.own.submissions[-1].day)]
    if standing is Standing.SUSPENDED:
        return [_suspended(run, w), *_default_behind(w)]
    if standing in PAST_CURE:
        return _missed(run, w)
    if standing is Standing.IN_CURE:
        return [Reason("in cure", w.node.id, w.last), *_silence(w)]
    if standing is Standing.BLOCKED:
        return [*_blocked(w)]
    if standing is Standing.PARTLY_PERFORMED:
        return [_in_part(w)]
    return _silence(w)


def _blocked(w: Weighed) -> Iterator[Reason]:
    if w.blocked_by:
        yield Reason("blocked", w.node.id, ids=w.blocked_by)
    if w.defaults_elsewhere:
        yield Reason("blocked by default", w.node.id, ids=w.defaults_elsewhere)


def _exposed_by(run: Pass, w: Weighed) -> list[Reason]:
    """The causes of an exposure, those that stand alike since the same day together, the longest first."""
    alike: dict[tuple[date, str], list[str]] = {}
    for cause in w.causes:
        other = run.weighed[cause]
        since = run.exposed_since.get(cause) or stands_since(other, run.day) or run.day
        alike.setdefault((since, other.standing.value), []).append(cause)
    ordered = sorted(alike.items(), key=lambda item: item[0])
    return [Reason("exposed by", w.node.id, since, tuple(causes), how) for (since, how), causes in ordered]


def _dormant(run: Pass, w: Weighed) -> Reason:
    node, day = w.node, run.day
    if day < w.begins:
        waits = run.terms_for(node).waits_for
        if w.begins == NEVER:
            return Reason("not in force yet", node.instrument or "", ids=waits)
        return Reason("not in force", node.instrument or "", w.begins)
    if node.kind == "consequence":
        return NOTHING_MISSED
    if node.starts and run.day < start_of(node.starts, run.anchors.known):
        ids = tuple(anchor_id(anchor) for anchor in node.starts.of)
        return Reason("not started", node.id, ids=ids, text=node.starts.pick)
    if w.series is not None and not w.occurrences and (unbegun := _not_begun(run, w, w.series)):
        return unbegun
    anchors = [] if w.due else [anchor for anchor in anchors_of(node.deadline) if run.anchors.known(anchor).day is None]
    if anchors and w.series is None:
        return Reason("no anchor", node.id, ids=tuple(anchor_id(anchor) for anchor in anchors))
    if node.paid_from and w.due is None and w.wakes == NEVER:
        return Reason("nothing brought in", node.id, ids=tuple(link.to for link in node.paid_from))
    if w.opens != ALWAYS and day < w.opens:
        return Reason("window", node.id, w.opens)
    if w.wakes not in (ALWAYS, NEVER):
        return Reason("not earlier", node.id, w.wakes)
    return Reason("not begun", node.id)


def _not_begun(run: Pass, w: Weighed, known: KnownSeries) -> Reason | None:
    """Why a series has no occurrence yet: what it begins with, or what happens again, has not happened."""
    series = w.node.deadline
    if not isinstance(series, Every) or known.trouble:
        return None
    if series.begins is not None and known.begins is None:
        return Reason("series not begun", w.node.id, ids=(anchor_id(series.begins.anchor),))
    if series.event and happens_again(run.docket, series):
        return Reason("no happening", series.event, known.begins)
    return None


def _released(run: Pass, w: Weighed) -> Reason:
    how, by = w.released_by
    if how == "nought" and w.owed is not None and holds(w.released, run.day):
        return Reason("released: nought", w.node.id, w.due)
    if how and holds(w.released, run.day):
        first = next(first for first, last in w.released if first <= run.day <= last)
        return Reason(f"released: {how}", by or w.node.id, None if first == ALWAYS else first)
    falls = run.falls_away(w.node) if w.node.falls_away else None
    if falls is not None and following(w.over) == falls.day:
        return Reason(f"released: fell away by {falls.how}", falls.by, falls.day)
    return Reason("released: over", w.node.id, w.over)


def _performed(w: Weighed) -> Reason:
    by = w.own.done_by
    code = "performed" if w.standing is Standing.SATISFIED else "performed late"
    return Reason(code, by.id if by else w.node.id, w.done)


def _approver(node: Obligation) -> str:
    return node.approval.by if node.approval else ""


def _suspended(run: Pass, w: Weighed) -> Reason:
    live = [relief for relief in run.covering(w.node.id) if holds(relief.live, run.day)]
    return Reason("suspended", w.node.id, back_on(run, w), tuple(relief.node.id for relief in live))


def back_on(run: Pass, w: Weighed) -> date | None:
    """The day on which what is suspended stands again if nothing further is granted."""
    live = (relief for relief in run.covering(w.node.id) if holds(relief.live, run.day))
    last = max((min(relief.last, relief.node.new_due or NEVER) for relief in live), default=NEVER)
    return None if last == NEVER else following(last)


def _in_part(w: Weighed) -> Reason:
    """What is performed so far, of how much where that is worked out, and the fact that says so last."""
    fact = w.own.performed[-1]
    done = "" if w.own.brought is None else str(w.own.brought)
    of = f" {w.owed.amount.value}" if done and w.owed is not None and w.owed.amount is not None else ""
    return Reason("in part", fact.id, fact.day.on, text=f"{done}{of}")


def _silence(w: Weighed) -> list[Reason]:
    """No performance: recorded as such, or merely not recorded. Silence is no admission."""
    fact = w.own.not_performed
    if fact is not None:
        return [Reason("confirmed not performed", fact.id, fact.day.on)]
    return [] if w.own.part is not None else [NO_PERFORMANCE]


def _default_behind(w: Weighed) -> list[Reason]:
    if w.last is None:
        return _silence(w)
    return [Reason("would be missed since", w.node.id, following(w.last)), *_silence(w)]


def _missed(run: Pass, w: Weighed) -> list[Reason]:
    reasons = [Reason("missed since", w.node.id, missed_since(w, run.day)), *_silence(w)]
    return reasons + _again(run, w, w.missed)


def missed_since(w: Weighed, day: date) -> date | None:
    """The first day past the last day of cure, reliefs apart; of a series, of the occurrence by which it stands."""
    starts = [default.start for default in w.defaults if default.spells[0][0] <= day]
    if w.occurrences and w.last is not None:
        return min((start for start in starts if start > w.last), default=following(w.last))
    return max(starts, default=following(w.last) if w.last else None)


def _again(run: Pass, w: Weighed, spells: Spells) -> list[Reason]:
    """Stands again: reliefs that covered it are over."""
    over = [relief for relief in run.covering(w.node.id) if relief.live and relief.live[-1][1] < run.day]
    if not over or holds(w.relieved, run.day):
        return []
    never = tuple(relief.node.id for relief in over if relief.never_granted)
    if never:
        return [Reason("as if never granted", w.node.id, ids=never)]
    since = max(first for first, last in spells if first <= run.day) if spells else None
    if since is None or all(following(relief.live[-1][1]) != since for relief in over):
        return []
    return [Reason("stands again", w.node.id, since, tuple(relief.node.id for relief in over))]


def _covenant(run: Pass, w: Weighed) -> list[Reason]:
    read, day = _last_reading(w)
    if w.standing is Standing.UNTESTED:
        unread = NO_BREACH if w.node.must_not else NO_READING
        untold = [unread] if read is None else [Reason("no reading since", read.about, day)]
        return [*untold, *_gaps(w, day)]
    if read is None:
        raise AssertionError("what is neither met nor failing is untested")
    return [*_by_reading(run, w, read), *_gaps(w, day)]


def _last_reading(w: Weighed) -> tuple[Reason | None, date | None]:
    """The reading by which it stands, as the reason that it is met or not, and the day from which it counts."""
    by_hand = next((fact for fact in reversed(w.own.readings) if is_met(w.node, fact) is not None), None)
    by_figures = w.measured.standing[-1:]
    if by_figures and (by_hand is None or by_hand.day.on < by_figures[0].day):
        found = by_figures[0]
        code = "measured met" if found.met else "measured not met"
        return Reason(code, w.node.id, found.of, found.figures, str(plain(found.value))), found.day
    if by_hand is None:
        return None, None
    return Reason("met" if is_met(w.node, by_hand) else "not met", by_hand.id, by_hand.day.on), by_hand.day.on


def _gaps(w: Weighed, day: date | None) -> list[Reason]:
    """The last day that is tested and of which nothing can be told, where no reading came after it."""
    last = w.measured.gaps[-1] if w.measured.gaps else None
    if last is None or (day is not None and last.day <= day):
        return []
    period = last.period.isoformat() if last.period and last.period != last.of else ""
    return [Reason(f"not measured: {last.why}", w.node.id, last.of, last.metrics, period)]


def _by_reading(run: Pass, w: Weighed, read: Reason) -> list[Reason]:
    if w.standing is Standing.IN_COMPLIANCE:
        return [read]
    not_met = read
    if w.standing is Standing.SUSPENDED:
        return [_suspended(run, w), not_met]
    if w.standing is Standing.IN_CURE:
        return [Reason("in cure", w.node.id, w.last), not_met]
    return [not_met, *_again(run, w, w.missed)]


def _add_what_else(run: Pass, w: Weighed, reasons: list[Reason]) -> None:
    """Whatever else is true stays in the reasons."""
    node, standing, own = w.node, w.standing, w.own
    if standing in AWAITED and node.approval:
        reasons.append(Reason("needs approval", node.approval.by, text=node.approval.deadline_for))
    if own.part and standing is not Standing.PARTLY_PERFORMED and standing not in PERFORMED:
        reasons.append(_in_part(w))
    if standing in BEFORE_BLOCKED:
        reasons += _blocked(w)
    if standing in PERFORMED and node.no_default and (elsewhere := in_default_when_done(run, w)):
        reasons.append(Reason("done in default", node.id, w.done, elsewhere))
    _add_terms(run, w, reasons)
    if w.cure_unrecorded and standing in DEFAULT:
        reasons.append(Reason("cure start not recorded", node.id))
    if node.binding == "plan" and node.deadline is not None:
        reasons.append(Reason("a plan", node.id))
    elif standing in AWAITED and w.due is None and not w.trouble:
        reasons.append(Reason("no day", node.id, node.review_by))
    if w.due is not None and is_promptly(node.deadline) and standing in BEFORE_ITS_DAY:
        reasons.append(Reason("at the latest", node.id, w.due))
    reasons += _done_early(w) if own.early or own.taken else ()
    if own.withdrawn is not None and own.approved is None:
        reasons.append(Reason("approval withdrawn", own.withdrawn.id, own.withdrawn.day.on))
    if own.ceased:
        code = "ceased too soon" if _ends_nothing(w, own.ceased[-1]) else "default ceased"
        reasons.append(Reason(code, node.id, own.ceased[-1]))
    reasons += [_stray(run.docket.facts[one]) for one in w.strays]
    if node.relief_limits is not None:
        reasons += past_limits(run, node)
    if own.brought is not None:
        reasons += _over_and_under(w)
    reasons += [replace(one, about=node.id) for each in w.occurrences for one in each.reasons]
    if w.owed is not None and standing not in NOT_OWED:
        reasons.append(_owed(w, w.owed))
    if node.kind == "allocation":
        reasons += _fund(run, w)
    _add_source(run, w, reasons)


def _add_terms(run: Pass, w: Weighed, reasons: list[Reason]) -> None:
    """What the terms of its instrument do to it that is easily overlooked."""
    if not (w.outlives or run.docket.has_conditional_terms):
        return
    terms = run.terms_for(w.node)
    if w.outlives and run.day > terms.ends and w.standing not in CLOSED:
        reasons.append(Reason("outlives", w.node.instrument or "", terms.ends, text=_why_it_outlives(w)))
    conditional = terms.instrument is not None and terms.instrument.in_force_when is not None
    if conditional and w.standing in PAST_CURE and w.last is not None and w.last < w.begins:
        reasons.append(Reason("bound nobody before", w.node.instrument or "", w.begins))
    if terms.trouble and not w.trouble:
        reasons.append(Reason("trouble", w.node.id, text=terms.trouble))


def _why_it_outlives(w: Weighed) -> str:
    if w.node.survives:
        return "survives"
    return "accrued" if w.node.kind == "payment" else "counts from it"


def _owed(w: Weighed, owed: AmountOwed) -> Reason:
    """How an amount that is worked out came about."""
    trail, node = owed.trail, w.node
    if trail is None:
        if owed.instalment is None:
            return Reason("instalments not counted", node.id)
        return Reason("instalment", node.id, w.due, text=" ".join(map(str, owed.instalment)))
    if trail.base is None:
        return Reason("share unknown", node.id, trail.on)
    numbers = f"{trail.base} {trail.exact} {trail.sum}"
    return Reason("share fixed" if trail.fixed else "share so far", node.id, trail.on, text=numbers)


def _stray(fact: Fact) -> Reason:
    """A fact that counts for nothing, as it names an occurrence which the series does not have."""
    number = str(fact.number) if fact.number > 1 else ""
    return Reason("no such occurrence", fact.id, fact.occurrence, text=number)


def _ends_nothing(w: Weighed, ceased: date) -> bool:
    """Whether no default had begun by the day on which it is recorded as ceased."""
    if w.defaults:
        return all(default.start > ceased for default in w.defaults)
    return not w.unmet if w.node.continuing else w.done is not None and w.in_time


def _done_early(w: Weighed) -> Iterator[Reason]:
    """What was done before its time, and whether the other side had accepted it by the day."""
    floor = w.trail.floor.isoformat()
    yield from (Reason("too early", fact.id, fact.day.on, text=floor) for fact in w.own.early)
    yield from (Reason("accepted early", fact.id, fact.day.on, text=floor) for fact in w.own.taken)


def _over_and_under(w: Weighed) -> Iterator[Reason]:
    """More was performed than is owed, or less though it is recorded as all of it."""
    if w.owed is not None and w.owed.amount is None:
        return
    account = account_of(owing(w.node, w.owed), w.own.performed) if not w.occurrences else None
    if account is not None and account.over:
        yield Reason("performed over", w.node.id, text=f"{account.over} {account.owed.value}")
    if account is not None and account.under:
        yield Reason("performed under", w.node.id, text=f"{account.under} {account.owed.value}")


def _fund(run: Pass, w: Weighed) -> Iterator[Reason]:
    """The allocations of its fund do not come to what the fund holds."""
    if w.standing is Standing.RELEASED or run.day < w.begins:
        return
    weighed = run.weighed
    known = Known(
        run.day,
        lambda one: weighed[one].standing,
        lambda one: weighed[one].own.brought,
        lambda one: amount_of(weighed[one]),
    )
    found = allocated_by(run.docket, known, w.node)
    if found is not None and found.adds_up is False and found.total is not None:
        yield Reason("fund does not add up", found.fund, None, found.allocations, f"{found.sum} {found.total}")


def _add_source(run: Pass, w: Weighed, reasons: list[Reason]) -> None:
    node, own = w.node, w.own
    if w.done and w.done < w.begins:
        reasons.append(Reason("performed before instrument", node.instrument or "", w.begins))
    ahead = _ahead(run, node.id)
    reasons += [Reason("may have happened", fact.id, fact.day.on, text=fact.day.words) for fact in ahead]
    instrument = run.docket.instruments.get(node.instrument or "")
    if instrument and instrument.day and run.day < w.begins and not instrument.day.exact:
        reasons.append(Reason("may be in force", instrument.id, w.begins, text=instrument.day.words))
    if own.verified == 0:
        reasons.append(UNVERIFIED)
    reasons += _rules_behind(run, w)
    if node.question:
        reasons.append(Reason("question", node.id, text=node.question))
    if w.trouble:
        reasons.append(Reason("trouble", node.id, text=w.trouble))


def _rules_behind(run: Pass, w: Weighed) -> Iterator[Reason]:
    """The rules of the rulebook that its days rest on, each by how its own text was read."""
    for part in ruled_parts(w.node.deadline):
        zero = run.anchors.known(part.anchor).day if isinstance(part, After) else w.due
        found = authority_of(part, zero)
        if found:
            yield Reason(RULE_READ[found.read], w.node.id, text=f"{found.title}, {found.citation}")


def _ahead(run: Pass, record_id: str) -> list[Fact]:
    """Performances, submissions and the like whose inexact day has not come yet."""
    facts = run.docket.facts_about.get(record_id, ())
    return [fact for fact in facts if fact.day.on > run.day and not fact.day.exact]


def relief_reasons(run: Pass, w: WeighedRelief) -> tuple[Reason, ...]:
    """The reasons for a relief's standing on the day of the pass."""
    node = w.node
    reasons = [_relief_leading(w)]
    if w.standing is Standing.LIVE and w.last != NEVER:
        reasons.append(Reason("ends anyway", node.id, following(w.last), node.covers))
    if w.standing in MAY_STILL_LAPSE and not node.conditions_complete:
        reasons.append(Reason("conditions not all known", node.id, text=w.standing.value))
    reasons += past_limits_of(run, node)
    if node.until and node.until_reading == "unclear":
        reasons.append(Reason("end unclear", node.id, node.until))
    if node.reinstatement == "as if never granted" and w.standing is not Standing.ENDED:
        reasons.append(Reason("lapse reaches back", node.id, ids=node.covers))
    if node.rights_reserved:
        reasons.append(Reason("rights reserved", node.id))
    if node.signed == "not recorded":
        reasons.append(Reason("signature not recorded", node.id))
    if not any(isinstance(fact.what, Verified) for fact in run.facts(node.id)):
        reasons.append(UNVERIFIED)
    if node.question:
        reasons.append(Reason("question", node.id, text=node.question))
    return tuple(reasons)


def _relief_leading(w: WeighedRelief) -> Reason:
    node = w.node
    if w.standing is Standing.PENDING:
        code = "unsigned" if node.signed == "unsigned" else "not granted" if w.start == NEVER else "not begun yet"
        return Reason(code, node.id, None if w.start == NEVER else w.start)
    if w.standing is Standing.LAPSED:
        return Reason("relief lapsed", node.id, w.lapse, w.broken_by)
    if w.standing is Standing.ENDED:
        return Reason("relief ended", node.id, following(w.last))
    return Reason("relief live", node.id, None if w.last == NEVER else w.last)
