"""The form of a feed: what it holds, how much it tells, and where it is kept up to date."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from model.feed.scope import Scope
from model.feed.spec import Publication, SavedFilter, Spec
from model.feed.writing import refuse_foreign
from model.record.base import new_id
from model.writing import NotWritten
from ui.editor.fields.field import Field, column
from ui.editor.fields.plain import ChoiceField, TextField, TicksField
from ui.editor.fields.row import FormRow
from ui.feeds.scoping import SHOWN, ScopeChoice, choice_of
from ui.feeds.words import COMPONENTS, LOCAL_ONLY, NO_ALARMS, ONLY_EVENTS, OPTIONS, PRIVACY
from ui.frame.theme import Theme
from ui.shell.path_dialogs import ask_folder

LABEL = 92
_KEPT = "kept"
"""The scope of the feed as it is, where nothing on offer lets the same pass any more."""


class FeedForm(QWidget):
    """Shows a publication and gives back what it has become. Emits `changed()` when anything in it changes."""

    changed = Signal()

    def __init__(self, theme: Theme, home: Path, parent: QWidget | None = None) -> None:
        """``home`` is the folder that the docket lies in."""
        super().__init__(parent)
        self._theme = theme
        self._publication = Publication(id=new_id("feed"), title="")
        self._offered: list[ScopeChoice] = []
        self._others: tuple[Publication, ...] = ()
        self.title = TextField(theme, "feed.title", "such as Deadlines for Finance")
        self.scope = ChoiceField(theme, "feed.scope", ())
        self.filter_name = TextField(theme, "feed.filter", "such as Urgent at Finance")
        self.component = ChoiceField(theme, "feed.component", [(words, key) for key, words in COMPONENTS.items()])
        self.privacy = ChoiceField(theme, "feed.privacy", [(words, key) for key, words in PRIVACY.items()])
        self.options = TicksField(
            theme, "feed.options", [(words.capitalize(), key) for key, words in OPTIONS.items()], columns=3
        )
        places = [("A file in a folder", "folder"), ("An address on this machine", "served")]
        self.place = ChoiceField(theme, "feed.place", places)
        self.folder = FolderField(theme, "feed.folder", home)
        self.file = TextField(theme, "feed.file", "deadlines.ics")
        self._build()

    def _build(self) -> None:
        theme = self._theme
        self.rows: dict[str, FormRow] = {}
        lines: tuple[tuple[str, str, Field], ...] = (
            ("title", "Name", self.title),
            ("scope", "Holds", self.scope),
            ("filter_name", "Filter’s name", self.filter_name),
            ("component", "As", self.component),
            ("privacy", "Tells", self.privacy),
            ("options", "Also", self.options),
            ("place", "Kept up as", self.place),
            ("folder", "Folder", self.folder),
            ("file", "File’s name", self.file),
        )
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(7)
        for name, label, field in lines:
            self.rows[name] = FormRow(theme, label, field, label_width=LABEL)
            inside.addWidget(self.rows[name])
            field.changed.connect(self._changed)
        self.rows["place"].show_note(LOCAL_ONLY)

    # ------------------------------------------------------------------------------------------------ values

    def show_feed(self, one: Publication, offered: Sequence[ScopeChoice], others: Sequence[Publication]) -> None:
        """Show a publication, with every scope on offer; ``others`` are what is published beside it."""
        self._publication, self._offered = one, list(offered)
        self._others = tuple(other for other in others if other.id != one.id)
        found = choice_of(offered, one.spec.scope)
        if found is None:
            found = ScopeChoice(_KEPT, one.spec.scope.title or "What it holds now", one.spec.scope)
            self._offered.insert(0, found)
        self._fill_scopes(found.key)
        self.title.show_value(one.title)
        self.filter_name.show_value("")
        self.component.show_value(one.spec.component)
        self.privacy.show_value(one.spec.privacy)
        self.options.show_value(name for name in OPTIONS if getattr(one.spec, name))
        self.place.show_value(one.place)
        self.folder.show_value(one.path)
        self.file.show_value(one.file)
        for row in self.rows.values():
            row.show_problem("")
        self._show_rows()

    def _fill_scopes(self, key: str) -> None:
        box = self.scope.box
        held = box.blockSignals(True)
        box.clear()
        for one in self._offered:
            box.addItem(one.words, one.key)
        box.choose(key)
        box.blockSignals(held)

    @property
    def chosen(self) -> ScopeChoice:
        """The scope that is chosen."""
        return next(one for one in self._offered if one.key == self.scope.value())

    def draft(self) -> Publication:
        """The publication as it stands in the form, whether or not it may stand so."""
        scope = self.chosen.scope
        if self.chosen.key == SHOWN:
            scope = replace(scope, title=self.filter_name.value() or "The filter")
        ticked = self.options.value() if self.component.value() == "events" else ()
        spec = Spec(
            component=self.component.value(),
            scope=scope,
            privacy=self.privacy.value(),
            **{name: name in ticked for name in OPTIONS},
        )
        in_folder = self.place.value() == "folder"
        return replace(
            self._publication,
            title=self.title.value() or _title_of(scope),
            spec=spec,
            place=self.place.value(),
            path=self.folder.value() if in_folder else "",
            file=_with_suffix(self.file.value()) if in_folder else "",
            address=self._publication.address if not in_folder else "",
        )

    def new_filter(self) -> SavedFilter | None:
        """The filter that is to be kept with the feed, where it is of what the window's filter shows."""
        if self.chosen.key != SHOWN:
            return None
        title = self.filter_name.value()
        return SavedFilter(id=new_id("filter"), title=title, scope=replace(self.chosen.scope, title=title))

    def problem(self) -> bool:
        """Say beside each field what stands against publishing it so. True where something does."""
        problems = dict.fromkeys(self.rows, "")
        if self.chosen.key == SHOWN and not self.filter_name.value():
            problems["filter_name"] = "Give the filter a name, by which it is kept."
        if self.place.value() == "folder":
            problems |= self._problems_of_file()
        for name, words in problems.items():
            self.rows[name].show_problem(words)
        first = next((name for name, words in problems.items() if words), "")
        if first:
            self.rows[first].field.inputs()[0].setFocus()
        return bool(first)

    def _problems_of_file(self) -> dict[str, str]:
        path, name = Path(self.folder.value() or "."), self.file.value()
        if not self.folder.value() or not path.is_absolute():
            return {"folder": "Choose the folder that the file is to lie in."}
        if not path.is_dir():
            return {"folder": "This folder is not there. Choose another, or connect its disk."}
        if not name or Path(name).name != name or name.startswith("."):
            return {"file": "Write a file’s name, such as deadlines.ics."}
        name = _with_suffix(name)
        if any((Path(other.path), other.file) == (path, name) for other in self._others if other.place == "folder"):
            return {"file": "Another feed is kept in this file. Choose another name."}
        try:
            refuse_foreign(path / name)
        except NotWritten as error:
            return {"file": str(error)}
        return {}

    def _changed(self) -> None:
        self._show_rows()
        self.changed.emit()

    def _show_rows(self) -> None:
        in_folder = self.place.value() == "folder"
        self.rows["filter_name"].setVisible(self.chosen.key == SHOWN)
        self.rows["folder"].setVisible(in_folder)
        self.rows["file"].setVisible(in_folder)
        self.rows["place"].show_note("" if in_folder else LOCAL_ONLY)
        events = self.component.value() == "events"
        self.options.setEnabled(events)
        self.rows["options"].show_note(NO_ALARMS if events else ONLY_EVENTS)
        self.title.edit.setPlaceholderText(_title_of(self.chosen.scope))


class FolderField(Field):
    """A folder, typed or chosen. With none typed yet, the choice begins in ``home``."""

    def __init__(self, theme: Theme, name: str, home: Path) -> None:
        super().__init__(theme, name)
        self._home = home
        self.edit = QLineEdit()
        self.edit.setObjectName(f"{name}.text")
        self.edit.setPlaceholderText("a folder that calendars can read, such as one that is synchronised")
        self.edit.textEdited.connect(lambda _: self.changed.emit())
        self.button = QPushButton("Choose…")
        self.button.setObjectName(f"{name}.choose")
        self.button.setProperty("part", "choose")
        self.button.setAutoDefault(False)
        self.button.clicked.connect(self._choose)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.edit, 1)
        row.addWidget(self.button)
        column(self).addLayout(row)

    def value(self) -> str:
        return self.edit.text().strip()

    def show_value(self, value: str) -> None:
        self.edit.setText(value)
        self.edit.setCursorPosition(0)

    def inputs(self) -> list[QWidget]:
        return [self.edit, self.button]

    def take_files(self, paths: Sequence[Path]) -> str:
        """Take a folder that was dropped; gives back why not."""
        if len(paths) != 1 or not paths[0].is_dir():
            return "A feed is kept up in a folder: drop one folder."
        self._take(paths[0])
        return ""

    def _choose(self) -> None:
        found = ask_folder(self, "Folder for the feed", Path(self.value()) if self.value() else self._home)
        if found is not None:
            self._take(found)

    def _take(self, folder: Path) -> None:
        self.show_value(str(folder))
        self.changed.emit()


def _title_of(scope: Scope) -> str:
    return scope.title or "The filter"


def _with_suffix(name: str) -> str:
    return name if not name or name.casefold().endswith(".ics") else f"{name}.ics"
