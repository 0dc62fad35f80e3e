"""Setting up a calendar server: who and where, then which calendar, then what is sent there."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from model.days.wording import say_count
from model.errors import DocketError
from model.feed.spec import Spec
from model.feed.sync.account import CalendarAccount
from model.feed.sync.discovery import Home
from model.feed.sync.failures import NotPrivate
from model.feed.sync.secret import NO_KEYRING
from model.record.base import new_id
from ui.editor.fields.plain import ChoiceField, TextField
from ui.editor.fields.row import FormRow
from ui.feeds.scoping import choices
from ui.feeds.words import COMPONENTS, PRIVACY, TELLS
from ui.filter.filter import Filter
from ui.frame.panel import Panel, fit, in_column
from ui.frame.theme import Theme
from ui.inspector.flow import FlowLabel, Run
from ui.sync.background import Made, ServerLogin, Wanted
from ui.sync.service import SyncService
from ui.sync.words import ALONE, calendar_name
from ui.widgets.smallcaps import Hairline
from ui.widgets.surface import Surface
from ui.widgets.wraplabel import WrapLabel
from ui.workspace import Workspace

T = TypeVar("T")

MARGIN = 28
LABEL = 104
SIZE, LEAST = QSize(680, 560), QSize(560, 430)
NEW = "new"


class SetupDialog(Panel):
    """Two pages: the server, and the calendar. Emits `added()` once an account is remembered."""

    added = Signal()

    def __init__(self, workspace: Workspace, service: SyncService, theme: Theme, parent: QWidget) -> None:
        super().__init__(workspace, theme, parent, "sync.setup", "Add a calendar server")
        self._service = service
        self._server = ServerLogin("", "", "")
        self._home: Home | None = None
        self._made: Made | None = None
        self._choices = choices(workspace.docket, (), Filter())
        self._waiting = False
        self._build()
        self._wire()
        fit(self, SIZE, LEAST, self._look)
        self._show_page()
        self.address.edit.setFocus()

    # ------------------------------------------------------------------------------------------- frame

    def _build(self) -> None:
        theme = self._look
        title = QLabel("Add a calendar server")
        title.setFont(theme.font("title"))
        self.said = FlowLabel(theme)
        self.server_page, self.calendar_page = self._build_server(), self._build_calendar()
        self.problem = WrapLabel()
        self.problem.setFont(theme.font("small", 600))
        self.problem.setProperty("role", "error")
        self.sure = QCheckBox("Use it all the same")
        self.sure.setObjectName("setup.sure")
        inside = QVBoxLayout()
        inside.setContentsMargins(MARGIN, 18, MARGIN, 14)
        inside.setSpacing(12)
        for widget in (title, self.said, self.server_page, self.calendar_page, self.problem, self.sure):
            inside.addWidget(widget)
        inside.addStretch(1)
        in_column(self, inside, Hairline(theme), self._build_foot(), stretched=(inside,))

    def _build_server(self) -> QWidget:
        theme = self._look
        self.address = TextField(theme, "setup.address", "calendar.example.com")
        self.user = TextField(theme, "setup.user", "the name you sign in with there")
        self.password = TextField(theme, "setup.password")
        self.password.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.keep = QCheckBox("Keep the password in this machine’s keyring")
        self.keep.setObjectName("setup.keep")
        self.keep.setChecked(True)
        self.plain = QCheckBox("Allow it all the same: I trust this connection")
        self.plain.setObjectName("setup.plain")
        self.plain.hide()
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(7)
        for words, field in (("Address", self.address), ("User", self.user), ("Password", self.password)):
            column.addWidget(FormRow(theme, words, field, label_width=LABEL))
        ticks = QVBoxLayout()
        ticks.setContentsMargins(LABEL + 12, 0, 0, 0)
        ticks.addWidget(self.keep)
        ticks.addWidget(self.plain)
        column.addLayout(ticks)
        return page

    def _build_calendar(self) -> QWidget:
        theme = self._look
        self.component = ChoiceField(theme, "setup.component", [(words, key) for key, words in COMPONENTS.items()])
        self.calendar = ChoiceField(theme, "setup.calendar", [("A new calendar", NEW)])
        self.scope = ChoiceField(theme, "setup.scope", [(one.words, one.key) for one in self._choices])
        self.privacy = ChoiceField(theme, "setup.privacy", [(words, key) for key, words in PRIVACY.items()])
        self.rows = {
            "component": FormRow(theme, "As", self.component, label_width=LABEL),
            "calendar": FormRow(theme, "Calendar", self.calendar, label_width=LABEL),
            "scope": FormRow(theme, "Sends", self.scope, label_width=LABEL),
            "privacy": FormRow(theme, "Tells", self.privacy, label_width=LABEL),
        }
        self.rows["calendar"].show_note(ALONE)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(9)
        for row in self.rows.values():
            column.addWidget(row)
        return page

    def _build_foot(self) -> QWidget:
        foot = Surface(self._look, "panel")
        self.next_button = QPushButton()
        self.next_button.setObjectName("setup.next")
        self.next_button.setProperty("role", "primary")
        self.next_button.setDefault(True)
        self.back_button = QPushButton("Back")
        self.back_button.setObjectName("setup.back")
        self.cancel_button = QPushButton("Cancel")
        self.cancel_button.setObjectName("setup.cancel")
        row = QHBoxLayout(foot)
        row.setContentsMargins(MARGIN, 12, MARGIN, 12)
        row.setSpacing(10)
        row.addWidget(self.next_button)
        row.addWidget(self.back_button)
        row.addStretch(1)
        row.addWidget(self.cancel_button)
        for button in (self.back_button, self.cancel_button):
            button.setAutoDefault(False)
        return foot

    def _wire(self) -> None:
        self.next_button.clicked.connect(self.go_on)
        self.back_button.clicked.connect(self._back)
        self.cancel_button.clicked.connect(self.reject)
        self.component.changed.connect(self._fill_calendars)
        self.calendar.changed.connect(self._forget_made)
        self.privacy.changed.connect(self._say_privacy)
        self.scope.changed.connect(self._say_name)
        self.sure.toggled.connect(lambda _: self._show_page())
        self.address.changed.connect(self._address_changed)

    # ------------------------------------------------------------------------------------------- pages

    def _show_page(self) -> None:
        first = self._home is None
        self.server_page.setVisible(first)
        self.calendar_page.setVisible(not first)
        self.back_button.setVisible(not first)
        self.sure.setVisible(self._made is not None)
        self.next_button.setText("Find calendars" if first else "Add")
        self.next_button.setEnabled(not self._waiting and (self._made is None or self.sure.isChecked()))
        self.problem.setVisible(bool(self.problem.text()))
        words = (
            "Deadlines go to a calendar there, and what is done with them there comes back: as a proposal or a"
            " question, never as a fact."
            if first
            else f"Found on {self._server.address}. Choose where the deadlines go, and how much of them is told."
        )
        self.said.show_runs((Run(words, "body", "second"),))

    def _say(self, words: str) -> None:
        self.problem.setText(words)
        self._show_page()

    def _wait(self, words: str) -> None:
        self._waiting = True
        self.problem.setText("")
        self._show_page()
        self.next_button.setText(words)

    def _address_changed(self) -> None:
        self.plain.hide()
        self.plain.setChecked(False)

    def go_on(self) -> None:
        """Look for the calendars, then make the account ready, then add it."""
        if self._waiting:
            return
        if self._home is None:
            self._find()
        elif self._made is not None:
            self._add(self._made)
        else:
            self._prepare(self._home)

    def _find(self) -> None:
        fields = {"address": self.address, "user": self.user, "password": self.password}
        empty = next((field for field in fields.values() if not field.edit.text()), None)
        if empty is not None:
            self._say("Enter the address, the user and the password.")
            empty.edit.setFocus()
            return
        # A password may begin or end with a space.
        secret = self.password.edit.text()
        self._server = ServerLogin(self.address.value(), self.user.value(), secret, self.plain.isChecked())
        self._wait("Looking…")
        self._service.find(self._server, self._while_open(self._found), self._while_open(self._refused))

    def _found(self, home: Home) -> None:
        self._waiting = False
        self._home = home
        self._fill_calendars()
        self._say_privacy()
        self._show_page()
        self.calendar.box.setFocus()

    def _refused(self, error: DocketError) -> None:
        self._waiting = False
        if isinstance(error, NotPrivate):
            self.plain.show()
        self._say(str(error))

    def _back(self) -> None:
        self._home = self._made = None
        self._say("")
        self.address.edit.setFocus()

    # --------------------------------------------------------------------------------------- calendar

    def _fill_calendars(self) -> None:
        """The new one first, then those that take what is sent and may be written."""
        box, component = self.calendar.box, self.component.value()
        held = box.blockSignals(True)
        box.clear()
        box.addItem(f"A new one, “{calendar_name(self.spec())}”", NEW)
        for one in self._home.calendars if self._home else ():
            if one.writable and one.takes(component):
                box.addItem(one.name, one.url)
        box.setCurrentIndex(0)
        box.blockSignals(held)
        self._forget_made()

    def _forget_made(self) -> None:
        self._made = None
        self.sure.setChecked(False)
        self._say("")

    def _say_name(self) -> None:
        self.calendar.box.setItemText(0, f"A new one, “{calendar_name(self.spec())}”")

    def _say_privacy(self) -> None:
        self._say_name()
        self.rows["privacy"].show_note(TELLS[self.privacy.value()])

    def spec(self) -> Spec:
        """What is sent, as it stands in the form."""
        scope = next(one.scope for one in self._choices if one.key == self.scope.value())
        return Spec(component=self.component.value(), scope=scope, privacy=self.privacy.value())

    def account(self) -> CalendarAccount:
        """The account as it stands in the form."""
        url = self.calendar.value()
        found = [one for one in (self._home.calendars if self._home else ()) if one.url == url]
        spec = self.spec()
        return CalendarAccount(
            id=new_id("account"),
            url=self._server.address,
            user=self._server.user,
            calendar=found[0].url if found else "",
            title=found[0].name if found else calendar_name(spec),
            spec=spec,
            plain=self._server.plain,
        )

    def _prepare(self, home: Home) -> None:
        self._wait("Making it ready…")
        account = self.account()
        wanted = Wanted(self._server, home, account, account.title, self.keep.isChecked())
        self._service.prepare(wanted, self._while_open(self._ready), self._while_open(self._refused))

    def _while_open(self, answer: Callable[[T], object]) -> Callable[[T], None]:
        """Who closes the form no longer waits for an answer."""

        def answered(made: T) -> None:
            if isValid(self):
                answer(made)

        return answered

    def _ready(self, made: Made) -> None:
        self._waiting = False
        if not made.others:
            self._add(made)
            return
        self._made = made
        count = say_count(len(made.others), "item")
        self._say(
            f"This calendar holds {count} that Duly did not put there, such as “{made.others[0]}”. They are never"
            " touched, but who looks there sees both together. A new calendar keeps them apart."
        )

    def _add(self, made: Made) -> None:
        if self._service.add(made.account, self._server.password, kept=made.kept):
            if self.keep.isChecked() and not made.kept:
                self._service.told.emit("The calendar server was added.", NO_KEYRING)
            self.added.emit()
            self.accept()
