"""The editors of a workspace: one a record, kept while they hold a draft, and their drafts beside the docket."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from model.ledger.draft import Draft
from model.record.base import Record, new_id
from model.record.caption import CAPTION_ID
from model.record.door import kind_of
from ui.editor.blank import blank_closure
from ui.editor.drafts.keeping import KeptDrafts, Key
from ui.editor.drafts.words import since_words
from ui.editor.editor import KEPT, RecordEditor
from ui.frame.theme import Theme
from ui.workspace import Workspace

_NAME = "drafts"
READ_ONLY = "This docket is open for reading only, so the draft lasts as long as this window."


class Drafts(KeptDrafts[Draft]):
    """Opens each editor, and keeps what is typed in it."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, _NAME, Draft)
        self._editors: dict[Key, RecordEditor] = {}

    def open(self, theme: Theme, kind: str, record_id: str, parent: QWidget) -> RecordEditor:
        """The editor of a record: the one that is open or holds its draft, or a new one."""
        key = (kind, CAPTION_ID if kind == "caption" else record_id)
        space = self._workspace
        start = blank_closure(space.today) if kind == "closure" and not record_id else None
        return self.hold(key, lambda: RecordEditor(space, theme, kind, record_id, parent, start), parent)

    def open_new(self, theme: Theme, start: Record, parent: QWidget) -> RecordEditor:
        """The editor of a new record that begins as ``start``, beside other new ones that wait as drafts."""
        space, kind = self._workspace, kind_of(start)
        return self.hold((kind, start.id), lambda: RecordEditor(space, theme, kind, start.id, parent, start), parent)

    def hold(self, key: Key, make: Callable[[], RecordEditor], parent: QWidget) -> RecordEditor:
        """The editor under a key: the one that is open or holds its draft, or a new one."""
        editor = self._editors.get(key)
        if editor is None or editor.parentWidget() is not parent:
            self._drop(key)
            editor = self._editors[key] = make()
            editor.finished.connect(lambda _: self._finished(key))
            editor.saved.connect(self._saved)
            editor.discarded.connect(self.keep)
            editor.form.changed.connect(lambda _: self._typed())
            editor.say_keeping(self._keeping())
        editor.open()
        editor.activateWindow()
        return editor

    def go_on(self, theme: Theme, draft: Draft, parent: QWidget) -> RecordEditor:
        """The editor on a draft that an earlier session left, which is this one's from now on.

        Raises :class:`DocketError` where another version of Duly wrote it in a form that this one cannot read.
        """
        said = since_words(draft, draft.stands(self._workspace.docket))
        kind, _, record_id = draft.key.partition(" ")
        key = (kind, record_id)
        held = self._editors.get(key)
        if held is not None and held.has_draft:
            key = (draft.kind, draft.id)
        editor = self.hold(key, lambda: self._make(theme, draft, parent), parent)
        editor.show_draft(draft, said)
        self.keep()
        if not self.problem:
            self.forget(draft)
        return editor

    def waiting(self) -> tuple[str, ...]:
        """What the drafts are called."""
        return tuple(editor.called for editor in self._editors.values() if editor.has_draft)

    def discard(self) -> None:
        """Forget every draft."""
        for key in list(self._editors):
            self._drop(key)
        self.keep()

    def _held(self) -> Iterator[tuple[Key, Draft]]:
        for key, editor in self._editors.items():
            if editor.has_draft:
                yield key, editor.draft(self._ids.setdefault(key, new_id("draft")), " ".join(key))

    def _make(self, theme: Theme, draft: Draft, parent: QWidget) -> RecordEditor:
        before, after = draft.before(), draft.goes_on
        if after is None:
            return RecordEditor(self._workspace, theme, draft.kind, before.id, parent, before)
        from ui.series.followingeditor import go_on_following

        return go_on_following(self._workspace, theme, after, before, parent)

    def _keeping(self) -> str:
        ledger = self._workspace.ledger
        if ledger is not None and ledger.read_only:
            return READ_ONLY
        return f"The draft could not be kept: {self.problem}" if self.problem else KEPT

    def _say(self, problem: str) -> None:
        if problem == self.problem:
            return
        self.problem = problem
        for editor in self._editors.values():
            editor.say_keeping(self._keeping())

    def _begin_again(self) -> None:
        super()._begin_again()
        for key in list(self._editors):
            self._drop(key)

    def _finished(self, key: Key) -> None:
        editor = self._editors.get(key)
        if editor is not None and not editor.has_draft:
            del self._editors[key]
            editor.deleteLater()
        self.keep()

    def _drop(self, key: Key) -> None:
        editor = self._editors.pop(key, None)
        if editor is not None:
            editor.hide()
            editor.deleteLater()

    def _saved(self, kind: str, record_id: str) -> None:
        """What was just entered is what the inspector shows."""
        if kind in ("obligation", "relief"):
            self._workspace.select((record_id,), record_id)


def drafts_of(workspace: Workspace) -> Drafts:
    """The drafts of a workspace, made when they are first asked for."""
    found = workspace.findChild(QObject, _NAME)
    return found if isinstance(found, Drafts) else Drafts(workspace)
