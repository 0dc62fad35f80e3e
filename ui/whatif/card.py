"""The card that supposes something: a letter or a menu opens it, Enter supposes it, Escape goes back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from model.errors import DocketError, InvalidRecord
from model.outlook.changes.whatif import suppose
from model.record.scenario import Assumption
from ui.editor.fields.field import UnreadField
from ui.editor.formcard import CardChoice, CardHead, FormCard, refs_in_brief
from ui.frame.theme import Theme
from ui.whatif.form import AssumeForm
from ui.whatif.kinds import BY_TAG, at_once, joined, kinds_for
from ui.workspace import Workspace

WIDTH = 460


class AssumeCard(FormCard):
    """``begin`` opens it on one kind of assumption, or to choose one."""

    def __init__(self, workspace: Workspace, theme: Theme, ids: Sequence[str], anchor: QWidget) -> None:
        super().__init__(workspace, theme, anchor, "whatif.card", WIDTH)
        self.ids = tuple(ids)
        self.form: AssumeForm | None = None
        self.setAccessibleName("What if")

    # ------------------------------------------------------------------------------------------- pages

    def begin(self, tag: str) -> None:
        """Open on a kind of assumption, or on the choice where none is given or it doesn't fit."""
        docket = self._workspace.docket
        kinds = kinds_for(docket, self.ids)
        if tag in {kind.tag for kind in kinds}:
            self.choose(tag)
            return
        none = "Nothing can be supposed of all that is selected. Select another record."
        head = CardHead("What if…", self._whom(), () if kinds else (none,))
        choices = [CardChoice(kind.tag, kind.key, kind.said(docket, self.ids)) for kind in kinds]
        self.show_choice(head, choices, "suppose")

    def choose(self, tag: str) -> None:
        """Suppose at once what needs nothing typed, else show its form."""
        docket = self._workspace.docket
        ready = at_once(docket, self.ids, tag)
        if ready:
            self._take(ready)
            return
        form = AssumeForm(self._workspace, self._look, self.ids, tag)
        form.changed.connect(lambda _: self.say(""))
        self.show_form(
            CardHead(BY_TAG[tag].asked(docket, self.ids), self._whom()),
            form,
            ("Suppose", "whatif.suppose"),
            "Enter supposes it, Esc goes back",
            self.small("It is supposed, and recorded nowhere."),
        )

    def _whom(self) -> str:
        docket, one = self._workspace.docket, self.ids[0] if len(self.ids) == 1 else ""
        if one in docket.events:
            return docket.events[one].title
        if one:
            node = docket.node(one)
            return f"{node.ref}  {node.short}"
        return refs_in_brief(docket, self.ids)

    # ----------------------------------------------------------------------------------------- suppose

    def go_on(self) -> None:
        """Suppose what stands in the form, and close; what is wrong is said beside its input."""
        if self.form is None:
            return
        try:
            found = self.form.assumptions()
        except UnreadField as unread:
            self.form.show_unread(unread)
            unread.widget.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._take(found)

    def _take(self, found: tuple[Assumption, ...]) -> None:
        space = self._workspace
        standing = space.supposition.assumptions if space.supposition else ()
        wanted = joined(standing, found)
        try:
            for one in found:
                for problem in one.problems():
                    raise InvalidRecord(problem.message)
            suppose(space.docket, wanted)
        except DocketError as error:
            self._refuse(error)
            return
        self.close_card()
        space.suppose(wanted)

    def _refuse(self, error: DocketError) -> None:
        if self.form is None:
            self.close_card()
            self._workspace.fail(error)
        else:
            self.say(str(error))
