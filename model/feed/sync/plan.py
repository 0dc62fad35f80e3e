"""What is to be put on the server and what is to be taken off it, from what the feed holds and what lies there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

from model.feed.sync.account import CalendarAccount, Synced, synced_id
from model.feed.sync.resource import Resource, cancelled, raised

KEPT_CANCELLED: Final = timedelta(days=30)
"""How long an item that is gone stays there as cancelled, so that every calendar learns of it."""


@dataclass(frozen=True, slots=True)
class PutItem:
    """One item to be put, over what ``known`` says lies there."""

    resource: Resource
    fingerprint: str
    known: Synced
    going: bool = False
    """It is put as cancelled, since the feed no longer holds it."""


@dataclass(frozen=True, slots=True)
class RemoveItem:
    """One item of ours to be taken off."""

    known: Synced


Step = PutItem | RemoveItem


def plan(
    account: CalendarAccount, wanted: Mapping[str, Resource], known: Mapping[str, Synced], now: datetime
) -> Iterator[Step]:
    """The steps of a round: what is new or says something else is put, what is no more is cancelled, then removed.

    ``wanted`` and ``known`` are by UID. What has not changed is no step.
    """
    for uid, resource in wanted.items():
        before = known.get(uid) or new_synced(account, uid)
        fingerprint = resource.fingerprint
        if before.etag and before.fingerprint == fingerprint and not before.restore:
            continue
        if resource.cancelled and not before.etag:
            # Nothing lies there that anybody would have to be told is no more.
            continue
        yield PutItem(_after(resource, before), fingerprint, before)
    for uid, before in known.items():
        if uid not in wanted:
            yield from _leaving(before, now)


def new_synced(account: CalendarAccount, uid: str) -> Synced:
    """An item of which nothing lies on the server yet: it is named by its UID."""
    return Synced(
        id=synced_id(account.id, uid), account=account.id, uid=uid, href=f"{_folder(account.calendar)}{uid}.ics"
    )


def _leaving(before: Synced, now: datetime) -> Iterator[Step]:
    there = Resource(before.uid, before.body)
    if not before.etag:
        # Nothing of ours lies there, or it was taken off over there: there is nothing to cancel.
        yield RemoveItem(before)
    elif there.cancelled:
        since = before.gone_at or now
        if now - since >= KEPT_CANCELLED or before.gone_at is None:
            # The feed showed it as cancelled for long enough, and has forgotten it.
            yield RemoveItem(before)
    else:
        last = cancelled(there, now)
        yield PutItem(_after(last, before), last.fingerprint, before, going=True)


def _after(resource: Resource, before: Synced) -> Resource:
    """With a SEQUENCE above what lies there, whoever wrote that."""
    return raised(resource, before.sequence + 1) if before.body else resource


def _folder(calendar: str) -> str:
    path = urlsplit(calendar).path
    return path if path.endswith("/") else f"{path}/"
