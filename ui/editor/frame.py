"""The frame of an editor: its title, the names of its sections beside what stands in them, and its buttons."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from ui.editor.fields.row import FormRow
from ui.editor.form import FormSection, RecordForm
from ui.frame.panel import fit, scrolled
from ui.frame.theme import Theme
from ui.widgets.buttons import link
from ui.widgets.smallcaps import Hairline
from ui.widgets.surface import Surface
from ui.widgets.wraplabel import WrapLabel

SIZE = QSize(860, 720)
NARROW = QSize(680, 600)
NAV = 168
MARGIN = 28
WITH_NAV = 780
"""Narrower than this, the names of the sections give way to what stands in them."""


SAVE_KEYS = ("Ctrl+Return", "Ctrl+S")
"""What saves an editor; the first is said on its button."""


ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
SAVES = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier


def said_keys(keys: str) -> str:
    """A shortcut as the system writes it."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)


class EditorFrame(QDialog):
    """Lays out a form. What its buttons do is its editor's to say."""

    def __init__(self, theme: Theme, form: RecordForm, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = theme
        self.form = form
        self._led = False
        self._build()
        self.nav.currentRowChanged.connect(self._go_to)
        self.scroll_area.verticalScrollBar().valueChanged.connect(lambda _: self._follow_scroll())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the next field; what saves is said on the button."""
        held = self.focusWidget()
        if (
            event.key() in ENTER
            and not event.modifiers() & SAVES
            and isinstance(held, QLineEdit | QComboBox | QSpinBox)
        ):
            self.focusNextChild()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setSizeGripEnabled(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(self._build_head())
        whole.addWidget(Hairline(self._look))
        middle = QHBoxLayout()
        middle.setSpacing(0)
        self.nav = self._build_nav()
        self._several = several = len(self.form.sections) > 1
        if several:
            beside = QVBoxLayout()
            beside.setContentsMargins(0, 12, 0, 0)
            beside.addWidget(self.nav)
            middle.addLayout(beside)
        middle.addWidget(self._build_scroll(), 1)
        whole.addLayout(middle, 1)
        whole.addWidget(Hairline(self._look))
        whole.addWidget(self._build_foot())
        fit(self, SIZE if several else NARROW, QSize(560, 420), self._look)

    def _build_head(self) -> QHBoxLayout:
        self.title = WrapLabel()
        self.title.setFont(self._look.font("title"))
        head = QHBoxLayout()
        head.setContentsMargins(MARGIN, 16, MARGIN, 14)
        head.addWidget(self.title, 1)
        self.conditions_button = link("Conditions precedent…", "editor.conditions")
        self.conditions_button.setToolTip("What must be in place before it closes")
        self.conditions_button.setAutoDefault(False)
        head.addWidget(self.conditions_button, 0, Qt.AlignmentFlag.AlignTop)
        return head

    def _build_nav(self) -> QListWidget:
        nav = QListWidget()
        nav.setFixedWidth(self._look.at_size(NAV))
        nav.setFrameShape(QFrame.Shape.NoFrame)
        nav.setAccessibleName("Sections")
        nav.setObjectName("editor.nav")
        nav.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        nav.itemClicked.connect(lambda _: self._enter_section())
        nav.itemActivated.connect(lambda _: self._enter_section())
        nav.addItems([section.head for section in self.form.sections])
        nav.setCurrentRow(0)
        nav.setStyleSheet(nav_style(self._look, MARGIN))
        return nav

    def _build_scroll(self) -> QScrollArea:
        self.scroll_area = scrolled()
        page = self._page = QWidget()
        inside = QVBoxLayout(page)
        inside.setContentsMargins(MARGIN, 18, MARGIN - 6, 0)
        inside.addWidget(self.form)
        self.scroll_area.setWidget(page)
        page.setAutoFillBackground(False)
        return self.scroll_area

    def _build_foot(self) -> QWidget:
        foot = Surface(self._look, "panel")
        self.save_button = QPushButton(f"Save  {said_keys(SAVE_KEYS[0])}")
        self.save_button.setObjectName("editor.save")
        self.save_button.setProperty("role", "primary")
        self.close_button = QPushButton("Close")
        self.close_button.setObjectName("editor.close")
        self.discard_button = link("Discard draft", "editor.discard")
        self.delete_button = link("Delete", "editor.delete")
        self.state = WrapLabel()
        self.state.setFont(self._look.font("small"))
        row = QHBoxLayout(foot)
        row.setContentsMargins(MARGIN, 12, MARGIN, 12)
        row.setSpacing(10)
        row.addWidget(self.save_button)
        row.addWidget(self.close_button)
        row.addSpacing(6)
        row.addWidget(self.state, 1)
        row.addWidget(self.discard_button)
        row.addWidget(self.delete_button)
        for button in (self.save_button, self.close_button, self.discard_button, self.delete_button):
            button.setAutoDefault(False)
        return foot

    # ---------------------------------------------------------------------------------------- sections

    def _go_to(self, place: int) -> None:
        self._led = True
        section = self.form.sections[place]
        top = section.mapTo(self._page, QPoint(0, 0)).y()
        self.scroll_area.verticalScrollBar().setValue(max(top - 8, 0))
        self._led = False

    def _enter_section(self) -> None:
        """The keyboard goes where the section that was chosen begins; arrows alone stay among the names."""
        rows = self.form.sections[self.nav.currentRow()].rows.values()
        inputs = [each for row in rows if not row.isHidden() for each in row.field.inputs() if each.isEnabled()]
        if inputs:
            inputs[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow_scroll(self) -> None:
        """The name of the section that is read stands out."""
        if self._led:
            return
        top = self.scroll_area.verticalScrollBar().value() + 40
        bar = self.scroll_area.verticalScrollBar()
        shown = [each for each in self.form.sections if not each.isHidden()]
        read = [each for each in shown if each.mapTo(self._page, QPoint(0, 0)).y() <= top] or shown[:1]
        at_end = bar.value() == bar.maximum() and bar.maximum() > 0
        current = self._section_with_focus() if at_end else None
        place = self.form.sections.index(current or read[-1])
        held = self.nav.blockSignals(True)
        self.nav.setCurrentRow(place)
        self.nav.blockSignals(held)

    def _section_with_focus(self) -> FormSection | None:
        row = self.row_of(self.focusWidget())
        return next((each for each in self.form.sections if row in each.rows.values()), None) if row else None

    def mark_nav(self) -> None:
        """A section with something to mend says so beside its name."""
        for place, section in enumerate(self.form.sections):
            count = sum(bool(row.message) for row in section.rows.values())
            item = self.nav.item(place)
            item.setText(f"{section.head}  ({count})" if count else section.head)
            item.setHidden(section.isHidden())
            font = self._look.font("body", 600 if count else None)
            item.setFont(font)

    def row_of(self, widget: QWidget | None) -> FormRow | None:
        """The row of the form that a widget stands in."""
        while widget is not None and widget is not self:
            if isinstance(widget, FormRow) and widget in self.form.rows.values():
                return widget
            widget = widget.parentWidget()
        return None

    def show_input(self, widget: QWidget) -> None:
        """Bring an input into sight."""
        self.scroll_area.ensureWidgetVisible(widget, 0, 48)

    def go_to_wrong(self) -> None:
        """Put the keyboard on the first thing to mend."""
        wrong = self.form.wrong()
        where = self.form.input_of(wrong[0]) if wrong else None
        if where is not None:
            where.setFocus(Qt.FocusReason.OtherFocusReason)
            self.show_input(wrong[0])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.nav.setVisible(self._several and event.size().width() >= self._look.at_size(WITH_NAV))

    def set_theme(self, theme: Theme) -> None:
        """Words take their colours from the style sheet; what paints itself is told by itself."""
        self._look = theme
        self.nav.setStyleSheet(nav_style(theme, MARGIN))


def nav_style(theme: Theme, margin: int) -> str:
    """Names of sections in line with the title above; the one that is read stands out, wherever the keyboard is."""
    edge, ground = theme.accent.base.name(), theme.surface.selection.name()
    return (
        f"QListWidget {{ background: transparent; }} QListWidget::item {{ padding-left: {margin - 3}px; }}"
        f"QListWidget::item:selected, QListWidget::item:selected:!active"
        f" {{ border-left: 3px solid {edge}; background: {ground}; }}"
    )
