"""Step 1: one pass over obligations and reliefs, each after everything it follows from, and each step by step.

An obligation's terms, its due day with its trail, its own facts, cure, reliefs, releases, misses (of a covenant the
runs of failing, of a series its occurrences) and the decision are a module each, which takes what the steps before it
found and hands on a value. Here alone these values are put together: a :class:`Weighed` is filled in, line by line, in
the order of the steps, and no step sees it half filled. One flat record is what all the readers of an assessment ask
for, and to fill one in costs less than to copy it at every step.

A node reads its direct predecessors only. ``either`` siblings read each other's own facts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import partial

from model.assess.bounds import as_known
from model.assess.covenant import KeptDays, OwedDays, kept_days, readings_of
from model.assess.cure import CureEnd, cure_end
from model.assess.decide import decide, decide_relief
from model.assess.due import Occasion, horizon, occasions_of, start_of, trail_of_occurrence
from model.assess.known import Pass
from model.assess.measured import UNTESTED, Tested, measure
from model.assess.misses import NOT_PERFORMED, days_submitted, lifted_by, misses_of, performance_of
from model.assess.owed import owing
from model.assess.own import own_facts
from model.assess.releases import (
    NOT_RELEASED,
    Owed,
    Release,
    ReleasedBy,
    outlives,
    outlives_by_its_words,
    reasons_of,
    release_of,
)
from model.assess.reliefs import relief_days, relieved_by
from model.assess.series import is_about, series_days, series_sums
from model.assess.shares import amounts_of, share_owed
from model.assess.spells import ALWAYS, NEVER, following, joined, preceding
from model.assess.terms import Terms
from model.assess.trail import KnownSeries
from model.assess.weighed import Weighed, WeighedRelief
from model.days.iso import LAST_DAY
from model.docket import Docket, predecessors
from model.errors import DayError
from model.record.deadline import Every, While, dated_parts, is_promptly
from model.record.fact import Fact
from model.record.obligation import Cure, Obligation
from model.record.relief import Relief


def weigh_docket(docket: Docket, day: date) -> Pass:
    """Weigh every record of a docket."""
    run = Pass(docket, day)
    _walk(run, docket.order)
    return run


def weigh_up_to(docket: Docket, day: date, record_id: str) -> Pass:
    """Weigh one record and what it follows from, and nothing else."""
    wanted, queue = {record_id}, [record_id]
    while queue:
        for before in predecessors(docket, queue.pop()):
            if before not in wanted and before in docket.rank:
                wanted.add(before)
                queue.append(before)
    run = Pass(docket, day)
    _walk(run, sorted(wanted, key=docket.rank.__getitem__))
    return run


def _walk(run: Pass, in_order: Iterable[str]) -> None:
    obligations, reliefs = run.docket.obligations, run.docket.reliefs
    for node_id in in_order:
        obligation = obligations.get(node_id)
        if obligation is not None:
            run.weighed[node_id] = weigh_obligation(run, obligation)
        else:
            run.reliefs[node_id] = weigh_relief(run, reliefs[node_id])


def weigh_obligation(run: Pass, node: Obligation) -> Weighed:
    """Weigh one obligation. What most obligations have none of is asked for only where it is there."""
    terms = run.terms_for(node)
    reliefs = run.covering(node.id) if node.id in run.docket.links_to else []
    w = Weighed(node, begins=terms.begins)
    if node.starts:
        w.wakes = start_of(node.starts, run.anchors.known)
    if node.is_consequence:
        _weigh_consequence(run, w, terms, reliefs)
        return w
    if reliefs:
        w.relieved = relieved_by(reliefs)
    if node.needs:
        w.blocked_by = run.blocked_by(node)
    if node.continuing:
        _weigh_covenant(run, w, terms, reliefs)
    elif isinstance(node.deadline, Every) and node.binding != "plan":
        _weigh_series(run, w, terms, reliefs)
    else:
        _weigh_dated(run, w, terms, reliefs)
    return w


def weigh_relief(run: Pass, relief: Relief) -> WeighedRelief:
    """Weigh one relief."""
    w = relief_days(relief, run.terms(relief.instrument), run.extending(relief.id), run.weighed, run.day)
    w.standing = decide_relief(w, run.day)
    return w


def _weigh_consequence(run: Pass, w: Weighed, terms: Terms, reliefs: Sequence[WeighedRelief]) -> None:
    """What follows from misses has no day of its own. What exposes it, and how it stands, comes after the pass."""
    w.own = run.own(w.node)
    w.done, w.over = w.own.done, terms.ends
    w.released, w.released_by = _release(run, w, terms, reliefs)


# ------------------------------------------------------------------------------------ what has a due day


def _weigh_dated(run: Pass, w: Weighed, terms: Terms, reliefs: Sequence[WeighedRelief]) -> None:
    """A duty, right or plan: its due day, and what was performed once its window was open."""
    node = w.node
    w.trail = trail = run.trail(node)
    w.opens, w.trouble = trail.opens, trail.trouble
    if node.binding != "plan":
        w.due = trail.due
    if node.share is not None:
        w.owed = share_owed(run, node.share, w.due)
    if facts := run.facts(node.id):
        w.own = own_facts(owing(node, w.owed), facts, run.day, trail.floor)
    w.wakes = _wakes(run, w)
    if w.due is None and not trail.trouble and dated_parts(node.deadline):
        w.expected = run.expected_due(node)
    _judge(run, w, terms, reliefs)


def _wakes(run: Pass, w: Weighed) -> date:
    """From when on neither its start, its anchor, its window nor what pays for it holds it back."""
    node, deadline = w.node, w.node.deadline
    if node.starts is None:
        wakes = w.trail.wakes
    else:
        wakes = max(_started(w, w.wakes), w.trail.floor if is_promptly(deadline) else w.trail.wakes)
    if isinstance(deadline, While) and deadline.since:
        wakes = max(wakes, deadline.since)
    if node.paid_from and w.due is None:
        wakes = max(wakes, run.first_brought_in(node) or NEVER)
    return wakes


def _started(w: Weighed, start: date) -> date:
    """From when on what starts it holds it back no longer. Under a long stop its last day comes all the same."""
    return min(start, w.due) if w.due is not None and is_promptly(w.node.deadline) else start


def _judge(run: Pass, w: Weighed, terms: Terms, reliefs: Sequence[WeighedRelief]) -> None:
    """The steps after the due day: cure, performance, releases, misses, and the decision."""
    node, own = w.node, w.own
    w.last = w.due
    if node.cure is not None and w.due is not None:
        cured = _cure(run, node.cure, terms, w.due)
        w.last, w.cure_unrecorded, w.trouble = cured.last or w.due, not cured.recorded, cured.trouble or w.trouble
    performed, lapses_after = NOT_PERFORMED, w.last if w.right else None
    if own.done is not None:
        performed = performance_of(own.done, w.due, lapses_after, reliefs)
        w.done, w.in_time = performed
    w.released, w.released_by = _release(run, w, terms, reliefs)
    if own.submissions:
        w.submitted = days_submitted(own, w.last, due_for_approval=node.due_for_approval)
    if own.held:
        held = (days for days in own.held if performance_of(days[0], w.due, lapses_after, reliefs).done)
        w.submitted = joined(w.submitted, tuple(held))
    if w.last is not None and w.last < run.day and node.binding != "plan":
        first, lifted = max(following(w.last), w.begins, w.wakes), lifted_by(w.released, w.relieved)
        w.missed, w.defaults = misses_of(performed, w.last, first, w.submitted, lifted, own.ceased)
    w.standing = decide(w, run.day)


def _release(run: Pass, w: Weighed, terms: Terms, reliefs: Sequence[WeighedRelief]) -> Release:
    """Its release, where there is anything that could be a reason for one."""
    node_id, docket = w.node.id, run.docket
    node, ends, of_others = w.node, terms.ends != NEVER, node_id in docket.links_to or node_id in docket.siblings
    nought = w.due if w.owed is not None and w.owed.is_nought and w.due and w.due <= run.day else None
    if not (ends or w.own.cancelled or node.falls_away or of_others or nought):
        return NOT_RELEASED
    owed = Owed(w.due, w.wakes, w.period, w.trail.legs)
    w.outlives = ends and outlives(node, owed, terms.ends)
    falls = run.falls_away(node) if node.falls_away else None
    found = [*reasons_of(node, w.own, owed, terms, falls, reliefs), *run.released_by_others(node_id)]
    return release_of([*found, ReleasedBy(nought, "nought")] if nought else found)


def _cure(run: Pass, cure: Cure, terms: Terms, missed_on: date) -> CureEnd:
    return cure_end(cure, missed_on, run.anchors.happened_from, run.docket.calendar, terms.calendars)


# ---------------------------------------------------------------------------------------------- series


def _weigh_series(run: Pass, w: Weighed, terms: Terms, reliefs: Sequence[WeighedRelief]) -> None:
    """A recurring duty: its occurrences, and the one that it stands as."""
    facts = run.facts(w.node.id)
    w.series = run.series(w.node)
    occasions = _occasions(run, w, horizon(run.day))
    if w.series is not None and facts:
        w.strays = tuple(_strays(run, w, facts))
    found = series_days(_each_weighed(run, w, terms, reliefs, occasions, facts), facts, run.day)
    leading = found.leading
    if leading is None or found.period is None:
        _weigh_without_occurrences(run, w, terms, reliefs, facts)
        return
    w.period, w.occurrences, w.turns = found.period, found.occurrences, found.turns
    w.standing, w.due, w.last, w.opens = leading.standing, leading.due, leading.last, leading.opens
    w.own, w.done, w.in_time, w.owed = leading.own, leading.done, leading.in_time, leading.owed
    w.sums = series_sums(w.node, found.occurrences, facts)
    w.missed, w.defaults, w.submitted = found.missed, found.defaults, found.submitted
    w.first_done, w.outlives, w.met = found.first_done, found.outlives, found.met
    w.trail = trail_of_occurrence(run.docket, w.node, found.period)
    w.trouble = w.trail.trouble


def _weigh_without_occurrences(
    run: Pass, w: Weighed, terms: Terms, reliefs: Sequence[WeighedRelief], facts: Iterable[Fact]
) -> None:
    """A series that no occurrence has come of: it sleeps, unless all of it is released."""
    w.own, w.wakes = own_facts(w.node, tuple(fact for fact in facts if fact.occurrence is None), run.day), NEVER
    w.released, w.released_by = _release(run, w, terms, reliefs)
    w.standing = decide(w, run.day)


def _strays(run: Pass, w: Weighed, facts: Sequence[Fact]) -> Iterator[str]:
    """The facts that name an occurrence which a series does not have, as far as it is known by the day."""
    last = max((fact.occurrence for fact in facts if fact.occurrence), default=None)
    if last is None:
        return
    there = {(one.period, one.number) for one in _occasions(run, w, last)}
    for fact in facts:
        if fact.occurrence is not None and (fact.occurrence, fact.number) not in there:
            yield fact.id


def _each_weighed(
    run: Pass,
    series: Weighed,
    terms: Terms,
    reliefs: Sequence[WeighedRelief],
    occasions: Iterable[Occasion],
    facts: Iterable[Fact],
) -> Iterator[tuple[Occasion, Weighed]]:
    """Each occurrence of a series, weighed as a duty of its own by the facts about it."""
    for one, owed in amounts_of(run, series.node, series.series, occasions):
        about = tuple(fact for fact in facts if is_about(fact, one))
        own = own_facts(owing(series.node, owed), about, run.day, one.opens)
        w = Weighed(series.node, own, series.begins, opens=one.opens, due=one.due, owed=owed)
        w.period, w.relieved, w.blocked_by = one.period, series.relieved, series.blocked_by
        w.wakes = max(_started(w, series.wakes), one.opens)
        _judge(run, w, terms, reliefs)
        yield one, w


def _occasions(run: Pass, w: Weighed, through: date) -> tuple[Occasion, ...]:
    """The occurrences of a series up to a day; none, and what is wrong, where they cannot be worked out."""
    try:
        found = occasions_of(run.docket, as_known(w.node, w.series), through)
    except DayError as error:
        w.trouble = str(error)
        return ()
    if w.series is not None and w.series.trouble:
        w.trouble = w.series.trouble
    return found


# ------------------------------------------------------------------------------------------- covenants


def _weigh_covenant(run: Pass, w: Weighed, terms: Terms, reliefs: Sequence[WeighedRelief]) -> None:
    """A covenant or test: how long it is owed, and what its readings say."""
    node, deadline = w.node, w.node.deadline
    w.own = run.own(node)
    w.done = w.own.done
    w.released, w.released_by = _release(run, w, terms, reliefs)
    until = NEVER
    if isinstance(deadline, Every):
        w.series = run.series(node)
        since, until = _time_of_series(deadline, w.series)
        w.wakes = max(w.wakes, since)
    elif isinstance(deadline, While):
        w.wakes, until = max(w.wakes, deadline.since or ALWAYS), deadline.until or NEVER
    ends = _ends_of(run, node, terms, until)
    w.over = min(ends, default=NEVER)
    if node.threshold is not None and node.threshold.formula:
        w.measured = _measured(run, w)
    readings = readings_of(node, w.own, w.measured)
    if readings:
        tests = [test.due for test in _occasions(run, w, _long_after(readings[-1][0]))]
        owed = OwedDays(max(w.begins, w.wakes), ends, lifted_by(w.released, w.relieved))
        cure = partial(_cure, run, node.cure, terms) if node.cure else None
        _keep(w, kept_days(readings, tests, w.own.ceased, owed, cure))
    w.standing = decide(w, run.day)


def _ends_of(run: Pass, node: Obligation, terms: Terms, until: date) -> tuple[date, ...]:
    """The last days of a covenant, in order: its own or its instrument's, and the day before it falls away."""
    last = min(until, NEVER if outlives_by_its_words(node) else terms.ends)
    falls = run.falls_away(node) if node.falls_away else None
    return tuple(sorted(end for end in (last, preceding(falls.day) if falls else NEVER) if end != NEVER))


def _time_of_series(series: Every, known: KnownSeries | None) -> tuple[date, date]:
    """From when to when what is tested by a series of days is to be kept, however often it is tested."""
    if known is None:
        return series.start or ALWAYS, series.until or NEVER
    not_begun = series.begins is not None and known.begins is None
    return NEVER if not_begun else known.begins or ALWAYS, known.ends or NEVER


def _keep(w: Weighed, kept: KeptDays) -> None:
    w.tested, w.met, w.unmet, w.in_cure, w.failing = kept.tested, kept.met, kept.unmet, kept.in_cure, kept.failing
    w.over = kept.over
    w.missed, w.defaults, w.ends_failing, w.began = kept.missed, kept.defaults, kept.ends_failing, kept.began
    w.last, w.cure_unrecorded, w.trouble = kept.last, kept.cure_unrecorded, kept.trouble or w.trouble


def _measured(run: Pass, w: Weighed) -> Tested:
    """What the figures of its metrics say of a test by the day; nothing where its test dates cannot be told."""
    try:
        return measure(run.docket, as_known(w.node, w.series), run.day)
    except DayError as error:
        w.trouble = str(error)
        return UNTESTED


def _long_after(day: date) -> date:
    """How far ahead of the last reading the next test date is looked for: thirty years."""
    return date(min(day.year + 30, LAST_DAY.year), 12, 31)
