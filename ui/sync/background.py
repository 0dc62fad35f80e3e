"""What is done with a calendar server away from the window's thread. Knows no window, and is handed only values.

A round opens the docket's file for itself, as another window would: it writes what it learns at once, and waits for
nobody.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from model.feed.sync.account import CalendarAccount
    from model.feed.sync.discovery import Home
    from model.feed.sync.round import Progress, Round

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class PasswordWanted:
    """Nobody knows the password of an account: there is no keyring, or it holds none."""

    account: str


@dataclass(frozen=True, slots=True)
class ServerLogin:
    """A server as it was typed, with who one is there."""

    address: str
    user: str
    password: str
    plain: bool = False


def run_round(
    path: Path, account_id: str, password: str, clock: Clock, who: str, progress: Progress
) -> Round | PasswordWanted | None:
    """One round of an account of the docket at ``path``; None where the account is gone.

    Raises :class:`model.errors.DocketError` where the docket's file cannot be read or written, and whatever
    ``progress`` raises.
    """
    from dateutil.tz import tzlocal

    from model.assess import assess
    from model.feed.sync.account import CalendarAccount
    from model.feed.sync.running import synchronise
    from model.feed.sync.secret import find_password
    from model.ledger.ledger import Ledger
    from model.remind.acted_in_calendar import answering

    with Ledger.open(path, clock=clock, who=who) as ledger:
        account = ledger.recall(CalendarAccount).get(account_id)
        if account is None:
            return None
        known = password or find_password(account.url, account.user)
        if not known:
            return PasswordWanted(account_id)
        docket, now = ledger.docket, clock().astimezone(tzlocal())
        assessment = assess(docket, docket.caption.clock or now.date())
        answer = answering(ledger, assessment, now)
        return synchronise(
            ledger, account, docket, assessment, password=known, now=now, answer=answer, progress=progress
        )


def look(server: ServerLogin) -> Home:
    """The calendars of an account. Raises :class:`model.feed.sync.failures.SyncError` kin."""
    from model.feed.sync.client import ServerConnection
    from model.feed.sync.discovery import find_calendars

    with ServerConnection(server.address, server.user, server.password, plain=server.plain) as line:
        return find_calendars(line)


@dataclass(frozen=True, slots=True)
class Wanted:
    """An account as the user wants it; without a calendar, one is made and called ``name``."""

    server: ServerLogin
    home: Home
    account: CalendarAccount
    name: str
    keep: bool
    """Whether the password is to go into the keyring."""


@dataclass(frozen=True, slots=True)
class Made:
    """An account that is ready to be remembered, what else lies in its calendar, whether a keyring has its password."""

    account: CalendarAccount
    others: tuple[str, ...] = ()
    kept: bool = True


def prepare(wanted: Wanted) -> Made:
    """Make the calendar where the account has none yet, look what lies in one that is there, keep the password.

    Raises :class:`model.feed.sync.failures.SyncError` kin.
    """
    from msgspec.structs import replace

    from model.feed.sync.client import ServerConnection
    from model.feed.sync.discovery import make_calendar, others_in
    from model.feed.sync.secret import keep_password

    server, account = wanted.server, wanted.account
    with ServerConnection(server.address, server.user, server.password, plain=server.plain) as line:
        others: tuple[str, ...] = ()
        if account.calendar:
            others = others_in(line, account.calendar, frozenset())
        else:
            made = make_calendar(line, wanted.home, wanted.name, account.spec.component)
            account = replace(account, calendar=made.url, title=made.name)
        account = replace(account, url=line.base)
    kept = wanted.keep and keep_password(account.url, account.user, server.password)
    return Made(account, others, kept)
