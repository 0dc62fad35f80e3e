"""How the docket reminds by default, edited: how long before, at what time, and where an unanswered reminder goes.

A line such as "14, 3 w, 0" says how long before; a w counts working days. Each input is saved when it is left, as one
change of the caption that can be undone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Literal, get_args

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from model.errors import DocketError, InvalidRecord, UnreadableInput
from model.ledger.commands import Put
from model.record.caption import Caption
from model.record.door import check
from model.record.obligation import Reminder, Severity
from model.record.policy import Leads, ReminderPolicy
from ui.editor.fields.candidates import Source
from ui.editor.fields.field import caption, hint, line
from ui.editor.fields.picker import PickEdit
from ui.editor.fields.plain import Spin
from ui.editor.fields.zone import TimeEdit, ZoneEdit
from ui.frame.theme import Theme, set_property
from ui.widgets.smallcaps import SmallCaps
from ui.workspace import Workspace

Before = Literal["due", "act by", "review"]
_LEAD = re.compile(r"(\d+)(?:\s*(?:(w(?:d|orking\s+days?)?)|d(?:ays?)?))?(?=[\s,;]|$)", re.IGNORECASE)
MOST = 3650


def write_leads(leads: Iterable[Reminder], before: Before) -> str:
    """The leads before one of the three days, the longest first.

    >>> write_leads((Reminder(lead=0), Reminder(lead=3, unit="working day"), Reminder(lead=14)), "due")
    '14, 3 w, 0'
    """
    of_it = sorted((one for one in leads if one.before == before), key=lambda one: (-one.lead, one.unit))
    return ", ".join(f"{one.lead} w" if one.unit == "working day" else f"{one.lead}" for one in of_it)


def read_leads(text: str, before: Before) -> tuple[Reminder, ...]:
    """The reminders that a line says, each once. An empty line is none.

    Raises :class:`model.errors.UnreadableInput` for what is no number of days.

    >>> [one.lead for one in read_leads("3w; 14 days 0", "due")]
    [14, 3, 0]
    """
    found: dict[Reminder, None] = {}
    rest = text.strip(" ,;")
    while rest:
        hit = _LEAD.match(rest)
        if hit is None:
            raise UnreadableInput(f"“{rest}” is no number of days. Write 14, 3, 0; a w after it counts working days.")
        if len(hit[1]) > 4 or int(hit[1]) > MOST:
            raise UnreadableInput(f"{hit[1]} days is more than ten years. Write {MOST:,} or fewer.")
        found[Reminder(lead=int(hit[1]), unit="working day" if hit[2] else "day", before=before)] = None
        rest = rest[hit.end() :].lstrip(" \t,;")
    return tuple(sorted(found, key=lambda one: (-one.lead, one.unit)))


BEFORE: tuple[tuple[Before, str], ...] = (
    ("due", "Before it is due"),
    ("act by", "Before the latest day to start"),
    ("review", "Before its review day"),
)
SEVERITIES: tuple[Severity, ...] = get_args(Severity)
_LABEL = 96


class PolicyEditor(QWidget):
    """Shows the docket's :class:`ReminderPolicy` and changes it. ``refused`` says why an input was not saved."""

    saved = Signal()

    def __init__(self, workspace: Workspace, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._look = theme
        self.leads: dict[tuple[Severity, Before], QLineEdit] = {}
        self.at = TimeEdit()
        self.zone = ZoneEdit(theme, 240)
        self.after = Spin(0, 365, " days")
        people = Source(lambda: workspace.docket, lambda: workspace.assessment, ("person",))
        self.counsel = PickEdit(theme, people, "a person or role")
        self.refused = hint(theme, "")
        self._build()
        self._wire()
        self.show_policy()

    @property
    def policy(self) -> ReminderPolicy:
        """The policy as it stands in the docket."""
        return self._workspace.docket.caption.remind

    def show_policy(self) -> None:
        """Show what stands in the docket, but leave alone what somebody is typing in."""
        policy = self.policy
        for (severity, before), edit in self.leads.items():
            if not edit.hasFocus():
                edit.setText(write_leads(policy.leads(severity), before))
        if not self.at.hasFocus():
            self.at.setText(policy.at)
        if not self.zone.hasFocus():
            self.zone.show_id(policy.zone)
        if not self.counsel.hasFocus():
            self.counsel.show_id(policy.general_counsel or "")
        self.after.show_number(policy.escalate_after)
        ledger = self._workspace.ledger
        self.setEnabled(ledger is not None and not ledger.read_only)

    # ------------------------------------------------------------------------------------------- layout

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(self._build_leads())
        column.addWidget(
            hint(self._look, "Days before, such as 14, 3, 0; 0 is the day itself, and a w counts working days: 3 w.")
        )
        column.addLayout(self._build_time())
        column.addLayout(self._build_escalation())
        self.refused.setProperty("role", "error")
        self.refused.hide()
        column.addWidget(self.refused)

    def _build_leads(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        for across, (_, words) in enumerate(BEFORE, 1):
            grid.addWidget(SmallCaps(self._look, words), 0, across)
        for down, severity in enumerate(SEVERITIES, 1):
            label = QLabel(severity.capitalize())
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setFixedWidth(_LABEL)
            grid.addWidget(label, down, 0)
            for across, (before, words) in enumerate(BEFORE, 1):
                edit = self.leads[severity, before] = QLineEdit()
                edit.setObjectName(f"policy.{severity}.{before}")
                edit.setAccessibleName(f"{severity.capitalize()} severity: {words.lower()}")
                edit.setPlaceholderText("no reminder")
                grid.addWidget(edit, down, across)
            label.setBuddy(self.leads[severity, "due"])
        for across, stretch in ((1, 3), (2, 2), (3, 2)):
            grid.setColumnStretch(across, stretch)
        return grid

    def _build_time(self) -> QVBoxLayout:
        self.at.setObjectName("policy.at")
        self.at.setAccessibleName("Time of day of reminders")
        self.at.setToolTip("A time of day on 24 hours, such as 09:00")
        self.zone.setObjectName("policy.zone")
        self.zone.setAccessibleName("Time zone of reminders")
        self.zone.setPlaceholderText("the zone of this machine")
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addLayout(line(self._label("At", self.at), self.at, "in", self.zone, 1, theme=self._look))
        column.addWidget(hint(self._look, "A person’s own record may say another time and zone: theirs go first."))
        return column

    def _build_escalation(self) -> QVBoxLayout:
        self.after.setObjectName("policy.after")
        self.after.setSpecialValueText("never")
        self.after.setAccessibleName("Days until an unacknowledged reminder goes on")
        self.counsel.setObjectName("policy.counsel")
        self.counsel.setAccessibleName("General counsel")
        self.counsel.setMinimumWidth(220)
        label = self._label("Goes on after", self.after)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addLayout(
            line(label, self.after, "to the stand-in, and after as many more to", self.counsel, 1, theme=self._look)
        )
        column.addWidget(
            hint(
                self._look,
                "If nobody acknowledges it. That is written into the journal. While an owner is away, the stand-in is "
                "reminded at once.",
            )
        )
        return column

    def _label(self, words: str, buddy: QWidget) -> QLabel:
        label = caption(self._look, words)
        label.setFont(self._look.font("body"))
        label.setFixedWidth(_LABEL + 4)
        label.setBuddy(buddy)
        return label

    # ------------------------------------------------------------------------------------------- saving

    def _wire(self) -> None:
        for (severity, before), edit in self.leads.items():
            edit.editingFinished.connect(lambda each=(severity, before): self._save_leads(*each))
        self.at.editingFinished.connect(
            lambda: self._save(self.at, lambda now: replace(now, at=self.at.text().strip()))
        )
        for zone_done in (self.zone.editingFinished, self.zone.picked):
            zone_done.connect(lambda *_: self._save(self.zone, lambda now: replace(now, zone=self.zone.record_id())))
        self.after.valueChanged.connect(
            lambda days: self._save(self.after, lambda now: replace(now, escalate_after=days))
        )
        for picked in (self.counsel.editingFinished, self.counsel.picked):
            picked.connect(lambda *_: self._save(self.counsel, self._with_counsel))

    def _with_counsel(self, now: ReminderPolicy) -> ReminderPolicy:
        return replace(now, general_counsel=self.counsel.record_id() or None)

    def _save_leads(self, severity: Severity, before: Before) -> None:
        edit = self.leads[severity, before]
        self._save(edit, lambda now: _with_leads(now, severity, before, read_leads(edit.text(), before)))

    def _save(self, where: QWidget, change: Callable[[ReminderPolicy], ReminderPolicy]) -> None:
        """Read, check and save; what cannot be read stays where it is, with the reason below."""
        before = self._workspace.docket.caption
        try:
            wanted = replace(before, remind=change(before.remind))
            check(wanted)
        except (DocketError, InvalidRecord) as error:
            self._refuse(where, str(error))
            return
        self._refuse(where, "")
        if wanted != before and self._put(wanted, before):
            self.saved.emit()

    def _put(self, wanted: Caption, before: Caption) -> bool:
        return self._workspace.do(Put(wanted, before)) is not None

    def _refuse(self, where: QWidget, why: str) -> None:
        set_property(where, "invalid", "true" if why else None)
        self.refused.setText(why)
        self.refused.setVisible(bool(why))


def _with_leads(now: ReminderPolicy, severity: Severity, before: Before, leads: Leads) -> ReminderPolicy:
    """The policy with other leads before one of the three days; those before the other two stay."""
    kept = tuple(one for one in now.leads(severity) if one.before != before)
    order = [one for one, _ in BEFORE]
    fresh = tuple(sorted((*leads, *kept), key=lambda one: order.index(one.before)))
    return replace(now, **{severity: fresh})
