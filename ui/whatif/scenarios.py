"""Scenarios in the window: keeping what is supposed by a name, and the list of what was kept."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace
from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from model.errors import DocketError
from model.ledger.commands import Delete, Put
from model.record.base import new_id
from model.record.scenario import Assumption, Scenario
from ui.editor.fields.plain import LongField, TextField
from ui.editor.fields.row import FormRow
from ui.frame.theme import Theme
from ui.inspector.flow import plain
from ui.whatif.words import assumption_words
from ui.widgets.buttons import link
from ui.widgets.popover import SHADOW, Popover
from ui.widgets.smallcaps import Hairline
from ui.widgets.wraplabel import WrapLabel
from ui.workspace import Workspace

WIDTH = 460
LIST_WIDTH = 620
TOP = 96
MARGIN = 18
LABEL = 76
_MOST = 0.7
"""The share of the window's height that the list may take."""


def by_name(workspace: Workspace) -> list[Scenario]:
    """Every kept scenario, by its name."""
    return sorted(workspace.docket.scenarios.values(), key=lambda one: one.title.casefold())


def kept_as(workspace: Workspace, assumptions: tuple[Assumption, ...]) -> Scenario | None:
    """The scenario that holds exactly these assumptions."""
    return next((one for one in by_name(workspace) if one.assumptions == assumptions), None)


class _Card(Popover):
    """What the two cards share: their labels, and their place at the top middle of the window."""

    wide = WIDTH

    def __init__(self, workspace: Workspace, theme: Theme, host: QWidget, heading: str) -> None:
        super().__init__(theme, host)
        self.space = workspace
        self.look = theme
        self.heading = heading
        self.setAccessibleName(heading)
        self.closed.connect(self.deleteLater)

    def label(self, words: str, font: str = "small", role: str = "third") -> QLabel:
        """A line of Duly's own words."""
        made = WrapLabel(words)
        made.setFont(self.look.font(font, 600 if role == "error" else None))
        if role:
            made.setProperty("role", role)
        if not words:
            made.hide()
        return made

    def place(self) -> None:
        """At the top middle of the window, as high as its content."""
        for each in (self, *self.findChildren(QWidget)):
            each.ensurePolished()
        self.body.activate()
        host = self._anchor.window()
        wide = min(self.wide, host.width() - 48)
        high = self.body.totalHeightForWidth(wide + 2 * SHADOW) - 2 * SHADOW
        self.open_at(QRect((host.width() - wide) // 2, min(TOP, host.height() // 6), wide, high))

    def event(self, event: QEvent) -> bool:
        """Grow and shrink with what is said."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.is_open:
            self.place()
        return done


class KeepCard(_Card):
    """Keeps what is supposed by a name, or gives a scenario another name: one entry, and no standing moves."""

    kept = Signal(object)
    """The scenario as it was kept."""

    def __init__(self, workspace: Workspace, theme: Theme, host: QWidget, renamed: Scenario | None = None) -> None:
        super().__init__(workspace, theme, host, "Name of the scenario" if renamed else "Keep what is supposed")
        self.setObjectName("whatif.keep")
        self._renamed = renamed
        found = workspace.supposition
        self._assumptions = renamed.assumptions if renamed else found.assumptions if found else ()
        self._build()

    def _build(self) -> None:
        theme = self.look
        self.name = TextField(theme, "scenario.title", "such as 8 closes on 20 December")
        self.notes = LongField(theme, "scenario.notes", 2, "what it was looked at for")
        self.name_row = FormRow(theme, "Name", self.name, label_width=LABEL)
        self.notes_row = FormRow(theme, "Notes", self.notes, label_width=LABEL)
        known = self._renamed or kept_as(self.space, self._assumptions)
        if known is not None:
            self.name.show_value(known.title)
            self.notes.show_value(known.notes)
        self.name.changed.connect(self._typed)
        page = QVBoxLayout()
        page.setContentsMargins(MARGIN, 12, MARGIN, 14)
        page.setSpacing(10)
        head = QVBoxLayout()
        head.setSpacing(2)
        head.addWidget(self.label(self.heading, "subtitle", ""))
        for words in assumption_words(self.space.docket, self._assumptions):
            head.addWidget(self.label(words, role="second"))
        page.addLayout(head)
        page.addWidget(self.name_row)
        page.addWidget(self.notes_row)
        page.addWidget(self.label("Kept in the docket by its name. No standing follows from it."))
        page.addLayout(self._feet())
        self.body.addLayout(page)
        self._typed()

    def _feet(self) -> QHBoxLayout:
        self.keep_button = QPushButton("Keep")
        self.keep_button.setObjectName("scenario.keep")
        self.keep_button.setProperty("role", "primary")
        self.keep_button.clicked.connect(self.keep)
        self.cancel_button = QPushButton("Cancel")
        self.cancel_button.clicked.connect(self.close_card)
        feet = QHBoxLayout()
        feet.setContentsMargins(0, 4, 0, 0)
        feet.setSpacing(8)
        for button in (self.keep_button, self.cancel_button):
            button.setAutoDefault(False)
            feet.addWidget(button)
        feet.addStretch(1)
        return feet

    def open(self) -> None:
        """Show it, with the keyboard on the name."""
        self.place()
        first = self.name.inputs()[0]
        first.setFocus(Qt.FocusReason.PopupFocusReason)

    def _namesake(self) -> Scenario | None:
        """The scenario that the name in the field belongs to already."""
        wanted = self.name.value().strip().casefold()
        return next((one for one in by_name(self.space) if one.title.strip().casefold() == wanted), None)

    def _typed(self) -> None:
        self.name_row.show_problem("")
        taken = None if self._renamed else self._namesake()
        self.name_row.show_note("Kept already. It is replaced by what is supposed now." if taken else "")
        self.keep_button.setText("Rename" if self._renamed else "Replace" if taken else "Keep")

    def keep(self) -> None:
        """Keep it; what stands against it is said beside the name."""
        title, notes = self.name.value().strip(), self.notes.value().strip()
        known = self._renamed or self._namesake()
        if known is None:
            scenario = Scenario(id=new_id("scenario"), title=title, assumptions=self._assumptions, notes=notes)
        else:
            scenario = replace(known, title=title, assumptions=self._assumptions, notes=notes)
        ledger = self.space.ledger
        try:
            if ledger is not None:
                Put(scenario)(ledger.docket)
        except DocketError as error:
            self.name_row.show_problem(str(error))
            self.name.inputs()[0].setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.space.do(Put(scenario))
        if self.space.last_failure is None:
            self.close_card()
            self.kept.emit(scenario)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter keeps, but for the notes, where it begins a line."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.close_card() if self.focusWidget() is self.cancel_button else self.keep()
            return
        super().keyPressEvent(event)


class KeptCard(_Card):
    """What was kept: suppose it again, give it another name, delete it."""

    wide = LIST_WIDTH
    renameAsked = Signal(object)
    deleted = Signal(object)
    """The :class:`model.ledger.edit.Edit` that deleted a scenario."""

    def __init__(self, workspace: Workspace, theme: Theme, host: QWidget) -> None:
        super().__init__(workspace, theme, host, "Kept scenarios")
        self.setObjectName("whatif.kept")
        head = QVBoxLayout()
        head.setContentsMargins(MARGIN, 12, MARGIN, 10)
        head.setSpacing(2)
        head.addWidget(self.label(self.heading, "subtitle", ""))
        self.caption = self.label("", role="second")
        head.addWidget(self.caption)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.viewport().setAutoFillBackground(False)
        self.line = Hairline(theme)
        self.body.addLayout(head)
        self.body.addWidget(self.line)
        self.body.addWidget(self.area)
        self.body.addSpacing(8)

    def open(self) -> None:
        """Show what is kept, with the keyboard on the first."""
        self._fill()
        page = self.area.widget()
        first = page.findChild(QPushButton) if page is not None else None
        (first or self).setFocus(Qt.FocusReason.PopupFocusReason)

    def _fill(self) -> None:
        found = by_name(self.space)
        said = "Suppose one again. What is supposed now gives way to it."
        none = "None is kept in this docket. Suppose something first, then keep it by a name."
        self.caption.setText(said if found else none)
        self.caption.show()
        page = QWidget()
        rows = QVBoxLayout(page)
        rows.setContentsMargins(MARGIN, 4, MARGIN, 4)
        rows.setSpacing(0)
        for scenario in found:
            rows.addWidget(self._row(scenario))
        rows.addStretch(1)
        self.area.setWidget(page)
        page.setAutoFillBackground(False)
        for each in (self.area, self.line):
            each.setVisible(bool(found))
        wide = min(self.wide, self._anchor.window().width() - 48)
        high = rows.totalHeightForWidth(wide - 2) if rows.hasHeightForWidth() else page.sizeHint().height()
        self.area.setFixedHeight(min(high + 4, round(self._anchor.window().height() * _MOST)))
        self.place()

    def _row(self, scenario: Scenario) -> QWidget:
        made = QWidget()
        made.setObjectName(f"kept.{scenario.id}")
        words = QVBoxLayout()
        words.setSpacing(0)
        title = self.label(scenario.title, "strong", "")
        words.addWidget(title)
        said = " · ".join(assumption_words(self.space.docket, scenario.assumptions)) or "Supposes nothing"
        words.addWidget(plain(self.look, said, "small", "second"))
        if scenario.notes:
            words.addWidget(plain(self.look, scenario.notes, "small", "third"))
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 8, 0, 8)
        row.setSpacing(14)
        row.addLayout(words, 1)
        acts: tuple[tuple[str, Callable[[], object]], ...] = (
            ("Suppose", lambda: self._suppose(scenario)),
            ("Rename…", lambda: self._rename(scenario)),
            ("Delete", lambda: self._delete(scenario)),
        )
        for word, act in acts:
            row.addWidget(
                link(word, act=act, spoken=f"{word.rstrip('…')}: {scenario.title}"), 0, Qt.AlignmentFlag.AlignTop
            )
        return made

    def _suppose(self, scenario: Scenario) -> None:
        self.close_card()
        self.space.suppose(scenario.assumptions)

    def _rename(self, scenario: Scenario) -> None:
        self.close_card()
        self.renameAsked.emit(scenario)

    def _delete(self, scenario: Scenario) -> None:
        edit = self.space.do(Delete("scenario", scenario.id))
        if edit is None:
            self.close_card()
            return
        self.deleted.emit(edit)
        self.open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does what has the keyboard."""
        held = self.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(held, QPushButton):
            held.click()
        else:
            super().keyPressEvent(event)
