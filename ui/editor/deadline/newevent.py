"""An event that the docket does not have, offered where a deadline counts from it: its day, or none yet."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from model.days.fiscal import FiscalYear, period_ends
from model.days.recurrence import occurrences
from model.days.wording import MONTHS
from model.errors import DayError
from model.ledger.happening import still_to_come
from model.record.base import new_id
from model.record.day import Day
from model.record.event import Event
from model.record.named_anchors import UnknownAnchor
from ui.editor.fields.day import DayEdit, Today
from ui.editor.fields.field import UnreadField, caption, hint, line, part
from ui.editor.fields.plain import Box
from ui.frame.theme import Theme
from ui.inspector.flow import FlowLabel, Run

ONCE = "once"
YEAR, QUARTER = "fiscal year", "fiscal quarter"
OFTEN: list[tuple[str, object]] = [
    ("it happens once", ONCE),
    ("with each fiscal quarter", QUARTER),
    ("with each fiscal year", YEAR),
    ("each calendar quarter end", "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1"),
    ("each half-year end", "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=-1"),
    ("each month end", "FREQ=MONTHLY;BYMONTHDAY=-1"),
    ("every week", "FREQ=WEEKLY"),
    ("every month", "FREQ=MONTHLY"),
    ("every year", "FREQ=YEARLY"),
]
_BY_NAME: list[tuple[str, str]] = [
    ("calendar quarter", "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1"),
    ("quarter", QUARTER),
    ("half-year", "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=-1"),
    ("year end", YEAR),
    ("end of the fiscal year", YEAR),
    ("end of the financial year", YEAR),
    ("end of the tax year", YEAR),
    ("end of the calendar year", YEAR),
    ("accounting reference period", YEAR),
    ("month end", "FREQ=MONTHLY;BYMONTHDAY=-1"),
    ("end of the month", "FREQ=MONTHLY;BYMONTHDAY=-1"),
]
"""How often what is called so happens, as it usually does: a proposal that is seen, and changed where it is wrong."""
KNOWN: list[tuple[str, object]] = [
    ("its day is not known yet", "unknown"),
    ("expected on", "expected"),
    ("happened on", "happened"),
]
_AHEAD = timedelta(days=800)


class NewEventCard(QWidget):
    """Emits ``created(Event)``. The event is not in the docket yet: whoever asked enters it with its own record."""

    created = Signal(object)

    def __init__(self, theme: Theme, name: str, today: Today) -> None:
        super().__init__()
        self._theme, self._today = theme, today
        self._asked = ""
        self._then = ""
        self._own_first = False
        self.words = FlowLabel(theme)
        self.title = QLineEdit()
        self.often = Box(OFTEN)
        self.month = Box([(f"whose year ends with {month}", place) for place, month in enumerate(MONTHS, 1)])
        self.known = Box(KNOWN)
        self.day = DayEdit(theme, today)
        self.from_ = caption(theme, "first on")
        self.button = QPushButton("Create the event")
        self.button.setObjectName(f"{name}.create")
        self.button.setAutoDefault(False)
        part(self.title, f"{name}.title", "name of the event")
        part(self.often, f"{name}.often", "how often")
        part(self.month, f"{name}.month", "last month of the year")
        part(self.known, f"{name}.known", "its day")
        part(self.day, f"{name}.day", "day")
        self.problem = hint(theme, "")
        self.problem.setFont(theme.font("small"))
        self.problem.setProperty("role", "error")
        self._lay_out()
        self._wire()
        self.month.choose(12)
        self.hide()

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 10, 14, 12)
        whole.setSpacing(6)
        whole.addWidget(self.words)
        whole.addLayout(line(self.title, theme=self._theme))
        whole.addLayout(line(self.often, self.month, 1, theme=self._theme))
        whole.addLayout(line(self.known, self.from_, self.day, 1, theme=self._theme))
        whole.addWidget(self.problem)
        whole.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)

    def _wire(self) -> None:
        self.title.textEdited.connect(lambda _: self._say_button())
        for box in (self.often, self.month, self.known):
            box.currentIndexChanged.connect(lambda _: self._propose())
        self.day.textEdited.connect(lambda _: self._day_typed())
        for edit in (self.title, self.day):
            edit.returnPressed.connect(self._create)
        self.button.clicked.connect(lambda _: self._create())

    @property
    def asked(self) -> str:
        """The name that is asked about, empty while nothing is."""
        return self._asked

    def ask(self, unknown: UnknownAnchor | None) -> None:
        """Offer the event of that name; nothing hides the card. The same name again keeps what was typed."""
        if unknown is None:
            self._asked = ""
            self.hide()
            return
        if unknown.name != self._asked:
            self._begin(unknown.name, unknown.day, unknown.recurs)
        self.show()

    def inputs(self) -> list[QWidget]:
        """What the keyboard reaches."""
        return [self.title, self.often, self.month, self.known, self.day, self.button]

    def event_typed(self) -> Event:
        """The event as it stands here. Raises :class:`UnreadField`."""
        title = self.title.text().strip()
        if not title:
            raise UnreadField("Write what happens, such as closing.", self.title)
        often, known = self.often.currentData(), self.known.currentData()
        day = self.day.day() if often != ONCE or known != "unknown" else None
        if day is None and (often != ONCE or known != "unknown"):
            raise UnreadField("Write the day, such as 2 Dec 1996.", self.day)
        held = Day(on=day) if day else None
        happened = known == "happened" if often == ONCE else day is not None and day <= self._today()
        event = Event(
            id=new_id("event"),
            title=title,
            happened=held if happened else None,
            expected=None if happened else held,
            fiscal=self._fiscal(),
            recurs="" if often in (ONCE, YEAR, QUARTER) else often,
        )
        if ahead := still_to_come(event, self._today()):
            raise UnreadField(ahead.message, self.known)
        return event

    def say_then(self, words: str) -> None:
        """What creating the event does besides, for its button."""
        self._then = words
        self._say_button()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def _begin(self, name: str, day: date | None, recurs: bool) -> None:
        self._asked, self._own_first = name, False
        self.title.setText(name[:1].upper() + name[1:])
        self.title.setCursorPosition(0)
        usual = next((often for words, often in _BY_NAME if words in name.casefold()), "")
        self.often.choose(usual or ("FREQ=MONTHLY;BYMONTHDAY=-1" if recurs else ONCE))
        self.known.choose("unknown" if day is None else "happened" if day <= self._today() else "expected")
        self.day.show_day(day)
        self._propose()
        self._say_words(name, day)

    def _say_words(self, name: str, day: date | None) -> None:
        said = "Deadlines count from events. What happens" if day else f"“{name}” is not on the docket yet. What is it"
        asked = f"{said} on {name}?" if day else f"{said}, and when?"
        self.words.show_runs(
            (
                Run(f"{asked} ", "body", weight=600),
                Run("The event is entered together with the obligation.", "small", "second"),
            )
        )

    def _propose(self) -> None:
        """Show what fits; a recurrence is proposed its next day as the first, unless somebody wrote one."""
        often = self.often.currentData()
        once = often == ONCE
        self.month.setVisible(often in (YEAR, QUARTER))
        self.known.setVisible(once)
        self.from_.setVisible(not once)
        self.day.setVisible(not once or self.known.currentData() != "unknown")
        if not once and not self._own_first:
            self.day.show_day(self._next_day())
        self.problem.hide()
        self._say_button()

    def _next_day(self) -> date | None:
        today, fiscal, rule = self._today(), self._fiscal(), self.often.currentData()
        try:
            ahead = period_ends(fiscal, today, today + _AHEAD) if fiscal else occurrences(rule, today, today + _AHEAD)
        except DayError:
            return None
        return ahead[0] if ahead else None

    def _fiscal(self) -> FiscalYear | None:
        match self.often.currentData():
            case "fiscal year":
                return FiscalYear(month=self.month.currentData())
            case "fiscal quarter":
                return FiscalYear(month=self.month.currentData(), period="quarter")
            case _:
                return None

    def _day_typed(self) -> None:
        self._own_first = bool(self.day.text().strip())
        self.problem.hide()

    def _say_button(self) -> None:
        title = self.title.text().strip()
        named = f"Create the event “{title}”" if 0 < len(title) <= 32 else "Create the event"
        self.button.setText(f"{named}{self._then}")

    def _create(self) -> None:
        try:
            event = self.event_typed()
        except UnreadField as unread:
            self.problem.setText(str(unread))
            self.problem.show()
            unread.widget.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.problem.hide()
        self.created.emit(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.surface.selection)
        painter.fillRect(0, 0, 3, self.height(), self._theme.accent.base)
