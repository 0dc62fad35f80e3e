"""One round: what changed over there is taken in, then what changed here is put there.

Values in, values out: the round knows neither ledger nor clock. Whatever it learns it hands to ``keep`` at once, and
what is about to be put is handed over before it is put. Cut off anywhere, the next round goes on from there, and
nothing is lost, doubled, or taken for somebody else's change.
"""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from msgspec.structs import replace

from model.feed.sync import failures
from model.feed.sync.account import PUT_RIGHT, CalendarAccount, Incoming, Subject, Synced
from model.feed.sync.acted import ALARM, AlarmActed, acts
from model.feed.sync.client import CALDAV, FoundResource, Listing, ServerConnection, ServerReply
from model.feed.sync.difference import EntryDifference, client_of, differences
from model.feed.sync.overtaken import overtaken, overtaken_here
from model.feed.sync.plan import PutItem, RemoveItem, new_synced, plan
from model.feed.sync.resource import Resource, raised
from model.feed.sync.returned import Returned, read_returned
from model.record.remembered import Remembered

Keep = Callable[[Iterable[Remembered], Iterable[Remembered]], object]
"""Remembers the first and forgets the second."""
Answer = Callable[[Iterable[AlarmActed]], object]
Progress = Callable[[float, str], object]

ATTEMPTS: Final = 3
"""How often an item that somebody else keeps changing is put again within a round."""
MOST_FOREIGN: Final = 100


@dataclass(frozen=True, slots=True)
class Refused:
    """An item that the server would not take, and why in words."""

    uid: str
    about: str
    why: str


@dataclass
class Round:
    """What a round did: UIDs put and removed, what came back, alarms acted on, what the server would not take.

    ``error`` says why it stopped, where it did; ``account`` is as it is to be remembered.
    """

    account: CalendarAccount
    put: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    incoming: list[Incoming] = field(default_factory=list)
    overtaken: list[Incoming] = field(default_factory=list)
    """What came back earlier and is asked no more."""
    acted: list[AlarmActed] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    error: failures.SyncError | None = None

    @property
    def quiet(self) -> bool:
        """Whether nothing happened at all."""
        happened = (self.put, self.removed, self.incoming, self.overtaken, self.acted, self.refused, self.error)
        return not any(happened)


@dataclass(frozen=True, slots=True)
class Before:
    """What a round starts from.

    The feed cut by UID and what its items are about; what was put there, by UID; what came back earlier, by id.
    """

    wanted: Mapping[str, Resource]
    subjects: Mapping[str, Subject]
    known: Mapping[str, Synced]
    told: Mapping[str, Incoming]


def one_round(
    line: ServerConnection,
    account: CalendarAccount,
    before: Before,
    *,
    now: datetime,
    keep: Keep,
    answer: Answer = lambda _acted: None,
    progress: Progress = lambda _share, _words: None,
) -> Round:
    """Bring one calendar into step.

    ``now`` is the moment, in the zone of the person. A failure of the server ends the round and is handed back in it;
    what was done until then stands. An exception of ``progress`` (a cancellation) or of ``keep`` goes through.
    """
    work = _Work(line, account, before, now, keep, answer)
    try:
        work.take_in(progress)
        work.put_out(progress)
    except failures.SyncError as error:
        work.done.error = error
    work.finish()
    return work.done


class _Work:
    """A round under way."""

    def __init__(
        self,
        line: ServerConnection,
        account: CalendarAccount,
        before: Before,
        now: datetime,
        keep: Keep,
        answer: Answer,
    ) -> None:
        self.line, self.now, self.wanted, self.subjects = line, now, before.wanted, before.subjects
        self.known = dict(before.known)
        self._others = {one.href: one for one in before.told.values() if one.change == "foreign"}
        self._asked = {id_: one for id_, one in before.told.items() if one.state == "open"}
        self._keep, self._answer = keep, answer
        self.done = Round(account)

    @property
    def account(self) -> CalendarAccount:
        return self.done.account

    def finish(self) -> None:
        """Remember when it was, and what went wrong."""
        words = str(self.done.error) if self.done.error else ""
        last = self.account.last_at if self.done.error else self.now
        self.done.account = replace(self.account, last_at=last, last_error=words)
        self._keep((self.done.account,), ())

    # ------------------------------------------------------------------------------------------ taking in

    def take_in(self, progress: Progress) -> None:
        """Look at what changed over there since the last round; only then move the token on."""
        progress(0.0, "Looking at the calendar")
        listing = self.line.listing(self.account.calendar, self.account.sync_token)
        ours = {synced.href: synced for synced in self.known.values()}
        lying = {**{href: one.etag for href, one in self._others.items()}, **{href: s.etag for href, s in ours.items()}}
        fresh = [href for href, etag in listing.etags.items() if lying.get(href) != etag]
        found = self._fetched(fresh, progress)
        moved_to = self._take_foreign([one for one in found if one.href not in ours], listing)
        for one in found:
            if one.href in ours:
                self._take(ours[one.href], one)
        for synced in self._missing(listing, ours):
            if synced.uid not in moved_to:
                self._take(synced, FoundResource(synced.href))
        self._keep((), [one for href, one in self._others.items() if self._is_gone(href, listing)])
        if listing.token != self.account.sync_token:
            self.done.account = replace(self.account, sync_token=listing.token)
            self._keep((self.done.account,), ())

    def _fetched(self, hrefs: list[str], progress: Progress) -> list[FoundResource]:
        found = []
        for one in self.line.fetch(self.account.calendar, hrefs):
            found.append(one)
            progress(0.4 * len(found) / max(1, len(hrefs)), "Reading what changed there")
        return found

    def _missing(self, listing: Listing, ours: Mapping[str, Synced]) -> list[Synced]:
        """What lay there and does not any more. What never lay there is not gone."""
        return [synced for href, synced in ours.items() if synced.etag and self._is_gone(href, listing)]

    def _take_foreign(self, found: list[FoundResource], listing: Listing) -> set[str]:
        """Items that are not where ours lie: ours that a program moved are followed, others are listed, untouched.

        Returns the UIDs that were followed.
        """
        followed, listed = set(), 0
        for one in found:
            theirs = read_returned(one.body)
            synced = self.known.get(theirs.uid)
            if synced is None and theirs.uid in self.wanted and self._is_ours_by_name(one, theirs):
                # It is ours from before a memory that was lost: putting it will find it, and look at it.
                continue
            if synced is not None and self._is_gone(synced.href, listing):
                followed.add(synced.uid)
                self._take(replace(synced, href=one.href), one)
            elif listed < MOST_FOREIGN and one.etag:
                listed += 1
                self._list(one, theirs)
        return followed

    def _is_ours_by_name(self, found: FoundResource, theirs: Returned) -> bool:
        return found.href == new_synced(self.account, theirs.uid).href

    def _is_gone(self, href: str, listing: Listing) -> bool:
        """What is never named by a listing of changes alone is still there."""
        return href not in listing.etags if listing.whole else href in listing.gone

    def _take(self, synced: Synced, found: FoundResource) -> None:
        """Hold one item of ours against what was put, and remember what was changed in it."""
        if not found.etag:
            self._take_deletion(synced)
            return
        theirs = read_returned(found.body)
        synced = _arrived(synced, theirs, self.now)
        put = read_returned(synced.body)
        differ = list(differences(put, theirs, self.now))
        self._settle(overtaken(self._asked_of(synced.uid), differ, synced.seen, self.now))
        changes = [one for one in differ if one.key not in synced.seen]
        acted = [self._act(one) for one in acts(put, theirs, self.now) if one.key not in synced.seen]
        told = [self._incoming(change, found, theirs, synced) for change in changes]
        still = {one.key for one in differ}
        before = (key for key in synced.seen if key in still or key.startswith(ALARM))
        seen = (*before, *(one.key for one in changes), *(one.key for one in acted))
        fresh = replace(
            synced,
            etag=found.etag,
            sequence=max(synced.sequence, theirs.sequence),
            seen=seen[-100:],
            restore=synced.restore or _only_put_right(changes),
        )
        if acted:
            self._answer(acted)
            self.done.acted += acted
        self._remember(fresh, told)

    def _asked_of(self, uid: str) -> list[Incoming]:
        """What waits for a person of one item."""
        return [one for one in self._asked.values() if one.uid == uid]

    def _settle(self, overtaken: Iterable[Incoming]) -> None:
        """Remember that nobody need decide any more; before what overtook it is remembered as seen."""
        settled = list(overtaken)
        if settled:
            self._keep(settled, ())
        for one in settled:
            del self._asked[one.id]
        self.done.overtaken += settled

    def _act(self, acted: AlarmActed) -> AlarmActed:
        subject = self.subjects.get(acted.uid) or Subject(about="")
        return dataclasses.replace(acted, about=subject.about, occurrence=subject.occurrence)

    def _take_deletion(self, synced: Synced) -> None:
        """Put again what was deleted on the server; forget what stood there as cancelled."""
        lost = replace(synced, etag="", seen=(), restore=False)
        if Resource(synced.uid, synced.body).cancelled or not synced.body:
            self._remember(lost, [])
            return
        change = EntryDifference("deleted", was=read_returned(synced.body).title)
        self._settle(overtaken(self._asked_of(synced.uid), [change], synced.seen, self.now))
        self._remember(lost, [self._incoming(change, FoundResource(synced.href, synced.etag), Returned(), synced)])

    def _incoming(
        self, change: EntryDifference, found: FoundResource, theirs: Returned, synced: Synced | None = None
    ) -> Incoming:
        subject = self.subjects.get(synced.uid if synced else "") or Subject(about="")
        state = "listed" if change.change == "foreign" else "restored" if change.change in PUT_RIGHT else "open"
        which = "" if change.change == "foreign" else f"{found.etag}\n{change.key}"
        told = f"{self.account.id}\n{found.href}\n{which}"
        return Incoming(
            id=hashlib.sha256(told.encode()).hexdigest()[:32],
            account=self.account.id,
            change=change.change,
            uid=synced.uid if synced else theirs.uid,
            href=found.href,
            etag=found.etag,
            about=subject.about,
            occurrence=subject.occurrence,
            part=subject.part,
            was=change.was,
            to=change.to,
            was_day=change.was_day,
            day=change.day,
            note=change.note,
            client=client_of(theirs.prodid),
            seen_at=self.now,
            state=state,  # type: ignore[arg-type]
            settled_at=self.now if state == "restored" else None,
        )

    def _remember(self, synced: Synced, told: list[Incoming]) -> None:
        self.known[synced.uid] = synced
        self._keep((synced, *told), ())
        self.done.incoming += told
        self._asked.update({one.id: one for one in told if one.state == "open"})

    def _list(self, found: FoundResource, theirs: Returned) -> None:
        """An item that is not ours: left alone, and told of once, however often it changes."""
        told = self._incoming(EntryDifference("foreign", to=theirs.title or theirs.problem), found, theirs)
        known = self._others.get(found.href)
        if known is None:
            self.done.incoming.append(told)
        self._keep((replace(told, state=known.state) if known else told,), ())

    # ------------------------------------------------------------------------------------------- putting out

    def put_out(self, progress: Progress) -> None:
        """Put what changed here, one item after another."""
        steps = list(plan(self.account, self.wanted, self.known, self.now))
        ahead = [replace(one.known, sending=one.resource.body) for one in steps if isinstance(one, PutItem)]
        if ahead:
            self._keep(ahead, ())
            self.known.update({synced.uid: synced for synced in ahead})
        for place, step in enumerate(steps):
            progress(0.4 + 0.6 * place / len(steps), f"Sending {place + 1:,} of {len(steps):,}")
            if isinstance(step, PutItem):
                self._put(step)
            else:
                self._remove(step)

    def _put(self, step: PutItem) -> None:
        for _ in range(ATTEMPTS):
            synced = self.known[step.resource.uid]
            reply = self.line.put(synced.href, step.resource.body, synced.etag)
            if reply.status in (200, 201, 204):
                self._arrive(step, synced, reply)
                return
            if reply.status != 412:
                self._refuse(step, reply)
                return
            step = self._seen_first(step, synced)
        self._say_refused(step.resource.uid, "Somebody else keeps changing it. It is sent the next time.")

    def _arrive(self, step: PutItem, synced: Synced, reply: ServerReply) -> None:
        """What was put lies there now. Without an ETag in the answer it is read back, with what is in it."""
        resource = step.resource
        arrived = replace(
            synced,
            etag=reply.etag,
            body=resource.body,
            sending="",
            fingerprint=step.fingerprint,
            sequence=max(resource.sequence, synced.sequence),
            seen=(),
            restore=False,
            gone_at=self.now if step.going else None,
        )
        self.done.put.append(resource.uid)
        if synced.body and (asked := self._asked_of(resource.uid)):
            before, after = read_returned(synced.body), read_returned(resource.body)
            self._settle(overtaken_here(asked, before, after, self.now))
        if reply.etag:
            self._remember(arrived, [])
        else:
            self._take(arrived, self.line.get(arrived.href))

    def _seen_first(self, step: PutItem, synced: Synced) -> PutItem:
        """Somebody was faster: take in what lies there, and put over that, by its ETag and with a higher SEQUENCE."""
        found = self.line.get(synced.href)
        if found.etag and not synced.body:
            synced = self._adopted(synced, found, step.resource)
        self._take(synced, found)
        fresh = replace(self.known[step.resource.uid], sending=step.resource.body)
        resource = raised(step.resource, fresh.sequence + 1) if found.etag else step.resource
        self._remember(replace(fresh, sending=resource.body), [])
        return PutItem(resource, step.fingerprint, fresh, step.going)

    def _adopted(self, synced: Synced, found: FoundResource, ours: Resource) -> Synced:
        """An item under our name of which nothing is remembered: ours from before, where no other program wrote it."""
        theirs = read_returned(found.body)
        written_by_us = theirs.uid == synced.uid and not client_of(theirs.prodid)
        return replace(synced, body=found.body if written_by_us else ours.body)

    def _remove(self, step: RemoveItem) -> None:
        synced = step.known
        if not synced.etag:
            self._forget(synced)
            return
        reply = self.line.delete(synced.href, synced.etag)
        if reply.status == 412:
            self._take(synced, self.line.get(synced.href))
            synced = self.known[synced.uid]
            if synced.etag:
                reply = self.line.delete(synced.href, synced.etag)
        if reply.status < 300 or reply.status in (404, 410) or not synced.etag:
            self._forget(synced)
            self.done.removed.append(synced.uid)
        else:
            self._say_refused(synced.uid, f"The server would not remove it (error {reply.status}).")

    def _forget(self, synced: Synced) -> None:
        self.known.pop(synced.uid, None)
        self._keep((), (synced,))

    # ----------------------------------------------------------------------------------------------- refusals

    def _refuse(self, step: PutItem, reply: ServerReply) -> None:
        """An answer that concerns this item alone is told of it; any other ends the round."""
        uid, own = step.resource.uid, any(name.startswith(CALDAV) for name in reply.preconditions)
        if reply.status == 403 and not own:
            raise failures.Forbidden(self.line.host, "to write into that calendar")
        if reply.status in (404, 410) or (reply.status == 409 and not own and self._calendar_is_gone()):
            raise failures.Gone(self.line.host)
        self._say_refused(uid, _why(reply))

    def _calendar_is_gone(self) -> bool:
        try:
            list(self.line.properties(self.account.calendar, "D:resourcetype"))
        except failures.Gone:
            return True
        return False

    def _say_refused(self, uid: str, why: str) -> None:
        subject = self.subjects.get(uid)
        self.done.refused.append(Refused(uid, subject.about if subject else "", why))


def _only_put_right(changes: list[EntryDifference]) -> bool:
    """Whether ours goes over theirs at once: nobody has to be asked first."""
    return bool(changes) and all(change.change in PUT_RIGHT for change in changes)


def _arrived(synced: Synced, theirs: Returned, now: datetime) -> Synced:
    """With what was put last in its place, where a put arrived and Duly was cut off before it heard so.

    What lies there differs less from that than from what was put before.
    """
    if not synced.sending:
        return synced
    sent = Resource(synced.uid, synced.sending)
    if synced.body and _distance(synced.body, theirs, now) <= _distance(synced.sending, theirs, now):
        return synced
    return replace(
        synced,
        body=synced.sending,
        sending="",
        fingerprint=sent.fingerprint,
        sequence=max(sent.sequence, synced.sequence),
        seen=(),
        restore=False,
    )


def _distance(body: str, theirs: Returned, now: datetime) -> int:
    """In how much an item differs from what was put."""
    put = read_returned(body)
    return 2 * len(list(differences(put, theirs, now))) + (put.sequence != theirs.sequence)


def _why(reply: ServerReply) -> str:
    if any("uid-conflict" in name for name in reply.preconditions):
        return "Another item in that calendar has its identity. Remove that one there, or choose a calendar of its own."
    if reply.status == 413 or any("max-resource-size" in name for name in reply.preconditions):
        return "It is larger than the server allows."
    if any("supported-calendar-component" in name for name in reply.preconditions):
        return "That calendar does not take items of this sort. Choose one for events or one for tasks."
    return f"The server would not take it (error {reply.status})."
