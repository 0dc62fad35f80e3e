"""Every kind of thing that machines remember beside the dockets, from each room that remembers: for verify."""

from __future__ import annotations

from typing import Final

from model.feed.server import Served
from model.feed.spec import Publication, SavedFilter
from model.feed.sync.account import CalendarAccount, Incoming, Synced
from model.ledger.draft import CardDraft, Draft
from model.record.remembered import Remembered
from model.remind.states import Reminded, Watch

KINDS: Final[tuple[type[Remembered], ...]] = (
    Draft,
    CardDraft,
    CalendarAccount,
    Incoming,
    Publication,
    Reminded,
    SavedFilter,
    Served,
    Synced,
    Watch,
)
