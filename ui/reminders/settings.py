"""The page of settings: how the docket reminds, and what this machine does about it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.editor.fields.field import hint
from ui.frame.panel import scrolled
from ui.frame.theme import Theme
from ui.reminders.desktop.background import Background
from ui.reminders.policy import PolicyEditor
from ui.shell.settings import Settings
from ui.widgets.smallcaps import SectionHead
from ui.workspace import Workspace

MARGIN = 24
NOTIFY = "notify_desktop"
TO_TRAY = "close_to_tray"
_LABELLED = 24


def notifies(settings: Settings) -> bool:
    """Whether the desktop is told of reminders."""
    return settings.get(NOTIFY, True)


def closes_to_tray(settings: Settings) -> bool:
    """Whether closing the window leaves Duly in the tray, where there is one."""
    return settings.get(TO_TRAY, True)


class SettingsPage(QWidget):
    """The docket's policy is saved in the docket, the rest with the user's own settings on this machine."""

    changed = Signal()
    draftsAsked = Signal()

    def __init__(
        self,
        workspace: Workspace,
        theme: Theme,
        settings: Settings,
        background: Background,
        has_tray: Callable[[], bool],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._look = theme
        self._settings = settings
        self._background = background
        self._has_tray = has_tray
        self.policy = PolicyEditor(workspace, theme)
        self.notify = QCheckBox("Show reminders in the desktop’s notifications")
        self.to_tray = QCheckBox("Keep Duly in the tray when its window is closed")
        self.entry_said = hint(theme, "")
        self.entry_button = QPushButton()
        self.drafts_button = QPushButton("Write the week’s drafts to a folder…")
        self._build()
        self._wire()
        self.refresh()

    def refresh(self) -> None:
        """Show what holds now."""
        self.policy.show_policy()
        self.notify.setChecked(notifies(self._settings))
        self.to_tray.setChecked(closes_to_tray(self._settings))
        self.to_tray.setEnabled(self._has_tray())
        self.drafts_button.setEnabled(self._workspace.ledger is not None and not self._workspace.own_clock)
        self._say_entry()

    # ------------------------------------------------------------------------------------------- layout

    def _build(self) -> None:
        page = QWidget()
        page.setAutoFillBackground(False)
        column = QVBoxLayout(page)
        column.setContentsMargins(MARGIN, 14, MARGIN, 20)
        column.setSpacing(8)
        column.addWidget(
            SectionHead(self._look, "This docket reminds", "where a record says nothing else", ruled=False)
        )
        column.addWidget(self.policy)
        column.addWidget(SectionHead(self._look, "While Duly runs", "on this machine"))
        column.addWidget(self.notify)
        column.addWidget(self._under(hint(self._look, "A confidential record is only “Deadline” there.")))
        column.addWidget(self.to_tray)
        column.addWidget(self._under(hint(self._look, self._tray_words())))
        column.addWidget(SectionHead(self._look, "While Duly does not run", "on this machine"))
        column.addWidget(self.entry_said)
        column.addLayout(_at_left(self.entry_button))
        column.addWidget(SectionHead(self._look, "By e-mail"))
        column.addWidget(
            hint(
                self._look,
                "One draft for each owner with what is missed, the week ahead and what needs a second check. Duly "
                "sends nothing: open a draft in your own mail program, read it, and send it from there.",
            )
        )
        column.addLayout(_at_left(self.drafts_button))
        column.addStretch(1)
        area = scrolled()
        area.setWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)
        for name, widget in (
            ("notify", self.notify),
            ("tray", self.to_tray),
            ("entry", self.entry_button),
            ("drafts", self.drafts_button),
        ):
            widget.setObjectName(f"settings.{name}")

    def _under(self, label: QLabel) -> QLabel:
        label.setContentsMargins(_LABELLED, 0, 0, 4)
        return label

    def _tray_words(self) -> str:
        if not self._has_tray():
            return "This desktop has no tray: closing the window ends Duly."
        return "Reminders then come with the window closed. Quit, in the tray’s menu or under Docket, ends Duly."

    def _say_entry(self) -> None:
        self.entry_said.setText(self._background.explanation)
        self.entry_button.setText("Remove the background entry" if self._background.installed else "Install it")
        self.entry_button.setEnabled(self._background.possible)

    # ----------------------------------------------------------------------------------------- changing

    def _wire(self) -> None:
        self.notify.toggled.connect(lambda on: self._keep(NOTIFY, on))
        self.to_tray.toggled.connect(lambda on: self._keep(TO_TRAY, on))
        self.entry_button.clicked.connect(self._switch_entry)
        self.drafts_button.clicked.connect(self.draftsAsked)
        self.policy.saved.connect(self.changed)
        self._workspace.assessed.connect(self._follow)

    def _follow(self, _assessment: object) -> None:
        self.policy.show_policy()

    def _keep(self, key: str, on: bool) -> None:
        self._settings.put(key, on)
        self.changed.emit()

    def _switch_entry(self) -> None:
        self._background.switch()
        self._say_entry()
        self.changed.emit()


def _at_left(button: QPushButton) -> QHBoxLayout:
    button.setAutoDefault(False)
    row = QHBoxLayout()
    row.setContentsMargins(0, 2, 0, 4)
    row.addWidget(button)
    row.addStretch(1)
    return row
