"""The panel of calendar servers: accounts, what waits for a person, and what was put right of itself."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from model.days.wording import say_count
from model.errors import InvalidRecord
from model.feed.sync.account import CalendarAccount, Incoming
from model.feed.sync.applying import command_for
from model.feed.sync.saying import sentence, settled_words
from model.ledger.edit import Command
from ui.frame.panel import Panel, fit, scrolled
from ui.frame.theme import Ink, Theme
from ui.inspector.flow import plain
from ui.inspector.recorder.recorder import record_facts
from ui.moves.review import review
from ui.sync.accountrow import AccountRow
from ui.sync.row import IncomingRow
from ui.sync.service import SyncService
from ui.sync.setup import SetupDialog
from ui.sync.words import where_words
from ui.widgets.empty import EmptyState
from ui.widgets.question import Answer, Question, ask
from ui.widgets.smallcaps import Hairline, SectionHead
from ui.widgets.surface import Surface
from ui.widgets.wraplabel import WrapLabel
from ui.workspace import Workspace

SIZE = QSize(1000, 680)
LEAST = QSize(760, 420)
MARGIN = 28
MOST = 100
LATELY = timedelta(days=30)
NOTHING_DONE = "Nothing was done."
READ_ONLY = (
    "This docket can only be read, so Duly cannot remember what it sent and sends nothing. Allow writing to its file"
    " and folder, or work in a copy."
)


class SyncWindow(Panel):
    """Follows the service. Nothing that came back changes the docket but by what is confirmed here."""

    def __init__(self, workspace: Workspace, service: SyncService, theme: Theme, parent: QWidget) -> None:
        super().__init__(workspace, theme, parent, "sync", "Calendar server")
        self._service = service
        self.accounts: list[AccountRow] = []
        self.rows: list[IncomingRow] = []
        self._build()
        self._wire()
        fit(self, SIZE, LEAST, self._look)
        self.refresh()

    # ------------------------------------------------------------------------------------------- frame

    def _build(self) -> None:
        title = QLabel("Calendar server")
        title.setFont(self._look.font("title"))
        title.setContentsMargins(MARGIN, 16, MARGIN, 12)
        self.area = scrolled()
        self.area.setAccessibleName("Accounts, and what came back")
        page = QWidget()
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(MARGIN, 6, MARGIN, 16)
        self._column.setSpacing(0)
        self.area.setWidget(page)
        page.setAutoFillBackground(False)
        self.empty = EmptyState(self._look)
        self.empty.setContentsMargins(MARGIN, 22, MARGIN, 0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        for widget in (title, Hairline(self._look)):
            whole.addWidget(widget)
        whole.addWidget(self.area, 1)
        whole.addWidget(self.empty, 1)
        whole.addWidget(Hairline(self._look))
        whole.addWidget(self._build_foot())

    def _build_foot(self) -> QWidget:
        foot = Surface(self._look, "panel")
        self.add_button = QPushButton("Add account…")
        self.sync_button = QPushButton("Sync all now")
        self.close_button = QPushButton("Close")
        self.message = WrapLabel()
        self.message.setFont(self._look.font("small"))
        row = QHBoxLayout(foot)
        row.setContentsMargins(MARGIN, 12, MARGIN, 12)
        row.setSpacing(10)
        for name, button in (("add", self.add_button), ("sync", self.sync_button), ("close", self.close_button)):
            button.setObjectName(f"sync.{name}")
            button.setAutoDefault(False)
        row.addWidget(self.add_button)
        row.addWidget(self.sync_button)
        row.addWidget(self.message, 1)
        row.addWidget(self.close_button)
        return foot

    def _wire(self) -> None:
        self.add_button.clicked.connect(self.add_account)
        self.sync_button.clicked.connect(self._sync_all)
        self.close_button.clicked.connect(self.accept)
        self.empty.asked.connect(lambda _: self.add_account())
        self._service.changed.connect(self.refresh)
        self._service.progressed.connect(self._progressed)
        self._workspace.assessed.connect(lambda _: self.refresh())

    # -------------------------------------------------------------------------------------------- rows

    def refresh(self) -> None:
        """Show what there is now. A reason that is being typed is not swept away."""
        if any(row.is_asking for row in self.rows):
            self._set_busy()
            for row in self.rows:
                self._is_open(row)
            return
        accounts, found = self._service.accounts, self._service.incoming
        self._clear()
        if accounts:
            self._add_accounts(accounts)
            self._add_waiting([one for one in reversed(found) if one.state == "open"])
            self._add_lately([one for one in found if one.state not in ("open", "listed")])
            self._add_foreign([one for one in found if one.change == "foreign"])
        self._column.addStretch(1)
        self._say_empty(there=bool(accounts))
        self.sync_button.setVisible(len(accounts) > 1)
        self._set_busy()
        self.message.setText(self._service.failure)

    def _clear(self) -> None:
        self.accounts, self.rows = [], []
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _head(self, name: str, note: str = "") -> None:
        head = SectionHead(self._look, name, note, ruled=False)
        head.setContentsMargins(0, 16, 0, 4)
        self._column.addWidget(head)
        self._column.addWidget(Hairline(self._look, strong=True))

    def _add_accounts(self, accounts: tuple[CalendarAccount, ...]) -> None:
        service = self._service
        self._head("Accounts")
        for one in accounts:
            running, wanted = service.running == one.id, service.wants_password(one.id)
            row = AccountRow(self._look, one, service.now, wanted=wanted, running=running)
            row.syncAsked.connect(lambda password, one=one: service.synchronise(one.id, password))
            row.cancelled.connect(service.cancel)
            row.automaticChanged.connect(lambda on, one=one: service.set_automatic(one, on=on))
            row.removed.connect(lambda one=one: self._ask_removal(one))
            self.accounts.append(row)
            self._column.addWidget(row)
            for name, why in service.refused(one.id)[:MOST]:
                self._column.addWidget(plain(self._look, f"{name} was not sent. {why}", "body", "second"))

    def _add_waiting(self, waiting: list[Incoming]) -> None:
        self._head("Waiting for you", say_count(len(waiting), "decision") if waiting else "")
        if not waiting:
            self._line("Nothing. What is moved, ticked off or noted in a calendar is asked about here.")
        for one in waiting[:MOST]:
            row = IncomingRow(self._look, self._workspace.docket, one, self._service.now)
            row.applied.connect(lambda reason, row=row: self._apply(row, reason))
            row.restored.connect(lambda one=one: self._settle(one, "restored"))
            row.dismissed.connect(lambda one=one: self._settle(one, "dismissed"))
            row.recorded.connect(lambda row=row: self.record(row))
            row.followed.connect(lambda one=one: self._show(one))
            row.left.connect(self.refresh)
            self.rows.append(row)
            self._column.addWidget(row)
        if len(waiting) > MOST:
            self._line(f"{say_count(len(waiting) - MOST, 'more decision')}, once these are made.")

    def _add_lately(self, settled: list[Incoming]) -> None:
        since = self._service.now - LATELY
        found = [one for one in settled if one.seen_at >= since][:MOST]
        if found:
            self._head("Dealt with lately", "in the last 30 days")
        for one in found:
            self._line(self._settled_words(one), "second")

    def _add_foreign(self, found: list[Incoming]) -> None:
        if not found:
            return
        self._head("Not Duly’s", "left alone; export that calendar and import it to take them over")
        for one in found[:MOST]:
            self._line(one.to or "An item without a title", "second")

    def _settled_words(self, one: Incoming) -> str:
        words = sentence(self._workspace.docket, one)
        return f"{words} {settled_words(one)}".rstrip()

    def _line(self, words: str, ink: Ink = "third") -> None:
        self._column.addSpacing(6)
        self._column.addWidget(plain(self._look, words, "body", ink))

    def _say_empty(self, *, there: bool) -> None:
        if self._service.read_only:
            self.empty.say("Nothing is sent.", READ_ONLY)
        else:
            self.empty.say(
                "No calendar server yet.",
                "Add an account of Nextcloud, Radicale, iCloud, Fastmail or any other CalDAV server. The deadlines go"
                " to a calendar there; what is moved or ticked off there comes back here, to be confirmed.",
                (("add", "Add account…"),),
            )
        self.area.setVisible(there)
        self.empty.setVisible(not there)
        self.add_button.setVisible(there)
        if not there:
            self._begin_at_the_button()
        self.add_button.setEnabled(not self._service.read_only)

    def _begin_at_the_button(self) -> None:
        for button in self.empty.buttons()[:1]:
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _set_busy(self) -> None:
        self.sync_button.setEnabled(not self._service.busy)
        for row in self.rows:
            row.set_busy(busy=self._service.busy)

    def _progressed(self, share: float, words: str) -> None:
        for row in self.accounts:
            if row.account.id == self._service.running:
                row.show_progress(share, words)

    # ------------------------------------------------------------------------------------------- actions

    def _sync_all(self) -> None:
        self._service.synchronise()

    def add_account(self) -> SetupDialog:
        """Open the form of a new account."""
        made = SetupDialog(self._workspace, self._service, self._look, self)
        made.open()
        return made

    def _ask_removal(self, account: CalendarAccount) -> None:
        asked = Question(
            "Remove an account",
            f"Remove {where_words(account)}?",
            "Duly no longer keeps that calendar in step, and forgets its password. What lies there stays as it is;"
            " delete the calendar there if nobody needs it.",
            (Answer("remove", "Remove", destroys=True),),
            "Keep it",
        )
        if ask(self._look, asked, self):
            self._service.remove(account)

    def _settle(self, one: Incoming, state: str) -> None:
        self._service.settle(one, state)

    def _is_open(self, row: IncomingRow) -> bool:
        """Whether a row still waits for a decision. Where it does not any more, the row says why."""
        words = self._settled_meanwhile(row.incoming)
        if words:
            row.show_settled(words)
        return not words

    def _settled_meanwhile(self, one: Incoming) -> str:
        """Why nothing is to be decided of it any more; nothing where it still waits."""
        now = self._service.now_of(one)
        return "" if now.state == "open" else f"{settled_words(now)} {NOTHING_DONE}".lstrip()

    def _apply(self, row: IncomingRow, reason: str) -> None:
        space = self._workspace
        if not self._is_open(row):
            return
        try:
            command = command_for(space.docket, space.assessment, row.incoming, reason)
        except InvalidRecord as refused:
            row.show_problem(str(refused))
            return
        review(space, self._look, command, self, lambda: self._carry_out(row, command))

    def _carry_out(self, row: IncomingRow, command: Command) -> None:
        if not self._is_open(row):
            return
        if self._workspace.do(command) is None:
            failed: object = self._workspace.last_failure
            row.show_problem(getattr(failed, "what", "It was refused."))
            return
        row.reason_box.hide()
        self._service.settle(row.incoming, "applied")

    def record(self, row: IncomingRow) -> None:
        """Open the recorder, with the day and the note that came back; what is recorded settles it."""
        space, one = self._workspace, row.incoming
        if not self._is_open(row):
            return
        tag = "cancelled" if one.change == "cancelled" else "performed"
        recorder = record_facts(space, self._look, (one.about,), tag, self, one.occurrence)
        if recorder is None:
            return
        if recorder.form is not None:
            recorder.form.fill(one.day, one.note)
        recorder.stands_against = lambda: self._settled_meanwhile(one)
        before = set(space.docket.facts)
        recorder.closed.connect(lambda: self._recorded(one, before))

    def _recorded(self, one: Incoming, before: set[str]) -> None:
        fresh = set(self._workspace.docket.facts) - before
        if any(self._workspace.docket.facts[fact].about == one.about for fact in fresh):
            self._service.settle(one, "recorded")

    def _show(self, one: Incoming) -> None:
        """Close, and show the record in the inspector."""
        self.accept()
        self._workspace.select((one.about,), one.about)
