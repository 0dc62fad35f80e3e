"""Drafts in words: of what record, when and by whom they were typed, and what became of the record since."""

from __future__ import annotations

from datetime import datetime

from model.days.wording import say_moment
from model.docket import Docket
from model.errors import DocketError
from model.ledger.draft import CardDraft, Draft, Now

UNREAD = "Another version of Duly typed this draft, and this one cannot read it."


def named(draft: Draft | CardDraft) -> str:
    """What a draft is of: “new obligation, Deliver the certificate”."""
    return f"{draft.called}, {draft.title}" if draft.title and draft.title != draft.called else draft.called


def told(draft: Draft | CardDraft, docket: Docket, who: str, now: datetime) -> str:
    """When it was typed, by whom where that was another, and what became of its record since."""
    at = draft.typed_at.astimezone(now.tzinfo).replace(tzinfo=None)
    by = f" by {draft.who}" if draft.who and draft.who != who else ""
    try:
        since = since_words(draft, draft.stands(docket))
    except DocketError:
        since = UNREAD
    return " ".join(filter(None, (f"Typed on {say_moment(at)}{by}.", since)))


def since_words(draft: Draft | CardDraft, now: Now) -> str:
    """What became of the record since the draft was typed; empty where nothing did."""
    match now:
        case "changed":
            return "The record was changed since: read it again before you save."
        case "deleted" if isinstance(draft, Draft) and draft.goes_on is not None:
            return "The series that it goes on from was deleted since."
        case "deleted" if isinstance(draft, CardDraft):
            return "What it is about was deleted since."
        case "deleted":
            return "The record was deleted since: saving enters it again."
        case "entered":
            return "It was entered since in another window: saving changes that record."
        case _:
            return ""
