"""The row at the foot of a section of the checklist: a condition is written there, and the next one after it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from model.days.notation import Context
from model.docket import Docket
from model.outlook.checklist import ChecklistGroup
from model.record.base import Problem
from model.record.deadline import Deadline, Open
from model.record.named_anchors import deadline_from
from ui.conditions.adding import Written
from ui.conditions.row import TICK
from ui.deadline.notationfield import NotationField
from ui.editor.fields.candidates import Source
from ui.editor.fields.day import DayField
from ui.editor.fields.field import UnreadField, hint
from ui.editor.fields.names import AnchorNames, context_of
from ui.editor.fields.picker import PickField
from ui.editor.fields.plain import TextField
from ui.editor.fields.row import FormRow
from ui.frame.theme import Theme
from ui.widgets.buttons import dialog_button, link
from ui.workspace import Workspace

T = TypeVar("T")

OWNER, DAY = 168, 344
KEYS = "Enter adds it, and the next can be written. Escape leaves the row."


class AddRow(QWidget):
    """A link until it is pressed, then the words, the owner and the deadline of a condition.

    ``added`` is emitted where it is to be entered, with what :meth:`written` gives. What was typed stays until
    :meth:`begin_anew` is called.
    """

    added = Signal()
    opened = Signal()

    def __init__(self, workspace: Workspace, theme: Theme, group: ChecklistGroup) -> None:
        super().__init__()
        self._workspace, self._theme = workspace, theme
        self._names: tuple[Docket, AnchorNames] | None = None
        self.instrument = ""
        """By whose terms deadlines are read."""
        self.group = group
        self.setObjectName(f"add.{group.party}")
        name = self.objectName()
        self.title = TextField(theme, f"{name}.title", "what must be in place, in a line")
        people = Source(lambda: workspace.docket, lambda: workspace.assessment, ("person",))
        self.owner = PickField(theme, f"{name}.owner", people, "owner")
        self.deadline = NotationField(theme, f"{name}.deadline", self._context)
        self.review_by = DayField(theme, f"{name}.review_by", lambda: workspace.today)
        self.rows = {
            "title": FormRow(theme, "Condition", self.title, alone=True),
            "owner": FormRow(theme, "Owner", self.owner, alone=True),
            "deadline": FormRow(theme, "Deadline", self.deadline, alone=True),
            "review_by": FormRow(theme, "Look again on", self.review_by, label_width=92),
        }
        self.open_button = link("Add a condition", f"{name}.open", spoken=f"Add a condition, {group.name}", fixed=True)
        self.add_button = dialog_button("Add", f"{name}.add", "primary")
        self._lay_out()
        self._wire()
        self.close_form()

    # ------------------------------------------------------------------------------------------- frame

    def _lay_out(self) -> None:
        self.form = QWidget()
        grid = QGridLayout(self.form)
        grid.setContentsMargins(TICK + 10, 6, 0, 2)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        dated = QVBoxLayout()
        dated.setSpacing(6)
        dated.addWidget(self.rows["deadline"])
        dated.addWidget(self.rows["review_by"])
        self.rows["owner"].setFixedWidth(OWNER)
        self.rows["deadline"].setFixedWidth(DAY)
        self.rows["review_by"].setFixedWidth(DAY)
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(self.rows["title"], 0, 0, top)
        grid.addWidget(self.rows["owner"], 0, 1, top)
        grid.addLayout(dated, 0, 2, top)
        grid.addLayout(self._foot(), 1, 0, 1, 3)
        grid.setColumnStretch(0, 1)
        closed = QHBoxLayout()
        closed.setContentsMargins(TICK + 10, 4, 0, 4)
        closed.addWidget(self.open_button)
        closed.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(closed)
        whole.addWidget(self.form)

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self.add_button)
        foot.addWidget(hint(self._theme, KEYS), 1)
        return foot

    def _wire(self) -> None:
        self.open_button.clicked.connect(self.open_form)
        self.add_button.clicked.connect(self.added)
        self.deadline.edit.settled.connect(self.added)
        self.deadline.understood.connect(lambda _: self._ask_review())
        for name, field in (("title", self.title), ("owner", self.owner), ("review_by", self.review_by)):
            field.changed.connect(lambda name=name: self.rows[name].show_problem(""))
        self.deadline.changed.connect(lambda: self.rows["deadline"].show_problem(""))

    def _ask_review(self) -> None:
        """What has no day is asked for one on which it is looked at again."""
        self.rows["review_by"].setVisible(isinstance(self._deadline_so_far(), Open))

    # ------------------------------------------------------------------------------------------- state

    @property
    def is_open(self) -> bool:
        """Whether a condition can be written here now."""
        return not self.form.isHidden()

    def open_form(self) -> None:
        """Show the row and put the keyboard into it."""
        self.open_button.hide()
        self.form.show()
        self._ask_review()
        self.title.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.opened.emit()

    def close_form(self) -> None:
        """Show the link again. What was typed stays for the next time."""
        held = self.isAncestorOf(QApplication.focusWidget() or self)
        self.form.hide()
        self.open_button.show()
        self.rows["review_by"].hide()
        if held:
            self.open_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin_anew(self) -> None:
        """The condition was entered: the next is written, by the same owner."""
        self.title.show_value("")
        self.deadline.show_text("")
        self.review_by.show_value(None)
        self.show_problems(())
        self.open_form()

    def propose_owner(self, owner: str) -> None:
        """Fill in the owner where nobody chose one."""
        if not self.owner.edit.text().strip():
            self.owner.show_value(owner)

    # ------------------------------------------------------------------------------------------ values

    def written(self) -> tuple[Written, tuple[Problem, ...]]:
        """What is written, and what of it cannot be read."""
        unread: list[Problem] = []

        def read(name: str, value: Callable[[], T]) -> T | None:
            try:
                return value()
            except UnreadField as error:
                unread.append(Problem(name, str(error)))
                return None

        deadline = read("deadline", self._deadline)
        day = read("review_by", self.review_by.value) if isinstance(deadline, Open) else None
        return Written(self.title.value(), read("owner", self.owner.value), deadline, day), tuple(unread)

    def show_problems(self, problems: Iterable[Problem]) -> None:
        """Say beside each field what is wrong with it, beside the words what no field is about; go to the first."""
        found: dict[str, str] = {}
        for problem in problems:
            found.setdefault(problem.field if problem.field in self.rows else "title", problem.message)
        for name, row in self.rows.items():
            row.show_problem(found.get(name, ""))
        first = next((self.rows[name] for name in self.rows if name in found), None)
        if first is not None:
            first.field.inputs()[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _deadline(self) -> Deadline | None:
        names = self._names_now()
        today = self._workspace.today
        return self.deadline.value_as(
            lambda said: deadline_from(said, names.find, recurs=names.recurs, first=today) if said else None
        )

    def _deadline_so_far(self) -> Deadline | None:
        try:
            return self._deadline()
        except UnreadField:
            return None

    def _context(self) -> Context:
        instrument = self._workspace.docket.instruments.get(self.instrument)
        return context_of(self._names_now(), instrument, self._workspace.today)

    def _names_now(self) -> AnchorNames:
        docket = self._workspace.docket
        if self._names is None or self._names[0] is not docket:
            self._names = (docket, AnchorNames(docket))
        return self._names[1]

    # ---------------------------------------------------------------------------------------- keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if self.is_open and key == Qt.Key.Key_Escape:
            self.close_form()
        elif self.is_open and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.added.emit()
        else:
            super().keyPressEvent(event)
