"""The editors of a workspace: one a record, kept while they hold a draft, and their drafts beside the docket.

What is typed is written to the docket's memory at most once a second, and whenever an editor is closed or the docket is
left, so that neither a kill nor a power cut takes more than the last words.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from model.errors import DocketError
from model.ledger.draft import Draft
from model.ledger.ledger import Ledger
from model.record.base import Record, new_id
from model.record.caption import CAPTION_ID
from model.record.door import kind_of
from ui.editor.blank import blank_closure
from ui.editor.drafts.words import since_words
from ui.editor.editor import KEPT, RecordEditor
from ui.frame.theme import Theme
from ui.workspace import Workspace

Key = tuple[str, str]

_NAME = "drafts"
PAUSE = 1_000
"""Milliseconds between the first key that is typed and the writing of the draft."""
READ_ONLY = "This docket is open for reading only, so the draft lasts as long as this window."
HALF = "It holds half a character, which cannot be stored: the draft lasts as long as this window."


class Drafts(QObject):
    """Belongs to its workspace. Another docket has other drafts: the old ones go with the old docket."""

    kept = Signal()
    """What was typed lies beside the docket now."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.setObjectName(_NAME)
        self._workspace = workspace
        self._editors: dict[Key, RecordEditor] = {}
        self._ids: dict[Key, str] = {}
        self._problem = ""
        self._own_ledger = workspace.ledger
        self._soon = QTimer(self, singleShot=True, interval=PAUSE)
        self._soon.timeout.connect(self.keep)
        workspace.opened.connect(self._begin_again)

    def open(self, theme: Theme, kind: str, record_id: str, parent: QWidget) -> RecordEditor:
        """The editor of a record: the one that is open or holds its draft, else a new one."""
        key = (kind, CAPTION_ID if kind == "caption" else record_id)
        space = self._workspace
        start = blank_closure(space.today) if kind == "closure" and not record_id else None
        return self.hold(key, lambda: RecordEditor(space, theme, kind, record_id, parent, start), parent)

    def open_new(self, theme: Theme, start: Record, parent: QWidget) -> RecordEditor:
        """The editor of a new record that begins as ``start``, beside other new ones that wait as drafts."""
        space, kind = self._workspace, kind_of(start)
        return self.hold((kind, start.id), lambda: RecordEditor(space, theme, kind, start.id, parent, start), parent)

    def hold(self, key: Key, make: Callable[[], RecordEditor], parent: QWidget) -> RecordEditor:
        """The editor under a key: the one that is open or holds its draft, else the one that is made."""
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
        if not self._problem:
            self.forget(draft)
        return editor

    def forget(self, draft: Draft) -> None:
        """Forget what an earlier session left. Another window that still holds it keeps it again."""
        ledger = self._ledger()
        if ledger is not None:
            ledger.forget(Draft, (draft.id,))

    def left_behind(self) -> tuple[Draft, ...]:
        """The drafts beside the docket that no editor here holds, the latest first."""
        ledger = self._workspace.ledger
        if ledger is None:
            return ()
        if ledger is not self._own_ledger:
            # Whoever asks may have been told of the new docket before this was.
            self._begin_again()
        own = set(self._ids.values())
        found = [draft for draft in ledger.recall(Draft).values() if draft.id not in own]
        return tuple(sorted(found, key=lambda draft: (draft.typed_at, draft.id), reverse=True))

    def waiting(self) -> tuple[str, ...]:
        """What the drafts are called."""
        return tuple(editor.called for editor in self._editors.values() if editor.has_draft)

    @property
    def problem(self) -> str:
        """Why drafts last no longer than this window; empty where they are kept."""
        return self._problem

    def keep(self) -> None:
        """Write the drafts that changed beside the docket, and forget those that are no more."""
        self._soon.stop()
        ledger = self._ledger()
        if ledger is None:
            return
        try:
            self._write(ledger)
            problem = ""
        except DocketError as error:
            problem = str(error)
        except (UnicodeEncodeError, msgspec.ValidationError):
            problem = HALF
        self._say(problem)
        if not problem:
            self.kept.emit()

    def discard(self) -> None:
        """Forget every draft."""
        for key in list(self._editors):
            self._drop(key)
        self.keep()

    def _write(self, ledger: Ledger) -> None:
        known = ledger.recall(Draft)
        fresh: list[Draft] = []
        for key, editor in self._editors.items():
            if editor.has_draft:
                draft = editor.draft(self._ids.setdefault(key, new_id("draft")), " ".join(key))
                before = known.get(draft.id)
                if before is None or msgspec.structs.replace(before, typed_at=draft.typed_at) != draft:
                    fresh.append(draft)
        if fresh:
            ledger.remember(*fresh)
        gone = [key for key in self._ids if key not in self._editors or not self._editors[key].has_draft]
        if gone:
            ledger.forget(Draft, [self._ids[key] for key in gone])
            for key in gone:
                del self._ids[key]

    def _make(self, theme: Theme, draft: Draft, parent: QWidget) -> RecordEditor:
        before, after = draft.before(), draft.goes_on
        if after is None:
            return RecordEditor(self._workspace, theme, draft.kind, before.id, parent, before)
        from ui.series.followingeditor import go_on_following

        return go_on_following(self._workspace, theme, after, before, parent)

    def _ledger(self) -> Ledger | None:
        """The open ledger, where it can be written to."""
        ledger = self._workspace.ledger
        return None if ledger is None or ledger.read_only else ledger

    def _typed(self) -> None:
        # Not begun again at each key: whoever types on and on is kept, too.
        if not self._soon.isActive():
            self._soon.start()

    def _keeping(self) -> str:
        ledger = self._workspace.ledger
        if ledger is not None and ledger.read_only:
            return READ_ONLY
        return f"The draft could not be kept: {self._problem}" if self._problem else KEPT

    def _say(self, problem: str) -> None:
        if problem == self._problem:
            return
        self._problem = problem
        for editor in self._editors.values():
            editor.say_keeping(self._keeping())

    def _begin_again(self) -> None:
        """Another docket is open: what was typed in the one before stays beside that one."""
        self._soon.stop()
        self._own_ledger = self._workspace.ledger
        self._ids.clear()
        self._problem = ""
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
