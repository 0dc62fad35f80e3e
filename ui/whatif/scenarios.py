"""Scenarios in the window: keeping what is supposed by a name, and the list of what was kept."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from model.errors import DocketError
from model.ledger.commands import Delete, Put
from model.record.base import new_id
from model.record.scenario import Assumption, Scenario
from ui.editor.fields.context import FieldContext
from ui.editor.form import CardForm
from ui.editor.formcard import CardHead, FormCard
from ui.editor.forms.slots import FieldSlot, long, starting, text
from ui.frame.panel import in_column, scrolled
from ui.frame.theme import Theme
from ui.inspector.flow import plain
from ui.whatif.words import assumption_words
from ui.widgets.buttons import link
from ui.widgets.pagedcard import PagedCard
from ui.widgets.smallcaps import Hairline
from ui.widgets.text import text as label
from ui.workspace import Workspace

WIDTH = 460
LIST_WIDTH = 620
MARGIN = 18
LABEL = 76
TITLE, NOTES = "scenario.title", "scenario.notes"
_MOST = 0.7
"""The share of the window's height that the list may take."""


def by_name(workspace: Workspace) -> list[Scenario]:
    """Every kept scenario, by its name."""
    return sorted(workspace.docket.scenarios.values(), key=lambda one: one.title.casefold())


def kept_as(workspace: Workspace, assumptions: tuple[Assumption, ...]) -> Scenario | None:
    """The scenario that holds exactly these assumptions."""
    return next((one for one in by_name(workspace) if one.assumptions == assumptions), None)


class KeepCard(FormCard):
    """Keeps what is supposed by a name, or gives a scenario another name: one entry, and no standing moves."""

    kept = Signal(object)
    """The scenario as it was kept."""

    def __init__(self, workspace: Workspace, theme: Theme, host: QWidget, renamed: Scenario | None = None) -> None:
        super().__init__(workspace, theme, host, "whatif.keep", WIDTH)
        self._renamed = renamed
        found = workspace.supposition
        self._assumptions = renamed.assumptions if renamed else found.assumptions if found else ()

    def open(self) -> None:
        """Show it, with the keyboard on the name."""
        known = self._renamed or kept_as(self._workspace, self._assumptions)
        slots = (
            FieldSlot(TITLE, "Name", starting(text("such as 8 closes on 20 December"), known.title if known else "")),
            FieldSlot(NOTES, "Notes", starting(long(2, "why you looked at it"), known.notes if known else "")),
        )
        form = CardForm(FieldContext(self._workspace, self._look, ""), slots, LABEL)
        form.changed.connect(lambda _: self._typed())
        heading = "Name of the scenario" if self._renamed else "Keep what is supposed"
        head = CardHead(heading, more=assumption_words(self._workspace.docket, self._assumptions))
        self.setAccessibleName(heading)
        said = self.small("Kept in the docket by its name. No standing follows from it.")
        self.show_form(head, form, ("Keep", "scenario.keep"), "", said)
        self._typed()

    def _value(self, name: str) -> str:
        return str(self.form.value(name)).strip() if self.form is not None else ""

    def _namesake(self) -> Scenario | None:
        """The scenario that the name in the field belongs to already."""
        wanted = self._value(TITLE).casefold()
        return next((one for one in by_name(self._workspace) if one.title.strip().casefold() == wanted), None)

    def _typed(self) -> None:
        taken = None if self._renamed else self._namesake()
        if self.form is not None:
            words = "Kept already. It is replaced by what is supposed now." if taken else ""
            self.form.rows[TITLE].show_note(words)
        self.go_button.setText("Rename" if self._renamed else "Replace" if taken else "Keep")

    def go_on(self) -> None:
        """Keep it; what stands against it is said beside the name."""
        title, notes = self._value(TITLE), self._value(NOTES)
        known = self._renamed or self._namesake()
        if known is None:
            scenario = Scenario(id=new_id("scenario"), title=title, assumptions=self._assumptions, notes=notes)
        else:
            scenario = replace(known, title=title, assumptions=self._assumptions, notes=notes)
        space = self._workspace
        try:
            if space.ledger is not None:
                Put(scenario)(space.ledger.docket)
        except DocketError as error:
            if self.form is not None:
                self.form.refuse(TITLE, str(error))
            return
        space.do(Put(scenario))
        if space.last_failure is None:
            self.close_card()
            self.kept.emit(scenario)


class KeptCard(PagedCard):
    """What was kept: suppose it again, give it another name, delete it."""

    renameAsked = Signal(object)
    deleted = Signal(object)
    """The :class:`model.ledger.edit.Edit` that deleted a scenario."""

    def __init__(self, workspace: Workspace, theme: Theme, host: QWidget) -> None:
        super().__init__(theme, host, LIST_WIDTH)
        self.space, self.look = workspace, theme
        self.setObjectName("whatif.kept")
        self.setAccessibleName("Kept scenarios")
        self.closed.connect(self.deleteLater)
        head = QVBoxLayout()
        head.setContentsMargins(MARGIN, 12, MARGIN, 10)
        head.setSpacing(2)
        self.caption = label(theme, "", "small", "second")
        for each in (label(theme, "Kept scenarios", "subtitle"), self.caption):
            head.addWidget(each)
        self.area = scrolled()
        self.area.viewport().setAutoFillBackground(False)
        self.line = Hairline(theme)
        self._whole = QWidget()
        in_column(self._whole, head, self.line, self.area).addSpacing(8)

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
        high = rows.totalHeightForWidth(self.wide - 2) if rows.hasHeightForWidth() else page.sizeHint().height()
        self.area.setFixedHeight(min(high + 4, round(self._anchor.window().height() * _MOST)))
        self.show_page(self._whole)

    def _row(self, scenario: Scenario) -> QWidget:
        made = QWidget()
        made.setObjectName(f"kept.{scenario.id}")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(self.look, scenario.title, "strong"))
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
