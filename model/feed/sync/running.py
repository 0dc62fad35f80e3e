"""Synchronising a docket's account: its feed made, a round run, and all of it remembered in the docket's file.

The same for the window, which runs it away from its own thread on a connection of its own, and for the command line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from model.assess.standing import Assessment
from model.docket import Docket
from model.errors import DocketError, UnreadableInput
from model.feed.publishing import PublishingMemory
from model.feed.sync.account import CalendarAccount, Incoming, Subject, Synced, synced_id
from model.feed.sync.client import ServerConnection
from model.feed.sync.resource import resources_of
from model.feed.sync.round import Answer, Before, Progress, Round, one_round
from model.record.remembered import Remembered

if TYPE_CHECKING:
    from model.feed.calendar import Feed

READ_ONLY: Final = (
    "This docket can only be read, so Duly cannot remember what it sent and sends nothing. Allow writing to its file"
    " and folder, or synchronise a copy."
)
MOST_SETTLED: Final = 200
"""How many settled questions are kept to be looked at; older ones are forgotten."""


def synchronise(
    keeper: PublishingMemory,
    account: CalendarAccount,
    docket: Docket,
    assessment: Assessment,
    *,
    password: str,
    now: datetime,
    answer: Answer = lambda _acted: None,
    progress: Progress = lambda _share, _words: None,
) -> Round:
    """Run one round of an account. ``assessment`` is today's; ``now`` has the zone of the person.

    ``answer`` is told of alarms that were acknowledged or snoozed over there, before that is remembered as told.

    Raises :class:`model.errors.DocketError` where the docket can only be read or its file cannot be written; a failure
    of the server is in the round.
    """
    if keeper.read_only:
        raise DocketError(READ_ONLY)
    made = _feed(keeper, account, docket, assessment, now)
    known = {one.uid: one for one in keeper.recall(Synced).values() if one.account == account.id}
    told = {id_: one for id_, one in keeper.recall(Incoming).items() if one.account == account.id}
    before = Before(resources_of(made.content), subjects_of(made), known, told)
    with ServerConnection(account.url, account.user, password, plain=account.plain) as line:
        done = one_round(line, account, before, now=now, keep=_keep_in(keeper), answer=answer, progress=progress)
    _forget_oldest(keeper, account)
    return done


def _feed(
    keeper: PublishingMemory, account: CalendarAccount, docket: Docket, assessment: Assessment, now: datetime
) -> Feed:
    from model.feed.calendar import feed

    name = account.spec.name
    made = feed(
        docket,
        assessment,
        spec=account.spec,
        states=keeper.sequences(name),
        highest=keeper.highest_sequences(),
        identity=keeper.identity,
        generated=now,
    )
    keeper.keep_sequences(made.changed, name, forgotten=made.forgotten)
    return made


def subjects_of(feed: Feed) -> dict[str, Subject]:
    """What each item of a feed is about, by UID."""
    return {uid: subject_of(item.key, item.about) for uid, item in feed.items.items() if item.about}


def subject_of(key: str, about: str) -> Subject:
    """What an item is about, from its key: the record's id, the day of an occurrence, what part it is.

    >>> subject_of("lease-1/2026-12-31/target", "lease-1")
    Subject(about='lease-1', occurrence=datetime.date(2026, 12, 31), part='target')
    """
    parts = [part for part in key.removeprefix("task ").removeprefix(about).split("/") if part]
    occurrence = _day(parts[0]) if parts else None
    return Subject(about=about, occurrence=occurrence, part="/".join(parts[1:] if occurrence else parts))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _keep_in(keeper: PublishingMemory) -> Callable[[Iterable[Remembered], Iterable[Remembered]], None]:
    def keep(values: Iterable[Remembered], forgotten: Iterable[Remembered]) -> None:
        fresh = tuple(values)
        accounts = [one for one in fresh if isinstance(one, CalendarAccount)]
        overtaken = [one for one in fresh if isinstance(one, Incoming) and one.state == "overtaken"]
        others = [one for one in fresh if not isinstance(one, CalendarAccount) and one not in overtaken]
        if overtaken:
            # What a person decided meanwhile stays decided.
            keeper.revise(Incoming, lambda known: [one for one in overtaken if _is_open(known, one)])
        if others:
            keeper.remember(*others)
        if accounts:
            # What the user changed of the account meanwhile stays, and one that was taken out does not come back.
            keeper.revise(
                CalendarAccount, lambda known: [_as_now(known[one.id], one) for one in accounts if one.id in known]
            )
        for gone in forgotten:
            keeper.forget(type(gone), [gone.id])

    return keep


def _is_open(known: Mapping[str, Incoming], one: Incoming) -> bool:
    return one.id in known and known[one.id].state == "open"


def _as_now(known: CalendarAccount, seen: CalendarAccount) -> CalendarAccount:
    same_place = known.calendar == seen.calendar
    token = seen.sync_token if same_place else ""
    return replace(known, sync_token=token, last_at=seen.last_at, last_error=seen.last_error)


def _forget_oldest(keeper: PublishingMemory, account: CalendarAccount) -> None:
    settled = [
        one for one in keeper.recall(Incoming).values() if one.account == account.id and one.settled_at is not None
    ]
    settled.sort(key=lambda one: one.seen_at, reverse=True)
    if settled[MOST_SETTLED:]:
        keeper.forget(Incoming, [one.id for one in settled[MOST_SETTLED:]])


# ------------------------------------------------------------------------------------------- what a person decides


def settle(keeper: PublishingMemory, incoming: Incoming, state: str, now: datetime) -> None:
    """Remember that a person dealt with something: once nothing is open of its item, ours goes over theirs again.

    So what was applied or recorded is shown there as Duly says it, and what was not is put right. What was settled
    meanwhile, by somebody else or by a newer state there, stays as it is.
    """
    settled = replace(incoming, state=state, settled_at=now)
    left = keeper.revise(Incoming, lambda known: [settled] if _is_open(known, incoming) else [])
    if left.get(incoming.id) != settled:
        return
    if incoming.change == "foreign" or any(one.state == "open" and one.key == incoming.key for one in left.values()):
        return
    name = synced_id(incoming.account, incoming.uid)
    keeper.revise(Synced, lambda known: [replace(known[name], restore=True)] if name in known else [])


def remove_account(keeper: PublishingMemory, account: CalendarAccount) -> None:
    """Forget an account and all that is remembered of it. What lies on the server stays there."""
    keeper.forget(Synced, [id_ for id_, one in keeper.recall(Synced).items() if one.account == account.id])
    keeper.forget(Incoming, [id_ for id_, one in keeper.recall(Incoming).items() if one.account == account.id])
    keeper.forget(CalendarAccount, [account.id])


def now_of(keeper: PublishingMemory, incoming: Incoming) -> Incoming:
    """Something that came back as it stands now; what is forgotten was overtaken."""
    return keeper.recall(Incoming).get(incoming.id) or replace(incoming, state="overtaken", overtaken="newer")


def open_of(keeper: PublishingMemory, account_id: str = "") -> list[Incoming]:
    """What waits for a person, oldest first."""
    found = (one for one in keeper.recall(Incoming).values() if one.state == "open")
    return sorted((one for one in found if account_id in ("", one.account)), key=lambda one: (one.seen_at, one.id))


def find_account(keeper: PublishingMemory, wanted: str) -> list[CalendarAccount]:
    """The accounts that a command line means: all of them, or that of an id, a title, a user or an address.

    Raises :class:`model.errors.UnreadableInput` where there is none.
    """
    accounts = sorted(keeper.recall(CalendarAccount).values(), key=lambda one: (one.title.casefold(), one.id))
    if not accounts:
        raise UnreadableInput(
            "This docket has no calendar server yet. Add one in the window, under “Calendar server…”."
        )
    folded = wanted.strip().casefold()
    named = [
        one for one in accounts if folded in ("", *(each.casefold() for each in (one.id, one.title, one.user, one.url)))
    ]
    if not named:
        known = ", ".join(f"“{one.title}”" for one in accounts)
        raise UnreadableInput(f"“{wanted}” is no account of this docket. It has {known}.")
    return named
