"""The card of the comparison: what falls, what is saved, what moves, what else changes, with the reasons."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui.changes.list import ChangesList
from ui.changes.model import ChangesModel
from ui.changes.paint import EDGE
from ui.changes.placing import place_by_rows
from ui.frame.theme import Theme
from ui.shell.record_menu import MenuAsked
from ui.whatif.paint import ComparedDelegate
from ui.whatif.words import (
    LEAD,
    Compared,
    all_the_same,
    as_text,
    assumption_words,
    compared,
    compared_with,
    outcome,
    rows_under_heads,
)
from ui.widgets.menuplace import index_asked
from ui.widgets.popover import Popover
from ui.widgets.smallcaps import Hairline
from ui.widgets.text import text
from ui.workspace import Supposition, Workspace


class ComparedModel(ChangesModel):
    """What would stand otherwise."""

    def __init__(self) -> None:
        super().__init__()
        self.compared: tuple[Compared, ...] = ()
        self.rows: Sequence[Compared | str] = ()

    def show_rows(self, compared: tuple[Compared, ...]) -> None:
        """Show another comparison."""
        self.beginResetModel()
        self.compared, self.rows = compared, tuple(rows_under_heads(compared))
        self.endResetModel()

    def spoken(self, row: Compared) -> str:
        return row.spoken


WIDTH = 900
_LISTED = 4
"""So many assumptions are written out in the head; the rest are counted."""


class ComparedList(ChangesList):
    """The rows; several can be selected."""

    menuAsked = Signal(QPoint)
    """The menu on the selected rows is wanted, at a place of the screen."""

    delegate_class = ComparedDelegate

    def __init__(self, theme: Theme) -> None:
        self.shown = ComparedModel()
        super().__init__(theme, self.shown, "whatif.list", "What would stand otherwise")
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)

    def event(self, event: QEvent) -> bool:
        """The window's own copying waits: it would copy its table."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and _copies(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The card copies all of a row, not only its name."""
        if _copies(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu on what is selected."""
        index, place = index_asked(self, event)
        if index.isValid() and not isinstance(self.shown.rows[index.row()], str):
            self.menuAsked.emit(place)

    def selected(self) -> tuple[Compared, ...]:
        """The rows that are selected, in their order."""
        places = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        rows = (self.shown.rows[place] for place in places)
        return tuple(row for row in rows if not isinstance(row, str))


class CompareCard(Popover):
    """``compare`` opens it. Selecting a row selects its record; it follows what is supposed and the day."""

    copied = Signal(int)
    """So many rows were copied as text."""

    def __init__(self, workspace: Workspace, theme: Theme, host: QWidget) -> None:
        super().__init__(theme, host)
        self._workspace = workspace
        self._look = theme
        self.setObjectName("whatif.compare")
        self._build()
        self.closed.connect(self.deleteLater)
        workspace.supposed.connect(self._follow)
        self.list.selectionModel().selectionChanged.connect(lambda *_: self._select())
        self.list.doubleClicked.connect(lambda _: self.close_card())
        self.list.menuAsked.connect(self._show_menu)

    def _build(self) -> None:
        self.lead = text(self._look, "", "small", "third")
        self.sentence = text(self._look, "", "subtitle")
        self.assumed = text(self._look, "", "small", "second")
        self.empty = text(self._look, "", "body", "second")
        self.list = ComparedList(self._look)
        head = QVBoxLayout()
        head.setContentsMargins(EDGE, 16, EDGE, 12)
        head.setSpacing(2)
        for each in (self.lead, self.sentence, self.assumed, self.empty):
            head.addWidget(each)
        self._lines = (Hairline(self._look), Hairline(self._look))
        self.body.addLayout(head)
        self.body.addWidget(self._lines[0])
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self._lines[1])
        self.body.addLayout(self._feet())

    def _feet(self) -> QHBoxLayout:
        self.copy_button = QPushButton("Copy as text")
        self.copy_button.setObjectName("whatif.copy")
        self.copy_button.clicked.connect(self.copy)
        self.close_button = QPushButton("Close")
        self.close_button.clicked.connect(self.close_card)
        hint = text(self._look, "", "small", "third")
        hint.setText("Arrows choose a record, Enter goes to it, Esc goes back")
        hint.setWordWrap(False)
        feet = QHBoxLayout()
        feet.setContentsMargins(EDGE, 12, EDGE, 14)
        feet.setSpacing(8)
        for button in (self.copy_button, self.close_button):
            button.setAutoDefault(False)
            feet.addWidget(button)
        feet.addStretch(1)
        feet.addWidget(hint)
        return feet

    # ------------------------------------------------------------------------------------------ content

    def compare(self) -> None:
        """Show what would stand otherwise, with the keyboard on the first row."""
        found = self._workspace.supposition
        if found is None:
            self.close_card()
            return
        self._show(found)
        self._place()
        (self.list if self.list.shown.rows else self.close_button).setFocus(Qt.FocusReason.PopupFocusReason)

    def _follow(self) -> None:
        if self.is_open:
            self.compare()

    def _show(self, found: Supposition) -> None:
        space = self._workspace
        said = assumption_words(space.docket, found.assumptions)
        rest = len(said) - _LISTED
        more = f" · and {rest} more" if rest > 0 else ""
        self.lead.setText(f"{LEAD}: {' · '.join(said[:_LISTED])}{more}")
        self.sentence.setText(outcome(found.day, found.differences))
        same = all_the_same(found)
        self.assumed.setText(" ".join(filter(None, (compared_with(found), same))))
        self.empty.setText("" if found.differences else "Look at another day, or suppose something more.")
        self.empty.setVisible(not found.differences)
        self.setAccessibleName(self.sentence.text())
        self.list.shown.show_rows(compared(found, space.assessment))
        for each in (self.list, self._lines[0]):
            each.setVisible(bool(found.differences))
        self.copy_button.setEnabled(bool(found.differences))

    def _place(self) -> None:
        place_by_rows(self, self.list, self.list.height_for, WIDTH)

    # --------------------------------------------------------------------------------------------- acts

    def _select(self) -> None:
        """What is only supposed is no record and cannot be selected."""
        docket = self._workspace.docket
        ids = [row.id for row in self.list.selected() if row.id in docket.obligations or row.id in docket.reliefs]
        if ids:
            self._workspace.select(ids)

    def _show_menu(self, place: QPoint) -> None:
        """The menu on the records that are selected; of what is only supposed the words can be copied."""
        docket = self._workspace.docket
        ids = tuple(row.id for row in self.list.selected() if row.id in docket.obligations or row.id in docket.reliefs)
        copying = QAction("Copy as text", self)
        copying.triggered.connect(self.copy)
        self._workspace.menuRequested.emit(MenuAsked(self, ids, place, (copying,)))

    def copy(self) -> None:
        """Copy the rows that are selected, or all where fewer than two are, as text."""
        found = self._workspace.supposition
        if found is None:
            return
        chosen = self.list.selected()
        rows = chosen if len(chosen) > 1 else self.list.shown.compared
        QGuiApplication.clipboard().setText(as_text(self._workspace.docket, found, rows))
        self.copied.emit(len(rows))

    def choose(self, record_id: str) -> None:
        """Put the list on a record."""
        for place, row in enumerate(self.list.shown.rows):
            if not isinstance(row, str) and row.id == record_id:
                index = self.list.shown.index(place)
                self.list.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        self._look = theme

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the record that is selected, or does what has the keyboard; copying copies the rows."""
        if _copies(event):
            self.copy()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            held = self.focusWidget()
            held.click() if isinstance(held, QPushButton) else self.close_card()
        else:
            super().keyPressEvent(event)


def _copies(event: QKeyEvent) -> bool:
    return event.matches(QKeySequence.StandardKey.Copy)
