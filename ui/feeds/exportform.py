"""The choices of an export by hand: events or tasks, of what, how much of it is told, and what is added."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from model.feed.scope import Scope
from model.feed.spec import Component, Privacy, Spec
from ui.editor.fields.field import Field
from ui.editor.fields.plain import Box, ChoiceField, TicksField
from ui.editor.fields.row import FormRow
from ui.feeds.scoping import SHOWN, ScopeChoice
from ui.feeds.words import COMPONENTS, NO_ALARMS, ONLY_EVENTS, OPTIONS, PRIVACY, TELLS
from ui.frame.theme import Theme

Kept: TypeAlias = dict[str, list[str]]
"""Choices as the settings keep them, each as a list of keys."""

LABEL = 52
_BOX = 288
"""How wide a choice is; what is longer is whole in the list that opens."""

AS_EVENTS = (
    "Every calendar shows events. A file with events and tasks would show each deadline twice, so it holds one of them."
)
AS_TASKS = (
    "For calendars that keep tasks, such as Thunderbird and Nextcloud. Plans and the ends of reliefs are no tasks. A"
    " file with events and tasks would show each deadline twice, so it holds one of them."
)
BY_BAND = "What the filter shows now cannot be chosen: it is narrowed by a band of Today, which a file cannot hold."
BY_WORDS = "No confidential record is found by a word: that would tell what stands in it."


class ExportForm(QWidget):
    """Gives the spec that is chosen. Emits `changed()` when a person chooses."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._offered: list[ScopeChoice] = []
        self._by_band = False
        self.component = ChoiceField(theme, "export.component", [(words, key) for key, words in COMPONENTS.items()])
        self.scope = ChoiceField(theme, "export.scope", ())
        most_first = reversed(PRIVACY.items())
        self.privacy = ChoiceField(theme, "export.privacy", [(words, key) for key, words in most_first])
        self.options = TicksField(
            theme, "export.options", [(words.capitalize(), key) for key, words in OPTIONS.items()], columns=2
        )
        self.rows: dict[str, FormRow] = {}
        self._build()

    def _build(self) -> None:
        lines: tuple[tuple[str, str, Field], ...] = (
            ("component", "&As", self.component),
            ("scope", "&Holds", self.scope),
            ("privacy", "&Tells", self.privacy),
            ("options", "A&lso", self.options),
        )
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(12)
        for name, label, field in lines:
            row = self.rows[name] = FormRow(self._theme, label, field, label_width=LABEL)
            field.set_label(label.replace("&", ""))
            inside.addWidget(row)
            field.changed.connect(self._changed)
        for choice in (self.component, self.scope, self.privacy):
            _fix_width(choice.box, self._theme.at_size(_BOX))

    # ------------------------------------------------------------------------------------------------ values

    def offer(self, offered: Sequence[ScopeChoice], *, by_band: bool) -> None:
        """Offer scopes; the one that is chosen stays so while it is there.

        ``by_band``: the window is narrowed by what no scope can hold, so that what it shows is offered in vain.
        """
        chosen = self.scope.value()
        self._offered, self._by_band = [_here(one) for one in offered], by_band
        box = self.scope.box
        held = box.blockSignals(True)
        box.clear()
        for one in self._offered:
            box.addItem(one.words, one.key)
        if by_band:
            _offer_in_vain(box, 1)
        self._choose_scope(chosen)
        box.blockSignals(held)
        box.view().setMinimumWidth(box.view().sizeHintForColumn(0) + 24)
        self._say_notes()

    def spec(self) -> Spec:
        """What is to be exported."""
        component: Component = self.component.value()
        privacy: Privacy = self.privacy.value()
        ticked = self.options.value() if component == "events" else ()
        scope = next((one.scope for one in self._offered if one.key == self.scope.value()), Scope())
        return Spec(component=component, scope=scope, privacy=privacy, **{name: name in ticked for name in OPTIONS})

    def kept(self) -> Kept:
        """What is chosen, to be chosen again next time."""
        return {
            "component": [self.component.value()],
            "scope": [self.scope.value()],
            "privacy": [self.privacy.value()],
            "options": list(self.options.value()),
        }

    def choose(self, kept: Mapping[str, Sequence[str]]) -> None:
        """Choose as was kept; in full, and as events of everything, where nothing was or it is there no more."""
        first = {name: next(iter(values), None) for name, values in kept.items()}
        self.component.show_value(first.get("component"))
        self.privacy.show_value(first.get("privacy"))
        self._choose_scope(first.get("scope"))
        self.options.show_value(one for one in kept.get("options", ()) if one in OPTIONS)
        self._say_notes()

    def _choose_scope(self, key: object) -> None:
        """Everything, where there is no such choice, or where it is offered in vain."""
        self.scope.show_value(next((one.key for one in self._offered if one.key == key), None))

    # ------------------------------------------------------------------------------------------------- notes

    def _changed(self) -> None:
        self._say_notes()
        self.changed.emit()

    def _say_notes(self) -> None:
        """What each choice comes to."""
        spec = self.spec()
        events = spec.component == "events"
        self.options.setEnabled(events)
        self.rows["component"].show_note(AS_EVENTS if events else AS_TASKS)
        self.rows["scope"].show_note(BY_WORDS if spec.scope.words else BY_BAND if self._by_band else "")
        self.rows["privacy"].show_note(TELLS[spec.privacy])
        self.rows["options"].show_note(NO_ALARMS if events else ONLY_EVENTS)


def _here(one: ScopeChoice) -> ScopeChoice:
    """What the filter shows needs no name here: nothing is kept by it."""
    return one._replace(words="What the filter shows now") if one.key == SHOWN else one


def _offer_in_vain(box: Box, place: int) -> None:
    """Show that what the filter shows is no choice now."""
    box.insertItem(place, "What the filter shows now", SHOWN)
    model = box.model()
    if isinstance(model, QStandardItemModel):
        model.item(place).setEnabled(False)
    box.setItemData(place, BY_BAND, Qt.ItemDataRole.ToolTipRole)


def _fix_width(box: Box, width: int) -> None:
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setFixedWidth(width)
