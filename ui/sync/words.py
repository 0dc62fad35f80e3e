"""Accounts of calendar servers in words: what is sent, how it went, when it is next. No Qt here."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlsplit

from model.feed.spec import Spec
from model.feed.sync.account import CalendarAccount, Incoming
from ui.feeds.words import SHORT, holds_words, when_words

ALONE = (
    "Use a calendar that is Duly’s alone. Duly never touches what others put there; but what you change in Duly’s"
    " items is put right, or asked about."
)
NO_PASSWORD = "Its password is wanted: this machine has no keyring that holds it."  # noqa: S105 - words, not one


def calendar_name(spec: Spec) -> str:
    """What a new calendar is called over there: it says no more of the docket than its items do."""
    kind = "tasks" if spec.component == "tasks" else ""
    scope = spec.scope.title if spec.privacy != "redacted" and not spec.scope.whole else ""
    return " ".join(filter(None, ("Duly", kind, f"– {scope}" if scope else "")))


def where_words(account: CalendarAccount) -> str:
    """Who one is, and where."""
    return f"{account.user} on {urlsplit(account.url).hostname or account.url}"


def sends_words(account: CalendarAccount) -> str:
    """What is sent there."""
    return f"{holds_words(account.spec)}  ·  {SHORT[account.spec.privacy]}"


def state_words(account: CalendarAccount, now: datetime, *, wanted: bool = False) -> str:
    """How it went last, and when it is next."""
    if wanted:
        return NO_PASSWORD
    last = f"Last in step {when_words(account.last_at, now)}" if account.last_at else "Never in step yet"
    coming = account.next_at(now)
    if coming is None:
        return f"{last}. Only when you ask for it."
    return f"{last}. Next {when_words(coming, now) if coming > now else 'within the minute'}, and after changes."


def seen_words(one: Incoming, now: datetime) -> str:
    """When something came back."""
    return f"Seen {when_words(one.seen_at, now)}"
