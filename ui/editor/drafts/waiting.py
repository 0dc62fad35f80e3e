"""The bar that offers the drafts of an earlier session: each with its record and its moment, to go on or to discard."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from model.days.wording import say_count
from model.errors import DocketError
from model.ledger.draft import CardDraft, Draft
from ui.editor.cards import go_on_in_card
from ui.editor.drafts.cards import card_drafts_of
from ui.editor.drafts.drafts import drafts_of
from ui.editor.drafts.words import named, told
from ui.frame.panel import scrolled
from ui.frame.theme import Theme
from ui.widgets.buttons import link
from ui.widgets.elided import ElidedLabel
from ui.widgets.icons import icon
from ui.widgets.question import Answer, Question, ask
from ui.widgets.wraplabel import WrapLabel
from ui.workspace import Workspace

AnyDraft = Draft | CardDraft

_EDGE = 3
_TALLEST = 3
"""Rows that are shown at once; more are scrolled to."""


class WaitingDrafts(QWidget):
    """Stays until every draft is gone on with or discarded; closed before, it offers them at the next start."""

    ended = Signal()

    def __init__(self, workspace: Workspace, theme: Theme, host: QWidget) -> None:
        super().__init__()
        self._workspace, self._look, self._host = workspace, theme, host
        self.setObjectName("drafts")
        self.rows: list[DraftRow] = []
        self.head = WrapLabel()
        self.head.setFont(theme.font("strong"))
        self.close_button = QToolButton()
        self.close_button.setIcon(icon("close"))
        self.close_button.setIconSize(QSize(16, 16))
        self.close_button.setAccessibleName("Later: the drafts are offered again at the next start")
        self.close_button.setToolTip(self.close_button.accessibleName())
        self.close_button.clicked.connect(self.ended)
        self._lay_out()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.head, 1)
        top.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(2)
        self._area = scrolled()
        self._area.setWidget(inside)
        inside.setAutoFillBackground(False)
        self._area.viewport().setAutoFillBackground(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(_EDGE + 13, 4, 4, 4)
        whole.setSpacing(2)
        whole.addLayout(top)
        whole.addWidget(self._area)

    def offer(self) -> bool:
        """Show what an earlier session left. False where it left nothing."""
        space = self._workspace
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        found: list[AnyDraft] = [*drafts_of(space).left_behind(), *card_drafts_of(space).left_behind()]
        found.sort(key=lambda draft: (draft.typed_at, draft.id), reverse=True)
        read_only = space.ledger is not None and space.ledger.read_only
        self.rows = [self._row(draft, read_only) for draft in found]
        for row in self.rows:
            self._column.addWidget(row)
        stand = "One draft was" if len(found) == 1 else f"{say_count(len(found), 'draft')} were"
        self.head.setText(f"{stand} typed here and not saved.")
        self.setAccessibleName(self.head.text())
        if self.rows:
            tall = self.rows[0].sizeHint().height() + 2
            self._area.setFixedHeight(
                tall * min(len(self.rows), _TALLEST) + (tall // 2 if len(found) > _TALLEST else 0)
            )
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
        return bool(self.rows)

    def _row(self, draft: AnyDraft, read_only: bool) -> DraftRow:
        space = self._workspace
        words = told(draft, space.docket, space.who, space.clock().astimezone())
        row = DraftRow(self._look, draft, words, lambda: self._go_on(draft), lambda: self._discard(draft))
        row.discard.setVisible(not read_only)
        return row

    def _go_on(self, draft: AnyDraft) -> None:
        try:
            if isinstance(draft, CardDraft):
                go_on_in_card(self._workspace, self._look, draft, self._host)
            else:
                drafts_of(self._workspace).go_on(self._look, draft, self._host)
        except DocketError as error:
            self._workspace.fail(error)
        self._again()

    def _discard(self, draft: AnyDraft) -> None:
        asked = Question(
            "Discard a draft",
            f"Discard the draft of {named(draft)}?",
            "What was typed in it is lost; what is on the docket stays as it is.",
            (Answer("discard", "Discard", destroys=True),),
            "Keep it",
        )
        if not ask(self._look, asked, self.window()):
            return
        try:
            if isinstance(draft, CardDraft):
                card_drafts_of(self._workspace).forget(draft)
            else:
                drafts_of(self._workspace).forget(draft)
        except DocketError as error:
            self._workspace.fail(error)
        self._again()

    def _again(self) -> None:
        if self.offer():
            self.rows[0].go_on.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.ended.emit()

    def set_theme(self, theme: Theme) -> None:
        self._look = theme
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        # Ink, as every bar that speaks: a colour would be a standing.
        QPainter(self).fillRect(0, 0, _EDGE, self.height(), self._look.text.first)


class DraftRow(QWidget):
    """One draft, and what to do with it."""

    def __init__(
        self,
        theme: Theme,
        draft: AnyDraft,
        words: str,
        go_on: Callable[[], object],
        discard: Callable[[], object],
    ) -> None:
        super().__init__()
        self.draft = draft
        self.name = ElidedLabel(theme, named(draft))
        self.words = ElidedLabel(theme, words, font="small", ink="second")
        self.go_on = link("Go on", act=go_on, spoken=f"Go on with {named(draft)}")
        self.discard = link("Discard", act=discard, spoken=f"Discard {named(draft)}")
        both = QVBoxLayout()
        both.setSpacing(0)
        both.addWidget(self.name)
        both.addWidget(self.words)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 4, 2)
        row.setSpacing(20)
        row.addLayout(both, 1)
        row.addWidget(self.go_on)
        row.addWidget(self.discard)
