"""Synchronising in the window: every 15 minutes, after changes, and when asked; off the window's thread.

It polls wall time, since a long timer sleeps with the machine. While a docket has no account, nothing of it is read
but that.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from model.errors import DocketError
from ui.frame.service import DocketService
from ui.shell.jobs import Job, JobCancelled
from ui.sync.background import Made, PasswordWanted, ServerLogin, Wanted, look, prepare, run_round
from ui.workspace import Workspace

if TYPE_CHECKING:
    from model.feed.sync.account import CalendarAccount, Incoming
    from model.feed.sync.discovery import Home
    from model.feed.sync.round import Round

Refused = Callable[[DocketError], object]

POLL = 30_000
"""Milliseconds between two looks at the clock."""
SETTLE = 5_000
"""Milliseconds after a change before it is sent: several changes in a row are one."""
AFTER_OPENING = 3_000
WHERE = "It waits under “Calendar server…”, in the Docket menu."
ENTER = "Enter it under “Calendar server…”, in the Docket menu."
RETRY = timedelta(minutes=5)
"""So long an account that failed is left alone, unless somebody asks."""


class SyncService(DocketService):
    """The calendar servers of the open docket. One for each window; it follows the workspace until :meth:`stop`."""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(workspace, parent)
        self._job: Job | None = None
        self._queue: list[str] = []
        self._passwords: dict[str, str] = {}
        self._wanted: set[str] = set()
        self._failed_at: dict[str, datetime] = {}
        self._not_taken: dict[str, tuple[tuple[str, str], ...]] = {}
        self.running = ""
        """The account that is being synchronised."""
        self._poll, self._settling = QTimer(self), QTimer(self)
        self._poll.setInterval(POLL)
        self._poll.timeout.connect(self.look)
        self._settling.setSingleShot(True)
        self._settling.timeout.connect(self._send_changes)
        workspace.opened.connect(self._opened)
        workspace.edited.connect(lambda _: self._settling.start(SETTLE))
        if workspace.ledger is not None:
            self._opened()

    # ------------------------------------------------------------------------------------------- reading

    @property
    def accounts(self) -> tuple[CalendarAccount, ...]:
        """The accounts of the open docket, by title."""
        from model.feed.sync.account import CalendarAccount

        found = self._recalled(CalendarAccount)
        return tuple(sorted(found, key=lambda one: (one.title.casefold(), one.id)))

    @property
    def incoming(self) -> tuple[Incoming, ...]:
        """Everything that came back and is still remembered, newest first."""
        from model.feed.sync.account import Incoming

        return tuple(sorted(self._recalled(Incoming), key=lambda one: (one.seen_at, one.id), reverse=True))

    @property
    def busy(self) -> bool:
        """Whether a round is under way or waits for its turn."""
        return bool(self.running or self._queue)

    @property
    def now(self) -> datetime:
        """The present moment."""
        return self._workspace.clock()

    @property
    def read_only(self) -> bool:
        """Whether nothing can be remembered, and so nothing is sent."""
        ledger = self._workspace.ledger
        return ledger is None or ledger.read_only

    def wants_password(self, account_id: str) -> bool:
        """Whether the account's password is to be asked for."""
        return account_id in self._wanted

    def refused(self, account_id: str) -> tuple[tuple[str, str], ...]:
        """What the server did not take in the last round: records, and why."""
        return self._not_taken.get(account_id, ())

    def _recalled(self, kind: type) -> list:  # type: ignore[type-arg]
        ledger = self._workspace.ledger
        try:
            return list(ledger.recall(kind).values()) if ledger else []
        except DocketError as error:
            self._failure = str(error)
            return []

    # -------------------------------------------------------------------------------------------- rounds

    def look(self) -> None:
        """Synchronise what is in turn."""
        now = self.now
        for account in self.accounts:
            coming = account.next_at(now)
            failed = self._failed_at.get(account.id)
            rests = failed is not None and timedelta() <= now - failed < RETRY
            if coming is not None and coming <= now and not rests and account.id not in self._wanted:
                self._ask(account.id)

    def synchronise(self, account_id: str = "", password: str = "") -> None:
        """Synchronise an account, or all, as soon as nothing else is under way."""
        if password:
            self._passwords[account_id] = password
        for account in self.accounts:
            if account_id in ("", account.id):
                self._wanted.discard(account.id)
                self._failed_at.pop(account.id, None)
                self._ask(account.id)
        self.changed.emit()

    def cancel(self) -> None:
        """Stop after the item that is being sent. What was done stands."""
        self._queue.clear()
        if self._job is not None:
            self._job.cancel()

    def stop(self) -> None:
        """Synchronise nothing any more, and return once nothing is under way."""
        self._poll.stop()
        self._settling.stop()
        self._queue.clear()
        self.jobs.close()
        self._job, self.running = None, ""
        self._passwords.clear()
        self._wanted.clear()
        self._failed_at.clear()
        self._not_taken.clear()

    def _opened(self) -> None:
        self.stop()
        self._failure = ""
        self._poll.start()
        if not self.read_only and self._has_accounts():
            QTimer.singleShot(AFTER_OPENING, self, self.look)
        self.changed.emit()

    def _has_accounts(self) -> bool:
        return bool(self.accounts)

    def _send_changes(self) -> None:
        for account in self.accounts:
            if account.automatic and account.id not in self._wanted:
                self._ask(account.id)

    def _ask(self, account_id: str) -> None:
        if not self.read_only and account_id not in self._queue and account_id != self.running:
            self._queue.append(account_id)
            self._next()

    def _next(self) -> None:
        path = self._workspace.path
        if self.running or not self._queue or path is None:
            return
        account_id = self.running = self._queue.pop(0)
        password, clock, who = self._passwords.get(account_id, ""), self._workspace.clock, self._workspace.who
        self._job = self.jobs.attempt(
            "Calendar server",
            lambda job: run_round(path, account_id, password, clock, who, job.report),
            partial(self._done, account_id),
            self._broken_off,
        )
        self._job.progressed.connect(self.progressed)
        self.changed.emit()

    def _done(self, account_id: str, done: Round | PasswordWanted | None) -> None:
        self._failure = ""
        if isinstance(done, PasswordWanted):
            self._wanted.add(account_id)
            self.told.emit("A calendar server is not in step: its password is wanted.", ENTER)
        elif done is not None:
            self._take(account_id, done)
        self._ended()

    def _take(self, account_id: str, done: Round) -> None:
        from model.feed.sync.failures import WrongPassword
        from model.feed.sync.saying import advice, name_of, sentence, title_of

        docket = self._workspace.docket
        self._not_taken[account_id] = tuple((name_of(docket, one.about), one.why) for one in done.refused)
        if done.error:
            if account_id not in self._failed_at:
                self.told.emit(f"“{title_of(done.account)}” is not in step.", str(done.error))
            self._failed_at[account_id] = self.now
        else:
            self._failed_at.pop(account_id, None)
        if isinstance(done.error, WrongPassword):
            self._passwords.pop(account_id, None)
            self._wanted.add(account_id)
        waiting = [one for one in done.incoming if one.state == "open"]
        if waiting:
            more = f" And {len(waiting) - 1:,} more." if waiting[1:] else ""
            self.told.emit(f"{sentence(docket, waiting[0])}{more}", f"{advice(waiting[0])} {WHERE}")

    def _broken_off(self, error: Exception) -> None:
        """It was cancelled, or the docket's file could not be read or written; anything else is a bug."""
        self._queue.clear()
        if isinstance(error, DocketError):
            self._failure = str(error)
        self._ended()
        if not isinstance(error, DocketError | JobCancelled):
            raise error

    def _ended(self) -> None:
        self._job, self.running = None, ""
        self.changed.emit()
        self._next()

    # --------------------------------------------------------------------------------------------- actions

    def find(self, server: ServerLogin, done: Callable[[Home], object], refused: Refused) -> None:
        """Look for the calendars of an account that is being set up."""
        self.jobs.attempt("Finding calendars", lambda _: look(server), done, partial(_mended, refused))

    def prepare(self, wanted: Wanted, done: Callable[[Made], object], refused: Refused) -> None:
        """Make an account ready: its calendar made, or looked through for what others have in it."""
        self.jobs.attempt("Calendar server", lambda _: prepare(wanted), done, partial(_mended, refused))

    def add(self, account: CalendarAccount, password: str, *, kept: bool) -> bool:
        """Remember an account, and synchronise it. False: that was refused, and is said."""
        if not kept:
            self._passwords[account.id] = password
        return self._did(lambda ledger: ledger.remember(account)) and self._begun(account.id)

    def set_automatic(self, account: CalendarAccount, *, on: bool) -> None:
        """Have an account synchronised of itself, or only when asked for."""
        from msgspec.structs import replace

        from model.feed.sync.account import CalendarAccount as Kind

        def change(known: dict[str, CalendarAccount]) -> list[CalendarAccount]:
            return [replace(known[account.id], automatic=on)] if account.id in known else []

        if self._did(lambda ledger: ledger.revise(Kind, change)):
            self.changed.emit()

    def remove(self, account: CalendarAccount) -> None:
        """Forget an account and its password. What lies on the server stays there."""
        from model.feed.sync.running import remove_account
        from model.feed.sync.secret import forget_password

        if self._did(lambda ledger: remove_account(ledger, account)):
            forget_password(account.url, account.user)
            self._passwords.pop(account.id, None)
            self._wanted.discard(account.id)
            self.changed.emit()

    def now_of(self, one: Incoming) -> Incoming:
        """Something that came back as the docket's file has it now: a newer state there may have overtaken it."""
        from model.feed.sync.running import now_of

        ledger = self._workspace.ledger
        try:
            return now_of(ledger, one) if ledger else one
        except DocketError as error:
            self._failure = str(error)
            return one

    def settle(self, one: Incoming, state: str) -> None:
        """Remember that a person dealt with something, and send what is so now."""
        from model.feed.sync.running import settle

        if self._did(lambda ledger: settle(ledger, one, state, self.now)):
            self.changed.emit()
            self._settling.start(SETTLE)

    def _begun(self, account_id: str) -> bool:
        self.synchronise(account_id)
        return True

    def _refused(self, error: DocketError) -> None:
        super()._refused(error)
        self._workspace.fail(error)


def _mended(refused: Refused, error: Exception) -> None:
    """Tell of what the user can mend; anything else is a bug."""
    if not isinstance(error, DocketError):
        raise error
    refused(error)
